"""A layout for thousands of nodes: distances to a few pivots instead of all distances.

The start is a classical scaling of the distances to the pivots; then stress is lowered over edges
and pivots, and last of all nodes that stand on each other are parted. As in the pictures' layout no
routine of numpy.linalg is used, whose last digits depend on the number of processors.

Source: Brandes and Pich, Eigensolver Methods for Progressive Multidimensional Scaling of Large Data
(2006), for the start; Ortmann, Klimenta and Brandes, A Sparse Stress Model (2016), section 4, for
the weights of the pivots.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graphkit.draw.geometry import Floats

# more pivots change little in graphs of thousands of nodes
PIVOTS: Final = 80
POWERS: Final = 60
ROUNDS: Final = 160
# nodes keep so much of the length of an edge between them, and are parted in so many rounds
ROOM: Final = 0.3
PARTINGS: Final = 60


def settle(count: int, ends: Sequence[tuple[int, int]]) -> Floats:
    """Return positions for the nodes ``0 … count-1`` of a connected graph, edges about 1 long.

    Cost O(k (n + m)) in a round for k pivots.

    >>> settle(2, [(0, 1)]).round(1).tolist()
    [[-0.5, 0.0], [0.5, 0.0]]
    """
    if count <= 2:  # noqa: PLR2004 # one or two nodes lie on a line
        return np.array([[place - (count - 1) / 2, 0.0] for place in range(count)])
    near: list[list[int]] = [[] for _ in range(count)]
    for first, second in ends:
        near[first].append(second)
        near[second].append(first)
    pivots, distances = _pivots(near)
    here = _lower(_start(distances), pivots, distances, np.array(ends, dtype=np.intp))
    return _part(here)


def _pivots(near: Sequence[Sequence[int]]) -> tuple[NDArray[np.intp], Floats]:
    """Return nodes far from each other, and the distances to them, shape ``(n, k)``."""
    chosen = [max(range(len(near)), key=lambda node: (len(near[node]), -node))]
    columns = [_steps(near, chosen[0])]
    least = columns[0].copy()
    while len(chosen) < min(PIVOTS, len(near)):
        chosen.append(int(least.argmax()))
        columns.append(_steps(near, chosen[-1]))
        least = np.minimum(least, columns[-1])
    return np.array(chosen, dtype=np.intp), np.stack(columns, axis=1)


def _steps(near: Sequence[Sequence[int]], start: int) -> Floats:
    found = np.full(len(near), -1.0)
    found[start] = 0.0
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if found[other] < 0:
                found[other] = found[node] + 1
                queue.append(other)
    return found


def _start(distances: Floats) -> Floats:
    """Return a classical scaling of the distances to the pivots."""
    squares = distances**2
    means = squares.mean(axis=0)[None] + squares.mean(axis=1)[:, None]
    inner = (means - squares - squares.mean()) / 2
    axes = np.random.default_rng(1).normal(size=(distances.shape[1], 2))
    for _ in range(POWERS):
        axes = np.einsum("nk,nd->kd", inner, np.einsum("nk,kd->nd", inner, axes))
        axes[:, 1] -= axes[:, 0] * (axes[:, 0] * axes[:, 1]).sum() / (axes[:, 0] ** 2).sum()
        axes = axes / np.maximum(np.sqrt((axes**2).sum(axis=0)), 1e-9)
    found = np.einsum("nk,kd->nd", inner, axes)
    spread = np.maximum(np.abs(found).max(axis=0), 1e-9)
    # leaves of one hub coincide: a fixed jitter parts them
    jitter = np.random.default_rng(0).normal(0.0, 0.2, found.shape)
    scaled: Floats = found / spread * distances.max() / 2 + jitter
    return scaled


def _lower(
    here: Floats, pivots: NDArray[np.intp], distances: Floats, ends: NDArray[np.intp]
) -> Floats:
    """Return the positions after stress over edges and pivots has been lowered."""
    count = len(here)
    first, second = np.concatenate([ends, ends[:, ::-1]]).T
    # a pivot speaks for those of its region that are nearer to it than to the node
    region = np.bincount(distances.argmin(axis=1), minlength=len(pivots)).astype(np.float64)
    weights = np.where(distances > 1, region[None] / np.maximum(distances, 1) ** 2, 0.0)
    total = weights.sum(axis=1) + np.bincount(first, minlength=count)
    for _ in range(ROUNDS):
        gap = here[:, None] - here[pivots][None]
        length = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-6)
        pulled = here[pivots][None] + gap * (distances / length)[:, :, None]
        sums = (weights[:, :, None] * pulled).sum(axis=1)
        gap_edge = here[first] - here[second]
        edge = np.maximum(np.sqrt((gap_edge**2).sum(axis=1)), 1e-6)
        wanted = here[second] + gap_edge / edge[:, None]
        for axis in (0, 1):
            sums[:, axis] += np.bincount(first, wanted[:, axis], minlength=count)
        here = sums / total[:, None]
    return here


def _part(here: Floats) -> Floats:
    """Return the positions with nodes that stand on each other moved apart."""
    jitter = np.random.default_rng(2).normal(0.0, 1e-3, here.shape)
    here = here + jitter
    for _ in range(PARTINGS):
        first, second = _near(here)
        gap = here[first] - here[second]
        length = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        push = gap / length[:, None] * (np.maximum(ROOM - length, 0.0) / 2)[:, None]
        if not push.any():
            break
        for axis in (0, 1):
            here[:, axis] += np.bincount(first, push[:, axis], minlength=len(here))
            here[:, axis] -= np.bincount(second, push[:, axis], minlength=len(here))
    parted: Floats = here - here.mean(axis=0)
    return parted


def _near(here: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of nodes whose x are near, found along their order."""
    order = np.argsort(here[:, 0], kind="stable")
    x = here[order, 0]
    until = np.searchsorted(x, x + ROOM)
    counts = np.maximum(until - np.arange(len(x)) - 1, 0)
    first = np.repeat(np.arange(len(x)), counts)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    second = first + 1 + offset
    close = np.abs(here[order[first], 1] - here[order[second], 1]) < ROOM
    return order[first[close]], order[second[close]]
