"""What the sections of a report are made from: the claims that count, and all others, once read."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.analyse import (
    NoSupplyError,
    Selection,
    Tiers,
    chokepoints,
    concentration,
    evidence,
    read_amounts,
    read_network,
    tiers,
)
from graphkit.analyse.concentration_homes import Homes
from graphkit.analyse.exposure_places import thing_of
from graphkit.analyse.network import edges_of
from graphkit.analyse.timeline import timeline
from graphkit.analyse.whatif import whatif

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.analyse import Chokepoint, Chokepoints, Concentration, Edge, Network
    from graphkit.analyse.statements import Statement
    from graphkit.analyse.timeline import Moment
    from graphkit.analyse.whatif import Consequence
    from graphkit.graph import Graph, Node, StatedClaim
    from graphkit.report.options import ReportOptions

GOODS: Final = frozenset({"Product", "Material"})
LANDS: Final = frozenset({"Country", "Place"})
_MOST: Final = 100  # chokepoints of which the nearest are told


@dataclass(frozen=True)
class Context:
    """One thing and what a graph states about it.

    ``network`` holds the relations that are selected, ``every`` those of all statuses.
    """

    graph: Graph
    network: Network
    every: Network
    focus: Node
    options: ReportOptions

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The selected relations of the focus."""
        return self._about(self.network)

    @cached_property
    def all_edges(self) -> tuple[Edge, ...]:
        """The relations of the focus, whatever their status is."""
        return self._about(self.every)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What is stated about the focus, whatever its status is, ordered by IRI."""
        found = {each.iri: each for edge in self.all_edges for each in edge.statements}
        return tuple(found[iri] for iri in sorted(found))

    @cached_property
    def told(self) -> Mapping[str, StatedClaim]:
        """All claims about the focus in full, by IRI."""
        return evidence(self.graph, (each.iri for each in self.statements))

    @cached_property
    def homes(self) -> Homes:
        """Where things are."""
        return Homes(self.network)

    @cached_property
    def tiers(self) -> Tiers:
        """Who stands upstream and downstream."""
        if self.focus.iri not in self.network.nodes:
            return Tiers(self.focus, (), ())
        return tiers(self.network, self.focus.iri)

    @cached_property
    def chokepoints(self) -> Chokepoints:
        """What the focus cannot do without, the nearest first, then what most ways lead through."""
        found = chokepoints(self.network, self.focus.iri, most=max(_MOST, self.options.rows))
        return replace(found, points=tuple(sorted(found.points, key=_nearest)))

    @cached_property
    def concentration(self) -> Concentration | None:
        """How concentrated its supply is; None if no supplier is known."""
        try:
            return concentration(self.network, self.focus.iri, amounts=read_amounts(self.graph))
        except NoSupplyError:
            return None

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """What is told of it, whatever its status is, by day."""
        if self.focus.iri not in self.every.nodes:
            return ()
        return timeline(self.graph, self.every, self.focus.iri)

    @cached_property
    def without(self) -> tuple[Consequence, ...]:
        """What would be lost without it, the largest loss first."""
        return whatif(self.network, [self.focus.iri], amounts=read_amounts(self.graph)).hits

    def node(self, iri: str) -> Node:
        """Return a thing of the graph."""
        return self.every.nodes[iri]

    def other(self, edge: Edge) -> Node:
        """Return what a relation of the focus joins it with."""
        return self.node(edge.object if edge.subject == self.focus.iri else edge.subject)

    def _about(self, network: Network) -> tuple[Edge, ...]:
        iri = self.focus.iri
        return tuple(edge for edge in network.edges if iri in {edge.subject, edge.object})


def _nearest(point: Chokepoint) -> tuple[int, float, str]:
    ways = [len(each.path) for each in point.hanging if each.path]
    # what only a register connects comes last
    return min(ways, default=sys.maxsize), -point.betweenness, point.node.label


def read_context(graph: Graph, name: str, selection: Selection, options: ReportOptions) -> Context:
    """Return the context of the thing called *name*.

    Raises:
        AmbiguousNameError: Several things are called so.
        StoreError: A claim lacks a part, or a number or date of it is none.
        UnknownNameError: Nothing is called so.
    """
    statuses = tuple(ontology.load().statuses)
    every = read_network(graph, replace(selection, statuses=statuses, min_sources=1))
    network = replace(
        every, edges=edges_of(_statements(every.edges), selection), selection=selection
    )
    return Context(graph, network, every, thing_of(every, name), options)


def _statements(edges: Iterable[Edge]) -> list[Statement]:
    return [each for edge in edges for each in edge.statements]
