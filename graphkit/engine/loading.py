"""Loads what workers read out into a store, in bulk: many documents at a time, each all or not.

A document that the store has no graph of is loaded in three steps. First comes its graph without
its seal, that is what says that it is a document, of which text and read by whom; with it come its
fingerprint. Then it is marked if it is a copy. Last, in one transaction, come the seals of many
documents and the lines of the log that tell of them. So a build that is cut off anywhere leaves
documents that are done and told, and others that the next build, of either kind, does anew.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from graphkit.errors import StoreError
from graphkit.graph import document_iri, merged
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import (
    FINGERPRINT,
    FINGERPRINTS,
    RECORD,
    Printed,
    copies_patch,
    fingerprints_graph,
)
from graphkit.graph.growing import Writer
from graphkit.graph.patch import Patch, apply_patch, between
from graphkit.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from graphkit.building import BuildOptions
    from graphkit.graph import Graph
    from graphkit.graph.history import Kind, Recorder

    Row = Mapping[str, Any]

AT_ONCE: Final = 32 * 1024 * 1024
"""Characters of N-Quads that are loaded at once: some thousand documents. More would be loaded
little faster and keep more in memory."""


class Loader:
    """Takes rows in the order of the inputs and brings them into a store."""

    def __init__(self, graph: Graph, recorder: Recorder, options: BuildOptions) -> None:
        """Load into *graph*, and tell of it by *recorder*."""
        self._graph, self._recorder, self._base = graph, recorder, options.base
        self._replaced = options.replaced()
        self._prints = fingerprints_graph(options.base)
        # drops what is gone, as in every build
        self._prunes = options.prune
        self._writer = Writer(
            graph,
            reader=options.reader(),
            base=options.base,
            recorder=recorder,
            prunes=options.prune,
        )
        self._waiting: list[Row] = []
        self._kept: list[str] = []
        self._size = 0

    def add(self, row: Row) -> bool:
        """Bring in a document that was read out; return whether it replaces an older text."""
        iri = self._iri(row)
        if self._graph.store.contains_named_graph(iri):
            return self._replace(iri, row)
        self._waiting.append(row)
        self._size += len(row["body"])
        if self._size >= AT_ONCE:
            self._load()
        return False

    def leave(self, row: Row) -> None:
        """Note that a document is there still."""
        self._kept.append(row["id"])

    def finish(self, *, prunes: bool) -> int:
        """Load the rest, drop what is gone if it *prunes*; return how many that were."""
        self._load()
        for name in self._kept:
            # the writer asks for the id only
            self._writer.leave(Document(name, name, ()))
        self._writer.finish(prunes=prunes)
        return self._writer.dropped

    def _note_present(self, rows: Iterable[Row]) -> None:
        if self._prunes:  # else nobody asks
            self._kept += [row["id"] for row in rows]

    def _iri(self, row: Row) -> NamedNode:
        return document_iri(row["id"], base=self._base)

    def _printed(self, row: Row) -> Printed:
        return Printed(self._iri(row), row["date"], row["name"], tuple(row["bands"]))

    def _replace(self, iri: NamedNode, row: Row) -> bool:
        """Put a document in the place of its older graph, in one transaction."""
        old = set(self._graph.store.quads_for_pattern(None, None, None, iri))
        new = list(parse(row["body"] + row["seal"], RdfFormat.N_QUADS))
        known = Quad(iri, v.RDF_TYPE, v.DOCUMENT, iri) in old
        patch = between(old, merged(new, self._replaced, base=self._base))
        patch |= copies_patch(self._graph.store, iri, self._printed(row), base=self._base)
        patch |= self._noted("changed" if known else "added", iri, row)
        apply_patch(self._graph, patch)
        self._note_present([row])
        return known

    def _noted(self, kind: Kind, iri: NamedNode, row: Row) -> Patch:
        noted = self._recorder.noted(kind, iri, row["sha256"])
        return noted | self._recorder.brought(iri)

    def _load(self) -> None:
        rows, self._waiting, self._size = self._waiting, [], 0
        if not rows:
            return
        try:
            self._load_graphs(rows)
            # of those with one fingerprint, the first finds and marks the others too
            for row in {tuple(row["bands"]): row for row in reversed(rows)}.values():
                self._mark(row)
            self._seal(rows)
        except (OSError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            message = f"the store cannot be changed ({reason}); see that the disk has space"
            raise StoreError(message) from error
        self._note_present(rows)

    def _load_graphs(self, rows: Iterable[Row]) -> None:
        """Load graphs without their seals, and fingerprints; no order of them is promised."""
        name = self._prints
        prints = [Quad(name, v.RDF_TYPE, kind, name) for kind in (RECORD, FINGERPRINTS)]
        lines = io.BytesIO()
        for row in rows:
            lines.write(row["body"].encode())
            iri = self._iri(row)
            prints += [Quad(iri, FINGERPRINT, Literal(band), name) for band in row["bands"]]
        serialize(prints, lines, RdfFormat.N_QUADS)
        lines.seek(0)
        self._graph.store.bulk_load(lines, RdfFormat.N_QUADS)
        self._graph.store.flush()

    def _mark(self, row: Row) -> None:
        """Mark copies, if another document shares a band with this one."""
        iri, store = self._iri(row), self._graph.store
        for band in row["bands"]:
            found = store.quads_for_pattern(None, FINGERPRINT, Literal(band), self._prints)
            if any(quad.subject != iri for quad in found):
                patch = copies_patch(store, iri, self._printed(row), base=self._base)
                apply_patch(self._graph, patch)
                return

    def _seal(self, rows: Iterable[Row]) -> None:
        """Say that documents are done, and tell the log, all or nothing."""
        quads: set[Quad] = set()
        for row in rows:
            quads.update(parse(row["seal"], RdfFormat.N_QUADS))
            quads |= self._noted("added", self._iri(row), row).added
        self._graph.store.extend(quads)
