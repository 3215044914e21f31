"""Scores a partition of mentions against the companies that they mean.

B-cubed (Bagga and Baldwin, LREC Workshop on Linguistic Coreference, 1998) is a mean over mentions:
the precision of a mention is the share of its cluster that means its company, its recall the
share of its company's mentions that stand in its cluster. Pairwise figures count pairs of mentions
that are, or are taken for, one company; large companies weigh more there.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, fields
from statistics import stdev
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence

_SEED: Final = 20261127
_DRAWS: Final = 500  # the error of a standard error is then about three per cent of it


@dataclass(frozen=True, slots=True)
class Score:
    """Sums over mentions and numbers of pairs; scores add up."""

    mentions: int = 0
    of_clusters: float = 0.0
    of_companies: float = 0.0
    right_pairs: int = 0
    found_pairs: int = 0
    true_pairs: int = 0

    def __add__(self, other: Score) -> Score:
        """Return the score over the mentions of both."""
        names = [field.name for field in fields(self)]
        return Score(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def precision(self) -> float:
        """B-cubed precision."""
        return self.of_clusters / self.mentions

    @property
    def recall(self) -> float:
        """B-cubed recall."""
        return self.of_companies / self.mentions

    @property
    def f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    @property
    def pair_f1(self) -> float:
        """The F1 over pairs: 1 where there is no pair to find and none was found."""
        pairs = self.found_pairs + self.true_pairs
        return 2 * self.right_pairs / pairs if pairs else 1.0


def score(
    companies: Sequence[Hashable],
    clusters: Sequence[Hashable],
    scored: Collection[int] | None = None,
) -> Score:
    """Return the score of *clusters*, of the mentions *scored* only if they are given.

    Both sequences have a label for each mention. The mentions that are not scored still stand in
    clusters and companies; pairs count that hold one that is scored.

    The two examples of Bagga and Baldwin: three chains of 5, 2 and 5 mentions, of which an answer
    joins the second with the third, or the first with the third.

    >>> gold = "aaaaabbccccc"
    >>> one, two = score(gold, "aaaaabbbbbbb"), score(gold, "aaaaabbaaaaa")
    >>> f"{one.precision:.3f} {one.recall:.3f} {two.precision:.3f} {two.recall:.3f}"
    '0.762 1.000 0.583 1.000'

    Of the pairs of the first answer 10 + 21 are found, and 10 + 1 + 10 are right, which is all:

    >>> one.right_pairs, one.found_pairs, one.true_pairs
    (21, 31, 21)
    >>> round(one.pair_f1, 4) == round(2 * 21 / (31 + 21), 4)
    True

    Everything alone is precise; everything in one cluster is complete:

    >>> alone, heap = score("aab", "123"), score("aab", "111")
    >>> alone.precision, round(alone.recall, 4), alone.pair_f1
    (1.0, 0.6667, 0.0)
    >>> round(heap.precision, 4), heap.recall, heap.pair_f1
    (0.5556, 1.0, 0.5)

    Of "aab" in clusters "112" only the last mention is scored, which is alone, as it should be; of
    "aab" in "122" only the second, which has one wrong neighbour and lacks one:

    >>> last, middle = score("aab", "112", {2}), score("aab", "122", {1})
    >>> last.f1, last.pair_f1
    (1.0, 1.0)
    >>> middle.precision, middle.recall, middle.found_pairs, middle.true_pairs
    (0.5, 0.5, 1, 1)
    """
    together = list(zip(companies, clusters, strict=True))
    numbers = range(len(together)) if scored is None else sorted(scored)
    rest = set(range(len(together))).difference(numbers)
    both, company, cluster = Counter(together), Counter(companies), Counter(clusters)
    chosen = [together[number] for number in numbers]
    right, true, found = (
        _pairs(labels) - _pairs([labels[number] for number in rest])
        for labels in (together, companies, clusters)
    )
    return Score(
        mentions=len(chosen),
        of_clusters=sum(both[each] / cluster[each[1]] for each in chosen),
        of_companies=sum(both[each] / company[each[0]] for each in chosen),
        right_pairs=right,
        found_pairs=found,
        true_pairs=true,
    )


def _pairs(labels: Iterable[Hashable]) -> int:
    """Return how many pairs bear the same label.

    >>> _pairs("aaab")
    3
    """
    return sum(size * (size - 1) // 2 for size in Counter(labels).values())


def standard_error(companies: Sequence[str], clusters: Sequence[Hashable]) -> float:
    """Return the standard error of B-cubed F1, by drawing companies anew with their mentions.

    Companies are one group's or namesakes often enough that this is rather too small.

    >>> standard_error(["a", "a", "b"], [1, 1, 2])
    0.0

    Of three companies drawn, with all five mentions alone, none is b with a chance of 8/27, and F1
    is 2/3; one with 12/27, 3/4; two with 6/27, 6/7; three with 1/27, 1. That spreads by 0.083:

    >>> abs(standard_error(["a", "a", "b", "c", "c"], [1, 2, 3, 4, 5]) - 0.083) < 0.01
    True
    """
    numbers: dict[str, set[int]] = {company: set() for company in sorted(set(companies))}
    for number, company in enumerate(companies):
        numbers[company].add(number)
    each = [score(companies, clusters, scored) for scored in numbers.values()]
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    return stdev(sum(chance.choices(each, k=len(each)), Score()).f1 for _ in range(_DRAWS))
