"""Groups of nodes that are joined more with one another than with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.draw.projection import DrawnEdge

# smaller groups are seen without a tint
LEAST: Final = 4
# as many as there are tints
MOST: Final = 7
# below this share of lines within groups, beyond what chance gives, there are none worth showing
CLEAR: Final = 0.3


def communities(count: int, edges: Sequence[DrawnEdge]) -> tuple[int, ...]:
    """Return the number of the group of each of *count* nodes, from 0 for the largest, or -1.

    At most `MOST` groups are told apart. Lines weigh as many claims as they stand for. The same
    edges give the same groups.

    Source: Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large
    networks (2008), as networkx does it.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for edge in edges:
        if edge.source != edge.target:
            before = graph.get_edge_data(edge.source, edge.target, {"weight": 0})["weight"]
            graph.add_edge(edge.source, edge.target, weight=before + edge.claims)
    numbers = [-1] * count
    if not graph.number_of_edges():
        return tuple(numbers)
    found = nx.community.louvain_communities(graph, seed=0)
    if nx.community.modularity(graph, found) < CLEAR:
        return tuple(numbers)
    found.sort(key=lambda group: (-len(group), min(group)))
    for number, group in enumerate(found[:MOST]):
        if len(group) >= LEAST:
            for node in group:
                numbers[node] = number
    return tuple(numbers)
