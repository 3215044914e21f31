"""A small graph of which all answers are known: who makes, needs and forbids batteries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.graph import Graph
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import DEFAULT_BASE, claim_iri, document_iri, entity_iri, span_iri
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a document and one relation that it states: ``company/a uses product/b``."""

    document: str
    relation: str
    quote: str
    status: str = "current"
    number: int = 0
    amount: tuple[str, str] | None = None

    def quads(self, documents: dict[str, dict[str, str]]) -> Iterator[Quad]:
        """Yield all that a graph holds of it."""
        home = document_iri(self.document)
        start = 1000 * self.number
        span = Span(start, start + len(self.quote))
        said = span_iri(home, span)
        subject, relation, object_ = self.relation.split()
        predicate = NamedNode(ontology.load().relation(relation).iri)
        ends = entity_iri(subject), entity_iri(object_)
        claim = claim_iri(self.document, span, (ends[0].value, predicate.value, ends[1].value))
        told: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
            (home, v.RDF_TYPE, v.DOCUMENT),
            (home, v.IDENTIFIER, Literal(self.document)),
            (home, v.EXTRACTOR, Literal("by hand 1")),
            (said, v.START, Literal(span.start)),
            (said, v.END, Literal(span.end)),
            (claim, v.RDF_TYPE, v.CLAIM),
            (claim, v.RDF_SUBJECT, ends[0]),
            (claim, v.RDF_PREDICATE, predicate),
            (claim, v.RDF_OBJECT, ends[1]),
            (claim, v.STATUS, NamedNode(ontology.load().status(self.status).iri)),
            (claim, v.CONFIDENCE, Literal("0.9", datatype=v.XSD_DECIMAL)),
            (claim, v.QUOTE, Literal(self.quote)),
            (claim, v.DERIVED_FROM, home),
            (claim, v.IN_SENTENCE, said),
            (claim, v.SUBJECT_MENTION, said),
            (claim, v.OBJECT_MENTION, said),
        ]
        terms = {"date": v.ISSUED, "title": v.TITLE, "publisher": v.PUBLISHER, "url": v.SOURCE}
        for name, text in documents.get(self.document, {}).items():
            kind = v.XSD_DATE if name == "date" else v.term("xsd:string")
            told.append((home, terms[name], Literal(text, datatype=kind)))
        if self.amount is not None:
            amount = NamedNode(f"{claim.value}/amount/0-1")
            told += [
                (claim, v.AMOUNT, amount),
                (amount, v.AMOUNT_TEXT, Literal(self.amount[0])),
                (amount, v.QUANTITY_KIND, Literal("mass")),
                (amount, v.VALUE, Literal(self.amount[1], datatype=v.XSD_DECIMAL)),
                (amount, v.UNIT, Literal("tonne")),
            ]
        yield from (Quad(*each, home) for each in told)


def named(key: str, label: str, graph: NamedNode) -> Iterator[Quad]:
    """Yield the type and the label of a thing."""
    kind = key.partition("/")[0].capitalize()
    yield Quad(entity_iri(key), v.RDF_TYPE, NamedNode(v.PREFIXES["gk"] + kind), graph)
    yield Quad(entity_iri(key), v.LABEL, Literal(label), graph)


def build(
    said: Iterable[Said], documents: dict[str, dict[str, str]], labels: dict[str, str]
) -> Graph:
    """Return a graph of sentences; things without a label are called after their key."""
    graph, keys = Graph.create(), set()
    for each in said:
        graph.add(each.quads(documents))
        subject, _, object_ = each.relation.split()
        keys |= {subject, object_}
    home = NamedNode(f"{DEFAULT_BASE}names")
    for key in sorted(keys):
        plain = key.partition("/")[2].replace("-", " ").title()
        graph.add(named(key, labels.get(key, plain), home))
        if key.startswith("country/"):
            graph.add([Quad(entity_iri(key), v.ISO_CODE, Literal(key[8:]), home)])
    return graph


DOCUMENTS = {
    "one": {
        "date": "2026-01-10",
        "title": "Who feeds Kestrel",
        "publisher": "Example Wire",
        "url": "https://example.org/one",
    },
    "two": {"date": "2026-02-20", "title": "Nickel in short supply", "publisher": "Metals Day"},
    "copy": {"date": "2026-02-21", "title": "Nickel in short supply", "publisher": "Copy Post"},
    "three": {"date": "2026-03-30", "title": "Kestrel looks north", "publisher": "Example Wire"},
}
LABELS = {
    "company/kestrel": "Kestrel Cells",
    "company/norvik": "Norvik AB",
    "company/corvane": "Corvane",
    "company/aldane": "Aldane Motors",
    "country/SE": "Sweden",
    "country/DE": "Germany",
    "material/nickel": "nickel",
    "product/cells": "battery cells",
    "event/ban": "export ban",
    "facility/plant": "Umea plant",
}
FEEDS = "Norvik AB supplies nickel to Kestrel Cells."
SAID = (
    Said(
        "one", "company/norvik suppliesTo company/kestrel", FEEDS, amount=("9,000 tonnes", "9000")
    ),
    Said("one", "company/norvik supplies material/nickel", FEEDS),
    Said("one", "company/kestrel manufactures product/cells", "Kestrel makes cells.", number=1),
    Said("one", "material/nickel componentOf product/cells", "Cells hold nickel.", number=2),
    Said("one", "company/norvik basedIn country/SE", "Norvik AB of Sweden grows.", number=3),
    Said("one", "company/kestrel operates facility/plant", "Kestrel runs a plant.", number=4),
    Said("one", "facility/plant locatedIn country/SE", "The plant is in Sweden.", number=5),
    Said("two", "company/norvik suppliesTo company/kestrel", "Norvik feeds Kestrel."),
    Said("two", "event/ban affects company/kestrel", "A ban hits Kestrel.", number=1),
    Said("copy", "company/norvik suppliesTo company/kestrel", "Norvik feeds Kestrel."),
    Said("three", "company/kestrel suppliesTo company/aldane", "Kestrel sells to Aldane."),
    Said("three", "company/corvane acquires company/kestrel", "Corvane may buy.", "planned", 1),
    Said("two", "company/corvane acquires company/kestrel", "Corvane denies it.", "denied", 2),
    Said("three", "product/cells producedIn country/SE", "Cells come from Sweden.", number=3),
    Said("three", "company/aldane uses product/cells", "Aldane uses cells.", number=4),
)
