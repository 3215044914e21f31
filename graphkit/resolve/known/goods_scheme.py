"""Knows goods of supply chains: their names, what each is a kind of, their codes of customs.

``goods.csv`` has a row for each: ``name``; ``other_names``, with ``;`` between them; ``broader``,
the name of the nearest kind that it is a kind of, or empty; ``kind``, material or product; ``hs``,
headings and subheadings of the Harmonized System of 2022; ``critical``, whose list of critical
raw materials names it (EU of 2023, US of 2022). Plurals and spellings that `goods_words` makes one
are not listed; short forms are (HBM), since people ask by them. Two names are of one row only if
they mean the same goods: what is made of a good, a part of it or a grade of it has a row of its
own.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.model import Concept
from graphkit.resolve.goods_senses import is_kind, is_other_sense
from graphkit.resolve.goods_words import (
    PREPOSITIONS,
    head_phrase,
    plain_words_of,
)
from graphkit.resolve.keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Words = tuple[str, ...]

FILE: Final = Path(__file__).with_name("goods.csv")

_SHORT_FORM: Final = re.compile(r"(?=.{2,6}$)[A-Za-z]*[A-Z][a-z]?[A-Z][A-Za-z]*")  # HBM, CoWoS, GaN
_CONJUNCTIONS: Final = frozenset({"and", "or", "plus"})


@dataclass(frozen=True, slots=True)
class Good:
    """A good of the scheme: its key, its type and its name, and what else is known of it.

    ``broader`` are the keys of the kinds that it is a kind of, the nearest first; ``hs`` are codes
    of the Harmonized System of 2022, ``critical`` those (EU, US) whose list of critical raw
    materials names it. ``names`` are all that the scheme has, the usual one first.
    """

    key: str
    type: str
    name: str
    broader: tuple[str, ...]
    hs: tuple[str, ...]
    critical: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its name, by which it is one in every document."""
        return tuple(self.key.partition("/")[2].split("-"))

    @property
    def asked_names(self) -> tuple[str, ...]:
        """The names by which it is asked for, whatever a text writes, if one is a short form.

        >>> find_good(("high", "bandwidth", "memory")).asked_names
        ('high bandwidth memory', 'HBM', 'high-bandwidth memory')
        >>> find_good(("lithium",)).asked_names
        ()
        """
        return self.names if any(map(_SHORT_FORM.fullmatch, self.names)) else ()


@dataclass(frozen=True, slots=True)
class _Scheme:
    """``by_words`` has all names; ``by_letters`` the same, for lead frames and leadframes.

    ``broad`` are the keys of those that others are a kind of.
    """

    by_words: Mapping[Words, Good]
    by_letters: Mapping[str, Good]
    by_key: Mapping[str, Good]
    broad: frozenset[str]


def find_good(words: Words) -> Good | None:
    """Return the good one of whose names has *words*, or None.

    *words* are those of `goods.goods_words_of`, or of `goods_words.plain_words_of`.

    >>> find_good(("lithium", "ion", "battery")).hs
    ('850760',)
    >>> find_good(("smart", "phone")).name, find_good(("lithium", "tea"))
    ('smartphone', None)
    """
    scheme = _scheme()
    found = scheme.by_words.get(words)
    return scheme.by_letters.get("".join(words)) if found is None else found


def goods() -> tuple[Good, ...]:
    """Return all goods of the scheme, ordered by key.

    >>> [good.name for good in goods()[:2]]
    ['200mm wafer', '300mm wafer']
    """
    return tuple(good for _, good in sorted(_scheme().by_key.items()))


def has_narrower(good: Good) -> bool:
    """Return whether some good of the scheme is a kind of *good*.

    >>> has_narrower(find_good(("dram",))), has_narrower(find_good(("germanium",)))
    (True, False)
    """
    return good.key in _scheme().broad


def head_good(words: Words) -> Good | None:
    """Return the good that the phrase *words* ends in, the longest that is not all of it, or None.

    >>> head_good(("chinese", "memory", "chip")).name, head_good(("potato", "chip"))
    ('memory chip', None)
    """
    for start in range(1, len(words)):
        good = _scheme().by_words.get(words[start:])
        if good is not None:
            return good if _keeps_sense(words[:start], words[start:], good) else None
    return None


