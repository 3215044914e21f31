"""Reads the rows of a CSV file, as spreadsheets write them: with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graphkit.errors import ReadError
from graphkit.importing.graphs import read_bytes
from graphkit.importing.refused import ImportRefusedError, hint
from graphkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graphkit.importing.mapping import Mapped

_SEPARATOR_LINE: Final = "sep="
"""How Excel may begin a CSV file: the sign that follows parts the cells."""

_QUOTED: Final = re.compile(r'(?<![^\t;,\r\n])"(?:[^"]|"")*+"?')
_RECORD: Final = re.compile(rf"(?:{_QUOTED.pattern}|[^\r\n])++")
"""A row, which has line breaks in quotes only."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line on which it begins, and its cells by column, without spaces around."""

    where: str
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, the hash of its bytes, and the sign that parts its cells."""

    name: str
    sha256: str
    delimiter: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, mapped: Mapped) -> Table:
    """Return the table in the file *path*.

    Raises:
        ImportRefusedError: It cannot be read, or a row has not as many cells as the header.
    """
    content = read_bytes(path)
    text = _text(content, path, mapped.encoding)
    skipped, text, delimiter = _delimiter(text, path, mapped.delimiter)
    rows = list(_rows(text, path, delimiter, skipped))
    header = next(((line, cells) for line, cells in rows if any(cells)), None)
    if header is None:
        raise ImportRefusedError(str(path), "there is no header in it", "write one")
    body = [(line, cells) for line, cells in rows if line > header[0] and any(cells)]
    if not body:
        raise ImportRefusedError(str(path), "there is no row below the header", "write one")
    columns = tuple(header[1])
    made = tuple(_row(path, line, columns, cells) for line, cells in body)
    return Table(path.name, sha256(content).hexdigest(), delimiter, columns, made)


def check_column(table: Table, column: str, mapped: Mapped) -> None:
    """Check that *table* has the *column* once.

    Raises:
        ImportRefusedError: It has not.
    """
    count = table.columns.count(column)
    if count == 0:
        names = [name for name in table.columns if name]
        raise ImportRefusedError(
            mapped.path, f"{table.name} has no column {column!r}", hint(column, names)
        )
    if count > 1:
        reason = f"{table.name} has the column {column!r} {count} times"
        raise ImportRefusedError(mapped.path, reason, "name the columns apart")


def _text(content: bytes, path: Path, encoding: str | None) -> str:
    try:
        return decode(content, str(path), declared=encoding)
    except ReadError as error:
        if not error.reason.startswith("not valid"):
            raise
        way_out = 'save it as "CSV UTF-8", or write encoding = "cp1252" into the mapping'
        raise ImportRefusedError(str(path), error.reason, way_out) from error


def _delimiter(text: str, path: Path, told: str | None) -> tuple[int, str, str]:
    """Return the lines to skip, the text behind them, and the sign that parts the cells."""
    first, _, rest = text.partition("\n")
    mark = first.rstrip("\r")
    if mark.lower().startswith(_SEPARATOR_LINE) and len(mark) == len(_SEPARATOR_LINE) + 1:
        return 1, rest, mark[-1] if told is None else told
    if told is not None:
        return 0, text, told
    header = next((bare for record in _RECORD.finditer(text) if (bare := _bare(record[0]))), "")
    counts = {sign: header.count(sign) for sign in ("\t", ";", ",")}
    best = [sign for sign, count in counts.items() if count]
    if len(best) > 1 and "\t" not in best:
        reason = "its header has commas and semicolons"
        way_out = 'write delimiter = ";" or "," into the mapping'
        msg = f"{path}:1"
        raise ImportRefusedError(msg, reason, way_out)
    return 0, text, best[0] if best else ","


def _bare(record: str) -> str:
    """Return *record* without what stands in quotes: its separators part no cells."""
    return _QUOTED.sub('""', record).strip()


def _rows(text: str, path: Path, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    # Python refuses longer cells than this, and it holds for all who read CSV: it is only raised.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            yield line, [" ".join(cell.split()) for cell in cells]
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        way_out = "close its quotation marks, or save it as CSV again"
        msg = f"{path}:{line}"
        raise ImportRefusedError(msg, f"it is no CSV ({error})", way_out) from error


def _row(path: Path, line: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    where = f"{path}:{line}"
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    if len(cells) != len(columns):
        reason = f"{len(cells)} cells, and the header has {len(columns)}"
        raise ImportRefusedError(where, reason, "put a cell with the delimiter in it in quotes")
    return Row(where, line, dict(zip(columns, cells, strict=True)))
