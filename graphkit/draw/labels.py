"""Where the labels stand: beside their nodes, and on their lines, without overlaps.

Places are chosen one label after the other from a short list, by what they would cover. A label
of a node always has a place, since the layout keeps room below the marker; a label of a line has
one only if it covers no other label and no marker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.geometry import Bools, Floats, centred, lengths, sample, touching, within

if TYPE_CHECKING:
    from collections.abc import Sequence

# clear space between a marker and its label, and around every label, in points
GAP: Final = 2.5
CLEAR: Final = 1.5
# beside and above a label on a line, or two labels read as one
ASIDE: Final = (6.0, 3.5)
# what it costs to cover an arrow head, in points of line covered
TIP_COST: Final = 25.0
# the cost above which a place on a line is a bad one
STRAINED: Final = 16.0
PASSES: Final = 3
# places of a label around a node: direction, and what it costs to leave the first choice
AROUND: Final = (
    (0, -1, 0.0),
    (1, 0, 3.0),
    (0, 1, 4.0),
    (-1, 0, 5.0),
    (1, -1, 9.0),
    (-1, -1, 10.0),
    (1, 1, 11.0),
    (-1, 1, 12.0),
)
# places along a line, nearest to the middle first
ALONG: Final = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)


def spots(radius: float, size: Floats) -> Floats:
    """Return where the centre of a label of *size* may stand around a node: ``(8, 2)``.

    >>> spots(5.0, np.array([20.0, 10.0]))[0].tolist()
    [0.0, -12.5]
    """
    found = []
    for right, up, _ in AROUND:
        # on a diagonal the corner of the label comes near to the rim of the marker
        reach = 0.6 * radius if right and up else radius
        found.append((right * (reach + GAP + size[0] / 2), up * (reach + GAP + size[1] / 2)))
    for index, (right, up, _) in enumerate(AROUND):
        if right and up:
            found[index] = (found[index][0], up * (0.6 * radius + size[1] / 2))
    return np.array(found)


def place_beside(
    positions: Floats, radii: Floats, sizes: Floats, lines: Floats, tips: Floats
) -> Floats:
    """Return the centres of the labels of nodes, shape ``(n, 2)``.

    ``lines`` are points on the lines, shape ``(m, count, 2)``, ``tips`` the rectangles of their
    arrow heads; labels keep off both if they can.
    """
    places = np.stack([spots(r, size) for r, size in zip(radii, sizes, strict=True)])
    markers = centred(positions, 2 * radii[:, None] * np.ones((1, 2)))
    points, weights = _points(lines)
    extra = np.array([cost for *_, cost in AROUND])
    chosen = positions + places[:, 0]
    for _ in range(PASSES):
        for node in range(len(positions)):
            centres = positions[node] + places[node]
            boxes = centred(centres, np.broadcast_to(sizes[node] + 2 * CLEAR, centres.shape))
            others = centred(chosen, sizes)
            others[node] = np.nan
            hits = _count(boxes, others) + _count(boxes, markers)
            cost = extra + _covered(boxes, points, weights) + 1e6 * hits
            cost += TIP_COST * _count(boxes, tips)
            chosen[node] = centres[int(np.argmin(cost))]
    return chosen


@dataclass(frozen=True, slots=True)
class Along:
    """The centres of the labels of lines, which of them have a place, and how bad it is.

    ``costs`` are in points of line covered; above `STRAINED` a label covers another line, hides
    its own or is far off.
    """

    centres: Floats
    placed: Bools
    costs: Floats


def place_along(curves: Floats, sizes: Floats, taken: Floats, order: Sequence[int]) -> Along:
    """Return places for the labels of lines.

    ``taken`` are rectangles that no label may touch; labels are placed in *order*, the most
    important first.
    """
    lines = sample(curves)
    points, weights = _points(lines)
    owner = np.repeat(np.arange(len(curves)), lines.shape[1])
    long = lengths(lines)
    found = Along(np.zeros((len(curves), 2)), np.zeros(len(curves), bool), np.zeros(len(curves)))
    occupied = taken
    for line in order:
        places, cost = _along(curves[line], sizes[line], long[line])
        room = sizes[line] + 2 * np.array(ASIDE)
        boxes = centred(places, np.broadcast_to(room, places.shape))
        free = ~touching(boxes, occupied).any(axis=1)
        if not free.any():
            continue
        cost = cost + 3 * _covered(boxes, points, np.where(owner == line, 0.0, weights))
        best = int(np.argmin(np.where(free, cost, np.inf)))
        found.centres[line], found.placed[line] = places[best], True
        found.costs[line] = cost[best]
        occupied = np.concatenate([occupied, centred(places[[best]], sizes[[line]])])
    return found


def _along(curve: Floats, size: Floats, length: float) -> tuple[Floats, Floats]:
    """Return the possible centres of a label on a line and beside it, and what each costs."""
    fine = sample(curve[None], 51)[0]
    on = fine[[round(50 * t) for t in ALONG]]
    ahead = fine[[min(round(50 * t) + 1, 50) for t in ALONG]]
    steps = ahead - on
    direction = steps / np.maximum(np.hypot(*steps.T), 1e-6)[:, None]
    normal = np.stack([-direction[:, 1], direction[:, 0]], axis=1)
    # how far a label must move off the line to clear it, and how much of the line it hides
    clear = (np.abs(normal) * (size / 2)).sum(axis=1) + 1.5
    hidden = np.minimum(
        size[0] / np.maximum(np.abs(direction[:, 0]), 1e-6),
        size[1] / np.maximum(np.abs(direction[:, 1]), 1e-6),
    )
    far = np.abs(np.array(ALONG) - 0.5) * 30
    lost = np.maximum(hidden + 16 - length, 0.0) * 4
    beside = 8 + 0.3 * clear
    places = np.concatenate([on, on + normal * clear[:, None], on - normal * clear[:, None]])
    return places, np.concatenate([far + lost, far + beside, far + beside])


def _points(lines: Floats) -> tuple[Floats, Floats]:
    """Return all points of the lines and the length that each stands for."""
    weights = lengths(lines) / (lines.shape[1] - 1)
    return lines.reshape(-1, 2), np.repeat(weights, lines.shape[1])


def _covered(boxes: Floats, points: Floats, weights: Floats) -> Floats:
    """Return how much line each box covers, in points of length."""
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    near = (points[:, 0] > low[0]) & (points[:, 0] < high[0])
    near &= (points[:, 1] > low[1]) & (points[:, 1] < high[1])
    hidden = np.where(within(points[near], boxes), weights[near][None], 0.0)
    return np.asarray(hidden.sum(axis=1), dtype=np.float64)


def _count(boxes: Floats, others: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        hits = touching(boxes, others) & ~np.isnan(others[:, 0])[None]
    return np.asarray(hits.sum(axis=1), dtype=np.float64)
