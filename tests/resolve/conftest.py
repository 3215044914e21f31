"""Extractions written by hand: ``[SoftBank Corp]{c1} met [Nvidia]{c2}``, one sentence a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Document, Extraction, Link, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Links = Iterable[tuple[str, str, float]]

TYPES = {
    "c": "Company",
    "g": "Government",
    "o": "Organization",
    "n": "Country",
    "l": "Place",
    "f": "Facility",
    "p": "Product",
    "m": "Material",
    "e": "Event",
}
_MENTION = re.compile(r"\[(?P<text>[^\]]+)\]\{(?P<name>(?P<letter>[a-z])\w*)\}")


@pytest.fixture(scope="session")
def extraction() -> Callable[..., Extraction]:
    """Return what builds an extraction from marked text and links between named mentions.

    The letter in braces is the type; together with what follows it names the mention for links.
    """
    return build


def build(marked: str, links: Links = (), *, document: str = "a.txt") -> Extraction:
    """Return the extraction of *marked*, with *links* of two names and a confidence."""
    text = ""
    sentences: list[Span] = []
    named: dict[str, Mention] = {}
    mentions: list[Mention] = []
    for line in marked.strip().splitlines():
        start, cursor = len(text), 0
        for match in _MENTION.finditer(line):
            text += line[cursor : match.start()]
            span = Span(len(text), len(text) + len(match["text"]))
            mention = Mention(span, TYPES[match["letter"]], len(sentences))
            mentions.append(mention)
            named[match["name"]] = mention
            text, cursor = text + match["text"], match.end()
        text += line[cursor:]
        sentences.append(Span(start, len(text)))
        text += " "
    pairs = tuple(Link(named[first], named[second], c) for first, second, c in links)
    return Extraction(Document(document, text, tuple(sentences)), tuple(mentions), pairs, ())
