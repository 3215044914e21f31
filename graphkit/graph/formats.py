"""RDF files: which syntax a name means, and quads into the bytes of one.

The same set of quads gives the same bytes, in whatever order they come: they are sorted before
pyoxigraph writes them. Blank nodes are sorted by their labels, so this holds for what graphkit
builds, which has none.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from graphkit import ontology
from graphkit.errors import UnknownNameError, WriteError
from graphkit.graph import vocabulary as v
from graphkit.graph.atomic import write_bytes
from graphkit.graph.iris import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import BlankNode, DefaultGraph, Triple

    _Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph

FORMATS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "ntriples": RdfFormat.N_TRIPLES,
        "json-ld": RdfFormat.JSON_LD,
        "rdf-xml": RdfFormat.RDF_XML,
    }
)
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".ttl": "turtle",
        ".trig": "trig",
        ".nq": "nquads",
        ".nt": "ntriples",
        ".jsonld": "json-ld",
        ".rdf": "rdf-xml",
        ".xml": "rdf-xml",
    }
)

# Properties in the order in which a reader wants them; others follow by IRI.
_ORDER: Final = {
    predicate: rank
    for rank, predicate in enumerate(
        [
            *(v.RDF_TYPE, v.LABEL, v.ALT_LABEL, v.IDENTIFIER, v.TITLE, v.ISSUED, v.PUBLISHER),
            *(v.SOURCE, v.ISO_CODE, v.SAME_AS, v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT),
            *(v.STATUS, v.QUOTE, v.STATED_ON, v.SAID_BY, v.SPEAKER_KIND, v.ATTRIBUTED_TO),
            *(v.TIME_TEXT, v.TIME, v.VALID_FROM, v.VALID_UNTIL, v.DUE_BY, v.AMOUNT),
            *(v.AMOUNT_TEXT, v.QUANTITY_KIND, v.BOUND, v.VALUE, v.UPPER_VALUE, v.UNIT, v.CURRENCY),
            *(v.PER, v.START, v.END, v.EXACT, v.REFERS_TO, v.CONFIDENCE),
            *(v.DERIVED_FROM, v.IN_SENTENCE, v.SUBJECT_MENTION, v.OBJECT_MENTION),
        ]
    )
}
_XSD_STRING: Final = v.term("xsd:string")
_SPAN: Final = re.compile(r"(.*[#;]char=)(\d+),(\d+)", re.DOTALL)

_Key = tuple[str, int, int, str]


def format_of(path: Path) -> str:
    """Return the name of the format that the suffix of *path* stands for.

    Raises:
        UnknownNameError: It stands for none of `FORMATS`.

    >>> format_of(Path("chain.TTL"))
    'turtle'
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kind = "graph file suffix"
        raise UnknownNameError(kind, suffix, SUFFIXES)
    return SUFFIXES[suffix]


def get_format(name: str) -> RdfFormat:
    """Return pyoxigraph's format for one of the names of `FORMATS`.

    Raises:
        UnknownNameError: There is no format of that name.

    >>> get_format("turtle").file_extension
    'ttl'
    """
    if name not in FORMATS:
        kind = "graph format"
        raise UnknownNameError(kind, name, FORMATS)
    return FORMATS[name]


def to_bytes(quads: Iterable[Quad], format_name: str, *, base: str = DEFAULT_BASE) -> bytes:
    """Return *quads* in a format of `FORMATS`; one without named graphs gets their union.

    Below *base*, entities and claims are abbreviated by prefixes where the format has prefixes.
    Costs the memory of all quads.

    Raises:
        UnknownNameError: There is no format of that name.

    >>> quad = Quad(NamedNode("https://w3id.org/graphkit/id/company/a"), v.LABEL, Literal("A"))
    >>> print(to_bytes([quad], "turtle").decode(), end="")
    @prefix company: <https://w3id.org/graphkit/id/company/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    company:a rdfs:label "A" .
    """
    rdf_format, ordered, buffer = get_format(format_name), _sorted(quads), BytesIO()
    prefixes = _used_prefixes(ordered, base)
    if rdf_format.supports_datasets:
        serialize(ordered, buffer, rdf_format, prefixes=prefixes)
    else:
        # All in one graph, some quads have become equal, and the order is another one.
        union = _sorted(Quad(q.subject, q.predicate, q.object) for q in ordered)
        serialize((quad.triple for quad in union), buffer, rdf_format, prefixes=prefixes)
    return buffer.getvalue()


def write_graph(
    quads: Iterable[Quad], target: Path | BinaryIO, format_name: str, *, base: str = DEFAULT_BASE
) -> None:
    """Write *quads* (a `Graph` is an iterable of them) to a file or a stream, see `to_bytes`.

    A file is replaced whole or left as it was.

    Raises:
        UnknownNameError: There is no format of that name.
        WriteError: The file cannot be written, or the stream takes no more.
    """
    content = to_bytes(quads, format_name, base=base)
    if isinstance(target, Path):
        write_bytes(target, content)
        return
    try:
        target.write(content)
        target.flush()
    except BrokenPipeError:  # the reader has had enough, which is no failure of ours
        raise
    except OSError as error:
        message = f"the graph cannot be written ({error.strerror}); write it elsewhere"
        raise WriteError(message) from error


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    """Return *quads* in their one order: graph, subject, predicate, object."""
    keys: dict[_Term, _Key] = {}
    unranked = len(_ORDER)

    def key(term: _Term) -> _Key:
        if term not in keys:
            keys[term] = _key(term)
        return keys[term]

    def quad_key(quad: Quad) -> tuple[_Key, _Key, int, _Key, _Key]:
        rank = _ORDER.get(quad.predicate, unranked)
        ends = key(quad.predicate), key(quad.object)
        return key(quad.graph_name), key(quad.subject), rank, *ends

    return sorted(set(quads), key=quad_key)


def _key(term: _Term) -> _Key:
    """Return the key that sorts *term*; spans of a document by their offsets."""
    text = str(term)
    match = _SPAN.match(term.value) if isinstance(term, NamedNode) else None
    if match is None:
        # Without the bracket that ends an IRI, a document comes before its spans.
        return text.removesuffix(">"), -1, -1, text
    return f"<{match[1]}", int(match[2]), int(match[3]), text


def _used_prefixes(quads: Iterable[Quad], base: str) -> dict[str, str]:
    """Return the prefixes that abbreviate something in *quads*."""
    kinds = ["claim", *(name.lower() for name in ontology.load().types)]
    prefixes = dict(v.PREFIXES) | {kind: f"{base}{kind}/" for kind in sorted(kinds)}
    namespaces = {
        _namespace(term.value)
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object, _datatype(quad.object))
        if isinstance(term, NamedNode)
    }
    return {name: iri for name, iri in prefixes.items() if iri in namespaces}


def _datatype(term: _Term) -> _Term | None:
    """Return the datatype of a literal that is no plain string."""
    if not isinstance(term, Literal) or term.datatype == _XSD_STRING:
        return None
    return term.datatype


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
