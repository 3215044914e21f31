"""Servers that are killed amid a build, ask for a login, or hold what is hard to hold."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.graph import Graph
from graphkit.graph.history import without_records
from graphkit.graph.remote import RemoteStore
from graphkit.graph.remote_http import RemoteError
from graphkit.pipeline import build

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from remote.conftest import Server
    from support import Run

A, X = NamedNode("urn:a"), "http://www.w3.org/2001/XMLSchema#"
AFTER = 3  # documents that are there when the server is killed


def kill_amid(server: Server, process: subprocess.Popen[str]) -> None:
    """Kill the server as soon as the build has written a few documents."""
    with Graph.open(server.address) as graph:
        while process.poll() is None and len(graph.documents()) < AFTER:
            time.sleep(0.02)
    server.kill()


def assert_complete(server: Server, news: Path) -> None:
    with Graph.open(server.address) as graph:
        assert set(without_records(graph, graph.store)) == set(build(str(news))[0])


def test_a_build_waits_for_a_server_that_is_killed_and_comes_back(
    server: Server, news: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    process = start("build", str(news), "--store", server.address)
    kill_amid(server, process)
    time.sleep(0.5)
    server.start()
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, ""), err
    assert "12 documents" in err
    assert_complete(server, news)


def test_a_build_without_its_server_ends_in_one_line_and_the_next_finishes_it(
    server: Server,
    news: Path,
    start: Callable[..., subprocess.Popen[str]],
    run: Callable[..., Run],
) -> None:
    process = start("build", str(news), "--store", server.address, GRAPHKIT_TIMEOUT="1")
    kill_amid(server, process)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.count("\n")) == (1, 1), err
    assert "the connection failed" in err
    server.start()
    again = run("build", str(news), "--store", server.address)
    assert again.code == 0, again.err
    assert "unchanged" in again.err
    assert_complete(server, news)


def test_two_builds_of_different_texts_at_one_time_lose_nothing(
    oxigraph: Server, news: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    lines = news.read_text().splitlines()
    halves = []
    for number, part in enumerate((lines[:6], lines[6:])):
        halves.append(tmp_path / f"half-{number}.jsonl")
        halves[-1].write_text("\n".join(part))
    builds = [start("build", str(half), "--store", oxigraph.address) for half in halves]
    for each in builds:
        _, err = each.communicate(timeout=120)
        assert each.returncode == 0, err
    with Graph.open(oxigraph.address) as graph:
        found = set(graph)
        assert len(graph.documents()) == 12
    apart = set().union(*(set(build(str(half))[0]) for half in halves))
    # which documents are copies of which is told anew by the next build that changes one
    assert {quad for quad in apart - found if "/document/" in str(quad.graph_name)} == set()


LITERALS = (
    *(Literal(n, datatype=NamedNode(f"{X}decimal")) for n in ("1", "0", "0.9321", "0.0001")),
    Literal("5", datatype=NamedNode(f"{X}integer")),
    Literal("2026-05-07", datatype=NamedNode(f"{X}date")),
    Literal("2026-05-07T10:00:00Z", datatype=NamedNode(f"{X}dateTime")),
    *map(
        Literal, ("", "1", " a ", "Ünï 漢字 \U0001f600", 'a\nb\t"c\\ \r', "\x7f\xa0\u2028", "{<a>}")
    ),
    Literal("hej", language="sv"),
    Literal("yä\n" * 70_000),
)


def test_every_literal_comes_back_equal(server: Server) -> None:
    quads = {Quad(A, NamedNode(f"urn:p{n}"), each, A) for n, each in enumerate(LITERALS)}
    store = RemoteStore.open(server.address)
    store.extend(quads)
    assert set(store.quads_for_pattern(None, None, None, A)) == quads
    for quad in quads:
        if len(str(quad.object)) < 100:
            assert quad in store, quad
    store.put(A, [Quad(A, A, LITERALS[0], A)])
    assert list(store) == [Quad(A, A, LITERALS[0], A)]
    store.close()


def test_a_graph_above_the_cap_of_the_server_comes_back_whole(server: Server) -> None:
    quads = {
        Quad(A, A, Literal(str(n), datatype=NamedNode(f"{X}integer")), A) for n in range(12_000)
    }
    store = RemoteStore.open(server.address)
    store.extend(quads)
    assert len(store) == len(quads)
    assert set(store) == quads
    store.close()


def test_an_answer_above_the_cap_of_the_server_is_an_error(virtuoso: Server) -> None:
    store = RemoteStore.open(virtuoso.address)
    number = NamedNode(f"{X}integer")
    store.extend(Quad(A, A, Literal(str(n), datatype=number), A) for n in range(10_050))
    with pytest.raises(RemoteError, match="no more than 10000 rows"):
        store.query("SELECT ?o { <urn:a> <urn:a> ?o }")
    store.close()


def test_virtuoso_asks_for_a_login_in_its_own_way(
    virtuoso: Server, tmp_path: Path, run: Callable[..., Run]
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Corvane supplies battery cells to Norvik Motors.")
    words = ("build", str(text), "--store", virtuoso.address)
    right = run(*words, GRAPHKIT_USER="dba", GRAPHKIT_PASSWORD="dba")  # noqa: S106
    assert right.code == 0, right.err
    wrong = run(*words, GRAPHKIT_USER="dba", GRAPHKIT_PASSWORD="s3cr3t")  # noqa: S106
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert "does not let you in (HTTP 401); check GRAPHKIT_USER" in wrong.err
    assert "s3cr3t" not in wrong.err
