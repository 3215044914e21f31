"""Windows: every word once, sentences owned once, sizes bounded."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from graphkit.extract.windows import MAX_TOKENS, SHAPES, windows, word_shape
from graphkit.model import Document
from graphkit.read.sentences import split_sentences

TOKENIZER = Tokenizer.from_str(
    (files("graphkit.extract") / "network" / "tokenizer.json").read_text(encoding="utf-8")
)


def document(text: str) -> Document:
    return Document("a", text, split_sentences(text))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("steel", "lower"),
        ("Tokyo", "title"),
        ("TSMC", "upper"),
        ("U", "initial"),
        ("iPhone", "mixed"),
        ("SoftBank", "mixed"),
        ("2026", "digits"),
        ("H100", "alphanumeric"),
        ("-", "mark"),
        ("日本", "other"),
        ("é", "lower"),
    ],
)
def test_the_shape_of_a_word_tells_how_it_is_written(word: str, shape: str) -> None:
    assert SHAPES[word_shape(word)] == shape


def test_words_carry_exact_offsets_of_the_text() -> None:
    text = "Kestrel's U.S. plant makes nickel-manganese cells. 😀 Müller agreed."
    (window,) = windows(document(text), TOKENIZER)
    words = [text[a:b] for a, b in zip(window.start, window.end, strict=True)]
    assert "".join(words) == text.replace(" ", "")
    assert words[:6] == ["Kestrel", "'", "s", "U", ".", "S"]


def test_a_long_document_is_owned_once_and_repeats_only_context() -> None:
    text = " ".join(f"Company {i} supplies part {i} to company {i + 1}." for i in range(200))
    found = list(windows(document(text), TOKENIZER))
    assert len(found) > 5
    owned = [
        (int(a), int(s))
        for w in found
        for a, s in zip(w.start[w.owned :], w.sentence[w.owned :], strict=True)
    ]
    assert owned == sorted(set(owned))
    assert {s for _, s in owned} == set(range(200))
    assert all(window.owned > 0 for window in found[1:])


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "They named " + ", ".join(f"Company{i}" for i in range(600))
    found = list(windows(document(text), TOKENIZER))
    owned = [
        text[a:b] for w in found for a, b in zip(w.start[w.owned :], w.end[w.owned :], strict=True)
    ]
    assert "".join(owned) == text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=400))
def test_any_text_gives_windows_within_bounds(text: str) -> None:
    if not text.strip():
        return
    for window in windows(document(text), TOKENIZER):
        assert len(window.ids) <= MAX_TOKENS
        assert len(window.ids) == len(window.shapes)
        assert (window.start < window.end).all()
        assert (np.diff(window.first) > 0).all()
        assert window.last[-1] < len(window.ids) - 1
