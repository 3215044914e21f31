"""Turns the links between mentions into links between blocks, in the order in which they count."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graphkit.resolve.judge import is_acronym_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphkit.model import Extraction, Mention
    from graphkit.resolve.blocks import Block


@dataclass(frozen=True, slots=True)
class BlockLink:
    """Two blocks, by number, that a link joins: the one with the earlier mention first.

    ``gap`` is the distance between the beginnings of the two mentions.
    """

    confidence: float
    gap: int
    first: int
    second: int
    second_start: int

    @property
    def rank(self) -> tuple[float, int, int]:
        """The place among the links: the most confident first, then the nearest."""
        return (-self.confidence, self.gap, self.second_start)


def block_links(extraction: Extraction, blocks: Sequence[Block]) -> tuple[BlockLink, ...]:
    """Return the links of *extraction* and those that brackets make, the best first.

    Raises:
        ValueError: A link speaks of a mention that the extraction does not list.
    """
    numbers = {
        reading.mention: number for number, each in enumerate(blocks) for reading in each.readings
    }
    links = set(_stated(extraction, numbers)) | set(_bracketed(extraction, blocks, numbers))
    return tuple(sorted(links, key=lambda link: (link.rank, link.first, link.second)))


def _stated(extraction: Extraction, numbers: Mapping[Mention, int]) -> Iterator[BlockLink]:
    for link in extraction.links:
        for mention in (link.first, link.second):
            if mention not in numbers:
                message = (
                    f"document {extraction.document.id!r}: a link speaks of {mention}, which is"
                    " not among the mentions; list it there"
                )
                raise ValueError(message)
        first, second = sorted((link.first, link.second), key=lambda mention: mention.span)
        if first != second:
            yield _link(first, second, link.confidence, numbers)


def _bracketed(
    extraction: Extraction, blocks: Sequence[Block], numbers: Mapping[Mention, int]
) -> Iterator[BlockLink]:
    """Yield a sure link for each acronym in brackets behind its full name."""
    text, mentions = extraction.document.text, extraction.mentions
    for full, short in pairwise(mentions):
        if text[full.span.end : short.span.start].strip() != "(":
            continue
        if is_acronym_of(blocks[numbers[short]], blocks[numbers[full]]):
            yield _link(full, short, 1.0, numbers)


def _link(
    first: Mention, second: Mention, confidence: float, numbers: Mapping[Mention, int]
) -> BlockLink:
    start = second.span.start
    return BlockLink(confidence, start - first.span.start, numbers[first], numbers[second], start)
