"""Plain text → content: everything is kept but the byte order mark and the end of the file."""

from __future__ import annotations

from graphkit.read.content import Content
from graphkit.read.decode import decode


def parse_plain(data: bytes, where: str) -> Content:
    r"""Return the text of a plain text file.

    CRLF becomes LF, and white space at the end of the text goes; nothing else changes.

    >>> parse_plain(b"Ships wait.\r\nPorts close.\r\n", "a.txt").text
    'Ships wait.\nPorts close.'
    """
    return Content(decode(data, where).replace("\r\n", "\n").rstrip())
