"""Tag sequences: the rules of BIO hold, and the best allowed sequence is found."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.extract.tags import best_tags, log_softmax, tagged

N_TAGS = 5  # outside and two types


def allowed(tags: tuple[int, ...], sentence: tuple[int, ...]) -> bool:
    for i, tag in enumerate(tags):
        if tag and tag % 2 == 0:
            same = i > 0 and sentence[i] == sentence[i - 1]
            if not same or tags[i - 1] not in {tag, tag - 1}:
                return False
    return True


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_best_allowed_sequence_is_found(n_words: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = log_softmax(rng.normal(size=(n_words, N_TAGS)).astype(np.float32))
    sentence = np.sort(rng.integers(0, 2, n_words))
    best = best_tags(scores, sentence)
    every = [t for t in product(range(N_TAGS), repeat=n_words) if allowed(t, tuple(sentence))]
    total = max(sum(scores[i, tag] for i, tag in enumerate(tags)) for tags in every)
    assert allowed(tuple(best), tuple(sentence))
    assert scores[np.arange(n_words), best].sum() == pytest.approx(total, abs=1e-4)


def sharp(tags: list[int]) -> np.ndarray:
    scores = np.full((len(tags), N_TAGS), -5.0, dtype=np.float32)
    scores[np.arange(len(tags)), tags] = 5.0
    return log_softmax(scores)


@pytest.mark.parametrize(
    ("tags", "sentence", "found"),
    [
        ([0, 0], [0, 0], []),
        ([1, 2, 0], [0, 0, 0], [(0, 1, 0)]),
        ([1, 1], [0, 0], [(0, 0, 0), (1, 1, 0)]),
        ([1, 3, 4], [0, 0, 0], [(0, 0, 0), (1, 2, 1)]),
        ([1, 2, 2], [0, 0, 0], [(0, 2, 0)]),
    ],
)
def test_mentions_are_read_off_the_tags(
    tags: list[int], sentence: list[int], found: list[tuple[int, int, int]]
) -> None:
    read = [(t.first, t.last, t.type) for t in tagged(sharp(tags), np.array(sentence))]
    assert read == found


def test_no_mention_reaches_over_the_border_of_a_sentence() -> None:
    read = list(tagged(sharp([1, 2]), np.array([0, 1])))
    assert all(mention.first == mention.last for mention in read)


def test_the_confidence_of_a_mention_is_that_of_its_weakest_word() -> None:
    scores = sharp([1, 2])
    scores[1] = log_softmax(np.array([0.0, -9.0, 0.5, -9.0, -9.0], dtype=np.float32))
    (mention,) = tagged(scores, np.array([0, 0]))
    assert mention.confidence == pytest.approx(np.exp(scores[1, 2]))
