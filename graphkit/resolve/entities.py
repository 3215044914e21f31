"""Makes an entity of a cluster: its type, its key, its label and its names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphkit.model import Entity
from graphkit.resolve.goods import without_capital
from graphkit.resolve.keys import country_key, local_key, name_key
from graphkit.resolve.kinds import Kind
from graphkit.resolve.short_forms import is_head
from graphkit.resolve.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.model import Mention
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.readings import Reading
    from graphkit.resolve.territories import Territory


def entity(cluster: Sequence[Block], *, document: str) -> Entity:
    """Return the entity that the blocks of *cluster* mean in the document with the id *document*.

    The blocks are in text order.
    """
    readings = sorted((each for block in cluster for each in block.readings), key=_start)
    mentions = tuple(reading.mention for reading in readings)
    names = [block for block in cluster if block.kind is Kind.NAME]
    territory = next((block.territory for block in names if block.territory is not None), None)
    if territory is not None:
        return _country(territory, names, mentions)
    if names:
        return _named(names, mentions)
    return _described(readings, mentions, document=document)


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


def _named(names: Sequence[Block], mentions: tuple[Mention, ...]) -> Entity:
    """Return the entity with *names*; the longest is the full one and makes the key.

    A short name may be that of another thing in another document: Samsung for Samsung SDI.
    """
    main = max(names, key=lambda block: (len(" ".join(block.words)), -block.start))
    goods = main.family == "goods"
    label = _usual_form(main) if goods else _fullest_form(main)
    # "the machines" stands for "lithography machines" here, but it is no name of them.
    telling = [block for block in names if not (goods and is_head(block.words, main.words))]
    type_ = _usual_type(reading for block in names for reading in block.readings)
    return Entity(
        key=name_key(type_, main.words),
        type=type_,
        label=label,
        names=_distinct([label, *_written_forms(telling)]),
        mentions=mentions,
    )


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
