"""Imports into a server: what a folder would hold, by the ways that a server has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.graph.history import without_records
from graphkit.importing import ImportOptions, import_file, import_store
from remote.servers import lines_of
from support import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from remote.servers import Server
    from support import Run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    tables = [EXAMPLES / "tables" / f"{name}.csv" for name in ("sites", "materials")]
    import_file(tables, tmp_path / "g.nq")
    return tmp_path / "g.nq"


@pytest.mark.parametrize("words", [[], ["--no-check"]])
def test_an_import_into_a_server_is_that_into_a_folder(
    oxigraph: Server, run: Callable[..., Run], source: Path, tmp_path: Path, words: list[str]
) -> None:
    unchecked = ", not checked against the shapes: g.nq" if words else ""
    for note in ("2 graphs, 10 claims", "2 graphs (2 unchanged), 0 claims"):
        done = run("import", str(source), "--store", oxigraph.address, *words)
        assert done.err == f"1 file, {note}{unchecked} → {oxigraph.address}\n"
        assert done.code == 0
    import_store([source], tmp_path / "s", options=ImportOptions(check=False))
    with Graph.open(oxigraph.address) as there, Graph.open(tmp_path / "s") as here:
        assert lines_of(without_records(there, there.store)) == lines_of(
            without_records(here, here.store)
        )
    assert list(tmp_path.glob("*.decisions")) == []
