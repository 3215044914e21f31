"""The tables as CSV, with the headings of Neo4j's importer, and as Parquet.

CSV is RFC 4180 in UTF-8 with a line feed after each row. Each row is one line, since Neo4j's
importer reads no others unless it is told to: line breaks and control characters inside a text are
written as a space. A text that a spreadsheet would take for a formula has an apostrophe before it.
Parquet has the texts as they are, and lists as lists.
"""

from __future__ import annotations

import csv
import re
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, Final

from graphkit.errors import GraphkitError
from graphkit.export.columns import (
    CLAIM_COLUMNS,
    EDGE_COLUMNS,
    ENTITY_COLUMNS,
    as_text,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graphkit.export.columns import Column, Value
    from graphkit.export.rows import Row
    from graphkit.export.tables import Tables

    Write = Callable[[BinaryIO], None]

_KEYS: Final = {
    ("nodes", "iri"): "iri:ID",
    ("nodes", "type"): ":LABEL",
    ("edges", "subject"): ":START_ID",
    ("edges", "object"): ":END_ID",
    ("edges", "predicate"): ":TYPE",
    ("claims", "subject"): ":START_ID",
    ("claims", "object"): ":END_ID",
    ("claims", "predicate"): ":TYPE",
}
_TYPES: Final = {
    "text": "",
    "texts": ":string[]",
    "count": ":long",
    "number": ":double",
    "flag": ":boolean",
    "day": ":date",
}
# What a spreadsheet takes for a formula, and what already looks like such a text with its
# apostrophe, so that taking one off is exact.
_FORMULA: Final = re.compile(r"[\s']*[=+\-@\t\uff1d\uff0b\uff0d\uff20]")
_BREAKS: Final = re.compile(r"[\x00-\x08\n-\x1f\x7f\x85\u2028\u2029]+")

# Rows of Parquet that lie together, as pyarrow has it; memory does not grow with the table.
_GROUP: Final = 100_000


def csv_files(tables: Tables) -> Mapping[str, Write]:
    """Return what writes each CSV file, by its name.

    >>> from graphkit.export.tables import Tables
    >>> sorted(csv_files(Tables()))
    ['claims.csv', 'edges.csv', 'nodes.csv']
    """
    return {f"{name}.csv": _csv_writer(name, *table) for name, table in _named(tables).items()}


def parquet_files(tables: Tables) -> Mapping[str, Write]:
    """Return what writes each Parquet file, by its name.

    Raises:
        GraphkitError: pyarrow is not installed.
    """
    try:
        import pyarrow  # type: ignore[import-untyped]  # noqa: F401, ICN001, PLC0415 - an extra
    except ImportError as error:
        message = (
            "Parquet needs pyarrow, which is not installed; run `pip install graphkit[tables]`"
        )
        raise GraphkitError(message) from error
    return {f"{name}.parquet": _parquet_writer(*table) for name, table in _named(tables).items()}


def headings(name: str, columns: Sequence[Column]) -> list[str]:
    """Return the first line of a CSV table: names, keys and types as Neo4j reads them.

    Source:
        Neo4j Operations Manual, "Import", "CSV header format".

    >>> headings("edges", EDGE_COLUMNS)[:6]
    [':START_ID', ':END_ID', ':TYPE', 'id', 'status', 'confidence:double']
    """
    return [_KEYS.get((name, c.name), f"{c.name}{_TYPES[c.kind]}") for c in columns]


def cell(value: Value) -> str:
    r"""Return *value* as it stands in a CSV cell.

    >>> cell(None), cell(True), cell(("a", "b")), cell("=1+1"), cell("two\nlines")
    ('', 'true', 'a;b', "'=1+1", 'two lines')
    """
    text = _BREAKS.sub(" ", as_text(value))
    return f"'{text}" if _FORMULA.match(text) and isinstance(value, str | tuple) else text


def _named(tables: Tables) -> dict[str, tuple[Sequence[Column], Sequence[Row]]]:
    return {
        "nodes": (ENTITY_COLUMNS, tables.entities),
        "edges": (EDGE_COLUMNS, tables.edges),
        "claims": (CLAIM_COLUMNS, tables.claims),
    }


def _csv_writer(name: str, columns: Sequence[Column], rows: Sequence[Row]) -> Write:
    def write(stream: BinaryIO) -> None:
        text = TextIOWrapper(stream, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(headings(name, columns))
        writer.writerows([cell(value_of(row, column)) for column in columns] for row in rows)
        text.detach()  # flushes, and leaves the file to him who opened it

    return write


def _parquet_writer(columns: Sequence[Column], rows: Sequence[Row]) -> Write:
    def write(stream: BinaryIO) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415

        types = {
            "text": pa.string(),
            "texts": pa.list_(pa.string()),
            "count": pa.int64(),
            "number": pa.float64(),
            "flag": pa.bool_(),
            "day": pa.date32(),
        }
        schema = pa.schema([(column.name, types[column.kind]) for column in columns])
        with parquet.ParquetWriter(stream, schema) as writer:
            for start in range(0, len(rows), _GROUP):
                group = rows[start : start + _GROUP]
                arrays = [
                    pa.array([value_of(row, column) for row in group], types[column.kind])
                    for column in columns
                ]
                writer.write_table(pa.table(arrays, schema=schema))

    return write
