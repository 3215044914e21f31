"""What each thing of a supply graph cannot do without, as far as texts tell.

A thing has one or several needs, and for each need a group of alternatives: goods need somebody who
makes or supplies them, somebody who designs them if a designer is named, and each of their parts.
A thing is lost if it is taken away, or if for one of its needs no alternative is left. What it
cannot do without is whatever by itself takes the thing down with it.

If all needs were of one kind this would be what lies on every path of supply: the dominators of the
thing. Dominators alone would take a part for an alternative to the maker, and miss the only maker
of goods whose parts come from elsewhere.

Where things only supply each other in a circle, nothing tells which of them could be without the
other, and they are taken to need nothing of each other.

Source:
    Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph", ACM TOPLAS 1
    (1979), for dominators; Gallo, Longo, Pallottino and Nguyen, "Directed hypergraphs and
    applications", Discrete Applied Mathematics 42 (1993), for reachability with several needs.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graphkit.analyse.projections import Projection

SOURCE: Final = "only source"
CONTRACT: Final = "only contract maker"
DESIGNER: Final = "only designer"
LICENSOR: Final = "only licensor"
OPERATOR: Final = "only operator"
PART: Final = "part"
RELIED: Final = "said to be relied on"
PLACE: Final = "all of it is there"

_KINDS: Final = {
    "designs": DESIGNER,
    "licensesTo": LICENSOR,
    "manufacturesFor": CONTRACT,
    "componentOf": PART,
    "dependsOn": RELIED,
}
"""The kind of need that a relation speaks of, if it is not `SOURCE`."""

_BLOCK: Final = 512  # sets that are counted at once: some megabytes

_EACH: Final = frozenset({PART, RELIED})
"""Kinds of which each is needed: they are no alternatives to each other."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one thing needs in one respect: any of ``among``."""

    kind: str
    among: tuple[str, ...]


