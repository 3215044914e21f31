"""Who may read and write: wrong passwords, and servers that let nobody write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.pipeline import build_store
from remote.servers import Server, held, oxigraph_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support import Run

GRANT, REVOKE = 'grant SPARQL_UPDATE to "SPARQL";', 'revoke SPARQL_UPDATE from "SPARQL";'


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """One short report."""
    path = tmp_path / "a.txt"
    path.write_text("Corvane supplies battery cells to Norvik Motors.")
    return path


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Server]:
    """An Oxigraph server that takes no updates, with an empty store."""
    for verb in ("serve", "serve-read-only"):
        server = oxigraph_in(tmp_path, verb)
        server.start()
        if verb == "serve-read-only":
            yield server
        server.kill()


@pytest.fixture
def kept(virtuoso: Server) -> Iterator[Server]:
    """Virtuoso, in which nobody but its users may write."""
    virtuoso.tell(REVOKE)
    yield virtuoso
    virtuoso.tell(GRANT)


def test_virtuoso_asks_for_a_login_in_its_own_way(
    kept: Server, text: Path, run: Callable[..., Run]
) -> None:
    words = ("build", str(text), "--store", kept.address)
    wrong = run(*words, GRAPHKIT_USER="dba", GRAPHKIT_PASSWORD="s3cr3t")  # noqa: S106
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert "does not let you in (HTTP 401); check GRAPHKIT_USER" in wrong.err
    assert "s3cr3t" not in wrong.err
    assert held(kept) == []
    right = run(*words, GRAPHKIT_USER="dba", GRAPHKIT_PASSWORD="dba")  # noqa: S106
    assert right.code == 0, right.err
    assert len(held(kept)) > 0


def test_a_build_that_may_not_write_is_told_so_in_one_line(
    kept: Server, text: Path, run: Callable[..., Run]
) -> None:
    told = run("build", str(text), "--store", kept.address)
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert "does not let you do that (HTTP 500: no permission); grant SPARQL_UPDATE" in told.err
    assert run("query", kept.address, "ASK { ?s ?p ?o }").code == 0  # reading is not writing
    assert held(kept) == []


def test_a_right_that_is_taken_away_amid_a_build_leaves_what_was_written(
    virtuoso: Server, news: Path, local: list[str], run: Callable[..., Run]
) -> None:
    half = news.with_name("first.jsonl")
    half.write_text("".join(news.read_text().splitlines(keepends=True)[:4]))
    build_store(str(half), Path(virtuoso.address))
    virtuoso.tell(REVOKE)
    told = run("build", str(news), "--store", virtuoso.address)
    virtuoso.tell(GRANT)
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    with Graph.open(virtuoso.address) as graph:
        assert len(graph.documents()) == 4
    assert build_store(str(news), Path(virtuoso.address)).unchanged == 4
    assert held(virtuoso) == local


def test_a_server_that_is_for_reading_only_takes_no_build(
    read_only: Server, text: Path, run: Callable[..., Run]
) -> None:
    told = run("build", str(text), "--store", read_only.address)
    assert (told.code, told.err.count("\n")) == (1, 1), told.err
    assert "does not let you do that (HTTP 403)" in told.err
    assert run("query", read_only.address, "ASK { ?s ?p ?o }").code == 0
