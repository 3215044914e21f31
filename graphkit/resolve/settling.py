"""Settles descriptions that nothing links: "the Taiwanese company", where the text has just one.

Only a country tells here, and only of a company that the text has named before. A trade can refuse:
"the Taiwanese airline" is no chipmaker.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from graphkit.resolve.context import country_name, origins_in
from graphkit.resolve.known.companies import read_trades
from graphkit.resolve.lexicon import PREPOSITIONS, word_set
from graphkit.resolve.linking import Linked
from graphkit.resolve.nations import nation_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.model import Extraction, Mention
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.linking import Link

    Cluster = tuple[Block, ...]

_DEFINITE: Final = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_ARTICLE_BEFORE: Final = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
_LONGEST_ARTICLE: Final = 8  # letters of "that" with spaces; the text before is not read whole
_OF_ANY_TRADE: Final = word_set("conglomerate manufacturer operator partner producer supplier")
_ANOTHER: Final = frozenset({"former", "latter", "other", "second", "third"})


def settle(
    clusters: Sequence[Cluster], links: Sequence[Link], extraction: Extraction
) -> dict[int, tuple[int, str]]:
    """Return for each cluster that can be settled the named one that it means, with the reason.

    Clusters are told by number; *links* are what a register knows of each.
    """
    seats = _seats(clusters, links, extraction)
    seated: dict[str, list[int]] = defaultdict(list)
    for number, seat in seats.items():
        seated[seat].append(number)
    found: dict[int, tuple[int, str]] = {}
    for number, cluster in enumerate(clusters):
        nation = _described(cluster, extraction)
        fitting = [] if nation is None else seated.get(nation, [])
        if nation is None or len(fitting) != 1 or clusters[fitting[0]][0].start > cluster[0].start:
            continue
        if not _is_other_trade(cluster[0], links[fitting[0]]):
            found[number] = fitting[0], nation
    others = _others(clusters, seats, extraction) if found else {}
    return {
        number: (named, f"the only company of {country_name(nation)} that the text names")
        for number, (named, nation) in found.items()
        if others.get(nation, math.inf) >= clusters[number][0].readings[0].mention.sentence
    }


def _others(
    clusters: Sequence[Cluster], seats: Mapping[int, str], extraction: Extraction
) -> dict[str, int]:
    """Return the first sentence that calls a company of unknown seat one of each country.

    Where a company of that country stands in the sentence, too, the word is taken to mean it.
    """
    unknown: set[int] = set()
    known: set[tuple[int, str]] = set()
    for number, cluster in enumerate(clusters):
        if _is_company(cluster):
            sentences = {r.mention.sentence for block in cluster for r in block.readings}
            if number in seats:
                known.update((sentence, seats[number]) for sentence in sentences)
            else:
                unknown |= sentences
    document = extraction.document
    found: dict[str, int] = {}
    for sentence in sorted(unknown):
        for origin in origins_in(document.sentences[sentence].of(document.text)):
            if origin.tells and (sentence, origin.country) not in known:
                found.setdefault(origin.country, sentence)
    return found


def _is_other_trade(described: Block, link: Link) -> bool:
    """Return whether a description tells a trade, and none of that of the known company."""
    if not isinstance(link, Linked) or not link.entry.trade:
        return False
    words = {*described.words, *(word.removesuffix("s") for word in described.words)}
    return not words.isdisjoint(_trades()) and words.isdisjoint(link.entry.trade)


@cache
def _trades() -> frozenset[str]:
    """Return the words that tell some trade."""
    return frozenset[str]().union(*read_trades().values()) - _OF_ANY_TRADE


def _described(cluster: Cluster, extraction: Extraction) -> str | None:
    """Return the country of a company that *cluster* only describes, with an article."""
    only = cluster[0]
    if len(cluster) > 1 or only.is_named or "Company" not in only.types:
        return None
    text = extraction.document.text
    before = text[max(0, only.start - _LONGEST_ARTICLE) : only.start]
    written = only.readings[0].mention.span.of(text)
    definite = _DEFINITE.match(written) or _ARTICLE_BEFORE.search(before)
    return nation_of(only) if definite and _is_one(written.lower().split()) else None


def _is_one(words: Sequence[str]) -> bool:
    """Return whether a description is of one company, and not of another one."""
    stop = next((number for number, word in enumerate(words) if word in PREPOSITIONS), len(words))
    head = words[max(0, stop - 1)]
    is_plural = head.endswith("s") and not head.endswith("ss")
    return not is_plural and _ANOTHER.isdisjoint(words)


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
        for claim in sorted(extraction.claims, key=lambda c: (c.confidence, c.subject, c.object))
        if claim.predicate == "basedIn"
        and claim.status == "current"
        and claim.subject in owners
        and claim.object in places
    }
