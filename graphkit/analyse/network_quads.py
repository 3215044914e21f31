"""Quads about many things, from a store in this process or, in batches, from one on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, NamedNode, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from graphkit.graph.entities import Term, Thing
    from graphkit.graph.remote import RemoteStore


def about(
    store: Store, things: Iterable[Thing], predicate: NamedNode | None = None
) -> Iterator[Quad]:
    """Yield the quads whose subject is one of *things*."""
    if isinstance(store, Store):
        for thing in things:
            yield from store.quads_for_pattern(thing, predicate, None)
        return
    yield from cast("RemoteStore", store).about(things, predicate)


def leading_to(store: Store, things: Iterable[Term], predicate: NamedNode) -> Iterator[Quad]:
    """Yield the quads with *predicate* whose object is one of *things*."""
    if isinstance(store, Store):
        for thing in things:
            yield from store.quads_for_pattern(None, predicate, thing)
        return
    yield from cast("RemoteStore", store).leading_to(things, predicate)


def term_of(iri: str) -> NamedNode | BlankNode:
    """Return the term that `graphkit.graph.entities.text_of` gives as *iri*.

    >>> term_of("https://example.org/a").value, term_of("_:b").value
    ('https://example.org/a', 'b')
    """
    return BlankNode(iri.removeprefix("_:")) if iri.startswith("_:") else NamedNode(iri)
