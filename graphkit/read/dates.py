"""Tells dates of documents from what stands for a missing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 8999
"""Databases write 0001-01-01 or 9999-12-31 for "unknown", and nothing can be counted from it."""


def known_date(date: dt.date | None) -> dt.date | None:
    """Return *date*, or None if it is one that only stands for a missing one.

    >>> import datetime as dt
    >>> known_date(dt.date(9999, 12, 31)), known_date(dt.date(2026, 5, 8))
    (None, datetime.date(2026, 5, 8))
    """
    return date if date is not None and _FIRST_YEAR <= date.year <= _LAST_YEAR else None
