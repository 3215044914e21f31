"""Where the nodes stand: each connected component by itself, then all packed onto one page.

A component is laid out by `graphkit.draw.stress`, turned so that goods flow from left to right,
stretched towards the shape of the page, and pushed apart until no two boxes of marker and label
overlap. All lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

from graphkit.draw.packing import pack
from graphkit.draw.spacing import separate
from graphkit.draw.stress import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.draw.geometry import Floats
    from graphkit.draw.spacing import Numbers

# shapes to try for large components among others, as shares of the shape of the page
SHAPES: Final = (0.5, 0.7, 1.0, 1.4)
# a layout is stretched at most by this factor: more would belie the distances
MOST_STRETCH: Final = 1.5


@dataclass(frozen=True, slots=True)
class Link:
    """Two joined nodes and how long the line between them should be.

    ``flow`` is 1 if the relation goes from first to second, -1 if back, 0 if both or neither.
    """

    first: int
    second: int
    length: float
    flow: float


@dataclass(frozen=True, slots=True)
class Island:
    """A connected component: the numbers of its nodes, their positions, and its lines.

    ``ends`` are positions within ``nodes``, shape ``(m, 2)``; ``flows`` runs parallel to it.
    """

    nodes: tuple[int, ...]
    positions: Floats
    ends: Numbers
    flows: Floats


def islands(count: int, links: Sequence[Link]) -> list[Island]:
    """Return the components of a graph of *count* nodes, laid out; the largest first."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for link in links:
        graph.add_edge(link.first, link.second, weight=link.length, flow=link.flow)
    groups = [sorted(group) for group in nx.connected_components(graph)]
    groups.sort(key=lambda group: (-len(group), group[0]))
    return [_island(graph, group) for group in groups]


def arrange(found: Sequence[Island], extents: Floats, *, growth: float, aspect: float) -> Floats:
    """Return the positions of the nodes, shape ``(n, 2)``, on a page of about *aspect*.

    ``extents`` holds, for each node, how far its box reaches left, right, down and up; *growth*
    makes lines longer. Among islands, several shapes of the large ones are tried for the page
    that is filled best.
    """
    best, least = np.zeros((len(extents), 2)), np.inf
    # beyond 250 nodes one try takes as long as all else
    several = len(found) > 1 and len(extents) <= 250  # noqa: PLR2004
    for share in SHAPES if several else (1.0,):
        positions = np.zeros((len(extents), 2))
        for island in found:
            nodes = list(island.nodes)
            positions[nodes] = _spread(island, extents[nodes], growth, share * aspect)
        boxes = [_bounds(positions[list(i.nodes)], extents[list(i.nodes)]) for i in found]
        shifts, page = pack(np.array(boxes), aspect)
        for island, shift in zip(found, shifts, strict=True):
            positions[list(island.nodes)] += shift
        if page < least:
            best, least = positions, page
    return best


def _island(graph: nx.Graph[int], group: list[int]) -> Island:
    number = {node: index for index, node in enumerate(group)}
    edges = sorted((min(edge), max(edge)) for edge in graph.subgraph(group).edges)
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(range(len(group)))
    for first, second in edges:
        part.add_edge(number[first], number[second], weight=graph.edges[first, second]["weight"])
    ends = np.array([(number[first], number[second]) for first, second in edges], dtype=np.intp)
    flows = np.array([graph.edges[edge]["flow"] for edge in edges])
    return Island(tuple(group), settle(part), ends.reshape(-1, 2), flows)


def _spread(island: Island, extents: Floats, growth: float, aspect: float) -> Floats:
    """Return the positions in an island with room for all boxes, in about the shape *aspect*."""
    if len(island.nodes) == 1:
        return np.zeros((1, 2))
    here = _turned(island, growth, aspect)
    # pairs and short chains may be as flat as they are: stretching would only move them apart
    for _ in range(2 if len(island.nodes) > 4 else 1):  # noqa: PLR2004
        if len(island.nodes) > 4:  # noqa: PLR2004
            here = _stretched(here, extents, aspect)
        here = separate(here, extents, island.ends)
    return here


def _turned(island: Island, growth: float, aspect: float) -> Floats:
    """Return the layout turned to fill *aspect* and to flow from left to right."""
    positions = growth * island.positions
    # the fewer the nodes, the more the flow decides: two or three stand side by side
    weight = min(1.0, max(0.0, (len(island.nodes) - 3) / 9))
    best, lowest = positions, np.inf
    for degrees in range(0, 360, 6):
        angle = np.radians(degrees)
        matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        turned = np.einsum("nd,ed->ne", positions, matrix)
        steps = turned[island.ends[:, 1]] - turned[island.ends[:, 0]]
        along = steps[:, 0] / np.maximum(np.hypot(steps[:, 0], steps[:, 1]), 1e-6)
        # lines without direction lie flat as well, either way round
        flow = float((along * island.flows).mean()) + 0.3 * float(np.abs(along).mean())
        width, height = np.ptp(turned, axis=0) + 30
        cost = weight * abs(float(np.log(width / height / aspect))) - flow
        if cost < lowest - 1e-9:
            best, lowest = turned, cost
    return best


def _stretched(here: Floats, extents: Floats, aspect: float) -> Floats:
    x0, y0, x1, y1 = _bounds(here, extents).tolist()
    factor = np.sqrt(aspect * (y1 - y0) / (x1 - x0))
    factor = float(np.clip(factor, 1 / MOST_STRETCH, MOST_STRETCH))
    wider: Floats = here * np.array([factor, 1 / factor])
    return wider


def _bounds(positions: Floats, extents: Floats) -> Floats:
    low = (positions - extents[:, [0, 2]]).min(axis=0)
    high = (positions + extents[:, [1, 3]]).max(axis=0)
    return np.concatenate([low, high])
