"""What stands around the drawing: title and legend above it, the note on its sources below.

The legend lists only what occurs. It is set in rows as wide as the page, so that it never covers
anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, Literal

from graphkit import ontology
from graphkit.draw.style import STATUSES, TYPES
from graphkit.draw.text import clean, spaced
from graphkit.draw.wording import counted, evidence_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.draw.compose import Scene
    from graphkit.draw.measure import Measure
    from graphkit.draw.options import DrawOptions
    from graphkit.draw.projection import Picture

MARGIN: Final = 26.0
# a page narrower than this leaves no room for a legend in rows; one lower looks like a banner
LEAST_WIDTH: Final = 430.0
LEAST_HEIGHT: Final = 130.0
TITLE_LINES: Final = 3
# font sizes for a unit of 1
TITLE_SIZES: Final = (14.0, 13.0, 12.0)
LEGEND_SIZE: Final = 8.6
NOTE_SIZE: Final = 7.4

Kind = Literal["type", "status", "letter", "relation"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the legend: the sign for ``name`` at ``x``, then ``text``, on one baseline."""

    kind: Kind
    name: str
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The page in points, y upwards, and the places of all that is not the drawing.

    ``unit`` scales the fonts of the frame: 1 on a page of the width of a magazine column.
    ``centre`` is the middle of the area for the drawing; ``room`` is its width and height.
    """

    width: float
    height: float
    unit: float
    title: str
    title_size: float
    title_top: float
    entries: tuple[Entry, ...]
    note: str
    centre: tuple[float, float]
    room: tuple[float, float]

    @property
    def legend_size(self) -> float:
        """The font size of the legend."""
        return LEGEND_SIZE * self.unit

    @property
    def note_size(self) -> float:
        """The font size of the note."""
        return NOTE_SIZE * self.unit


def page_for(
    scene: Scene, room: tuple[float, float], options: DrawOptions, measure: Measure
) -> Frame:
    """Return the smallest page on which a drawing of the size *room* has its frame."""
    width = max(room[0] + 2 * MARGIN, LEAST_WIDTH)
    room = (width - 2 * MARGIN, max(room[1], LEAST_HEIGHT))
    above, below = _fill(scene, width, options, measure)
    return _frame(width, room[1], above, below)


def page_of(
    scene: Scene, page: tuple[float, float], options: DrawOptions, measure: Measure
) -> Frame:
    """Return the frame on a *page* of given width and height; the drawing gets what is left."""
    above, below = _fill(scene, page[0], options, measure)
    return _frame(page[0], page[1] - above.height - below.height, above, below)


@dataclass(frozen=True, slots=True)
class _Row:
    """The width of the page and the font size of the legend."""

    width: float
    size: float


@dataclass(frozen=True, slots=True)
class _Above:
    """Title and legend: entries with y counted down from the top of the page."""

    unit: float
    title: str
    title_size: float
    entries: tuple[Entry, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Below:
    note: str
    height: float


def _frame(width: float, room: float, above: _Above, below: _Below) -> Frame:
    height = above.height + room + below.height
    return Frame(
        width=width,
        height=height,
        unit=above.unit,
        title=above.title,
        title_size=above.title_size,
        title_top=height - MARGIN,
        entries=tuple(
            Entry(entry.kind, entry.name, entry.text, entry.x, height - entry.y)
            for entry in above.entries
        ),
        note=below.note,
        centre=(width / 2, below.height + room / 2),
        room=(width - 2 * MARGIN, room),
    )


def _fill(
    scene: Scene, width: float, options: DrawOptions, measure: Measure
) -> tuple[_Above, _Below]:
    unit = min(2.2, max(1.0, sqrt(width / 620)))
    inner, top = width - 2 * MARGIN, MARGIN
    title, title_size = _title(options.title, unit, inner, measure)
    if title:
        top += measure.size(title, title_size, bold=True)[1] + 9 * unit
    entries, top = _rows(_wanted(scene), top, _Row(width, LEGEND_SIZE * unit), measure)
    note = "\n".join(_set(note_of(scene), NOTE_SIZE * unit, inner, measure))
    below = MARGIN + measure.size(note, NOTE_SIZE * unit)[1] + 14
    return _Above(unit, title, title_size, tuple(entries), top + 10), _Below(note, below)


def _title(title: str | None, unit: float, width: float, measure: Measure) -> tuple[str, float]:
    """Return the title in lines and its font size: smaller if it then fits on one line."""
    largest = TITLE_SIZES[0] * unit
    if title is None:
        return "", largest
    text = clean(title)
    for size in TITLE_SIZES:
        if measure.size(text, size * unit, bold=True)[0] <= width:
            return text, size * unit
    lines = _set(text, largest, width, measure, bold=True)
    return "\n".join(lines[:TITLE_LINES]) + ("…" if len(lines) > TITLE_LINES else ""), largest


def _wanted(scene: Scene) -> list[list[tuple[Kind, str, str]]]:
    """Return the rows of the legend: kind, name and text of each entry."""
    known = ontology.load()
    types = {node.type for node in scene.picture.nodes}
    statuses = {edge.status for edge in scene.picture.edges}
    rows: list[list[tuple[Kind, str, str]]] = [
        [
            ("type", name, known.types[name].label if name in known.types else clean(spaced(name)))
            for name in _ordered(types, TYPES)
        ],
        [
            (
                "status",
                name,
                known.statuses[name].label if name in known.statuses else clean(spaced(name)),
            )
            for name in _ordered(statuses, STATUSES)
        ],
        [("letter", letter, text) for letter, text in scene.letters.items()],
        [("relation", "", f"every line: {scene.same}")] if scene.same is not None else [],
    ]
    return [row for row in rows if row]


def _ordered(names: Iterable[str], known: Iterable[str]) -> list[str]:
    order = list(known)
    return sorted(names, key=lambda name: (order.index(name) if name in order else 99, name))


def _rows(
    rows: Sequence[Sequence[tuple[Kind, str, str]]], top: float, page: _Row, measure: Measure
) -> tuple[list[Entry], float]:
    """Return the entries set in rows below *top*, and where the last row ends."""
    entries: list[Entry] = []
    line, gap = 1.75 * page.size, 1.5 * page.size
    for row in rows:
        x, top = MARGIN, top + line / 2
        for kind, name, text in row:
            wide = text_shift(kind, page.size) + measure.size(text, page.size)[0]
            if x > MARGIN and x + wide > page.width - MARGIN:
                x, top = MARGIN, top + line
            entries.append(Entry(kind, name, text, x, top))
            x += wide + gap
        top += line / 2
    return entries, top


def sign_width(kind: Kind, size: float) -> float:
    """Return the width of the sign of an entry of the legend set in *size*."""
    return {"type": 1.0, "letter": 1.1, "status": 3.5, "relation": 0.0}[kind] * size


def text_shift(kind: Kind, size: float) -> float:
    """Return how far the text of an entry stands to the right of its sign's left edge."""
    return 0.0 if kind == "relation" else sign_width(kind, size) + 0.6 * size


def note_of(scene: Scene) -> str:
    """Return the note under the diagram: its sources, and all that is left out of it."""
    picture = scene.picture
    parts = [f"{evidence_in_words(picture)}; {_solid(picture)}"]
    if any(not edge.directed for edge in picture.edges):
        parts.append("Lines without arrow heads hold in both directions.")
    if len(picture.nodes) < picture.entities:
        parts.append(
            f"The {len(picture.nodes)} best connected of {picture.entities} entities are shown."
        )
    bare = int((~scene.placed).sum())
    if bare:
        parts.append(f"{bare} of {counted(len(picture.edges), 'line')} carry no label.")
    return " ".join(parts)


def _solid(picture: Picture) -> str:
    if any(edge.status == "current" for edge in picture.edges):
        return "solid lines are stated as current."
    return "no line is stated as current."


def _set(
    text: str, size: float, width: float, measure: Measure, *, bold: bool = False
) -> list[str]:
    """Return *text* in lines of at most *width* points; a word that is too long is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure.size(longer, size, bold=bold)[0] <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if measure.size(lines[-1] + character, size, bold=bold)[0] > width:
                lines.append("")
            lines[-1] += character
    return lines
