"""The columns of the tables: the names and kinds of the fields of their rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_type_hints

from graphkit import ontology
from graphkit.export.rows import ClaimRow, EdgeRow, EntityRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.export.rows import Row

Kind = Literal["text", "texts", "count", "number", "flag", "day"]
Value = str | tuple[str, ...] | int | float | bool | dt.date | None

SEPARATOR: Final = ";"
"""What stands between several texts where a format has no lists; Neo4j expects it."""

# Looks alike, and stands for the separator inside one of the texts.
_INSIDE: Final = "\uff1b"

_KINDS: Final[dict[object, Kind]] = {
    str: "text",
    str | None: "text",
    tuple[str, ...]: "texts",
    int: "count",
    float: "number",
    bool: "flag",
    dt.date | None: "day",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and the kind of its values."""

    name: str
    kind: Kind


def columns_of(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table, in their order.

    >>> [column.name for column in columns_of(EntityRow)][:3]
    ['iri', 'type', 'label']
    """
    kinds = get_type_hints(row)
    return tuple(Column(each.name, _KINDS[kinds[each.name]]) for each in dataclasses.fields(row))


ENTITY_COLUMNS: Final = columns_of(EntityRow)
EDGE_COLUMNS: Final = columns_of(EdgeRow)
CLAIM_COLUMNS: Final = columns_of(ClaimRow)


def value_of(row: Row, column: Column) -> Value:
    """Return what stands in a column of a row."""
    found: Value = getattr(row, column.name)
    return found


def as_text(value: Value) -> str:
    """Return *value* as text; "" is none.

    >>> as_text(None), as_text(True), as_text(0.5), as_text(dt.date(2026, 5, 7))
    ('', 'true', '0.5', '2026-05-07')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str) else joined(value)


def relation_label(predicate: str) -> str:
    """Return the label of a relation; of one that the ontology lacks, its name.

    >>> relation_label("suppliesTo"), relation_label("http://example.org/owes")
    ('supplies to', 'http://example.org/owes')
    """
    relation = ontology.load().relations.get(predicate)
    return predicate if relation is None else relation.label


def joined(texts: Iterable[str]) -> str:
    """Return several texts as one, for formats without lists.

    >>> joined(["Norvik", "Cells; more"])
    'Norvik;Cells\uff1b more'
    """
    return SEPARATOR.join(text.replace(SEPARATOR, _INSIDE) for text in texts)
