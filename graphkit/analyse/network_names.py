"""Reads what the things of claims are called, of what type they are, and where they are at home.

A thing may have a label in each document; of several `graphkit.graph.entities` chooses one, and
only for these things is more read than a few scans bring.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from babel import Locale
from pyoxigraph import NamedNode, Quad, Store

from graphkit import ontology
from graphkit.analyse.network_quads import about, leading_to, term_of
from graphkit.graph import Node
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import EntityReader, text_of
from graphkit.graph.iris import entity_iri

_KEY: Final = re.compile(rf"[/#]((?:{'|'.join(ontology.load().types).lower()})/.+)$")

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graphkit.graph import Graph
    from graphkit.graph.entities import Thing


def folded(name: str) -> str:
    """Return *name* without differences of case and of white space.

    >>> folded("  SK   Hynix")
    'sk hynix'
    """
    return " ".join(name.split()).casefold()


def key_of(iri: str) -> str:
    """Return the key of a thing, which begins with its type, or the whole of another IRI.

    >>> key_of("https://w3id.org/graphkit/id/company/tsmc")
    'company/tsmc'
    >>> key_of("https://example.org/things#facility/aldane/plant"), key_of("urn:a")
    ('facility/aldane/plant', 'urn:a')
    """
    found = _KEY.search(iri)
    return iri if found is None else found[1]


def read_nodes(graph: Graph, iris: Collection[str]) -> Mapping[str, Node]:
    """Return the things *iris* with their labels and types, in the order of their IRIs."""
    labels: dict[str, set[str]] = {}
    for quad in graph.store.quads_for_pattern(None, v.LABEL, None):
        if text_of(quad.subject) in iris:
            labels.setdefault(text_of(quad.subject), set()).add(text_of(quad.object))
    types = _types(graph.store)
    plain = {iri for iri, found in labels.items() if len(found) == 1 and iri in types}
    reader = EntityReader(told_of(graph.store, map(term_of, set(iris) - plain)))
    return MappingProxyType(
        {
            iri: Node(iri, min(labels[iri]), types[iri])
            if iri in plain
            else reader.node(term_of(iri))
            for iri in sorted(iris)
        }
    )


def read_names(graph: Graph, nodes: Mapping[str, Node]) -> Mapping[str, tuple[str, ...]]:
    """Return for each name, folded, the IRIs of those of *nodes* that bear it.

    An IRI that has been replaced is a name of what took its place.
    """
    found: dict[str, set[str]] = {folded(node.label): {iri} for iri, node in nodes.items()}
    for predicate in (v.LABEL, v.ALT_LABEL):
        for quad in graph.store.quads_for_pattern(None, predicate, None):
            if text_of(quad.subject) in nodes:
                found.setdefault(folded(text_of(quad.object)), set()).add(text_of(quad.subject))
    for iri, node in nodes.items():
        found[folded(node.label)].add(iri)
    for quad in graph.store.quads_for_pattern(None, v.IS_REPLACED_BY, None):
        if text_of(quad.object) in nodes:
            found.setdefault(folded(text_of(quad.subject)), set()).add(text_of(quad.object))
    return MappingProxyType({name: tuple(sorted(found[name])) for name in sorted(found)})


def read_seats(graph: Graph, nodes: Mapping[str, Node]) -> Mapping[str, Node]:
    """Return for those of *nodes* that a register knows the country in which they have their seat.

    No text need name that country; it has then the IRI that it would have, and its English name.
    """
    countries: dict[str, Node] = {}
    for quad in graph.store.quads_for_pattern(None, v.ISO_CODE, None):
        node = nodes.get(text_of(quad.subject))
        if node is not None and node.type == "Country":
            countries.setdefault(text_of(quad.object), node)
    seats = {iri: code for iri, code in registered(graph).items() if iri in nodes}
    return MappingProxyType(
        {
            iri: countries[seats[iri]] if seats[iri] in countries else _country(seats[iri], iri)
            for iri in sorted(seats)
        }
    )


def registered(graph: Graph) -> dict[str, str]:
    """Return the ISO code of the country that a register has for a thing, by the thing's IRI."""
    seats: dict[str, str] = {}
    for quad in graph.store.quads_for_pattern(None, v.REGISTERED_IN, None):
        iri, code = text_of(quad.subject), text_of(quad.object)
        seats[iri] = min(code, seats.get(iri, code))
    return seats


def _country(code: str, neighbour: str) -> Node:
    """Return the country with *code*, its IRI below the same base as that of *neighbour*."""
    name = Locale("en").territories.get(code, code)
    iri = entity_iri(f"country/{code}", base=neighbour.removesuffix(key_of(neighbour)))
    return Node(iri.value, name, "Country")


def _types(store: Store) -> Mapping[str, str]:
    """Return the type of each thing; of several the first of the ontology."""
    found: dict[str, str] = {}
    for name, kind in ontology.load().types.items():
        for quad in store.quads_for_pattern(None, v.RDF_TYPE, NamedNode(kind.iri)):
            found.setdefault(text_of(quad.subject), name)
    return found


def told_of(store: Store, things: Iterable[Thing]) -> Store:
    """Return the labels and types of *things* and the words of their mentions, in memory."""
    found, wanted = Store(), sorted(things, key=str)
    mentions = list(leading_to(store, wanted, v.REFERS_TO))
    words = about(store, sorted({quad.subject for quad in mentions}, key=str), v.EXACT)
    told = (quad for kind in (v.LABEL, v.RDF_TYPE) for quad in about(store, wanted, kind))
    found.extend(
        Quad(quad.subject, quad.predicate, quad.object) for quad in (*mentions, *words, *told)
    )
    return found
