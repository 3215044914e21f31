"""Counts how well labels are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from instances import LABELS, UNDEFINED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from instances import Instance


def f1(gold: np.ndarray, found: np.ndarray, labels: Sequence[int]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over all instances that are or are taken for *labels*.

    Over all labels the three are the same number, the share of the instances that are right.

    >>> gold, found = np.array([0, 0, 1, 2]), np.array([0, 2, 1, 1])
    >>> f1(gold, found, [0, 1, 2])
    (0.5, 0.5, 0.5)
    >>> f1(gold, found, [0])
    (1.0, 0.5, 0.6666666666666666)
    """
    right = int(((gold == found) & np.isin(gold, labels)).sum())
    of_found, of_gold = int(np.isin(found, labels).sum()), int(np.isin(gold, labels).sum())
    precision = right / of_found if of_found else 0.0
    recall = right / of_gold if of_gold else 0.0
    return precision, recall, 2 * right / (of_found + of_gold) if of_found + of_gold else 0.0


def summary(instances: Sequence[Instance], scores: np.ndarray) -> dict[str, float]:
    """Return the figures over all labels.

    Args:
        instances: What is right.
        scores: Log-probabilities, (n, n_labels, 2), as `fit.Fit.scores` returns them.
    """
    gold = np.array([i.label for i in instances])
    inverted = np.array([i.inverted for i in instances])
    chances = np.logaddexp(scores[..., 0], scores[..., 1])
    found = chances.argmax(-1)
    turned = scores[np.arange(len(gold)), found].argmax(-1)
    each = [f1(gold, found, [label])[2] for label in range(len(LABELS))]
    defined = [label for label in range(len(LABELS)) if label != UNDEFINED]
    return {
        "micro-F1": float((gold == found).mean()),
        "micro-F1 without undefined": f1(gold, found, defined)[2],
        "macro-F1": float(np.mean(each)),
        "micro-F1 with direction": float(((gold == found) & (inverted == turned)).mean()),
        "log-loss": float(-chances[np.arange(len(gold)), gold].mean()),
    }


def line(instances: Sequence[Instance], scores: np.ndarray) -> str:
    """Return the figures over all labels in one line."""
    return "  ".join(f"{name} {x:.4f}" for name, x in summary(instances, scores).items())


def table(instances: Sequence[Instance], scores: np.ndarray) -> Iterator[str]:
    """Yield lines: the figures over all labels, then precision, recall and F1 of each."""
    for name, value in summary(instances, scores).items():
        yield f"{name:28} {value:.4f}"
    gold = np.array([i.label for i in instances])
    found = np.logaddexp(scores[..., 0], scores[..., 1]).argmax(-1)
    yield f"{'label':24}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>8}"
    for label, name in enumerate(LABELS):
        numbers = "".join(f"{x:8.3f}" for x in f1(gold, found, [label]))
        yield f"{name:24}{int((gold == label).sum()):5}   {numbers}"
