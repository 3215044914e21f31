"""The shipped extractor keeps its promises on any text; what it finds is another matter."""

from __future__ import annotations

import shutil
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import ontology
from graphkit.errors import GraphkitError, ModelError
from graphkit.extract import get_extractor
from graphkit.extract.labels import ALIKE
from graphkit.extract.onnx import load_extractor
from graphkit.model import Document, Extraction
from graphkit.read import split_sentences

EXTRACTOR = get_extractor(threads=1)
TERMS = ontology.load()
NETWORK = Path(str(files("graphkit.extract") / "network"))

PARAGRAPH = (
    "Aldermoor Chemicals supplies nickel sulphate to Kestrel Cells from its plant in Rotterdam, "
    "the Netherlands. The company is in talks with Vantaro Motors about a joint venture. Vantaro "
    "denied that it will buy cells from China. "
)


def extract(text: str) -> Extraction:
    return EXTRACTOR.extract(Document("a", text, split_sentences(text)))


def check(extraction: Extraction) -> None:
    """Check all that an extraction promises."""
    document, mentions = extraction.document, extraction.mentions
    for before, after in pairwise(mentions):
        assert before.span.end <= after.span.start
    for mention in mentions:
        assert document.sentences[mention.sentence].holds(mention.span)
        assert mention.span.of(document.text).strip() == mention.span.of(document.text)
        assert mention.type in TERMS.types
        assert 0.0 <= mention.confidence <= 1.0
    known = set(mentions)
    for claim in extraction.claims:
        relation = TERMS.relation(claim.predicate)
        assert {claim.subject, claim.object} <= known
        assert claim.status in TERMS.statuses
        assert claim.evidence.sentence == document.sentences[claim.subject.sentence]
        types = claim.subject.type, claim.object.type
        assert TERMS.allows(types[0], relation.name, types[1]) or (
            relation.symmetric and TERMS.allows(types[1], relation.name, types[0])
        )
    for link in extraction.links:
        assert {link.first, link.second} <= known
        assert link.first.span < link.second.span
        assert any({link.first.type, link.second.type} <= set(names) for names in ALIKE)


def test_a_paragraph_is_read() -> None:
    found = extract(PARAGRAPH)
    check(found)
    names = {m.span.of(PARAGRAPH): m.type for m in found.mentions}
    assert names["Kestrel Cells"] == names["Vantaro Motors"] == "Company"
    assert names["Rotterdam"] == "Place"
    assert names["China"] == "Country"
    assert found.claims


def test_a_document_of_any_length_is_read_as_one() -> None:
    found = extract(PARAGRAPH * 40)
    check(found)
    assert {m.sentence for m in found.mentions} == set(range(3 * 40))


@pytest.mark.parametrize(
    "text",
    [
        "!",
        "...",
        "a",
        "\u200b\u200bKestrel\u200b Cells\u2060 makes cells.",
        "KESTREL CELLS SUPPLIES LITHIUM TO VANTARO.",
        "日本製鉄は鉄鋼を生産する。",
        "الشركة تنتج النفط.",
        "e\u0301" * 500,
        "x" * 9_000,
        "😀 " * 300,
        "a | b | c\n1 | 2 | 3",
        "\u202eKestrel supplies cells.\u202c",
    ],
    ids=ascii,
)
def test_strange_text_is_no_reason_to_fail(text: str) -> None:
    check(extract(text))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PARAGRAPH.split(), "[1]", "\n\n", "“", "”", "-", "é"])))
def test_any_words_in_any_order_keep_the_promises(words: list[str]) -> None:
    text = " ".join(words)
    if text.strip():
        check(extract(text))


def test_the_same_document_gives_the_same_extraction_with_any_number_of_threads() -> None:
    document = Document("a", PARAGRAPH, split_sentences(PARAGRAPH))
    assert EXTRACTOR.extract(document) == get_extractor(threads=2).extract(document)


def test_a_document_without_sentences_says_nothing() -> None:
    found = EXTRACTOR.extract(Document("a", "   ", ()))
    assert (found.mentions, found.links, found.claims) == ((), (), ())


@pytest.mark.parametrize("name", ["tagger.onnx", "pairer.onnx", "tokenizer.json", "model.json"])
def test_a_missing_file_of_the_network_is_named(name: str, tmp_path: Path) -> None:
    shutil.copytree(NETWORK, tmp_path / "network")
    (tmp_path / "network" / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_extractor(tmp_path / "network")


@pytest.mark.parametrize("name", ["tagger.onnx", "pairer.onnx", "tokenizer.json", "model.json"])
def test_a_damaged_file_of_the_network_is_named(name: str, tmp_path: Path) -> None:
    shutil.copytree(NETWORK, tmp_path / "network")
    (tmp_path / "network" / name).write_bytes(b"{ damaged")
    with pytest.raises(ModelError, match=name):
        load_extractor(tmp_path / "network")


def test_an_unknown_extractor_is_refused_with_those_that_exist() -> None:
    with pytest.raises(GraphkitError, match="did you mean 'model'"):
        get_extractor("modell")
