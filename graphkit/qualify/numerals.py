"""Numbers as texts write them: digits with commas, words, and the large units behind them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![\d]|[.,]\d)"
_WORD: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_LARGE_WORD: Final = r"(?i:hundred|thousand|million|billion|trillion|crores?|lakhs?)"
_SHORT: Final = r"(?i:mln|bln|trn|mil|bil|mn|bn|tn|crs?|m|b|k)"
LARGE: Final = rf"(?:\s*[-\s]?\s*{_LARGE_WORD}(?:\s+{_LARGE_WORD})?\b|[\s-]?{_SHORT}\b)"
LARGE_WORDS: Final = rf"(?:[\s-]+{_LARGE_WORD}(?:\s+{_LARGE_WORD})?\b)"
NUMBER: Final = (
    rf"(?:(?<![\w.,]){_DIGITS}|\b{_WORD}\b|\bhalf\s+an?(?=\s+{_LARGE_WORD})"
    rf"|\ban?(?=\s+{_LARGE_WORD}\b))"
)
TO: Final = r"\s*(?:-|\u2013|—|\bto\b)\s*"
_BETWEEN: Final = re.compile(
    rf"(\bbetween\s+\S{{1,20}}(?:\s+{_LARGE_WORD})?\s+)and(?=\s)", re.IGNORECASE
)

_POWERS: Final = {
    "hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "million": 6, "mln": 6, "mn": 6, "m": 6,
    "mil": 6, "crore": 7, "cr": 7, "bil": 9, "billion": 9, "bln": 9, "bn": 9, "b": 9,
    "trillion": 12, "trn": 12, "tn": 12,
}  # fmt: skip

_BEFORE: Final = {
    "about": r"about|around|approximately|roughly|some|nearly|almost|close\s+to|(?:an\s+)?estimated"
    r"|circa|virtually|~",
    "at least": r"more\s+than|over|at\s+least|in\s+excess\s+of|upwards?\s+of|exceed(?:s|ing)"
    r"|a\s+minimum\s+of|(?:no|not)\s+(?:less|fewer)\s+than|greater\s+than|above|>",
    "at most": r"up\s+to|as\s+(?:much|many)\s+as|at\s+most|less\s+than|fewer\s+than|under|below"
    r"|a\s+maximum\s+of|(?:no|not)\s+more\s+than|<",
}
_BOUNDS: Final = {
    bound: re.compile(
        rf"(?<!\w)(?:{words})\s*(?:a\s+(?:total|combined|further)\s+(?:of\s+)?)?\Z", re.IGNORECASE
    )
    for bound, words in sorted(_BEFORE.items(), reverse=True)
}
_UNREAD: Final = re.compile(rf"[A-Za-z]|[\s-]*(?:{_LARGE_WORD}|(?i:mio|mrd|mill|bill|tr)\b)")
_BEHIND: Final = re.compile(r"\s+or\s+(?:(?P<more>more)|(?P<less>less|fewer))\b")
_REACH: Final = 40  # characters before a number in which "no more than" and the like stand


def to_number(text: str, large: str | None = None) -> Decimal | None:
    """Return the number that *text* and the *large* unit behind it write, or None if none.

    >>> to_number("2.9", " billion"), to_number("thirty-five"), to_number("half a", " million")
    (Decimal('2900000000'), Decimal('35'), Decimal('500000'))
    """
    found = _plain(" ".join(text.lower().replace("-", " ").split()))
    if found is None:
        return None
    for word in re.findall(r"[a-z]+", "" if large is None else large.lower()):
        found *= Decimal(10) ** _POWERS[word.removesuffix("s")]
    return Decimal(f"{found.normalize():f}")


def with_ranges_alike(text: str) -> str:
    """Return *text*, as long as before, with "between 5 and 10" written as "between 5  to 10"."""
    return _BETWEEN.sub(r"\1 to", text)


def is_unread(text: str, end: int) -> bool:
    """Return whether letters follow the number that ends at *end* and may be its large unit.

    >>> is_unread("$2x", 2), is_unread("$2 in cash", 2)
    (True, False)
    """
    return _UNREAD.match(text, end) is not None


def bound_of(text: str, start: int, end: int) -> str:
    """Return how the number at ``[start, end)`` of *text* is meant, such as ``about``.

    >>> bound_of("sold up to 500 buses", 11, 14)
    'at most'
    """
    behind = _BEHIND.match(text, end)
    if behind is not None:
        return "at least" if behind["more"] is not None else "at most"
    before = text[max(0, start - _REACH) : start]
    return next((bound for bound, form in _BOUNDS.items() if form.search(before)), "exact")


def start_with_bound(text: str, start: int) -> int:
    """Return where the words before the number at *start* begin that say how it is meant."""
    begin = max(0, start - _REACH)
    for form in _BOUNDS.values():
        found = form.search(text[begin:start])
        if found is not None:
            return begin + found.start()
    return start


def _plain(text: str) -> Decimal | None:
    if text in {"a", "an"}:
        return Decimal(1)
    if text.startswith("half"):
        return Decimal("0.5")
    if text[-1].isdigit():
        return Decimal(text.replace(",", ""))
    from text_to_num import text2num  # noqa: PLC0415 - loads a library

    try:
        return Decimal(text2num(text, "en"))
    except ValueError:
        return None
