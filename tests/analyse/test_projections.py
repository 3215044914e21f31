"""The projections to networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit import ontology
from graphkit.analyse import dependence_graph, read_network, supply_graph
from graphkit.analyse.network_names import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.analyse.projections import Projection
    from graphkit.graph import Graph

    Make = Callable[..., Graph]

SUPPLY = [
    ("company/a suppliesTo company/b", "company/a", "company/b"),
    ("company/a manufacturesFor company/b", "company/a", "company/b"),
    ("company/a licensesTo company/b", "company/a", "company/b"),
    ("company/a manufactures product/g", "company/a", "product/g"),
    ("facility/f assembles product/g", "facility/f", "product/g"),
    ("country/CL supplies material/m", "country/CL", "material/m"),
    ("company/a designs product/g", "company/a", "product/g"),
    ("company/a uses product/g", "product/g", "company/a"),
    ("material/m componentOf product/g", "material/m", "product/g"),
    ("company/a dependsOn company/b", "company/b", "company/a"),
    ("product/g producedIn facility/f", "facility/f", "product/g"),
]
DEPENDENCE = [
    ("company/a basedIn country/NO", "country/NO", "company/a"),
    ("facility/f locatedIn place/p", "place/p", "facility/f"),
    ("product/g producedIn country/NO", "country/NO", "product/g"),
    ("company/a operatesIn country/NO", "country/NO", "company/a"),
    ("company/a operates facility/f", "facility/f", "company/a"),
    ("company/a subsidiaryOf company/b", "company/a", "company/b"),
    ("event/e affects facility/f", "event/e", "facility/f"),
    ("government/n restricts product/g", "government/n", "product/g"),
]
NEITHER = [
    "company/a partnersWith company/b",
    "company/a competesWith company/b",
    "company/a investsIn company/b",
    "company/a acquires company/b",
    "company/a exportsTo country/NO",
]


def arrows(graph: Projection) -> list[tuple[str, str]]:
    return [(key_of(start), key_of(end)) for start, end in graph.edges]


def test_every_relation_is_in_the_tables() -> None:
    told = [claim for claim, _, _ in (*SUPPLY, *DEPENDENCE)] + NEITHER
    assert {claim.split()[1] for claim in told} == set(ontology.load().relations)


@pytest.mark.parametrize(("claim", "start", "end"), SUPPLY)
def test_supply_flows_to_what_needs_it(make: Make, claim: str, start: str, end: str) -> None:
    network = read_network(make([claim]))
    assert arrows(supply_graph(network)) == [(start, end)]
    assert (start, end) in arrows(dependence_graph(network))


@pytest.mark.parametrize(("claim", "start", "end"), DEPENDENCE)
def test_dependence_is_no_supply(make: Make, claim: str, start: str, end: str) -> None:
    network = read_network(make([claim]))
    assert arrows(supply_graph(network)) == []
    assert arrows(dependence_graph(network)) == [(start, end)]


@pytest.mark.parametrize("claim", NEITHER)
def test_what_says_nothing_of_need_is_in_no_projection(make: Make, claim: str) -> None:
    network = read_network(make([claim]))
    assert arrows(dependence_graph(network)) == []


def test_a_company_stands_behind_the_goods_of_its_site(make: Make) -> None:
    graph = make(["company/a operates facility/f", "facility/f manufactures product/g"])
    found = arrows(supply_graph(read_network(graph)))
    assert found == [("company/a", "facility/f"), ("facility/f", "product/g")]


def test_what_a_site_takes_in_its_company_takes_in(make: Make) -> None:
    graph = make(["company/a operates facility/f", "facility/f uses material/m"])
    found = arrows(supply_graph(read_network(graph)))
    assert found == [("facility/f", "company/a"), ("material/m", "facility/f")]


def test_an_arrow_holds_all_relations_behind_it(make: Make) -> None:
    graph = make(
        [
            "company/a manufactures product/g",
            "company/a supplies product/g",
            "company/a suppliesTo company/b",
        ]
    )
    found = supply_graph(read_network(graph))
    start, end = (iri for iri in sorted(found) if iri.endswith(("company/a", "product/g")))
    assert [edge.predicate for edge in found.edges[start, end]["edges"]] == [
        "manufactures",
        "supplies",
    ]
    assert found.nodes[start]["node"].type == "Company"


def test_nothing_needs_itself(make: Make) -> None:
    assert arrows(supply_graph(read_network(make(["company/a suppliesTo company/a"])))) == []
