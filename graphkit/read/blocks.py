r"""Text → blocks that no sentence crosses: paragraphs, headlines, list entries, rows.

A blank line always parts blocks and so does a line that begins with a bullet or a number. Any other
line break parts them too, unless the paragraph is prose that was wrapped by hand. It counts as
wrapped if its longest line has at least 40 characters and

* some line is *full* (it has no room for the next line's first word within the longest line) and
  breaks off in mid-sentence: the next line begins in lower case, or the line ends in a comma or in
  a small word such as "of", or the next line is set in below a bullet; or else
* two lines at least half as wide as the longest are followed by lower case in mid-sentence; or else
* all its lines are full within the longest paragraph of the text that does count as wrapped.

In a wrapped paragraph a break is no boundary after a full line, nor in mid-sentence before lower
case after a line at least half as wide as the longest. Headlines, addresses and verse stay apart
by this rule, since their lines are short, uneven or begin with capitals.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NARROWEST = 40  # characters; no one wraps prose more tightly, while lists and addresses are so
_TAIL = 8  # characters that the patterns for the end of a line look at
_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"  # those of str.splitlines
_LINE = re.compile(rf"([^{_BREAKS}]*)(?:\r\n|[{_BREAKS}]|\Z)")
_BULLET = re.compile(r"(?:[-*+\u2013\u2022\u2023\u2043\u25a0-\u25ff\u00b7]|[0-9]{1,3}[.)])\s")
_OPENING = "\"'([{\u00a1\u00bf\u00ab\u2018\u201c\u201e"
_WORD = re.compile(r"[^\W\d_]+")
_DANGLING = re.compile(
    r"(?:,|\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|as|its|their|that|which|is|are|was"
    r"|were|has|have|will))\Z"
)
_ENDS = re.compile(r"[.!?:;][\"')\]\u201d\u2019\u00bb]*\Z")


class _Line(NamedTuple):
    """A line without the white space around it; ``indent`` is the white space before it."""

    start: int
    text: str
    indent: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def split_blocks(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield start and end of each block, without the white space around it.

    >>> text = "Ports close\nKobe\n\nShips wait."
    >>> [text[start:end] for start, end in split_blocks(text)]
    ['Ports close', 'Kobe', 'Ships wait.']
    """
    # Two passes rather than a list: a text may have millions of lines.
    margins = (_margin(unit) for unit in _units(text))
    widest = max((margin for margin in margins if margin is not None), default=None)
    for unit in _units(text):
        yield from _joined(unit, None if widest is None else _margin(unit, widest))


def begins_lower(text: str) -> bool:
    """Return whether the first word is in lower case; names such as iPhone or eBay are not.

    >>> [begins_lower(text) for text in ("the port", "(a port)", "eBay sells", "Port", "5 ports")]
    [True, True, False, False, False]
    """
    match = _WORD.match(text.lstrip(_OPENING))
    return match is not None and match[0].islower()


def _units(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph, cut before every bullet."""
    unit: list[_Line] = []
    # The last match is the empty one at the end of the text, which closes the last paragraph.
    for match in _LINE.finditer(text):
        stripped = match[1].strip()
        if unit and (not stripped or _BULLET.match(stripped)):
            yield unit
            unit = []
        if stripped:
            indent = len(match[1]) - len(match[1].lstrip())
            unit.append(_Line(match.start() + indent, stripped, indent))


def _margin(unit: Sequence[_Line], widest: int | None = None) -> int | None:
    """Return the width at which this paragraph was wrapped, or None if it does not seem to be.

    ``widest`` is the greatest such width in the text, for a paragraph that gives no sign itself.
    """
    margin = max(line.width for line in unit)
    if margin >= _NARROWEST and _is_wrapped(unit, margin):
        return margin
    if widest is None or margin > widest:
        return None
    full = all(_is_full(line, following, widest) for line, following in pairwise(unit))
    return widest if full else None


def _is_wrapped(unit: Sequence[_Line], margin: int) -> bool:
    ragged = 0
    for line, following in pairwise(unit):
        if _is_full(line, following, margin):
            if _breaks_off(line, following, unit[0]):
                return True
        elif _is_soft(line, following, margin):
            ragged += 1
    return ragged > 1


def _is_full(line: _Line, following: _Line, margin: int) -> bool:
    first = following.text.split(maxsplit=1)[0]
    return line.width + 1 + len(first) > margin


def _breaks_off(line: _Line, following: _Line, first: _Line) -> bool:
    """Return whether the sentence of a line seems to go on in the next."""
    if _ENDS.search(line.text[-_TAIL:]):
        return False
    hangs = following.indent > first.indent and _BULLET.match(first.text) is not None
    dangles = _DANGLING.search(line.text[-_TAIL:]) is not None
    return hangs or dangles or begins_lower(following.text)


def _joined(unit: Sequence[_Line], margin: int | None) -> Iterator[tuple[int, int]]:
    """Yield start and end of the blocks of a paragraph."""
    start = unit[0].start
    for line, following in pairwise(unit):
        if margin is None or not _is_soft(line, following, margin):
            yield start, line.end
            start = following.start
    yield start, unit[-1].end


def _is_soft(line: _Line, following: _Line, margin: int) -> bool:
    if _is_full(line, following, margin):
        return True
    wide = 2 * line.width >= margin
    return wide and begins_lower(following.text) and not _ENDS.search(line.text[-_TAIL:])
