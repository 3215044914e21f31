"""Differences between graphs: in words by relations, and as patches that other readers apply."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from graphkit.errors import StoreError
from graphkit.graph import Graph, encode, to_bytes
from graphkit.graph import vocabulary as v
from graphkit.graph.diff import claim_changes, claim_changes_at, quad_changes, quad_changes_at
from graphkit.graph.patch import Patch, patch_bytes
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
    from collections.abc import Iterable

    from graphkit.graph.diff import Change

MARCH, MAY = dt.date(2026, 3, 1), dt.date(2026, 5, 7)


def draft(
    name: str,
    status: str,
    confidence: float = 0.9,
    *,
    date: dt.date | None = None,
    to: str = "Aldane",
) -> ResolvedDocument:
    """Return a document that states one relation, with what patches and SPARQL must escape."""
    text = f'Norvik will "supply" {to} \\ with nickel.'
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in ("Norvik", to)]
    one, other = (Mention(span, "Company", 0, 1.0) for span in spans)
    evidence = Evidence(name, Span(0, len(text)), "fixed 1")
    claim = Claim(one, "suppliesTo", other, status, confidence, evidence)
    document = Document(name, text, (Span(0, len(text)),), date=date)
    extraction = Extraction(document, (one, other), (), (claim,))
    entities = [
        Entity(f"company/{word.lower()}", "Company", word, (word,), (mention,))
        for word, mention in (("Norvik", one), (to, other))
    ]
    return ResolvedDocument(extraction, tuple(entities))


def graph_of(*drafts: ResolvedDocument) -> Graph:
    graph = Graph.create()
    for each in drafts:
        graph.add(encode(each))
    return graph


def told(changes: Iterable[Change]) -> list[tuple[str, str, str, str]]:
    return [(c.kind, c.subject, c.object, c.words()) for c in changes]


def test_a_relation_is_new_or_gone() -> None:
    old, new = graph_of(draft("a", "planned")), graph_of(draft("a", "current", to="Corvane"))
    assert told(claim_changes(old, new)) == [
        ("new", "Norvik", "Corvane", "current 0.90"),
        ("gone", "Norvik", "Aldane", "planned 0.90"),
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (draft("a", "current"), [("changed status", "planned 0.90 → current 0.90")]),
        (draft("a", "planned", 0.9004), []),
        (draft("a", "planned", 0.95), [("more sure", "planned 0.90 → planned 0.95")]),
        (draft("a", "planned", 0.5), [("less sure", "planned 0.90 → planned 0.50")]),
        (draft("a", "planned"), []),
        (draft("moved", "planned"), []),
    ],
)
def test_a_relation_has_changed(after: ResolvedDocument, expected: list[tuple[str, str]]) -> None:
    found = told(claim_changes(graph_of(draft("a", "planned")), graph_of(after)))
    assert [(kind, words) for kind, _, _, words in found] == expected


def test_the_latest_document_tells_the_status() -> None:
    drafts = (
        draft("a", "planned", date=MARCH),
        draft("b", "current", date=MAY),
        draft("c", "denied"),
    )
    (change,) = claim_changes(Graph.create(), graph_of(*drafts))
    assert change.after is not None
    assert (change.after.statuses, change.after.claims, change.after.sources) == (
        ("current",),
        3,
        3,
    )


def test_two_days_of_one_graph_are_compared() -> None:
    graph = graph_of(draft("a", "planned", date=MARCH), draft("b", "current", date=MAY))
    day = dt.timedelta(days=1)
    assert [c.kind for c in claim_changes_at(graph, MARCH, MAY)] == ["changed status"]
    assert [c.kind for c in claim_changes_at(graph, MARCH - day, MARCH)] == ["new"]
    assert [c.kind for c in claim_changes_at(graph, MARCH, MARCH - day)] == ["gone"]
    assert claim_changes_at(graph, MARCH, MAY - day) == ()


def test_a_document_without_a_date_stands_on_both_days() -> None:
    graph = graph_of(draft("a", "planned"))
    assert claim_changes_at(graph, MARCH, MAY) == ()
    assert not quad_changes_at(graph, MARCH, MAY)


def applied(graph: Graph, patch: bytes) -> set[Quad]:
    """Return what rdflib makes of *graph* by the patch."""
    dataset = rdflib.Dataset()
    dataset.parse(data=to_bytes(graph, "nquads").decode(), format="nquads")
    dataset.parse(data=patch.decode(), format="patch")
    return set(parse(dataset.serialize(format="nquads"), RdfFormat.N_QUADS))


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # within rdflib
def test_a_patch_applied_by_another_reader_gives_the_other_graph() -> None:
    old = graph_of(draft("a", "planned"), draft("b", "current", date=MARCH))
    new = graph_of(draft("a", "current", 0.5), draft("c", "past", date=MAY, to="Corvane"))
    for one, other in ((old, new), (new, old), (old, Graph.create()), (Graph.create(), new)):
        assert applied(one, patch_bytes(quad_changes(one, other))) == set(other)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # within rdflib
def test_a_patch_between_two_days_gives_the_state_of_the_second() -> None:
    early, late = draft("a", "planned", date=MARCH), draft("b", "current", date=MAY)
    patch = patch_bytes(quad_changes_at(graph_of(early, late), MARCH, MAY))
    assert applied(graph_of(early), patch) == set(graph_of(early, late))


def test_equal_graphs_have_an_empty_patch() -> None:
    graph = graph_of(draft("a", "planned"))
    assert patch_bytes(quad_changes(graph, graph)) == b"TX .\nTC .\n"


def test_blank_nodes_and_documents_in_one_graph_are_refused() -> None:
    node = BlankNode("x")
    with pytest.raises(StoreError, match="blank"):
        patch_bytes(Patch(added=frozenset([Quad(node, v.LABEL, node)])))
    plain = Graph.create()
    plain.add(
        Quad(q.subject, q.predicate, q.object) for q in graph_of(draft("a", "past", date=MAY))
    )
    with pytest.raises(StoreError, match="TriG"):
        quad_changes_at(plain, MARCH, MAY)
