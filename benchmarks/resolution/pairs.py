"""Chooses the pairs of names that a matcher scores, and joins what it scores high enough.

The matcher runs in an environment of its own (`baseline_nomenklatura.py`), so pairs and scores go
through files in ``.cache``. A thing to match is a name with the country that its sentence tells.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

from systems import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mentions import Row

    Thing = tuple[str, str]
    Pair = tuple[Thing, Thing]

CACHE: Final = Path(__file__).with_name(".cache")
_BEGINNING: Final = 4  # letters that names of one block share in front: a typing error comes later


def candidates(rows: Iterable[Row]) -> set[Pair]:
    """Return the pairs of distinct things of *rows* that share a block, each pair sorted.

    A block is a word of the plain name, its first four letters, or its initials, which meet an
    acronym.

    >>> from mentions import Row
    >>> names = ("Hon Hai", "Hon Hai Ltd", "HH", "Foxconn", "Foxcon")
    >>> rows = [Row(name, "", name, "", "TW") for name in names]
    >>> for (first, _), (second, _) in sorted(candidates(rows)):
    ...     print(first, "|", second)
    Foxcon | Foxconn
    HH | Hon Hai
    HH | Hon Hai Ltd
    Hon Hai | Hon Hai Ltd
    """
    blocks: dict[str, set[Thing]] = defaultdict(set)
    for row in rows:
        words = plain(row.mention).split()
        joined = "".join(words)
        initials = "".join(word[0] for word in words)
        for block in {*words, initials, f"{joined[:_BEGINNING]}…"}:
            blocks[block].add((row.mention, row.country))
    return {pair for things in blocks.values() for pair in combinations(sorted(things), 2)}


def write_pairs(pairs: Iterable[Pair], path: Path) -> None:
    """Write *pairs*, sorted."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows((*first, *second) for first, second in sorted(pairs))


def read_scores(path: Path) -> dict[Pair, float]:
    """Return the scores that the matcher gave."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {((a, b), (c, d)): float(score) for a, b, c, d, score in csv.reader(lines)}


def joined(rows: Sequence[Row], scores: Mapping[Pair, float], threshold: float) -> list[str]:
    """Return a label for the thing of each row; pairs at or above *threshold* share theirs.

    Raises:
        KeyError: A pair of *rows* has no score.

    >>> from mentions import Row
    >>> rows = [Row(name, "", name, "", "") for name in ("Vale", "Vale SA", "Vale Base")]
    >>> scores = dict.fromkeys(candidates(rows), 0.5) | {(("Vale", ""), ("Vale SA", "")): 0.9}
    >>> joined(rows, scores, 0.8)
    ['Vale SA/', 'Vale SA/', 'Vale Base/']
    """
    label = {(row.mention, row.country): f"{row.mention}/{row.country}" for row in rows}
    members = {name: [thing] for thing, name in label.items()}
    for pair in sorted(candidates(rows)):
        one, other = sorted(label[thing] for thing in pair)
        if one != other and scores[pair] >= threshold:
            members[one] += members.pop(other)
            label.update(dict.fromkeys(members[one], one))
    return [label[row.mention, row.country] for row in rows]
