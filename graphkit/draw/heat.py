"""A table of numbers whose cells are the darker the larger the number: a heat map.

For instance supplier countries by product. Rows and columns are ordered by their totals; every
cell with a number carries it, so that the colours are only its second voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.chart import LABEL, SMALL, Sources, lower_left, nothing_to_draw, open_sheet
from graphkit.draw.style import THEMES, readable
from graphkit.draw.text import clean, wrap
from graphkit.errors import OptionError

if TYPE_CHECKING:
    from graphkit.draw.chart import ChartOptions
    from graphkit.draw.frame import Sign
    from graphkit.draw.measure import Measure
    from graphkit.draw.sheet import Sheet

MOST_ROWS: Final = 25
MOST_COLUMNS: Final = 14
ROW: Final = 19.0
LEAST_COLUMN: Final = 40.0
GAP: Final = 8.0
# lower bounds of the classes of shares; under 5 percent is little, above 75 is nearly alone
SHARES: Final = (0.0, 0.05, 0.15, 0.3, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Numbers by row and column: ``values[row][column]``, none negative, 0 for none.

    With ``share`` they are shares in [0, 1] and shown in percent. ``row_noun`` and
    ``column_noun`` say what the rows and columns are, in the singular and the plural.

    >>> HeatMap(("cells",), ("Japan", "Chile"), ((3,),), Sources(3, 1))
    Traceback (most recent call last):
    ...
    graphkit.errors.OptionError: a heat map needs one value for each of its 2 columns in every row
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    sources: Sources
    share: bool = False
    row_noun: tuple[str, str] = ("product", "products")
    column_noun: tuple[str, str] = ("country", "countries")

    def __post_init__(self) -> None:
        """Refuse a table that is no rectangle, and numbers that are none."""
        width = len(self.columns)
        if len(self.values) != len(self.rows) or any(len(row) != width for row in self.values):
            message = f"a heat map needs one value for each of its {width} columns in every row"
            raise OptionError(message)
        if not all(isfinite(value) and value >= 0 for row in self.values for value in row):
            message = "the values of a heat map must be numbers of at least 0"
            raise OptionError(message)


@dataclass(frozen=True, slots=True)
class _Table:
    """A heat map as it is drawn: ordered, cut, its labels wrapped; ``totals`` are of the rows."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray
    notes: tuple[str, ...]
    bounds: tuple[float, ...]
    share: bool


def draw_heat(chart: HeatMap, options: ChartOptions, measure: Measure) -> Sheet:
    """Return the page of a heat map.

    Raises:
        GraphkitError: All of its values are 0, or it has none.
    """
    table = _table(chart)
    left = max(measure.size(row, LABEL)[0] for row in table.rows) + GAP
    heads = [measure.size(column, SMALL) for column in table.columns]
    wide = max(LEAST_COLUMN, *(width + GAP for width, _ in heads))
    top = max(height for _, height in heads) + GAP
    room = (left + wide * len(table.columns), top + ROW * len(table.rows))
    sheet = open_sheet(room, (_legend(table, options),), table.notes, options, measure)
    x, y = lower_left(sheet, room)
    ceiling = y + ROW * len(table.rows)
    for number, column in enumerate(table.columns):
        place = (x + left + wide * (number + 0.5), ceiling + GAP / 2)
        sheet.text(
            place,
            column,
            SMALL,
            gid=f"label-column-{number}",
            color=sheet.theme.text,
            ha="center",
            va="bottom",
        )
    for number, row in enumerate(table.rows):
        middle = ceiling - ROW * (number + 0.5)
        sheet.text(
            (x + left - GAP, middle),
            row,
            LABEL,
            gid=f"label-row-{number}",
            color=sheet.theme.text,
            ha="right",
            va="center_baseline",
        )
        _row(sheet, table, number, (x + left, middle, wide))
    return sheet


def _table(chart: HeatMap) -> _Table:
    """Return the rows and columns in order, those beyond the page left out and counted."""
    values = np.array(chart.values, dtype=np.float64).reshape(len(chart.rows), len(chart.columns))
    columns = _order(chart.columns, values.sum(axis=0))
    # a row of which nothing would be shown is none of the page
    rows = _order(chart.rows, values[:, columns[:MOST_COLUMNS]].sum(axis=1))
    if not rows or not columns:
        nothing_to_draw("numbers for the heat map")
    notes = [chart.sources.words()]
    for count, shown, (_, nouns) in (
        (int((values.sum(axis=1) > 0).sum()), rows[:MOST_ROWS], chart.row_noun),
        (len(columns), columns[:MOST_COLUMNS], chart.column_noun),
    ):
        if len(shown) < count:
            notes.append(f"The {len(shown)} of {count} {nouns} with the highest totals are shown.")
    notes.append("Ordered by total; where a cell is empty, nothing is stated.")
    rows, columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    kept = values[np.ix_(rows, columns)]
    return _Table(
        rows=tuple(wrap(clean(chart.rows[row]), width=38, lines=1) for row in rows),
        columns=tuple(wrap(clean(chart.columns[column]), width=13) for column in columns),
        values=kept,
        notes=tuple(notes),
        bounds=SHARES if chart.share else _bounds(kept),
        share=chart.share,
    )


