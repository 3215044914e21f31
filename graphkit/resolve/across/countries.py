"""Compares the countries in which two things have their seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.resolve.across.records import Record


def shared(first: Record, second: Record) -> str | None:
    """Return the first country in order that both are of, told to people, or None."""
    common = sorted(first.countries & second.countries)
    return common[0] if common else None


def differ(first: Record, second: Record) -> bool:
    """Return whether the countries of both are known and have none in common."""
    return bool(first.countries and second.countries) and not first.countries & second.countries
