"""Compares the names of two things by their words.

What is found is a `Likeness`: how the two names differ, told to people, and how much that speaks
for one thing. It rests on the two names alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from graphkit.resolve.acronyms import acronyms_of, is_acronym
from graphkit.resolve.across.generic import AREAS, EMPTY, GENERIC, GROUPS, TRADES
from graphkit.resolve.readings import FAMILIES
from graphkit.resolve.surfaces import name_of
from graphkit.resolve.territories import find_territory
from graphkit.resolve.words import actor_words_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.resolve.across.records import Record

    Words = tuple[str, ...]

LONG: Final = 8
"""Letters from which two names with the same letters in the same order are one name."""
ONE_ERROR: Final = 7
"""Letters of a name from which a letter more, less or other may be an error of writing."""
TWO_ERRORS: Final = 12
_WORD: Final = 5  # letters of a word in which an error is one: Air and Oil are two words
_CORE: Final = 4  # letters of what is left of a name without words that say little
_BEGINNING: Final = 3  # letters of a shortened word: bio
_ACRONYM: Final = 3  # letters; two letters fit many names


class Likeness(Enum):
    """How two names are alike, the most telling first."""

    EQUAL = "the names are equal"
    SPACING = "the names differ in spaces and hyphens only"
    ORDER = "the names differ in the order of the words only"
    NUMBER = "the names differ in singular and plural only"
    SHORTENED = "the names differ in a word that one of them shortens"
    ONE_LETTER = "the names differ in one letter"
    GROUP = "the names differ in a word such as Group or Holdings only"
    TWO_LETTERS = "the names differ in two letters"
    EMPTY = "the names differ in a word that says little"
    ACRONYM = "one name is the acronym of the other"
    TRADE = "one name adds a trade, as a subsidiary's name may"
    AREA = "one name adds a country or region, as a subsidiary's name may"
    SHORT = "one name begins with the other"
    OTHER_NUMBERS = "the numbers in the names differ"
    OTHER = "the names differ"


@dataclass(frozen=True)
class Named:
    """A record with the words of its names: ``words`` are those that make its key."""

    record: Record

    @property
    def family(self) -> str:
        """The family of types that may be one thing seen in two ways."""
        return FAMILIES.get(self.record.type, self.record.type)

    @cached_property
    def words(self) -> Words:
        """The words of its full name, from the key, which is made of them."""
        return tuple(self.record.key.split("/", 1)[-1].split("-"))

    @cached_property
    def aliases(self) -> frozenset[Words]:
        """The words of its other names."""
        split = actor_words_of if self.family == "actor" else words_of
        return frozenset(split(name_of(name)) for name in self.record.names) - {self.words}

    @cached_property
    def joined(self) -> str:
        """The words of its full name without spaces."""
        return "".join(self.words)

    @cached_property
    def numbers(self) -> Words:
        """The words with digits, which tell things of one name apart, in order."""
        return tuple(sorted(word for word in self.words if not word.isalpha()))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The acronyms that its names may have, in lower case."""
        return frozenset().union(*map(acronyms_of, self.record.names))

    @cached_property
    def is_acronym(self) -> bool:
        """Whether its full name is one word that is written like an acronym."""
        if len(self.words) > 1 or len(self.joined) < _ACRONYM:
            return False
        written = (name_of(name).split(" ")[0] for name in self.record.names)
        return any(is_acronym(text) and text.lower() == self.joined for text in written)


def likeness(first: Named, second: Named) -> Likeness:
    """Return how the full names of two records are alike; the same in either order."""
    if first.words == second.words:
        return Likeness.EQUAL
    if first.numbers != second.numbers:
        return Likeness.OTHER_NUMBERS
    if _is_acronym_of(first, second) or _is_acronym_of(second, first):
        return Likeness.ACRONYM
    for compare in (_by_order, _word_by_word, _by_words, _by_letters):
        found = compare(first.words, second.words)
        if found is not None:
            return found
    return Likeness.OTHER


