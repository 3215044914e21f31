"""Claims of a document as they stand between entities, each once a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.model import Claim

if TYPE_CHECKING:
    from graphkit.model import ResolvedDocument, Span


def merged_claims(resolved: ResolvedDocument) -> tuple[Claim, ...]:
    """Return one claim for each sentence, subject entity, predicate and object entity.

    Of claims that agree in these the one with the highest confidence stays, of equal ones the
    first in the text. The ends of a symmetric relation are put in text order. A claim whose ends
    are one entity says nothing and is left out. The result is ordered as the text is.
    """
    entity = {mention: e.key for e in resolved.entities for mention in e.mentions}
    best: dict[tuple[Span, str, tuple[str, str]], Claim] = {}
    for claim in sorted(map(_in_text_order, resolved.extraction.claims), key=_rank):
        ends = entity[claim.subject], entity[claim.object]
        if ends[0] != ends[1]:
            pair = (min(ends), max(ends)) if _symmetric(claim) else ends
            best.setdefault((claim.evidence.sentence, claim.predicate, pair), claim)
    return tuple(sorted(best.values(), key=_place))


def _rank(claim: Claim) -> tuple[float, Span, Span, str, str]:
    """Return the key that sorts the claim to keep before those that agree with it."""
    spans = (claim.subject.span, claim.object.span)
    return -claim.confidence, *spans, claim.predicate, claim.status


def _place(claim: Claim) -> tuple[Span, Span, Span, str]:
    return claim.evidence.sentence, claim.subject.span, claim.object.span, claim.predicate


def _in_text_order(claim: Claim) -> Claim:
    if not _symmetric(claim) or claim.subject.span <= claim.object.span:
        return claim
    ends = (claim.object, claim.predicate, claim.subject)
    return Claim(*ends, claim.status, claim.confidence, claim.evidence)


def _symmetric(claim: Claim) -> bool:
    return ontology.load().relation(claim.predicate).symmetric
