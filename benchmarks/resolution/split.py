"""Splits the companies into a part to develop on and a part to test on, and checks the split.

PYTHONPATH=. .venv/bin/python benchmarks/resolution/split.py    writes the column ``part``

Companies that share a document, a name or the first word of a name stand on one side, so that
nothing that is chosen on one part knows a family or a namesake of the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mentions import PARTS, read_rows, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentions import Row

_NO_FIRST_WORDS: Final = frozenset({"the", "ab", "pt", "pao", "oao", "ooo"})
"""Words before a name that say nothing of it."""


def parts(rows: Sequence[Row]) -> dict[str, str]:
    """Return the part of each company.

    The groups of companies are dealt out, the largest first, each to the part that has fewer
    companies so far; groups of one size go by the name of their first company.

    >>> from mentions import Row
    >>> names = ["Delta Air", "Delta Electronics", "Vale", "Umicore"]
    >>> rows = [Row(n, n.lower(), n, f"d{i}", "") for i, n in enumerate(names)]
    >>> parts(rows)  # doctest: +NORMALIZE_WHITESPACE
    {'delta air': 'development', 'delta electronics': 'development',
     'umicore': 'test', 'vale': 'test'}
    """
    sides: dict[str, list[str]] = {part: [] for part in PARTS}
    for group in sorted(_groups(rows), key=lambda each: (-len(each), each)):
        smaller = min(PARTS, key=lambda part: len(sides[part]))
        sides[smaller].extend(group)
    return {company: part for part in PARTS for company in sides[part]}


def _groups(rows: Sequence[Row]) -> list[list[str]]:
    """Return the sets of companies that rows connect, each sorted."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for bond in _bonds(row):
            bearers[bond].add(row.entity)
    group_of = {row.entity: {row.entity} for row in rows}
    for together in bearers.values():
        joined = set().union(*(group_of[company] for company in together))
        group_of.update(dict.fromkeys(joined, joined))
    return [list(group) for group in {tuple(sorted(group)) for group in group_of.values()}]


def _bonds(row: Row) -> Iterator[str]:
    """Yield what holds the company of *row* to others: its document, its name, its first word.

    >>> from mentions import Row
    >>> list(_bonds(Row("AB Volvo", "volvo-ab", "AB Volvo", "d1", "SE")))
    ['document d1', 'name ab volvo', 'word volvo']
    """
    yield f"document {row.document}"
    plain = unicodedata.normalize("NFKD", row.mention.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"\w+", plain)
    yield f"name {' '.join(words)}"
    # the A of "A. P. Moller" is no word
    telling = [word for word in words if word not in _NO_FIRST_WORDS and len(word) > 1]
    if telling:
        yield f"word {telling[0]}"


def main() -> None:
    """Write the part of each row into the file."""
    rows = read_rows()
    part_of = parts(rows)
    write_rows(replace(row, part=part_of[row.entity]) for row in rows)


if __name__ == "__main__":
    main()
