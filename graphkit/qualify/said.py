"""Where what somebody says begins and ends: at a semicolon, and at a clause set against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.qualify.asides import is_verb_word
from graphkit.qualify.words import PRONOUNS

if TYPE_CHECKING:
    from graphkit.qualify.sentence import Sentence, Word

_AGAINST: Final = frozenset({"but", "while", "whereas", "although", "though", "yet"})
_LEADING: Final = frozenset({"while", "whereas", "although", "though"})
_GOES_ON: Final = PRONOUNS | {"its", "their", "his", "her"}
"""Words behind "but" with which the same speaker goes on."""


def cut_at_breaks(
    sentence: Sentence, pieces: tuple[tuple[int, int], ...], verb: int
) -> tuple[tuple[int, int], ...]:
    """Return *pieces*, what is said, without what lies beyond a break as seen from *verb*.

    Between quotation marks nothing breaks off what is said.
    """
    cuts = _breaks(sentence)
    found = []
    for start, end in pieces:
        inside = [cut for cut in cuts if start < cut < end and not _is_quoted(sentence, start, cut)]
        if inside and start >= verb:
            found.append((start, inside[0]))
        else:
            found.append((inside[-1] if inside else start, end))
    return tuple(found)


def _breaks(sentence: Sentence) -> list[int]:
    words = sentence.words
    found = [
        word.start
        for index, word in enumerate(words)
        if not word.mention and (word.text == ";" or _sets_against(words, index))
    ]
    if words and words[0].text.lower() in _LEADING and not words[0].mention:
        found += _end_of_leading(words)
    return sorted(found)


def _sets_against(words: tuple[Word, ...], index: int) -> bool:
    """Return whether a clause with a new subject begins at *index*: ", but Hull …"."""
    if words[index].text.lower() not in _AGAINST or index == 0 or index + 1 >= len(words):
        return False
    following = words[index + 1]
    if words[index - 1].text != "," or following.text.lower() in _GOES_ON:
        return False
    return following.mention or not (
        is_verb_word(following) or following.text.lower().endswith("ing")
    )


def _end_of_leading(words: tuple[Word, ...]) -> list[int]:
    """Return where "While …," ends: at the first comma behind a verb."""
    verb = next((i for i, word in enumerate(words) if is_verb_word(word)), len(words))
    return [word.start for word in words[verb:] if word.text == "," and not word.mention][:1]


def _is_quoted(sentence: Sentence, start: int, position: int) -> bool:
    before = sentence.text[start:position]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
