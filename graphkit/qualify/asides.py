"""Which claims a sentence tells by the way, without a verb: "Apex's supplier Bolt opened …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graphkit.qualify.words import FUNCTION, is_plural_verb, is_verb

if TYPE_CHECKING:
    from graphkit.model import Claim
    from graphkit.qualify.sentence import Sentence, Word

_ARTICLES: Final = frozenset({"a", "an", "the", "another", "its", "one"})
"""Behind a comma they begin a description: "Apex, an oil refiner, …"."""

_POSSESSIVE: Final = re.compile(r"['\u2019]s\s")


def is_aside(sentence: Sentence, claim: Claim) -> bool:
    """Return whether no verb relates the ends of *claim*, but a noun or the mere order of words.

    The verb may stand before both ends or behind them, if only small words stand between: "talks
    between Apex and Bolt".
    """
    (_, first_end), (second, last) = sentence.ends_of(claim)
    words = sentence.between(first_end, second)
    if len(words) > 1 and words[0].text == "," and words[1].text.lower() in _ARTICLES:
        return True
    if any(is_verb_word(word) for word in words):
        return False
    # the possessive may be a part of the mention or stand behind it
    gap = sentence.text[max(0, first_end - 2) : second].replace("\u2019", "'")
    if "'s" in gap or "s' " in gap or not words:
        return True
    if "and" in {w.text for w in words} and _POSSESSIVE.match(sentence.text, last) is not None:
        return True
    return not all(
        word.mention or word.text.lower() in FUNCTION or word.text == "," for word in words
    )


def is_reduced(sentence: Sentence, claim: Claim) -> bool:
    """Return whether a participle behind the first end relates them: "the mill run by Bolt"."""
    (_, first_end), (second, _) = sentence.ends_of(claim)
    words = [w.text.lower() for w in sentence.between(first_end, second) if not w.mention]
    behind = words[1] if len(words) > 1 else ""
    participle = bool(words) and words[0].endswith(("ed", "wn", "de", "lt", "un"))
    return participle and (behind == "by" or (words[1:] == [behind] and behind in {"in", "at"}))


def is_verb_word(word: Word) -> bool:
    """Return whether *word* is a verb and no part of a mention."""
    return not word.mention and (is_verb(word.text) or is_plural_verb(word.text))
