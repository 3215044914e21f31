"""Where the ontology files are looked for, on a copy of the package: inside it, then beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import graphkit
from graphkit import ontology

PACKAGE = Path(graphkit.__file__).parent
ONTOLOGIES = ontology.file("supply-chain.ttl").parent
COUNT = "from graphkit import ontology as o; print(len(o.load().relations), len(o.query_files()))"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the modules that read the files, and no files."""
    (tmp_path / "graphkit").mkdir()
    (tmp_path / "graphkit" / "__init__.py").touch()
    for name in ("errors.py", "ontology.py", "queries.py"):
        shutil.copy(PACKAGE / name, tmp_path / "graphkit")
    return tmp_path


def run(folder: Path, code: str) -> str:
    """Return the last line that *code* prints, or that of its error."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).splitlines()[-1]


@pytest.mark.parametrize("place", ["graphkit/ontologies", "ontologies"], ids=["inside", "beside"])
def test_the_files_are_found_inside_and_beside_the_package(copy: Path, place: str) -> None:
    shutil.copytree(ONTOLOGIES, copy / place)
    assert run(copy, COUNT) == f"23 {len(ontology.query_files())}"


def test_the_files_inside_the_package_come_first(copy: Path) -> None:
    shutil.copytree(ONTOLOGIES, copy / "graphkit" / "ontologies")
    (copy / "ontologies").mkdir()
    assert run(copy, COUNT).startswith("23 ")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("from graphkit import ontology; ontology.load()", "the file is missing"),
        ("from graphkit import ontology; ontology.query_files()", "the named queries are missing"),
        ("from graphkit import queries; queries.query_names()", "the named queries are missing"),
    ],
)
def test_missing_files_are_refused(copy: Path, code: str, reason: str) -> None:
    line = run(copy, code)
    assert line.startswith("graphkit.ontology.OntologyError: ")
    assert line.endswith(f"{reason}; install graphkit again")


def test_a_query_that_is_not_text_is_refused(copy: Path) -> None:
    shutil.copytree(ONTOLOGIES, copy / "ontologies")
    (copy / "ontologies" / "queries" / "about.rq").write_bytes(b"# Caf\xe9.")
    line = run(copy, "from graphkit.queries import load_query; load_query('about')")
    assert "about.rq: it cannot be read" in line
