"""Numbers of sources as they stand behind a figure: sorted, runs drawn together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.report.parts import Refs, Report

DASH: Final = "\u2013"
"""Between the ends of a range."""

CLAIM_DIGITS: Final = 12
"""As many digits of a claim's hash as ``graphkit why`` prints."""


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return *numbers* as ranges; only three and more in a row are drawn together.

    >>> runs([4, 1, 2, 3, 7, 8])
    ((1, 4), (7, 7), (8, 8))
    """
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(
        pair
        for first, last in found
        for pair in ([(first, first), (last, last)] if last == first + 1 else [(first, last)])
    )


def numbers_of(report: Report, refs: Refs) -> tuple[tuple[int, int], ...]:
    """Return the ranges of sources that *refs* lead to."""
    return runs(report.numbers[iri] for iri in refs.claims if iri in report.numbers)


def claim_name(iri: str) -> str:
    """Return how a claim is told, as ``graphkit why`` takes it.

    >>> claim_name("https://w3id.org/graphkit/id/claim/2674a15935298fb036f5e6d04492df9b")
    'claim:2674a1593529'
    """
    return f"claim:{iri.rpartition('/')[2][:CLAIM_DIGITS]}"


def web_address(url: str | None) -> str | None:
    """Return *url* if it may be a link: an address of the web, and nothing that runs.

    >>> web_address("https://example.org/a b"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    if url is None or not url.lower().startswith(("https://", "http://")):
        return None
    return "".join(_safe(character) for character in url)


def _safe(character: str) -> str:
    """Return a character of an address, in bytes if it could end it."""
    if character.isspace() or not character.isprintable() or character in "<>\"'`()\\|":
        return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
    return character
