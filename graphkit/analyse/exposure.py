"""By which ways a company, or another thing, depends on a country, a company, a good or an event.

A way is a path in `dependence_graph`: what hits its first thing can hit the next one. It says that
texts connect the two, step by step, and not how much would be lost; `graphkit.analyse.whatif` asks
that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from graphkit.analyse.exposure_places import seated_in, thing_of
from graphkit.analyse.exposure_search import ways_between
from graphkit.analyse.projections import WEAK, dependence_graph
from graphkit.analyse.projections_paths import claims_of, steps_of
from graphkit.errors import OptionError

if TYPE_CHECKING:
    from graphkit.analyse.network import Network
    from graphkit.analyse.projections import Projection
    from graphkit.analyse.projections_paths import Step
    from graphkit.graph import Node

DEPTH: Final = 6
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Way:
    """One way by which ``exposed`` depends on something: the steps lead from that to it.

    ``strength`` is the product of the confidences of its steps, each that of its surest claim.
    ``seated`` is what a register, and no text, has in the country that was asked for: the way
    begins there, and has no steps if that is ``exposed`` itself.
    """

    exposed: Node
    steps: tuple[Step, ...]
    strength: float
    seated: Node | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims that it rests on, sorted."""
        return claims_of(edge for step in self.steps for edge in step.edges)

    @property
    def sources(self) -> int:
        """The number of independent documents that it rests on."""
        edges = (edge for step in self.steps for edge in step.edges)
        return len({each.independent for edge in edges for each in edge.statements})

    @property
    def weak(self) -> bool:
        """Whether a step says no more than that something does business in a place."""
        return any(set(step.relations) <= WEAK for step in self.steps)

    @property
    def disputed(self) -> bool:
        """Whether a step is given another status by other claims."""
        return any(step.disputed for step in self.steps)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The ways by which ``exposed`` depends on ``to``, shortest first, then strongest.

    ``more`` tells that there are others of at most ``depth`` steps; ``given_up`` that there were
    so many to follow that the search ended early, so that there may be others. ``nearest`` is the
    number of steps of the shortest way, however long; None if there is none.
    """

    exposed: Node
    to: Node
    ways: tuple[Way, ...]
    depth: int
    more: bool
    given_up: bool
    nearest: int | None

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims behind it, sorted."""
        return tuple(sorted({iri for way in self.ways for iri in way.claims}))


def exposure(
    network: Network, company: str, to: str, *, depth: int = DEPTH, most: int = MOST
) -> Exposure:
    """Return by which ways the thing called *company* depends on the thing called *to*.

    Args:
        network: The relations that count.
        company: A label, another name, a key or an IRI.
        to: The same; of a country all that is based, located or produced there stands for it.
        depth: The most steps of a way.
        most: The most ways.

    Raises:
        AmbiguousNameError: Several things are called so.
        OptionError: Both are one thing, or depth or number is less than 1.
        UnknownThingError: Nothing is called so.
    """
    exposed, on = network.get(company), thing_of(network, to)
    _check(exposed, on, depth, most)
    graph = dependence_graph(network)
    seated = seated_in(network, on.iri) if on.type == "Country" else ()
    # where nothing else is known of it, a thing that a register has there is in no graph
    graph.add_node(exposed.iri, node=exposed)
    starts = {on.iri, *seated}
    found = ways_between(graph, starts, exposed.iri, depth=depth, most=most)
    ways = tuple(
        Way(
            exposed,
            steps_of(graph, way.path),
            way.strength,
            None if way.path[0] == on.iri else network.nodes[way.path[0]],
        )
        for way in found.ways
    )
    nearest = len(ways[0].steps) if ways else _nearest(graph, starts, exposed.iri)
    return Exposure(exposed, on, ways, depth, found.more, found.exhausted, nearest)


def _check(exposed: Node, on: Node, depth: int, most: int) -> None:
    if exposed == on:
        message = f"{exposed.label!r} cannot be exposed to itself; name two things"
        raise OptionError(message)
    for name, number in (("depth", depth), ("most", most)):
        if number < 1:
            message = f"{name} is {number}; give a number from 1 on"
            raise OptionError(message)


def _nearest(graph: Projection, starts: set[str], end: str) -> int | None:
    steps = nx.single_source_shortest_path_length(graph.reverse(copy=False), end)
    return min((steps[start] for start in starts if start in steps), default=None)
