"""Counts of what was right, and the scores that follow from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """How many were right, how many were found and how many there were to find.

    A score is None where there was nothing to find and nothing was found.

    >>> count = Count(correct=3, predicted=4, gold=6)
    >>> count.precision, count.recall, count.f1
    (0.75, 0.5, 0.6)
    >>> Count(0, 0, 2).precision, Count().precision is None
    (0.0, True)
    """

    correct: int = 0
    predicted: int = 0
    gold: int = 0

    def __post_init__(self) -> None:
        """Refuse counts that nothing can have."""
        if not 0 <= self.correct <= min(self.predicted, self.gold):
            message = f"of {self.predicted} found and {self.gold} sought, {self.correct} are right"
            raise ValueError(message)

    def __add__(self, other: Count) -> Count:
        """Return the count over both: scores are micro-averaged.

        >>> Count(1, 2, 3) + Count(0, 1, 0)
        Count(correct=1, predicted=3, gold=3)
        """
        return Count(
            self.correct + other.correct,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float | None:
        """The share of the found that is right, in [0, 1]; 0 if nothing was found."""
        return self._share(self.correct, self.predicted)

    @property
    def recall(self) -> float | None:
        """The share of the sought that was found, in [0, 1]; 0 if there was nothing to find."""
        return self._share(self.correct, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, in [0, 1]."""
        return self._share(2 * self.correct, self.predicted + self.gold)

    def _share(self, part: int, whole: int) -> float | None:
        if self.predicted == self.gold == 0:
            return None
        return part / whole if whole else 0.0
