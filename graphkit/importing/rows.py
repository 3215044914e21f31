"""Rows of a table into a resolved document: a sentence for each claim, which names its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.numbers import list_currencies

from graphkit import ontology
from graphkit.errors import UnknownNameError
from graphkit.importing.cells import CellError, number, period, probability
from graphkit.importing.refused import ImportRefusedError, first_of, hint
from graphkit.importing.stated import Stated, Thing, allows, to_resolved
from graphkit.importing.tables import check_column
from graphkit.importing.told import chosen
from graphkit.model import Amount, Attribution, Qualifiers, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graphkit.importing.mapping import AmountColumn, ClaimColumns, End, Mapped
    from graphkit.importing.tables import Row, Table
    from graphkit.importing.told import Choice
    from graphkit.model import Period, ResolvedDocument
    from graphkit.resolve.known.register import Register


_WHOLE: Final = 100
"""All of it, in per cent."""


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
    return to_resolved(table, mapped, stated, reader=reader, register=register)


def _all_stated(table: Table, mapped: Mapped) -> tuple[list[Stated], list[ImportRefusedError]]:
    decimal = "." if mapped.decimal is None and table.delimiter == "," else mapped.decimal
    stated: list[Stated] = []
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


def _stated(row: Row, claim: ClaimColumns, name: str, decimal: str | None) -> Stated:
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
    return Stated(
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


def _thing(row: Row, end: End, words: _Words) -> Thing:
    name = _cell(row, end.name)
    if not name:
        msg = "a name is empty"
        raise CellError(msg, f"fill the column {end.name.column}")
    type_ = _one(row, end.type, ontology.load().types, "type")
    return Thing(name, type_, words.add(name))


def _check_types(subject: Thing, relation: str, object_: Thing) -> None:
    if allows(subject.type, relation, object_.type):
        return
    known = ontology.load().relation(relation)
    msg = f"{relation} does not go from {subject.type} to {object_.type}"
    raise CellError(
        msg,
        f"it goes from {', '.join(sorted(known.domain))} to {', '.join(sorted(known.range))}",
    )


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
    if share and value > _WHOLE:
        msg = f"the share {cell}% is more than all"
        raise CellError(msg, "write per cent, from 0 to 100")
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
