"""Who stands how many steps upstream and downstream of a good or a company.

Two numbers tell how far something is. ``steps`` counts the arrows of `supply_graph` on the shortest
path, through goods, sites and companies alike. ``tier`` counts the companies that have to be passed
at least: who sells to a company, or makes what it uses, is its supplier of tier 1, however many
goods stand between. Each number has the path that shows it, and the two may differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from graphkit.analyse.projections import supply_graph
from graphkit.analyse.projections_paths import claims_of, steps_of
from graphkit.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.analyse.network import Network
    from graphkit.analyse.projections import Projection
    from graphkit.analyse.projections_paths import Step
    from graphkit.graph import Node

    _Paths = Mapping[str, list[str]]

PARTIES: Final = frozenset({"Company", "Country", "Government", "Organization"})
"""Types that buy and sell, and so make a tier; goods, sites and the rest stand between them."""

DIRECTIONS: Final = ("both", "upstream", "downstream")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one thing is from the thing that was asked for.

    ``path`` is a shortest path, ``tier_path`` one that passes the fewest companies; both lead the
    way that goods take. ``tier`` is 0 for goods and sites that no company stands before.
    """

    node: Node
    steps: int
    tier: int
    path: tuple[Step, ...]
    tier_path: tuple[Step, ...]

    @property
    def relations(self) -> tuple[tuple[str, ...], ...]:
        """The names of the relations of each step of the path."""
        return tuple(step.relations for step in self.path)

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims that the two paths rest on, sorted."""
        return claims_of(edge for step in (*self.path, *self.tier_path) for edge in step.edges)


@dataclass(frozen=True, slots=True)
class Tiers:
    """What stands upstream and downstream of ``focus``, nearest first, then by tier and label.

    What is in both is part of a cycle. A side that was not asked for is empty.
    """

    focus: Node
    upstream: tuple[Standing, ...]
    downstream: tuple[Standing, ...]

    @property
    def cyclic(self) -> tuple[Node, ...]:
        """The things that stand on both sides, by IRI."""
        above = {standing.node for standing in self.upstream}
        both = above & {standing.node for standing in self.downstream}
        return tuple(sorted(both))

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims behind it, sorted."""
        every = (*self.upstream, *self.downstream)
        return tuple(sorted({iri for standing in every for iri in standing.claims}))


def tiers(
    network: Network, name: str, *, depth: int | None = None, direction: str = "both"
) -> Tiers:
    """Return what stands upstream and downstream of the thing called *name*.

    Args:
        network: The relations that count.
        name: A label, another name, a key or an IRI.
        depth: The most steps; None goes as far as paths lead.
        direction: ``upstream``, ``downstream`` or ``both``.

    Raises:
        AmbiguousNameError: Several things are called so.
        OptionError: The depth is less than one step.
        UnknownNameError: Nothing is called so, or there is no such direction.
    """
    if direction not in DIRECTIONS:
        kind = "direction"
        raise UnknownNameError(kind, direction, DIRECTIONS)
    if depth is not None and depth < 1:
        message = f"depth is {depth}; give a number of steps from 1 on"
        raise OptionError(message)
    focus, graph = network.get(name), supply_graph(network)
    if focus.iri not in graph:
        return Tiers(focus, (), ())
    up, down = direction != "downstream", direction != "upstream"
    return Tiers(
        focus,
        _side(graph, focus.iri, depth, upstream=True) if up else (),
        _side(graph, focus.iri, depth, upstream=False) if down else (),
    )


def _side(
    graph: Projection, focus: str, depth: int | None, *, upstream: bool
) -> tuple[Standing, ...]:
    """Return what stands on one side of *focus*."""
    seen = graph.reverse(copy=False) if upstream else graph
    shortest: _Paths = nx.single_source_shortest_path(seen, focus, cutoff=depth)
    fewest = _fewest_companies(seen, focus)

    def steps(path: list[str]) -> tuple[Step, ...]:
        return steps_of(graph, path[::-1] if upstream else path)

    found = [
        Standing(
            graph.nodes[iri]["node"],
            len(path) - 1,
            sum(graph.nodes[each]["node"].type in PARTIES for each in fewest[iri][1:]),
            steps(path),
            steps(fewest[iri]),
        )
        for iri, path in shortest.items()
        if iri != focus
    ]
    return tuple(sorted(found, key=lambda s: (s.steps, s.tier, s.node.label, s.node.iri)))


def _fewest_companies(seen: Projection, focus: str) -> _Paths:
    """Return the paths from *focus* that pass the fewest companies, then the fewest things."""
    company = len(seen) + 1  # outweighs the steps of any path

    def weight(_: str, end: str, __: object) -> int:
        return 1 + company * (seen.nodes[end]["node"].type in PARTIES)

    paths: _Paths = nx.single_source_dijkstra_path(seen, focus, weight=weight)
    return paths
