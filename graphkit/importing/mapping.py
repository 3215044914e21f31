"""Reads the file that says what the columns of a table mean.

It is TOML: a table ``[table]`` about the file as a whole, and a ``[[claim]]`` for each relation
that a row states. `docs/import.md` lists the keys.
"""

from __future__ import annotations

import codecs
import datetime as dt
import tomllib
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.errors import UnknownNameError
from graphkit.importing.graphs import read_bytes
from graphkit.importing.refused import ImportRefusedError, hint
from graphkit.model import BOUNDS, TIME_RELATIONS
from graphkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_TABLE: Final = ("id", "title", "publisher", "date", "url", "delimiter", "decimal", "encoding")
_CLAIM: Final = (
    *("subject", "relation", "object", "status", "date", "amount"),
    *("confidence", "source", "optional"),
)
_CHOICE: Final = ("column", "values")
_END: Final = ("name", "column", "type")
_DATE: Final = ("column", "fixed", "relation", "format")
_AMOUNT: Final = ("column", "unit", "currency", "share", "per", "bound")
_DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word: the same in every row, or that of a column, perhaps by another name."""

    fixed: str | None = None
    column: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """What a claim relates: its name and its type."""

    name: Choice
    type: Choice


@dataclass(frozen=True, slots=True)
class DateColumn:
    """The time of a claim; ``format`` is one of `datetime.datetime.strptime`."""

    text: Choice
    relation: str = "since"
    format: str | None = None


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """How much; one of ``unit``, ``currency`` and ``share`` tells of what."""

    text: Choice
    unit: Choice | None = None
    currency: Choice | None = None
    per: str | None = None
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class ClaimColumns:
    """The claim that a row states; an ``optional`` one only where both its ends are filled."""

    subject: End
    relation: Choice
    object: End
    status: Choice
    confidence: Choice
    date: DateColumn | None = None
    amount: AmountColumn | None = None
    source: Choice | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping file says; ``sha256`` is the hash of its bytes."""

    path: str
    sha256: str
    claims: tuple[ClaimColumns, ...]
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    encoding: str | None = None


def read_mapping(path: Path) -> Mapped:
    """Return what the mapping file *path* says.

    Raises:
        ImportRefusedError: It cannot be read, or something in it is wrong.
        ReadError: Its bytes are no text.
    """
    content = read_bytes(path)
    try:
        told = tomllib.loads(decode(content, str(path)))
    except tomllib.TOMLDecodeError as error:
        raise ImportRefusedError(str(path), f"it is no TOML ({error})", "correct it") from error
    part = _Part(str(path), "the mapping", told, ("table", "claim"))
    table = part.part("table", _TABLE)
    claims = told.get("claim", [])
    if not isinstance(claims, list) or not claims:
        msg = "it has no [[claim]]"
        raise part.error(msg, "write one for each relation that a row states")
    return Mapped(
        path=str(path),
        sha256=sha256(content).hexdigest(),
        claims=tuple(_claim(_Part(str(path), "[[claim]]", each, _CLAIM)) for each in claims),
        id=table.text("id"),
        title=table.text("title"),
        publisher=table.text("publisher"),
        date=table.day("date"),
        url=table.text("url"),
        delimiter=table.text("delimiter", among=_DELIMITERS),
        decimal=table.text("decimal", among=(",", ".")),
        encoding=_encoding(table),
    )


class _Part:
    """A table of the file, whose values are asked for by their type."""

    def __init__(self, path: str, name: str, told: object, keys: Collection[str]) -> None:
        if not isinstance(told, dict):
            message = f"{name} is no table"
            raise ImportRefusedError(path, message, f"write its keys: {', '.join(keys)}")
        self._path, self._name, self._told = path, name, told
        for key in told:
            if key not in keys:
                msg = f"{name} has no key {key!r}"
                raise self.error(msg, hint(key, keys))

    def error(self, reason: str, way_out: str) -> ImportRefusedError:
        return ImportRefusedError(self._path, reason, way_out)

    def __contains__(self, key: str) -> bool:
        return key in self._told

    def part(self, key: str, keys: Collection[str]) -> _Part:
        return _Part(self._path, key, self._told.get(key, {}), keys)

    def is_table(self, key: str) -> bool:
        return isinstance(self._told.get(key), dict)

    def text(self, key: str, *, among: Collection[str] = ()) -> str | None:
        value = self._told.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip(" "):
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, 'write a text in "quotes"')
        if among and value not in among:
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, hint(value, among))
        return value

    def flag(self, key: str) -> bool:
        value = self._told.get(key, False)
        if not isinstance(value, bool):
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, "write true or false")
        return value

    def number(self, key: str, default: float) -> float:
        value = self._told.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            reason = f"{key} is {value!r}"
            raise self.error(reason, "write a number from 0 to 1")
        return value

    def day(self, key: str) -> dt.date | None:
        value = self._told.get(key)
        if value is None:
            return None
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            msg = f"{key} of {self._name} is {value!r}"
            raise self.error(msg, "write a day: 2026-05-07")
        return value

    def choice(self, key: str, known: Collection[str] = ()) -> Choice | None:
        """Return a word that is fixed, or that of a column; of the *known* ones, if there are."""
        if self.is_table(key):
            part = self.part(key, _CHOICE)
            return Choice(column=part.needed("column"), values=part.values(known))
        fixed = self.text(key)
        if fixed is not None and known:
            fixed = self._known(fixed, known, key)
        return None if fixed is None else Choice(fixed=fixed)

    def needed(self, key: str) -> str:
        value = self.text(key)
        if value is None:
            msg = f"{self._name} has no {key}"
            raise self.error(msg, f"write {key} = …")
        return value

    def values(self, known: Collection[str]) -> dict[str, str]:
        told = self._told.get("values", {})
        if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
            msg = f"values of {self._name} is no table"
            raise self.error(msg, 'write {"in the cell" = "name"}')
        return {
            _folded(cell): self._known(name, known, self._name) if known else name
            for cell, name in told.items()
        }

    def _known(self, name: str, known: Collection[str], kind: str) -> str:
        if name not in known:
            msg = f"unknown {kind} {name!r}"
            raise self.error(msg, hint(name, known))
        return name


