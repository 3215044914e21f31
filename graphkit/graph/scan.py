"""Reads the quads of a store as the documents were read, whatever has been merged in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from graphkit.graph import vocabulary as v
from graphkit.graph.merge import as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, DefaultGraph, Quad

    from graphkit.graph.entities import Term, Thing

    GraphName = NamedNode | BlankNode | DefaultGraph | None


class Scan:
    """The quads of a store, those of merged graphs as they were read.

    The store must not change meanwhile. Merged graphs are read into memory, the others are not.
    With some *graphs* only, ask for what stands in no others. A graph without a name may hold many
    documents, and is taken as it is.
    """

    def __init__(self, store: Store, graphs: Iterable[GraphName] = (None,)) -> None:
        """Read from *store*; of merged graphs only *graphs*, None being all."""
        self._store, self._before = store, Store()
        self._merged: set[GraphName] = set()
        for name in graphs:
            for quad in store.quads_for_pattern(None, v.AS_READ, None, name):
                if isinstance(quad.graph_name, NamedNode):
                    self._merged.add(quad.graph_name)
                    self._before.extend(as_read([quad]))

    def quads(
        self,
        subject: Thing | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads with these parts; None stands for any."""
        for quad in self._store.quads_for_pattern(subject, predicate, value):
            if quad.graph_name not in self._merged:
                yield quad
        yield from self._before.quads_for_pattern(subject, predicate, value)

    def values(self, predicate: NamedNode) -> Iterator[tuple[Thing, Term]]:
        """Yield each thing with each value that it has for *predicate*."""
        return ((quad.subject, quad.object) for quad in self.quads(None, predicate))

    def one(self, thing: Thing, predicate: NamedNode) -> Term | None:
        """Return the value that *thing* has for *predicate*, of several the first, or None."""
        return min((quad.object for quad in self.quads(thing, predicate)), key=str, default=None)
