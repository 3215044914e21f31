"""Which claims of one relation contradict each other.

A relation may go through stages: possible, negotiating, planned, current, past. A later claim of a
later stage goes on from an earlier one and does not contradict it. Claims of two independent
documents contradict each other if

* one denies what the other does not, whenever either was published; or
* the later stage was not published after the earlier one: "current" in January and "planned" in
  March, both on one day, or at a time that is not known.

Which of them is right is not settled here.
"""

from __future__ import annotations

import datetime as dt
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.analyse.statements import Statement

STAGES: Final = ("possible", "negotiating", "planned", "current", "past")
DENIED: Final = "denied"


class Contradiction(NamedTuple):
    """Two claims of one relation that contradict each other, that of the earlier document first."""

    one: Statement
    other: Statement


def contradict(one: Statement, other: Statement) -> bool:
    """Return whether two claims of one relation contradict each other, see the module."""
    if one.status == other.status or one.independent == other.independent:
        return False
    if DENIED in {one.status, other.status}:
        return True
    if not {one.status, other.status} <= set(STAGES):
        return False
    early, late = sorted((one, other), key=lambda each: STAGES.index(each.status))
    return early.date is None or late.date is None or early.date >= late.date


def contradictions(statements: Iterable[Statement]) -> tuple[Contradiction, ...]:
    """Return the contradictions among claims of one relation: one for each two statuses.

    Of several the pair that lies closest to the present. Linear in the number of claims.

    >>> contradictions([])
    ()
    """
    by_status: dict[str, list[Statement]] = {}
    for each in sorted(statements, key=_order):
        by_status.setdefault(each.status, []).append(each)
    found = []
    for first, second in combinations(sorted(by_status), 2):
        pairs = [
            Contradiction(*sorted(pair, key=_order))
            for pair in product(_telling(by_status[first]), _telling(by_status[second]))
            if contradict(*pair)
        ]
        if pairs:
            found.append(max(pairs, key=lambda pair: (_order(pair.other), _order(pair.one))))
    return tuple(sorted(found, key=lambda pair: (_order(pair.other), _order(pair.one))))


def opponents(statements: Iterable[Statement]) -> Mapping[str, tuple[Statement, ...]]:
    """Return for each claim of one relation, by IRI, claims that contradict it, the earliest first.

    Of many like ones some are returned, and always one if there is any. Linear in their number.

    >>> opponents([])
    {}
    """
    by_status: dict[str, list[Statement]] = {}
    every = sorted(statements, key=_order)
    for each in every:
        by_status.setdefault(each.status, []).append(each)
    telling = {each.iri: each for group in by_status.values() for each in _telling(group)}
    against = sorted(telling.values(), key=_order)
    return {
        each.iri: tuple(other for other in against if contradict(each, other)) for each in every
    }


def _telling(statements: list[Statement]) -> list[Statement]:
    """Return the claims of one status, in order, of which one is in a contradiction if any is.

    Those are, of two independent documents each, the earliest, the latest and those without a date.
    """
    dated = [each for each in statements if each.date is not None]
    undated = [each for each in statements if each.date is None]
    found: dict[str, Statement] = {}
    for side in (dated, dated[::-1], undated):
        documents: set[str] = set()
        for each in side:
            if len(documents) == 2:  # noqa: PLR2004 - one may be a copy of the other side's only one
                break
            if each.independent not in documents:
                documents.add(each.independent)
                found[each.iri] = each
    return list(found.values())


def _order(statement: Statement) -> tuple[bool, dt.date, str]:
    """Order by the day of the document; claims without one come first."""
    known = statement.date is not None
    return known, dt.date.min if statement.date is None else statement.date, statement.iri
