"""Scores pairs of names with nomenklatura's matcher, in an environment of its own.

    python baseline_nomenklatura.py PAIRS SCORES [MATCHER]

PAIRS has lines of name, country, name, country; SCORES gets the same lines with the score. Where
the second name stands as the query, the score is another; the mean of both counts.
"""

from __future__ import annotations

import csv
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from followthemoney import EntityProxy, model
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig

if TYPE_CHECKING:
    from collections.abc import Iterator

_numbers = count()


def main(source: str, target: str, name: str = "logic-v2") -> None:
    """Score the pairs of the file *source* with the matcher *name* into the file *target*."""
    matcher = get_algorithm(name)
    if matcher is None:
        sys.exit(f"{name}: no matcher of nomenklatura; take logic-v2")
    config = ScoringConfig.defaults()
    began = time.process_time()
    with Path(source).open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.reader(lines))
    scored = []
    for first, its_country, second, other_country in pairs:
        ways = _both_ways((first, its_country), (second, other_country))
        scores = [matcher.compare(query, result, config).score for query, result in ways]
        mean = round(sum(scores) / len(scores), 4)
        scored.append((first, its_country, second, other_country, mean))
    with Path(target).open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(scored)
    spent = time.process_time() - began
    print(f"{name}: {len(pairs)} pairs in {spent:.0f} s of CPU time")


def _both_ways(
    first: tuple[str, str], second: tuple[str, str]
) -> Iterator[tuple[EntityProxy, EntityProxy]]:
    yield _company(*first), _company(*second)
    yield _company(*second), _company(*first)


def _company(name: str, country: str) -> EntityProxy:
    """Return a company with an id that none had before: the matcher keeps names by id."""
    company = model.make_entity("Company")
    company.id = f"company-{next(_numbers)}"
    company.add("name", name)
    if country:
        company.add("country", country)
    return company


if __name__ == "__main__":
    main(*sys.argv[1:])
