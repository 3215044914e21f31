"""Loads a big N-Quads file straight into a store, where its graphs are not there yet.

The file is parsed once before, so that a mistake in it is found while the store is untouched. A
mark stands in the store while it loads: if that is cut off, importing the file again drops what
had come of it and loads it anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF, FINGERPRINT, RECORD, copies_graph
from graphkit.graph.history import INPUT
from graphkit.importing.checks import without_claims
from graphkit.importing.graphs import syntax_error, terms
from graphkit.ontology import GK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Store

BULK_BYTES: Final = 32 * 1024 * 1024
"""Files from this size on are loaded in bulk and are not checked against the shapes unless asked:
the shapes take about ten seconds for 20 MB."""

_CHUNK: Final = 16 * 1024 * 1024
_NEEDED: Final = str(v.CLAIM).encode()
_ELSEWHERE: Final = (
    *(term.value.encode() for term in (RECORD, FINGERPRINT, v.IS_REPLACED_BY, v.AS_READ)),
    b"<<(",
)
"""What has to be read into memory: the log of another store, fingerprints, merges and triples in
triples. A text may hold the same, which only costs time."""

_TERM: Final = f"<{GK}".encode()
_DOCUMENT: Final = re.compile(
    rb"(<[^>]*>)\s*" + re.escape(f"{v.RDF_TYPE} {v.DOCUMENT}".encode()) + rb"\s*(<[^>]*>)"
)
_MARK: Final = re.compile(
    rb"(<[^>]*>)\s*" + re.escape(str(COPY_OF).encode()) + rb"\s*(<[^>]*>)\s*(<[^>]*>)"
)


@dataclass(slots=True)
class _Seen:
    """What the bytes of a file tell, gathered from chunk to chunk."""

    claims: bool = False
    elsewhere: bool = False
    blanks: bool = False
    terms: set[bytes] = field(default_factory=set)
    documents: dict[bytes, set[bytes]] = field(default_factory=dict)
    marked: dict[bytes, set[bytes]] = field(default_factory=dict)

    def look_at(self, chunk: bytes) -> None:
        """Take in whole lines; the searches are for plain bytes, which is what makes them fast."""
        self.claims = self.claims or _NEEDED in chunk
        self.elsewhere = self.elsewhere or any(part in chunk for part in _ELSEWHERE)
        self.blanks = self.blanks or b"_:" in chunk
        self.terms.update(part[: part.find(b">")] for part in chunk.split(_TERM)[1:])
        for line in _lines_with(str(v.DOCUMENT).encode(), chunk):
            if match := _DOCUMENT.match(line):
                self.documents.setdefault(match[2], set()).add(match[1])
        for line in _lines_with(COPY_OF.value.encode(), chunk):
            if match := _MARK.match(line):
                self.marked.setdefault(match[3], set()).update((match[1], match[2]))

    def is_doubtful(self) -> bool:
        """Return whether the quads have to be looked at one by one."""
        strange = not self.terms <= {term.encode() for term in terms()}
        return self.elsewhere or strange or any(len(d) > 1 for d in self.documents.values())


def names_in(path: Path, *, base: str) -> frozenset[NamedNode] | None:
    """Return the names of the graphs in the N-Quads file *path* but that of marks of copies.

    None is returned if bulk loading would not do: if it has blank nodes, statements outside of
    named graphs, things that are merged, what a store keeps for itself, several documents in one
    graph, or marks of copies elsewhere than below *base* or of other documents; or if it seems to
    use terms that the vocabulary does not have.

    Raises:
        ImportRefusedError: It is no N-Quads, or nothing in it is a claim.
    """
    seen = _Seen()
    for chunk in _chunks(path):
        seen.look_at(chunk)
    if not seen.claims:
        raise without_claims(path)
    if seen.is_doubtful():
        return None
    try:
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
        if seen.blanks and any("_:" in str(q.subject) + str(q.object)[:2] for q in quads):
            return None
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
        names = {quad.graph_name for quad in quads}
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    found = frozenset(name for name in names if isinstance(name, NamedNode))
    own = found - {copies_graph(base)}
    known = {str(name).encode() for name in own}
    marked = seen.marked
    fits = marked.pop(str(copies_graph(base)).encode(), set()) <= known and not marked
    return own if len(found) == len(names) and fits else None


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file in parts that end where a line ends."""
    with path.open("rb") as stream:
        while part := stream.read(_CHUNK):
            yield part + stream.readline()


def _lines_with(part: bytes, chunk: bytes) -> Iterator[bytes]:
    """Yield the lines of *chunk* that hold *part*, from their first sign on."""
    at = chunk.find(part)
    while at >= 0:
        start, end = chunk.rfind(b"\n", 0, at) + 1, chunk.find(b"\n", at)
        yield chunk[start : end if end >= 0 else len(chunk)].lstrip()
        at = chunk.find(part, end) if end >= 0 else -1


def is_new(store: Store, names: frozenset[NamedNode], mark: Quad) -> bool:
    """Return whether *store* has none of the graphs, once what a cut-off load left is dropped."""
    there = names.intersection(store.named_graphs())
    if there and mark in store:
        for name in sorted(there, key=str):
            store.remove_graph(name)
        return True
    return not there


def mark_of(name: str, digest: str, *, base: str) -> Quad:
    """Return the statement that stands in a store while a file is loaded."""
    iri = NamedNode(f"{base}import/{digest}")
    return Quad(iri, INPUT, Literal(name), iri)


def load(store: Store, path: Path, mark: Quad) -> None:
    """Load the file into *store*, with the *mark* in it as long as that takes."""
    record = Quad(mark.subject, v.RDF_TYPE, RECORD, mark.graph_name)
    store.extend([mark, record])
    store.flush()
    store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    store.remove_graph(mark.graph_name)
    store.flush()
