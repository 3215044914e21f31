"""Content: the checks that every text passes, whatever it came from."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.errors import ReadError
from graphkit.read.content import MAX_CHARACTERS, Content, check_text, is_iri, to_document


def test_a_document_has_all_that_its_content_has() -> None:
    day = dt.date(2026, 5, 7)
    content = Content("Ships wait.", "Ports", day, "https://example.org/a", "Wire")
    document = to_document("a", content, "a.txt")
    assert (document.id, document.text, document.title) == ("a", "Ships wait.", "Ports")
    assert (document.date, document.url, document.source) == (day, "https://example.org/a", "Wire")
    assert [span.of(document.text) for span in document.sentences] == ["Ships wait."]


@pytest.mark.parametrize(
    ("document_id", "content", "reason"),
    [
        ("a", Content(""), "there is no text in it"),
        ("a", Content("\u2003\n"), "there is no text in it"),
        ("a", Content("x\0"), "the text holds a NUL at character 1"),
        ("a", Content("x\ud800"), "the text holds half a surrogate pair at character 1"),
        ("a", Content("x", title="\udfff"), "the title holds half a surrogate pair at character 0"),
        ("a", Content("x", source="\0"), "the source holds a NUL at character 0"),
        ("\udcff", Content("x"), "the id holds half a surrogate pair at character 0"),
    ],
    ids=["empty", "white", "nul", "surrogate", "title", "source", "id"],
)
def test_what_no_document_may_hold_is_refused(
    document_id: str, content: Content, reason: str
) -> None:
    with pytest.raises(ReadError) as caught:
        to_document(document_id, content, "a.txt")
    assert (caught.value.where, caught.value.reason) == ("a.txt", reason)


def test_the_longest_text_passes_and_a_longer_one_does_not() -> None:
    check_text("x" * MAX_CHARACTERS, "a.txt")
    with pytest.raises(ReadError, match="longer than 20,000,000 characters"):
        check_text("x" * (MAX_CHARACTERS + 1), "a.txt")


@pytest.mark.parametrize(
    "value", ["https://example.org/ä?b=c#d", "urn:isbn:0", "HTTP://a", "tag:a,2026:b"]
)
def test_an_absolute_iri_is_one(value: str) -> None:
    assert is_iri(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "example.org",
        "/a",
        "//a",
        "1a:b",
        "http://a/%zz",
        "http://a/[b]",
        "http://[::1",
        "a:b c",
        "a:<b>",
        "a:b\n",
        "a:{b}",
        "ä:b",
    ],
)
def test_what_is_no_absolute_iri_is_none(value: str) -> None:
    assert not is_iri(value)
