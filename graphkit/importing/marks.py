"""Joins the marks of copies that come with graphs to those of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF, Printed, copies_graph
from graphkit.graph.entities import text_of
from graphkit.graph.patch import Patch, between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store


def marks_patch(store: Store, marks: Iterable[Quad], *, base: str) -> Patch:
    """Return what makes documents of *store* copies of one text that *marks* join.

    Documents that are marked in the store already bring all that they are joined to. The first of
    each group is that by date and id; marks of documents that are not in the store are left out.

    Args:
        store: As it is before the change.
        marks: What came with graphs: ``gk:copyOf`` between documents.
        base: The IRI below which the graph of marks is.
    """
    name = copies_graph(base)
    groups: dict[NamedNode, set[NamedNode]] = {}
    for one, other in sorted({pair for mark in marks for pair in _pair(mark)}, key=str):
        if _is_there(store, one) and _is_there(store, other):
            joined = {
                member
                for end in (one, other)
                for member in groups.get(end, {end} | _marked(store, end, name))
            }
            groups.update(dict.fromkeys(joined, joined))
    old = {quad for each in groups for quad in _marks_of(store, each, name)}
    new = set[Quad]()
    for group in {id(group): group for group in groups.values()}.values():
        first = min(group, key=lambda each: _rank(store, each))
        new |= {Quad(each, COPY_OF, first, name) for each in group if each != first}
    return between(old, new)


def _pair(mark: Quad) -> Iterator[tuple[NamedNode, NamedNode]]:
    if isinstance(mark.subject, NamedNode) and isinstance(mark.object, NamedNode):
        yield mark.subject, mark.object


def _marks_of(store: Store, iri: NamedNode, name: NamedNode) -> Iterator[Quad]:
    return store.quads_for_pattern(iri, COPY_OF, None, name)


def _marked(store: Store, iri: NamedNode, name: NamedNode) -> set[NamedNode]:
    """Return the documents that are marked as copies of one text with *iri*."""
    firsts = [q.object for q in _marks_of(store, iri, name) if isinstance(q.object, NamedNode)]
    found = set(firsts)
    for first in (*firsts, iri):
        copies = store.quads_for_pattern(None, COPY_OF, first, name)
        found.update(quad.subject for quad in copies if isinstance(quad.subject, NamedNode))
    return found


def _is_there(store: Store, iri: NamedNode) -> bool:
    return any(store.quads_for_pattern(iri, v.RDF_TYPE, v.DOCUMENT, None))


def _rank(store: Store, iri: NamedNode) -> tuple[str, str, str]:
    date, name = (_one(store, iri, part) for part in (v.ISSUED, v.IDENTIFIER))
    return Printed(iri, date, iri.value if name is None else name, ()).rank


def _one(store: Store, iri: NamedNode, predicate: NamedNode) -> str | None:
    found = store.quads_for_pattern(iri, predicate, None, None)
    return min((text_of(quad.object) for quad in found), default=None)