def _claim(part: _Part) -> ClaimColumns:
    terms = ontology.load()
    relation = part.choice("relation", terms.relations)
    if relation is None:
        msg = "[[claim]] has no relation"
        raise part.error(msg, 'write relation = "suppliesTo" or another')
    status = part.choice("status", terms.statuses)
    return ClaimColumns(
        subject=_end(part, "subject"),
        relation=relation,
        object=_end(part, "object"),
        status=Choice(fixed="current") if status is None else status,
        confidence=_confidence(part),
        date=_date(part) if "date" in part else None,
        amount=_amount(part) if "amount" in part else None,
        source=part.choice("source"),
        optional=part.flag("optional"),
    )


def _end(part: _Part, key: str) -> End:
    if key not in part:
        way_out = f'write {key} = {{ column = "…", type = "Company" }}'
        msg = f"[[claim]] has no {key}"
        raise part.error(msg, way_out)
    end = part.part(key, _END)
    type_ = end.choice("type", ontology.load().types)
    if type_ is None:
        msg = f"{key} has no type"
        raise end.error(msg, 'write type = "Company" or another')
    name, column = end.text("name"), end.text("column")
    if (name is None) is (column is None):
        msg = f"{key} needs either a column or a name"
        raise end.error(msg, 'write column = "…"')
    return End(Choice(fixed=name, column=column), type_)


def _confidence(part: _Part) -> Choice:
    if part.is_table("confidence"):
        return Choice(column=part.part("confidence", ("column",)).needed("column"))
    return Choice(fixed=str(part.number("confidence", 1)))


def _date(part: _Part) -> DateColumn:
    date = part.part("date", _DATE)
    column, fixed = date.text("column"), date.text("fixed")
    if (column is None) is (fixed is None):
        msg = "date needs either a column or a fixed text"
        raise date.error(msg, 'write column = "…"')
    relation = date.text("relation", among=TIME_RELATIONS)
    return DateColumn(
        Choice(fixed=fixed, column=column),
        "since" if relation is None else relation,
        date.text("format"),
    )


def _amount(part: _Part) -> AmountColumn:
    amount = part.part("amount", _AMOUNT)
    unit, currency = amount.choice("unit"), amount.choice("currency")
    share = amount.flag("share")
    if (unit is not None) + (currency is not None) + share != 1:
        reason = "amount needs one of unit, currency and share"
        raise amount.error(reason, 'write unit = "tonne", currency = "EUR" or share = true')
    bound = amount.text("bound", among=BOUNDS)
    return AmountColumn(
        Choice(column=amount.needed("column")),
        unit,
        currency,
        amount.text("per"),
        "exact" if bound is None else bound,
    )


def _encoding(table: _Part) -> str | None:
    name = table.text("encoding")
    if name is None:
        return None
    try:
        codecs.lookup(name)
    except LookupError as error:
        reason = f"there is no encoding {name!r}"
        raise table.error(reason, "write utf-8, cp1252, utf-16 or another") from error
    return name


def _folded(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def chosen(choice: Choice, cell: str, known: Collection[str], kind: str) -> str:
    """Return which of the *known* names a cell means.

    Raises:
        UnknownNameError: It means none.

    >>> chosen(Choice(column="State", values={"yes": "current"}), "Yes", ["current"], "status")
    'current'
    """
    if _folded(cell) in choice.values:
        return choice.values[_folded(cell)]
    if cell in known:
        return cell
    raise UnknownNameError(kind, cell, [*known, *choice.values])
