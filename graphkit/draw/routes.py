"""How the lines run: straight where they can, bent around what is in the way, parallels apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.geometry import (
    Floats,
    arc,
    centred,
    loop,
    part,
    sample,
    touching,
    visible,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.draw.projection import DrawnEdge

# bends to try for a line, as shares of its length, and the farthest in points
BENDS: Final = (0.0, 0.07, -0.07, 0.14, -0.14, 0.21, -0.21)
MOST_BEND: Final = 45.0
# clear space between a line and the rims of the markers at its ends, in points
START_GAP: Final = 1.5
TIP_GAP: Final = 2.0
LABEL_GAP: Final = 1.5
# the share of a line that may give way to a label at either end
MOST_CUT: Final = 0.45


def route(
    edges: Sequence[DrawnEdge],
    positions: Floats,
    radii: Floats,
    sizes: Floats,
    boxes: Floats,
) -> Floats:
    """Return the curves of *edges*, shape ``(m, 4, 2)``, from rim to rim.

    ``sizes`` are those of the labels of the edges, for the room between parallels; ``boxes`` are
    the rectangles of the labels of the nodes.
    """
    markers = centred(positions, 2 * radii[:, None] + np.array([[5.0, 5.0]]))
    blocks = np.concatenate([markers, boxes])
    curves = np.zeros((len(edges), 4, 2))
    for group in _parallels(edges):
        ends = edges[group[0]]
        if ends.source == ends.target:
            for rank, edge in enumerate(group):
                curves[edge] = loop(positions[ends.source], radii[ends.source] * (1 + 0.5 * rank))
            continue
        start, end = (
            positions[min(ends.source, ends.target)],
            positions[max(ends.source, ends.target)],
        )
        own = {ends.source, ends.target}
        others = [n for n in range(len(blocks)) if n not in own]
        for edge, bulge in zip(
            group, _bulges(start, end, sizes[group], blocks[others]), strict=True
        ):
            curve = arc(start, end, bulge)
            curves[edge] = curve if edges[edge].source < edges[edge].target else curve[::-1]
    return np.stack(
        [
            visible(curve, radii[edge.source] + START_GAP, radii[edge.target] + TIP_GAP)
            for edge, curve in zip(edges, curves, strict=True)
        ]
    )


def shorten(curves: Floats, edges: Sequence[DrawnEdge], boxes: Floats) -> Floats:
    """Return the curves ending at the labels of their own nodes where these stand in the way.

    ``boxes`` are the rectangles of the labels of the nodes. An arrow head under a label would not
    be seen.
    """
    roomy = boxes + np.array([-LABEL_GAP, -LABEL_GAP, LABEL_GAP, LABEL_GAP])
    return np.stack(
        [
            _between(curve, roomy[edge.source], roomy[edge.target])
            for edge, curve in zip(edges, curves, strict=True)
        ]
    )


def _between(curve: Floats, first: Floats, second: Floats) -> Floats:
    """Return the part of *curve* after the rectangle *first* and before *second*."""
    t = np.linspace(0.0, 1.0, 121)
    points = sample(curve[None], len(t))[0]
    inside = within(points, np.stack([first, second]))
    begin = t[inside[0] & (t < MOST_CUT)].max(initial=0.0)
    end = t[inside[1] & (t > 1 - MOST_CUT)].min(initial=1.0)
    return part(curve, float(begin), float(end))


def _parallels(edges: Sequence[DrawnEdge]) -> list[list[int]]:
    """Return the numbers of the edges, those between the same two nodes together."""
    groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        groups[min(edge.source, edge.target), max(edge.source, edge.target)].append(number)
    return [groups[pair] for pair in sorted(groups)]


def _bulges(start: Floats, end: Floats, sizes: Floats, blocks: Floats) -> list[float]:
    """Return how far the middles of parallel lines lie off the chord between two nodes."""
    chord = end - start
    length = max(float(np.hypot(*chord)), 1.0)
    across = np.abs(np.array([chord[1], chord[0]])) / length
    reach = np.concatenate([np.minimum(start, end), np.maximum(start, end)])
    blocks = blocks[touching(reach[None], blocks, gap=2 * MOST_BEND)[0]]
    # the room that two labels side by side need across the line
    room = float((sizes.mean(axis=0) * across).sum()) + 10
    gap = min(max(room, 12.0), 0.5 * length)
    spread = [(rank - (len(sizes) - 1) / 2) * gap for rank in range(len(sizes))]
    tries = np.array(BENDS) * min(length, MOST_BEND / max(BENDS))
    costs = [
        sum(_blocked(arc(start, end, float(shift + more)), blocks) for more in spread)
        + 0.25 * abs(shift)
        for shift in tries
    ]
    best = float(tries[int(np.argmin(costs))])
    return [best + more for more in spread]


def _blocked(curve: Floats, blocks: Floats) -> float:
    """Return the length of *curve* that runs through *blocks*."""
    points = sample(curve[None], 33)[0]
    step = float(np.hypot(*(points[1:] - points[:-1]).T).mean())
    return float(within(points, blocks).any(axis=0).sum()) * step
