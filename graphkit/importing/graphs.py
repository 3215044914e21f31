"""Reads an RDF file that uses graphkit's vocabulary.

Each named graph stays a graph of its own. What stands outside of them becomes the graph of the
one document that it tells of, or, if it tells of none, the graph of a document that is the file.
Marks of copies are kept apart, since they join documents of different graphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from graphkit import ontology
from graphkit.errors import UnknownNameError
from graphkit.graph import SUFFIXES, document_iri, document_quads, format_of
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF, FINGERPRINT, RECORD
from graphkit.graph.entities import text_of
from graphkit.graph.formats import get_format
from graphkit.importing.refused import ImportRefusedError, hint
from graphkit.importing.skolem import without_blanks
from graphkit.model import Document
from graphkit.ontology import GK
from graphkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graphkit.graph.copies import Bands

STDIN: Final = "-"
"""The file that means standard input."""

_VOCABULARY: Final = "supply-chain.ttl"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The graphs of a file by name, with the file's own name and the hash of its bytes.

    ``home`` is the graph of the document that is the file, if there is one. ``marks`` say which
    documents are copies of one text, and ``prints`` are the fingerprints that came with them.
    """

    name: str
    sha256: str
    graphs: dict[NamedNode, frozenset[Quad]]
    home: NamedNode | None = None
    marks: frozenset[Quad] = frozenset()
    prints: Mapping[NamedNode, Bands] = field(default_factory=dict)


def read_graphs(path: Path, *, base: str, reader: str, stdin: bytes | None = None) -> Parsed:
    """Return the graphs of the RDF file *path*, without blank nodes.

    Args:
        path: The file; its suffix says the format.
        base: The IRI below which the file and what is nameless get theirs.
        reader: Who reads, as it is told of a document that is the file.
        stdin: What the file ``-`` holds.

    Raises:
        ImportRefusedError: It cannot be read, or it is not what its suffix says.
        ReadError: Its bytes are no text.
    """
    content = stdin if stdin is not None and str(path) == STDIN else read_bytes(path)
    text = decode(content, str(path))
    found = _parsed(text.encode(), path)
    quads = without_blanks(_without_records(found), base=base, where=str(path))
    _check_terms(quads, path)
    marks = frozenset(quad for quad in quads if quad.predicate == COPY_OF)
    document = Document(path.name, text, ())
    home, told = _home(quads - marks, document, base=base, reader=reader)
    graphs = _by_graph(quads - marks, home, told)
    _check_apart(graphs, path)
    return Parsed(
        path.name,
        sha256(content).hexdigest(),
        graphs,
        home if told else None,
        marks,
        _prints(found),
    )


