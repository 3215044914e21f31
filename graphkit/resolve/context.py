"""What a document tells of a company beside its name: its country, its trade, its relatives.

Sentences that speak of the company count more than the rest of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rigour.territories import get_territory

from graphkit.resolve.territories import find_territory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from graphkit.model import Document
    from graphkit.resolve.known.entries import Entry

_WORD: Final = re.compile(r"[^\W_]+(?:\.?[-.'\u2019&][^\W_]+)*")
_ENDING: Final = re.compile(r"['\u2019]s$|-(?:based|headquartered)$")  # Taiwan's, Taiwan-based
_PLURAL: Final = 4  # letters: a shorter word keeps its s (gas, bus)
_LONGEST_NAME: Final = 3  # words of a country's name: "United Arab Emirates"
_TOWARDS: Final = frozenset({"against", "for", "into", "to", "toward", "towards"})  # a market

# Nouns that are not the name of the country in rigour's table; all others there are adjectives.
# U.S. and UK are both, and so tell no origin.
_OTHER_NOUNS: Final = frozenset(
    {
        *("america", "britain", "burma", "czech republic", "drc", "great britain", "holland"),
        *("ivory coast", "korea", "prc", "republic of korea", "roc", "turkey", "u.a.e", "u.k"),
        *("u.s", "u.s.a", "uae", "uk", "united states of america", "us", "usa"),
    }
)

# What a sign counts, where it stands: with the name in a sentence, and elsewhere in the document.
_COUNTRY: Final = (3.0, 1.0)
_TRADE: Final = (1.5, 0.5)
_MOST_TRADE_WORDS: Final = (3, 3)
_RELATIVE: Final = (2.0, 1.0)
_OTHER_ORIGIN: Final = -2.0  # "British", "Germany's", "Taiwan-based" of a company from elsewhere


@dataclass(frozen=True, slots=True)
class Signs:
    """How strongly a document speaks for a company, and by what."""

    weight: float
    reasons: tuple[str, ...]


class Context:
    """What one document tells, sentence by sentence."""

    def __init__(self, document: Document, named: Iterable[tuple[Entry, int]]) -> None:
        """Take the *document* and the entries that it certainly *named*, each with a sentence."""
        self._document = document
        self._named: dict[str, tuple[Entry, set[int]]] = {}
        self._owned: dict[str, set[str]] = {}
        for entry, sentence in named:
            self._named.setdefault(entry.key, (entry, set()))[1].add(sentence)
            if entry.parent is not None:
                self._owned.setdefault(entry.parent, set()).add(entry.key)

    def signs(self, entry: Entry, near: Collection[int], own: Collection[str]) -> Signs:
        """Return what speaks for *entry* being named in the sentences *near*, told by number.

        *own* are the words of the name, which say nothing of its trade.
        """
        found = (
            self._country(entry, near),
            self._trade(entry, near, own),
            self._relative(entry, near),
        )
        reasons = tuple(reason for each in found for reason in each.reasons)
        return Signs(sum(each.weight for each in found), reasons)

    def _country(self, entry: Entry, near: Collection[int]) -> Signs:
        if entry.country is None:
            return Signs(0.0, ())
        here = {origin for number in near for origin in self._origins[number]}
        if entry.country in {origin.country for origin in here}:
            return Signs(_COUNTRY[0], (f"its sentence speaks of {country_name(entry.country)}",))
        if entry.country in self._countries:
            return Signs(_COUNTRY[1], (f"the text speaks of {country_name(entry.country)}",))
        elsewhere = any(origin.tells for origin in here)
        return Signs(_OTHER_ORIGIN if elsewhere else 0.0, ())

    def _trade(self, entry: Entry, near: Collection[int], own: Collection[str]) -> Signs:
        words = {_singular(word) for word in entry.trade} - {_singular(word) for word in own}
        here = sorted({word for number in near for word in words & self._words[number]})
        there = sorted((words & self._all_words) - set(here))
        weight = _TRADE[0] * min(len(here), _MOST_TRADE_WORDS[0])
        weight += _TRADE[1] * min(len(there), _MOST_TRADE_WORDS[1])
        telling = here if here else there
        return Signs(weight, (f"the text speaks of {', '.join(telling[:3])}",) if telling else ())

    def _relative(self, entry: Entry, near: Collection[int]) -> Signs:
        """Return what the owner, or what the company owns, says by being named."""
        owner = {entry.parent} & self._named.keys()
        best = Signs(0.0, ())
        for key in sorted({*owner, *self._owned.get(entry.key, ())}):
            other, sentences = self._named[key]
            weight = _RELATIVE[1 if sentences.isdisjoint(near) else 0]
            if weight > best.weight:
                best = Signs(weight, (f"the text names {other.name}",))
        return best

    @cached_property
    def _words(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(
                _singular(part.lower())
                for word in _WORD.findall(sentence.of(self._document.text))
                for part in (word, *word.split("-"))
            )
            for sentence in self._document.sentences
        )

    @cached_property
    def _all_words(self) -> frozenset[str]:
        return frozenset[str]().union(*self._words)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(origin.country for found in self._origins for origin in found)

    @cached_property
    def _origins(self) -> tuple[frozenset[Origin], ...]:
        return tuple(
            frozenset(origins_in(sentence.of(self._document.text)))
            for sentence in self._document.sentences
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """A country that a text names; it *tells* where something comes from ("Taiwanese"), or not."""

    country: str
    tells: bool


def origins_in(text: str) -> Iterator[Origin]:
    """Yield the countries that *text* names by noun or adjective, but for those of its markets.

    >>> [(origin.country, origin.tells) for origin in origins_in("Taiwanese chips from Japan")]
    [('TW', True), ('JP', False)]
    >>> list(origins_in("what is sold to the United States"))
    []
    """
    words = _WORD.findall(text)
    first = 0
    while first < len(words):
        size, origin = _origin_at(words, first)
        before = [word.lower() for word in words[max(0, first - 2) : first]]
        towards = before[-1:] if before[-1:] != ["the"] else before[:-1]
        first += size
        if origin is not None and (origin.tells or _TOWARDS.isdisjoint(towards)):
            yield origin


def _origin_at(words: Sequence[str], first: int) -> tuple[int, Origin | None]:
    """Return the country whose name begins at *first* and the number of its words, else one."""
    if not words[first][:1].isupper():
        return 1, None
    for size in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
        written = " ".join(words[first : first + size])
        name = _ENDING.sub("", written)
        territory = find_territory(name) if words[first + size - 1][:1].isupper() else None
        if territory is not None:  # of parts of states there is no code: Northern Ireland
            is_noun = name.casefold() in {territory.name.casefold(), *_OTHER_NOUNS}
            tells = name != written or not is_noun
            return size, None if territory.code is None else Origin(territory.code, tells=tells)
    return 1, None


def country_name(code: str) -> str:
    """Return the English name of the country with the ISO 3166-1 *code*, else the code.

    >>> country_name("TW")
    'Taiwan'
    """
    row = get_territory(code.lower())
    return code if row is None else str(row.name)


def _singular(word: str) -> str:
    plural = len(word) > _PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
