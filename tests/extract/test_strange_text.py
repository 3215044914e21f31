"""Long and strange text: never a crash, never more than linear time, and offsets always true."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from graphkit.extract import get_extractor
from graphkit.extract.pairs import MAX_BATCH, batches, candidate_pairs
from graphkit.extract.windows import MAX_TOKENS, windows
from graphkit.model import Document, Extraction, Span
from graphkit.read import split_sentences
from graphkit.resolve import resolve, to_json_line

EXTRACTOR = get_extractor(threads=1)

STORY = (
    "Aldermoor Chemicals supplies nickel sulphate to Kestrel Cells from its plant in Rotterdam, "
    "the Netherlands. The company is in talks with Vantaro Motors about a joint venture. "
)
ROW = "| Kestrel Cells | lithium cells | Hungary |\n"

STRANGE = {
    "capitals": STORY.upper(),
    "small letters": STORY.lower(),
    "a Markdown table": "| Supplier | Part | Country |\n|---|---|---|\n" + ROW * 12,
    "a table with tabs": ROW.replace("| ", "").replace(" |", "\t") * 12,
    "zero-width spaces": STORY.replace("e", "e\u200b"),
    "joiners": "\u200d\u2060".join(STORY),
    "bidirectional marks": "\u202e" + STORY.replace(" ", "\u202c \u2067") + "\u2069",
    "soft hyphens": STORY.replace("el", "e\u00adl"),
    "NUL for spaces": STORY.replace(" ", "\0"),
    "NUL in words": STORY.replace("e", "e\0"),
    "page breaks": STORY.replace(" ", "\f"),
    "accents of their own": "".join(letter + "\u0301" for letter in STORY),
    "a letter with many accents": "K" + "\u0301" * 3_000 + "estrel supplies cells to Vantaro.",
    "accents only": "\u0301" * 400,
    "emoji": STORY.replace(" ", " \U0001f469\u200d\U0001f467 "),
    "halves of surrogate pairs": STORY.replace("e", "\ud83d"),
    "a lone low surrogate": "\udc00" + STORY,
    "mixed scripts": "\u041aestrel \u0421ells supplies \u043d\u0438\u043a\u0435\u043b\u044c to "
    "\u53f0\u7a4d\u96fb and \u062a\u0648\u064a\u0648\u062a\u0627 in M\u00fcnchen.",
    "letters of mathematics": "\U0001d40a\U0001d41e\U0001d42c supplies \U0001d420 to Kestrel.",
    "letters that grow in lower case": "\u0130\u0130 \u0149 supplies \ufb01lters to Kestrel.",
    "private and no characters": STORY.replace("e", "\ue000").replace("a", "\uffff"),
    "punctuation": ".,;:!?-\u2014\u2026" * 100,
    "digits": "1234567890 " * 200,
    "one run of digits": "1" * 30_000,
    "one word": "Kestrel" * 3_000,
    "white space": " \t\n\u3000\u200b ",
}


def read(text: str, sentences: tuple[Span, ...] | None = None) -> Extraction:
    """Return what is found in *text*, cut as always or into *sentences*, after checking it."""
    spans = split_sentences(text) if sentences is None else sentences
    found = EXTRACTOR.extract(Document("a", text, spans))
    for before, after in pairwise(found.mentions):
        assert before.span.end <= after.span.start
    for mention in found.mentions:
        assert spans[mention.sentence].holds(mention.span)
        words = mention.span.of(text)
        assert words == words.strip()
    for claim in found.claims:
        assert {claim.subject, claim.object} <= set(found.mentions)
    return found


def surfaces(found: Extraction) -> set[str]:
    return {mention.span.of(found.document.text) for mention in found.mentions}


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_text_is_read_with_true_offsets(kind: str) -> None:
    text = STRANGE[kind]
    for sentences in (None, (Span(0, len(text)),)):
        found = read(text, sentences)
        written = json.loads(to_json_line(resolve(found)))
        assert written["text"] == text
        spans = [text[m["start"] : m["end"]] for m in written["mentions"]]
        assert spans == [m.span.of(text) for m in found.mentions]


@pytest.mark.parametrize("kind", ["capitals", "zero-width spaces", "soft hyphens", "page breaks"])
def test_names_are_found_however_they_are_written(kind: str) -> None:
    text = STRANGE[kind]
    names = surfaces(read(text, (Span(0, len(text)),)))
    found = {"".join(filter(str.isalpha, name)).lower() for name in names}
    assert {"kestrelcells", "rotterdam"} <= found


@pytest.mark.parametrize("kind", ["punctuation", "digits", "one run of digits", "white space"])
def test_a_text_without_words_names_nothing(kind: str) -> None:
    assert read(STRANGE[kind]).mentions == ()


def test_every_row_of_a_table_is_read() -> None:
    found = read(STRANGE["a Markdown table"])
    assert sum(m.span.of(found.document.text) == "Hungary" for m in found.mentions) == 12


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=80))
def test_any_characters_are_read_with_true_offsets(text: str) -> None:
    read(text, (Span(0, len(text)),))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*STORY.split(), *"\0\u200b\u202e\u00ad\u0301\f\ud83d|\t\n"])),
    st.sampled_from(["", " "]),
)
def test_any_mixture_of_words_and_strange_characters_is_read_the_same_twice(
    parts: list[str], between: str
) -> None:
    text = between.join(parts) + "."
    assert read(text) == read(text)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, len(STORY) - 1), max_size=4, unique=True))
def test_sentences_may_be_cut_anywhere(cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(STORY)]
    read(STORY, tuple(Span(*pair) for pair in pairwise(bounds)))


def test_a_document_of_a_megabyte_is_read() -> None:
    # runs of letters that no word has: each is one piece, and the test is quick
    text = (STORY + "x" * 40_000 + ". ") * 25
    assert len(text) > 1_000_000
    found = read(text)
    assert {"Kestrel Cells", "Rotterdam"} <= surfaces(found)
    assert found.mentions[-1].span.start > len(text) - 50_000


def test_fifty_thousand_words_without_punctuation_may_be_one_sentence() -> None:
    text = "and the cars of last year were sold at home " * 5_000
    document = Document("a", text, (Span(0, len(text)),))
    tokenizer = Tokenizer.from_file(str(files("graphkit.extract") / "network" / "tokenizer.json"))
    found = list(windows(document, tokenizer))
    assert sum(len(window.start) - window.owned for window in found) == 50_000
    assert max(len(window.ids) for window in found) <= MAX_TOKENS
    read(text[: len(text) // 10], (Span(0, len(text) // 10),))  # a tenth: the test is quick


def seconds(names: int) -> float:
    text = "Vantaro buys cells from " + ", ".join(f"Norhald{i} Metals" for i in range(names)) + "."
    began = time.process_time()
    found = read(text, (Span(0, len(text)),))
    took = time.process_time() - began
    assert len(found.mentions) > 0.3 * names  # far on in such a list the network is less sure
    return took


def test_time_grows_with_the_number_of_names_in_a_sentence_and_no_faster() -> None:
    seconds(20)  # the first call prepares
    # 10,000 names took 10.2 times as long as 1,000; fewer are enough to tell it from the square
    assert seconds(1_000) < 13 * seconds(100)


def test_the_pairs_of_a_window_are_bounded_and_judged_in_batches() -> None:
    most = MAX_TOKENS - 2  # every piece a mention
    everything = np.ones((1, 1), dtype=np.bool_)
    zeros = np.zeros(most, dtype=np.int64)
    owned = np.ones(most, dtype=np.bool_)
    pairs = candidate_pairs(zeros, zeros, owned, related=everything, alike=everything)
    assert len(pairs) == most * (most - 1)
    assert max(map(len, batches(pairs))) == MAX_BATCH
    assert np.array_equal(np.concatenate(list(batches(pairs))), pairs)


def test_a_window_full_of_names_is_judged_as_a_whole() -> None:
    found = read("IBM, Sony, Intel, Shell, BP, " * 20 + "and Vantaro are rivals.")
    assert len(found.mentions) ** 2 > MAX_BATCH
    assert len({(c.subject, c.predicate, c.object) for c in found.claims}) == len(found.claims)


def test_an_unrelated_paragraph_before_a_text_changes_little() -> None:
    before = "It rained in the morning. The children stayed at home and read their books. " * 6
    alone, after = read(STORY), read(before + STORY)
    assert len(surfaces(alone) & surfaces(after)) >= 0.7 * len(surfaces(alone))
