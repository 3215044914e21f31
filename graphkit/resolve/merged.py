"""Claims of a document as they stand between entities, each once a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit import ontology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.model import Claim, Document, Entity, Mention, ResolvedDocument, Span


def merged_claims(resolved: ResolvedDocument) -> tuple[Claim, ...]:
    """Return one claim for each sentence, subject entity, predicate and object entity.

    Of claims that agree in these the one with the highest confidence stays, of equal ones the
    first in the text. The ends of a symmetric relation are put in text order. A claim whose ends
    are one entity says nothing and is left out, as is one that the ontology does not allow between
    the types of its entities: a mention may have been taken for another type than the thing that
    it means. The result is ordered as the text is.

    Raises:
        ValueError: A claim is of another document, or a mention of it has no entity.
    """
    entities = resolved.entity_of()
    best: dict[tuple[Span, str, tuple[str, str]], Claim] = {}
    for claim in sorted(map(_in_text_order, resolved.extraction.claims), key=_rank):
        subject, object_ = _ends(claim, resolved.extraction.document, entities)
        ends = subject.key, object_.key
        if ends[0] != ends[1] and _allowed(claim, subject.type, object_.type):
            pair = (min(ends), max(ends)) if _symmetric(claim) else ends
            best.setdefault((claim.evidence.sentence, claim.predicate, pair), claim)
    return tuple(sorted(best.values(), key=_place))


def _allowed(claim: Claim, subject: str, object_: str) -> bool:
    allows = ontology.load().allows
    return allows(subject, claim.predicate, object_) or (
        _symmetric(claim) and allows(object_, claim.predicate, subject)
    )


def _ends(
    claim: Claim, document: Document, entities: Mapping[Mention, Entity]
) -> tuple[Entity, Entity]:
    """Return the entities that *claim* relates."""
    if claim.evidence.document != document.id:
        message = f"document {document.id!r} has a claim of {claim.evidence.document!r}"
        raise ValueError(message)
    for mention in (claim.subject, claim.object):
        if mention not in entities:
            message = f"document {document.id!r}: no entity holds the mention at {mention.span}"
            raise ValueError(message)
    return entities[claim.subject], entities[claim.object]


def _rank(claim: Claim) -> tuple[float, Span, Span, str, str]:
    """Return the key that sorts the claim to keep before those that agree with it."""
    spans = (claim.subject.span, claim.object.span)
    return -claim.confidence, *spans, claim.predicate, claim.status


def _place(claim: Claim) -> tuple[Span, Span, Span, str]:
    return claim.evidence.sentence, claim.subject.span, claim.object.span, claim.predicate


def _in_text_order(claim: Claim) -> Claim:
    if not _symmetric(claim) or claim.subject.span <= claim.object.span:
        return claim
    return replace(claim, subject=claim.object, object=claim.subject)


def _symmetric(claim: Claim) -> bool:
    return ontology.load().relation(claim.predicate).symmetric
