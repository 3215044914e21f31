"""One sentence with what was found in it, in offsets of the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graphkit.model import Span

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.model import Claim, Mention

_WORD: Final = re.compile(r"\w+(?:['\u2019.\-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign of a sentence; ``mention`` tells whether it lies in a mention."""

    text: str
    start: int
    end: int
    mention: bool


@dataclass(frozen=True)
class Sentence:
    """The text of a sentence, where it begins in the document, and the document's date.

    ``mentions`` are those in the sentence, in text order. All offsets of the functions that take
    a sentence count from its beginning; `span` turns them into those of the document.
    """

    text: str
    start: int
    date: dt.date | None
    mentions: tuple[Mention, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words and signs, in order."""
        spans = self.mention_spans
        starts = [start for start, _ in spans]

        def mentioned(position: int) -> bool:
            index = bisect_right(starts, position) - 1
            return index >= 0 and position < spans[index][1]

        return tuple(
            Word(found[0], found.start(), found.end(), mentioned(found.start()))
            for found in _WORD.finditer(self.text)
        )

    @cached_property
    def mention_spans(self) -> tuple[tuple[int, int], ...]:
        """Where the mentions lie."""
        return tuple(self.local(mention) for mention in self.mentions)

    @cached_property
    def word_starts(self) -> tuple[int, ...]:
        """Where the words begin."""
        return tuple(word.start for word in self.words)

    def local(self, mention: Mention) -> tuple[int, int]:
        """Return where *mention* lies in the sentence."""
        return mention.span.start - self.start, mention.span.end - self.start

    def ends_of(self, claim: Claim) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return where the two mentions of *claim* lie, in text order."""
        first, second = sorted((self.local(claim.subject), self.local(claim.object)))
        return first, second

    def span(self, start: int, end: int) -> Span:
        """Return the span of the document that is *start* to *end* of the sentence."""
        return Span(self.start + start, self.start + end)

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that begin in ``[start, end)``."""
        first = bisect_right(self.word_starts, start - 1)
        last = bisect_right(self.word_starts, end - 1)
        return self.words[first:last]

    def holds_mention(self, start: int, end: int) -> bool:
        """Return whether a word of a mention begins in ``[start, end)``."""
        return any(word.mention for word in self.between(start, end))
