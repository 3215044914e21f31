"""What stands around a drawing: headline and legend above it, the note on its sources below.

All kinds of pictures have the same frame. The legend is set in rows as wide as the page, so that
it never covers anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, Literal

from graphkit.draw.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.draw.measure import Measure

MARGIN: Final = 26.0
# a page narrower than this leaves no room for a legend in rows; one lower looks like a banner
LEAST_WIDTH: Final = 430.0
LEAST_HEIGHT: Final = 130.0
TITLE_LINES: Final = 3
MOST_UNIT: Final = 2.2
# font sizes for a unit of 1
TITLE_SIZES: Final = (14.0, 13.0, 12.0)
SUBTITLE_SIZE: Final = 9.4
LEGEND_SIZE: Final = 8.6
NOTE_SIZE: Final = 7.4

Kind = Literal[
    "type", "status", "letter", "relation", "swatch", "width", "mark", "group", "flow", "line"
]
# in font sizes of the legend
SIGN_WIDTHS: Final[Mapping[Kind, float]] = {
    "type": 1.0,
    "letter": 1.1,
    "status": 3.5,
    "relation": 0.0,
    "swatch": 1.4,
    "width": 2.4,
    "mark": 1.0,
    "group": 1.9,
    "flow": 3.5,
    "line": 3.0,
}
# the kind of sign, what it is the sign of, and the text beside it
Sign = tuple[Kind, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around a drawing.

    ``legend`` holds rows of entries: the kind of sign, what it is the sign of, and the text.
    """

    title: str | None
    subtitle: str | None
    legend: tuple[tuple[Sign, ...], ...]
    note: str
    # the unit of the largest pages: what is read from nearer by needs no larger letters
    most: float = MOST_UNIT


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
    subtitle: str
    subtitle_top: float
    entries: tuple[Entry, ...]
    note: str
    centre: tuple[float, float]
    room: tuple[float, float]

    @property
    def subtitle_size(self) -> float:
        """The font size of the line below the headline."""
        return SUBTITLE_SIZE * self.unit

    @property
    def legend_size(self) -> float:
        """The font size of the legend."""
        return LEGEND_SIZE * self.unit

    @property
    def note_size(self) -> float:
        """The font size of the note."""
        return NOTE_SIZE * self.unit


def page_for(
    words: Words, room: tuple[float, float], measure: Measure, *, least: float = LEAST_HEIGHT
) -> Frame:
    """Return the smallest page on which a drawing of the size *room* has its frame.

    The drawing gets a height of at least *least*.
    """
    width = max(room[0] + 2 * MARGIN, LEAST_WIDTH)
    room = (width - 2 * MARGIN, max(room[1], least))
    above, below = _fill(words, width, measure)
    return _frame(width, room[1], above, below)


def page_of(words: Words, page: tuple[float, float], measure: Measure) -> Frame:
    """Return the frame on a *page* of given width and height; the drawing gets what is left."""
    above, below = _fill(words, page[0], measure)
    return _frame(page[0], page[1] - above.height - below.height, above, below)


@dataclass(frozen=True, slots=True)
class _Row:
    """The width of the page and the font size of the legend."""

    width: float
    size: float


@dataclass(frozen=True, slots=True)
class _Above:
    """Headline and legend: all places are counted down from the top of the page."""

    unit: float
    title: str
    title_size: float
    subtitle: str
    subtitle_top: float
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
        subtitle=above.subtitle,
        subtitle_top=height - above.subtitle_top,
        entries=tuple(
            Entry(entry.kind, entry.name, entry.text, entry.x, height - entry.y)
            for entry in above.entries
        ),
        note=below.note,
        centre=(width / 2, below.height + room / 2),
        room=(width - 2 * MARGIN, room),
    )


def _fill(words: Words, width: float, measure: Measure) -> tuple[_Above, _Below]:
    unit = min(words.most, max(1.0, sqrt(width / 620)))
    inner, top = width - 2 * MARGIN, MARGIN
    title, title_size = _title(words.title, unit, inner, measure)
    if title:
        top += measure.size(title, title_size, bold=True)[1] + 9 * unit
    subtitle, subtitle_top = _subtitle(words.subtitle, unit, inner, measure), top
    if subtitle:
        top += measure.size(subtitle, SUBTITLE_SIZE * unit)[1] + 8 * unit
    entries, top = _rows(words.legend, top, _Row(width, LEGEND_SIZE * unit), measure)
    note = "\n".join(_set(words.note, NOTE_SIZE * unit, inner, measure))
    below = MARGIN + measure.size(note, NOTE_SIZE * unit)[1] + 14
    above = _Above(unit, title, title_size, subtitle, subtitle_top, tuple(entries), top + 10)
    return above, _Below(note, below)


def _subtitle(text: str | None, unit: float, width: float, measure: Measure) -> str:
    if text is None:
        return ""
    lines = _set(clean(text), SUBTITLE_SIZE * unit, width, measure)
    return "\n".join(lines[:TITLE_LINES]) + ("…" if len(lines) > TITLE_LINES else "")


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


def _rows(
    rows: Sequence[Sequence[Sign]], top: float, page: _Row, measure: Measure
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
    return SIGN_WIDTHS[kind] * size


def text_shift(kind: Kind, size: float) -> float:
    """Return how far the text of an entry stands to the right of its sign's left edge."""
    return 0.0 if kind == "relation" else sign_width(kind, size) + 0.6 * size


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
