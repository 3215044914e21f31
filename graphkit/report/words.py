"""Numbers, names and days as they stand in sentences: right for one and for many."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

_CATEGORIES: Final = frozenset({"Cc", "Cs", "Cn", "Co"})
_TURNING: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    r"""Return *text* on one line, without characters that are not to be seen or turn its direction.

    >>> plain("Norvik\n\x07 \u202eAG")
    'Norvik AG'
    """
    kept = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _CATEGORIES
    )
    return " ".join(_TURNING.sub("", kept).split())


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return *number* with its noun.

    >>> counted(1, "claim"), counted(1200, "claim"), counted(0, "company")
    ('1 claim', '1,200 claims', '0 companies')
    """
    return f"{number:,} {noun(number, one, many)}"


def noun(number: int, one: str, many: str | None = None) -> str:
    """Return the noun, or another word, that goes with *number*.

    >>> noun(1, "is", "are"), noun(2, "is", "are"), noun(2, "country")
    ('is', 'are', 'countries')
    """
    if number == 1:
        return one
    if many is not None:
        return many
    return f"{one[:-1]}ies" if re.search("[^aeiou]y$", one) else f"{one}s"


def listed(names: Sequence[str], *, most: int = 4, total: int | None = None) -> str:
    """Return *names* as an enumeration, and how many more there are of *total*.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2)
    ('a', 'a, b and c', 'a, b and 1 other')
    """
    known = len(names) if total is None else total
    shown = list(names[:most])
    left = known - len(shown)
    if left:
        shown.append(f"{left:,} {noun(left, 'other')}")
    if len(shown) < 2:  # noqa: PLR2004 - one name is no enumeration
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def span(days: Iterable[dt.date | None]) -> str:
    """Return the first and the last of *days*; nothing if none is known.

    >>> import datetime as dt
    >>> span([dt.date(2026, 5, 7), None, dt.date(2025, 1, 2)]), span([dt.date(2026, 5, 7)])
    ('2025-01-02 to 2026-05-07', '2026-05-07')
    """
    known = sorted({day for day in days if day is not None})
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]} to {known[-1]}"


def more(shown: int, total: int, one: str = "row", many: str | None = None) -> str:
    """Return what stands below a table of which *shown* rows of *total* are to be seen.

    >>> more(20, 143, "company"), more(3, 3)
    ('and 123 more companies', '')
    """
    left = total - shown
    return f"and {left:,} more {noun(left, one, many)}" if left > 0 else ""


def capital(text: str) -> str:
    """Return *text* with a capital at its beginning, and the rest as it is.

    >>> capital("an iPhone")
    'An iPhone'
    """
    return text[:1].upper() + text[1:]
