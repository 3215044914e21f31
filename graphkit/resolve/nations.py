"""Reads the country out of a description of a company: "the Taiwanese chipmaker"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.resolve.context import origins_in
from graphkit.resolve.kinds import Kind
from graphkit.resolve.lexicon import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.resolve.blocks import Block

_SEATS: Final = frozenset({"from", "in", "of"})


def nation_of(block: Block) -> str | None:
    """Return the ISO 3166-1 code of the one country that a description of a body names, or None.

    Names are not asked: Bank of China (Hong Kong), American Airlines.
    """
    if block.family != "actor" or block.kind is not Kind.DESCRIPTION:
        return None
    codes = {code for text in block.texts for code in _codes(text.split(" "))}
    return next(iter(codes)) if len(codes) == 1 else None


def _codes(words: list[str]) -> Iterator[str]:
    """Yield the codes of the countries that say where a body is from.

    What stands behind a preposition is its goods or its customers ("the buyer of Russian gas"),
    unless it is a country alone ("the chipmaker from Taiwan").
    """
    stops = [number for number, word in enumerate(words) if word.lower() in PREPOSITIONS]
    head = stops[0] if stops else len(words)
    yield from (origin.country for origin in origins_in(" ".join(words[:head])))
    tail = words[stops[-1] :] if stops else []
    for origin in origins_in(" ".join(tail)):
        if not origin.tells and tail[0].lower() in _SEATS:
            yield origin.country
