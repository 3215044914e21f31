"""Reads the file that says what the columns of a table mean.

It is TOML: a table ``[table]`` about the file as a whole, and a ``[[claim]]`` for each relation
that a row states. `docs/import.md` lists the keys.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from graphkit import ontology
from graphkit.importing.cells import CellError, grain_of
from graphkit.importing.graphs import read_bytes
from graphkit.importing.refused import ImportRefusedError
from graphkit.importing.told import Choice, Part
from graphkit.model import BOUNDS, TIME_RELATIONS
from graphkit.read.decode import decode

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_TABLE: Final = ("id", "title", "publisher", "date", "url", "delimiter", "decimal", "encoding")
_CLAIM: Final = (
    *("subject", "relation", "object", "status", "date", "amount"),
    *("confidence", "source", "optional"),
)
_END: Final = ("name", "column", "type")
_DATE: Final = ("column", "fixed", "relation", "format")
_AMOUNT: Final = ("column", "unit", "currency", "share", "per", "bound")
_DELIMITERS: Final = (",", ";", "\t", "|")


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
    part = Part(str(path), "the mapping", told, ("table", "claim"))
    table = part.part("table", _TABLE)
    claims = told.get("claim", [])
    if not isinstance(claims, list) or not claims:
        msg = "it has no [[claim]]"
        raise part.error(msg, "write one for each relation that a row states")
    return Mapped(
        path=str(path),
        sha256=sha256(content).hexdigest(),
        claims=tuple(_claim(Part(str(path), "[[claim]]", each, _CLAIM)) for each in claims),
        id=table.text("id"),
        title=table.text("title"),
        publisher=table.text("publisher"),
        date=table.day("date"),
        url=_url(table),
        delimiter=table.text("delimiter", among=_DELIMITERS),
        decimal=table.text("decimal", among=(",", ".")),
        encoding=_encoding(table),
    )


def _claim(part: Part) -> ClaimColumns:
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


def _end(part: Part, key: str) -> End:
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


def _confidence(part: Part) -> Choice:
    if part.is_table("confidence"):
        return Choice(column=part.part("confidence", ("column",)).needed("column"))
    return Choice(fixed=str(part.number("confidence", 1)))


def _date(part: Part) -> DateColumn:
    date = part.part("date", _DATE)
    column, fixed = date.text("column"), date.text("fixed")
    if (column is None) is (fixed is None):
        msg = "date needs either a column or a fixed text"
        raise date.error(msg, 'write column = "…"')
    relation, form = date.text("relation", among=TIME_RELATIONS), date.text("format")
    if form is not None:
        try:
            grain_of(form)
        except CellError as error:
            raise date.error(error.reason, error.way_out) from error
    told = Choice(fixed=fixed, column=column)
    return DateColumn(told, "since" if relation is None else relation, form)


def _amount(part: Part) -> AmountColumn:
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


def _url(table: Part) -> str | None:
    url = table.text("url")
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and re.search(r"\s", parts.netloc) is None
        usable = usable and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        reason = f"url of table is {url!r}"
        raise table.error(reason, "write an address, such as https://example.org/list")
    return url


def _encoding(table: Part) -> str | None:
    name = table.text("encoding")
    if name is None:
        return None
    try:
        "a".encode(name)  # codecs.lookup also finds those that make bytes of bytes, as zlib does
    except (LookupError, ValueError) as error:
        reason = f"there is no encoding {name!r}"
        raise table.error(reason, "write utf-8, cp1252, utf-16 or another") from error
    return name
