"""Reads mentions off the tag scores of a window.

Tags are BIO: outside, or beginning and inside of a type. The best sequence that keeps to the rules
(inside only after the same type, never over the border of a sentence) is found by dynamic
programming over words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

FORBIDDEN = -1e4
"""A score that no sequence of allowed tags falls below."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A mention in a window: words ``first`` to ``last`` (inclusive), type index, confidence."""

    first: int
    last: int
    type: int
    confidence: float


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithm of the softmax over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def best_tags(scores: Floats, sentence: Ints) -> Ints:
    """Return the allowed tag sequence with the highest sum of scores.

    Args:
        scores: Log-probabilities (n_words, n_tags); tag 0 is outside, 2k+1 begins and 2k+2
            continues type k.
        sentence: Index of the sentence of each word, (n_words,), ascending.
    """
    tags: Ints = scores.argmax(-1)
    before = np.concatenate([[0], tags[:-1]])
    first = np.concatenate([[True], sentence[1:] != sentence[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    # most often the best tag of each word keeps to the rules, and then nothing can be better
    broken = inside & (first | ((before != tags) & (before != tags - 1)))
    for wrong in np.unique(sentence[broken]):
        here = slice(*np.searchsorted(sentence, [wrong, wrong + 1]))
        tags[here] = _best_of_sentence(scores[here])
    return tags


def _best_of_sentence(scores: Floats) -> Ints:
    n_words, n_tags = scores.shape
    inside = np.arange(2, n_tags, 2)
    back = np.zeros((n_words, n_tags), dtype=np.int64)
    total = scores[0].astype(np.float64)
    total[inside] = FORBIDDEN
    for word in range(1, n_words):
        best = int(total.argmax())
        step = scores[word] + total[best]
        back[word] = best
        begin, keep = total[inside - 1], total[inside]
        back[word, inside] = np.where(begin >= keep, inside - 1, inside)
        step[inside] = scores[word, inside] + np.maximum(begin, keep)
        total = step.astype(np.float64)
    tags = np.zeros(n_words, dtype=np.int64)
    tags[-1] = total.argmax()
    for word in range(n_words - 1, 0, -1):
        tags[word - 1] = back[word, tags[word]]
    return tags


def tagged(scores: Floats, sentence: Ints) -> Iterator[Tagged]:
    """Yield the mentions of the best tag sequence of a window, in text order.

    The confidence of a mention is the lowest probability among its words' tags.
    """
    tags = best_tags(scores, sentence)
    chosen = np.exp(scores[np.arange(len(tags)), tags])
    word = 0
    while word < len(tags):
        tag = int(tags[word])
        first = word
        word += 1
        if tag % 2 == 1:
            while word < len(tags) and tags[word] == tag + 1:
                word += 1
            yield Tagged(first, word - 1, tag // 2, float(chosen[first:word].min()))
