"""Which mentions and relations of a document agree with those of its annotation.

Entities have other ids on either side, so each predicted entity first gets the gold entity that it
stands for: the one with which it shares most mentions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.evaluation.annotations import is_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.evaluation.annotations import (
        AnnotatedDocument,
        AnnotatedMention,
        AnnotatedRelation,
    )
    from graphkit.model import Span

    Marked = tuple[Span, str]
    End = tuple[bool, str]
    Triple = tuple[End, str, End]
    Facts = dict[Triple, list[AnnotatedRelation]]
    Shelves = dict[tuple[str, int], list[tuple[int, AnnotatedMention]]]

GROUPS = {
    **dict.fromkeys(("Company", "Government", "Organization"), "actor"),
    **dict.fromkeys(("Country", "Place"), "area"),
    **dict.fromkeys(("Product", "Material"), "good"),
    "Facility": "site",
    "Event": "event",
}
"""Types of one group are easily taken for one another, and do not keep entities apart."""

OVERLAP = 0.5
"""The least share of their union that two mentions of one thing have in common."""

_PLAIN = frozenset({"Product", "Material", "Event", "Facility"})


@dataclass(frozen=True, slots=True)
class Matched:
    """A document as annotated and as predicted, with the relations of both on the same ends.

    An end is ``(True, id)`` for an entity of the annotation and ``(False, id)`` for a predicted one
    that stands for none; ``ends`` holds that of each predicted entity. ``wanted`` and ``found``
    hold the relations that state each triple.
    """

    gold: AnnotatedDocument
    predicted: AnnotatedDocument
    ends: Mapping[str, End]
    wanted: Facts
    found: Facts

    def turned(self) -> list[Triple]:
        """Return the found triples that are wrong, and of which only the reverse is sought."""
        return [
            (subject, predicate, object_)
            for subject, predicate, object_ in self.found
            if (subject, predicate, object_) not in self.wanted
            and (object_, predicate, subject) in self.wanted
            and (object_, predicate, subject) not in self.found
        ]


def match(gold: AnnotatedDocument, predicted: AnnotatedDocument) -> Matched:
    """Return both with their relations on the same ends; texts and offsets must be the same."""
    own: dict[str, End] = {mention.entity: (True, mention.entity) for mention in gold.mentions}
    ends = align(gold, predicted)
    return Matched(gold, predicted, ends, _facts(gold, own), _facts(predicted, ends))


def align(gold: AnnotatedDocument, predicted: AnnotatedDocument) -> dict[str, End]:
    """Return the end that each predicted entity is.

    Each of its mentions votes for the entity of the gold mention of the same group of types with
    which it has most in common, if that is at least `OVERLAP` of their union. Of entities with
    equal votes the one that got its first vote earlier in the text wins.
    """
    votes: dict[str, Counter[str]] = {}
    shelves = _shelves(gold.mentions)
    for mention in predicted.mentions:
        ballot = votes.setdefault(mention.entity, Counter())
        nearest = _nearest(mention, shelves)
        if nearest is not None:
            ballot[nearest.entity] += 1
    return {
        entity: (True, ballot.most_common(1)[0][0]) if ballot else (False, entity)
        for entity, ballot in votes.items()
    }


def counted_mentions(document: AnnotatedDocument) -> set[Marked]:
    """Return span and type of the mentions that are counted: no pronouns and descriptions.

    Goods, events and facilities always count. Others do if their words have a capital letter and
    do not begin with "the", "its" or "their".
    """
    return {
        (mention.span, mention.type)
        for mention in document.mentions
        if mention.type in _PLAIN or is_name(mention.span.of(document.text))
    }


def moved_mentions(gold: set[Marked], predicted: set[Marked]) -> int:
    """Return how many missed mentions have a wrong one of their type that overlaps with them.

    Each wrong one serves one missed one.
    """
    moved = 0
    missed, wrong = gold - predicted, predicted - gold
    for kind in {kind for _, kind in missed}:
        free = deque(sorted(span for span, other in wrong if other == kind))
        for span in sorted(span for span, other in missed if other == kind):
            while free and free[0].end <= span.start:
                free.popleft()
            if free and free[0].start < span.end:
                free.popleft()
                moved += 1
    return moved


def retyped_mentions(gold: set[Marked], predicted: set[Marked]) -> int:
    """Return how many missed mentions were found with another type."""
    wrong = Counter(span for span, _ in predicted - gold)
    return (wrong & Counter(span for span, _ in gold - predicted)).total()


def coreferent_pairs(gold: AnnotatedDocument, predicted: AnnotatedDocument) -> tuple[int, int, int]:
    """Return the pairs of mentions that both, the prediction and the annotation put in one entity.

    Only spans that both sides have are counted.
    """
    theirs, ours = ({m.span: m.entity for m in d.mentions} for d in (predicted, gold))
    both = theirs.keys() & ours.keys()
    return (
        _pairs(Counter((theirs[span], ours[span]) for span in both)),
        _pairs(Counter(theirs[span] for span in both)),
        _pairs(Counter(ours[span] for span in both)),
    )


def _facts(document: AnnotatedDocument, ends: Mapping[str, End]) -> Facts:
    """Return the relations by their triple; one from an entity to itself says nothing."""
    facts: Facts = {}
    for relation in document.relations:
        subject, object_ = ends[relation.subject], ends[relation.object]
        if ontology.load().relation(relation.predicate).symmetric:
            subject, object_ = sorted((subject, object_))
        if subject != object_:
            facts.setdefault((subject, relation.predicate, object_), []).append(relation)
    return facts


def _shelves(mentions: Sequence[AnnotatedMention]) -> Shelves:
    """Return *mentions*, each with its rank, by group of types and bits of their width."""
    shelves: Shelves = {}
    for rank, mention in sorted(enumerate(mentions), key=lambda item: item[1].span.start):
        shelves.setdefault((GROUPS[mention.type], _bits(mention.span)), []).append((rank, mention))
    return shelves


def _nearest(mention: AnnotatedMention, shelves: Shelves) -> AnnotatedMention | None:
    """Return the one on the *shelves* that is most likely meant, or None; the first of equals.

    Spans that share `OVERLAP` of their union are at most twice as wide as one another, and start
    no further apart than that allows. Whatever is wider or further away is not looked at, so that
    a mention as wide as the text costs no more than any other.
    """
    span, bits = mention.span, _bits(mention.span)
    width = span.end - span.start
    candidates: list[tuple[float, bool, int, AnnotatedMention]] = []
    for near in (bits - 1, bits, bits + 1):
        shelf = shelves.get((GROUPS[mention.type], near), [])
        first = bisect_left(shelf, span.start - width, key=_start)
        last = bisect_right(shelf, span.start + width // 2, key=_start)
        candidates += [
            (_share(span, other.span), other.type == mention.type, -rank, other)
            for rank, other in shelf[first:last]
        ]
    best = max(candidates, default=None)
    return best[-1] if best is not None and best[0] >= OVERLAP else None


def _start(item: tuple[int, AnnotatedMention]) -> int:
    return item[1].span.start


def _bits(span: Span) -> int:
    return (span.end - span.start).bit_length()


def _share(one: Span, other: Span) -> float:
    """Return the share of their union that two spans have in common, if they overlap."""
    union = max(one.end, other.end) - min(one.start, other.start)
    return _common(one, other) / union


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _pairs(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
