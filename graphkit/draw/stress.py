"""Layouts in which distances on paper follow distances in the graph.

This is the energy of Kamada and Kawai. networkx minimises it only with SciPy, which graphkit does
not need elsewhere, so it is done here by majorization, from starts that networkx provides. No
routine of numpy.linalg is used: their last digits depend on the number of processors, and with
them the picture would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from graphkit.draw.geometry import Floats

ROUNDS: Final = 120
POWERS: Final = 40
# diameters above this many times the root of the number of nodes are shortened
SPRAWL: Final = 2.0
# the share of the largest distance that a round must move something by, or the layout is settled
SETTLED: Final = 2e-3


def settle(graph: nx.Graph[int]) -> Floats:
    """Return positions for the nodes ``0 … n-1`` of a connected *graph* with edges of ``weight``.

    Of several starts the layout with the fewest crossings and the truest distances is taken. Cost
    O(n³).
    """
    count = len(graph)
    distances = np.asarray(nx.floyd_warshall_numpy(graph, nodelist=range(count)))
    if count <= 2:  # noqa: PLR2004 # one or two nodes lie on a line
        return np.stack([distances[0], np.zeros(count)], axis=1)
    distances = _compact(distances)
    ends = np.array(sorted((min(edge), max(edge)) for edge in graph.edges))
    layouts = _majorize(distances, _starts(graph, distances))
    return min(layouts, key=lambda found: _disorder(found, distances, ends))


def _compact(distances: Floats) -> Floats:
    """Return *distances*, the far ones shortened in long chains, which then curl up.

    A chain drawn true to its distances is a line across an empty page. The power is chosen so
    that the diameter, in lengths of a line, comes near to that of a disc of as many nodes.
    """
    step = float(distances[distances > 0].min())
    diameter = float(distances.max()) / step
    roomy = SPRAWL * float(np.sqrt(len(distances)))
    if diameter <= roomy:
        return distances
    power = float(np.log(roomy) / np.log(diameter))
    shorter: Floats = step * (distances / step) ** power
    return shorter


def crossings(positions: Floats, ends: Floats) -> int:
    """Return how many pairs of straight edges cross, those with a common end aside.

    >>> square = np.array([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    >>> crossings(square, np.array([[0, 1], [2, 3]])), crossings(square, np.array([[0, 2], [1, 3]]))
    (1, 0)
    """
    a, b = positions[ends[:, 0]], positions[ends[:, 1]]
    one = _side(a[:, None], b[:, None], a[None]) * _side(a[:, None], b[:, None], b[None]) < 0
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int((one & one.T & ~shared).sum()) // 2


def _side(p: Floats, q: Floats, r: Floats) -> Floats:
    first, second = q - p, r - p
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])


def _starts(graph: nx.Graph[int], distances: Floats) -> list[Floats]:
    """Return layouts to start from: classical scaling and, where there is time, springs."""
    count = len(distances)
    # leaves of one hub coincide in classical scaling: a fixed jitter parts them
    jitter = np.random.default_rng(0).normal(0.0, 0.02 * distances.max(), (count, 2))
    starts = [_scaled(distances) + jitter]
    # fewer for large graphs, which would take seconds
    springs = 0 if count > 250 else 2 if count > 80 else 5  # noqa: PLR2004
    for seed in range(springs):
        found = nx.spring_layout(graph, seed=seed, weight=None)
        starts.append(np.array([found[node] for node in range(count)]) * distances.max() / 2)
    return starts


def _scaled(distances: Floats) -> Floats:
    """Return roughly the classical scaling of *distances*: power iteration, not to the end."""
    squares = distances**2
    means = squares.mean(axis=0)
    inner = (means[:, None] + means[None] - squares - means.mean()) / 2
    axes = np.random.default_rng(1).normal(size=(len(distances), 2))
    for _ in range(POWERS):
        axes = _times(inner, axes)
        axes[:, 1] -= axes[:, 0] * (axes[:, 0] * axes[:, 1]).sum() / (axes[:, 0] ** 2).sum()
        sizes = np.maximum(np.sqrt((axes**2).sum(axis=0)), 1e-9)
        axes = axes / sizes
    scaled: Floats = axes * np.sqrt(sizes)
    return scaled


def _times(matrix: Floats, columns: Floats) -> Floats:
    """Return the product of a matrix and a few columns."""
    return np.asarray(np.einsum("ij,jk->ik", matrix, columns), dtype=np.float64)


def _inverse(matrix: Floats) -> Floats:
    """Return the inverse of a symmetric positive definite *matrix*, by Gauss and Jordan."""
    rest = matrix.copy()
    for pivot in range(len(rest)):
        row, column = rest[pivot] / rest[pivot, pivot], rest[:, pivot].copy()
        rest -= column[:, None] * row[None]
        rest[pivot] = row
        rest[:, pivot] = -column / column[pivot]
        rest[pivot, pivot] = 1 / column[pivot]
    return rest


def _majorize(distances: Floats, starts: list[Floats]) -> list[Floats]:
    """Return the layouts of least stress near *starts*.

    Source: Gansner, Koren and North, Graph Drawing by Stress Majorization (2004), equation 8.
    """
    count = len(distances)
    weights = (distances + np.eye(count)) ** -2.0 * (1 - np.eye(count))
    # the Laplacian is singular; adding a constant and taking it off again inverts the rest
    constant = np.full((count, count), weights.mean())
    inverse = _inverse(np.diag(weights.sum(axis=1)) - weights + constant)
    return [_descend(start, distances, weights * distances, inverse) for start in starts]


def _descend(start: Floats, distances: Floats, pulls: Floats, inverse: Floats) -> Floats:
    here: Floats = start - start.mean(axis=0)
    for _ in range(ROUNDS):
        ratio = -pulls / np.maximum(_apart(here), 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        there = _times(inverse, _times(ratio, here))
        moved = float(np.abs(there - here).max())
        here = there
        if moved < SETTLED * float(distances.max()):
            break
    return here


def _apart(positions: Floats) -> Floats:
    x, y = positions[:, 0], positions[:, 1]
    return np.asarray(np.hypot(x[:, None] - x[None], y[:, None] - y[None]), dtype=np.float64)


def _disorder(positions: Floats, distances: Floats, ends: Floats) -> float:
    """Return crossings per edge plus twice the mean relative error; less is better."""
    upper = np.triu_indices(len(positions), 1)
    error = np.abs(_apart(positions) - distances)[upper] / distances[upper]
    return crossings(positions, ends) / len(ends) + 2 * float(error.mean())
