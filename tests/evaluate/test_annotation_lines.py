"""Annotated lines that are right are read; each that is wrong is named in one line."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.errors import EvaluationError, GraphkitError, ReadError
from graphkit.evaluation import (
    AnnotatedDocument,
    Count,
    evaluate,
    parse_lines,
    read_annotations,
)
from graphkit.evaluation.lines import parse_annotation
from graphkit.extract import get_extractor
from graphkit.model import Document, Span
from graphkit.read import split_sentences
from graphkit.resolve import resolve, to_json_line

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]


def parse(*values: object) -> tuple[AnnotatedDocument, ...]:
    return parse_lines([json.dumps(value).encode() for value in values], "gold.jsonl")


def test_what_extract_prints_is_read() -> None:
    text = "Aldermoor supplies nickel to Kestrel Cells."
    document = Document("a", text, split_sentences(text))
    line = to_json_line(resolve(get_extractor(threads=1).extract(document)))
    (found,) = parse_lines([line.encode()], "found.jsonl")
    assert (found.id, found.text, found.sentences) == ("a", text, (Span(0, len(text)),))
    assert found.mentions
    assert found.relations


def test_blank_lines_and_a_byte_order_mark_are_passed_over(gold: Json) -> None:
    content = b"\xef\xbb\xbf\n" + json.dumps(gold).encode() + b"\r\n\n"
    assert len(parse_lines(BytesIO(content), "gold.jsonl")) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_documents_have_is_read(
    encoding: str, gold: Json, tmp_path: Path
) -> None:
    # U+010A and U+0A0D hold the bytes of line ends in UTF-16.
    other = {**gold, "id": "\u010a\u0a0d"}
    lines = "".join(json.dumps(d, ensure_ascii=False) + "\r\n" for d in (gold, other))
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    path = tmp_path / "gold.jsonl"
    path.write_bytes((mark + lines).encode(encoding))
    assert read_annotations(path) == parse(gold, other)
    with path.open("rb") as stream:
        assert parse_lines(stream, "gold.jsonl") == parse(gold, other)


def test_sentences_may_be_missing_and_other_keys_are_ignored(gold: Json) -> None:
    bare = {k: v for k, v in gold.items() if k != "sentences"}
    (found,) = parse({**bare, "style": "wire"})
    assert not found.sentences
    assert {relation.sentence for relation in found.relations} == {None}
    assert all(m.quote is None for m in evaluate([found], [{**gold, "relations": []}]).mistakes)


def test_ids_may_be_numbers(gold: Json) -> None:
    (found,) = parse(
        {
            **gold,
            "id": 7,
            "mentions": [{**gold["mentions"][0], "entity": 1}],
            "relations": [],
        }
    )
    assert (found.id, found.mentions[0].entity) == ("7", "1")


def test_mentions_are_put_in_the_order_of_the_text(gold: Json) -> None:
    assert parse({**gold, "mentions": gold["mentions"][::-1]}) == parse(gold)


def test_tuples_and_mappings_are_as_good_as_lists_and_dicts(gold: Json) -> None:
    frozen = MappingProxyType(
        {
            **gold,
            "sentences": tuple(map(tuple, gold["sentences"])),
            "mentions": tuple(map(MappingProxyType, gold["mentions"])),
            "relations": tuple(map(MappingProxyType, gold["relations"])),
        }
    )
    assert parse_annotation(frozen, "gold") == parse_annotation(gold, "gold")
    assert evaluate([frozen], [gold]).relations == Count(5, 5, 5)


def test_a_single_document_may_stand_alone(gold: Json) -> None:
    (value,) = parse(gold)
    assert evaluate(gold, gold) == evaluate(value, value) == evaluate([gold], [gold])


@pytest.mark.parametrize("side", ["gold", "predicted"])
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["x.jsonl"], "document 1 is no document but of type str; give the path of a file by"),
        ([Path("x.jsonl")], "give the path of a file by itself"),
        ([["a", "b"]], "document 1 is no document but of type list; give the object"),
        ([None], "document 1 is no document but of type NoneType"),
        (b"x.jsonl", "document 1 is no document but of type int"),
        (None, "is no document but of type NoneType; give the path of a file, or documents"),
        (7, "is no document but of type int; give the path of a file, or documents"),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(
    side: str, given: object, reason: str, gold: Json
) -> None:
    sides: Json = {"gold": gold, "predicted": gold, side: given}
    with pytest.raises(EvaluationError) as caught:
        evaluate(**sides)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{side} ")
    assert reason in line


def with_mention(**changes: object) -> Callable[[Json], Json]:
    return lambda g: {**g, "mentions": [{**g["mentions"][0], **changes}, *g["mentions"][1:]]}


def with_relation(**changes: object) -> Callable[[Json], Json]:
    return lambda g: {**g, "relations": [{**g["relations"][0], **changes}]}


def without(key: str) -> Callable[[Json], Json]:
    return lambda g: {k: v for k, v in g.items() if k != key}


WRONG: dict[str, tuple[Callable[[Json], object], str]] = {
    "no object": (lambda _: ["a"], "no object"),
    "no id": (without("id"), 'no "id"'),
    "no text": (without("text"), 'no "text"'),
    "empty text": (lambda g: {**g, "text": ""}, 'no "text"'),
    "no mentions": (without("mentions"), '"mentions" is no list'),
    "no relations": (without("relations"), '"relations" is no list'),
    "mentions of strings": (lambda g: {**g, "mentions": ["Kestrel"]}, '"mentions" is no list'),
    "sentences without pairs": (lambda g: {**g, "sentences": [7]}, "sentence 1: it is no pair"),
    "a sentence outside": (lambda g: {**g, "sentences": [[0, 999]]}, "outside of the text"),
    "sentences as text": (lambda g: {**g, "sentences": "two"}, "no list of pairs"),
    "no start": (with_mention(start=None), "mention 1: its offsets None and 14"),
    "a true start": (with_mention(start=True), "no whole numbers"),
    "a broken start": (with_mention(start=0.5), "no whole numbers"),
    "a negative start": (with_mention(start=-1), "no whole numbers"),
    "an empty span": (with_mention(start=14), "14 and 14 lie outside"),
    "a far end": (with_mention(end=9_999), "outside of the text of 126 characters"),
    "an unknown type": (with_mention(type="Compny"), "no type 'Compny'; did you mean 'Company'?"),
    "a type far off": (with_mention(type="Xyz"), "no type 'Xyz'; it is one of Company, Gov"),
    "no entity": (with_mention(entity=None), 'no "entity"'),
    "twins": (lambda g: {**g, "mentions": 2 * g["mentions"]}, "two mentions have the span 0-14"),
    "an unknown relation": (with_relation(predicate="suppliesto"), "did you mean 'suppliesTo'?"),
    "an unknown status": (with_relation(status="plan"), "the ontology has no status 'plan'"),
    "an end without mention": (with_relation(object="x"), "no mention has the entity 'x'"),
    "a sentence too far": (with_relation(sentence=3), "the sentence 3 is none of the 3"),
    "a sentence in words": (with_relation(sentence="first"), "the sentence 'first' is none"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_document_is_refused_by_file_line_and_reason(case: str, gold: Json) -> None:
    change, reason = WRONG[case]
    other = {**gold, "id": "other"}
    with pytest.raises(ReadError) as caught:
        parse(other, change(gold))
    (line,) = str(caught.value).splitlines()
    assert line.startswith("gold.jsonl:2: ")
    assert reason in line
    assert caught.value.way_out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "there is no document"),
        (b"\n \n", "there is no document"),
        (b"{no json", "gold.jsonl:1: no JSON"),
        (b"\xff{", "gold.jsonl:1: not valid UTF-8"),
        (b"\xff\xfe{", "gold.jsonl: not valid UTF-16"),
        (b"\xff\xfe", "there is no document"),
        (b"\xff\xfe\0\0{\0\0\0", "gold.jsonl: the encoding is UTF-32"),
        (b"\x1f\x8b\x08", "gold.jsonl: this is gzip data"),
        (b"[" * 100_000, "gold.jsonl:1: the JSON is nested too deeply"),
    ],
)
def test_a_file_that_is_no_json_lines_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        parse_lines(BytesIO(content), "gold.jsonl")


def test_an_id_that_stands_twice_is_refused_with_both_places(gold: Json) -> None:
    with pytest.raises(ReadError, match=r"gold\.jsonl:2: the id 'a' is taken by gold\.jsonl:1"):
        parse(gold, gold)
    with pytest.raises(EvaluationError, match="predicted document 2: the id 'a' is taken"):
        evaluate([gold], [gold, gold])


def test_texts_that_differ_are_refused_with_the_place(gold: Json) -> None:
    other = gold["text"].replace("Metals", "metals", 1)
    with pytest.raises(EvaluationError, match=r"document 'a': .* differ from character 8 on"):
        evaluate([gold], [{**gold, "text": other}])
    with pytest.raises(EvaluationError, match="differ from character 126 on"):
        evaluate([gold], [{**gold, "text": gold["text"] + " More."}])


def test_files_are_read_by_their_path(gold: Json, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert read_annotations(path) == read_annotations(str(path)) == parse(gold)
    assert evaluate(path, str(path)).relations.f1 == 1.0


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.jsonl", tmp_path, Path("a\0b"), tmp_path / ("x" * 300)):
        with pytest.raises(GraphkitError, match="; "):
            read_annotations(path)
