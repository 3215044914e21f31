"""Where one clause of a sentence ends and another begins, told by signs and small words.

A clause within another ("…, which …,") is one of its own, and behind it the outer one goes on.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.qualify.asides import is_verb_word
from graphkit.qualify.dates import begins_with_time
from graphkit.qualify.words import (
    CONJUNCTIONS,
    EVENT_OPENERS,
    OPENERS,
    PRONOUNS,
    is_verb,
)

if TYPE_CHECKING:
    from graphkit.qualify.sentence import Sentence, Word

_DASHES: Final = frozenset("-\u2013—")
_NEAR: Final = 6  # words between a conjunction and the verb of the clause that it begins
_LOOK: Final = 60  # characters in which a time, if one follows, has begun and mostly ended
_TIME_WORDS: Final = frozenset({"year", "month", "day", "week", "time", "quarter", "period"})
_MONTHS: Final = frozenset(
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
)
_AFTER_PARTICIPLE: Final = frozenset(
    ["in", "by", "on", "from", "at", "with", "under", "as", "to", "into", "for", "of"]
)
_NO_ARTICLE: Final = frozenset({"a", "an", "the", "its", "their", "his", "her"})


NONE: Final = -1
"""The number of no clause."""
_WITH_SUBJECT: Final = EVENT_OPENERS | {
    *("while", "whereas", "although", "though", "because", "unless", "if", "when")
}


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a sentence, numbered in the order in which they begin."""

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    adverbial: frozenset[int] = frozenset()

    def at(self, position: int) -> int:
        """Return the number of the clause that the character at *position* belongs to."""
        return self.numbers[max(0, bisect_right(self.starts, position) - 1)]

    def of(self, first: int, second: int) -> int:
        """Return the clause that relates the things at two positions; `NONE` if none does.

        It is the later begun of both, unless that is one with a subject of its own ("after Bolt
        was sold"): what stands outside of it is not related by its verb.
        """
        one, other = sorted((self.at(first), self.at(second)))
        return NONE if one != other and other in self.adverbial else other


