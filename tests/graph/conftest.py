"""Resolved documents that are built by hand, for the tests of the graph."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph, encode
from graphkit.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    ResolvedDocument,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTRACTOR = "fixed 1"


@dataclass
class Draft:
    """A document in the making: its sentences, and what is said to stand in them."""

    id: str
    sentences: Sequence[str]
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    source: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(self.sentences)

    def sentence(self, index: int) -> Span:
        """Return where a sentence stands."""
        start = sum(len(sentence) + 1 for sentence in self.sentences[:index])
        return Span(start, start + len(self.sentences[index]))

    def mention(
        self, key: str, word: str, sentence: int = 0, *, nth: int = 0, confidence: float = 1.0
    ) -> Mention:
        """Mark the *nth* time that *word* stands in a sentence as the entity *key*."""
        offset = -1
        for _ in range(nth + 1):
            offset = self.sentences[sentence].index(word, offset + 1)
        start = self.sentence(sentence).start + offset
        kind = key.partition("/")[0].capitalize()
        mention = Mention(Span(start, start + len(word)), kind, sentence, confidence)
        self.mentions.append(mention)
        known = self.entities.get(key, Entity(key, kind, word, (), ()))
        names = known.names if word in known.names else (*known.names, word)
        mentions = (*known.mentions, mention)
        self.entities[key] = Entity(key, kind, known.label, names, mentions)
        return mention

    def claim(
        self,
        subject: Mention,
        predicate: str,
        object_: Mention,
        status: str = "current",
        confidence: float = 0.9,
    ) -> Claim:
        """State a claim in the sentence of its subject."""
        evidence = Evidence(self.id, self.sentence(subject.sentence), EXTRACTOR)
        claim = Claim(subject, predicate, object_, status, confidence, evidence)
        self.claims.append(claim)
        return claim

    def resolved(self) -> ResolvedDocument:
        """Return the finished document."""
        spans = tuple(self.sentence(index) for index in range(len(self.sentences)))
        about = {"title": self.title, "url": self.url, "source": self.source}
        document = Document(self.id, self.text, spans, date=self.date, **about)
        extraction = Extraction(document, tuple(self.mentions), (), tuple(self.claims))
        return ResolvedDocument(extraction, tuple(self.entities.values()))


def make_norvik() -> ResolvedDocument:
    """Return a document with each kind of triple in it."""
    draft = Draft(
        "wire/norvik 1.txt",
        (
            "Norvik Cells GmbH ships battery cells to Aldane Motors of Japan.",
            'Norvik is in talks with Corvane, which it calls "the best".',
            "Aldane Motors will build a plant.",
        ),
        title="Norvik ships cells",
        date=dt.date(2026, 5, 7),
        url="https://example.org/norvik",
        source="Example Wire",
    )
    norvik = draft.mention("company/norvik-cells", "Norvik Cells GmbH", confidence=0.98)
    cells = draft.mention("product/battery-cells", "battery cells", confidence=0.875)
    aldane = draft.mention("company/aldane-motors", "Aldane Motors")
    japan = draft.mention("country/JP", "Japan", confidence=0.99999)
    again = draft.mention("company/norvik-cells", "Norvik", 1)
    corvane = draft.mention("company/corvane", "Corvane", 1)
    later = draft.mention("company/aldane-motors", "Aldane Motors", 2)
    plant = draft.mention("facility/aldane-motors/plant", "plant", 2)
    draft.claim(norvik, "suppliesTo", aldane, "current", 0.93)
    draft.claim(norvik, "supplies", cells, "current", 0.9)
    draft.claim(aldane, "basedIn", japan, "current", 0.50004)
    draft.claim(again, "partnersWith", corvane, "negotiating", 0.81)
    draft.claim(later, "operates", plant, "planned", 1.0)
    known = draft.entities["country/JP"]
    same = ("http://www.wikidata.org/entity/Q17",)
    draft.entities["country/JP"] = Entity(
        known.key, known.type, known.label, known.names, known.mentions, same, "JP"
    )
    return draft.resolved()


def make_corvane() -> ResolvedDocument:
    """Return a document without date, title or source that shares things with the other."""
    draft = Draft("corvane.txt", ("Corvane Inc. denied that it buys battery cells from Norvik.",))
    corvane = draft.mention("company/corvane", "Corvane Inc.")
    cells = draft.mention("product/battery-cells", "battery cells")
    norvik = draft.mention("company/norvik-cells", "Norvik")
    draft.claim(norvik, "suppliesTo", corvane, "denied", 0.7)
    draft.claim(norvik, "supplies", cells, "denied", 0.6)
    draft.claim(corvane, "uses", cells, "denied", 0.65)
    return draft.resolved()


@pytest.fixture
def norvik() -> ResolvedDocument:
    """Return the document of `make_norvik`."""
    return make_norvik()


@pytest.fixture
def corvane() -> ResolvedDocument:
    """Return the document of `make_corvane`."""
    return make_corvane()


@pytest.fixture
def draft() -> type[Draft]:
    """Return the class with which a test drafts its own document."""
    return Draft


@pytest.fixture
def graph(norvik: ResolvedDocument, corvane: ResolvedDocument) -> Graph:
    """Return a graph in memory of both documents."""
    built = Graph.create()
    built.add([*encode(norvik), *encode(corvane)])
    return built
