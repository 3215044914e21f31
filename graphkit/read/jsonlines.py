"""JSON Lines → documents: one object a line, a bad line costs that line only.

A line has ``id`` (a string or an integer) and ``text``, and may have ``title``, ``date``, ``url``
and ``source``; null and the empty string mean "not known" there, and so do dates such as
0001-01-01 and 9999-12-31, which stand for a missing one; other keys are ignored. The text is kept
exactly as given, since offsets count in it.
"""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
import re
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from graphkit.errors import ReadError
from graphkit.read.content import MAX_CHARACTERS, Content, is_iri, to_document
from graphkit.read.dates import known_date
from graphkit.read.decode import decode, is_utf16, refuse_binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphkit.model import Document

MAX_LINE_BYTES = 7 * MAX_CHARACTERS
"""The longest line: the longest text in JSON escapes of six bytes, and a seventh to spare."""

_CHUNK = 1 << 20  # bytes read at a time while an overlong line is passed over
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].+)?")


def read_lines(
    stream: BinaryIO,
    where: str,
    *,
    head: Sequence[bytes] = (),
    limit: int = MAX_LINE_BYTES,
    cut: bool = True,
) -> Iterator[tuple[str, Document | ReadError]]:
    r"""Yield, for each line that is not blank, where it stands and its document or its error.

    Args:
        stream: UTF-8, or UTF-16 with a byte order mark; read line by line.
        where: The file, for messages; lines count from 1.
        head: Lines already taken from the stream.
        limit: The most bytes that one line may have.
        cut: Whether documents are cut into sentences.

    Raises:
        ReadError: If there is no line, or UTF-16 is broken.

    >>> from io import BytesIO
    >>> lines = b'{"id": 7, "text": "Ships wait."}\n{"id": 8}\n'
    >>> for place, result in read_lines(BytesIO(lines), "a.jsonl"):
    ...     print(place, "|", result if isinstance(result, ReadError) else result.id)
    a.jsonl:1 | 7
    a.jsonl:2 | a.jsonl:2: no "text"; give each line an id and a text
    """
    empty = True
    for number, line in enumerate(_lines(head, stream, where, limit), start=1):
        place = f"{where}:{number}"
        if line is None:
            reason = f"the line is longer than {limit:,} bytes"
            yield place, ReadError(place, reason, "split the document")
        elif line.strip():
            try:
                yield place, _parse_line(line, place, cut=cut)
            except ReadError as error:
                yield place, error
        else:
            continue
        empty = False
    if empty:
        raise ReadError(where, "there is no text in it", "put text in or leave it out")


def looks_like_json_lines(line: bytes) -> bool:
    """Return whether this line is a JSON object that has a text.

    >>> looks_like_json_lines(b'{"text": "Ships wait."}'), looks_like_json_lines(b"{Ships} wait.")
    (True, False)
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value


def _lines(
    head: Sequence[bytes], stream: BinaryIO, where: str, limit: int
) -> Iterator[bytes | None]:
    """Yield each line, or None for one beyond the limit, whose rest is passed over."""
    lines: Iterator[bytes] = chain(head, iter(lambda: stream.readline(limit + 1), b""))
    first = next(lines, b"")
    if is_utf16(first):
        # UTF-16 cannot be cut at the byte 0x0A, so such a file is read whole.
        text = decode(first + b"".join(lines), where)
        lines = iter(io.BytesIO(text.encode()))
        first = next(lines, b"")
    else:
        refuse_binary(first, where)
    for line in chain([first.removeprefix(codecs.BOM_UTF8)], lines):
        if len(line) <= limit:
            yield line
            continue
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_CHUNK)
        yield None


def _parse_line(line: bytes, where: str, *, cut: bool) -> Document:
    value = parse_object(line, where)
    document_id = parse_id(value, where)
    url = _string(value, "url", where)
    if url is not None and not is_iri(url):
        raise ReadError(
            where, f"url {url[:80]!r} is no valid absolute URL", "repair it or leave it out"
        )
    content = Content(
        _text(value, where),
        _string(value, "title", where),
        _date(value, where),
        url,
        _string(value, "source", where),
    )
    return to_document(document_id, content, where, cut=cut)


def parse_object(line: bytes, where: str) -> dict[str, object]:
    """Return the JSON object that *line* is.

    Raises:
        ReadError: If it is none.
    """
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as error:
        reason = f"not valid UTF-8 (first broken byte at offset {error.start} of the line)"
        raise ReadError(where, reason, "save it as UTF-8") from error
    except RecursionError as error:
        raise ReadError(where, "the JSON is nested too deeply", "flatten it") from error
    except json.JSONDecodeError as error:
        reason = f"no JSON ({error.msg} at character {error.pos})"
        raise ReadError(where, reason, "write one JSON object a line") from error
    except ValueError as error:  # an integer of more than 4,300 digits
        raise ReadError(where, "a number has too many digits", "write it as a string") from error
    if not isinstance(value, dict):
        raise ReadError(where, "this is JSON but no object", "write one JSON object a line")
    return value


def parse_id(value: Mapping[str, object], where: str) -> str:
    """Return the ``id`` of a JSON object, as text.

    Raises:
        ReadError: If there is none.
    """
    given = value.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if given is None:
        raise ReadError(where, 'no "id"', "give each line an id and a text")
    if not isinstance(given, str):
        raise ReadError(where, '"id" is neither a string nor an integer', "write it as a string")
    if not given or given.isspace():
        raise ReadError(where, '"id" is empty', "give each line an id and a text")
    return given


def _text(value: dict[str, object], where: str) -> str:
    given = value.get("text")
    if given is None:
        raise ReadError(where, 'no "text"', "give each line an id and a text")
    if not isinstance(given, str):
        raise ReadError(where, '"text" is no string', "write it as a string")
    return given


def _string(value: dict[str, object], key: str, where: str) -> str | None:
    given = value.get(key)
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise ReadError(where, f'"{key}" is no string', "write it as a string or leave it out")
    return given


def _date(value: dict[str, object], where: str) -> dt.date | None:
    given = _string(value, "date", where)
    if given is None:
        return None
    try:
        if _DATE.fullmatch(given):
            return known_date(dt.datetime.fromisoformat(given).date())
    except ValueError:  # such as 30 February
        pass
    reason = f"date {given[:40]!r} is no ISO date"
    raise ReadError(where, reason, "write it as 2026-05-07 or leave it out")
