"""A time line: a row for each relation, a mark for each claim, its shape by status.

Rows in which sources contradict each other are marked, never settled.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.chart import LABEL, SMALL, Sources, lower_left, nothing_to_draw, open_sheet
from graphkit.draw.geometry import Floats, centred, touching
from graphkit.draw.legend import status_label
from graphkit.draw.marks import mark
from graphkit.draw.style import MARKS, THEMES
from graphkit.draw.text import clean, wrap
from graphkit.draw.ticks import ticks

if TYPE_CHECKING:
    from graphkit.draw.chart import ChartOptions
    from graphkit.draw.frame import Sign
    from graphkit.draw.measure import Measure
    from graphkit.draw.sheet import Sheet

MOST_ROWS: Final = 40
WIDTH: Final = 520.0
RADIUS: Final = 4.3
# from mark to mark of one day in one row, and the clear space of a row
STEP: Final = 10.5
PAD: Final = 10.0
AXIS: Final = 18.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One claim at its date; ``text`` stands beside its mark where there is room for it."""

    date: dt.date
    status: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One relation, what was said of it and when; ``disputed`` if its sources contradict."""

    label: str
    moments: tuple[Moment, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows of a time line; they are drawn in the order of their first moments."""

    rows: tuple[TimelineRow, ...]
    sources: Sources


@dataclass(frozen=True, slots=True)
class _Axis:
    """From dates to places: ``left`` is that of ``first``, in points per day."""

    first: dt.date
    left: float
    scale: float

    def place(self, date: dt.date) -> float:
        """Return where *date* stands."""
        return self.left + self.scale * (date - self.first).days


