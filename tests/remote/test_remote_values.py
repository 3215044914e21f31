"""What is hard to hold: texts and numbers of all kinds, and more than a server gives at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.graph.remote import RemoteStore
from graphkit.graph.remote_http import RemoteError

if TYPE_CHECKING:
    from remote.servers import Server

A, X = NamedNode("urn:a"), "http://www.w3.org/2001/XMLSchema#"

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
