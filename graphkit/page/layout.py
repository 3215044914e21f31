"""Where the nodes stand on the page, in pixels at the zoom at which names have their full size.

Small graphs are laid out as the pictures are. That costs the cube of the number of nodes, so the
components of a large graph are laid out by `graphkit.page.sparse`, and packed in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

from graphkit.draw.layout import Link, arrange, islands
from graphkit.draw.packing import pack
from graphkit.page.sparse import settle

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graphkit.draw.geometry import Floats

# beyond so many nodes the layout of the pictures takes more than some seconds
LARGE: Final = 520
# the shape of the window that most people have, less what stands around the picture
ASPECT: Final = 1.2
# a line is at least so long; names are about so wide for each letter, and break at so many letters
LINE: Final = 92.0
LETTER: Final = 6.2
BREAK: Final = 20
# how far marker and name reach up, and down
UP: Final = 10.0
DOWN: Final = 26.0
# components of more nodes than this get longer lines
SMALL_WORLD: Final = 60
# clear space around the components of a large graph
GAP: Final = 40.0


def positions(
    labels: Sequence[str], pairs: Collection[tuple[int, int]]
) -> list[tuple[float, float]]:
    """Return x and y (downwards) for each node; *pairs* are the numbers of joined nodes.

    >>> positions(["a", "b"], [(0, 1)])[0] != positions(["a", "b"], [(0, 1)])[1]
    True
    """
    count = len(labels)
    flows: dict[tuple[int, int], float] = {}
    for first, second in sorted(pairs):
        if first != second:
            ends = min(first, second), max(first, second)
            flows[ends] = flows.get(ends, 0.0) + (1.0 if first < second else -1.0)
    if count > LARGE:
        found = _large(count, list(flows))
    else:
        links = [Link(a, b, LINE, flow) for (a, b), flow in flows.items()]
        found = arrange(islands(count, links), _extents(labels), growth=1.0, aspect=ASPECT)
    # rounded, since the last digits may differ between machines; 0.0 is added to unsign zeros
    return [(round(x, 1) + 0.0, round(-y, 1) + 0.0) for x, y in found.tolist()]


def _extents(labels: Sequence[str]) -> Floats:
    """Return how far marker and name below it reach left, right, down and up."""
    side = np.array([max(UP, LETTER * min(len(label), BREAK) / 2) for label in labels])
    lines = np.array([1 + len(label) // BREAK for label in labels])
    return np.stack([side, side, DOWN + 13 * (lines - 1), np.full(len(labels), UP)], axis=1)


def _large(count: int, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Return positions for a large graph: components by themselves, packed."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    groups = [sorted(group) for group in nx.connected_components(graph)]
    groups.sort(key=lambda group: (-len(group), group[0]))
    here, boxes = np.zeros((count, 2)), []
    for group in groups:
        number = {node: place for place, node in enumerate(group)}
        ends = [(number[a], number[b]) for a, b in pairs if a in number and b in number]
        # a large component is a small world: many nodes, few steps, and so needs longer lines
        longer = max(1.0, (len(group) / SMALL_WORLD) ** 0.4)
        here[group] = LINE * longer * settle(len(group), ends)
        boxes.append([*(here[group].min(axis=0) - GAP), *(here[group].max(axis=0) + GAP)])
    shifts, _ = pack(np.array(boxes), ASPECT)
    for group, shift in zip(groups, shifts, strict=True):
        here[group] += shift
    return here
