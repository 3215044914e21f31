"""Resolves the mentions of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model import ResolvedDocument
from graphkit.resolve.blocks import block
from graphkit.resolve.clusters import cluster
from graphkit.resolve.entities import entity
from graphkit.resolve.links import block_links
from graphkit.resolve.readings import read

if TYPE_CHECKING:
    from graphkit.model import Extraction


def resolve(extraction: Extraction) -> ResolvedDocument:
    """Return *extraction* with an entity for each of its mentions.

    Every mention belongs to one entity; entities are ordered by their first mention. The cost is
    near-linear in the number of mentions and links.

    Raises:
        ValueError: A link speaks of a mention that the extraction does not list.

    >>> from graphkit.model import Document, Extraction, Mention, Span
    >>> document = Document("a", "SoftBank Corp met Nvidia. SoftBank paid.", (Span(0, 40),))
    >>> spans = (Span(0, 13), Span(18, 24), Span(26, 34))
    >>> mentions = tuple(Mention(span, "Company", 0) for span in spans)
    >>> [entity.key for entity in resolve(Extraction(document, mentions, (), ())).entities]
    ['company/softbank', 'company/nvidia']
    """
    document = extraction.document
    blocks = block([read(mention, document) for mention in extraction.mentions])
    clusters = cluster(blocks, block_links(extraction, blocks))
    entities = tuple(entity(each, document=document.id) for each in clusters)
    return ResolvedDocument(extraction, entities)