def read_bytes(path: Path) -> bytes:
    """Return what the file *path* holds.

    Raises:
        ImportRefusedError: It is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportRefusedError(str(path), "there is no such file", "check its name") from error
    except OSError as error:
        reason = f"it cannot be read ({error.strerror})"
        raise ImportRefusedError(str(path), reason, "name a file that you may read") from error
    except ValueError as error:  # a NUL in the name
        raise ImportRefusedError(repr(str(path)), "no file has such a name", "check it") from error


def rdf_format(path: Path) -> RdfFormat:
    """Return the format that the suffix of *path* says.

    Raises:
        ImportRefusedError: It says none.
    """
    try:
        return get_format(format_of(path))
    except UnknownNameError as error:
        kinds = ", ".join((*SUFFIXES, ".csv", ".tsv"))
        reason = f"no graph and no table ends with {path.suffix!r}"
        raise ImportRefusedError(str(path), reason, f"rename it to one of {kinds}") from error


def _parsed(content: bytes, path: Path) -> list[Quad]:
    if str(path) == STDIN:  # it has no suffix; TriG takes in Turtle and N-Triples
        try:
            return list(pyoxigraph.parse(content, format=RdfFormat.N_QUADS))
        except SyntaxError:
            return _parsed_as(content, RdfFormat.TRIG, path)
    return _parsed_as(content, rdf_format(path), path)


def _parsed_as(content: bytes, form: RdfFormat, path: Path) -> list[Quad]:
    try:
        return list(pyoxigraph.parse(content, format=form))
    except SyntaxError as error:
        raise syntax_error(path, error) from error


def syntax_error(path: Path, error: SyntaxError) -> ImportRefusedError:
    """Return the refusal of a file that is not what its suffix says."""
    line = "" if error.lineno is None else f":{error.lineno}"
    reason = " ".join(error.msg.split())
    return ImportRefusedError(f"{path}{line}", reason, "correct the file")


def _by_graph(
    quads: Iterable[Quad], home: NamedNode, told: frozenset[Quad]
) -> dict[NamedNode, frozenset[Quad]]:
    """Return *quads* by graph; those outside of all go *home*, with what is *told* of that."""
    graphs: dict[NamedNode, set[Quad]] = {home: set(told)} if told else {}
    for quad in quads:
        name = quad.graph_name
        if isinstance(name, NamedNode):
            graphs.setdefault(name, set()).add(quad)
        else:
            moved = Quad(quad.subject, quad.predicate, quad.object, home)
            graphs.setdefault(home, set()).add(moved)
    return {name: frozenset(graphs[name]) for name in sorted(graphs, key=str)}


def _home(
    quads: Iterable[Quad], document: Document, *, base: str, reader: str
) -> tuple[NamedNode, frozenset[Quad]]:
    """Return the name of the graph of what is in none, and what has to be told of it."""
    loose = [quad for quad in quads if not isinstance(quad.graph_name, NamedNode)]
    found = {q.subject for q in loose if q.predicate == v.RDF_TYPE and q.object == v.DOCUMENT}
    home = document_iri(document.id, base=base)
    if not loose:
        return home, frozenset()
    if not found:
        return home, document_quads(document, base=base, extractor=reader)
    first = min(found, key=str)  # of several, which are refused
    return first if isinstance(first, NamedNode) else home, frozenset()


def _check_apart(graphs: Mapping[NamedNode, frozenset[Quad]], path: Path) -> None:
    """Refuse several documents in one graph, where no one can tell what each of them says."""
    for name, quads in graphs.items():
        typed = (q for q in quads if q.predicate == v.RDF_TYPE and q.object == v.DOCUMENT)
        number = len({quad.subject for quad in typed})
        if number > 1:
            reason = f"{number:,} documents stand in one graph, {name.value}"
            way_out = "export them as .trig or .nq, which keep each in its own"
            raise ImportRefusedError(str(path), reason, way_out)


def _prints(quads: Iterable[Quad]) -> dict[NamedNode, Bands]:
    """Return the fingerprints of the documents."""
    found: dict[NamedNode, list[str]] = {}
    for quad in quads:
        if quad.predicate == FINGERPRINT and isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject, []).append(text_of(quad.object))
    return {iri: tuple(sorted(bands)) for iri, bands in found.items()}


def _without_records(quads: list[Quad]) -> Iterator[Quad]:
    """Yield *quads* but the log and the fingerprints of the store that they come from."""
    records = {q.subject for q in quads if q.object == RECORD and q.predicate == v.RDF_TYPE}
    for quad in quads:
        if not (
            quad.graph_name in records or quad.subject in records or quad.predicate == FINGERPRINT
        ):
            yield quad


def _check_terms(quads: Iterable[Quad], path: Path) -> None:
    """Refuse what is not of the vocabulary, or only looks so."""
    used: set[str] = set()
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or isinstance(quad.object, pyoxigraph.Triple):
            raise ImportRefusedError(
                str(path), f"{quad.subject} says something of a triple", "state it of a claim"
            )
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(GK):
                used.add(v.local_name(term.value))
    if not used:
        reason = "nothing in it is of graphkit's vocabulary"
        raise ImportRefusedError(str(path), reason, "see docs/vocabulary.md for its terms")
    unknown = sorted(used - terms())
    if unknown:
        reason = f"the vocabulary has no gk:{unknown[0]}"
        raise ImportRefusedError(str(path), reason, hint(unknown[0], terms()))


@cache
def terms() -> frozenset[str]:
    """Return the local names of the vocabulary."""
    quads = pyoxigraph.parse(path=str(ontology.file(_VOCABULARY)), format=get_format("turtle"))
    subjects = (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
    return frozenset(v.local_name(each.value) for each in subjects if each.value.startswith(GK))
