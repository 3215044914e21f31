"""Which time of a sentence belongs to which claim: only where nothing else lays claim to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graphkit.qualify.asides import is_aside, is_reduced, is_verb_word
from graphkit.qualify.clauses import NONE
from graphkit.qualify.endings import ending_of, is_negated
from graphkit.qualify.periods import resolve_time
from graphkit.qualify.words import DEALS, MOVES, ORIGINS, SPEECH, is_past, is_verb

if TYPE_CHECKING:
    from graphkit.model import Claim, Period
    from graphkit.qualify.clauses import Clauses
    from graphkit.qualify.dates import Expression
    from graphkit.qualify.sentence import Sentence, Word

_STATES: Final = {
    "basedIn": ("based", "headquartered", "mov", "relocat"),
    "subsidiaryOf": ("own", "bought", "acquir", "sold", "spun", "became", "belong", "part"),
    "competesWith": ("compet", "rivalled"),
    "operatesIn": (
        *("enter", "open", "launch", "start", "beg", "expand", "produc", "sold", "left", "exit"),
        *("invest", "built", "build", "employ", "stop", "operat", "run", "work", "sell", "active"),
    ),
    "dependsOn": ("rel", "depend", "import"),
}
"""States rather than deeds, with how the words begin that tell of them: of the other verbs of a
clause the time is none of theirs."""
_TIMELESS: Final = frozenset({"locatedIn", "componentOf"})
_LED_ONLY: Final = frozenset({"year", "years", "baremonth", "month", "quarter", "decade", "fiscal"})
"""Kinds that tell when something happens only behind a small word: "the 2019 model" does not."""
_PREFERRED: Final = {"planned": "future", "current": "past", "past": "past"}
_SPOKEN: Final = frozenset(["that", "it", "they", "will", "would", "plans", "its", "he", "she"])
_NEAR: Final = 3  # words between the later end of a claim and a time that is its own
_TODAY: Final = frozenset({"today", "now"})
"""Of what happened, these mean the day; of what holds, these days."""
_PLAIN_LEADS: Final = frozenset({"", "in", "on", "during"})
"""They tell the time of a happening, the others the limit of a state."""
_EVENTS: Final = frozenset({"acquires", "investsIn"})
"""They are over on their own day, and done when a deal is closed."""
_DESCRIBING: Final = frozenset({"with", "a", "an", "the", "its", "having"})
"""Words that begin a description between commas."""
_BY_NEWS: Final = frozenset({"weekday", "monthday", "baremonth"})
"""Kinds of times that are another day for each document."""


_REACH: Final = 30  # characters before "since" in which "the largest order" stands
_COMPARED: Final = re.compile(
    r"\b(?:than|first|most|highest|lowest|largest|biggest|worst|best|any|every|only)\b[^,;]*\Z"
)
"""What follows compares times ("the largest order since 2016") and does not tell one."""
_AND: Final = re.compile(r"(?:,|\s+and|\s+or|,\s+and)\s+(?:(?:in|on|the)\s+)*")


@dataclass(frozen=True)
class Times:
    """The times that one sentence tells, and how they share out among its claims."""

    sentence: Sentence
    clauses: Clauses
    expressions: tuple[Expression, ...]

    def of(self, claim: Claim) -> Period | None:
        """Return the time of *claim*, or None where the sentence tells none that is surely its."""
        if claim.predicate in _TIMELESS or not self.expressions:
            return None
        expression = self._nearest(claim)
        if expression is None or not self._belongs(claim, expression):
            return None
        prefer = self._preferred(claim, expression)
        limited = self._limited(claim, expression)
        if limited is None:
            return None
        expression = limited
        span = self.sentence.span(expression.start, expression.end)
        period = resolve_time(expression, span, date=self.sentence.date, prefer=prefer)
        return period if period is not None and self._fits(claim, period, expression) else None

    def _preferred(self, claim: Claim, expression: Expression) -> str | None:
        """Return where a time without a year lies, ``past`` or ``future``; None if unknown."""
        prefer = _PREFERRED.get(claim.status)
        ending = self._endings[expression.start]
        to_end = ending is not None and not is_past(ending)
        intended = self._is_intended(expression) or to_end
        return None if prefer == "past" and intended else prefer

    def _limited(self, claim: Claim, expression: Expression) -> Expression | None:
        """Return the time, led in by "until" if something ends then; None if what is unclear."""
        ending = self._endings[expression.start]
        events = claim.predicate in _EVENTS
        if ending is None or (events and ending.startswith("clos")):
            return expression
        plain = expression.upper is None and expression.lead in _PLAIN_LEADS
        if not ending or events or not plain or claim.status not in {"current", "past"}:
            return None
        return replace(expression, lead="until")

    @cached_property
    def _endings(self) -> dict[int, str | None]:
        """What tells of an end beside the times, which are known by where they begin."""
        return {e.start: self._ending_of(e) for e in self.expressions}

    @cached_property
    def _verbs(self) -> dict[int, str | None]:
        """The verbs that govern the times, which are known by where they begin."""
        return {e.start: self._governing(e) for e in self.expressions}

    @cached_property
    def _verb_places(self) -> list[int]:
        """The numbers of the words that are verbs."""
        return [i for i, word in enumerate(self.sentence.words) if is_verb_word(word)]

    @cached_property
    def _commas(self) -> list[int]:
        """The numbers of the words that are commas."""
        return [i for i, word in enumerate(self.sentence.words) if word.text == ","]

    @cached_property
    def _clause_words(self) -> dict[int, list[Word]]:
        """The words of each clause."""
        found: dict[int, list[Word]] = {}
        for word in self.sentence.words:
            found.setdefault(self.clauses.at(word.start), []).append(word)
        return found

    def _ending_of(self, expression: Expression) -> str | None:
        """Return the word that tells of an end at *expression*: "" if it is unclear of what."""
        clause = self._words_beside(expression)
        before = [word for word in clause if word.end <= expression.start]
        ending = ending_of(before)
        if ending is not None or any(is_verb_word(word) for word in before):
            return ending
        behind = [word for word in clause if word.start >= expression.end]
        return ending_of(behind)

    def _words_beside(self, expression: Expression) -> list[Word]:
        """Return the words of the clause of *expression* but its own."""
        words = self._clause_words.get(self.clauses.at(expression.start), [])
        return [w for w in words if not expression.start <= w.start < expression.end]

    @cached_property
    def _usable(self) -> tuple[Expression, ...]:
        """The times that may be those of a claim at all."""
        return tuple(e for e in self._single if self._tells_when(e))

    @cached_property
    def _single(self) -> list[Expression]:
        """The times that stand alone; of "in 2018 and 2020" it is not told which is meant."""
        listed: set[int] = set()
        for index, (one, other) in enumerate(pairwise(self.expressions)):
            if one.kind == other.kind and _AND.fullmatch(self.sentence.text[one.end : other.start]):
                listed |= {index, index + 1}
        return [e for index, e in enumerate(self.expressions) if index not in listed]

    def _tells_when(self, expression: Expression) -> bool:
        if self.sentence.holds_mention(expression.start, expression.end):
            return False
        text, kind = self.sentence.text, expression.kind
        limits = expression.lead not in _PLAIN_LEADS
        if limits and is_negated(self._words_beside(expression)):
            return False  # "not until 2028" is the contrary
        before = text[max(0, expression.start - _REACH) : expression.start]
        if expression.lead == "since" and _COMPARED.search(before) is not None:
            return False
        first = not text[: expression.start].strip('"“ ')
        led = expression.lead != "" or first
        if expression.text.lower() in _TODAY:
            verb = self._verb_of(expression)
            return not first and verb is not None and is_past(verb)
        if first and expression.lead == "" and kind in {"day", "monthday", "iso"}:
            return text[expression.end :].lstrip().startswith(",")
        # "Sunday Night News" is a name
        named = kind == "weekday" and re.match(r"\s+[A-Z]", text[expression.end :]) is not None
        lasts = kind == "ahead" and expression.lead not in {"in", "within"}  # "5,000 a year"
        return not named and not lasts and (led or kind not in _LED_ONLY)

    def _nearest(self, claim: Claim) -> Expression | None:
        """Return the one time in the clause of *claim*; of several, that which is beside it."""
        (start, _), (_, end) = self.sentence.ends_of(claim)
        second = self.sentence.ends_of(claim)[1][0]
        clause = self.clauses.of(start, second)
        if clause == NONE:
            return None
        here = [e for e in self._usable if self.clauses.at(e.start) == clause]
        here = [e for e in here if not self._is_of_speech(claim, e)]
        if len(here) == 1:
            return here[0]
        for expression in here:
            if expression.start >= end:
                return expression if self._is_beside(end, expression.start) else None
        return None

    def _is_beside(self, end: int, start: int) -> bool:
        words = self.sentence.between(end, start)
        return len(words) <= _NEAR and not any(
            w.text in ",;" or w.text.lower() in {"and", "or", "but"} or is_verb_word(w)
            for w in words
        )

    def _belongs(self, claim: Claim, expression: Expression) -> bool:
        """Return whether nothing else that the clause tells has a better right to the time."""
        verb = self._verb_of(expression)
        if verb in MOVES:
            return False
        if verb in ORIGINS and claim.predicate != "partnersWith":
            return False
        if is_aside(self.sentence, claim) or self._is_inserted(claim, expression):
            return False
        if is_reduced(self.sentence, claim):
            end = self.sentence.ends_of(claim)[1][1]
            if expression.start < end or not self._is_beside(end, expression.start):
                return False
        return claim.predicate not in _STATES or self._is_lasting(claim, expression)

    def _is_inserted(self, claim: Claim, expression: Expression) -> bool:
        """Return whether the time lies between commas that describe something by the way.

        "Apex, with sales of $3 billion in 2024, supplies Hull": neither end of *claim* is there.
        """
        words = self.sentence.words
        commas = [i for i in self._commas if words[i].end <= expression.start]
        comma = commas[-1] if commas else None
        if comma is None or words[comma + 1].text.lower() not in _DESCRIBING:
            return False
        stop = next(
            (words[i].start for i in self._commas if words[i].start >= expression.end),
            len(self.sentence.text),
        )
        start = words[comma].start
        return not any(start < end < stop for end, _ in self.sentence.ends_of(claim))

    def _is_lasting(self, claim: Claim, expression: Expression) -> bool:
        """Return whether a state is what the time is told of."""
        (first, _), _ = self.sentence.ends_of(claim)
        end = max(expression.end, self.sentence.ends_of(claim)[1][1])
        said = [w.text.lower() for w in self.sentence.between(first, end) if not w.mention]
        verb = self._verb_of(expression)
        return verb is not None and any(
            word.startswith(_STATES[claim.predicate]) for word in (verb, *said)
        )

    def _verb_of(self, expression: Expression) -> str | None:
        return self._verbs[expression.start]

    def _governing(self, expression: Expression) -> str | None:
        """Return the verb that governs the time: the last before it, else the first behind it."""
        clause = self.clauses.at(expression.start)
        before = self.sentence.between(0, expression.start)
        for index in range(len(before) - 1, -1, -1):
            word = before[index]
            if self.clauses.at(word.start) != clause:
                continue
            infinitive = index > 0 and before[index - 1].text.lower() == "to"
            if is_verb_word(word) or (infinitive and word.text[0].islower() and not word.mention):
                return word.text.lower()
        for word in self.sentence.between(expression.end, len(self.sentence.text)):
            if self.clauses.at(word.start) == clause and is_verb_word(word):
                return word.text.lower()
        return None

    def _is_intended(self, expression: Expression) -> bool:
        """Return whether the time is that of an intention: "plans to launch it on June 6"."""
        verb = self._verb_of(expression)
        return verb is not None and not is_verb(verb)

    def _is_of_speech(self, claim: Claim, expression: Expression) -> bool:
        """Return whether the time is that of saying so: "said on Tuesday", "On Tuesday, X said"."""
        words = self.sentence.words
        verbs = self._verb_places
        before = [i for i in verbs if words[i].end <= expression.start]
        index = before[-1] if before else None
        if index is None:
            index = next((i for i in verbs if words[i].start >= expression.end), None)
        if expression.kind == "weekday" and any(words[i].text.lower() in SPEECH for i in before):
            return True
        if index is None:
            return False
        if words[index].text.lower() in {"has", "have", "had"} and index + 1 < len(words):
            index += 1
        if words[index].text.lower() not in SPEECH:
            return False
        following = words[index + 1].text.lower() if index + 1 < len(words) else ""
        announced = words[index].text.lower() in {"announced", "unveiled"}
        deed = announced and claim.status == "current" and following not in _SPOKEN
        return not (deed and expression.kind not in {"weekday", "named", "monthday"})

    def _fits(self, claim: Claim, period: Period, expression: Expression) -> bool:
        """Return whether the time may be that of a claim with such a status."""
        date, status = self.sentence.date, claim.status
        if expression.kind in _BY_NEWS and period.relation == "by" and status == "current":
            return False
        unsure = status not in _PREFERRED or self._is_intended(expression)
        unclear = unsure and period.edtf is None and date is not None
        if unclear and expression.kind in _BY_NEWS:
            return False
        if status not in {"planned", "negotiating"}:
            return True
        over = date is not None and period.end is not None and period.end < date
        if status == "negotiating":
            return not over
        # "signed in May a deal to supply": May is when they signed
        verb = self._verb_of(expression)
        news = expression.kind in _BY_NEWS and verb is not None and is_past(verb)
        signed = period.relation == "in" and (verb in DEALS or news)
        return not over and not signed
