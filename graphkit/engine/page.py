"""A record of a WARC file → what its page says, or why it cannot be read."""

from __future__ import annotations

import gzip
import io
import zlib
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Final, cast

from graphkit.errors import ReadError
from graphkit.read.content import MAX_BYTES

if TYPE_CHECKING:
    from socket import socket

_OK: Final = 200
_HTML: Final = ("text/html", "application/xhtml+xml")

Page = dict[str, str | None]


class _Socket:
    """Bytes in the place of a connection, which `HTTPResponse` reads from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, mode: str) -> io.BytesIO:  # noqa: ARG002 - the caller gives it
        return io.BytesIO(self._content)


def page_of(content: bytes, address: str) -> Page:
    r"""Return the text, title, date and source of the page in an HTTP response.

    All are None for what is no page: another status than 200, or another type than HTML. A page
    that cannot be read has its ``place``, a ``reason`` and a ``way_out`` instead.

    >>> page_of(b"HTTP/1.1 404 Not Found\r\n\r\n", "https://example.org/a")["text"] is None
    True
    """
    from graphkit.read.html import parse_html  # noqa: PLC0415 - slow, and only pages need it

    page: Page = dict.fromkeys(("text", "title", "date", "source", "place", "reason", "way_out"))
    try:
        data = _html(content, address)
        if data is None:
            return page
        found = parse_html(data, address)
    except ReadError as error:
        return {**page, "place": address, "reason": error.reason, "way_out": error.way_out}
    date = None if found.date is None else found.date.isoformat()
    return {**page, "text": found.text, "title": found.title, "date": date, "source": found.source}


def _html(content: bytes, address: str) -> bytes | None:
    """Return the page in a response, as bytes that `parse_html` takes; None if it is none."""
    response = HTTPResponse(cast("socket", _Socket(content)))
    try:
        response.begin()
        if response.status != _OK or response.headers.get_content_type() not in _HTML:
            return None
        body = response.read(MAX_BYTES)
        if response.headers.get("Content-Encoding", "") in {"gzip", "x-gzip"}:
            with gzip.open(io.BytesIO(body)) as stream:
                body = stream.read(MAX_BYTES)
    except (HTTPException, OSError, EOFError, zlib.error) as error:
        reason = f"the record is no HTTP response ({type(error).__name__})"
        raise ReadError(address, reason, "leave it out") from error
    return _in_utf8(body, response.headers.get_content_charset())


def _in_utf8(body: bytes, charset: str | None) -> bytes:
    """Return *body* in UTF-8, if the response tells another encoding and that is true."""
    try:
        body.decode()
    except UnicodeDecodeError:
        try:
            return body if charset is None else body.decode(charset).encode()
        except (LookupError, ValueError):
            return body
    return body
