"""A record of a WARC file is its page, in whatever way it was sent; what is no page is left out."""

from __future__ import annotations

import gzip

import pytest

from graphkit.engine.page import page_of

ADDRESS = "https://example.org/a"
SENTENCE = "Norvik Cathode AS supplies nickel from Züricher Straße to Corvane Motors."
PAGE = f"<html><head><title>Wire</title></head><body><p>{SENTENCE}</p></body></html>"


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return an HTTP response."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


HTML = "Content-Type: text/html; charset=utf-8"
UTF8 = PAGE.encode()
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(UTF8), UTF8)


@pytest.mark.parametrize(
    "content",
    [
        response(UTF8, HTML),
        response(CHUNKED, HTML, "Transfer-Encoding: chunked"),
        response(gzip.compress(UTF8), HTML, "Content-Encoding: gzip"),
        response(PAGE.encode("latin-1"), "Content-Type: text/html; charset=iso-8859-1"),
    ],
    ids=["plain", "chunked", "gzip", "latin-1"],
)
def test_a_page_is_read_in_whatever_way_it_was_sent(content: bytes) -> None:
    page = page_of(content, ADDRESS)
    assert (page["text"], page["title"], page["reason"]) == (SENTENCE, "Wire", None)


@pytest.mark.parametrize(
    "content",
    [
        response(UTF8, HTML, status="404 Not Found"),
        response(b"\x89PNG", "Content-Type: image/png"),
        response(UTF8),
    ],
    ids=["missing", "image", "no type"],
)
def test_what_is_no_page_is_left_out(content: bytes) -> None:
    assert set(page_of(content, ADDRESS).values()) == {None}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (response(b"<html><body><nav>Log in</nav></body></html>", HTML), "no article"),
        (b"", "no HTTP response"),
        (b"GET / HTTP/1.1\r\n\r\n", "no HTTP response"),
        (response(b"\x1f\x8b broken", HTML, "Content-Encoding: gzip"), "no HTTP response"),
    ],
    ids=["no article", "nothing", "a request", "broken"],
)
def test_a_page_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    page = page_of(content, ADDRESS)
    assert page["text"] is None
    assert page["place"] == ADDRESS
    assert reason in str(page["reason"])
