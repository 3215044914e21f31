"""The wheel holds all that the program needs: code, ontologies, queries and the network."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that is built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ["build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run([sys.executable, "-m", "hatchling", *words], check=True, cwd=ROOT)
    (path,) = folder.glob("graphkit-*.whl")
    return path


def test_the_wheel_holds_the_ontologies_and_the_network(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    ontologies = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ontologies").rglob("*")
        if path.suffix in {".ttl", ".rq"}
    }
    assert len(ontologies) > 10
    assert {f"graphkit/{name}" for name in ontologies} <= names
    network = {"model.json", "pairer.onnx", "tagger.onnx", "tokenizer.json"}
    assert {f"graphkit/extract/network/{name}" for name in network} <= names
    assert "graphkit/py.typed" in names


def test_the_wheel_holds_nothing_that_only_developers_need(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"graphkit"}


def test_the_program_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import graphkit\n"
        f"assert graphkit.__file__.startswith({str(tmp_path)!r})\n"
        "from graphkit.queries import query_names\n"
        "assert len(query_names()) >= 10\n"
        "from pathlib import Path\n"
        "Path('a.txt').write_text('Aldermoor supplies nickel to Kestrel Cells.')\n"
        "graph, report = graphkit.build('a.txt')\n"
        "assert report.documents == 1 and report.mentions\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
