"""Writes documents into a graph that grows: each with its copies, its fingerprint and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from graphkit.graph import vocabulary as v
from graphkit.graph.copies import Printed, copies_patch, fingerprint, fingerprints_graph
from graphkit.graph.encode import encode
from graphkit.graph.entities import text_of
from graphkit.graph.iris import document_iri
from graphkit.graph.merge import merged
from graphkit.graph.patch import Patch, apply_patch, between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.graph.graph import Graph
    from graphkit.graph.history import Kind, Recorder
    from graphkit.model import Document, ResolvedDocument


AT_ONCE: Final = 12_500
"""Quads that may wait in memory: RocksDB would keep 128 MiB of each of its ten families, and
12,500 take about 12 MiB in all; fewer would cost more time, since each flush makes small files."""


class Writer:
    """Writes documents with all that goes with them, each in one transaction.

    A store with a log keeps the fingerprints of its documents too, by which later builds find
    copies; elsewhere they last as long as the build.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        reader: str,
        base: str,
        recorder: Recorder | None = None,
        prunes: bool = True,
    ) -> None:
        """Write to *graph*, below *base*, what *reader* reads; *recorder* keeps the log, if any.

        It remembers which documents are there, to tell what is gone, only if it *prunes*.
        """
        self._graph, self._base, self._reader = graph, base, reader
        self._recorder = recorder
        self._prints = fingerprints_graph(base)
        self._keeps = recorder is not None or graph.store.contains_named_graph(self._prints)
        self._prunes = prunes and recorder is not None
        self._present: set[NamedNode] = set()
        self._unnoted: list[Quad] = []
        self._unflushed = 0
        self.dropped = 0
        self.kept = 0

    def write(self, resolved: ResolvedDocument, replaced: Mapping[str, str]) -> bool:
        """Put the graph of a document in the place of an older one; return whether one was.

        Raises:
            StoreError: The graph cannot be changed, or the disk is full.
        """
        document, base = resolved.extraction.document, self._base
        iri = document_iri(document.id, base=base)
        old = set(self._graph.store.quads_for_pattern(None, None, None, iri))
        quads = tuple(encode(resolved, base=base, extractor=self._reader))
        known = Quad(iri, v.RDF_TYPE, v.DOCUMENT, iri) in old
        patch = between(old, merged(quads, replaced, base=base))
        patch |= copies_patch(self._graph.store, iri, _printed(iri, document, quads), base=base)
        if self._recorder is not None:
            kind: Kind = "changed" if known else "added"
            patch |= self._recorder.noted(kind, iri, document.sha256)
            patch |= self._recorder.brought(iri)
        self._apply(patch)
        if self._prunes:
            self._present.add(iri)
        return known

    def leave(self, document: Document) -> None:
        """Note that a document is there still."""
        iri = document_iri(document.id, base=self._base)
        if self._prunes:
            self._present.add(iri)
        if self._recorder is not None:
            self._unnoted.extend(self._recorder.brought(iri).added)
            if len(self._unnoted) >= AT_ONCE:
                self._note()

    def finish(self, *, prunes: bool) -> None:
        """Write what is left to write; drop the documents that are gone, if it still *prunes*."""
        self._note()
        if prunes and self._prunes and self._recorder is not None:
            known = {*self._recorder.members(), *self._recorder.spent_members()}
            gone = known - self._present
            for iri in sorted(gone, key=str):
                self._drop(iri, self._recorder)
        if not self._keeps:
            self._graph.store.remove_graph(self._prints)

    def _drop(self, iri: NamedNode, recorder: Recorder) -> None:
        patch = recorder.forgotten(iri)
        old = frozenset(self._graph.store.quads_for_pattern(None, None, None, iri))
        if old and recorder.is_shared(iri):
            self.kept += 1
        elif old:
            patch |= Patch(deleted=old) | recorder.noted("dropped", iri)
            patch |= copies_patch(self._graph.store, iri, None, base=self._base)
            self.dropped += 1
        self._apply(patch)

    def _note(self) -> None:
        self._graph.add(self._unnoted)
        self._unnoted.clear()

    def _apply(self, patch: Patch) -> None:
        """Change the graph, and put it on disk before what waits in memory becomes much."""
        apply_patch(self._graph, patch)
        self._unflushed += len(patch.deleted) + len(patch.added)
        if self._unflushed >= AT_ONCE:
            self._graph.flush()
            self._unflushed = 0


def _printed(iri: NamedNode, document: Document, quads: Iterable[Quad]) -> Printed:
    """Return how copies of a document are told; date and id as they stand in its graph."""
    told = {q.predicate: text_of(q.object) for q in quads if q.subject == iri}
    return Printed(iri, told.get(v.ISSUED), told[v.IDENTIFIER], fingerprint(document.text))
