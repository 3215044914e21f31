"""Times that tell against a claim: the day on which a relation ends, and what is not before one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graphkit.qualify.asides import is_verb_word
from graphkit.qualify.words import AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.qualify.sentence import Word

_ENDING: Final = re.compile(
    r"stop(?:s|ped|ping)?|ceas(?:e[sd]?|ing)|halt(?:s|ed|ing)?|clos(?:e[sd]?|ing)|shut(?:s|ting)?"
    r"|leav(?:es?|ing)|left|exit(?:s|ed|ing)?|quit(?:s|ting)?|expir(?:e[sd]?|ing)"
    r"|terminat(?:e[sd]?|ing)|phas(?:e[sd]?|ing)|end(?:s|ed|ing)?|discontinu(?:e[sd]?|ing)"
    r"|cancel(?:s|led|ed|ling|ing)?|suspend(?:s|ed|ing)?|withdr(?:aws?|ew|awn|awing)"
)
_NEEDS_OUT: Final = "phas"  # "phased in" begins
_VERB_ONLY: Final = frozenset({"end", "stop", "halt", "exit", "close", "leave", "phase", "cease"})
"""Nouns or adjectives too: verbs behind these words only."""
_BEFORE_VERB: Final = frozenset(
    [
        *("to", "will", "would", "can", "could", "may", "might", "must", "shall", "should"),
        *("and", "not", "they", "we"),
    ]
)
_NEAR: Final = 2  # words up to the verb that goes with it: "agreed to stop"
_NEGATED: Final = frozenset({"not", "never", "no", "nor", "neither", "cannot", "without"})


def ending_of(words: Sequence[Word]) -> str | None:
    """Return the last of *words* that tells of an end, or None if none does.

    It is "" where another verb has a right to the time as well: "left to build it".
    """
    last = -1
    for index in range(len(words)):
        if _ends(words, index):
            last = index
    if last < 0:
        return None
    others = [i for i in range(len(words)) if i != last and _acts(words, i)]
    return "" if any(i < last - _NEAR or i > last for i in others) else words[last].text.lower()


def _acts(words: Sequence[Word], index: int) -> bool:
    """Return whether the word at *index* is a verb that says what somebody does."""
    word = words[index]
    infinitive = index > 0 and words[index - 1].text.lower() == "to" and word.text[0].islower()
    verb = is_verb_word(word) and word.text.lower() not in AUXILIARIES
    return not word.mention and (verb or infinitive)


def _ends(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    low = word.text.lower()
    if word.mention or _ENDING.fullmatch(low) is None:
        return False
    if low.startswith(_NEEDS_OUT):
        return index + 1 < len(words) and words[index + 1].text.lower() == "out"
    before = words[index - 1].text.lower() if index > 0 else ""
    return low not in _VERB_ONLY or before in _BEFORE_VERB


def is_negated(words: Sequence[Word]) -> bool:
    """Return whether one of *words* turns the others into their contrary."""
    said = [word.text.lower().replace("\u2019", "'") for word in words if not word.mention]
    return any(word in _NEGATED or word.endswith("n't") for word in said)
