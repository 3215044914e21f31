"""Claims of a table in words into a resolved document.

A name means the same in every row, and nothing around it tells what it means: each is resolved
once, by itself, with the registers and keys that serve for texts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.importing.refused import ImportRefusedError, first_of
from graphkit.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Mention,
    Qualifiers,
    ResolvedDocument,
    Span,
)
from graphkit.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.importing.mapping import Mapped
    from graphkit.importing.tables import Table
    from graphkit.model import Entity
    from graphkit.resolve.known.register import Register

_BEFORE: Final = "The row names "
"""Stands before a name that is resolved by itself: at the head of a sentence the capital of its
first word would say nothing."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a row names, and where in its sentence."""

    name: str
    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of a row in words; spans count from the start of its sentence."""

    where: str
    text: str
    subject: Thing
    relation: str
    object: Thing
    status: str
    confidence: float
    qualifiers: Qualifiers


def to_resolved(
    table: Table,
    mapped: Mapped,
    stated: Sequence[Stated],
    *,
    reader: str,
    register: Register | None,
) -> ResolvedDocument:
    """Return the document whose sentences are those that are *stated*.

    Raises:
        ImportRefusedError: A claim would not stand in the graph once its names are resolved.
    """
    starts = [0]
    for each in stated:
        starts.append(starts[-1] + len(each.text) + 1)
    sentences = tuple(Span(s, s + len(e.text)) for s, e in zip(starts, stated, strict=False))
    document = Document(
        id=table.name if mapped.id is None else mapped.id,
        text="\n".join(each.text for each in stated),
        sentences=sentences,
        title=mapped.title,
        date=mapped.date,
        url=mapped.url,
        source=mapped.publisher,
    )
    meant = _Meant(document.id, register)
    claims: list[Claim] = []
    errors: list[ImportRefusedError] = []
    for index, each in enumerate(stated):
        subject, object_ = (
            meant.mention(thing, sentences[index].start, index)
            for thing in (each.subject, each.object)
        )
        error = _untold(each, meant.of(each.subject), meant.of(each.object))
        errors += [] if error is None else [error]
        evidence = Evidence(document.id, sentences[index], reader)
        qualifiers = _moved(each.qualifiers, sentences[index].start)
        claims.append(
            Claim(
                subject, each.relation, object_, each.status, each.confidence, evidence, qualifiers
            )
        )
    if errors:
        raise first_of(errors)
    mentions = tuple(sorted(meant.mentions))
    return ResolvedDocument(Extraction(document, mentions, (), tuple(claims)), meant.entities())


def allows(subject: str, relation: str, object_: str) -> bool:
    """Return whether the relation goes from the one type to the other, or back if it may."""
    terms = ontology.load()
    turned = terms.relation(relation).symmetric and terms.allows(object_, relation, subject)
    return terms.allows(subject, relation, object_) or turned


def _untold(stated: Stated, subject: Entity, object_: Entity) -> ImportRefusedError | None:
    """Return why a claim would not stand in the graph once its names are resolved, or None."""
    names = f"{stated.subject.name!r} and {stated.object.name!r}"
    if subject.key == object_.key:
        reason, way_out = f"{names} are one thing ({subject.key})", "leave the line out"
        return ImportRefusedError(stated.where, reason, way_out)
    if not allows(subject.type, stated.relation, object_.type):
        reason = f"{stated.relation} does not go from {subject.type} to {object_.type}"
        way_out = f"{names} are known as {subject.key} and {object_.key}"
        return ImportRefusedError(stated.where, reason, way_out)
    return None


class _Meant:
    """What the names of a table mean, each resolved once."""

    def __init__(self, document: str, register: Register | None) -> None:
        self.to_resolved, self._register = document, register
        self._entities: dict[tuple[str, str], Entity] = {}
        self._mentions: dict[tuple[str, str], list[Mention]] = {}
        self.mentions: list[Mention] = []

    def of(self, thing: Thing) -> Entity:
        key = thing.name, thing.type
        if key not in self._entities:
            self._entities[key] = self._resolved(*key)
        return self._entities[key]

    def mention(self, thing: Thing, start: int, sentence: int) -> Mention:
        found = Mention(_shifted(thing.span, start), self.of(thing).type, sentence)
        self._mentions.setdefault((thing.name, thing.type), []).append(found)
        self.mentions.append(found)
        return found

    def entities(self) -> tuple[Entity, ...]:
        made = (
            replace(entity, mentions=tuple(self._mentions[key]))
            for key, entity in self._entities.items()
        )
        return tuple(sorted(made, key=lambda entity: entity.mentions[0]))

    def _resolved(self, name: str, type_: str) -> Entity:
        text = f"{_BEFORE}{name}."
        document = Document(self.to_resolved, text, (Span(0, len(text)),))
        mention = Mention(Span(len(_BEFORE), len(text) - 1), type_, 0)
        found = resolve(Extraction(document, (mention,), (), ()), register=self._register)
        return found.entities[0]


def _moved(qualifiers: Qualifiers, start: int) -> Qualifiers:
    said_by, when = qualifiers.said_by, qualifiers.when
    return Qualifiers(
        None if said_by is None else replace(said_by, span=_shifted(said_by.span, start)),
        None if when is None else replace(when, span=_shifted(when.span, start)),
        tuple(replace(each, span=_shifted(each.span, start)) for each in qualifiers.amounts),
    )


def _shifted(span: Span, start: int) -> Span:
    return Span(start + span.start, start + span.end)
