"""JSON Lines: fields, exact texts, and bad lines that cost themselves only."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import ReadError
from graphkit.model import Document
from graphkit.read.content import MAX_CHARACTERS
from graphkit.read.jsonlines import looks_like_json_lines, read_lines

GOOD = b'{"id": "good", "text": "Ships wait."}'


def read(data: bytes) -> list[Document | ReadError]:
    return [result for _, result in read_lines(io.BytesIO(data), "a.jsonl")]


def one(**fields: object) -> Document:
    (document,) = read(json.dumps({"id": "a", "text": "Ships wait."} | fields).encode())
    assert isinstance(document, Document), document
    return document


def test_all_fields_are_taken() -> None:
    document = one(title="Ports", date="2026-05-07", url="https://example.org/a", source="Wire")
    assert (document.id, document.title, document.source) == ("a", "Ports", "Wire")
    assert (document.date, document.url) == (dt.date(2026, 5, 7), "https://example.org/a")


def test_unknown_keys_are_ignored() -> None:
    assert one(author="Ito", tags=[1, {"x": None}]) == one()


@pytest.mark.parametrize("missing", [None, ""], ids=["null", "empty"])
def test_null_and_empty_mean_not_known(missing: str | None) -> None:
    assert one(title=missing, date=missing, url=missing, source=missing) == one()


@pytest.mark.parametrize(
    ("given_id", "expected"), [(7, "7"), (-1, "-1"), ("7", "7"), ("a b", "a b")]
)
def test_an_id_is_a_string_or_an_integer(given_id: object, expected: str) -> None:
    assert one(id=given_id).id == expected


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z"])
def test_a_date_that_stands_for_a_missing_one_is_none(date: str) -> None:
    assert one(date=date).date is None


@pytest.mark.parametrize(
    "date",
    [
        "2026-05-07",
        "2026-05-07T23:59:59",
        "2026-05-07T23:59:59Z",
        "2026-05-07T23:59:59.123456-08:00",
        "2026-05-07 06:00",
    ],
)
def test_a_date_is_the_day_as_written(date: str) -> None:
    assert one(date=date).date == dt.date(2026, 5, 7)


@given(st.text(min_size=1).filter(lambda text: text.strip() != "" and "\0" not in text))
def test_a_text_is_kept_exactly(text: str) -> None:
    for escape in (True, False):
        line = json.dumps({"id": "a", "text": text}, ensure_ascii=escape)
        (document,) = read(line.encode())
        assert isinstance(document, Document)
        assert document.text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"Ships wait.", "no JSON (Expecting value at character 0)"),
        (b'{"id": "a", "text": "x"', "no JSON (Expecting ',' delimiter at character 24)"),
        (b'["a", "Ships wait."]', "this is JSON but no object"),
        (b"7", "this is JSON but no object"),
        (b'{"text": "Ships wait."}', 'no "id"'),
        (b'{"id": null, "text": "Ships wait."}', 'no "id"'),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"id": "", "text": "x"}', '"id" is empty'),
        (b'{"id": " ", "text": "x"}', '"id" is empty'),
        (b'{"id": true, "text": "x"}', '"id" is neither a string nor an integer'),
        (b'{"id": 1.5, "text": "x"}', '"id" is neither a string nor an integer'),
        (b'{"id": ["a"], "text": "x"}', '"id" is neither a string nor an integer'),
        (b'{"id": "a", "text": 5}', '"text" is no string'),
        (b'{"id": "a", "text": ""}', "there is no text in it"),
        (b'{"id": "a", "text": " \\n\\u2003"}', "there is no text in it"),
        (b'{"id": "a", "text": "x", "title": 5}', '"title" is no string'),
        (b'{"id": "a", "text": "x", "source": {}}', '"source" is no string'),
        (b'{"id": "a", "text": "x", "date": 20260507}', '"date" is no string'),
        (b'{"id": "a", "text": "x", "date": "7 May 2026"}', "date '7 May 2026' is no ISO date"),
        (b'{"id": "a", "text": "x", "date": "20260507"}', "date '20260507' is no ISO date"),
        (b'{"id": "a", "text": "x", "date": "2026-02-30"}', "date '2026-02-30' is no ISO date"),
        (b'{"id": "a", "text": "x", "date": "2026-05-07Tx"}', "date '2026-05-07Tx' is no ISO date"),
        (
            b'{"id": "a", "text": "x", "url": "example.org"}',
            "url 'example.org' is no valid absolute URL",
        ),
        (
            b'{"id": "a", "text": "x", "url": "http://a b"}',
            "url 'http://a b' is no valid absolute URL",
        ),
        (b'{"id": "a", "text": "x\\u0000"}', "the text holds a NUL at character 1"),
        (b'{"id": "a\\ud800", "text": "x"}', "the id holds half a surrogate pair at character 1"),
        (b'{"id": "a", "text": "x\\udc00"}', "the text holds half a surrogate pair at character 1"),
        (
            b'{"id": "a", "text": "Z\xfcrich"}',
            "not valid UTF-8 (first broken byte at offset 22 of the line)",
        ),
        (b"[" * 100_000, "the JSON is nested too deeply"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "x"}', "a number has too many digits"),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_a_bad_line_is_named_and_the_others_go_on(line: bytes, reason: str) -> None:
    before, error, after = read(b"\n".join([GOOD, line, GOOD.replace(b"good", b"after")]))
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(error, ReadError)
    assert (error.where, error.reason) == ("a.jsonl:2", reason)
    assert "\n" not in str(error)


def test_blank_lines_are_counted_but_not_read() -> None:
    lines = read_lines(io.BytesIO(b"\n \r\n" + GOOD + b"\r\n\n"), "a.jsonl")
    assert [(place, type(result)) for place, result in lines] == [("a.jsonl:3", Document)]


@pytest.mark.parametrize("data", [b"", b"\n \n", codecs.BOM_UTF8], ids=["empty", "blank", "mark"])
def test_a_file_without_a_line_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a.jsonl: there is no text in it; put text in"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + GOOD,
        codecs.BOM_UTF16_LE + (GOOD + b"\r\n").decode().encode("utf-16-le"),
        codecs.BOM_UTF16_BE + f"\n{GOOD.decode()}".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be"],
)
def test_a_byte_order_mark_is_understood(data: bytes) -> None:
    assert [result.id for result in read(data) if isinstance(result, Document)] == ["good"]


def test_a_binary_file_is_refused_by_its_kind() -> None:
    with pytest.raises(ReadError, match="this is gzip data"):
        read(b"\x1f\x8b\x08\0\0\n" + GOOD)


def test_a_line_beyond_the_limit_is_passed_over_and_its_followers_read() -> None:
    long = b'{"id": "long", "text": "' + b"x" * 500 + b'"}'
    data = b"\n".join([GOOD, long, GOOD, long])
    results = list(read_lines(io.BytesIO(data), "a.jsonl", limit=100))
    assert [place for place, _ in results] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]
    assert str(results[1][1]) == "a.jsonl:2: the line is longer than 100 bytes; split the document"
    assert isinstance(results[2][1], Document)


def test_a_text_beyond_the_limit_is_refused() -> None:
    line = b'{"id": "a", "text": "' + b"x" * (MAX_CHARACTERS + 1) + b'"}'
    (error,) = read(line)
    assert isinstance(error, ReadError)
    assert error.reason == "longer than 20,000,000 characters, the most that one document may hold"


def test_a_text_at_the_limit_is_read_whole() -> None:
    line = b'{"id": "a", "text": "' + b"x " * (MAX_CHARACTERS // 2) + b'"}'
    (document,) = read(line)
    assert isinstance(document, Document)
    assert len(document.text) == MAX_CHARACTERS


def test_lines_are_read_as_they_come() -> None:
    stream = io.BytesIO(b"\n".join([GOOD] * 3))
    next(read_lines(stream, "a.jsonl"))
    assert stream.tell() == len(GOOD) + 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"text": 5}', True),
        (b' {"id": 1, "text": "x"}\r\n', True),
        (b'{"id": 1}', False),
        (b'"text"', False),
        (b"Ships wait.", False),
        (b"[" * 100_000, False),
        (b"\xff", False),
    ],
    ids=["text", "spaced", "no-text", "string", "words", "deep", "broken"],
)
def test_only_an_object_with_a_text_looks_like_json_lines(line: bytes, *, expected: bool) -> None:
    assert looks_like_json_lines(line) is expected