def needs_of(graph: Projection) -> dict[str, tuple[Need, ...]]:
    """Return the needs of each thing of a supply graph, in order."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {iri: {} for iri in graph}
    for start, end in graph.edges:
        for edge in graph.get_edge_data(start, end)["edges"]:
            kind = _KINDS.get(edge.predicate, SOURCE)
            if edge.predicate == "operates" and edge.subject == start:
                kind = OPERATOR
            among = found[end].setdefault((kind, start if kind in _EACH else ""), [])
            if start not in among:
                among.append(start)
    return {
        iri: tuple(Need(kind, tuple(sorted(groups[kind, one]))) for kind, one in sorted(groups))
        for iri, groups in found.items()
    }


def grounded(
    needs: Mapping[str, tuple[Need, ...]],
) -> dict[str, tuple[Need, ...]]:
    """Return the needs that can be met from what needs nothing, in an order that meets them.

    Those that lead only round a circle are left out.
    """
    meeting = _Meeting(needs)
    meeting.spread(iri for iri in needs if not needs[iri])
    while len(meeting.met) < len(needs):
        meeting.spread(meeting.circles())
    return meeting.met


class _Meeting:
    """Needs while they are being met, from things without needs onwards."""

    def __init__(self, needs: Mapping[str, tuple[Need, ...]]) -> None:
        self._needs = needs
        self.met: dict[str, tuple[Need, ...]] = {}
        self._open = {iri: set(range(len(found))) for iri, found in needs.items()}
        self._users: dict[str, list[tuple[str, int]]] = {}
        for iri, found in needs.items():
            for place, need in enumerate(found):
                for one in need.among:
                    self._users.setdefault(one, []).append((iri, place))

    def spread(self, starts: Iterable[str]) -> None:
        """Take *starts* as they are, and all whose needs are met then."""
        waiting = deque(sorted(starts))
        while waiting:
            here = waiting.popleft()
            if here in self.met:
                continue
            dropped = self._open[here]
            kept = (need for place, need in enumerate(self._needs[here]) if place not in dropped)
            self.met[here] = tuple(kept)
            for user, place in self._users.get(here, []):
                if place in self._open[user] and user not in self.met:
                    self._open[user].discard(place)
                    if not self._open[user]:
                        waiting.append(user)

    def circles(self) -> list[str]:
        """Return the circles that need only each other of what is left."""
        left: Projection = nx.DiGraph()
        for iri in self._needs:
            if iri not in self.met:
                among = (self._needs[iri][place].among for place in sorted(self._open[iri]))
                left.add_edges_from((one, iri) for group in among for one in group)
        joined = nx.condensation(left)
        first = [circle for circle in joined if not joined.in_degree(circle)]
        return [iri for circle in first for iri in joined.nodes[circle]["members"]]


class Must:
    """What each thing cannot do without, itself among it; a set is kept as bits of a number.

    It takes memory for each pair of things: 60 MB for the 20,000 of 100,000 claims.
    """

    def __init__(
        self,
        needs: Mapping[str, tuple[Need, ...]],
        places: Mapping[str, frozenset[str]],
        *,
        movable: Collection[str] = (),
    ) -> None:
        """Find it out for all of *needs*; *places* are what each is in.

        Asked what they themselves hang on, *movable* things do not count their own places: that a
        company has its home in a country is no answer to what it cannot do without.
        """
        every = {place for found in places.values() for place in found}
        self.all = tuple(sorted({*needs, *every}))
        self._place = {iri: place for place, iri in enumerate(self.all)}
        own = {iri: self._bits([iri, *places[iri]]) for iri in needs}
        met = grounded(needs)
        self._sets = _settled(met, own)
        self._above = {
            iri: _all_of(met[iri], self._sets)
            if iri in movable
            else self._sets[iri] & ~(1 << place)
            for iri, place in self._place.items()
            if iri in needs
        }

    def hangs(self, iri: str, other: str) -> bool:
        """Return whether *iri* hangs on *other*, which is not itself, as `counts` counts it."""
        return iri != other and bool(self._above[iri] >> self._place[other] & 1)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Return whether the first of *pair* cannot do without the second."""
        return bool(self._sets[pair[0]] >> self._place[pair[1]] & 1)

    def of(self, iri: str) -> tuple[str, ...]:
        """Return what *iri* cannot do without, itself among it, sorted."""
        return tuple(self.all[place] for place in _places_in(self._sets[iri]))

    def counts(self, targets: Sequence[str]) -> dict[str, int]:
        """Return for what somebody hangs on how many of *targets*, but itself, do."""
        width = len(self.all) // 8 + 1
        sums = np.zeros(8 * width, dtype=np.int64)
        for start in range(0, len(targets), _BLOCK):
            some = targets[start : start + _BLOCK]
            rows = b"".join(self._above[target].to_bytes(width, "little") for target in some)
            bits = np.frombuffer(rows, dtype=np.uint8).reshape(len(some), width)
            sums += np.unpackbits(bits, axis=1, bitorder="little").sum(axis=0, dtype=np.int64)
        for target in targets:
            sums[self._place[target]] -= self._above[target] >> self._place[target] & 1
        return {self.all[place]: int(sums[place]) for place in np.flatnonzero(sums)}

    def _bits(self, iris: Iterable[str]) -> int:
        bits = 0
        for iri in iris:
            bits |= 1 << self._place[iri]
        return bits


def _settled(needs: Mapping[str, tuple[Need, ...]], own: Mapping[str, int]) -> dict[str, int]:
    """Return what each thing cannot do without.

    Begins with what one way of meeting all needs takes, which is too much, and narrows it until
    nothing changes. Each need of *needs* can be met by something that stands before it.
    """
    found: dict[str, int] = {}
    for iri, groups in needs.items():
        found[iri] = own[iri]
        for need in groups:
            found[iri] |= next(found[one] for one in need.among if one in found)
    users: dict[str, list[str]] = {}
    for iri, groups in needs.items():
        for one in dict.fromkeys(one for need in groups for one in need.among):
            users.setdefault(one, []).append(iri)
    waiting, queued = deque(needs), set(needs)
    while waiting:
        iri = waiting.popleft()
        queued.discard(iri)
        new = own[iri] | _all_of(needs[iri], found)
        if new != found[iri]:
            found[iri] = new
            again = [user for user in users.get(iri, []) if user not in queued]
            waiting.extend(again)
            queued.update(again)
    return found


def _all_of(needs: Iterable[Need], found: Mapping[str, int]) -> int:
    """Return what all alternatives for any of *needs* have in common."""
    common = (reduce(and_, (found[one] for one in need.among)) for need in needs)
    return reduce(or_, common, 0)


def _places_in(bits: int) -> Iterator[int]:
    """Yield the places of the ones in *bits*, ascending."""
    text = bin(bits)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
