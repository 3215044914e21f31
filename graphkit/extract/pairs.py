"""Chooses the pairs of mentions that the network shall judge.

Relations: ordered pairs within a sentence whose types some relation allows. Identity: pairs of
alike types, the later one in a sentence that the window owns, at most three sentences apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

SAME_REACH = 3
"""Sentences between two mentions of one thing at most: farther ones meet through those between."""


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
