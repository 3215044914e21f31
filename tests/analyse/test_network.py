"""The relations that a selection of claims states."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from graphkit.analyse import (
    AmbiguousNameError,
    Selection,
    Statement,
    UnknownThingError,
    evidence,
    read_network,
    read_statements,
)
from graphkit.analyse.network import edges_of
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import entity_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyse.conftest import Told
    from graphkit.graph import Graph

    Make = Callable[..., Graph]

STATUSES = ("current", "planned", "negotiating", "past", "denied", "possible")
DAYS = (None, dt.date(2024, 1, 1), dt.date(2025, 6, 30), dt.date(2026, 5, 7))


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Return statements on a few things, each of its own claim."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        one, other = draw(st.permutations("abcd"))[:2]
        document = draw(st.sampled_from(("d1", "d2", "d3")))
        found.append(
            Statement(
                iri=f"claim/{number:02d}",
                subject=one,
                predicate=draw(st.sampled_from(("suppliesTo", "partnersWith"))),
                object=other,
                status=draw(st.sampled_from(STATUSES)),
                confidence=draw(st.sampled_from((0.2, 0.5, 0.9))),
                document=document,
                date=draw(st.sampled_from(DAYS)),
                source=None,
                when_from=None,
                when_until=None,
                independent=draw(st.sampled_from((document, "d1"))),
            )
        )
    return found


def keys(found: list[Statement], selection: Selection) -> set[tuple[str, str, str]]:
    return {edge.key for edge in edges_of(found, selection)}


@given(statements(), st.data())
def test_the_order_of_claims_is_irrelevant(found: list[Statement], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(found))
    for chosen in (Selection(), Selection(statuses=STATUSES, min_sources=2)):
        assert edges_of(found, chosen) == edges_of(shuffled, chosen)


@given(statements())
def test_a_narrower_selection_gives_a_subset(found: list[Statement]) -> None:
    wide = Selection(statuses=STATUSES)
    days = [day for day in DAYS if day is not None]
    for narrow in (
        Selection(),
        replace(wide, min_confidence=0.5),
        replace(wide, min_sources=2),
        *(replace(wide, as_of=day) for day in days),
    ):
        assert keys(found, narrow) <= keys(found, wide)
    early, late = (keys(found, replace(wide, as_of=day)) for day in (days[0], days[-1]))
    assert early <= late


@given(statements())
def test_each_claim_that_counts_is_told_once(found: list[Statement]) -> None:
    edges = edges_of(found, Selection(statuses=("current", "planned")))
    told = [each.iri for edge in edges for each in (*edge.statements, *edge.others)]
    assert len(told) == len(set(told))
    kept = [each.iri for each in found if each.status in {"current", "planned"}]
    assert sorted(each.iri for edge in edges for each in edge.statements) == sorted(kept)


def test_claims_of_one_relation_are_one_edge(make: Make, told: type[Told]) -> None:
    relation = "company/a suppliesTo company/b"
    graph = make(
        [
            told(relation, confidence="0.7"),
            told(relation, confidence="0.9", document="b.txt"),
            told(relation, "denied", document="c.txt"),
            told("company/b suppliesTo company/a", "past"),
        ]
    )
    (edge,) = read_network(graph).edges
    assert (len(edge.statements), edge.sources, edge.confidence) == (2, 2, 0.9)
    assert edge.statuses == ("current",)
    assert edge.disputed
    assert [each.status for each in edge.others] == ["denied"]


def test_a_symmetric_relation_is_one_edge_whatever_its_order(make: Make, told: type[Told]) -> None:
    graph = make(
        [
            told("company/b partnersWith company/a"),
            told("company/a partnersWith company/b", "denied", document="b.txt"),
        ]
    )
    (edge,) = read_network(graph).edges
    assert edge.subject.endswith("company/a")
    assert edge.disputed


def test_copies_of_one_text_are_one_source(
    make: Make, told: type[Told], copied: Callable[[str, str], Quad]
) -> None:
    relation = "company/a suppliesTo company/b"
    claims = [told(relation, document=name) for name in ("a.txt", "b.txt")]
    twice = Selection(min_sources=2)
    assert len(read_network(make(claims), twice).edges) == 1
    network = read_network(make(claims, copied("b.txt", "a.txt")), twice)
    assert network.edges == ()


def test_claims_without_a_date_are_left_out_and_counted(make: Make, told: type[Told]) -> None:
    graph = make(
        [
            told("company/a suppliesTo company/b", day=None),
            told("company/b suppliesTo company/c", document="b.txt", day="2025-01-01"),
            told("company/c suppliesTo company/d", document="c.txt", day="2026-01-01"),
        ]
    )
    assert read_network(graph).left_out == 0
    network = read_network(graph, Selection(as_of=dt.date(2025, 1, 1)))
    assert [edge.subject[-1] for edge in network.edges] == ["b"]
    assert network.left_out == 1


def test_things_are_found_by_label_other_name_key_and_iri(make: Make) -> None:
    other = Quad(entity_iri("company/sk-hynix"), v.ALT_LABEL, Literal("Hynix"))
    network = read_network(make(["company/sk-hynix suppliesTo company/b"], other))
    iri = entity_iri("company/sk-hynix").value
    for name in ("SK  hynix", "HYNIX", "company/sk-hynix", "Company/SK-Hynix", iri):
        assert [node.iri for node in network.find(name)] == [iri]
    assert network.get("hynix").label == "Sk Hynix"


def test_what_nothing_is_called_is_refused_with_near_names(make: Make) -> None:
    network = read_network(make(["company/norvik suppliesTo company/corvane"]))
    with pytest.raises(UnknownThingError, match="'Norvic'; there are 'Norvik'"):
        network.find("Norvic")
    with pytest.raises(UnknownThingError, match="the query `entities` lists all"):
        network.find("漢字")


def test_a_name_of_several_things_is_refused_where_one_is_meant(make: Make) -> None:
    network = read_network(make(["company/apple supplies product/apple"]))
    assert len(network.find("apple")) == 2
    with pytest.raises(AmbiguousNameError, match=r"company/apple .*product/apple"):
        network.get("apple")


def test_seats_come_from_registers_and_need_no_text(
    make: Make, registered: Callable[[str, str], Quad]
) -> None:
    claims = ["company/a suppliesTo company/b", "company/b basedIn country/NO"]
    graph = make(claims, registered("company/a", "NL"), registered("company/b", "NO"))
    seats = read_network(graph).seats
    told = {iri[-1]: (node.iri[-10:], node.label) for iri, node in seats.items()}
    assert told == {"a": ("country/NL", "Netherlands"), "b": ("country/NO", "No")}


def test_a_claim_without_a_part_is_refused_by_name(make: Make, told: type[Told]) -> None:
    graph = make([])
    claim = told("company/a suppliesTo company/b")
    graph.add(quad for quad in claim.quads() if quad.predicate != v.STATUS)
    with pytest.raises(StoreError, match="ns#status"):
        read_network(graph)


def test_a_date_that_is_none_is_refused(make: Make, told: type[Told]) -> None:
    with pytest.raises(StoreError, match="2026-13-01"):
        read_statements(make([told("company/a suppliesTo company/b", day="2026-13-01")]))


def test_evidence_reads_what_the_graph_itself_reads(make: Make, told: type[Told]) -> None:
    graph = make(
        [
            told("company/a suppliesTo company/b", amounts=(("12", "money", "USD"),)),
            told("company/b suppliesTo company/c", document="b.txt"),
        ]
    )
    claims = {claim.iri: claim for claim in graph.claims()}
    assert evidence(graph, claims) == claims
    one = min(claims)
    assert evidence(graph, [one, "https://example.org/no-claim"]) == {one: claims[one]}
