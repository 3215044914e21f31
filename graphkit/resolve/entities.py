"""Makes an entity of a cluster: type, key, label, names, and what registers know of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.model import Entity, Identifier, Known
from graphkit.resolve.goods import good_of, without_capital
from graphkit.resolve.keys import country_key, local_key, name_key
from graphkit.resolve.kinds import Kind
from graphkit.resolve.known.goods_scheme import broader_of, find_good, is_kind_of
from graphkit.resolve.known.places import find_place
from graphkit.resolve.linking import Linked, Unclear
from graphkit.resolve.short_forms import is_head
from graphkit.resolve.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.model import Mention
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.readings import Reading
    from graphkit.resolve.territories import Territory


def entity(
    cluster: Sequence[Block],
    *,
    document: str,
    link: Linked | Unclear | None = None,
    countries: frozenset[str] = frozenset(),
) -> Entity:
    """Return the entity that the blocks of *cluster* mean in the document with the id *document*.

    The blocks are in text order. *link* is what a register knows of them; *countries* are the codes
    of those that the document names, which tell one Cambridge from another.
    """
    readings = sorted((each for block in cluster for each in block.readings), key=_start)
    mentions = tuple(reading.mention for reading in readings)
    names = [block for block in cluster if block.kind is Kind.NAME]
    if not names:
        return _described(readings, mentions, document=document)
    if isinstance(link, Linked):
        return _linked(link, names, mentions)
    if isinstance(link, Unclear):
        return _unclear(names, mentions, document=document)
    if names[0].family == "goods":
        return _goods(names, mentions)
    territory = next((block.territory for block in names if block.territory is not None), None)
    if territory is not None:
        return _country(territory, names, mentions)
    return _place(names, mentions, countries)


def _country(territory: Territory, names: Sequence[Block], mentions: tuple[Mention, ...]) -> Entity:
    return Entity(
        key=country_key(territory),
        type="Country",
        label=territory.name,
        names=_distinct([territory.name, *_written_forms(names)]),
        mentions=mentions,
        same_as=(territory.iri,),
        code=territory.code,
    )


def _linked(link: Linked, names: Sequence[Block], mentions: tuple[Mention, ...]) -> Entity:
    """Return the known company that *names* mean: its key and its label are the register's."""
    entry = link.entry
    return Entity(
        key=entry.key,
        type=entry.type,
        label=entry.name,
        names=_distinct([entry.name, *_written_forms(names)]),
        mentions=mentions,
        known=link.known(),
    )


def _unclear(names: Sequence[Block], mentions: tuple[Mention, ...], *, document: str) -> Entity:
    """Return what an ambiguous name means in this document, which keeps to it."""
    found = _named(names, mentions)
    key = local_key(found.type, found.label, document=document, span=mentions[0].span)
    return replace(found, key=key)


def _named(names: Sequence[Block], mentions: tuple[Mention, ...]) -> Entity:
    """Return the entity with *names*; the longest is the full one and makes the key.

    A short name may be that of another thing in another document: Samsung for Samsung SDI.
    """
    main = _main(names)
    type_ = _usual_type(reading for block in names for reading in block.readings)
    label = _fullest_form(main)
    return Entity(
        key=name_key(type_, main.words),
        type=type_,
        label=label,
        names=_distinct([label, *_written_forms(names)]),
        mentions=mentions,
    )


def _goods(names: Sequence[Block], mentions: tuple[Mention, ...]) -> Entity:
    """Return the goods with *names*, and the kinds that they are of."""
    main = _narrowest(names)
    label = _usual_form(main)
    # "the machines" stands for "lithography machines" here, but it is no name of them.
    telling = [block for block in names if not _is_wider(block, main)]
    usual = _usual_type(reading for block in names for reading in block.readings)
    words, type_ = good_of(main.words, usual)
    return Entity(
        key=name_key(type_, words),
        type=type_,
        label=label,
        names=_distinct([label, *_written_forms(telling), *_asked_names(words)]),
        mentions=mentions,
        known=_scheme(words),
        broader=broader_of(words, type_, label=label),
    )


def _asked_names(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the scheme by which goods with *words* are asked for: HBM."""
    good = find_good(words)
    return () if good is None else good.asked_names


def _scheme(words: tuple[str, ...]) -> Known | None:
    """Return what the scheme of goods knows of those with *words*: their codes of customs."""
    good = find_good(words)
    if good is None:
        return None
    codes = tuple(Identifier("hs", code) for code in good.hs)
    return Known("graphkit goods", good.name, "name of the goods", 1.0, codes)


def _place(
    names: Sequence[Block], mentions: tuple[Mention, ...], countries: frozenset[str]
) -> Entity:
    """Return what has *names*; the key of a city that is known has its country, too."""
    found = _named(names, mentions)
    place = find_place(found.label, countries=countries) if found.type == "Place" else None
    if place is None:
        return found
    city = Identifier("geonames", str(place.geonames_id))
    known = Known("GeoNames", place.name, place.evidence, place.confidence, (city,), place.country)
    key = name_key(found.type, (*words_of(place.name), place.country.lower()))
    return replace(found, key=key, known=known)


def _narrowest(names: Sequence[Block]) -> Block:
    """Return the block that says most of the goods: that of which no other is a kind."""
    telling = [each for each in names if not any(_is_wider(each, other) for other in names)]
    return _main(telling if telling else names)


def _is_wider(block: Block, other: Block) -> bool:
    return is_head(block.words, other.words) or is_kind_of(other.words, block.words)


def _main(names: Sequence[Block]) -> Block:
    return max(names, key=lambda block: (len(" ".join(block.words)), -block.start))


def _described(
    readings: Sequence[Reading], mentions: tuple[Mention, ...], *, document: str
) -> Entity:
    """Return the entity without a name, which keeps to its document."""
    kinds = {reading.kind for reading in readings}
    best = next(kind for kind in (Kind.LOCAL, Kind.DESCRIPTION, Kind.PRONOUN) if kind in kinds)
    telling = [reading for reading in readings if reading.kind is best]
    label = max(telling, key=lambda reading: (len(reading.text), -reading.start)).text
    type_ = _usual_type(telling)
    key = local_key(type_, label, document=document, span=mentions[0].span)
    return Entity(key=key, type=type_, label=label, names=(label,), mentions=mentions)


def _start(reading: Reading) -> int:
    return reading.start


def _usual_type(readings: Iterable[Reading]) -> str:
    """Return the most frequent type, of equals the one that stands first."""
    ordered = sorted(readings, key=_start)
    return Counter(reading.mention.type for reading in ordered).most_common(1)[0][0]


def _usual_form(block: Block) -> str:
    """Return the most frequent written form, of equals the one that stands first."""
    return Counter(map(_written, block.readings)).most_common(1)[0][0]


def _fullest_form(block: Block) -> str:
    """Return the longest written form, rather a noun than an adjective, rather not in capitals."""

    def rank(text: str) -> tuple[bool, int, bool]:
        is_adjective = block.family == "territory" and words_of(text) != block.words
        return not is_adjective, len(text), not text.isupper()

    return max(block.texts, key=rank)


def _written_forms(blocks: Iterable[Block]) -> list[str]:
    readings = sorted((each for block in blocks for each in block.readings), key=_start)
    return [_written(reading) for reading in readings if reading.kind is Kind.NAME]


def _written(reading: Reading) -> str:
    """Return the written form, of goods without the capital that the sentence gives it."""
    raised = reading.family == "goods" and reading.starts_sentence
    return without_capital(reading.text) if raised else reading.text


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
