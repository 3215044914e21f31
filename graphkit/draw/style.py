"""How things look: one colour and shape for each type, one line style for each status.

Colours are told apart by people with any of the common kinds of colour blindness (Okabe and Ito's
palette, with a wine red and a yellow green for the two types more than it has colours for), and
shapes and dashes say the same again for black and white.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Outline = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the page: ground, text, quiet text, lines, quiet lines, refusals.

    ``land`` fills countries, ``busy`` those spoken of, ``flow`` is the ink of arcs, ``alarm`` lies
    behind what is disputed; ``ramp`` runs from little to
    much, away from the ground; ``tints`` lie behind groups.
    """

    ground: str
    text: str
    quiet: str
    line: str
    faint: str
    denied: str
    rim: str
    land: str
    busy: str
    flow: str
    alarm: str
    ramp: tuple[str, ...]
    tints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Colour and shape of the markers of a type.

    ``outline`` holds the corners of the shape, for a marker of radius 1; an empty one is a circle.
    """

    colour: str
    outline: Outline

    @property
    def reach(self) -> float:
        """How far the shape reaches from its centre, for a marker of radius 1."""
        return max((abs(value) for corner in self.outline for value in corner), default=1.0)


@dataclass(frozen=True, slots=True)
class StatusStyle:
    """How the lines of a status look.

    ``dashes`` are lengths of ink and gap in points, none for a solid line; ``width`` is in points;
    ``ink`` names the colour in `Theme`; ``head`` is the kind of arrow head, ``crossed`` a cross in
    the middle of the line.
    """

    dashes: tuple[float, ...]
    width: float
    ink: str
    open_head: bool = False
    crossed: bool = False


THEMES: Final[Mapping[str, Theme]] = {
    "light": Theme(
        ground="#ffffff",
        text="#16191d",
        quiet="#5b646e",
        line="#4a535d",
        faint="#98a1aa",
        denied="#c8102e",
        rim="#16191d",
        land="#e6e9ec",
        busy="#c5cdd5",
        flow="#0a5c8f",
        alarm="#fbe3e4",
        ramp=("#eef3f8", "#c9dcec", "#9cc3df", "#62a2cc", "#2f7cb3", "#0f568e", "#08325a"),
        tints=("#fbe9d3", "#dcecf7", "#dff1e6", "#f6e1ec", "#eceaf8", "#f5f2cf", "#e6ebe4"),
    ),
    "dark": Theme(
        ground="#14181d",
        text="#eef1f4",
        quiet="#a3adb8",
        line="#b4bdc7",
        faint="#77828d",
        denied="#ff6b6b",
        rim="#f4f6f8",
        land="#2b323a",
        busy="#48535f",
        flow="#6cc0f0",
        alarm="#4a2328",
        ramp=("#1c2733", "#1d3a54", "#1f5179", "#2b6da0", "#4b90c2", "#85b9dd", "#c9e3f5"),
        tints=("#3d3122", "#203443", "#203a2d", "#402a37", "#302e48", "#3b3920", "#2c3430"),
    ),
}


def _regular(corners: int, turn: float, size: float = 1.0) -> Outline:
    """Return a regular polygon; *turn* is the angle of its first corner, 0.25 is upright."""
    angles = [2 * pi * (turn + corner / corners) for corner in range(corners)]
    return tuple((size * cos(angle), size * sin(angle)) for angle in angles)


def _star(points: int, inner: float) -> Outline:
    outer, notch = _regular(points, 0.25, 1.2), _regular(points, 0.25 + 0.5 / points, inner)
    return tuple(corner for pair in zip(outer, notch, strict=True) for corner in pair)


# sizes are set so that all shapes have about the area of the circle
_SQUARE: Final = ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88))
_WORKS: Final = (
    (-1.0, -0.82), (1.0, -0.82), (1.0, 0.2), (1.0, 0.92), (0.36, 0.3), (0.36, 0.92),
    (-0.28, 0.3), (-0.28, 0.92), (-0.56, 0.92), (-1.0, 0.92),
)  # fmt: skip
_SHIELD: Final = ((-0.88, 0.9), (0.88, 0.9), (0.88, -0.1), (0.5, -0.65), (0.0, -1.08),
                  (-0.5, -0.65), (-0.88, -0.1))  # fmt: skip
_PLUS: Final = (
    (-0.4, -1.05), (0.4, -1.05), (0.4, -0.4), (1.05, -0.4), (1.05, 0.4), (0.4, 0.4),
    (0.4, 1.05), (-0.4, 1.05), (-0.4, 0.4), (-1.05, 0.4), (-1.05, -0.4), (-0.4, -0.4),
)  # fmt: skip

TYPES: Final[Mapping[str, TypeStyle]] = {
    "Company": TypeStyle("#0072b2", ()),
    "Government": TypeStyle("#882255", _SHIELD),
    "Organization": TypeStyle("#cc79a7", _PLUS),
    "Country": TypeStyle("#009e73", _SQUARE),
    "Place": TypeStyle("#a6c34c", _regular(3, 0.75, 1.22)),
    "Facility": TypeStyle("#e69f00", _WORKS),
    "Product": TypeStyle("#d55e00", _regular(4, 0.25, 1.2)),
    "Material": TypeStyle("#56b4e9", _regular(6, 0.0, 1.08)),
    "Event": TypeStyle("#f0e442", _star(5, 0.52)),
}
# for types that the ontology does not declare
OTHER_TYPE: Final = TypeStyle("#9aa0a6", _regular(8, 1 / 16, 1.05))

STATUSES: Final[Mapping[str, StatusStyle]] = {
    "current": StatusStyle((), 1.3, "line"),
    "planned": StatusStyle((6.0, 3.0), 1.3, "line"),
    "negotiating": StatusStyle((7.0, 2.4, 1.3, 2.4), 1.3, "line"),
    "possible": StatusStyle((1.3, 2.3), 1.3, "line"),
    "past": StatusStyle((11.0, 4.0), 0.7, "faint", open_head=True),
    "denied": StatusStyle((3.2, 2.0), 1.1, "denied", crossed=True),
}
OTHER_STATUS: Final = StatusStyle((2.0, 6.0), 1.0, "faint")


_CIRCLE: Final = _regular(32, 0.25, 0.92)
_CROSS: Final = tuple(
    (0.72 * (x - y), 0.72 * (x + y))
    for x, y in (
        (-0.3, -1.15), (0.3, -1.15), (0.3, -0.3), (1.15, -0.3), (1.15, 0.3), (0.3, 0.3),
        (0.3, 1.15), (-0.3, 1.15), (-0.3, 0.3), (-1.15, 0.3), (-1.15, -0.3), (-0.3, -0.3),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """Shape and filling of the marks of a status on a time line; ``half`` fills the right half."""

    outline: Outline
    ink: str
    filled: bool = False
    half: bool = False


MARKS: Final[Mapping[str, MarkStyle]] = {
    "current": MarkStyle(_CIRCLE, "flow", filled=True),
    "planned": MarkStyle(_CIRCLE, "flow"),
    "negotiating": MarkStyle(_CIRCLE, "flow", half=True),
    "possible": MarkStyle(_regular(4, 0.25, 1.1), "flow"),
    "past": MarkStyle(_SQUARE, "faint", filled=True),
    "denied": MarkStyle(_CROSS, "denied", filled=True),
}
OTHER_MARK: Final = MarkStyle(_regular(3, 0.25, 1.1), "faint")


def mark_style(name: str) -> MarkStyle:
    """Return the style of the marks of the status *name*.

    >>> mark_style("planned").filled
    False
    """
    return MARKS.get(name, OTHER_MARK)


def type_style(name: str) -> TypeStyle:
    """Return the style of the entity type *name*.

    >>> type_style("Company").outline
    ()
    """
    return TYPES.get(name, OTHER_TYPE)


def status_style(name: str) -> StatusStyle:
    """Return the style of the status *name*.

    >>> status_style("current").dashes
    ()
    """
    return STATUSES.get(name, OTHER_STATUS)


def readable(ground: str) -> str:
    """Return the colour of text, near black or near white, that stands out more from *ground*.

    >>> readable("#ffffff"), readable("#08325a")
    ('#16191d', '#f7f9fb')
    """
    return max("#16191d", "#f7f9fb", key=lambda ink: _contrast(ink, ground))


def _contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours as in WCAG 2.2."""
    low, high = sorted((_light(first), _light(second)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 # sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
