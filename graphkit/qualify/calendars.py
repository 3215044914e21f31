"""Stretches of the calendar: the days of a month, a quarter, the week around a day."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.qualify.relative import find_day

if TYPE_CHECKING:
    from graphkit.qualify.dates import Expression

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
MONTH: Final = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
FIRST_QUARTER: Final = 33  # EDTF level 2, section 4.8: 33 to 36 are quarters
YEAR_STEPS: Final = {"last": -1, "this": 0, "next": 1}
PLAIN: Final = frozenset({"day", "month", "year"})
"""Grains that EDTF can write as an end of an interval, and call "about"."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day of a time with its grain; ``edtf`` is its value as EDTF writes it."""

    start: dt.date | None
    end: dt.date | None
    grain: str
    edtf: str | None
    approximate: bool = False
    month: int | None = None


def months_of(year: int, first: int, count: int, grain: str, code: int) -> Bounds:
    """Return *count* months of *year* from the month *first* on; *code* is that of EDTF."""
    last = first + count - 1
    end = dt.date(year, last, monthrange(year, last)[1])
    return Bounds(dt.date(year, first, 1), end, grain, f"{year}-{code}")


def month_of(year: int, month: int) -> Bounds:
    """Return the month *month* of *year*."""
    end = dt.date(year, month, monthrange(year, month)[1])
    return Bounds(dt.date(year, month, 1), end, "month", f"{year}-{month:02}")


def month_in(text: str) -> int | None:
    """Return the number of the month that *text* names, or None."""
    found = MONTH.search(text)
    return None if found is None else _MONTHS.index(found[1].lower()) + 1


def around(day: dt.date, grain: str) -> Bounds:
    """Return the week, month or year around *day*."""
    if grain == "week":
        monday = day - dt.timedelta(days=day.weekday())
        sunday = monday + dt.timedelta(days=6)
        return Bounds(monday, sunday, "week", f"{monday.isoformat()}/{sunday.isoformat()}")
    if grain == "month":
        return month_of(day.year, day.month)
    if grain == "year":
        return Bounds(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), "year", f"{day.year}")
    return Bounds(day, day, "day", day.isoformat())


def unresolved(grain: str) -> Bounds:
    """Return a time of *grain* that has no days."""
    return Bounds(None, None, grain, None)


def day_of(text: str, base: dt.date, prefer: str) -> Bounds | None:
    """Return the day that *text* names, seen from *base*, or None."""
    day = find_day(text, base, prefer)
    return None if day is None else Bounds(day, day, "day", day.isoformat())


def without_lead(expression: Expression) -> str:
    """Return the words without the one that leads them in."""
    text = " ".join(expression.text.split())
    if expression.upper is not None:
        text = " ".join(expression.text[: expression.upper.start - expression.start].split())
        text = re.sub(r"\s*(?:to|until|till|through|and|[-\u2013—])$", "", text)
    lead = (
        r"^(?:(?:ever )?since|from|(?:starting|beginning|effective)(?: in| from| on)?|as from"
        r"|until|till|through|up to|up until|by|no later than|before|prior to|after|within|between)"
        r"(?: about| around| approximately| roughly| as early as| at least)? "
    )
    return re.sub(lead, "", text, flags=re.IGNORECASE)