def broader_of(words: Words, type_: str, *, label: str | None = None) -> tuple[Concept, ...]:
    """Return the kinds of goods that *words*, of the type *type_*, are a kind of, nearest first.

    What the scheme knows has the kinds that it has there. Other goods are a kind of what they end
    in: a good of the scheme, or else a plain noun, if *label*, the written form, has no capitals
    and no digits. Without *label* the words are taken to be written without capitals.

    >>> [concept.label for concept in broader_of(("dram",), "Product")]
    ['memory chip', 'chip', 'semiconductor', 'electronic component']
    >>> [concept.key for concept in broader_of(("garden", "hose"), "Product")]
    ['product/hose']
    >>> broader_of(("model", "3"), "Product"), broader_of(("lighting", "system"), "Product")
    ((), ())
    """
    good = find_good(words)
    if good is not None:
        return _concepts(good.broader)
    if not _CONJUNCTIONS.isdisjoint(words):
        return ()  # "desktop and laptop computers" are no laptops
    head = _before_preposition(words, label)
    whole = None if head == words else find_good(head)
    nearest = head_good(head) if whole is None else whole
    if nearest is not None:
        known = label is None or not _is_title(label, nearest)
        return _concepts((nearest.key, *nearest.broader)) if known else ()
    return _by_noun(words, head, type_, " ".join(words) if label is None else label)


def is_kind_of(narrow: Words, broad: Words) -> bool:
    """Return whether the goods *narrow* are a kind of the goods *broad*, which are others.

    >>> is_kind_of(("dram",), ("chip",)), is_kind_of(("chip",), ("dram",))
    (True, False)
    >>> is_kind_of(("garden", "hose"), ("hose",)), is_kind_of(("chip",), ("chip",))
    (True, False)
    """
    good = find_good(broad)
    if good is None:
        return any(concept.key == name_key("Product", broad) for concept in _kinds(narrow))
    return any(concept.key == good.key for concept in _kinds(narrow))


def _kinds(words: Words) -> tuple[Concept, ...]:
    return broader_of(words, "Product")


def _concepts(keys: Iterable[str]) -> tuple[Concept, ...]:
    goods_by_key = _scheme().by_key
    return tuple(Concept(key, goods_by_key[key].type, goods_by_key[key].name) for key in keys)


def _by_noun(words: Words, head: Words, type_: str, label: str) -> tuple[Concept, ...]:
    """Return the kind that the last word of *head* tells, if it is a plain noun."""
    noun = head[-1]
    is_plain = label.islower() and not any(map(str.isdigit, label))
    if len(words) == 1 or not is_plain or not is_kind(noun):
        return ()
    if is_other_sense(head[:-1], noun):
        return ()
    return (Concept(name_key(type_, (noun,)), type_, noun),)


def _before_preposition(words: Words, label: str | None) -> Words:
    if label is not None and head_phrase(label) == label:
        return words  # "ship-to-shore crane" is no ship
    stops = (index for index, word in enumerate(words) if index and word in PREPOSITIONS)
    return words[: next(stops, len(words))]


def _keeps_sense(before: Words, head: Words, good: Good) -> bool:
    return not (is_other_sense(before, head[-1]) or is_other_sense(before, good.words[-1]))


def _is_title(label: str, good: Good) -> bool:
    """Return whether the last word of *label* is part of a proper name: "Galaxy Watch"."""
    last = label.rsplit(" ", maxsplit=1)[-1]
    return last.istitle() and last.isalpha() and not good.name.split(" ")[-1][0].isupper()


@cache
def _scheme() -> _Scheme:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    keys = {name: _key(row) for name, row in rows.items()}
    made = {name: _good(row, rows, keys) for name, row in rows.items()}
    by_words = {
        plain_words_of(form): made[name] for name, row in rows.items() for form in _forms(row)
    }
    by_letters = {"".join(words): good for words, good in by_words.items()}
    broad = frozenset(key for good in made.values() for key in good.broader)
    return _Scheme(by_words, by_letters, {good.key: good for good in made.values()}, broad)


def _good(
    row: Mapping[str, str], rows: Mapping[str, Mapping[str, str]], keys: Mapping[str, str]
) -> Good:
    return Good(
        key=keys[row["name"]],
        type=row["kind"].title(),
        name=row["name"],
        broader=tuple(keys[name] for name in _chain(row, rows)),
        hs=_parts(row["hs"]),
        critical=_parts(row["critical"]),
        names=_forms(row),
    )


def _key(row: Mapping[str, str]) -> str:
    return name_key(row["kind"], plain_words_of(row["name"]))


def _chain(row: Mapping[str, str], rows: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the names of what *row* is a kind of, nearest first."""
    chain: list[str] = []
    name = row["broader"]
    while name:
        chain.append(name)
        name = rows[name]["broader"]
    return chain


def _forms(row: Mapping[str, str]) -> tuple[str, ...]:
    return (row["name"], *_parts(row["other_names"]))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
