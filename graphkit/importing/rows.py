"""Rows of a table into a resolved document: a sentence for each claim, which names its line.

A name means the same in every row, and nothing around it tells what it means: each is resolved
once, by itself, with the registers and keys that serve for texts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from babel.numbers import list_currencies

from graphkit import ontology
from graphkit.errors import UnknownNameError
from graphkit.importing.cells import CellError, number, period, probability
from graphkit.importing.mapping import chosen
from graphkit.importing.refused import ImportRefusedError, first_of, hint
from graphkit.importing.tables import check_column
from graphkit.model import (
    Amount,
    Attribution,
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
    from collections.abc import Collection, Iterator

    from graphkit.importing.mapping import AmountColumn, Choice, ClaimColumns, End, Mapped
    from graphkit.importing.tables import Row, Table
    from graphkit.model import Entity, Period
    from graphkit.resolve.known.register import Register

_BEFORE: Final = "The row names "
"""Stands before a name that is resolved by itself: at the head of a sentence the capital of its
first word would say nothing."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a row names, and where in its sentence."""

    name: str
    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Stated:
    """A claim of a row in words; spans count from the start of its sentence."""

    where: str
    text: str
    subject: _Thing
    relation: str
    object: _Thing
    status: str
    confidence: float
    qualifiers: Qualifiers


