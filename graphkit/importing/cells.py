"""Cells of a table into numbers and times; what can be read in two ways is refused."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from graphkit.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import Span

_GROUPED: Final = {
    ".": re.compile(r"\d{1,3}(?:[,' \u00a0\u2009\u202f]\d{3})+(\.\d+)?|\d+(\.\d+)?"),
    ",": re.compile(r"\d{1,3}(?:[.' \u00a0\u2009\u202f]\d{3})+(,\d+)?|\d+(,\d+)?"),
}
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOST_DIGITS: Final = 20
"""Digits before the point, and 18 behind it: what Oxigraph's decimals can hold."""
_MOST_PLACES: Final = 18


_EDTF_LENGTHS: Final = {"day": len("2026-05-07"), "month": len("2026-05"), "year": len("2026")}
_SIGNS: Final = {
    **dict.fromkeys("Yy", "year"),
    **dict.fromkeys("mbB", "month"),
    **dict.fromkeys("aAuw", "weekday"),
    "d": "day",
    "j": "day of the year",
    "G": "week's year",
    "V": "week",
}
"""What signs of a date's format tell."""
_TIMES: Final = {
    **dict.fromkeys("HI", "hour"),
    "M": "minute",
    "S": "second",
    "f": "microsecond",
    "p": "half of the day",
    "z": "time zone",
}
"""What others tell of a time, which is left out. %Z means what the machine's own zone is, and
%c, %x and %X what its language is."""
_DAY: Final = {"year", "month", "day"}
_GRAINS: Final = {
    frozenset({"year"}): "year",
    frozenset({"year", "month"}): "month",
    frozenset(_DAY): "day",
    frozenset({*_DAY, "weekday"}): "day",
    frozenset({"year", "day of the year"}): "day",
    frozenset({"week's year", "week", "weekday"}): "day",
}
"""How exactly what a format tells is a date; anything else is none."""


class CellError(ValueError):
    """A cell cannot be read: the reason and the way out."""

    def __init__(self, reason: str, way_out: str) -> None:
        """Say for what *reason*, and the *way_out*."""
        self.reason, self.way_out = reason, way_out
        super().__init__(f"{reason}; {way_out}")


def number(cell: str, *, decimal: str | None) -> Decimal:
    """Return the number in *cell*, written with the mark *decimal* (None: not known which).

    Raises:
        CellError: It is none, or could be two, or is out of range.

    >>> number("1.200,5", decimal=","), number("1200.5", decimal=".")
    (Decimal('1200.5'), Decimal('1200.5'))
    >>> number("1,200", decimal=None)
    Traceback (most recent call last):
    ...
    graphkit.importing.cells.CellError: '1,200' can be read in two ways; write decimal = "," or "."
    """
    form = re.compile(r"\d+") if decimal is None else _GROUPED[decimal]
    if not form.fullmatch(cell):
        if decimal is None and re.fullmatch(r"\d[\d.,' ]*", cell):
            way_out = 'write decimal = "," or "."'
            msg = f"{cell!r} can be read in two ways"
            raise CellError(msg, way_out)
        mark = "" if decimal is None else f' with "{decimal}" before its fraction'
        msg = f"{cell!r} is no number{mark}"
        raise CellError(msg, "write digits, such as 1200.5")
    whole, _, places = cell.partition("," if decimal == "," else ".")
    if decimal is None or decimal not in cell:
        whole, places = cell, ""
    digits = re.sub(r"\D", "", whole)
    if len(digits.lstrip("0")) > _MOST_DIGITS or len(places) > _MOST_PLACES:
        limit = f"{_MOST_DIGITS} digits before and {_MOST_PLACES} behind the point"
        msg = f"{cell!r} is out of range"
        raise CellError(msg, f"the store holds {limit}")
    return Decimal(f"{digits}.{places}" if places else digits)