def is_short_form(short: Words, long: Words) -> bool:
    """Return whether *short* are some first words of *long*.

    >>> is_short_form(("hon", "hai"), ("hon", "hai", "precision"))
    True
    """
    return len(short) < len(long) and long[: len(short)] == short


def adds_little(short: Words, long: Words) -> bool:
    """Return whether *long* adds nothing to *short* but words that say little.

    >>> adds_little(("foxglove",), ("foxglove", "technologies"))
    True
    >>> adds_little(("foxglove",), ("foxglove", "energy"))
    False
    """
    return is_short_form(short, long) and set(long[len(short) :]) <= EMPTY


def without(words: Words, generic: frozenset[str]) -> Words:
    """Return *words* without those of *generic* behind the first word.

    >>> without(("foxglove", "group"), frozenset({"group"}))
    ('foxglove',)
    """
    return (words[0], *(word for word in words[1:] if word not in generic))


def _by_words(first: Words, second: Words) -> Likeness | None:
    """Return how two names are alike of which one has words that the other lacks, or None."""
    for generic, found in ((GROUPS, Likeness.GROUP), (EMPTY, Likeness.EMPTY)):
        core = without(first, generic)
        if core == without(second, generic):
            telling = len("".join(core)) >= _CORE and not set(core) <= GENERIC | AREAS
            return found if telling else Likeness.OTHER
    short, long = sorted((first, second), key=len)
    if not is_short_form(short, long):
        return None
    if set(short) <= GENERIC | AREAS or _is_area(short):
        return Likeness.OTHER
    added = long[len(short) :]
    if set(added) & TRADES:
        return Likeness.TRADE
    return Likeness.AREA if set(added) & AREAS or _is_area(added) else Likeness.SHORT


def _is_acronym_of(short: Named, long: Named) -> bool:
    return short.is_acronym and not long.is_acronym and short.joined in long.acronyms


def _by_order(first: Words, second: Words) -> Likeness | None:
    if "".join(first) == "".join(second):
        return Likeness.SPACING
    return Likeness.ORDER if sorted(first) == sorted(second) else None


def _word_by_word(first: Words, second: Words) -> Likeness | None:
    """Return how two names of as many words are alike in each of them, or None."""
    if len(first) != len(second):
        return None
    pairs = _different(first, second)
    if all(_is_plural(*pair) for pair in pairs):
        return Likeness.NUMBER
    return Likeness.SHORTENED if all(_is_shortened(*pair) for pair in pairs) else None


def _by_letters(first: Words, second: Words) -> Likeness | None:
    """Return whether two names differ in letters as an error of writing makes them."""
    one, other = "".join(first), "".join(second)
    length = min(len(one), len(other))
    if length < ONE_ERROR:
        return None
    allowed = 2 if length >= TWO_ERRORS else 1
    edits = OSA.distance(one, other, score_cutoff=allowed)
    if edits > allowed:
        return None
    if len(first) == len(second) and any(_are_two_words(*p) for p in _different(first, second)):
        return None
    return Likeness.ONE_LETTER if edits == 1 else Likeness.TWO_LETTERS


def _different(first: Words, second: Words) -> list[tuple[str, str]]:
    return [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]


def _are_two_words(first: str, second: str) -> bool:
    """Return whether two words are too short, or known too well, to be one written wrongly."""
    if min(len(first), len(second)) < _WORD or {first, second} <= GENERIC | AREAS:
        return True
    # One letter of five may be an error, two of ten.
    return OSA.distance(first, second) * _WORD > max(len(first), len(second))


def _is_shortened(first: str, second: str) -> bool:
    """Return whether one of two words that say little is the beginning of the other."""
    short, long = sorted((first, second), key=len)
    return len(short) >= _BEGINNING and long.startswith(short) and {short, long} <= GENERIC


def _is_plural(first: str, second: str) -> bool:
    return first in {second + "s", second + "es"} or second in {first + "s", first + "es"}


def _is_area(words: Sequence[str]) -> bool:
    return find_territory(" ".join(words)) is not None
