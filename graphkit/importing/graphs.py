"""Reads an RDF file that uses graphkit's vocabulary, and checks it against the shapes.

Each named graph stays a graph of its own. What stands outside of them becomes the graph of the
one document that it tells of, or, if that is not one, the graph of a document that is the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from graphkit import ontology
from graphkit.errors import UnknownNameError
from graphkit.graph import SUFFIXES, Graph, document_iri, document_quads, format_of, validate
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import FINGERPRINT, RECORD
from graphkit.graph.formats import get_format
from graphkit.importing.refused import ImportRefusedError, hint
from graphkit.importing.skolem import without_blanks
from graphkit.model import Document
from graphkit.ontology import GK
from graphkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import RdfFormat

_VOCABULARY: Final = "supply-chain.ttl"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The graphs of a file by name, with the file's own name and the hash of its bytes."""

    name: str
    sha256: str
    graphs: dict[NamedNode, frozenset[Quad]]


def read_graphs(path: Path, *, base: str, reader: str) -> Parsed:
    """Return the graphs of the RDF file *path*, without blank nodes.

    Args:
        path: The file; its suffix says the format.
        base: The IRI below which the file and what is nameless get theirs.
        reader: Who reads, as it is told of a document that is the file.

    Raises:
        ImportRefusedError: It cannot be read, or it is not what its suffix says.
        ReadError: Its bytes are no text.
    """
    content = read_bytes(path)
    text = decode(content, str(path))
    quads = without_blanks(_without_records(_parsed(text.encode(), path)), base=base)
    _check_terms(quads, path)
    document = Document(path.name, text, ())
    return Parsed(
        path.name, sha256(content).hexdigest(), _by_graph(quads, document, base=base, reader=reader)
    )


def check_shapes(parsed: Parsed, where: Path) -> None:
    """Check the graphs of a file against the shapes.

    Raises:
        ImportRefusedError: Something is not as they say.
    """
    staged = Graph.create()
    staged.add(quad for quads in parsed.graphs.values() for quad in quads)
    found = validate(staged).violations
    if not found:
        return
    first = found[0]
    value = "" if first.value in {None, first.focus} else f" (it is {first.value!r})"
    more = f"; {len(found) - 1:,} more" if len(found) > 1 else ""
    reason = f"{first.label}: {first.message.removesuffix('.')}{value}{more}"
    raise ImportRefusedError(str(where), reason, "correct it; docs/vocabulary.md has the shapes")


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
    try:
        return list(pyoxigraph.parse(content, format=rdf_format(path)))
    except SyntaxError as error:
        raise syntax_error(path, error) from error


def syntax_error(path: Path, error: SyntaxError) -> ImportRefusedError:
    """Return the refusal of a file that is not what its suffix says."""
    line = "" if error.lineno is None else f":{error.lineno}"
    reason = " ".join(error.msg.split())
    return ImportRefusedError(f"{path}{line}", reason, "correct the file")


def _by_graph(
    quads: Iterable[Quad], document: Document, *, base: str, reader: str
) -> dict[NamedNode, frozenset[Quad]]:
    graphs: dict[NamedNode, set[Quad]] = {}
    loose: set[Quad] = set()
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name, set()).add(quad)
        else:
            loose.add(quad)
    if loose:
        home, told = _home(loose, document, base=base, reader=reader)
        moved = {Quad(quad.subject, quad.predicate, quad.object, home) for quad in loose}
        graphs.setdefault(home, set()).update(moved | told)
    return {name: frozenset(graphs[name]) for name in sorted(graphs, key=str)}


def _home(
    loose: Iterable[Quad], document: Document, *, base: str, reader: str
) -> tuple[NamedNode, frozenset[Quad]]:
    """Return the name of the graph of *loose* statements, and what has to be told of it."""
    found = {q.subject for q in loose if q.predicate == v.RDF_TYPE and q.object == v.DOCUMENT}
    if len(found) == 1:
        only = next(iter(found))
        if isinstance(only, NamedNode):
            return only, frozenset()
    home = document_iri(document.id, base=base)
    if home in found:  # the file was imported, exported and is imported again
        return home, frozenset()
    return home, document_quads(document, base=base, extractor=reader)


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
    unknown = sorted(used - _terms())
    if unknown:
        reason = f"the vocabulary has no gk:{unknown[0]}"
        raise ImportRefusedError(str(path), reason, hint(unknown[0], _terms()))


@cache
def _terms() -> frozenset[str]:
    """Return the local names of the vocabulary."""
    quads = pyoxigraph.parse(path=str(ontology.file(_VOCABULARY)), format=get_format("turtle"))
    subjects = (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
    return frozenset(v.local_name(each.value) for each in subjects if each.value.startswith(GK))
