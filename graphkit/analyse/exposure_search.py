"""The simple paths between two things, shortest first and of equal length the strongest first.

networkx has this as `shortest_simple_paths`, which looks through the whole graph once more for each
step of each path; with weights that takes minutes where this takes a second. Here it is done once:
for each thing and number of steps, what the strongest way on to the end is worth. A search that
follows the best of what is open (A*) then goes to one path after the other.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.analyse.projections import Projection

    _Open = tuple[float, tuple[str, ...], float]

BUDGET: Final = 300_000
"""Ways that a search may follow; about two seconds."""


class Way(NamedTuple):
    """A path of IRIs and its strength: the product of the confidences of its steps."""

    path: tuple[str, ...]
    strength: float


class Ways(NamedTuple):
    """The first ways, in order. ``more`` tells that there are others, or that there may be.

    ``exhausted`` tells that the search was given up.
    """

    ways: tuple[Way, ...]
    more: bool
    exhausted: bool


def ways_between(
    graph: Projection, starts: Iterable[str], end: str, *, depth: int, most: int
) -> Ways:
    """Return the first *most* simple paths of at most *depth* steps from *starts* to *end*.

    A path has no start but its first thing. Ordered by length, strength and IRIs.

    >>> ways_between(nx.DiGraph(), ["a"], "b", depth=2, most=1)
    Ways(ways=(), more=False, exhausted=False)
    """
    search = _Search(graph, frozenset(starts), end, depth)
    found: list[Way] = []
    for way in search.ways():
        if len(found) == most:
            return Ways(tuple(found), more=True, exhausted=False)
        found.append(way)
    return Ways(tuple(found), search.exhausted, search.exhausted)


class _Search:
    """One search; its ways can be asked for once."""

    def __init__(self, graph: Projection, starts: frozenset[str], end: str, depth: int) -> None:
        self._end = end
        self._starts = sorted(starts & graph.nodes)
        self._ahead = _near(graph, self._starts, end, depth)
        self._best = self._values(depth)
        self._left = BUDGET
        self.exhausted = False

    def _values(self, depth: int) -> list[Mapping[str, float]]:
        """Return for each number of steps what the strongest way to the end is worth."""
        found: list[Mapping[str, float]] = [{self._end: 1.0}]
        behind: dict[str, list[tuple[str, float]]] = {}
        for here, following in self._ahead.items():
            for there, strength in following:
                behind.setdefault(there, []).append((here, strength))
        for _ in range(depth):
            values: dict[str, float] = {}
            for there, value in found[-1].items():
                for here, strength in behind.get(there, ()):
                    if strength * value > values.get(here, -1.0):
                        values[here] = strength * value
            found.append(values)
        return found

    def ways(self) -> Iterator[Way]:
        """Yield all ways in order, until the budget is spent."""
        if self._end in self._starts:
            yield Way((self._end,), 1.0)
        for length in range(1, len(self._best)):
            yield from self._of(length)

    def _of(self, length: int) -> Iterator[Way]:
        """Yield the ways of *length* steps, the strongest first."""
        first = self._best[length]
        # what it may be worth, the path, what it is worth so far
        opened: list[_Open] = [
            (-first[s], (s,), 1.0) for s in self._starts if s in first and s != self._end
        ]
        opened.sort()
        while opened:
            _, path, strength = heappop(opened)
            if len(path) == length + 1:
                yield Way(path, strength)
                continue
            if self._left <= 0:
                self.exhausted = True
                return
            values = self._best[length - len(path)]
            for there, confidence in self._ahead.get(path[-1], ()):
                if there in values and there not in path:
                    self._left -= 1
                    worth = strength * confidence
                    heappush(opened, (-worth * values[there], (*path, there), worth))


def _near(
    graph: Projection, starts: list[str], end: str, depth: int
) -> Mapping[str, list[tuple[str, float]]]:
    """Return the arrows that can be part of a way, by their start, with their confidence."""
    if end not in graph or not starts:
        return {}
    to_end = nx.single_source_shortest_path_length(graph.reverse(copy=False), end, cutoff=depth)
    found: dict[str, list[tuple[str, float]]] = {}
    for here in sorted(to_end):
        if here == end:
            continue
        found[here] = [
            (there, max(edge.confidence for edge in told["edges"]))
            for there, told in sorted(graph.adj[here].items())
            if there in to_end and (there == end or there not in starts)
        ]
    return found