def _order(names: tuple[str, ...], totals: np.ndarray) -> list[int]:
    """Return the numbers of the names with any total, the largest first."""
    some = [number for number in range(len(names)) if totals[number] > 0]
    return sorted(some, key=lambda number: (-totals[number], names[number]))


def _bounds(values: np.ndarray) -> tuple[float, ...]:
    """Return lower bounds of at most six classes, in steps of 1, 2 or 5 times 10ⁿ.

    Whole numbers are counts: their classes are whole too, and begin with 1.

    >>> _bounds(np.array([4.0])), _bounds(np.array([50.0])), _bounds(np.array([0.25]))
    ((1, 2, 3, 4), (1, 11, 21, 31, 41), (0.0, 0.05, 0.1, 0.15, 0.2))
    """
    largest, whole = float(values.max()), _whole(values)
    steps = (factor * 10**power for power in range(0 if whole else -9, 16) for factor in (1, 2, 5))
    step = next((step for step in steps if largest <= 6 * step), largest / 6)
    first = 1 if whole else 0.0
    return tuple(first + round(step * number, 9) for number in range(6) if number * step < largest)


def _whole(values: np.ndarray) -> bool:
    return bool((values == np.round(values)).all())


def _class(value: float, bounds: tuple[float, ...]) -> int:
    """Return the number of the class of *value*, from 0; values below all are in the first."""
    return max(0, sum(value >= bound for bound in bounds) - 1)


def _colours(table: _Table, ramp: tuple[str, ...]) -> tuple[str, ...]:
    """Return a colour for each class, spread over the ramp without its first one."""
    places = np.linspace(1, len(ramp) - 1, max(len(table.bounds), 2))
    return tuple(ramp[round(place)] for place in places.tolist())[: len(table.bounds)]


def _legend(table: _Table, options: ChartOptions) -> tuple[Sign, ...]:
    colours = _colours(table, THEMES[options.theme].ramp)
    if table.share:
        ends = [*(f"{100 * bound:.0f}" for bound in table.bounds[1:]), None]
        texts = [
            f"{100 * low:.0f}% and more"
            if end is None
            else (f"{100 * low:.0f} to {end}%" if low else f"under {end}%")
            for low, end in zip(table.bounds, ends, strict=True)
        ]
    else:
        # counts up to the one before the next class, other numbers up to where it begins
        gap = 1 if _whole(table.values) else 0
        lasts = [*(bound - gap for bound in table.bounds[1:]), float(table.values.max())]
        texts = [
            f"{low:,.10g}" if last <= low else f"{low:,.10g} to {last:,.10g}"
            for low, last in zip(table.bounds, lasts, strict=True)
        ]
    return tuple(("swatch", colour, text) for colour, text in zip(colours, texts, strict=True))


def _row(sheet: Sheet, table: _Table, row: int, place: tuple[float, float, float]) -> None:
    """Draw the cells of a row from *place*: left edge, middle of the row, width of a column."""
    left, middle, wide = place
    colours = _colours(table, sheet.theme.ramp)
    for column, value in enumerate(table.values[row].tolist()):
        x = left + wide * column
        box = (x + 0.6, middle - ROW / 2 + 0.6, x + wide - 0.6, middle + ROW / 2 - 0.6)
        colour = colours[_class(value, table.bounds)] if value else sheet.theme.ramp[0]
        sheet.box(box, facecolor=colour, zorder=1, gid=f"cell-{row}-{column}")
        if value:
            gid = f"label-cell-{row}-{column}"
            sheet.text(
                (x + wide / 2, middle),
                _number(value, table),
                SMALL,
                gid=gid,
                color=readable(colour),
                ha="center",
                va="center_baseline",
            )


def _number(value: float, table: _Table) -> str:
    if table.share:
        # neither a little is nothing, nor nearly all is all
        if 0 < value < 0.01:  # noqa: PLR2004
            return "<1%"
        return ">99%" if 0.99 < value < 1 else f"{100 * value:.0f}%"  # noqa: PLR2004
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