def draw_timeline(chart: Timeline, options: ChartOptions, measure: Measure) -> Sheet:
    """Return the page of a time line.

    Raises:
        GraphkitError: No row has a moment.
    """
    dated = [row for row in chart.rows if row.moments]
    if not dated:
        nothing_to_draw("dated claims for the time line")
    # of too many rows those with most to say are kept
    kept = sorted(dated, key=lambda row: (-row.disputed, -len(row.moments), _begin(row)))
    rows = sorted(kept[:MOST_ROWS], key=_begin)
    labels = [wrap(clean(row.label), width=44, lines=2) for row in rows]
    left = max(measure.size(label, LABEL)[0] for label in labels) + 14
    axis = _axis(rows, left)
    levels = [_levels(row, axis) for row in rows]
    heights = [
        max(PAD + STEP * (2 * max(level) + 1), measure.size(label, LABEL)[1] + PAD)
        for level, label in zip(levels, labels, strict=True)
    ]
    room = (left + WIDTH, sum(heights) + AXIS)
    notes = [chart.sources.words()]
    if len(rows) < len(dated):
        notes.append(f"{len(rows)} of {len(dated)} relations are shown, those most spoken of.")
    sheet = open_sheet(room, _legend(rows, options), tuple(notes), options, measure)
    x, top = lower_left(sheet, room)[0], lower_left(sheet, room)[1] + room[1]
    axis = _axis(rows, x + left)
    _dates(sheet, axis, (top, top - room[1] + 4), measure)
    top -= AXIS
    for number, row in enumerate(rows):
        box = (x, top - heights[number], x + room[0], top)
        _row(sheet, row, axis, _Place(number, labels[number], levels[number], box), measure)
        top -= heights[number]
    return sheet


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands: its number, its label, the level of each mark, its box."""

    number: int
    label: str
    levels: list[float]
    box: tuple[float, float, float, float]


def _begin(row: TimelineRow) -> tuple[dt.date, str]:
    return min(moment.date for moment in row.moments), row.label


def _sorted(row: TimelineRow) -> list[Moment]:
    order = list(MARKS)
    return sorted(
        row.moments,
        key=lambda one: (one.date, order.index(one.status) if one.status in order else 9, one.text),
    )


def _axis(rows: list[TimelineRow], left: float) -> _Axis:
    dates = [moment.date for row in rows for moment in row.moments]
    first, last = min(dates), max(dates)
    # a single day stands in the middle of a fortnight
    span = max((last - first).days, 14)
    margin = max(1, round(0.04 * span))
    begin = dt.date.fromordinal(max(1, first.toordinal() - margin))
    return _Axis(begin, left, WIDTH / (span + 2 * margin))


def _levels(row: TimelineRow, axis: _Axis) -> list[float]:
    """Return how far each mark stands above the middle of its row, in steps.

    Marks that would cover each other stand one above the other, evenly about the middle.
    """
    levels: list[float] = []
    near: list[float] = []
    for moment in _sorted(row):
        x = axis.place(moment.date)
        if near and x - near[-1] >= STEP:
            levels += _stacked(len(near))
            near = []
        near.append(x)
    return levels + _stacked(len(near))


def _stacked(count: int) -> list[float]:
    return [(count - 1) / 2 - level for level in range(count)]


def _legend(rows: list[TimelineRow], options: ChartOptions) -> tuple[tuple[Sign, ...], ...]:
    found = {moment.status for row in rows for moment in row.moments}
    known = [status for status in MARKS if status in found] + sorted(found - set(MARKS))
    signs: tuple[Sign, ...] = tuple(("mark", status, status_label(status)) for status in known)
    if not any(row.disputed for row in rows):
        return (signs,)
    return signs, (("swatch", THEMES[options.theme].alarm, "sources contradict each other"),)


def _dates(sheet: Sheet, axis: _Axis, reach: tuple[float, float], measure: Measure) -> None:
    """Draw the dates above the rows, with a faint line down from each."""
    top, bottom = reach
    days = axis.first.toordinal() + int(WIDTH / axis.scale)
    last = dt.date.fromordinal(min(days, dt.date.max.toordinal()))
    taken = -np.inf
    for number, (date, text) in enumerate(ticks(axis.first, last)):
        x, wide = axis.place(date), measure.size(text, SMALL)[0]
        line = np.array([[x, top - AXIS + 2], [x, bottom]])
        sheet.strokes([line], sheet.theme.land, 0.8, 0.5)
        if x - wide / 2 > taken:
            sheet.text(
                (x, top),
                text,
                SMALL,
                gid=f"label-date-{number}",
                color=sheet.theme.quiet,
                ha="center",
                va="top",
            )
            taken = x + wide / 2 + 6


def _row(sheet: Sheet, row: TimelineRow, axis: _Axis, place: _Place, measure: Measure) -> None:
    x0, y0, x1, y1 = place.box
    middle = (y0 + y1) / 2
    if row.disputed:
        sheet.box((x0 - 6, y0 + 1, x1, y1 - 1), facecolor=sheet.theme.alarm, zorder=0.4)
    sheet.text(
        (x0, middle),
        place.label,
        LABEL,
        gid=f"label-row-{place.number}",
        color=sheet.theme.text,
        ha="left",
        va="center",
    )
    moments = _sorted(row)
    spots = [
        np.array([axis.place(moment.date), middle + STEP * level])
        for moment, level in zip(moments, place.levels, strict=True)
    ]
    ends = np.array([[spots[0][0], middle], [spots[-1][0], middle]])
    sheet.strokes([ends], sheet.theme.faint, 0.8, 0.6)
    for number, (moment, spot) in enumerate(zip(moments, spots, strict=True)):
        mark(sheet, spot, RADIUS, moment.status, f"mark-{place.number}-{number}")
    texts = [
        wrap(clean(moment.text), width=60, lines=1) if moment.text else "" for moment in moments
    ]
    ground = sheet.theme.alarm if row.disputed else sheet.theme.ground
    sizes = measure.sizes(texts, SMALL)
    for number, centre in enumerate(_beside(np.array(spots), sizes, (axis.left, x1))):
        if texts[number] and centre is not None:
            behind = sheet.backing() | {"facecolor": ground}
            gid = f"label-mark-{place.number}-{number}"
            sheet.text(
                centre,
                texts[number],
                SMALL,
                gid=gid,
                bbox=behind,
                color=sheet.theme.quiet,
                ha="center",
                va="center",
                zorder=3,
            )


def _beside(
    spots: Floats, sizes: Floats, reach: tuple[float, float]
) -> list[tuple[float, float] | None]:
    """Return the centres of texts right or left of their marks, None where there is no room."""
    taken = centred(spots, np.full((len(spots), 2), 2 * RADIUS + 2))
    found: list[tuple[float, float] | None] = []
    for spot, size in zip(spots, sizes, strict=True):
        shift = np.array([RADIUS + 4 + size[0] / 2, 0.0])
        centres = np.stack([spot + shift, spot - shift])
        boxes = centred(centres, np.broadcast_to(size, (2, 2)))
        free = ~touching(boxes, taken).any(axis=1)
        free &= (boxes[:, 0] >= reach[0]) & (boxes[:, 2] <= reach[1])
        if not free.any() or not size[0]:
            found.append(None)
            continue
        best = int(np.argmax(free))
        found.append((float(centres[best, 0]), float(centres[best, 1])))
        taken = np.concatenate([taken, boxes[[best]]])
    return found