class _Splitter:
    """Walks over the words of a sentence; ``outer`` are the clauses that go on behind this one."""

    def __init__(self, sentence: Sentence) -> None:
        self.words = sentence.words
        self.text = sentence.text
        self.starts, self.numbers = [0], [0]
        self.current, self.last = 0, 0
        self.outer: list[tuple[int, bool, bool]] = []
        self.has_verb = False
        self.adverbial: set[int] = set()
        self.leads = False

    def split(self) -> Clauses:
        for index, word in enumerate(self.words):
            if not word.mention or word.text in "(),;:":
                self._step(index, word)
        return Clauses(tuple(self.starts), tuple(self.numbers), frozenset(self.adverbial))

    def _step(self, index: int, word: Word) -> None:
        if index == 0 and self._begins_with_participle():
            self._leave()
            self._begin(0)
            self.leads = True
        elif self._separates(index, word):
            self.outer.clear()
            self._begin(word.start)
        elif word.text == "(":
            self._leave()
            self._begin(word.start)
        elif word.text == ")" and self.outer:
            self._resume(word.end)
        elif word.text == ",":
            self._comma(index)
        else:
            self._small_word(index, word)

    def _begins_with_participle(self) -> bool:
        """Return whether the sentence begins as in "Founded in 1985, …", or "Originally …"."""
        first = 1 if self._text(0).endswith("ly") else 0
        return self._is_participle(first) and self._text(first + 1).lower() in _AFTER_PARTICIPLE

    def _small_word(self, index: int, word: Word) -> None:
        low = word.text.lower()
        if low in OPENERS | EVENT_OPENERS and self._opens(index, low):
            self._leave()
            self._begin(word.start)
            self.leads = index == 0
            if low in _WITH_SUBJECT:
                self.adverbial.add(self.current)
        elif low in CONJUNCTIONS and self.has_verb and self._starts_clause(index):
            self._begin(word.start)
        elif is_verb(word.text):
            self.has_verb = True

    def _begin(self, start: int) -> None:
        self.last += 1
        self.current, self.has_verb = self.last, False
        self._mark(start)

    def _leave(self) -> None:
        """Remember the clause that goes on behind the one about to begin."""
        self.outer.append((self.current, self.has_verb, self.leads))
        self.leads = False

    def _resume(self, start: int) -> None:
        self.current, self.has_verb, self.leads = self.outer.pop()
        self._mark(start)

    def _mark(self, start: int) -> None:
        self.starts.append(start)
        self.numbers.append(self.current)

    def _separates(self, index: int, word: Word) -> bool:
        if word.text in ";:":
            return not self._in_time(index)
        if word.text not in _DASHES:
            return False
        # a dash between words of a name or a range has no space beside it
        return word.text == "—" or self.text[word.start - 1 : word.end + 1].strip() == word.text

    def _in_time(self, index: int) -> bool:
        return self._text(index - 1).isdigit() and self._text(index + 1).isdigit()

    def _comma(self, index: int) -> None:
        following = self._text(index + 1)
        if following.lower() in OPENERS | CONJUNCTIONS | EVENT_OPENERS:
            return
        if self.outer and self._resumes(index + 1):
            self._resume(self.words[index].end)
        elif self._is_participle(index + 1):
            self._leave()
            self._begin(self.words[index].end)

    def _resumes(self, index: int) -> bool:
        """Return whether the words from *index* go on with the outer clause."""
        if index >= len(self.words):
            return False
        if self._is_participle(index):
            return False
        words = self._until_sign(index)
        if not words:
            return False
        verbs = [not word.mention and is_verb(word.text) for word in words]
        return verbs[0] or (any(verbs) and (self.leads or (self.has_verb and self._names(index))))

    def _names(self, index: int) -> bool:
        """Return whether a new subject stands at *index*."""
        word = self.words[index]
        return word.mention or word.text.lower() in PRONOUNS | _NO_ARTICLE

    def _is_participle(self, index: int) -> bool:
        word, following = self._text(index), self._text(index + 1).lower()
        if index >= len(self.words) or self.words[index].mention:
            return False
        if index == 0:
            word = word.lower()
        if not word[:1].islower():
            return False
        if word.endswith("ing"):
            return following not in {"", ","}
        participle = word.endswith("ed") or (
            is_verb(word) and word.endswith(("t", "n", "de", "ld"))
        )
        return participle and following in _AFTER_PARTICIPLE

    def _opens(self, index: int, low: str) -> bool:
        following = self._text(index + 1).lower()
        if low == "that":
            return following not in _TIME_WORDS
        if low in EVENT_OPENERS:
            end = self.words[index].end
            rest = self.text[end : end + _LOOK]
            return not begins_with_time(rest) and following not in {"", ",", ".", "then", "now"}
        return True

    def _starts_clause(self, index: int) -> bool:
        """Return whether the conjunction at *index* is followed by a verb, or by one's subject."""
        words = [w for w in self._until_sign(index + 1) if not w.text.endswith("ly")][:_NEAR]
        if not words:
            return False
        told = [word for word in words if word.mention or not _tells_time_only(word.text)]
        if told and (is_verb_word(told[0]) or words[0].text in {"also", "later"}):
            return True
        subject = 0
        while subject < len(words) and (
            words[subject].mention or words[subject].text.lower() in PRONOUNS | _NO_ARTICLE
        ):
            subject += 1
        behind = words[subject : subject + 1]
        if subject and any(is_verb_word(word) for word in behind):
            return True
        comma = index > 0 and self.words[index - 1].text == ","
        return comma and any(not w.mention and is_verb(w.text) for w in words)

    def _until_sign(self, index: int) -> list[Word]:
        found = []
        for word in self.words[index : index + _NEAR + 3]:
            if word.text in ",;:()":
                break
            found.append(word)
        return found

    def _text(self, index: int) -> str:
        return self.words[index].text if 0 <= index < len(self.words) else ""


def _tells_time_only(word: str) -> bool:
    """Return whether *word* may stand between a conjunction and its verb: "and last year sold"."""
    small = {"last", "next", "in", "this", "then", "until", "since", "from", "by", "on"}
    return word.lower() in _TIME_WORDS | small or word.isdigit() or word[:3] in _MONTHS


def split_clauses(sentence: Sentence) -> Clauses:
    """Return the clauses of *sentence*.

    >>> from graphkit.qualify.sentence import Sentence
    >>> text = "Apex, which was founded in 1999, supplies Bolt and sold its mill in 2020."
    >>> clauses = split_clauses(Sentence(text, 0, None, ()))
    >>> [clauses.at(text.index(word)) for word in ("Apex", "1999", "Bolt", "2020")]
    [0, 1, 0, 2]
    """
    return _Splitter(sentence).split()
