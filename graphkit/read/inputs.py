"""The entry of the stage: inputs → documents, one after another, errors among them.

Arguments are checked at once, before anything is read; files are read only when their turn comes.
The modules for Markdown and HTML are loaded with the first file of their kind.
"""

from __future__ import annotations

import io
import re
import sys
from codecs import BOM_UTF8
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, TextIO

from graphkit.errors import ReadError
from graphkit.model import Document
from graphkit.read.content import MAX_BYTES, to_document, too_long
from graphkit.read.decode import decode, is_utf16
from graphkit.read.jsonlines import MAX_LINE_BYTES, looks_like_json_lines, read_lines
from graphkit.read.plain import parse_plain
from graphkit.read.sources import STDIN_NAME, Source, find_sources, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from graphkit.read.content import Content

Found = tuple[str, Document | ReadError]
"""Where something stands, and the document or the error that it gave."""

_CHUNK = 1 << 20  # bytes asked for at a time, so that the limit is noticed early
_MOST_BLANK = 100_000  # lines; whoever sends more sends nothing, and for ever
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_documents(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, cut: bool = True
) -> Iterator[Document | ReadError]:
    """Check all inputs, then return an iterator over their documents.

    What a single file or line has wrong is yielded as an error in its place, and reading goes on.

    Args:
        inputs: Files, folders, patterns such as ``news/**/*.txt``, or ``-`` for standard input.
        stdin: The stream that ``-`` means; None for that of the process.
        cut: Whether documents are cut into sentences; see `graphkit.read.content.with_sentences`.

    Returns:
        Documents in the order of the inputs, read one by one as they are asked for.

    Raises:
        ReadError: At once, if an input names nothing that can be read.

    >>> stream = io.BytesIO(b'{"id": "a", "text": "Ships wait."}')
    >>> [document.id for document in read_documents(["-"], stdin=stream)]
    ['a']
    """
    if isinstance(inputs, str):
        message = f"inputs must be a sequence of strings, not the string {inputs!r}"
        raise TypeError(message)
    return _without_collisions(_read_all(find_sources(inputs), stdin, cut=cut))


def _read_all(
    sources: Iterator[Source | ReadError], stdin: BinaryIO | None, *, cut: bool
) -> Iterator[Found]:
    for source in sources:
        if isinstance(source, ReadError):
            yield source.where, source
            continue
        try:
            if source.path is None:
                yield from _read_stdin(_stdin() if stdin is None else stdin, cut=cut)
            else:
                yield from _read_file(source, source.path, cut=cut)
        except ReadError as error:
            yield source.where, error
        except OSError as error:
            yield source.where, unreadable(source.where, error)


def _read_file(source: Source, path: Path, *, cut: bool) -> Iterator[Found]:
    with path.open("rb") as stream:
        if source.kind == "jsonl":
            yield from read_lines(stream, source.where, cut=cut)
            return
        data = _read_whole(stream, source.where)
    content = _parse(source.kind, data, source.where)
    yield source.where, to_document(source.id, content, source.where, cut=cut)


def _stdin() -> BinaryIO:
    # typeshed does not know that Python has none where the process was started without one
    process: TextIO | None = sys.stdin
    if process is None:
        reason, way_out = "it is closed", "send something to it, or name a file"
        raise ReadError(STDIN_NAME, reason, way_out)
    return process.buffer


def _read_stdin(stream: BinaryIO, *, cut: bool) -> Iterator[Found]:
    """Read documents from a stream: JSON Lines if its first line is one, else one text or page."""
    head = _head(stream)
    data = b"".join(head)
    if is_utf16(data):
        text = decode(data + _read_whole(stream, STDIN_NAME), STDIN_NAME)
        yield from _read_stdin(io.BytesIO(text.encode()), cut=cut)
    elif head and looks_like_json_lines(head[-1]):
        yield from read_lines(stream, STDIN_NAME, head=head, cut=cut)
    else:
        kind = "html" if _PAGE.match(data) else "plain"
        content = _parse(kind, data + _read_whole(stream, STDIN_NAME), STDIN_NAME)
        digest = sha256(content.text.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{STDIN_NAME}-{digest[:12]}"
        yield STDIN_NAME, to_document(name, content, STDIN_NAME, cut=cut)


def _head(stream: BinaryIO) -> list[bytes]:
    """Return the lines up to the first that is not blank, and that one."""
    lines: list[bytes] = []
    for line in iter(lambda: stream.readline(MAX_LINE_BYTES), b""):
        lines.append(line)
        if line.removeprefix(BOM_UTF8).strip():
            break
        if len(lines) > _MOST_BLANK:
            reason = f"there is no text in the first {_MOST_BLANK:,} lines"
            raise ReadError(STDIN_NAME, reason, "put text in or leave it out")
    return lines


def _read_whole(stream: BinaryIO, where: str) -> bytes:
    """Return the rest of a stream, or refuse it if it is too long to be one document."""
    chunks: list[bytes] = []
    size = 0
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        chunks.append(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_long(where)
    return b"".join(chunks)


def _parse(kind: str, data: bytes, where: str) -> Content:
    """Return the content of a file, with the libraries of its kind loaded when first needed."""
    if kind == "markdown":
        from graphkit.read.markdown import parse_markdown  # noqa: PLC0415 - start-up stays quick

        return parse_markdown(data, where)
    if kind == "html":
        from graphkit.read.html import parse_html  # noqa: PLC0415 - start-up stays quick

        return parse_html(data, where)
    return parse_plain(data, where)


def _without_collisions(found: Iterator[Found]) -> Iterator[Document | ReadError]:
    """Yield what was found, but an error for a document whose id an earlier one has."""
    places: dict[str, str] = {}
    for where, result in found:
        if isinstance(result, ReadError):
            yield result
            continue
        if result.id in places:
            reason = f"the id {result.id!r} is taken by {places[result.id]}"
            yield ReadError(where, reason, "give the folder that holds both, or ids in JSON Lines")
            continue
        places[result.id] = where
        yield result
