"""What went wrong with relations, each at the sentence that states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit import ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.evaluation.annotations import AnnotatedDocument, AnnotatedRelation
    from graphkit.evaluation.matching import Matched, Triple
    from graphkit.model import Span

KINDS = ("missing", "turned", "status", "extra")
"""Not found; found turned round; found with another status; found and not sought."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A relation that is missing, turned, extra or has a wrong status, in words.

    ``subject`` and ``object`` are names as the document has them, in the direction of the
    annotation; for what is extra, as predicted. ``wanted`` and ``found`` are statuses in the order
    of the ontology, empty for what is extra and what is missing. ``sentence`` is the first that
    states the relation, or None if that is not known.
    """

    document: str
    sentence: Span | None
    quote: str | None
    kind: str
    subject: str
    predicate: str
    object: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]


def find_mistakes(matched: Matched) -> list[Mistake]:
    """Return the mistakes of a document, in the order of its sentences."""
    turned = set(matched.turned())
    found = [*_of_wanted(matched, turned), *_of_found(matched, turned)]
    return sorted(found, key=_place)


def in_order(statuses: Iterable[AnnotatedRelation]) -> tuple[str, ...]:
    """Return the statuses of relations, each once, in the order of the ontology."""
    given = {relation.status for relation in statuses}
    return tuple(name for name in ontology.load().statuses if name in given)


def _of_wanted(matched: Matched, turned: set[Triple]) -> Iterator[Mistake]:
    names = matched.gold.names()
    for triple, relations in matched.wanted.items():
        reverse = triple[::-1]
        wanted = in_order(relations)
        found = in_order(matched.found.get(reverse if reverse in turned else triple, ()))
        if reverse in turned:
            kind = "turned"
        elif not found:
            kind = "missing"
        elif not set(wanted) & set(found):
            kind = "status"
        else:
            continue
        words = (names[relations[0].subject], triple[1], names[relations[0].object])
        yield Mistake(*_where(matched.gold, relations), kind, *words, wanted, found)


def _of_found(matched: Matched, turned: set[Triple]) -> Iterator[Mistake]:
    ours, theirs = matched.gold.names(), matched.predicted.names()

    def name(entity: str) -> str:
        is_gold, other = matched.ends[entity]
        return ours[other] if is_gold else theirs[other]

    for triple, relations in matched.found.items():
        if triple not in matched.wanted and triple not in turned:
            words = (name(relations[0].subject), triple[1], name(relations[0].object))
            where = _where(matched.predicted, relations)
            yield Mistake(*where, "extra", *words, (), in_order(relations))


def _where(
    document: AnnotatedDocument, relations: Iterable[AnnotatedRelation]
) -> tuple[str, Span | None, str | None]:
    known = [relation.sentence for relation in relations if relation.sentence is not None]
    if not known:
        return document.id, None, None
    span = document.sentences[min(known)]
    return document.id, span, " ".join(span.of(document.text).split())


def _place(mistake: Mistake) -> tuple[int, int, int, str, str, str]:
    start, end = (
        (0, 0) if mistake.sentence is None else (mistake.sentence.start, mistake.sentence.end)
    )
    words = (mistake.subject, mistake.predicate, mistake.object)
    return start, end, KINDS.index(mistake.kind), *words
