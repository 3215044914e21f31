"""``graphkit import``: what it prints, and how a call ends that cannot be met."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import DEFAULT_BASE, Graph
from graphkit.importing import import_file
from support import EXAMPLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Program = Callable[..., Run]

TABLES = EXAMPLES / "tables"


def test_tables_and_graphs_go_into_a_store_side_by_side(graphkit: Program, tmp_path: Path) -> None:
    done = graphkit(
        "import", TABLES / "suppliers.csv", TABLES / "sites.csv", "--store", tmp_path / "s"
    )
    assert (done.code, done.out) == (0, "")
    assert done.err == f"2 files, 2 graphs, 11 claims → {tmp_path / 's'}\n"
    graphkit("export", tmp_path / "s", "-o", tmp_path / "all.nq")
    again = graphkit("import", tmp_path / "all.nq", "--store", tmp_path / "s")
    assert again.err == f"1 file, 2 graphs (2 unchanged), 0 claims → {tmp_path / 's'}\n"


def test_the_imported_stands_beside_the_read(
    graphkit: Program, chain: Path, tmp_path: Path
) -> None:
    done = graphkit("import", chain, TABLES / "suppliers.csv", "--store", tmp_path / "s")
    assert done.code == 0
    assert len(Graph.open(tmp_path / "s").documents()) == 2
    told = graphkit("validate", tmp_path / "s")
    assert told.code == 0


def test_a_mapping_may_have_any_name(graphkit: Program, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes((TABLES / "suppliers.csv").read_bytes())
    mapping = TABLES / "suppliers.toml"
    done = graphkit("import", tmp_path / "x.csv", "--mapping", mapping, "-o", tmp_path / "x.ttl")
    assert done.code == 0
    assert len(list(Graph.open(tmp_path / "x.ttl").claims())) == 4


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["FILE"], 2, "give either --output FILE or --store DIR"),
        (["FILE", "-o", "OUT.trig", "--store", "OUT"], 2, "give either"),
        (["FILE", "-o", "OUT.xyz"], 2, "no graph file suffix named '.xyz'"),
        (["FILE", "-o", "OUT.trig", "--base", "example"], 2, "base IRI 'example'"),
        (["missing.csv", "-o", "OUT.trig"], 1, "missing.csv: there is no missing.toml beside it"),
        (["missing.ttl", "-o", "OUT.trig"], 1, "missing.ttl: there is no such file"),
        (["FILE", "--mapping", "no.toml", "-o", "OUT.trig"], 1, "no.toml: there is no such file"),
    ],
)
def test_a_call_that_cannot_be_met_is_one_line(
    graphkit: Program, tmp_path: Path, words: list[str], code: int, message: str
) -> None:
    places = {"FILE": str(TABLES / "sites.csv")}
    given = [places.get(word, word.replace("OUT", str(tmp_path / "out"))) for word in words]
    done = graphkit("import", *given)
    assert done.code == code
    assert message in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".ttl"])
def test_a_graph_may_come_from_standard_input(tmp_path: Path, suffix: str) -> None:
    source, store = tmp_path / f"a{suffix}", tmp_path / "s"
    import_file([TABLES / "sites.csv"], source)
    for graphs in ("1 graph", "1 graph (1 unchanged)"):
        done = piped(source, "import", "-", "--store", store)
        claims = 0 if "unchanged" in graphs else 7
        assert done.stderr.decode() == f"1 file, {graphs}, {claims} claims → {store}\n"
    assert piped(source, "import", "-", "-", "--store", store).returncode == 1


def test_another_graph_from_standard_input_drops_nothing(tmp_path: Path) -> None:
    for name in ("sites", "suppliers"):
        import_file([TABLES / f"{name}.csv"], tmp_path / "a.trig")
        piped(tmp_path / "a.trig", "import", "-", "--store", tmp_path / "s")
    assert len(Graph.open(tmp_path / "s").documents()) == 2


def test_what_came_merged_stays_merged_in_later_builds(graphkit: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norvik Cathode supplies graphite to Corvane Motors.")
    (tmp_path / "b.txt").write_text("Aldane supplies steel to Tessaly Foundry.")
    (tmp_path / "one.decisions").write_text("yes company/norvik company/norvik-cathode\n")
    graphkit("build", tmp_path / "a.txt", "-o", tmp_path / "one.trig")
    done = graphkit("import", tmp_path / "one.trig", "--store", tmp_path / "s")
    assert "1 merge added to the decisions" in done.err
    graphkit("build", tmp_path / "b.txt", "--store", tmp_path / "s")
    assert len(Graph.open(tmp_path / "s").find(f"{DEFAULT_BASE}company/norvik")) == 1
    assert "company/norvik-cathode" in (tmp_path / "s.decisions").read_text()


def piped(source: Path, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Return how a call of the program ended that read *source* from standard input."""
    command = [sys.executable, "-m", "graphkit", *map(str, words)]
    with source.open("rb") as stream:
        return subprocess.run(command, stdin=stream, capture_output=True, check=False)
