"""Loads a big N-Quads file straight into a store, where its graphs are not there yet.

The file is parsed once before, so that a mistake in it is found while the store is untouched. A
mark stands in the store while it loads: if that is cut off, importing the file again drops what
had come of it and loads it anew.
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graphkit.graph import vocabulary as v
from graphkit.graph.copies import RECORD
from graphkit.graph.history import INPUT
from graphkit.importing.graphs import syntax_error
from graphkit.importing.refused import ImportRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

BULK_BYTES: Final = 32 * 1024 * 1024
"""Files from this size on are loaded in bulk and are not checked against the shapes unless asked:
the shapes take about ten seconds for 20 MB."""

_NEEDED: Final = str(v.CLAIM).encode()
_RECORD: Final = str(RECORD).encode()


def names_in(path: Path) -> frozenset[NamedNode] | None:
    """Return the names of the graphs in the N-Quads file *path*.

    None is returned if it has blank nodes, or statements outside of named graphs, which bulk
    loading would leave as they are.

    Raises:
        ImportRefusedError: It is no N-Quads, or nothing in it is a claim.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(_NEEDED) < 0:
            reason, way_out = "there is no gk:Claim in it", "see docs/vocabulary.md"
            raise ImportRefusedError(str(path), reason, way_out)
        if data.find(_RECORD) >= 0:  # the log of another store, which is left out
            return None
        has_blanks = data.find(b"_:") >= 0  # or a text has those letters, which is rare
    try:
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
        if has_blanks and any("_:" in str(quad.subject) + str(quad.object)[:2] for quad in quads):
            return None
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)
        names = {quad.graph_name for quad in quads}
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    found = frozenset(name for name in names if isinstance(name, NamedNode))
    return found if len(found) == len(names) else None


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
