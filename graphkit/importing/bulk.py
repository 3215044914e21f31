"""Loads a big N-Quads file straight into a store, where its graphs are not there yet.

The file is parsed once before, so that a mistake in it is found while the store is untouched. A
mark stands in the store while it loads: if that is cut off, importing the file again drops what
had come of it and loads it anew.
"""

from __future__ import annotations

import mmap
import re
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
    from pathlib import Path

    from pyoxigraph import Store

BULK_BYTES: Final = 32 * 1024 * 1024
"""Files from this size on are loaded in bulk and are not checked against the shapes unless asked:
the shapes take about ten seconds for 20 MB."""

_NEEDED: Final = str(v.CLAIM).encode()
_ELSEWHERE: Final = tuple(
    str(term).encode() for term in (RECORD, FINGERPRINT, v.IS_REPLACED_BY, v.AS_READ)
)
"""What has to be read into memory: the log of another store, fingerprints, and merges."""

_TERM: Final = re.compile(rb"<" + re.escape(GK.encode()) + rb"([^>]*)>")
_DOCUMENT: Final = re.compile(
    rb"^(<[^>]*>)\s*" + re.escape(f"{v.RDF_TYPE} {v.DOCUMENT}".encode()) + rb"\s*(<[^>]*>)",
    re.MULTILINE,
)
_MARK: Final = re.compile(
    rb"^(<[^>]*>)\s*" + re.escape(str(COPY_OF).encode()) + rb"\s*(<[^>]*>)\s*(<[^>]*>)",
    re.MULTILINE,
)


def names_in(path: Path, *, base: str) -> frozenset[NamedNode] | None:
    """Return the names of the graphs in the N-Quads file *path* but that of marks of copies.

    None is returned if bulk loading would not do: if it has blank nodes, statements outside of
    named graphs, things that are merged, what a store keeps for itself, several documents in one
    graph, or marks of copies elsewhere than below *base* or of other documents; or if it seems to
    use terms that the vocabulary does not have.

    Raises:
        ImportRefusedError: It is no N-Quads, or nothing in it is a claim.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(_NEEDED) < 0:
            raise without_claims(path)
        if any(data.find(part) >= 0 for part in _ELSEWHERE) or _is_doubtful(data):
            return None
        has_blanks = data.find(b"_:") >= 0  # or a text has those letters, which is rare
        marked = _marked(data)
    try:
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
        if has_blanks and any("_:" in str(quad.subject) + str(quad.object)[:2] for quad in quads):
            return None
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
        names = {quad.graph_name for quad in quads}
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    found = frozenset(name for name in names if isinstance(name, NamedNode))
    own = found - {copies_graph(base)}
    known = {str(name).encode() for name in own}
    fits = marked.pop(str(copies_graph(base)).encode(), frozenset()) <= known and not marked
    return own if len(found) == len(names) and fits else None


def _marked(data: mmap.mmap) -> dict[bytes, set[bytes]]:
    """Return by the name of the graph which documents are marked there as copies of one text."""
    found: dict[bytes, set[bytes]] = {}
    for match in _MARK.finditer(data):
        found.setdefault(match[3], set()).update((match[1], match[2]))
    return found


def _is_doubtful(data: mmap.mmap) -> bool:
    """Return whether terms of *data* have to be looked at one by one; a text may hold the same."""
    used = {match[1] for match in _TERM.finditer(data)}
    if not used <= {term.encode() for term in terms()} or data.find(b"<<(") >= 0:
        return True
    documents: dict[bytes, bytes] = {}
    return any(
        documents.setdefault(match[2], match[1]) != match[1] for match in _DOCUMENT.finditer(data)
    )


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
