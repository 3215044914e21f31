"""Room between boxes: nodes pushed apart until no two overlap, and off lines that pass them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from graphkit.draw.geometry import Bools, Floats

Numbers = NDArray[np.intp]

# points of clear space around the box of a node
PAD: Final = 5.0
# rounds in which nodes also give way to lines, less and less
EASING: Final = 96
# rounds after which pairs that may meet are looked up anew, and how near such pairs are
RENEWAL: Final = 8
NEAR: Final = 24.0
MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of nodes: half their sizes, and their centres seen from the nodes."""

    half: Floats
    offset: Floats

    @classmethod
    def around(cls, extents: Floats) -> Boxes:
        """Return the boxes that reach *extents* (left, right, down, up), with clear space."""
        low, high = extents[:, [0, 2]], extents[:, [1, 3]]
        return cls((low + high) / 2 + PAD, (high - low) / 2)


def separate(positions: Floats, extents: Floats, ends: Numbers) -> Floats:
    """Return *positions* moved until no two boxes overlap; lines keep off boxes where they can.

    Boxes reach ``extents`` (left, right, down, up) from the positions; ``ends`` holds the numbers
    of the nodes that lines join, shape ``(m, 2)``. Every `RENEWAL` rounds cost O(n² + nm).
    """
    boxes = Boxes.around(extents)
    here = positions.copy()
    for turn in range(MOST):
        fresh = turn % RENEWAL == 0
        if fresh:
            pairs = _near_boxes(here, boxes)
            passing = _near_lines(here, boxes, ends) if turn < EASING else None
        moves, overlapping = _push(here, boxes, pairs)
        calm = passing is None or not len(passing[0])
        if fresh and calm and not overlapping:
            break
        here += moves
        if passing is not None:
            here += 0.3 * (1 - turn / EASING) * _off_lines(here, boxes, ends, passing)
        elif turn % 80 == 0:
            # too crowded to push: let everything grow a little
            here *= 1.02
    settled: Floats = here - here.mean(axis=0)
    return settled


def _near_boxes(here: Floats, boxes: Boxes) -> tuple[Numbers, Numbers]:
    """Return the pairs of boxes that overlap or come near."""
    near: Bools = np.triu(np.ones((len(here), len(here)), dtype=bool), 1)
    centres = here + boxes.offset
    for axis in (0, 1):
        at, half = centres[:, axis], boxes.half[:, axis]
        near &= np.abs(at[:, None] - at[None]) < half[:, None] + half[None] + NEAR
    first, second = np.nonzero(near)
    return first, second


def _push(here: Floats, boxes: Boxes, pairs: tuple[Numbers, Numbers]) -> tuple[Floats, bool]:
    """Return the moves that part overlapping boxes the short way, and whether there are any."""
    first, second = pairs
    apart = (here + boxes.offset)[first] - (here + boxes.offset)[second]
    reach = boxes.half[first] + boxes.half[second]
    excess = reach - np.abs(apart)
    overlap = (excess > 0).all(axis=1)
    # in shares of the boxes, or wide boxes would all give way up and down and make a tower
    sideways = excess[:, 0] / reach[:, 0] < excess[:, 1] / reach[:, 1]
    moves = np.zeros_like(here)
    for axis, chosen in ((0, sideways), (1, ~sideways)):
        sign = np.where(apart[:, axis] >= 0, 1.0, -1.0)
        push = np.where(overlap & chosen, excess[:, axis] * sign, 0.0)
        total = _summed(first, push, len(here)) - _summed(second, push, len(here))
        pushed = (push != 0).astype(np.float64)
        count = _summed(first, pushed, len(here)) + _summed(second, pushed, len(here))
        # many small pushes from one side must not throw a node far
        moves[:, axis] = 0.55 * total / np.sqrt(np.maximum(count, 1))
    return moves, bool(overlap.any())


def _near_lines(here: Floats, boxes: Boxes, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs of a line and a node, not one of its ends, that come near each other."""
    near: Bools = (ends[:, :, None] != np.arange(len(here))[None, None]).all(axis=1)
    centres = here + boxes.offset
    for axis in (0, 1):
        low = here[ends, axis].min(axis=1)[:, None] - NEAR
        high = here[ends, axis].max(axis=1)[:, None] + NEAR
        at, half = centres[:, axis][None], boxes.half[:, axis][None]
        near &= (at + half > low) & (at - half < high)
    line, node = np.nonzero(near)
    return line, node


def _off_lines(
    here: Floats, boxes: Boxes, ends: Numbers, passing: tuple[Numbers, Numbers]
) -> Floats:
    """Return the moves that take nodes away from lines that pass through their boxes."""
    line, node = passing
    start, along = here[ends[line, 0]], here[ends[line, 1]] - here[ends[line, 0]]
    square = np.maximum((along**2).sum(axis=1), 1e-6)
    to = (here + boxes.offset)[node] - start
    t = np.clip((to * along).sum(axis=1) / square, 0.02, 0.98)
    away = to - t[:, None] * along
    half = boxes.half[node]
    depth = np.maximum(1 - np.sqrt(((away / half) ** 2).sum(axis=1)), 0.0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.sqrt(square)[:, None]
    sign = np.where((away * normal).sum(axis=1) >= 0, 1.0, -1.0)
    push = (depth * sign * half.min(axis=1))[:, None] * normal
    moves = np.zeros_like(here)
    for axis in (0, 1):
        back = -0.5 * push[:, axis]
        moves[:, axis] = _summed(node, push[:, axis], len(here))
        moves[:, axis] += _summed(ends[line, 0], back, len(here))
        moves[:, axis] += _summed(ends[line, 1], back, len(here))
    limit = boxes.half.min(axis=1)[:, None]
    return np.clip(moves, -limit, limit)


def _summed(numbers: Numbers, values: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(numbers, values, minlength=count), dtype=np.float64)
