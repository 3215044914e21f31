"""Graphs of claims that are written down in a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.graph import Graph
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF
from graphkit.graph.iris import DEFAULT_BASE, claim_iri, document_iri, entity_iri, span_iri
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Make = Callable[..., Graph]
    _Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim: ``company/a suppliesTo company/b``, and what is told of it.

    ``amounts`` are value, kind and unit (of money the currency); ``day`` None is a document
    without a date.
    """

    relation: str
    status: str = "current"
    confidence: str = "0.9"
    document: str = "a.txt"
    day: str | None = "2026-05-07"
    source: str | None = "Example Wire"
    amounts: tuple[tuple[str, str, str], ...] = ()
    number: int = 0

    @property
    def parts(self) -> tuple[NamedNode, NamedNode, NamedNode]:
        """Subject, relation and object."""
        subject, relation, object_ = self.relation.split()
        predicate = NamedNode(ontology.load().relation(relation).iri)
        return entity_iri(subject), predicate, entity_iri(object_)

    @property
    def iri(self) -> NamedNode:
        """The claim's IRI."""
        subject, predicate, object_ = (part.value for part in self.parts)
        start = 100 * self.number
        return claim_iri(self.document, Span(start, start + 9), (subject, predicate, object_))

    def quads(self) -> Iterator[Quad]:
        """Yield all that a graph holds of it."""
        home = document_iri(self.document)
        said = span_iri(home, Span(100 * self.number, 100 * self.number + 9))
        subject, predicate, object_ = self.parts
        told: list[_Triple] = [
            (home, v.RDF_TYPE, v.DOCUMENT),
            (home, v.IDENTIFIER, Literal(self.document)),
            (said, v.START, Literal(100 * self.number)),
            (said, v.END, Literal(100 * self.number + 9)),
            (self.iri, v.RDF_TYPE, v.CLAIM),
            (self.iri, v.RDF_SUBJECT, subject),
            (self.iri, v.RDF_PREDICATE, predicate),
            (self.iri, v.RDF_OBJECT, object_),
            (self.iri, v.STATUS, NamedNode(ontology.load().status(self.status).iri)),
            (self.iri, v.CONFIDENCE, Literal(self.confidence, datatype=v.XSD_DECIMAL)),
            (self.iri, v.QUOTE, Literal("It is so.")),
            (self.iri, v.DERIVED_FROM, home),
            (self.iri, v.IN_SENTENCE, said),
            (self.iri, v.SUBJECT_MENTION, said),
            (self.iri, v.OBJECT_MENTION, said),
        ]
        if self.day is not None:
            told.append((home, v.ISSUED, Literal(self.day, datatype=v.XSD_DATE)))
        if self.source is not None:
            told.append((home, v.PUBLISHER, Literal(self.source)))
        for end in (subject, object_):
            key = end.value.removeprefix(DEFAULT_BASE)
            kind, _, name = key.partition("/")
            told.append((end, v.RDF_TYPE, NamedNode(v.PREFIXES["gk"] + kind.capitalize())))
            told.append((end, v.LABEL, Literal(name.replace("-", " ").title())))
            if kind == "country":
                told.append((end, v.ISO_CODE, Literal(name)))
        for place, (value, kind, unit) in enumerate(self.amounts):
            amount = NamedNode(f"{self.iri.value}/amount/{place}-{place + 1}")
            told += [
                (self.iri, v.AMOUNT, amount),
                (amount, v.AMOUNT_TEXT, Literal(f"{value} {unit}")),
                (amount, v.QUANTITY_KIND, Literal(kind)),
                (amount, v.VALUE, Literal(value, datatype=v.XSD_DECIMAL)),
                (amount, v.CURRENCY if kind == "money" else v.UNIT, Literal(unit)),
            ]
        yield from (Quad(*each, home) for each in told)


def build(claims: Iterable[str | Told], *more: Quad) -> Graph:
    """Return a graph of *claims*; those that are only a relation have the usual particulars."""
    graph = Graph.create()
    for claim in claims:
        graph.add((Told(claim) if isinstance(claim, str) else claim).quads())
    graph.add(more)
    return graph


@pytest.fixture
def make() -> Make:
    """Return `build`."""
    return build


@pytest.fixture
def told() -> type[Told]:
    """Return `Told`."""
    return Told


@pytest.fixture
def copied() -> Callable[[str, str], Quad]:
    """Return a function that makes the mark of a document that copies another."""

    def mark(copy: str, first: str) -> Quad:
        graph = NamedNode(f"{DEFAULT_BASE}copies")
        return Quad(document_iri(copy), COPY_OF, document_iri(first), graph)

    return mark


@pytest.fixture
def registered() -> Callable[[str, str], Quad]:
    """Return a function that says in which country a register has the seat of a thing."""

    def seat(key: str, code: str) -> Quad:
        return Quad(entity_iri(key), v.REGISTERED_IN, Literal(code), document_iri("a.txt"))

    return seat


@pytest.fixture
def iri() -> Callable[[str], str]:
    """Return a function from keys to IRIs."""
    return lambda key: entity_iri(key).value
