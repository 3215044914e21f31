"""Tells which names of goods in one document are never one thing, whatever links them.

Gallium is no germanium and the H20 no H200: two goods that the scheme knows as different stay two,
and so do names that differ in the number of a model. What points back ("the metal") may still be
any good of its kind, and a shortened name ("wafers") the longer one that ends in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.resolve.kinds import Kind
from graphkit.resolve.known.goods_scheme import find_good, has_narrower
from graphkit.resolve.short_forms import is_head

if TYPE_CHECKING:
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.known.goods_scheme import Good

_UNIT: Final = re.compile(r"(\d+)(?:[kmg]?wh?|[kmgt]b|[nmck]m|v)")


@dataclass(frozen=True, slots=True)
class Sort:
    """What the name of goods tells of what they are.

    ``good`` is that of the scheme, ``models`` the words with a digit. ``points_back`` says that the
    text puts "the" or "these" before the name of a kind that has others below it.
    """

    words: tuple[str, ...]
    good: Good | None
    models: frozenset[str]
    points_back: bool


def sorts_of(block: Block) -> tuple[Sort, ...]:
    """Return what the name of *block* tells of the goods that it means: one sort, or none."""
    if block.family != "goods" or block.kind is not Kind.NAME:
        return ()
    good, models = find_good(block.words), _models(block.words)
    if good is None and not models:
        return ()
    definite = any(reading.is_definite for reading in block.readings)
    return (Sort(block.words, good, models, definite and good is not None and has_narrower(good)),)


def are_apart(first: Sort, second: Sort) -> bool:
    """Return whether two names of goods of one document cannot mean one thing."""
    if first.good is None or second.good is None:
        return not (_covers(first.models, second.models) or _covers(second.models, first.models))
    one, other = first.good, second.good
    if one.key == other.key:
        return False
    if one.key in other.broader:
        return not (first.points_back or is_head(first.words, second.words))
    if other.key in one.broader:
        return not (second.points_back or is_head(second.words, first.words))
    return _may_be_any(first) is _may_be_any(second)


def united(first: tuple[Sort, ...], second: tuple[Sort, ...]) -> tuple[Sort, ...]:
    """Return what two clusters tell together: each known good once, and the fullest model.

    Of two that are not apart one covers the other, so that few are left to compare.
    """
    together = (*first, *second)
    known = {sort.good.key: sort for sort in together if sort.good is not None}
    models = [sort for sort in together if sort.good is None]
    if len(models) > 1 and _covers(models[0].models, models[1].models):
        del models[0]
    return (*known.values(), *models[:1])


def _may_be_any(sort: Sort) -> bool:
    """Return whether *sort* points back by a word that is of no kind itself: "the machine"."""
    return sort.points_back and sort.good is not None and not sort.good.broader


def _covers(vague: frozenset[str], exact: frozenset[str]) -> bool:
    """Return whether each of *vague* is one of *exact*, or that without letters at its end.

    A320 may be the A320neo, and 910 the 910C.
    """
    return all(any(_is_version(model, other) for other in exact) for model in vague)


def _is_version(model: str, other: str) -> bool:
    rest = other[len(model) :]
    return other.startswith(model) and (not rest or rest.isalpha())


def _models(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words with a digit, without units: 3nm and 3 nanometre are one number."""
    numbers = (word for word in words if any(map(str.isdigit, word)))
    found = ((word, _UNIT.fullmatch(word)) for word in numbers)
    return frozenset(word if match is None else match[1] for word, match in found)
