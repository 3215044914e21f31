"""Compares what claims relate two things to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graphkit.resolve.across.records import Record

_PLACES: Final = ("country/", "place/")  # thousands of companies share a country
_OVERLAP: Final = 2


def shared(first: Record, second: Record) -> tuple[str, ...]:
    """Return the keys, in order, of what both are related to, without countries and places."""
    common = first.neighbours & second.neighbours
    return tuple(sorted(key for key in common if not key.startswith(_PLACES)))


def overlap(first: Record, second: Record) -> bool:
    """Return whether two things share so many neighbours that a weak likeness is worth a look."""
    return len(shared(first, second)) >= _OVERLAP


def opposed(first: Record, second: Record) -> bool:
    """Return whether a claim relates one to the other, so that they are two things."""
    return second.key in first.opposed or first.key in second.opposed
