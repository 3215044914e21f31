"""Plain text: what is kept, to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.read.plain import parse_plain


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Ships wait.\r\nCranes too.\r\n", "Ships wait.\nCranes too."),
        (b"\xef\xbb\xbfShips wait.", "Ships wait."),
        (b"\n\n  Ships\t wait. \n \n", "\n\n  Ships\t wait."),
        (b"Ships\rwait\n\rhere.", "Ships\rwait\n\rhere."),
        ("\ufeff\ufeffShips".encode(), "\ufeffShips"),
        ("e\u0301 ﬁ Å".encode(), "e\u0301 ﬁ Å"),
        (b"\xff\xfeS\0h\0i\0p\0\r\0\n\0", "Ship"),
    ],
    ids=["crlf", "mark", "white-before", "cr-alone", "one-mark-only", "no-composition", "utf-16"],
)
def test_only_mark_crlf_and_end_change(data: bytes, text: str) -> None:
    assert parse_plain(data, "a.txt").text == text


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_text_without_crlf_is_kept_but_for_its_end(text: str) -> None:
    expected = text.replace("\r\n", "\n").rstrip()
    assert parse_plain(b"Ships " + text.encode(), "a.txt").text == f"Ships {expected}".rstrip()
