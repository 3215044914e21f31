"""Where a supply graph holds together: articulation points, and how much lies between.

Both see connections and not need. An articulation point is what joins parts of the graph that
nothing else joins; betweenness is the share of shortest paths between others that lead through it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.analyse.projections import Projection
    from graphkit.graph import Node

_BUDGET: Final = 700_000
"""Things and arrows that betweenness may visit; about a second."""

_SEED: Final = 1  # any number does, if it stays the same


@dataclass(frozen=True, slots=True)
class Joint:
    """An articulation point, and what would come off the largest part without it, by IRI."""

    node: Node
    apart: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The share of shortest paths that lead through each thing, by IRI.

    ``sampled`` is the number of things whose paths were followed, None if those of all were.
    """

    shares: Mapping[str, float]
    sampled: int | None


def betweenness_of(graph: Projection) -> Betweenness:
    """Return the betweenness of each thing, estimated from some things where there are many.

    Source:
        Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology
        25 (2001), and Brandes and Pich, "Centrality estimation in large networks" (2007).
    """
    size = len(graph) + graph.number_of_edges()
    pivots = max(1, _BUDGET // max(1, size))
    if pivots >= len(graph):
        return Betweenness(nx.betweenness_centrality(graph), None)
    shares = nx.betweenness_centrality(graph, k=pivots, seed=_SEED)
    return Betweenness(shares, pivots)


def joints_of(graph: Projection) -> tuple[Joint, ...]:
    """Return the articulation points, that which cuts most off first, then by IRI."""
    undirected: nx.Graph[str] = nx.Graph()
    undirected.add_nodes_from(graph)
    undirected.add_edges_from(graph.edges)
    # the stubs of networkx tell a set too many
    blocks = cast("Iterable[set[str]]", nx.biconnected_components(undirected))
    forest = _Forest([frozenset(block) for block in sorted(map(sorted, blocks))])
    found = (
        Joint(
            graph.nodes[point]["node"],
            tuple(graph.nodes[iri]["node"] for iri in sorted(forest.apart(point))),
        )
        for point in forest.points
    )
    return tuple(sorted(found, key=lambda joint: (-len(joint.apart), joint.node.iri)))


class _Forest:
    """The blocks of a graph, numbered, as trees that articulation points join."""

    def __init__(self, blocks: list[frozenset[str]]) -> None:
        self._blocks = blocks
        times = Counter(iri for block in blocks for iri in block)
        self.points = sorted(iri for iri, count in times.items() if count > 1)
        points = frozenset(self.points)
        self._tree: nx.Graph[Any] = nx.Graph()  # of points and the numbers of blocks
        self._tree.add_nodes_from(range(len(blocks)))
        self._tree.add_edges_from(
            (number, iri) for number, block in enumerate(blocks) for iri in sorted(block & points)
        )
        self._beyond: dict[tuple[str, int], int] = {}
        for part in nx.connected_components(self._tree):
            self._count(min(each for each in part if isinstance(each, int)), points)

    def _count(self, root: int, points: frozenset[str]) -> None:
        """Fill in how many things lie beyond each point in each of its blocks."""
        parents: dict[Any, Any] = {
            child: parent for parent, child in nx.dfs_edges(self._tree, root)
        }
        sizes: dict[Any, int] = {}
        order = list(nx.dfs_postorder_nodes(self._tree, root))
        for each in order:
            own = len(self._blocks[each] - points) if isinstance(each, int) else 1
            sizes[each] = sizes.get(each, 0) + own
            if each != root:
                sizes[parents[each]] = sizes.get(parents[each], 0) + sizes[each]
        for each in order:
            if isinstance(each, int) and each != root:
                self._beyond[parents[each], each] = sizes[each]
            elif each != root:
                self._beyond[each, parents[each]] = sizes[root] - sizes[each]

    def apart(self, point: str) -> set[str]:
        """Return all that *point* joins with the largest part that it joins."""
        blocks = sorted(self._tree[point])
        largest = min(blocks, key=lambda block: (-self._beyond[point, block], block))
        return {iri for block in blocks if block != largest for iri in self._all(point, block)}

    def _all(self, point: str, block: int) -> set[str]:
        """Return what lies beyond *point* in the direction of *block*."""
        seen: set[Any] = {point, block}
        waiting: list[Any] = [block]
        found: set[str] = set()
        while waiting:
            here = waiting.pop()
            if isinstance(here, int):
                found |= self._blocks[here]
            waiting += [near for near in self._tree[here] if near not in seen]
            seen.update(self._tree[here])
        return found - {point}
