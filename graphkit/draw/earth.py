"""The countries of the world on paper: their outlines and places, in an equal-area projection.

Outlines are those of Natural Earth at 1:110 million; see `graphkit.draw.data`. Which borders are
drawn is Natural Earth's choice (who holds a territory, not who claims it), not graphkit's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.draw.geometry import Floats

FILE: Final = Path(__file__).parent / "data" / "countries.json"
CREDIT: Final = "Outlines: Natural Earth."
# The map is cut at 169° W, between Siberia and Alaska, and so its middle is at 11° E.
MIDDLE: Final = 11.0


@dataclass(frozen=True, slots=True)
class Earth:
    """Outlines (rings of shape ``(n, 2)``, the largest countries first) and places, by ISO code.

    All are projected; the equator is 5.4 long, y points north.
    """

    outlines: Mapping[str, tuple[Floats, ...]]
    places: Mapping[str, Floats]


@cache
def earth() -> Earth:
    """Return the earth.

    >>> sorted(earth().places)[:3], "SG" in earth().outlines
    (['AD', 'AE', 'AF'], False)
    """
    content = json.loads(FILE.read_text(encoding="utf-8"))
    outlines = {
        code: tuple(_ring(numbers) for numbers in rings)
        for code, rings in content["outlines"].items()
    }
    places = {
        code: equal_earth(_turned(np.array([place]) / 10))[0]
        for code, place in content["places"].items()
    }
    largest = sorted(outlines, key=lambda code: (-sum(map(_area, outlines[code])), code))
    return Earth(
        MappingProxyType({code: outlines[code] for code in largest}), MappingProxyType(places)
    )


def equal_earth(degrees: Floats) -> Floats:
    """Return the points at *degrees* (east of the middle, north), shape ``(n, 2)``, on paper.

    Source: Šavrič, Patterson and Jenny, The Equal Earth map projection (2019), equations 1 to 3.

    >>> equal_earth(np.array([[0.0, 0.0], [180.0, 0.0]])).round(3).tolist()
    [[0.0, 0.0], [2.707, 0.0]]
    """
    east, north = np.radians(degrees).T
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(north))
    square = theta**2
    sixth = square**3
    slope = a + 3 * b * square + sixth * (7 * c + 9 * d * square)
    x = 2 * np.sqrt(3) * east * np.cos(theta) / (3 * slope)
    y = theta * (a + b * square + sixth * (c + d * square))
    return np.stack([x, y], axis=1)


def _ring(numbers: list[int]) -> Floats:
    return equal_earth(_turned(np.array(numbers, dtype=np.float64).reshape(-1, 2) / 10))


def _turned(degrees: Floats) -> Floats:
    """Return the points as seen from the middle of the map; what belongs together stays so."""
    turned = degrees - np.array([MIDDLE, 0.0])
    turns = np.floor((turned[:, 0].mean() + 180) / 360)
    moved: Floats = turned - np.array([360.0 * float(turns), 0.0])
    return moved


def _area(ring: Floats) -> float:
    x, y = ring.T
    return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())) / 2
