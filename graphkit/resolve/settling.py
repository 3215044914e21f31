"""Settles descriptions that nothing links: "the Taiwanese company", where the text has just one.

Only a country tells here, and only of a company that the text has named before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.resolve.context import country_name
from graphkit.resolve.linking import Linked
from graphkit.resolve.nations import nation_of
from graphkit.resolve.surfaces import has_determiner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.model import Extraction, Mention
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.linking import Link

    Cluster = tuple[Block, ...]


def settle(
    clusters: Sequence[Cluster], links: Sequence[Link], extraction: Extraction
) -> dict[int, tuple[int, str]]:
    """Return for each cluster that can be settled the named one that it means, with the reason.

    Clusters are told by number; *links* are what a register knows of each.
    """
    seats = _seats(clusters, links, extraction)
    settled: dict[int, tuple[int, str]] = {}
    for number, cluster in enumerate(clusters):
        nation = _described(cluster, extraction)
        if nation is None:
            continue
        fitting = [n for n, seat in seats.items() if seat == nation]
        if len(fitting) == 1 and clusters[fitting[0]][0].start < cluster[0].start:
            reason = f"the only company of {country_name(nation)} that the text names"
            settled[number] = fitting[0], reason
    return settled


def _described(cluster: Cluster, extraction: Extraction) -> str | None:
    """Return the country of a company that *cluster* only describes, with an article."""
    only = cluster[0]
    if len(cluster) > 1 or only.is_named or "Company" not in only.types:
        return None
    text = extraction.document.text
    before = text[: only.start].rstrip().lower()
    written = only.readings[0].mention.span.of(text)
    definite = has_determiner(written) or before.endswith((" the", " this"))
    return nation_of(only) if definite else None


def _seats(
    clusters: Sequence[Cluster], links: Sequence[Link], extraction: Extraction
) -> dict[int, str]:
    """Return the country of each named company: of its register, or as the text states it."""
    seats = _stated(clusters, extraction)
    for number, link in enumerate(links):
        if isinstance(link, Linked) and link.entry.country is not None:
            seats[number] = link.entry.country
    return {number: seats[number] for number in sorted(seats) if _is_company(clusters[number])}


def _is_company(cluster: Cluster) -> bool:
    return any(block.is_named and "Company" in block.types for block in cluster)


def _stated(clusters: Sequence[Cluster], extraction: Extraction) -> dict[int, str]:
    places: dict[Mention, str] = {}
    owners: dict[Mention, int] = {}
    for number, cluster in enumerate(clusters):
        for reading in (reading for block in cluster for reading in block.readings):
            owners[reading.mention] = number
            if reading.territory is not None and reading.territory.code is not None:
                places[reading.mention] = reading.territory.code
    return {
        owners[claim.subject]: places[claim.object]
        for claim in sorted(extraction.claims, key=lambda c: c.confidence)
        if claim.predicate == "basedIn"
        and claim.status == "current"
        and claim.subject in owners
        and claim.object in places
    }