class _Words:
    """A sentence in the making."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def to_document(
    table: Table, mapped: Mapped, *, reader: str, register: Register | None = None
) -> ResolvedDocument:
    """Return the document that the rows of *table* are, as *mapped* reads them.

    Raises:
        ImportRefusedError: A row is wrong, or the table lacks a column.
    """
    for claim in mapped.claims:
        for column in _columns(claim):
            check_column(table, column, mapped)
    stated, errors = _all_stated(table, mapped)
    if errors:
        raise first_of(errors)
    if not stated:
        way_out = "fill their subjects and objects"
        raise ImportRefusedError(table.name, "no row of it states anything", way_out)
    return _document(table, mapped, stated, reader=reader, register=register)


def _all_stated(table: Table, mapped: Mapped) -> tuple[list[_Stated], list[ImportRefusedError]]:
    decimal = "." if mapped.decimal is None and table.delimiter == "," else mapped.decimal
    stated: list[_Stated] = []
    errors: list[ImportRefusedError] = []
    for row in table.rows:
        try:
            stated += [
                _stated(row, claim, table.name, decimal)
                for claim in mapped.claims
                if not (claim.optional and _is_empty(row, claim))
            ]
        except CellError as error:
            errors.append(ImportRefusedError(row.where, error.reason, error.way_out))
        except UnknownNameError as error:
            reason = f"unknown {error.kind} {error.name!r}"
            way_out = hint(error.name, error.available)
            errors.append(ImportRefusedError(row.where, reason, way_out))
    return stated, errors


def _columns(claim: ClaimColumns) -> Iterator[str]:
    ends = (claim.subject, claim.object)
    choices = [part for end in ends for part in (end.name, end.type)]
    choices += [claim.relation, claim.status, claim.confidence]
    choices += [] if claim.source is None else [claim.source]
    choices += [] if claim.date is None else [claim.date.text]
    if claim.amount is not None:
        more = (claim.amount.text, claim.amount.unit, claim.amount.currency)
        choices += [each for each in more if each is not None]
    return (choice.column for choice in choices if choice.column is not None)


def _cell(row: Row, choice: Choice) -> str:
    if choice.column is not None:
        return row.cells[choice.column]
    return "" if choice.fixed is None else choice.fixed


def _is_empty(row: Row, claim: ClaimColumns) -> bool:
    return not (_cell(row, claim.subject.name) and _cell(row, claim.object.name))


def _stated(row: Row, claim: ClaimColumns, name: str, decimal: str | None) -> _Stated:
    terms, words = ontology.load(), _Words()
    relation = terms.relation(_one(row, claim.relation, terms.relations, "relation"))
    subject = _thing(row, claim.subject, words)
    words.add(f" {relation.label} ")
    object_ = _thing(row, claim.object, words)
    _check_types(subject, relation.name, object_)
    status = _one(row, claim.status, terms.statuses, "status", empty="current")
    if status != "current":
        words.add(f", {terms.status(status).label}")
    when = _when(row, claim, words)
    amounts = () if claim.amount is None else _amounts(row, claim.amount, words, decimal)
    said_by = _said_by(row, claim, words)
    words.add(f" ({name}, line {row.line}).")
    return _Stated(
        row.where,
        words.text,
        subject,
        relation.name,
        object_,
        status,
        _confidence(row, claim, decimal),
        Qualifiers(said_by, when, amounts),
    )


def _one(
    row: Row, choice: Choice, known: Collection[str], kind: str, *, empty: str | None = None
) -> str:
    if choice.fixed is not None:
        return choice.fixed
    cell = _cell(row, choice)
    if not cell:
        if empty is not None:
            return empty
        msg = f"no {kind}"
        raise CellError(msg, f"fill the column {choice.column}")
    return chosen(choice, cell, known, kind)


def _thing(row: Row, end: End, words: _Words) -> _Thing:
    name = _cell(row, end.name)
    if not name:
        msg = "a name is empty"
        raise CellError(msg, f"fill the column {end.name.column}")
    type_ = _one(row, end.type, ontology.load().types, "type")
    return _Thing(name, type_, words.add(name))


def _check_types(subject: _Thing, relation: str, object_: _Thing) -> None:
    if _allows(subject.type, relation, object_.type):
        return
    known = ontology.load().relation(relation)
    msg = f"{relation} does not go from {subject.type} to {object_.type}"
    raise CellError(
        msg,
        f"it goes from {', '.join(sorted(known.domain))} to {', '.join(sorted(known.range))}",
    )


def _allows(subject: str, relation: str, object_: str) -> bool:
    terms = ontology.load()
    turned = terms.relation(relation).symmetric and terms.allows(object_, relation, subject)
    return terms.allows(subject, relation, object_) or turned


def _when(row: Row, claim: ClaimColumns, words: _Words) -> Period | None:
    if claim.date is None:
        return None
    cell = _cell(row, claim.date.text)
    if not cell:
        return None
    words.add(", ")
    start = words.add(f"{claim.date.relation} ").start
    span = Span(start, words.add(cell).end)
    return period(cell, span, claim.date.relation, form=claim.date.format)


def _amounts(
    row: Row, column: AmountColumn, words: _Words, decimal: str | None
) -> tuple[Amount, ...]:
    cell = _cell(row, column.text)
    share = column.unit is None and column.currency is None
    if not cell:
        return ()
    if share:
        cell = cell.removesuffix("%").rstrip()
    value = number(cell, decimal=decimal)
    words.add(", ")
    unit = "%" if column.unit is None else _cell(row, column.unit)
    currency = None if column.currency is None else _currency(_cell(row, column.currency))
    if not unit:
        msg = "an amount has no unit"
        raise CellError(msg, "fill its column")
    exact = "" if column.bound == "exact" else f"{column.bound} "
    told = f"{cell}%" if share else f"{cell} {unit if currency is None else currency}"
    per = "" if column.per is None else f" {'of' if share else 'per'} {column.per}"
    span = words.add(f"{exact}{told}{per}")
    kind = "share" if share else "quantity" if currency is None else "money"
    return (
        Amount(
            span,
            kind,
            value,
            unit=unit if currency is None else None,
            currency=currency,
            per=column.per,
            bound=column.bound,
        ),
    )


def _currency(cell: str) -> str:
    known = list_currencies()
    if cell not in known:
        msg = f"{cell!r} is no currency"
        raise CellError(msg, "write a code of ISO 4217, such as EUR")
    return cell


def _said_by(row: Row, claim: ClaimColumns, words: _Words) -> Attribution | None:
    cell = "" if claim.source is None else _cell(row, claim.source)
    if not cell:
        return None
    words.add(", according to ")
    return Attribution(words.add(cell), cell, "named")


def _confidence(row: Row, claim: ClaimColumns, decimal: str | None) -> float:
    if claim.confidence.fixed is not None:
        return float(claim.confidence.fixed)
    cell = _cell(row, claim.confidence)
    return probability(cell, decimal=decimal) if cell else 1.0


def _document(
    table: Table,
    mapped: Mapped,
    stated: list[_Stated],
    *,
    reader: str,
    register: Register | None,
) -> ResolvedDocument:
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


def _untold(stated: _Stated, subject: Entity, object_: Entity) -> ImportRefusedError | None:
    """Return why a claim would not stand in the graph once its names are resolved, or None."""
    names = f"{stated.subject.name!r} and {stated.object.name!r}"
    if subject.key == object_.key:
        reason, way_out = f"{names} are one thing ({subject.key})", "leave the line out"
        return ImportRefusedError(stated.where, reason, way_out)
    if not _allows(subject.type, stated.relation, object_.type):
        reason = f"{stated.relation} does not go from {subject.type} to {object_.type}"
        way_out = f"{names} are known as {subject.key} and {object_.key}"
        return ImportRefusedError(stated.where, reason, way_out)
    return None


class _Meant:
    """What the names of a table mean, each resolved once."""

    def __init__(self, document: str, register: Register | None) -> None:
        self._document, self._register = document, register
        self._entities: dict[tuple[str, str], Entity] = {}
        self._mentions: dict[tuple[str, str], list[Mention]] = {}
        self.mentions: list[Mention] = []

    def of(self, thing: _Thing) -> Entity:
        key = thing.name, thing.type
        if key not in self._entities:
            self._entities[key] = self._resolved(*key)
        return self._entities[key]

    def mention(self, thing: _Thing, start: int, sentence: int) -> Mention:
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
        document = Document(self._document, text, (Span(0, len(text)),))
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
