"""Gathers the readings of a document that bear one name: names are compared, not mentions.

A reading without a name is a block of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.resolve.kinds import Kind
from graphkit.resolve.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.resolve.readings import Reading
    from graphkit.resolve.territories import Territory

    Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Readings in text order that mean one thing because they bear one name.

    ``words`` are those of the name, ``texts`` its written forms; ``kind`` is NAME if any reading is
    one; ``territory`` is that of a country.
    """

    family: str
    kind: Kind
    words: tuple[str, ...]
    readings: tuple[Reading, ...]
    texts: tuple[str, ...] = field(init=False)
    types: frozenset[str] = field(init=False)
    territory: Territory | None = field(init=False)

    def __post_init__(self) -> None:
        """Gather what is asked of the readings often."""
        texts = tuple(dict.fromkeys(reading.text for reading in self.readings))
        types = frozenset(reading.mention.type for reading in self.readings)
        found = (each.territory for each in self.readings if each.territory is not None)
        object.__setattr__(self, "texts", texts)
        object.__setattr__(self, "types", types)
        object.__setattr__(self, "territory", next(found, None))

    @property
    def start(self) -> int:
        """Where the first reading begins in the text."""
        return self.readings[0].start

    @property
    def is_named(self) -> bool:
        """Whether the block bears a name, if only within its document."""
        return self.kind in {Kind.NAME, Kind.LOCAL}


def block(readings: Sequence[Reading]) -> tuple[Block, ...]:
    """Return the blocks of *readings*, which are in text order, by their first reading.

    A place with the written name of a country of the document is that country.
    """
    countries = _countries(readings)
    grouped: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for number, reading in enumerate(readings):
        if reading.kind in {Kind.NAME, Kind.LOCAL}:
            grouped[reading.family, _words(reading, countries)].append(reading)
        else:
            grouped[(number,)].append(reading)
    return tuple(_block(group, countries) for group in grouped.values())


def _block(group: Sequence[Reading], countries: Mapping[Words, Words]) -> Block:
    first = group[0]
    named = any(reading.kind is Kind.NAME for reading in group)
    return Block(
        family=first.family,
        kind=Kind.NAME if named else first.kind,
        words=_words(first, countries),
        readings=tuple(group),
    )


def _words(reading: Reading, countries: Mapping[Words, Words]) -> Words:
    if reading.family == "territory":
        return countries.get(reading.words, reading.words)
    return reading.words


def _countries(readings: Iterable[Reading]) -> dict[Words, Words]:
    """Return the words of the country for the words of each of its written names."""
    return {
        words_of(reading.text): reading.words
        for reading in readings
        if reading.territory is not None
    }
