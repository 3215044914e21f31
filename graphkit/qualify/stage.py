"""The stage itself: gives the claims of an extraction their qualifiers, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graphkit.model import Qualifiers
from graphkit.qualify.amounts import find_amounts, tells_amount
from graphkit.qualify.asides import is_aside
from graphkit.qualify.clauses import split_clauses
from graphkit.qualify.dates import find_expressions, tells_time
from graphkit.qualify.much import Amounts
from graphkit.qualify.sentence import Sentence
from graphkit.qualify.speakers import find_speeches, tells_speaker
from graphkit.qualify.when import Times
from graphkit.read.dates import known_date

if TYPE_CHECKING:
    from graphkit.model import Attribution, Claim, Extraction, Mention, Span
    from graphkit.qualify.clauses import Clauses
    from graphkit.qualify.dates import Expression
    from graphkit.qualify.speakers import Speech

LONGEST: Final = 1500
"""Characters: what is longer is a list or a table, where nearness and commas mean nothing."""

_BACKGROUND: Final = frozenset({"basedIn", "subsidiaryOf"})


def qualify(extraction: Extraction) -> Extraction:
    """Return *extraction* with who says each claim, for when, and how much, where told.

    Only the claim's own sentence is asked, and where two readings are possible nothing is said.
    Costs time that grows with the number of sentences that state claims.

    >>> from graphkit.model import Claim, Document, Evidence, Extraction, Mention, Span
    >>> document = Document("a", "Apex has supplied Bolt since 2019.", (Span(0, 34),))
    >>> ends = Mention(Span(0, 4), "Company", 0), Mention(Span(18, 22), "Company", 0)
    >>> evidence = Evidence("a", Span(0, 34), "model 1")
    >>> claim = Claim(ends[0], "suppliesTo", ends[1], "current", 0.9, evidence)
    >>> qualify(Extraction(document, ends, (), (claim,))).claims[0].qualifiers.when.edtf
    '2019/..'
    """
    document = extraction.document
    starts = [mention.span.start for mention in extraction.mentions]
    readers: dict[Span, _Reader] = {}
    claims = []
    for claim in extraction.claims:
        span = claim.evidence.sentence
        if span.end - span.start > LONGEST:
            claims.append(claim)
            continue
        if span not in readers:
            mentions = _within(extraction.mentions, starts, span)
            readers[span] = _Reader(
                Sentence(span.of(document.text), span.start, known_date(document.date), mentions)
            )
        found = readers[span].qualifiers(claim)
        claims.append(replace(claim, qualifiers=found) if found != Qualifiers() else claim)
    return replace(extraction, claims=tuple(claims))


def _within(
    mentions: tuple[Mention, ...], starts: list[int], sentence: Span
) -> tuple[Mention, ...]:
    """Return the mentions that lie in *sentence*; *starts* are where they begin, in order."""
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return tuple(m for m in mentions[first:last] if sentence.holds(m.span))


@dataclass(frozen=True)
class _Reader:
    """What one sentence tells; nothing is looked for that no word hints at."""

    sentence: Sentence

    @cached_property
    def clauses(self) -> Clauses:
        return split_clauses(self.sentence)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        text = self.sentence.text
        return find_expressions(text) if tells_time(text) else ()

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        return find_speeches(self.sentence) if tells_speaker(self.sentence.text) else ()

    @cached_property
    def times(self) -> Times | None:
        if not self.expressions:
            return None
        return Times(self.sentence, self.clauses, self.expressions)

    @cached_property
    def amounts(self) -> Amounts | None:
        if not tells_amount(self.sentence.text):
            return None
        places = [(expression.start, expression.end) for expression in self.expressions]
        found = find_amounts(self.sentence, places)
        return Amounts(self.sentence, self.clauses, found) if found else None

    def qualifiers(self, claim: Claim) -> Qualifiers:
        """Return what the sentence tells of *claim*."""
        when = None if self.times is None else self.times.of(claim)
        amounts = () if self.amounts is None else self.amounts.of(claim)
        return Qualifiers(self._speaker(claim), when, amounts)

    def _speaker(self, claim: Claim) -> Attribution | None:
        """Return the speaker of *claim*, of several the nearest; what is told aside has none."""
        ends = self.sentence.ends_of(claim)
        found = [speech for speech in self.speeches if speech.relates(ends)]
        background = claim.predicate in _BACKGROUND and is_aside(self.sentence, claim)
        if not found or background or claim.predicate == "locatedIn":
            return None
        return min(found, key=lambda s: (abs(s.verb[0] - ends[0][0]), s.verb)).speaker
