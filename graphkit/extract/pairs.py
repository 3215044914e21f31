"""Chooses the pairs of mentions that the network shall judge.

Relations: ordered pairs within a sentence whose types some relation allows. Identity: pairs of
alike types, the later one in a sentence that the window owns, at most three sentences apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

SAME_REACH = 3
"""Sentences between two mentions of one thing at most: farther ones meet through those between."""

MAX_BATCH = 4_096
"""Pairs that are judged in one go: those of 64 mentions in a sentence, more than any but a list
has. Memory grows with them: 0.2 GB for so many, 1.7 GB for all pairs of a window full of names."""


def batches(pairs: Ints) -> Iterator[Ints]:
    """Yield *pairs* in order, `MAX_BATCH` rows at a time.

    >>> [len(batch) for batch in batches(np.zeros((5_000, 3), dtype=np.int64))]
    [4096, 904]
    """
    for first in range(0, len(pairs), MAX_BATCH):
        yield pairs[first : first + MAX_BATCH]


def candidate_pairs(
    types: Ints, sentence: Ints, owned: Bools, *, related: Bools, alike: Bools
) -> Ints:
    """Return the pairs to judge as rows (subject, object, sentences between), (n_pairs, 3).

    Args:
        types: Type of each mention of the window in text order, (n_mentions,).
        sentence: Sentence of each mention, (n_mentions,).
        owned: Whether the window owns the sentence, (n_mentions,).
        related: For (type, type), whether any relation allows the pair.
        alike: For (type, type), whether two mentions of one thing may carry them.
    """
    gap = sentence[None, :] - sentence[:, None]
    later = np.triu(np.ones(gap.shape, dtype=np.bool_), 1)
    by_types = types[:, None], types[None, :]
    relation = (gap == 0) & related[by_types] & ~np.eye(len(types), dtype=np.bool_)
    # a sentence longer than a window is cut: one of its parts may be context
    relation &= owned[:, None] | owned[None, :]
    same = later & (gap <= SAME_REACH) & alike[by_types] & owned[None, :]
    subject, object_ = np.nonzero(relation | same)
    return np.stack([subject, object_, np.abs(gap[subject, object_])], axis=-1).astype(np.int64)
