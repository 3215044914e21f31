"""Graphs to export: two documents that share claims, and one of hostile texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.graph import Graph
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import claim_iri, document_iri, entity_iri, span_iri
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\tindented",
    " \t=padded",
    "'quoted",
    "'=was guarded",
    'He said "no", twice',
    "a, b; c",
    "two\nlines\r\nand\u2028more",
    "nul\x00 bell\x07",
    "back\\slash \\N \\",
    "<b>A & B &amp; C</b>",
    "1. Norvik",
    "%%{init: {}}%%",
    "Ünal 漢字 😀",
    "`code` **bold** #35; |x|",
    " ",
)
"""Names that some format has another meaning for."""


@dataclass
class Story:
    """A document in the making, whose sentences are all one place."""

    id: str
    about: Mapping[NamedNode, str]

    @property
    def iri(self) -> NamedNode:
        """The document's IRI."""
        return document_iri(self.id)

    def describe(self) -> Iterator[Quad]:
        """Yield what is known of the document."""
        for predicate, text in {v.IDENTIFIER: self.id, **self.about}.items():
            yield Quad(self.iri, predicate, Literal(text), self.iri)

    def claim(
        self,
        ends: tuple[str, str, str],
        status: str = "current",
        confidence: str = "0.9",
        *,
        quote: str = "It is so.",
        at: int = 0,
    ) -> Iterator[Quad]:
        """Yield a claim; its ends are the keys and the relation between them."""
        subject, relation, object_ = ends
        sentence = Span(at, at + 9)
        said = span_iri(self.iri, sentence)
        triple = (
            entity_iri(subject),
            NamedNode(ontology.load().relation(relation).iri),
            entity_iri(object_),
        )
        parts = triple[0].value, triple[1].value, triple[2].value
        claim = claim_iri(self.id, sentence, parts)
        told: dict[NamedNode, NamedNode | Literal] = {
            v.RDF_TYPE: v.CLAIM,
            v.RDF_SUBJECT: triple[0],
            v.RDF_PREDICATE: triple[1],
            v.RDF_OBJECT: triple[2],
            v.STATUS: NamedNode(ontology.load().status(status).iri),
            v.CONFIDENCE: Literal(confidence, datatype=v.XSD_DECIMAL),
            v.QUOTE: Literal(quote),
            v.DERIVED_FROM: self.iri,
            v.IN_SENTENCE: said,
            v.SUBJECT_MENTION: said,
            v.OBJECT_MENTION: said,
        }
        for predicate, value in told.items():
            yield Quad(claim, predicate, value, self.iri)
        for predicate, place in ((v.START, sentence.start), (v.END, sentence.end)):
            yield Quad(said, predicate, Literal(place), self.iri)

    def thing(self, key: str, label: str, *, names: tuple[str, ...] = ()) -> Iterator[Quad]:
        """Yield an entity with its label and other names."""
        iri, kind = entity_iri(key), key.partition("/")[0].capitalize()
        yield Quad(iri, v.RDF_TYPE, NamedNode(ontology.load().entity_type(kind).iri), self.iri)
        yield Quad(iri, v.LABEL, Literal(label), self.iri)
        for name in names:
            yield Quad(iri, v.ALT_LABEL, Literal(name), self.iri)


def make_graph() -> Graph:
    """Return a graph of two documents: one relation stated twice, and others of other statuses."""
    first = Story("a.txt", {v.ISSUED: "2026-05-07", v.PUBLISHER: "Example Wire", v.TITLE: "Cells"})
    second = Story("b;c.txt", {v.ISSUED: "2025-01-31", v.PUBLISHER: "Other; Wire"})
    graph = Graph.create()
    norvik, corvane, cells = "company/norvik", "company/corvane", "product/battery-cell"
    sure = 'Norvik, "the maker", supplies Corvane.'
    lei = Quad(entity_iri(norvik), v.LEI, Literal("529900T8BM49AURSDO55"), first.iri)
    country = Quad(entity_iri(norvik), v.REGISTERED_IN, Literal("NO"), first.iri)
    wiki = Quad(
        entity_iri(corvane), v.SAME_AS, NamedNode("http://www.wikidata.org/entity/Q1"), first.iri
    )
    graph.add(
        [
            *first.describe(),
            *second.describe(),
            *(lei, country, wiki),
            *first.thing(norvik, "Norvik Cells GmbH", names=("Norvik", "Norvik; the maker")),
            *first.thing(corvane, "Corvane"),
            *first.thing(cells, "battery cells"),
            *first.thing("company/alone", "Alone"),  # without a claim
            *first.claim((norvik, "suppliesTo", corvane), confidence="0.8", quote=sure),
            *second.claim((norvik, "suppliesTo", corvane), confidence="0.5"),
            *second.claim((norvik, "suppliesTo", corvane), "denied", "0.6", at=10),
            *first.claim((norvik, "partnersWith", corvane), "planned", "0.7"),
            *first.claim((corvane, "uses", cells), "current", "0.4"),
        ]
    )
    return graph


def make_hostile() -> Graph:
    """Return a graph in which each of `HOSTILE` is a label and a quote."""
    story = Story("hostile.txt", {})
    graph = Graph.create()
    graph.add([*story.describe(), *story.thing("company/hub", "Hub")])
    for number, text in enumerate(HOSTILE):
        key = f"company/n{number}"
        graph.add(story.thing(key, text))
        graph.add(story.claim((key, "suppliesTo", "company/hub"), quote=text, at=10 * number))
    return graph


@pytest.fixture
def graph() -> Graph:
    """Return the graph of `make_graph`."""
    return make_graph()


@pytest.fixture
def hostile() -> Graph:
    """Return the graph of `make_hostile`."""
    return make_hostile()


@pytest.fixture
def texts() -> tuple[str, ...]:
    """Return the texts of the hostile graph, by the number in the key of what they name."""
    return HOSTILE
