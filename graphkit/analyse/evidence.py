"""Reads some claims of a graph in full, with the sentences that state them.

Analyses work on statements, which are all that is needed to count; what is shown of them is read
here, and only that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, Quad

from graphkit.analyse.network_names import told_of
from graphkit.analyse.network_quads import about, term_of
from graphkit.graph import vocabulary as v
from graphkit.graph.stated import StatementReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from graphkit.graph import Graph, StatedClaim
    from graphkit.graph.entities import Thing

_ENDS: Final = (v.RDF_SUBJECT, v.RDF_OBJECT, v.ATTRIBUTED_TO)
_PARTS: Final = (
    v.DERIVED_FROM,
    v.IN_SENTENCE,
    v.SUBJECT_MENTION,
    v.OBJECT_MENTION,
    v.AMOUNT,
)


def evidence(graph: Graph, iris: Iterable[str]) -> dict[str, StatedClaim]:
    """Return the claims *iris* of *graph* in full, by IRI and in that order.

    What is no claim of the graph is not returned.

    Raises:
        StoreError: One lacks a part, or a number or date of it is none.

    >>> from graphkit.graph import Graph
    >>> evidence(Graph.create(), ["https://example.org/claim/1"])
    {}
    """
    store = graph.store
    claims = _plain(about(store, [term_of(iri) for iri in sorted(set(iris))]))
    parts = _plain(about(store, _objects(claims, _PARTS)))
    found = told_of(store, _objects(claims, _ENDS))
    found.extend(claims)
    found.extend(parts)
    read = {claim.iri: claim for claim in StatementReader(found).claims()}
    return {iri: read[iri] for iri in sorted(read)}


def _plain(quads: Iterable[Quad]) -> list[Quad]:
    """Return *quads* without the names of their graphs, each once."""
    plain = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return list(dict.fromkeys(plain))


def _objects(quads: Iterable[Quad], predicates: tuple[NamedNode, ...]) -> list[Thing]:
    """Return what *quads* with one of *predicates* lead to, in order."""
    found = {
        quad.object
        for quad in quads
        if quad.predicate in predicates and not isinstance(quad.object, Literal)
    }
    return sorted(found, key=str)
