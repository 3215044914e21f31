"""What a supply chain cannot do without, and what hangs on it.

Three readings, none of which is the whole truth:

* chokepoints: companies, sites, goods, materials, places and countries that take things down with
  them (`chokepoints_needs` and `chokepoints_places`);
* sole sources (`chokepoints_sources`);
* articulation points and betweenness (`chokepoints_joints`).

All of them know only what texts tell. Where a text names one supplier of three, two are missing,
and something looks needed that is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graphkit.analyse.chokepoints_joints import betweenness_of, joints_of
from graphkit.analyse.chokepoints_needs import PLACE, Must, needs_of
from graphkit.analyse.chokepoints_places import places_of
from graphkit.analyse.chokepoints_sources import sole_sources
from graphkit.analyse.projections import dependence_graph, supply_graph
from graphkit.analyse.projections_paths import claims_of, path_to, reached, steps_of
from graphkit.analyse.tiers import PARTIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphkit.analyse.chokepoints_joints import Betweenness, Joint
    from graphkit.analyse.chokepoints_sources import SoleSource
    from graphkit.analyse.network import Network
    from graphkit.analyse.projections import Projection
    from graphkit.analyse.projections_paths import Step
    from graphkit.graph import Node


@dataclass(frozen=True, slots=True)
class Hanging:
    """Something that hangs on a chokepoint, and a path by which it does.

    A company that is asked about hangs on where its suppliers are, and not on its own home.

    All on the path hangs on the chokepoint. The path is empty where only a register tells of the
    connection.
    """

    node: Node
    path: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is a chokepoint: ``node`` needs it, in the way that ``kind`` tells."""

    kind: str
    node: Node


@dataclass(frozen=True, slots=True)
class Chokepoint:
    """Something that others hang on; ``hanging`` is ordered by the length of paths, then by label.

    ``reasons`` are those things that need it directly and on which something of ``hanging`` hangs,
    or which do themselves. ``betweenness`` is 0 for places.
    """

    node: Node
    reasons: tuple[Reason, ...]
    hanging: tuple[Hanging, ...]
    betweenness: float

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims that its paths rest on, sorted."""
        steps = (step for each in self.hanging for step in each.path)
        return claims_of(edge for step in steps for edge in step.edges)


@dataclass(frozen=True, slots=True)
class Chokepoints:
    """What ``targets`` cannot do without.

    ``points`` are the chokepoints on which most targets hang, first those, and ``total`` is how
    many there are in all. ``sole_sources`` and ``joints`` are those of what stands upstream of the
    targets.
    """

    targets: tuple[Node, ...]
    points: tuple[Chokepoint, ...]
    total: int
    sole_sources: tuple[SoleSource, ...]
    joints: tuple[Joint, ...]
    betweenness: Betweenness


def chokepoints(network: Network, name: str | None = None, *, most: int = 20) -> Chokepoints:
    """Return what the thing called *name*, or all that stands at the end, cannot do without.

    Args:
        network: The relations that count.
        name: A label, another name, a key or an IRI; None asks for all goods and companies that
            supply nothing further.
        most: How many chokepoints are told with what hangs on them.

    Raises:
        AmbiguousNameError: Several things are called so.
        UnknownThingError: Nothing is called so.
    """
    supply = supply_graph(network)
    wanted = ends_of(supply) if name is None else (network.get(name).iri,)
    reading = _Reading(network, supply, tuple(iri for iri in wanted if iri in supply))
    relevant = reading.relevant() if name is not None else set(supply)
    counts = reading.must.counts(reading.targets)
    first = sorted(counts, key=lambda iri: (-counts[iri], reading.node(iri).label, iri))[:most]
    return Chokepoints(
        targets=tuple(map(reading.node, wanted)),
        points=tuple(map(reading.point, first)),
        total=len(counts),
        sole_sources=tuple(
            sole
            for sole in sole_sources(network)
            if (sole.good if sole.buyer is None else sole.buyer).iri in relevant
        ),
        joints=tuple(joint for joint in joints_of(supply) if joint.node.iri in relevant),
        betweenness=reading.betweenness,
    )


def ends_of(graph: Projection) -> tuple[str, ...]:
    """Return what supplies nothing further, and circles that supply nothing outside, sorted.

    >>> ends_of(nx.DiGraph([("mine", "smelter"), ("smelter", "maker")]))
    ('maker',)
    """
    circles = nx.condensation(graph)
    last = [circle for circle in circles if not circles.out_degree(circle)]
    return tuple(sorted(iri for circle in last for iri in circles.nodes[circle]["members"]))


class _Reading:
    """One reading of a network: who needs what, and where."""

    def __init__(self, network: Network, supply: Projection, targets: tuple[str, ...]) -> None:
        self._network, self._supply, self.targets = network, supply, targets
        self._seats = {node.iri: node for node in network.seats.values()}
        self._dependence = dependence_graph(network)
        self._needs, self._places = needs_of(supply), places_of(network, supply)
        movable = {iri for iri in supply if self.node(iri).type in PARTIES}
        self.must = Must(self._needs, self._places, movable=movable)
        self.betweenness = betweenness_of(supply)

    def node(self, iri: str) -> Node:
        """Return the thing *iri*, which may be a country that only a register tells of."""
        found = self._network.nodes.get(iri)
        return self._seats[iri] if found is None else found

    def relevant(self) -> set[str]:
        """Return what stands upstream of the targets, and these."""
        above = (nx.ancestors(self._supply, iri) for iri in self.targets)
        return set(self.targets).union(*above)

    def point(self, iri: str) -> Chokepoint:
        """Return the chokepoint *iri* with what hangs on it."""
        seated = [each for each, node in self._network.seats.items() if node.iri == iri]
        before = reached(self._dependence, [iri, *seated], lambda each: self._loses(each, iri))
        found = [
            Hanging(self.node(each), self._steps(each, before))
            for each in self.targets
            if self.must.hangs(each, iri)
        ]
        found.sort(key=lambda each: (len(each.path), each.node.label, each.node.iri))
        losing = [each for each in before if each in self._supply and each != iri]
        reasons = sorted(self._reasons(iri, losing), key=lambda r: (r.kind, r.node.label))
        share = self.betweenness.shares.get(iri, 0.0)
        return Chokepoint(self.node(iri), tuple(reasons), tuple(found), share)

    def _loses(self, iri: str, other: str) -> bool:
        """Return whether *iri* hangs on *other*; places only pass it on."""
        return iri not in self._supply or (iri, other) in self.must

    def _steps(self, target: str, before: Mapping[str, str | None]) -> tuple[Step, ...]:
        return steps_of(self._dependence, path_to(target, before) if target in before else [])

    def _reasons(self, iri: str, losing: list[str]) -> Iterator[Reason]:
        for each in sorted(losing):
            kinds = {need.kind for need in self._needs[each] if need.among == (iri,)}
            if iri in self._places[each]:
                kinds.add(PLACE)
            for kind in sorted(kinds):
                yield Reason(kind, self.node(each))
