"""The dates that an axis of time names: days, months, quarters or years, never too many."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# months between ticks that are tried, the finest first
MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
MOST: Final = 11
# spans of fewer days are told in weeks
SHORT: Final = 50
NAMES: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def ticks(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """Return the dates to name between *first* and *last*, with their names.

    The year is told where it changes.

    >>> [text for _, text in ticks(dt.date(2025, 10, 20), dt.date(2026, 2, 10))]
    ['Nov 2025', 'Dec', 'Jan 2026', 'Feb']
    >>> [text for _, text in ticks(dt.date(2019, 3, 1), dt.date(2022, 3, 1))]
    ['Jul 2019', 'Jan 2020', 'Jul', 'Jan 2021', 'Jul', 'Jan 2022']
    """
    if (last - first).days <= SHORT:
        return _named(list(_days(first, last)), days=True)
    # counted before they are listed: a span may hold more than a hundred thousand months
    months = 12 * (last.year - first.year) + last.month - first.month
    fits = [step for step in MONTHS if months // step <= MOST]
    tries = (list(_months(first, last, step)) for step in fits)
    found = next(dates for dates in tries if len(dates) <= MOST)
    return _named(found, days=False) if found else _named([first], days=True)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    step = 7 if (last - first).days > 2 * 7 else 2
    for day in range(first.toordinal(), last.toordinal() + 1, step):
        yield dt.date.fromordinal(day)


def _months(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    month = 12 * first.year + first.month - 1
    if first.day > 1:
        month += 1
    month = -(-month // step) * step
    while month // 12 <= min(last.year, dt.MAXYEAR):
        date = dt.date(month // 12, month % 12 + 1, 1)
        if date > last:
            return
        yield date
        month += step


def _named(dates: list[dt.date], *, days: bool) -> list[tuple[dt.date, str]]:
    found, year = [], None
    for date in dates:
        month = NAMES[date.month - 1]
        text = f"{date.day} {month}" if days else month
        if not days and all(each.month == 1 for each in dates):
            text = str(date.year)
        elif date.year != year:
            text = f"{text} {date.year}"
        year = date.year
        found.append((date, text))
    return found
