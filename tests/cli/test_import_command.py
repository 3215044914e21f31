"""``graphkit import``: what it prints, and how a call ends that cannot be met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
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
