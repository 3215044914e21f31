"""Days that dateparser reads out of words, and the traps of doing so.

dateparser fills in what a text leaves open ("March 2021" becomes a day of that month), so only
what names a day, or counts from one, is given to it, and its answer is cut to the grain told.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_WORDS_KEPT: Final = 4096  # times that a run keeps resolved: a news day has some hundreds
_PARSERS_KEPT: Final = 256  # days of documents
_WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?=\S+\s*\d|\d)")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


@lru_cache(maxsize=_WORDS_KEPT)
def find_day(text: str, base: dt.date, prefer: str) -> dt.date | None:
    """Return the day that *text* names or counts to, or None if it names none.

    Args:
        text: A day ("7 May", "Tuesday", "May 7, 2026") or a distance ("two years ago").
        base: The day from which distances count.
        prefer: ``past`` or ``future``: which of the days is meant, if the year is not told.

    >>> find_day("two weeks ago", dt.date(2026, 5, 8), "past")
    datetime.date(2026, 4, 24)
    >>> find_day("June 31", dt.date(2026, 5, 8), "past") is None
    True
    """
    # the name of the day beside a date says nothing more, and may be wrong
    words = _ORDINAL.sub("", _WEEKDAY.sub("", " ".join(text.split())))
    found = _parser(base, prefer).get_date_data(words).date_obj
    return None if found is None else found.date()


@lru_cache(maxsize=_PARSERS_KEPT)
def _parser(base: dt.date, prefer: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - takes a second

    noon = dt.datetime.combine(base, dt.time(12))
    settings = {"RELATIVE_BASE": noon, "PREFER_DATES_FROM": prefer, "DATE_ORDER": "MDY"}
    return DateDataParser(languages=["en"], settings=settings)
