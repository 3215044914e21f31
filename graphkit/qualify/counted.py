"""Times counted from the day of the document: "last week", "on Tuesday", "in two years"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from graphkit.qualify.calendars import (
    FIRST_QUARTER,
    YEAR_STEPS,
    Bounds,
    around,
    day_of,
    month_in,
    month_of,
    months_of,
    unresolved,
    without_lead,
)
from graphkit.qualify.relative import find_day

if TYPE_CHECKING:
    from graphkit.qualify.dates import Expression

_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day")
COUNTED: Final = frozenset({"ago", "ahead", "coming", "named", "monthday", "weekday"})
"""Kinds that are counted from the day of the document."""


def count(expression: Expression, date: dt.date | None, prefer: str | None) -> Bounds | None:
    """Return a time that is told from the day of the document."""
    text = without_lead(expression)
    low, kind = text.lower(), expression.kind
    if kind == "ahead" and not _is_ahead(expression):
        return None
    grain = _grain(kind, low)
    if date is None or (kind == "monthday" and prefer is None):
        return unresolved(grain)
    if kind == "monthday":
        return day_of(text, date, "past" if prefer is None else prefer)
    if kind == "coming":
        return _coming(low, date)
    if _WEEKDAY.search(low):
        return _weekday(low, date, prefer)
    return _stepped(low, date) if kind == "named" else _counted(kind, low, date)


def _counted(kind: str, low: str, date: dt.date) -> Bounds | None:
    """Return a time so many days, weeks, months or years before or behind *date*."""
    prefix = "in " if kind == "ahead" and "from now" not in low else ""
    words = re.sub(r"['\u2019]? time$|\s+from now$", "", low)
    day = find_day(f"{prefix}{words}", date, "past")
    return None if day is None else around(day, _grain(kind, low))


def _stepped(low: str, date: dt.date) -> Bounds | None:
    """Return "yesterday", "last week", "this May", "later this year" and the like."""
    named = re.match(r"(?:earlier|later) (this \w+)", low)
    words = named[1] if named is not None else low.replace("this past", "last")
    step = re.match(r"(last|this|next) (\w+)", words)
    if step is not None and step[2] != "month" and month_in(step[2]) is not None:
        return _stepped_month(step[1], step[2], date)
    if step is not None and step[2] == "quarter":
        return _quarter_of(date, YEAR_STEPS[step[1]])
    return _counted("named", words, date)


def _is_ahead(expression: Expression) -> bool:
    """Return whether a number of years lies ahead: "in two years", and not "for two years"."""
    return expression.lead == "within" or (
        expression.lead == "in" and not expression.text.lower().startswith(("a ", "an "))
    )


def _grain(kind: str, low: str) -> str:
    if kind in {"weekday", "monthday"} or re.search(r"yesterday|today|tomorrow", low):
        return "day"
    return next((unit for unit in ("week", "month", "quarter", "year") if unit in low), "day")


def _weekday(low: str, date: dt.date, prefer: str | None) -> Bounds | None:
    """Return the nearest day of that name; news calls its own day by name too."""
    words = re.sub(r"\s+(?:morning|afternoon|evening|night)$", "", low).split()
    if words[0] == "last":
        return day_of(words[-1], date, "past")
    if words[0] == "next" or prefer is None:
        # said on a Monday, "next Friday" is the day in four or in eleven days
        return unresolved("day")
    one = dt.timedelta(days=1)
    if prefer == "past":
        return day_of(words[-1], date + one, "past")
    found = day_of(words[-1], date, "future")
    same_day = found is not None and found.start == date + 7 * one
    return unresolved("day") if same_day else found


def _stepped_month(step: str, name: str, date: dt.date) -> Bounds | None:
    """Return "last May" or "this May"; "next May" may be this year's or next year's."""
    month = month_in(name)
    if month is None or step == "next":
        return unresolved("month")
    year = date.year - 1 if step == "last" and month >= date.month else date.year
    return month_of(year, month)


def _quarter_of(date: dt.date, step: int) -> Bounds:
    """Return the calendar quarter *step* quarters from that of *date*."""
    year, quarter = divmod(date.year * 4 + (date.month - 1) // 3 + step, 4)
    return months_of(year, 3 * quarter + 1, 3, "quarter", FIRST_QUARTER + quarter)


def _coming(low: str, date: dt.date) -> Bounds | None:
    """Return the time from now until as many months or years later."""
    count = re.sub(r"^(?:the )?(?:next|coming) ", "", low)
    day = find_day(f"in {count}", date, "future")
    if day is None:
        return None
    grain = "year" if "year" in low else "month"
    first, last = around(date, grain), around(day, grain)
    edtf = f"{first.edtf}~/{last.edtf}"
    return Bounds(first.start, last.end, grain, edtf, approximate=True)
