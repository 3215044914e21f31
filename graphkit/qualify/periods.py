"""Times as days: what the words of an `Expression` mean, seen from the date of the document.

Nothing is invented: a month is a month, a season or a fiscal year, which begin elsewhere on other
days, have no days at all, and what counts from an unknown day stays unresolved.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graphkit.model import Period
from graphkit.qualify.calendars import (
    FIRST_QUARTER,
    MONTH,
    PLAIN,
    YEAR_STEPS,
    Bounds,
    day_of,
    month_in,
    month_of,
    months_of,
    unresolved,
    without_lead,
)
from graphkit.qualify.counted import COUNTED, count
from graphkit.qualify.relative import find_day

if TYPE_CHECKING:
    from graphkit.model import Span
    from graphkit.qualify.dates import Expression

_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_FIRST_THIRD: Final = 37  # 37 to 39 are thirds of a year
_FIRST_HALF: Final = 40  # 40 and 41 are halves
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_RELATIONS: Final = {
    "since": "since",
    "after": "since",
    "until": "until",
    "by": "by",
    "before": "by",
    "within": "by",
}
"""What the small words mean; all others mean "in"."""
_BY_THEMSELVES: Final = frozenset({"fiscal", "ended", "day", "iso", "decade"})
_END: Final = re.compile(r"\b(?:end of|year[ -]end)\b")
_AT_LAST: Final = re.compile(r"(?:by|before|prior to|no later than|until|till|through|within)\b")


def resolve_time(
    expression: Expression, span: Span, *, date: dt.date | None, prefer: str | None
) -> Period | None:
    """Return the time that *expression* tells, or None if it tells none after all.

    Args:
        expression: The words.
        span: Where they stand in the document.
        date: That of the document.
        prefer: Whether a time without a year lies in the ``past`` or the ``future``; None if that
            cannot be told.
    """
    upper_kind = "" if expression.upper is None else expression.upper.kind
    bounds = _bounds(expression, date, prefer)
    if bounds is None or (upper_kind and "years" in {expression.kind, upper_kind}):
        return None  # a range of ranges tells no two ends
    if expression.kind == "years":
        first, last = re.findall(r"\d+", expression.text)[-2:]
        second = _of_year("year", "", int(first[: -len(last)] + last))  # 1984-85 is 1984 to 1985
        return _range(bounds, second, span)
    if expression.upper is not None:
        upper = _bounds(expression.upper, date, prefer)
        return _range(_with_year(bounds, upper), upper, span)
    if expression.approximate:
        bounds = replace(bounds, approximate=True)
    lead = expression.lead
    if lead == "before" and _END.search(expression.text.lower()) is not None:
        lead = "by"  # the last day is the limit
    return _related(bounds, lead, span)


def _range(first: Bounds, second: Bounds | None, span: Span) -> Period | None:
    if second is None or None in {first.start, second.end}:
        return None
    start, end = first.start, second.end
    if start is None or end is None or start > end:
        return None
    approximate = first.approximate or second.approximate
    low, high = _edge(first, start), _edge(second, end)
    edtf = None if low is None or high is None else f"{low}/{high}"
    return Period(span, start, end, second.grain, "in", approximate, edtf)


def _with_year(first: Bounds, second: Bounds | None) -> Bounds:
    """Return the month *first* in the year of the month *second*, as in "May to July 2024"."""
    if {first.grain, second.grain if second is not None else ""} != {"month"}:
        return first
    if second is None or second.end is None or first.month is None:
        return first
    return month_of(second.end.year, first.month)


def _related(bounds: Bounds, lead: str, span: Span) -> Period | None:
    relation = _RELATIONS.get(lead, "in")
    start, end, written = bounds.start, bounds.end, _written(bounds)
    if relation != "in":
        written = _edge(bounds, start if relation == "since" else end)
    if bounds.edtf is None:
        return Period(span, None, None, bounds.grain, relation, bounds.approximate)
    if lead == "between":
        return None
    if lead == "after":
        start = None if end is None else end + dt.timedelta(days=1)
        written = None if start is None else start.isoformat()[: _digits(bounds.grain)]
    elif lead == "before":
        end = None if start is None else start - dt.timedelta(days=1)
        written = None if end is None else end.isoformat()[: _digits(bounds.grain)]
    if relation == "since":
        return _open(replace(bounds, start=start, end=None), span, relation, f"{written}/..")
    if relation in {"until", "by"}:
        return _open(replace(bounds, start=None, end=end), span, relation, f"../{written}")
    return Period(span, start, end, bounds.grain, relation, bounds.approximate, written)


def _open(bounds: Bounds, span: Span, relation: str, edtf: str) -> Period:
    known = bounds.start is not None or bounds.end is not None
    parts = bounds.start, bounds.end, bounds.grain, relation, bounds.approximate
    return Period(span, *parts, edtf if known and "None" not in edtf else None)


def _digits(grain: str) -> int:
    """Return how many characters of a day as ISO writes it tell a time of *grain*."""
    return {"year": 4, "decade": 4, "month": 7}.get(grain, 10)


def _written(bounds: Bounds) -> str | None:
    # EDTF has no "about" for parts of years and for decades
    if bounds.edtf is None or not bounds.approximate or bounds.grain not in PLAIN:
        return bounds.edtf
    return f"{bounds.edtf}~"


def _edge(bounds: Bounds, day: dt.date | None) -> str | None:
    """Return *bounds* as an end of an interval, which in EDTF has years, months and days only.

    *day* is the first or the last day of the bounds.
    """
    if bounds.grain in PLAIN:
        return _written(bounds)
    if day is None:
        return None
    return f"{day.year}" if bounds.grain in {"decade", "season"} else day.isoformat()


def _bounds(expression: Expression, date: dt.date | None, prefer: str | None) -> Bounds | None:
    """Return the bounds of the words alone, whatever leads them in."""
    kind, text = expression.kind, expression.text.lower()
    if expression.upper is not None:
        text = text[: max(1, expression.upper.start - expression.start)]
    text = " ".join(text.split())
    if kind in _BY_THEMSELVES:
        return _absolute(expression, text)
    if kind == "baremonth" or (kind == "part" and MONTH.search(text) and not _YEAR.search(text)):
        return _month_alone(text, date, prefer)
    if kind in COUNTED:
        return count(expression, date, prefer)
    year = _year_of(text, date)
    if year is None:
        return unresolved("month" if MONTH.search(text) else "year")
    return _of_year(kind, text, year)


def _absolute(expression: Expression, text: str) -> Bounds | None:
    """Return a time that needs no date to be seen from, and is no part of a calendar year."""
    if expression.kind == "fiscal":
        return unresolved("fiscal")
    if expression.kind == "ended":
        return _ended(without_lead(expression))
    if expression.kind == "decade":
        return _decade(text)
    if expression.kind == "iso":
        return _iso_day(without_lead(expression))
    return day_of(without_lead(expression), dt.date(2000, 1, 1), "past")


def _of_year(kind: str, text: str, year: int) -> Bounds | None:
    """Return a part of *year*, or all of it."""
    ordinal = next((n for word, n in _ORDINALS.items() if word in text), None)
    digit = re.search(r"[qh]([1-4])|([1-4])q", text)
    number = int(digit[1] or digit[2]) if ordinal is None and digit is not None else ordinal
    if kind == "quarter" and number is not None:
        return months_of(year, 3 * number - 2, 3, "quarter", FIRST_QUARTER + number - 1)
    if kind == "half" and number is not None:
        return months_of(year, 6 * number - 5, 6, "half", _FIRST_HALF + number - 1)
    if kind == "season":
        season = next(name for name in _SEASONS if name in text)
        # which months those are depends on the hemisphere; a winter lies in two years
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
        known = season != "winter"
        edtf = f"{year}-{_SEASONS[season]}"
        return Bounds(start if known else None, end if known else None, "season", edtf)
    month = month_in(text)
    if month is not None:
        bounds = month_of(year, month)
        return replace(bounds, approximate=kind == "part" and not _is_at_last(text))
    if kind == "part":
        return _part(text, year)
    return Bounds(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", f"{year}")


def _part(text: str, year: int) -> Bounds:
    """Return the third of *year* that "early", "mid" or "late" stands for."""
    if _is_at_last(text):
        return Bounds(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", f"{year}-12-31")
    word = re.search(r"\b(early|beginning|start|middle|mid|late|end)\b", text)
    third = _PARTS[word[1]] if word is not None else 2
    bounds = months_of(year, 4 * third + 1, 4, "third", _FIRST_THIRD + third)
    return replace(bounds, approximate=True)


def _is_at_last(text: str) -> bool:
    """Return whether *text* tells the last day as a limit: "by the end of", "until year-end"."""
    return _END.search(text) is not None and _AT_LAST.match(text) is not None


def _year_of(text: str, date: dt.date | None) -> int | None:
    found = _YEAR.search(text)
    if found is not None:
        return int(found[0])
    word = re.search(r"\b(last|this|next) year", text)
    if date is None:
        return None
    if word is None:
        return date.year if "year" in text and "end" in text else None  # "year-end"
    return date.year + YEAR_STEPS[word[1]]


def _decade(text: str) -> Bounds:
    year = int(re.sub(r"\D", "", text)[:4])
    start, end = dt.date(year, 1, 1), dt.date(year + 9, 12, 31)
    part = re.search(r"\b(early|mid|late)\b", text) is not None
    return Bounds(start, end, "decade", f"{year // 10}X", part)


def _ended(text: str) -> Bounds | None:
    """Return the year, quarter or months that ended on the day told."""
    length, _, day_text = re.split(r"(\s(?:ended|ending)\s+(?:on\s+)?)", text)
    end = find_day(day_text, dt.date(2000, 1, 1), "past")
    if end is None:
        return None
    counts = {"quarter": 3, "three": 3, "six": 6, "nine": 9}
    months = next((n for word, n in counts.items() if word in length.lower()), 12)
    after = end + dt.timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    year, month = divmod(index, 12)
    start = dt.date(year, month + 1, min(after.day, monthrange(year, month + 1)[1]))
    return Bounds(start, end, "fiscal", f"{start.isoformat()}/{end.isoformat()}")


def _iso_day(text: str) -> Bounds | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:  # such as a thirteenth month
        return None
    return Bounds(day, day, "day", text)


def _month_alone(text: str, date: dt.date | None, prefer: str | None) -> Bounds | None:
    """Return a month without a year: the last or the next one of that name."""
    month = month_in(text)
    if month is None:
        return None
    part = re.search(r"\b(?:early|mid|late|beginning|start|middle|end)\b", text) is not None
    if date is None or (prefer is None and month != date.month):
        return replace(unresolved("month"), month=month)
    year = date.year
    if prefer == "past" and month > date.month:
        year -= 1
    elif prefer == "future" and month < date.month:
        year += 1
    return replace(month_of(year, month), approximate=part, month=month)
