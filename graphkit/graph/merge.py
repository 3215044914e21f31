"""Merges things of a document's graph that were decided to be one, and takes that back.

A pure function on quads: the graph as it was read and a map of keys give the merged graph. The
graph as it was read stays in it as one literal, so that another map, or none, gives just what it
would have given at first.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graphkit import ontology
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.graph.iris import entity_iri
from graphkit.graph.joined import joined, new_term, rank
from graphkit.graph.restated import restated, to_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pyoxigraph import BlankNode, DefaultGraph

    from graphkit.graph.entities import Term
    from graphkit.graph.restated import Parts, Statement

    _GraphName = NamedNode | BlankNode | DefaultGraph

_AS_READ: Final = "as-read"


def merged(quads: Collection[Quad], replaced: Mapping[str, str], *, base: str) -> frozenset[Quad]:
    """Return the graphs of *quads* with each replaced key of *replaced* made its kept key.

    Graphs that hold none of the replaced keys come back as they were read. In the others:

    * the kept IRI takes the place of the replaced one, which stays with ``owl:sameAs`` and
      ``dcterms:isReplacedBy`` only;
    * claims get the IRI that their new ends give; of claims that agree then the surest stays;
      those with one thing at both ends, or that the ontology does not allow between the new types,
      go; plain edges are those that `graphkit.graph.encode` would write beside the claims left;
    * a thing is of the type that begins the kept key, and keeps the label of that key if the
      document names it, else that of the shortest of the others; the rest are other labels;
    * ``gk:asRead`` holds the graph as it was read, in sorted N-Triples.

    Args:
        quads: Graphs of documents, merged before or not.
        replaced: From replaced key to kept key, transitively closed, without a key as its own.
        base: The IRI below which the keys are.

    Raises:
        StoreError: A claim lacks a part.
        ValueError: A key would name a document or a claim.

    >>> merged([], {"company/a": "company/b"}, base="https://example.org/")
    frozenset()
    """
    kept = {key_iri(old, base=base): key_iri(new, base=base) for old, new in replaced.items()}
    graphs = _by_graph(as_read(quads)).items()
    return frozenset(chain.from_iterable(_merged(name, each, kept, base) for name, each in graphs))


def as_read(quads: Collection[Quad]) -> frozenset[Quad]:
    """Return the graphs of *quads* as they were read, before anything was merged in them.

    Raises:
        StoreError: What stands there for a graph as it was read is none, or one graph holds
            several documents.

    >>> as_read([])
    frozenset()
    """
    graphs = _by_graph(quads)
    for name, graph in graphs.items():
        readings = [quad for quad in graph if quad.predicate == v.AS_READ]
        documents = {quad.subject for quad in graph if quad.object == v.DOCUMENT}
        if readings and max(len(readings), len(documents)) > 1:
            way_out = "use TriG or N-Quads, which keep each in its own"
            message = f"the graphs of several documents have been poured into one; {way_out}"
            raise StoreError(message)
        if readings:
            graphs[name] = _parsed(readings[0])
    return frozenset(chain.from_iterable(graphs.values()))


def key_iri(key: str, *, base: str) -> NamedNode:
    """Return the IRI of the thing with the key *key*, which may be percent-encoded or not.

    >>> key_iri("company/a b", base="urn:x/") == key_iri("company/a%20b", base="urn:x/")
    True
    """
    return NamedNode(base + key) if "%" in key else entity_iri(key, base=base)


def _merged(
    name: _GraphName, quads: set[Quad], every: Mapping[NamedNode, NamedNode], base: str
) -> set[Quad]:
    """Return one graph as it is under the map *every*."""
    ends = {end for quad in quads for end in (quad.subject, quad.object)}
    kept = {old: new for old, new in every.items() if old != new and old in ends}
    if not kept:
        return quads
    parts = to_parts((quad.subject, quad.predicate, quad.object) for quad in quads)
    types = _types(parts, kept, base)
    statements = joined(to_parts(restated(parts, kept, types, base=base)), kept, types)
    statements.update((old, v.SAME_AS, new) for old, new in kept.items())
    statements.update((old, v.IS_REPLACED_BY, new) for old, new in kept.items())
    statements.update(_reading(name, quads))
    return {Quad(*statement, name) for statement in statements}


def _types(parts: Parts, kept: Mapping[NamedNode, NamedNode], base: str) -> dict[Term, str]:
    """Return the name of the type of each thing after the merge."""
    names = {NamedNode(kind.iri): name for name, kind in ontology.load().types.items()}
    by_segment = {name.lower(): name for name in names.values()}
    into = set(kept.values())
    types: dict[Term, str] = {}
    for thing in sorted(parts, key=lambda thing: (thing in kept, *rank(thing))):
        known = sorted(names[kind] for kind in names.keys() & parts[thing].get(v.RDF_TYPE, set()))
        new = new_term(thing, kept)
        if known and new not in types:
            segment = text_of(new).removeprefix(base).partition("/")[0]
            types[new] = by_segment.get(segment, known[0]) if new in into else known[0]
    return types


def _reading(name: _GraphName, quads: set[Quad]) -> Iterator[Statement]:
    """Yield the node that keeps *quads* as they are."""
    home = text_of(name) if isinstance(name, NamedNode) else _document_of(quads)
    node = NamedNode(f"{home}{';' if '#' in home else '#'}{_AS_READ}")
    lines = sorted(f"{quad.triple} .\n" for quad in quads)
    yield node, v.RDF_TYPE, v.READ_GRAPH
    yield node, v.AS_READ, Literal("".join(lines))


def _document_of(quads: Iterable[Quad]) -> str:
    """Return the IRI of the document of a graph without a name."""
    found = min((text_of(q.subject) for q in quads if q.object == v.DOCUMENT), default=None)
    if found is None:
        message = "a graph without a name and without a document; build it again"
        raise StoreError(message)
    return found


def _parsed(reading: Quad) -> set[Quad]:
    """Return the graph that the object of *reading* keeps."""
    try:
        triples = list(parse(text_of(reading.object), format=RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        message = f"{reading.subject} holds no graph as it was read ({error}); build it again"
        raise StoreError(message) from error
    name = reading.graph_name
    return {Quad(each.subject, each.predicate, each.object, name) for each in triples}


def _by_graph(quads: Iterable[Quad]) -> dict[_GraphName, set[Quad]]:
    graphs: dict[_GraphName, set[Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, set()).add(quad)
    return graphs
