"""Checks what a graph holds: its documents, its claims, its graphs and its records.

All is counted by queries, so that a server does its own counting and nothing but the names of the
graphs has to be in memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graphkit.building import BuildOptions
from graphkit.doctor.finding import Finding, counted, ok
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF
from graphkit.graph.history import INPUT, MEMBER, record_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Store

    from graphkit.graph import Graph

_DOCUMENT: Final = "?x a gk:Document"
_CLAIM: Final = "?x a gk:Claim"
_LACKS: Final = {
    "sentence": f"{_CLAIM} FILTER NOT EXISTS {{ ?x gk:sentence ?y }}",
    "quote": f"{_CLAIM} FILTER NOT EXISTS {{ ?x gk:quote ?y }}",
    "document": f"{_CLAIM} FILTER NOT EXISTS {{ ?x prov:wasDerivedFrom ?y }}",
}
_ORPHAN: Final = f"{_CLAIM} ; prov:wasDerivedFrom ?d FILTER NOT EXISTS {{ ?d a gk:Document }}"
# as a subquery: with FILTER NOT EXISTS Oxigraph goes through all claims for each document
_SPEAKING: Final = (
    f"{{ SELECT DISTINCT ?x {{ ?c a gk:Claim ; prov:wasDerivedFrom ?x . {_DOCUMENT} }} }}"
)
_GONE: Final = {
    "the list of what inputs brought": "?i a gk:Inputs ; prov:hadMember ?x "
    "FILTER NOT EXISTS { GRAPH ?x { ?s ?p ?o } }",
    "the fingerprints": "{ SELECT DISTINCT ?x { ?x gk:fingerprint ?f } } "
    f"FILTER NOT EXISTS {{ {_DOCUMENT} }}",
    "the marks of copies": f"?x gk:copyOf ?y FILTER NOT EXISTS {{ {_DOCUMENT} . "
    "?y a gk:Document }",
}
_UNNOTED: Final = (
    f"{_DOCUMENT} FILTER NOT EXISTS {{ ?i prov:hadMember ?x }} "
    "FILTER NOT EXISTS { ?b gk:added ?x }"
)
_MARK: Final = re.compile(r"/import/[0-9a-f]{64}\Z")
_AGAIN: Final = "build its inputs again"
_SEE: Final = "see `graphkit validate`, and build these documents again"


def contents(graph: Graph, *, keeps_graphs: bool) -> Iterator[Finding]:
    """Yield what is found out about *graph*.

    Args:
        graph: What to look at.
        keeps_graphs: Whether it is a store, which keeps records and a graph for each document.
    """
    store = graph.store
    documents, claims = _count(store, _DOCUMENT)[0], _count(store, _CLAIM)[0]
    numbers = ((documents, "document"), (claims, "claim"), (len(store), "quad"))
    told = ", ".join(counted(number, noun) for number, noun in numbers)
    if documents:
        yield ok("contents", told)
    else:
        yield Finding("warning", "contents", told, "add documents with `graphkit build`")
    yield from _readers(store)
    silent = documents - _count(store, _SPEAKING)[0]
    yield ok("documents", f"{silent:,} of {documents:,} without a claim")
    yield from _claims(store)
    if keeps_graphs:
        yield from _graphs(store)
        yield from _records(store)


def _claims(store: Store) -> Iterator[Finding]:
    bad = False
    for what, pattern in (*_LACKS.items(), ("", _ORPHAN)):
        number, one = _count(store, pattern)
        if number:
            bad = True
            told = f"without a {what}" if what else "of a document that is not there"
            yield Finding("wrong", "claims", f"{counted(number, 'claim')} {told}, as {one}", _SEE)
    if not bad:
        yield ok("claims", "each has its sentence, its quote and its document")


def _readers(store: Store) -> Iterator[Finding]:
    """Say who read the documents, and whether that is who would read them now."""
    now = BuildOptions().reader()
    grouped = f"SELECT ?r (COUNT(?x) AS ?n) {{ {_DOCUMENT} ; gk:extractor ?r }} GROUP BY ?r"
    rows = sorted((_text(row, "r"), int(_text(row, "n"))) for row in _rows(store, grouped))
    imports: dict[str, int] = {}
    for reader, number in rows:
        told = f"{counted(number, 'document')} by {reader}"
        if reader.startswith("import, "):  # each file has a reader of its own
            key = reader.split(", file ")[0]
            imports[key] = imports.get(key, 0) + number
        elif _is_current(reader, now):
            yield ok("readers", told)
        else:
            way_out = f"a build of their inputs reads them again, by {now}"
            yield Finding("warning", "readers", told, way_out)
    for reader, number in sorted(imports.items()):
        yield ok("readers", f"{counted(number, 'document')} by {reader}")


def _is_current(reader: str, now: str) -> bool:
    """Return whether *reader* differs from *now* by what a user chose, at most."""
    first, _, rest = now.partition(", ")
    return reader.startswith((f"{first},", first + " ")) and reader.endswith(rest)


def _graphs(store: Store) -> Iterator[Finding]:
    known = set(record_graphs(store))
    for predicate, kind in ((v.RDF_TYPE, v.DOCUMENT), (COPY_OF, None)):
        found = store.quads_for_pattern(None, predicate, kind)
        known.update(q.graph_name for q in found if kind is None or q.subject == q.graph_name)
    brought = store.quads_for_pattern(None, MEMBER, None)
    known.update(q.object for q in brought if isinstance(q.object, NamedNode))
    names = set(store.named_graphs())
    yield from _imports(store, names)
    unknown = sorted(str(name) for name in names - known)
    if unknown:
        told = f"{counted(len(unknown), 'graph')} of no known kind, as {unknown[0]}"
        way_out = "they are of no harm, but no build will ever change them"
        yield Finding("warning", "graphs", told, way_out)
    if next(iter(store.quads_for_pattern(None, None, None, DefaultGraph())), None) is not None:
        told = "there are statements outside of named graphs"
        yield Finding("warning", "graphs", told, "no build will ever change them")
    elif not unknown:
        yield ok("graphs", f"{counted(len(names), 'graph')}, each of a known kind")


def _imports(store: Store, names: set[NamedNode | BlankNode]) -> Iterator[Finding]:
    marks = [n for n in names if isinstance(n, NamedNode) and _MARK.search(n.value)]
    for mark in sorted(marks, key=str):
        told = [
            str(quad.object.value)
            for quad in store.quads_for_pattern(mark, INPUT, None, mark)
            if isinstance(quad.object, Literal)
        ]
        file = min(told, default="a file")
        yield Finding("wrong", "imports", f"that of {file} was cut off", "import it again")


def _records(store: Store) -> Iterator[Finding]:
    builds = _count(store, "?x a gk:Build")[0]
    if not builds:
        yield ok("log", "there is none")
        return
    bad = False
    for where, pattern in _GONE.items():
        number, one = _count(store, pattern)
        if number:
            bad = True
            told = f"{where} speaks of {counted(number, 'document')} that is not there, as {one}"
            yield Finding("warning", "log", told, f"{_AGAIN} with --prune")
    number, one = _count(store, _UNNOTED)
    if number:
        bad = True
        told = f"it does not know {counted(number, 'document')}, as {one}"
        yield Finding("warning", "log", told, f"{_AGAIN}: --prune never drops them otherwise")
    if not bad:
        yield ok("log", f"{counted(builds, 'build')}; log and documents agree")


def _count(store: Store, pattern: str) -> tuple[int, str]:
    """Return how many ?x match *pattern*, and the first of them."""
    query = f"SELECT (COUNT(?x) AS ?n) (MIN(STR(?x)) AS ?one) {{ {pattern} }}"
    (row,) = _rows(store, query)
    return int(_text(row, "n")), _text(row, "one")


def _rows(store: Store, query: str) -> list[object]:
    return list(
        store.query(query, prefixes=dict(v.PREFIXES), use_default_graph_as_union=True)  # type: ignore[arg-type]
    )


def _text(row: object, name: str) -> str:
    term = row[name]  # type: ignore[index]
    return "" if term is None else str(term.value)
