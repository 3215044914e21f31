"""Turns the network's scores into probabilities that come true.

A network is surer of what it says than it is right. On texts that it was not trained on, the share
of right claims follows a logistic curve of its score and of how sure it is of the two mentions;
`training/calibrate.py` fits that curve (Platt scaling: J. Platt, "Probabilistic outputs for support
vector machines", 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LOWEST = 1e-3
"""Confidence of a mention below which it makes no more difference."""
STEEPEST = 50.0
"""Logit beyond which the exponential says nothing new."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve: of the relation's logit and the logarithm of the weaker mention."""

    bias: float = 0.0
    relation: float = 1.0
    mention: float = 0.0

    def __call__(self, logits: Floats, mentions: Floats) -> Floats:
        """Return probabilities, (n_pairs, n_relations).

        Args:
            logits: Of each relation for each pair, (n_pairs, n_relations).
            mentions: Confidence of the two mentions of each pair, (n_pairs, 2).

        >>> p = Calibration(bias=-1.0, relation=0.5)(np.array([[0.0, 4.0]]), np.array([[1.0, 1.0]]))
        >>> p.round(2).tolist()
        [[0.27, 0.73]]
        """
        weaker = np.log(np.maximum(mentions.min(-1, keepdims=True), LOWEST))
        return sigmoid(self.bias + self.relation * logits + self.mention * weaker)


def sigmoid(logits: Floats) -> Floats:
    """Return the logistic function of *logits*."""
    out: Floats = 1.0 / (1.0 + np.exp(-logits.clip(-STEEPEST, STEEPEST)))
    return out
