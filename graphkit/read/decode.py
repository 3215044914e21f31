"""Bytes → text: byte order marks, UTF-8, UTF-16, and plain words for what is no text.

Only encodings that a file declares are believed: nothing is guessed, since a wrong guess gives
wrong names without a word.
"""

from __future__ import annotations

import codecs

from graphkit.errors import ReadError

# The first bytes of files that people mistake for text, and what such files are.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (also DOCX, XLSX, EPUB)"),
    (b"PK\x05\x06", "a ZIP archive (also DOCX, XLSX, EPUB)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"(\xb5/\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS, PPT)"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def decode(data: bytes, where: str, *, declared: str | None = None) -> str:
    r"""Return the text of these bytes, without byte order mark.

    Args:
        data: The bytes of the whole input.
        where: The file, for messages.
        declared: An encoding that the file itself names, tried if it is not UTF-8; None if none.

    Raises:
        ReadError: If the bytes are empty, binary, or in another encoding.

    >>> decode(b"\xef\xbb\xbfZ\xc3\xbcrich", "a.txt")
    'Zürich'
    >>> decode(b"%PDF-1.7", "a.txt")
    Traceback (most recent call last):
    ...
    graphkit.errors.ReadError: a.txt: this is a PDF, not text; turn it into text first
    """
    if not data:
        raise ReadError(where, "there is no text in it", "put text in or leave it out")
    refuse_binary(data, where)
    encoding = "utf-16" if is_utf16(data) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data:
        reason = f"binary content (a NUL byte at offset {data.index(0)})"
        raise ReadError(where, reason, "turn it into text first")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if declared is not None:
            return _decode_declared(data, where, declared)
        raise _broken(error, data, where) from error


def is_utf16(data: bytes) -> bool:
    """Return whether these bytes begin with the byte order mark of UTF-16."""
    return data.startswith(_UTF16) and not data.startswith(_UTF32)


def refuse_binary(data: bytes, where: str) -> None:
    """Raise a ReadError that names the kind if the first bytes are those of no text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(where, f"this is {kind}, not text", "turn it into text first")
    if data.startswith(_UTF32):
        raise ReadError(where, "the encoding is UTF-32", "save it as UTF-8")


def _broken(error: UnicodeDecodeError, data: bytes, where: str) -> ReadError:
    name = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
    # Python counts from behind the mark in UTF-8 (not in UTF-16); a person counts in the file.
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    reason = f"not valid {name} (first broken byte at offset {error.start + mark})"
    return ReadError(where, reason, "save it as UTF-8")


def _decode_declared(data: bytes, where: str, declared: str) -> str:
    # Browsers read both of these as Windows-1252 (WHATWG Encoding, section 4.2), and so do we.
    western = declared.lower() in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
    encoding = "cp1252" if western else declared
    try:
        return data.decode(encoding)
    except (LookupError, ValueError) as error:
        reason = f"neither UTF-8 nor the encoding that it declares ({declared!r})"
        raise ReadError(where, reason, "save it as UTF-8") from error
