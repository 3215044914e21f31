"""Cuts files into shards and reads a shard as lines of JSON.

A line belongs to the shard in which it begins. A small file, and one in UTF-16, is one shard and
is read just as `graphkit.read` reads it. Rows of Parquet become lines of JSON, so that they are
checked as these are.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from codecs import BOM_UTF8
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from graphkit.engine.places import open_place
from graphkit.errors import ReadError
from graphkit.read.decode import is_utf16, refuse_binary
from graphkit.read.jsonlines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.engine.inputs import InputFile
    from graphkit.engine.options import EngineOptions
    from graphkit.model import Document

COLUMNS: Final = ("id", "text", "title", "date", "url", "source")
ERROR_COLUMNS: Final = ("place", "reason", "way_out")
"""What a table of web pages has for a page that could not be read."""

_HEAD: Final = 512


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of a file: bytes ``[begin, end)`` of lines, or rows of a row group of a table."""

    where: str
    place: str
    kind: str
    begin: int
    end: int
    group: int = 0
    whole: bool = True

    def key(self, reader: str) -> str:
        """Return what names this shard, read by *reader*, whatever is in it."""
        parts = [self.place, self.kind, self.begin, self.end, self.group, reader]
        return sha256(json.dumps(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Line:
    """What a line or a row gave: its number within the shard, counted from 1, and the result."""

    number: int
    result: Document | ReadError


def cut(file: InputFile, options: EngineOptions) -> list[Shard]:
    """Return the shards of *file*, in order.

    Raises:
        ReadError: It cannot be read or is no Parquet.
    """
    if file.kind == "lines":
        return _cut_lines(file, options.shard_bytes)
    shards = []
    with open_place(file.place) as stream:
        table = _table(stream, file.where)
        for group in range(table.num_row_groups):
            rows = table.metadata.row_group(group).num_rows
            for begin in range(0, rows, options.shard_rows):
                end = min(begin + options.shard_rows, rows)
                shards.append(Shard(file.where, file.place, file.kind, begin, end, group))
    return shards


def _cut_lines(file: InputFile, size: int) -> list[Shard]:
    with open_place(file.place) as stream:
        head = stream.read(_HEAD)
    if file.size <= size or is_utf16(head) or _is_binary(head):
        return [Shard(file.where, file.place, file.kind, 0, file.size)]
    begins = range(0, file.size, size)
    ends = [*begins[1:], file.size]
    return [
        Shard(file.where, file.place, file.kind, begin, end, whole=False)
        for begin, end in zip(begins, ends, strict=True)
    ]


def _is_binary(head: bytes) -> bool:
    try:
        refuse_binary(head.removeprefix(BOM_UTF8), "")
    except ReadError:
        return True
    return False


class Lines:
    """The lines of a shard as a stream that keeps the hash of what was read and counts lines."""

    def __init__(self, stream: BinaryIO, shard: Shard) -> None:
        """Read the lines of *shard* from its file."""
        self._stream, self._end = stream, shard.end
        self._hash = sha256()
        self.count = 0
        self._fresh = True  # whether a line begins here
        self._at = shard.begin
        if shard.begin:  # the line before ends behind the beginning, or just at it
            stream.seek(shard.begin - 1)
            self._at += len(stream.readline()) - 1

    @property
    def sha256(self) -> str:
        """The hash of all that was read, in hexadecimal."""
        return self._hash.hexdigest()

    def readline(self, size: int = -1) -> bytes:
        """Return the next line, or *size* bytes of it; nothing behind the end."""
        if self._fresh and self._at >= self._end:
            return b""
        line = self._stream.readline(size)
        self._at += len(line)
        self._fresh = line.endswith(b"\n") or not line
        self._hash.update(line)
        self.count += line.endswith(b"\n")
        return line

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def open_lines(shard: Shard) -> Lines:
    """Return the lines of *shard*.

    Raises:
        ReadError: Its file cannot be read.
    """
    if shard.kind == "lines":
        return Lines(open_place(shard.place), shard)
    with open_place(shard.place) as stream:
        rows = islice(_rows(_table(stream, shard.where), shard), shard.begin, shard.end)
        content = b"".join(json.dumps(row, default=_json).encode() + b"\n" for row in rows)
    return Lines(io.BytesIO(content), Shard("", "", "lines", 0, len(content)))


def read_shard(shard: Shard, lines: Lines) -> Iterator[Line]:
    """Yield what each line of *shard* gives; a mistake costs its line only."""
    if shard.kind == "page table":
        yield from _read_pages(shard, lines)
        return
    # a blank line before: only the first line of a file tells whether it is text
    head = [] if shard.begin == 0 else [b"\n"]
    empty = True
    try:
        for place, result in read_lines(cast("BinaryIO", lines), shard.where, head=head):
            empty = False
            yield Line(int(place.rpartition(":")[2]) - len(head), result)
    except ReadError as error:
        if shard.whole or not empty:
            yield Line(0, error)
    except OSError as error:
        yield Line(0, ReadError(shard.where, f"it cannot be read ({error})", "check the path"))


def _read_pages(shard: Shard, lines: Lines) -> Iterator[Line]:
    for number, line in enumerate(iter(lines.readline, b""), start=1):
        row = json.loads(line)
        if row["reason"] is not None:
            yield Line(number, ReadError(*(row[name] for name in ERROR_COLUMNS)))
            continue
        for _, result in read_lines(io.BytesIO(line), shard.where):
            if isinstance(result, ReadError):
                result = ReadError(row["id"], result.reason, result.way_out)  # noqa: PLW2901
            yield Line(number, result)


def _table(stream: BinaryIO, where: str) -> pq.ParquetFile:
    try:
        table = pq.ParquetFile(stream)
    except (OSError, ValueError) as error:
        reason = f"this is no Parquet ({' '.join(str(error).split())[:120]})"
        raise ReadError(where, reason, "write it again") from error
    missing = [name for name in ("id", "text") if name not in table.schema_arrow.names]
    if missing:
        reason = f"there is no column {missing[0]!r}"
        raise ReadError(where, reason, "name the columns id and text")
    return table


def _rows(table: pq.ParquetFile, shard: Shard) -> Iterator[dict[str, object]]:
    known = [*COLUMNS, *ERROR_COLUMNS] if shard.kind == "page table" else COLUMNS
    columns = [name for name in known if name in table.schema_arrow.names]
    batches = table.iter_batches(
        batch_size=max(1, shard.end - shard.begin), row_groups=[shard.group], columns=columns
    )
    for batch in batches:
        yield from batch.to_pylist()


def _json(value: object) -> object:
    """Return dates as text; what JSON has no word for as something that is refused by name."""
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else [str(type(value))]
