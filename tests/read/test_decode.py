"""Decoding: byte order marks, declared encodings, and refusals that say what a file is."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile

import pytest

from graphkit.errors import ReadError
from graphkit.read.decode import decode

TEXT = "Zürich ships 5 €.\n"


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-mark", "utf-16-le", "utf-16-be"],
)
def test_text_is_decoded_without_its_mark(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "there is no text in it"),
        (b"%PDF-1.7\n%\xe2\xe3", "this is a PDF, not text"),
        (_zip(), "this is a ZIP archive (also DOCX, XLSX, EPUB), not text"),
        (b"\x89PNG\r\n\x1a\n\x00", "this is a PNG image, not text"),
        (b"\xff\xd8\xff\xe0", "this is a JPEG image, not text"),
        (gzip.compress(b"Ships wait."), "this is gzip data, not text"),
        (b"{\\rtf1 Ships wait.}", "this is an RTF file, not text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "this is an old Office file (DOC, XLS, PPT), not text",
        ),
        (b"Ships\0wait", "binary content (a NUL byte at offset 5)"),
        (b"Z\xfcrich", "not valid UTF-8 (first broken byte at offset 1)"),
        (codecs.BOM_UTF8 + b"Z\xfcrich", "not valid UTF-8 (first broken byte at offset 4)"),
        (codecs.BOM_UTF16_LE + b"Z\0x", "not valid UTF-16 (first broken byte at offset 4)"),
        (codecs.BOM_UTF16_BE + b"\xd8\0\0a", "not valid UTF-16 (first broken byte at offset 2)"),
        (codecs.BOM_UTF32_LE + b"Z\0\0\0", "the encoding is UTF-32"),
        (codecs.BOM_UTF32_BE + b"\0\0\0Z", "the encoding is UTF-32"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_refused_by_its_kind(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "news/a.txt")
    assert (caught.value.where, caught.value.reason) == ("news/a.txt", reason)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("declared", ["windows-1252", "ISO-8859-1", "latin1", "us-ascii"])
def test_a_declared_western_encoding_is_read_as_browsers_do(declared: str) -> None:
    assert decode(b"Z\xfcrich \x80", "a.html", declared=declared) == "Zürich €"


def test_utf_8_goes_before_what_is_declared() -> None:
    assert decode(TEXT.encode(), "a.html", declared="windows-1252") == TEXT


@pytest.mark.parametrize("declared", ["klingon", "hex", "utf-7", "utf-8"])
def test_a_declared_encoding_that_does_not_fit_is_refused(declared: str) -> None:
    with pytest.raises(ReadError, match=f"neither UTF-8 nor the encoding .*{declared}"):
        decode(b"Z\xfcrich", "a.html", declared=declared)
