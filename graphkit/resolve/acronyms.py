"""Compares acronyms with the initials of full names: TSMC, METI, LNG."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from graphkit.resolve.legal_forms import is_legal_form
from graphkit.resolve.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9]{1,7}s?")
_WORD: Final = re.compile(r"[^\W_]+")
_SMALL_WORDS: Final = word_set("and of the for in on to a an at de du di der und")
_LARGEST: Final = 64  # readings of one name; only names with many small words have more
_LONGEST: Final = 12  # words; longer names have no acronym of 8 letters


def is_acronym(text: str) -> bool:
    """Return whether *text* is written like an acronym, in the plural too.

    >>> is_acronym("TSMC"), is_acronym("EVs"), is_acronym("Apple"), is_acronym("T")
    (True, True, False, False)
    """
    return _ACRONYM.fullmatch(text) is not None


@lru_cache(maxsize=1 << 11)
def acronyms_of(text: str) -> frozenset[str]:
    """Return the acronyms, in lower case, that the name *text* may have.

    Small words and legal forms may be left out, and short capitals may stay whole.

    >>> "tsmc" in acronyms_of("Taiwan Semiconductor Manufacturing Co. Ltd.")
    True
    >>> "meti" in acronyms_of("Ministry of Economy, Trade and Industry")
    True
    >>> "lges" in acronyms_of("LG Energy Solution")
    True
    """
    words = _WORD.findall(text)
    if not 1 < len(words) <= _LONGEST:
        return frozenset()
    return frozenset("".join(letters).lower() for letters in islice(_initials(words), _LARGEST))


def _initials(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return product(*(_choices(word, is_first=not number) for number, word in enumerate(words)))


def _choices(word: str, *, is_first: bool) -> tuple[str, ...]:
    if not is_first and (word.lower() in _SMALL_WORDS or is_legal_form(word)):
        return ("", word[0])
    return (word[0], word) if is_acronym(word) else (word[0],)
