"""Resolves over the documents of a store: what is to be compared, shown and merged.

What is compared and shown is always the graphs as they were read, so that what has been merged
already moves no judgement.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.graph.merge import key_iri, merged
from graphkit.graph.records import read_records
from graphkit.graph.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import BlankNode, DefaultGraph, Store

    from graphkit.graph.entities import Term, Thing
    from graphkit.graph.graph import Graph

    _GraphName = NamedNode | BlankNode | DefaultGraph

__all__ = ["Quote", "apply", "read_records", "sentences_about"]


@dataclass(frozen=True, slots=True)
class Quote:
    """What a document says of a thing: a sentence with a claim about it, or its names there.

    ``document`` is the document's id.
    """

    document: str
    title: str | None
    date: dt.date | None
    text: str


def sentences_about(store: Store, key: str, *, base: str, limit: int) -> tuple[Quote, ...]:
    """Return at most *limit* quotes about the thing with the key *key*, as it was read.

    First the sentences that state a claim about it, one of each document before a second of any;
    then, of documents without a claim about it, the words that mean it there.

    Args:
        store: Where to look.
        key: The thing, replaced in the store or not.
        base: The IRI below which keys are.
        limit: The highest number of quotes.

    Raises:
        StoreError: A claim or a mention lacks a part.
    """
    thing = key_iri(key, base=base)
    scan = Scan(store, _graphs_with(store, thing))
    stated: dict[Term, set[tuple[int, str]]] = defaultdict(set)
    for end in (v.RDF_SUBJECT, v.RDF_OBJECT):
        for quad in scan.quads(None, end, thing):
            document, place, text = _quoted(scan, quad.subject)
            stated[document].add((place, text))
    named: dict[Term, Counter[str]] = defaultdict(Counter)
    for quad in scan.quads(None, v.REFERS_TO, thing):
        document, words = _parts(scan, quad.subject, v.DERIVED_FROM, v.EXACT)
        if document not in stated:
            named[document][text_of(words)] += 1
    ranked = [
        (rank, *_about(scan, document), text)
        for document, found in stated.items()
        for rank, (_, text) in enumerate(sorted(found))
    ]
    last = 1 + max((rank for rank, *_ in ranked), default=0)
    ranked += [(last, *_about(scan, each), ", ".join(sorted(named[each]))) for each in named]
    quotes = sorted(ranked, key=lambda found: (found[0], found[1], found[-1]))
    return tuple(Quote(name, title, date, text) for _, name, title, date, text in quotes[:limit])


def apply(graph: Graph, replaced: Mapping[str, str], *, base: str) -> int:
    """Bring every document's graph to the map *replaced*; return how many that changed.

    Graphs that the map does not touch are not read. Each changes in one transaction, so that a
    crash leaves every one as it was or as it is to be, and the same call goes on from there.

    Args:
        graph: Where to write.
        replaced: From replaced key to kept key, transitively closed.
        base: The IRI below which keys are.

    Raises:
        StoreError: The graph cannot be changed, or a claim of it lacks a part.
        ValueError: A key would name a document or a claim.

    >>> from graphkit.graph import Graph
    >>> apply(Graph.create(), {"company/a": "company/b"}, base="https://example.org/")
    0
    """
    changed = 0
    for name in _affected(graph.store, replaced, base):
        old = set(graph.store.quads_for_pattern(None, None, None, name))
        changed += graph.replace_document(name.value, merged(old, replaced, base=base))
    return changed


def _affected(store: Store, replaced: Mapping[str, str], base: str) -> list[NamedNode]:
    """Return the documents' graphs in which other things are one than *replaced* says.

    All things that a graph named when it was read are in it, under their own name or as replaced.
    Graphs of documents below another base are none of them: nothing was decided about those.
    """
    below = f"{base}document/"
    wanted: dict[_GraphName, dict[Term, Term]] = defaultdict(dict)
    for old, new in replaced.items():
        iri, kept = key_iri(old, base=base), key_iri(new, base=base)
        for name in _graphs_with(store, iri) if iri != kept else ():
            wanted[name][iri] = kept
    present: dict[_GraphName, dict[Term, Term]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, v.IS_REPLACED_BY, None):
        present[quad.graph_name][quad.subject] = quad.object
    names = [
        name
        for name in wanted.keys() | present.keys()
        if isinstance(name, NamedNode)
        and name.value.startswith(below)
        and wanted.get(name, {}) != present.get(name, {})
        and Quad(name, v.RDF_TYPE, v.DOCUMENT, name) in store
    ]
    return sorted(names, key=str)


def _graphs_with(store: Store, thing: NamedNode) -> set[_GraphName]:
    """Return the names of the graphs in which *thing* stands."""
    return {
        quad.graph_name
        for quad in (
            *store.quads_for_pattern(thing, None, None),
            *store.quads_for_pattern(None, None, thing),
        )
    }


def _quoted(scan: Scan, claim: Thing) -> tuple[Term, int, str]:
    """Return the document of a claim, where its sentence stands, and the sentence."""
    document, sentence, quote = _parts(scan, claim, v.DERIVED_FROM, v.IN_SENTENCE, v.QUOTE)
    (start,) = _parts(scan, sentence, v.START)
    return document, int(text_of(start)), text_of(quote)


def _about(scan: Scan, document: Term) -> tuple[str, str | None, dt.date | None]:
    """Return the id, the title and the date of a document."""
    found = [_one(scan, document, part) for part in (v.IDENTIFIER, v.TITLE, v.ISSUED)]
    name, title, day = (None if part is None else text_of(part) for part in found)
    date = None if day is None else dt.date.fromisoformat(day)
    return text_of(document) if name is None else name, title, date


def _parts(scan: Scan, thing: Term, *predicates: NamedNode) -> tuple[Term, ...]:
    """Return the value of each of *predicates*.

    Raises:
        StoreError: One is missing.
    """
    found = []
    for predicate in predicates:
        value = _one(scan, thing, predicate)
        if value is None:
            message = f"{thing} lacks {predicate}; see `graphkit validate` for all that is wrong"
            raise StoreError(message)
        found.append(value)
    return tuple(found)


def _one(scan: Scan, thing: Term, predicate: NamedNode) -> Term | None:
    return None if isinstance(thing, Literal) else scan.one(thing, predicate)
