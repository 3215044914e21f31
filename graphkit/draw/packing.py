"""Rectangles set side by side on one page, in the order given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from graphkit.draw.geometry import Floats

# points of clear space between components
GUTTER: Final = 28.0
# widths of the page to try, as shares of the width that the area of the boxes asks for
_WIDTHS: Final = np.arange(0.8, 1.85, 0.05)

# a stretch of the page: from, to, and how far down it is taken
_Stretch = tuple[float, float, float]


def pack(boxes: Floats, aspect: float) -> tuple[Floats, float]:
    """Return the shifts that set *boxes* side by side, and the size of the page.

    The page has about *aspect* (width to height); its size is the height of the smallest page of
    just this aspect that would hold all. The first box goes to the top left, each other one as
    high, then as far left, as it can stand. Of a range of widths the best is taken.
    """
    sizes = boxes[:, 2:] - boxes[:, :2] + GUTTER
    widest = float(sizes[:, 0].max())
    ideal = float(np.sqrt((sizes[:, 0] * sizes[:, 1]).sum() * aspect))
    widths = sorted({max(widest, ideal * share) for share in _WIDTHS.tolist()})
    tries = [_skyline(sizes, width) for width in widths]
    pages = [_page(corners, sizes, aspect) for corners in tries]
    best = int(np.argmin(pages))
    # corners count downwards from the top
    tops = tries[best] * np.array([1.0, -1.0])
    return tops - boxes[:, [0, 3]], pages[best]


def _page(corners: Floats, sizes: Floats, aspect: float) -> float:
    width, height = (corners + sizes).max(axis=0)
    return max(float(width) / aspect, float(height))


def _skyline(sizes: Floats, width: float) -> Floats:
    """Return the upper left corners of boxes of *sizes*, set one after the other."""
    line: list[_Stretch] = [(0.0, width, 0.0)]
    corners: list[tuple[float, float]] = []
    for wide, high in sizes.tolist():
        lefts = [x for x, _, _ in line if x + wide <= width + 1e-6]
        top, left = min((_taken(line, x, x + wide), x) for x in lefts)
        corners.append((left, top))
        line = _lowered(line, left, left + wide, top + high)
    return np.array(corners)


def _taken(line: list[_Stretch], left: float, right: float) -> float:
    return max(depth for begin, end, depth in line if begin < right - 1e-6 and end > left + 1e-6)


def _lowered(line: list[_Stretch], left: float, right: float, depth: float) -> list[_Stretch]:
    before = [(begin, min(end, left), taken) for begin, end, taken in line if begin < left]
    after = [(max(begin, right), end, taken) for begin, end, taken in line if end > right]
    return [*before, (left, right, depth), *after]
