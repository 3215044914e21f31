"""The systems that are compared: each takes rows and returns a label for the cluster of each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentions import documents, extraction
from rigour.names import remove_org_types
from rigour.text.normalize import Normalize

from graphkit.resolve import resolve
from graphkit.resolve.across.propose import propose
from graphkit.resolve.across.records import records_of
from graphkit.resolve.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentions import Row

    from graphkit.resolve.known.register import Register


def equal_names(rows: Sequence[Row]) -> list[str]:
    """Return the plain name of each mention: equal names are one company, in all documents.

    >>> from mentions import Row
    >>> names = ("Apple Inc.", "APPLE", "Apple, Inc", "Apple Bank")
    >>> equal_names([Row(name, "", name, "", "") for name in names])
    ['apple', 'apple', 'apple', 'apple bank']
    """
    return [plain(row.mention) for row in rows]


def plain(name: str) -> str:
    """Return *name* in lower case, without signs and without what rigour lists as legal forms.

    >>> plain("S.A."), plain("P & G")
    ('s a', 'p g')
    """
    flags = Normalize.NFKC | Normalize.CASEFOLD
    rest = re.findall(r"\w+", remove_org_types(name.casefold(), normalize_flags=flags))
    return " ".join(rest if rest else re.findall(r"\w+", name.casefold()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What graphkit makes of rows: the key of each, and what it would ask.

    ``questions`` are the pairs of keys that it finds doubtful; ``answered`` are the keys if each
    question were answered, yes where most mentions of both keys mean the same company.
    """

    keys: tuple[str, ...]
    answered: tuple[str, ...]
    questions: int
    answers: int
    merged: int


def graphkit(rows: Sequence[Row], register: Register | None = None) -> Outcome:
    """Return what graphkit makes of *rows*: each document alone, then all of them.

    Pairs that it is sure of are merged as its decisions file would have it. *register* replaces
    the one that it ships.
    """
    resolved = {}
    keys = [""] * len(rows)
    for document, numbers in documents(rows).items():
        resolved[document] = resolve(extraction([rows[n] for n in numbers]), register=register)
        entity = resolved[document].entity_of()
        for number, mention in zip(numbers, resolved[document].extraction.mentions, strict=True):
            keys[number] = entity[mention].key
    pairs = propose(records_of(resolved.values()))
    sure = [(each.first, each.second) for each in pairs if each.verdict == "same"]
    company = _usual_companies(rows, keys)
    asked = [(each.first, each.second) for each in pairs if each.verdict == "doubtful"]
    right = {pair for pair in asked if company[pair[0]] == company[pair[1]]}
    decisions = Decisions()
    for pair in sure:
        decisions = decisions.decide("auto", *pair)
    told = decisions
    for pair in asked:
        told = told.decide("yes" if pair in right else "no", *pair)
    return Outcome(
        keys=_replaced(keys, decisions),
        answered=_replaced(keys, told),
        questions=len(asked),
        answers=len(right),
        merged=len(sure),
    )


def _usual_companies(rows: Sequence[Row], keys: Sequence[str]) -> dict[str, str]:
    """Return the company that most mentions of each key mean, of equals the first by name."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for row, key in zip(rows, keys, strict=True):
        meant[key][row.entity] += 1
    return {key: min(each, key=lambda name: (-each[name], name)) for key, each in meant.items()}


def _replaced(keys: Sequence[str], decisions: Decisions) -> tuple[str, ...]:
    replaced = decisions.replaced()
    return tuple(replaced.get(key, key) for key in keys)
