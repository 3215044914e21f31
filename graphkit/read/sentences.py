"""Text → sentences, as spans that cover every character that is not white space.

Blocks (`graphkit.read.blocks`) are cut first. Inside them nupunkt proposes boundaries and
`graphkit.read.boundaries` decides. Time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graphkit.model import Span
from graphkit.read.blocks import split_blocks
from graphkit.read.boundaries import HEAD, OPENERS, TAIL, is_boundary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupunkt import PunktSentenceTokenizer

MAX_SENTENCE = 5_000
"""The longest sentence, in characters: what is longer is a table or a list, no sentence, and would
only be cut off later by the model that reads it."""

# nupunkt looks at each mark's whole unbroken run, which takes the square of the run's length. No
# word is this long; of what is (data, addresses) only the end can end a sentence.
_LONGEST_WORD = 200
_KEPT_END = 40
_LONG_RUN = re.compile(rf"(?<!\S)\S{{{_LONGEST_WORD + 1},}}")
_RAISED = "[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]"
# References and quotation marks behind a full stop belong to the sentence that they follow.
_BEHIND = re.compile(
    r"\s?(?:\[(?:[0-9]{1,3}(?:[,\u2013-]\s?[0-9]{1,3}){0,9}|[a-z]|note [0-9]{1,2}|citation needed)"
    r"\]\s?)+"
    rf"|{_RAISED}+|\s[\u201d\u00bb](?=\s|\Z)"
)
# nupunkt never ends a sentence after a single letter ("vitamin C. The"), before raised figures, nor
# at full stops of East Asian scripts, which no space follows.
_MISSED = re.compile(
    rf"(?<!\w)[^\W\d_]\.(?=\s+(?:{'|'.join(sorted(OPENERS))})\b)|[.!?](?={_RAISED})"
    r"|[\u3002\uff01\uff1f][\u300d\u300f\u201d\uff09]*"
)
_WHITE = re.compile(r"\s*")
_MARK = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, without the white space around them.

    >>> text = "It sells to the U.S. The rest goes to Acme Corp. in Kobe."
    >>> [span.of(text) for span in split_sentences(text)]
    ['It sells to the U.S.', 'The rest goes to Acme Corp. in Kobe.']
    """
    return tuple(
        Span(*piece)
        for start, end in split_blocks(text)
        for sentence in _sentences(text, start, end)
        for piece in _pieces(text, *sentence)
    )


@cache
def _splitter() -> PunktSentenceTokenizer:
    """Return nupunkt without its abbreviations.

    It learned them from scanned law reports: thousands of ordinary words that stood at the end of
    a line there (hand, coal, stock, found). Ours stand in `graphkit.read.boundaries`.
    """
    from nupunkt import load_default_model  # noqa: PLC0415 - start-up stays quick

    splitter = load_default_model()
    for abbreviation in splitter.abbreviations:
        splitter.remove_abbreviation(abbreviation)
    return splitter


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences of one block."""
    begin = start
    for mark in _proposed(text[start:end]):
        stop, following = _behind(text, start + mark, end)
        if stop <= begin or following >= end:
            continue
        left = text[max(begin, stop - TAIL) : stop]
        if is_boundary(left, text[following : following + HEAD], whole=stop - begin <= TAIL):
            yield begin, stop
            begin = following
    yield begin, end


def _proposed(block: str) -> list[int]:
    """Return the ends of all stretches that may be sentences, in order, without the last."""
    if not _MARK.search(block, 0, len(block) - 1):
        return []  # most headlines, list entries and cells; nupunkt takes thirty times as long
    masked = _LONG_RUN.sub(_mask, block.replace("\n", " ").replace("\r", " "))
    ends = {stop for _, stop in _splitter().span_tokenize(masked)}
    ends.update(match.end() for match in _MISSED.finditer(block))
    return sorted(end for end in ends if end < len(block))


def _mask(run: re.Match[str]) -> str:
    word = run[0]
    return "x" * (len(word) - _KEPT_END) + word[-_KEPT_END:]


def _behind(text: str, stop: int, end: int) -> tuple[int, int]:
    """Return the stop moved behind references and quotation marks, and where text goes on."""
    match = _BEHIND.match(text, stop, end)
    if match is not None:
        stop += len(match[0].rstrip())
    white = _WHITE.match(text, stop, end)
    return stop, stop if white is None else white.end()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or its parts if it is too long: cut at white space where there is some."""
    while end - start > MAX_SENTENCE:
        parts = text[start : start + MAX_SENTENCE + 1].rsplit(maxsplit=1)
        stop = start + (len(parts[0]) if len(parts) > 1 else MAX_SENTENCE)
        yield start, stop
        white = _WHITE.match(text, stop, end)
        start = stop if white is None else white.end()
    yield start, end