def probability(cell: str, *, decimal: str | None) -> float:
    """Return the confidence in *cell*: from 0 to 1, or in per cent.

    Raises:
        CellError: It is none.

    >>> probability("0.9", decimal="."), probability("90 %", decimal=None)
    (0.9, 0.9)
    """
    percent = cell.endswith("%")
    found = number(cell.removesuffix("%").rstrip(), decimal=decimal)
    value = found / 100 if percent else found
    if not 0 <= value <= 1:
        msg = f"the confidence {cell!r} is out of range"
        raise CellError(msg, "write a number from 0 to 1")
    return float(value)


def period(cell: str, span: Span, relation: str, *, form: str | None) -> Period:
    """Return the time in *cell*, a day, a month or a year.

    Args:
        cell: ``2026-05-07``, ``2026-05`` or ``2026``, or as *form* has it.
        span: Where it stands in the words of the row.
        relation: One of `graphkit.model.TIME_RELATIONS`.
        form: A format of `datetime.datetime.strptime`; None for ISO 8601.

    Raises:
        CellError: It is none.
    """
    first, last, grain = _bounds(cell, form)
    edtf = first.isoformat()[: _EDTF_LENGTHS[grain]]
    match relation:
        case "since":
            return Period(span, first, None, grain, relation, edtf=f"{edtf}/..")
        case "until" | "by":
            return Period(span, None, last, grain, relation, edtf=f"../{edtf}")
        case _:
            return Period(span, first, last, grain, relation, edtf=edtf)


def grain_of(form: str) -> str:
    """Return how exactly a format tells a date: to the day, the month or the year.

    Raises:
        CellError: It tells none, or has a sign that is not read.

    >>> grain_of("%d.%m.%Y"), grain_of("%B %Y"), grain_of("%Y-%m-%d %H:%M")
    ('day', 'month', 'day')
    """
    signs = [sign for sign in re.findall(r"%(.?)", form, re.DOTALL) if sign != "%"]
    known = {**_SIGNS, **_TIMES}
    for sign in signs:
        if sign not in known:
            raise _no_format(form, f"has %{sign}, which is not read")
    parts = [known[sign] for sign in signs]
    for part in parts:
        if parts.count(part) > 1:
            raise _no_format(form, f"tells the {part} twice")
    date = {_SIGNS[sign] for sign in signs if sign in _SIGNS}
    grain = _GRAINS.get(frozenset(date))
    if grain is None:
        told = f"a {_listed(date)}, " if date else ""
        no_year = date.isdisjoint({"year", "week's year"})
        lack = f"{'and ' if date else ''}no year" if no_year else "of which no date is made"
        raise _no_format(form, f"tells {told}{lack}")
    if grain != "day" and any(sign in _TIMES for sign in signs):
        raise _no_format(form, "tells a time of a day, and no day")
    return grain


def _no_format(form: str, reason: str) -> CellError:
    msg = f"the format {form!r} {reason}"
    return CellError(msg, 'write one such as "%d.%m.%Y", "%m/%Y" or "%Y"')


def _listed(parts: Iterable[str]) -> str:
    *others, last = sorted(parts)
    return f"{', '.join(others)} and {last}" if others else last


def _bounds(cell: str, form: str | None) -> tuple[dt.date, dt.date, str]:
    try:
        if form is not None:
            told = dt.datetime.strptime(cell, form)  # noqa: DTZ007 - the day that is written
            grain = grain_of(form)
            return _iso(
                told.year,
                None if grain == "year" else told.month,
                told.day if grain == "day" else None,
            )
        match = _ISO.fullmatch(cell)
        if match is not None:
            year, month, day_ = (None if part is None else int(part) for part in match.groups())
            return _iso(int(match[1]) if year is None else year, month, day_)
    except ValueError:
        pass  # told below, in the same words
    kind = "ISO 8601 (2026-05-07)" if form is None else f"the format {form!r}"
    way_out = 'correct it, or write format = "%d.%m.%Y" or another into the mapping'
    msg = f"{cell!r} is no date in {kind}"
    raise CellError(msg, way_out)


def _iso(year: int, month: int | None, day: int | None) -> tuple[dt.date, dt.date, str]:
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return dt.date(year, month, 1), dt.date(year, month, last), "month"
    return dt.date(year, month, day), dt.date(year, month, day), "day"
