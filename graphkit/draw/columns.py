"""Things set in columns so that the lines between them cross as little as can be found.

Lines that pass a column take a place in it, so that they run between its labels.

Source: Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical System
Structures (1981): barycentres, column by column, forth and back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SWEEPS: Final = 12
# room of a line that passes, in rows
LINE: Final = 0.45


@dataclass(frozen=True, slots=True)
class Columns:
    """Where all stand: columns from the left, levels from the top in rows.

    ``ways`` holds for each link the columns and levels that it passes, its ends included.
    """

    columns: tuple[int, ...]
    levels: tuple[float, ...]
    ways: tuple[list[tuple[int, float]], ...]
    height: float


@dataclass(slots=True)
class _Grid:
    """Cells: the given things first, then one for each column that a link passes."""

    columns: list[int]
    rooms: list[float]
    paths: list[list[int]]


def arrange(
    columns: Sequence[int], links: Sequence[tuple[int, int]], weights: Sequence[float]
) -> Columns:
    """Return levels for things in given *columns*, joined by *links*; heavy ones begin on top.

    >>> found = arrange([0, 0, 1, 1], [(0, 3), (1, 2)], [1, 1, 1, 1])
    >>> found.levels[0] < found.levels[1], found.levels[2] < found.levels[3]
    (True, False)
    """
    grid = _grid(columns, links)
    joined = _joined(grid)
    order = _ordered(grid, joined, weights)
    levels = _levels(grid, joined, order)
    high = max(level + room / 2 for level, room in zip(levels, grid.rooms, strict=True)) + 0.5
    ways = [[(grid.columns[cell], levels[cell]) for cell in path] for path in grid.paths]
    count = len(columns)
    return Columns(tuple(columns), tuple(levels[:count]), tuple(ways), high)


def _grid(columns: Sequence[int], links: Sequence[tuple[int, int]]) -> _Grid:
    grid = _Grid(list(columns), [1.0] * len(columns), [])
    for first, second in links:
        a, b = columns[first], columns[second]
        step = 1 if b >= a else -1
        path = [first]
        for column in range(a + step, b, step):
            path.append(len(grid.columns))
            grid.columns.append(column)
            grid.rooms.append(LINE)
        grid.paths.append([*path, second])
    return grid


def _joined(grid: _Grid) -> list[list[int]]:
    """Return the cells that each cell is joined with in the columns beside its own."""
    joined: list[list[int]] = [[] for _ in grid.columns]
    for path in grid.paths:
        for one, other in pairwise(path):
            if grid.columns[one] != grid.columns[other]:
                joined[one].append(other)
                joined[other].append(one)
    return joined


def _ordered(grid: _Grid, joined: list[list[int]], weights: Sequence[float]) -> list[list[int]]:
    """Return the cells of each column from the top, in the order with the fewest crossings."""
    heavy = [-weight for weight in weights] + [0.0] * (len(grid.columns) - len(weights))
    order = [
        sorted(
            (cell for cell, found in enumerate(grid.columns) if found == column),
            key=lambda cell: (heavy[cell], cell),
        )
        for column in range(max(grid.columns) + 1)
    ]
    best, least = [list(column) for column in order], _crossings(order, joined, grid.columns)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        places = list(range(len(order)))
        for column in places[1:] if forward else places[-2::-1]:
            beside = column - 1 if forward else column + 1
            rank = {cell: place for place, cell in enumerate(order[beside])}
            own = {cell: place for place, cell in enumerate(order[column])}
            order[column].sort(key=lambda cell: (_mean(joined[cell], rank, own[cell]), own[cell]))
        crossed = _crossings(order, joined, grid.columns)
        if crossed < least:
            best, least = [list(column) for column in order], crossed
    return best


def _mean(cells: list[int], rank: dict[int, int], otherwise: float) -> float:
    places = [rank[cell] for cell in cells if cell in rank]
    return sum(places) / len(places) if places else otherwise


def _crossings(order: list[list[int]], joined: list[list[int]], columns: list[int]) -> int:
    """Return how many pairs of lines between neighbouring columns cross."""
    total = 0
    for column, cells in enumerate(order[:-1]):
        rank = {cell: place for place, cell in enumerate(order[column + 1])}
        ends = [
            place
            for cell in cells
            for place in sorted(rank[o] for o in joined[cell] if columns[o] == column + 1)
        ]
        total += sum(a > b for at, a in enumerate(ends) for b in ends[at + 1 :])
    return total


def _levels(grid: _Grid, joined: list[list[int]], order: list[list[int]]) -> list[float]:
    """Return the levels of all cells: near to the mean of what they are joined with."""
    levels = [0.0] * len(grid.columns)
    tallest = max(sum(grid.rooms[cell] for cell in cells) for cells in order)
    for cells in order:
        top = (tallest - sum(grid.rooms[cell] for cell in cells)) / 2
        for cell in cells:
            levels[cell] = top + grid.rooms[cell] / 2 - 0.5
            top += grid.rooms[cell]
    for sweep in range(SWEEPS):
        for cells in order if sweep % 2 == 0 else order[::-1]:
            wanted = [
                sum(levels[other] for other in joined[cell]) / len(joined[cell])
                if joined[cell]
                else levels[cell]
                for cell in cells
            ]
            for cell, level in zip(cells, _apart(wanted, grid, cells), strict=True):
                levels[cell] = min(max(level, -1.0), 2 * tallest)
    # squeezing into the page may have brought some together
    for cells in order:
        for cell, level in zip(
            cells, _apart([levels[cell] for cell in cells], grid, cells), strict=True
        ):
            levels[cell] = level
    top = min(level - room / 2 for level, room in zip(levels, grid.rooms, strict=True))
    return [level - top - 0.5 for level in levels]


def _apart(wanted: list[float], grid: _Grid, cells: list[int]) -> list[float]:
    """Return the levels nearest to *wanted* at which each cell of a column has its room.

    Least squares under an order: pool adjacent violators.
    """
    offsets, at = [], 0.0
    for before, cell in zip([None, *cells], cells, strict=False):
        at += 0.0 if before is None else (grid.rooms[before] + grid.rooms[cell]) / 2
        offsets.append(at)
    blocks: list[tuple[float, int]] = []
    for level, offset in zip(wanted, offsets, strict=True):
        mean, count = level - offset, 1
        while blocks and blocks[-1][0] > mean:
            before_mean, before_count = blocks.pop()
            mean = (before_mean * before_count + mean * count) / (before_count + count)
            count += before_count
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
