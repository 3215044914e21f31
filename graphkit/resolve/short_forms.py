"""Compares names by their words: SoftBank and SoftBank Group, chips and memory chips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.resolve.lexicon import EVENTS, PREPOSITIONS, REGIONS, SITES
from graphkit.resolve.territories import find_territory

if TYPE_CHECKING:
    from collections.abc import Sequence

    Words = tuple[str, ...]

_LETTERS: Final = 3  # US, UK, UAE are known in capitals only
_SMALL_WORDS: Final = frozenset({"of", "the", "for", "and"})


def is_beginning(short: Words, long: Words) -> bool:
    """Return whether the body *short* may be *long*, whose first words it has.

    What a region or a country is added to is another body: a bank's subsidiary in Hong Kong. A
    country alone is no short form of the bodies that begin with its name.

    >>> is_beginning(("hon", "hai"), ("hon", "hai", "precision", "industry"))
    True
    >>> is_beginning(("bank", "of", "china"), ("bank", "of", "china", "hong", "kong"))
    False
    >>> is_beginning(("china",), ("china", "mobile"))
    False
    """
    if len(short) >= len(long) or long[: len(short)] != short:
        return False
    return not (_is_area(long[len(short) :]) or _is_area(short))


def is_part(short: Words, long: Words) -> bool:
    """Return whether *short* are the first or the last words of *long*.

    >>> is_part(("new", "york"), ("new", "york", "city")), is_part(("york",), ("new", "york"))
    (True, True)
    """
    size = len(short)
    return size < len(long) and short in {long[:size], long[-size:]}


def is_head(short: Words, long: Words) -> bool:
    """Return whether the goods *short* are the head of *long*.

    >>> is_head(("chip",), ("memory", "chip")), is_head(("memory",), ("memory", "chip"))
    (True, False)
    """
    return len(short) < len(long) and long[-len(short) :] == short


def is_same_office(first: Words, second: Words) -> bool:
    """Return whether two offices differ in the order of words and in the state's name only.

    >>> is_same_office(("commerce", "department"), ("us", "department", "of", "commerce"))
    True
    """
    one, other = set(first) - _SMALL_WORDS, set(second) - _SMALL_WORDS
    if not (one <= other or other <= one):
        return False
    return one == other or _is_area([w for w in (*first, *second) if w in one ^ other])


def share_a_name(first: Words, second: Words) -> bool:
    """Return whether two sites or events share a word that is no kind of either.

    >>> share_a_name(("dresden", "fab"), ("dresden", "plant"))
    True
    >>> share_a_name(("dresden", "fab"), ("arizona", "fab"))
    False
    """
    return any(
        not {word, word.removesuffix("s")} & (SITES | EVENTS | PREPOSITIONS)
        for word in set(first) & set(second)
    )


def _is_area(words: Sequence[str]) -> bool:
    """Return whether *words* name a country, another territory or a region of the world."""
    if words and words[0] in PREPOSITIONS:
        words = words[1:]
    name = " ".join(word.upper() if len(word) <= _LETTERS else word for word in words)
    return name.lower() in REGIONS or (bool(name) and find_territory(name) is not None)
