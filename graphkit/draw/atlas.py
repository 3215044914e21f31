"""Which part of the world a map shows, and where a place of it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from graphkit.draw.geometry import Floats

# what a map may show, projected: without Antarctica and the middle of the Pacific
WORLD: Final = (-2.34, -1.01, 2.46, 1.29)
# at least this share of the world's width is shown, and this much around the places
LEAST: Final = 0.1
AROUND: Final = 0.16
# height to width of a map
SHAPES: Final = (0.42, 0.72)
# a map that shows this share of the world's width shows all of the world
NEARLY_ALL: Final = 0.75


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the projected world: its lower left corner, points per unit, height in points."""

    corner: tuple[float, float]
    scale: float
    height: float

    def place(self, points: Floats) -> Floats:
        """Return where projected *points* ``(n, 2)`` stand, from the map's lower left corner."""
        placed: Floats = (points - np.array(self.corner)) * self.scale
        return placed


def window(places: Floats, width: float) -> Window:
    """Return the part of the world that shows *places*, on a map of *width* points."""
    low, high = places.min(axis=0), places.max(axis=0)
    x0, y0, x1, y1 = WORLD
    # some islands of the Pacific lie beyond
    x0, x1 = min(x0, float(low[0]) - 0.1), max(x1, float(high[0]) + 0.1)
    wide = max(float(high[0] - low[0]) * (1 + 2 * AROUND), LEAST * (x1 - x0))
    high_ = float(high[1] - low[1]) * (1 + 2 * AROUND)
    # as wide as its shape asks for, but not beyond the world
    wide = max(wide, high_ / SHAPES[1])
    if wide > NEARLY_ALL * (x1 - x0):
        return Window((x0, y0), width / (x1 - x0), (y1 - y0) * width / (x1 - x0))
    tall = min(max(high_, wide * SHAPES[0]), wide * SHAPES[1], y1 - y0)
    middle = (low + high) / 2
    left = _within(float(middle[0]) - wide / 2, x0, x1 - wide)
    bottom = _within(float(middle[1]) - tall / 2, y0, y1 - tall)
    return Window((left, bottom), width / wide, tall * width / wide)


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), max(low, high))
