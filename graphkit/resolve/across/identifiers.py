"""Compares the identifiers of two things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.resolve.lexicon import word_set

if TYPE_CHECKING:
    from graphkit.resolve.across.records import Record

_OF_KINDS: Final = word_set("cpv gics hs isic nace naics sic unspsc")
"""Schemes that number kinds of goods or trades, which many things share."""
_SINGLE: Final = word_set("lei")
"""Schemes in which a thing has one identifier; it may have several ISINs and tickers."""


def shared(first: Record, second: Record) -> tuple[str, ...]:
    """Return the identifiers, told to people, that two things share and that name one thing."""
    return tuple(
        f"{each.scheme} {each.value}"
        for each in sorted(first.identifiers & second.identifiers)
        if each.scheme not in _OF_KINDS
    )


def conflict(first: Record, second: Record) -> str | None:
    """Return a scheme in which two things have different identifiers, or None.

    Two tickers differ only if they are of one exchange; ISINs name shares, of which a company may
    have several kinds, and so tell nothing against one company.
    """
    for scheme in sorted(_SINGLE):
        one, other = _values(first, scheme), _values(second, scheme)
        if one and other and not one & other:
            return scheme
    one, other = _values(first, "ticker"), _values(second, "ticker")
    exchanges = {value.split(":")[0] for value in one} & {value.split(":")[0] for value in other}
    return "ticker" if exchanges and not one & other else None


def _values(record: Record, scheme: str) -> set[str]:
    return {each.value for each in record.identifiers if each.scheme == scheme}
