"""Finds the one known name that a misspelt name means.

One error is a letter that is missing, that is too many, that is another, or that has changed
places with its neighbour; a space at the wrong place is an error too. Only long names are looked
up: two short names that differ in a letter are two names more often than one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from graphkit.resolve.known.cores import core_of
from graphkit.resolve.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST: Final = 7  # letters of a name that may be misspelt, without Group and the like
_LEAST: Final = 5  # letters of a name of one word that may be, if the text speaks for it
_SHORTEST_WORD: Final = 5  # letters of a word in it that may be: Samsung SDI is not Samsung SDS
_LONG: Final = 12  # letters from which on one error leaves hardly a doubt
_CONFIDENCES: Final = {"long": 0.85, "short": 0.75, "least": 0.6}
_SPACING: Final = 0.9
_DIGITS: Final = re.compile(r"\d+")
_FORMS: Final = word_set(
    "aktiengesellschaft company corporation group holding holdings incorporated limited"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that are meant, how the written ones differ, and how sure that is."""

    words: tuple[str, ...]
    difference: str
    confidence: float


class Spellings:
    """Known names, found by their letters but for one error."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        """Index *names*, each given as its words."""
        self._names: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(names):
            self._names.setdefault("".join(words), []).append(words)
        self._like: dict[tuple[str, int], list[str]] = {}
        for letters in self._names:
            if len(letters) >= _LEAST:
                self._like.setdefault((letters[0], len(letters)), []).append(letters)

    def near(self, words: tuple[str, ...]) -> Spelling | None:
        """Return the only name one error away from *words*, or None.

        >>> known = Spellings([("umicore",), ("albemarle",), ("fab", "12", "north")])
        >>> known.near(("albermarle",)).words, known.near(("fab", "18", "north"))
        (('albemarle',), None)
        """
        letters = "".join(words)
        if not _is_long(words):
            return None
        apart = [name for name in self._names.get(letters, ()) if name != words]
        if apart:
            return Spelling(apart[0], "a space", _SPACING) if len(apart) == 1 else None
        sizes = range(len(letters) - 1, len(letters) + 2)
        alike = [
            name
            for size in sizes
            for name in self._like.get((letters[0], size), ())
            if OSA.distance(letters, name, score_cutoff=1) == 1
        ]
        if len(alike) != 1 or len(self._names[alike[0]]) != 1:
            return None
        (found,) = self._names[alike[0]]
        if not _is_error(words, found):
            return None
        return Spelling(found, "one letter", _CONFIDENCES[_length(letters, alike[0])])


def _is_long(words: tuple[str, ...]) -> bool:
    size = len("".join(core_of(words)))
    return size >= _SHORTEST or (len(words) == 1 and size >= _LEAST)


def _length(written: str, known: str) -> str:
    size = min(len(written), len(known))
    if size >= _LONG:
        return "long"
    return "short" if size >= _SHORTEST else "least"


def misspelt_form(word: str) -> str | None:
    """Return the legal form or a like word that *word* is but for one letter, or None.

    >>> misspelt_form("corporstion"), misspelt_form("coropration"), misspelt_form("copper")
    ('corporation', 'corporation', None)
    """
    alike = [form for form in sorted(_FORMS) if OSA.distance(word, form, score_cutoff=1) == 1]
    return alike[0] if len(alike) == 1 else None


def _is_error(written: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if _DIGITS.findall(" ".join(written)) != _DIGITS.findall(" ".join(known)):
        return False
    if not _is_long(known):
        return False
    if len(written) != len(known):
        return True
    pairs = [pair for pair in zip(written, known, strict=True) if pair[0] != pair[1]]
    if any(len(word) < _SHORTEST_WORD for pair in pairs for word in pair):
        return False
    return not any(_are_two_words(*pair, alone=len(known) == 1) for pair in pairs)


def _are_two_words(written: str, known: str, *, alone: bool) -> bool:
    """Whether both are ordinary words, which makes another name of it: no "Applied Martials"."""
    if not alone and (written + "s" == known or known + "s" == written):
        return False  # Applied Material
    return is_english(written) and (alone or is_english(known))


@lru_cache(maxsize=1 << 14)
def is_english(word: str) -> bool:
    """Return whether *word*, in lower case, is an ordinary English word.

    >>> is_english("april"), is_english("umicore")
    (True, False)
    """
    import simplemma  # noqa: PLC0415 - it takes a second, and most documents need none of it

    return bool(simplemma.is_known(word, lang="en"))
