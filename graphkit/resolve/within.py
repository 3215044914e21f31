"""Resolves the mentions of one document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit.model import ResolvedDocument
from graphkit.resolve.blocks import block
from graphkit.resolve.clusters import cluster
from graphkit.resolve.entities import entity
from graphkit.resolve.known.register import shipped
from graphkit.resolve.linking import Linked, Linker
from graphkit.resolve.links import block_links
from graphkit.resolve.lookups import look_up
from graphkit.resolve.readings import read
from graphkit.resolve.relatives import told_by_relatives
from graphkit.resolve.settling import settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.model import Extraction
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.known.register import Register
    from graphkit.resolve.linking import Link

    Cluster = tuple[Block, ...]


def resolve(extraction: Extraction, *, register: Register | None = None) -> ResolvedDocument:
    """Return *extraction* with an entity for each of its mentions.

    Names are looked up in *register*, by default the one that graphkit ships. Every mention belongs
    to one entity; entities are ordered by their first mention. The cost is near-linear in the
    number of mentions and links.

    Raises:
        ValueError: A link speaks of a mention that the extraction does not list.

    >>> from graphkit.model import Document, Extraction, Mention, Span
    >>> document = Document("a", "SoftBank Corp met Nvidia. SoftBank paid.", (Span(0, 40),))
    >>> spans = (Span(0, 13), Span(18, 24), Span(26, 34))
    >>> mentions = tuple(Mention(span, "Company", 0) for span in spans)
    >>> [entity.key for entity in resolve(Extraction(document, mentions, (), ())).entities]
    ['company/softbank', 'company/nvidia']
    """
    chosen = shipped() if register is None else register
    document = extraction.document
    blocks = block([read(mention, document) for mention in extraction.mentions])
    lookups = told_by_relatives(blocks, [look_up(each, chosen) for each in blocks], extraction)
    clusters = cluster(blocks, block_links(extraction, blocks), lookups)
    linker = Linker(document, blocks, lookups)
    links = [linker.link(each) for each in clusters]
    settled = settle(clusters, links, extraction)
    countries = frozenset(
        each.territory.code
        for each in blocks
        if each.territory is not None and each.territory.code is not None
    )
    entities = (
        entity(each, document=document.id, link=link, countries=countries)
        for each, link in _united(clusters, links, settled)
    )
    reasons = (
        (reading.mention, reason)
        for number, (_, reason) in settled.items()
        for reading in clusters[number][0].readings
    )
    return ResolvedDocument(extraction, tuple(entities), tuple(reasons))


def _united(
    clusters: Sequence[Cluster], links: Sequence[Link], settled: Mapping[int, tuple[int, str]]
) -> list[tuple[Cluster, Link]]:
    """Return the clusters, those that mean one known company or were settled as one; and links."""
    joined: dict[str | int, list[int]] = defaultdict(list)
    for number in range(len(clusters)):
        named = settled[number][0] if number in settled else number
        link = links[named]
        joined[link.entry.key if isinstance(link, Linked) else named].append(number)
    return [
        (
            tuple(sorted((b for n in numbers for b in clusters[n]), key=lambda b: b.start)),
            _surest([links[n] for n in numbers]),
        )
        for numbers in joined.values()
    ]


def _surest(links: Sequence[Link]) -> Link:
    """Return the surest of what is known of clusters that are one."""
    sure = [link for link in links if isinstance(link, Linked)]
    if sure:
        return max(sure, key=lambda link: (link.confidence, link.evidence))
    return next((link for link in links if link is not None), None)
