"""Compares predicted documents with annotated ones and adds up what agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING

from graphkit.errors import EvaluationError
from graphkit.evaluation.annotations import AnnotatedDocument
from graphkit.evaluation.counts import Count
from graphkit.evaluation.lines import parse_annotation, read_annotations
from graphkit.evaluation.matching import (
    coreferent_pairs,
    counted_mentions,
    match,
    moved_mentions,
    retyped_mentions,
)
from graphkit.evaluation.mistakes import Mistake, find_mistakes, in_order

if TYPE_CHECKING:
    from graphkit.evaluation.matching import Matched

Annotation = AnnotatedDocument | Mapping[str, object]
"""A document: as a value, or as the object that its line is."""

Annotations = str | PathLike[str] | Annotation | Iterable[Annotation]
"""A file in JSON Lines, a document, or documents."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well predicted documents agree with annotated ones, added up over all of them.

    Attributes:
        documents: How many documents are annotated.
        unpredicted: Ids of annotated documents without prediction; they count as predicted empty.
        unannotated: Ids of predicted documents without annotation; they do not count.
        mentions: A mention is right if span and type are. Pronouns and descriptions are left out.
        by_type: The same for each type.
        moved: Missed mentions with a wrong one of the same type that overlaps with them.
        retyped: Missed mentions whose span was found with another type.
        coreference: Pairs of mentions in one entity, of the spans that both sides have.
        relations: Subject, predicate and object, each triple once a document, either way round if
            the relation is symmetric. Each predicted entity stands for the annotated one with
            which it shares most mentions.
        by_relation: The same for each relation.
        turned: Missed relations that were found the other way round.
        with_status: Relations of which one status is right as well.
        by_status: Relations with that status on either side, right if both have it.
        confusion: For relations that are right, how often (annotated, predicted) status met.
        mistakes: What went wrong with relations, by document and sentence.
    """

    documents: int
    unpredicted: tuple[str, ...]
    unannotated: tuple[str, ...]
    mentions: Count
    by_type: Mapping[str, Count]
    moved: int
    retyped: int
    coreference: Count
    relations: Count
    by_relation: Mapping[str, Count]
    turned: int
    with_status: Count
    by_status: Mapping[str, Count]
    confusion: Mapping[tuple[str, str], int]
    mistakes: tuple[Mistake, ...]


def evaluate(gold: Annotations, predicted: Annotations) -> Evaluation:
    """Return how well the *predicted* documents agree with the *gold* ones, paired by id.

    Raises:
        ReadError: If a file cannot be read or a document is wrong in itself.
        EvaluationError: If the two texts of a document differ, an id stands twice, or something
            else than a path or documents is given.

    >>> gold = {
    ...     "id": "a",
    ...     "text": "TSMC supplies Apple.",
    ...     "mentions": [
    ...         {"start": 0, "end": 4, "type": "Company", "entity": "c1"},
    ...         {"start": 14, "end": 19, "type": "Company", "entity": "c2"},
    ...     ],
    ...     "relations": [
    ...         {"subject": "c1", "predicate": "suppliesTo", "object": "c2", "status": "current"}
    ...     ],
    ... }
    >>> evaluate([gold], [gold]).relations
    Count(correct=1, predicted=1, gold=1)
    >>> evaluate([gold], [{**gold, "relations": []}]).relations.recall
    0.0
    """
    wanted, found = _by_id(gold, "gold"), _by_id(predicted, "predicted")
    sums = _Sums()
    for name, document in sorted(wanted.items()):
        other = found.get(name, AnnotatedDocument(name, document.text))
        _check_texts(document, other)
        sums.add(match(document, other))
    return sums.evaluation(
        len(wanted), tuple(sorted(wanted.keys() - found)), tuple(sorted(found.keys() - wanted))
    )


@dataclass(slots=True)
class _Sums:
    """What has been counted; a key of ``counts`` is a figure and what it is broken down by."""

    counts: dict[tuple[str, str], Count] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    single: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, matched: Matched) -> None:
        """Count a document."""
        self._add_mentions(matched)
        self._count("coreference", "", *coreferent_pairs(matched.gold, matched.predicted))
        for triple in matched.wanted.keys() | matched.found.keys():
            wanted = in_order(matched.wanted.get(triple, ()))
            found = in_order(matched.found.get(triple, ()))
            self._add_relation(triple[1], wanted, found)
        self.single["turned"] += len(matched.turned())
        self.mistakes.extend(find_mistakes(matched))

    def _add_mentions(self, matched: Matched) -> None:
        gold, predicted = counted_mentions(matched.gold), counted_mentions(matched.predicted)
        for mention in gold | predicted:
            sides = mention in predicted, mention in gold
            self._count("mentions", mention[1], all(sides), *sides)
        self.single["moved"] += moved_mentions(gold, predicted)
        self.single["retyped"] += retyped_mentions(gold, predicted)

    def _add_relation(
        self, predicate: str, wanted: tuple[str, ...], found: tuple[str, ...]
    ) -> None:
        """Count a triple that has these statuses on either side."""
        sides = bool(found), bool(wanted)
        shared = [status for status in wanted if status in found]
        self._count("relations", predicate, all(sides), *sides)
        self._count("with status", "", bool(shared), *sides)
        for status in {*wanted, *found}:
            self._count("status", status, status in shared, status in found, status in wanted)
        if shared:
            self.confusion[shared[0], shared[0]] += 1
        elif all(sides):
            self.confusion[wanted[0], found[0]] += 1

    def _count(self, figure: str, name: str, correct: int, predicted: int, gold: int) -> None:
        before = self.counts.get((figure, name), Count())
        self.counts[figure, name] = before + Count(int(correct), int(predicted), int(gold))

    def _broken_down(self, figure: str) -> Mapping[str, Count]:
        """Return the counts of a figure, the most frequent in the annotation first."""
        counts = {name: count for (other, name), count in self.counts.items() if other == figure}
        return MappingProxyType(dict(sorted(counts.items(), key=lambda x: (-x[1].gold, x[0]))))

    def evaluation(
        self, documents: int, unpredicted: tuple[str, ...], unannotated: tuple[str, ...]
    ) -> Evaluation:
        """Return what was counted."""
        types, relations = self._broken_down("mentions"), self._broken_down("relations")
        return Evaluation(
            documents,
            unpredicted,
            unannotated,
            mentions=sum(types.values(), Count()),
            by_type=types,
            moved=self.single["moved"],
            retyped=self.single["retyped"],
            coreference=self.counts.get(("coreference", ""), Count()),
            relations=sum(relations.values(), Count()),
            by_relation=relations,
            turned=self.single["turned"],
            with_status=self.counts.get(("with status", ""), Count()),
            by_status=self._broken_down("status"),
            confusion=MappingProxyType(dict(sorted(self.confusion.items()))),
            mistakes=tuple(self.mistakes),
        )


def _by_id(given: Annotations, side: str) -> dict[str, AnnotatedDocument]:
    documents: dict[str, AnnotatedDocument] = {}
    for number, value in enumerate(_each(given, side), start=1):
        place = f"{side} document {number}"
        document = _document(value, place)
        if document.id in documents:
            message = (
                f"{place}: the id {document.id!r} is taken by an earlier one; keep one of them"
            )
            raise EvaluationError(message)
        documents[document.id] = document
    return documents


def _each(given: Annotations, side: str) -> Iterable[object]:
    """Return the documents, of which a single one may stand alone."""
    if isinstance(given, (str, PathLike)):
        return read_annotations(given)
    if isinstance(given, (AnnotatedDocument, Mapping)):
        return [given]
    if not isinstance(given, Iterable):
        message = f"{side} is {_kind(given)}; give the path of a file, or documents"
        raise EvaluationError(message)
    return given


def _document(value: object, place: str) -> AnnotatedDocument:
    if isinstance(value, AnnotatedDocument):
        return value
    if isinstance(value, Mapping):
        return parse_annotation(value, place)
    if isinstance(value, (str, PathLike)):
        message = f"{place} is {_kind(value)}; give the path of a file by itself, not in a list"
    else:
        message = f"{place} is {_kind(value)}; give the object that a line of JSON Lines holds"
    raise EvaluationError(message)


def _kind(value: object) -> str:
    return f"no document but of type {type(value).__name__}"


def _check_texts(gold: AnnotatedDocument, predicted: AnnotatedDocument) -> None:
    """Refuse documents whose offsets count in different texts."""
    if gold.text != predicted.text:
        pairs = enumerate(zip(gold.text, predicted.text, strict=False))
        shorter = min(len(gold.text), len(predicted.text))
        first = next((place for place, (ours, theirs) in pairs if ours != theirs), shorter)
        message = (
            f"document {gold.id!r}: the gold text and the predicted one differ from character "
            f"{first} on; predict from the text of the gold"
        )
        raise EvaluationError(message)
