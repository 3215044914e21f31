"""Who stands how many steps upstream and downstream."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.analyse import Selection, UnknownThingError, read_network, supply_graph, tiers
from graphkit.analyse.network_names import key_of
from graphkit.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyse.conftest import Told
    from graphkit.analyse import Standing
    from graphkit.graph import Graph

    Make = Callable[..., Graph]

CHIPS = [
    "company/asml suppliesTo company/tsmc",
    "company/tsmc manufactures product/gpu",
    "company/hynix manufactures product/hbm",
    "product/hbm componentOf product/gpu",
    "company/nvidia uses product/gpu",
    "company/nvidia suppliesTo company/meta",
    "company/meta partnersWith company/zuse",
]
"""ASML -> TSMC -> GPU -> Nvidia -> Meta, and Hynix -> HBM -> GPU."""

KEYS = ("company/a", "company/b", "company/c", "product/g", "product/h", "facility/f")
RELATIONS = ("suppliesTo", "manufactures", "uses", "componentOf", "dependsOn", "operates")


def told(side: tuple[Standing, ...]) -> list[tuple[str, int, int]]:
    return [(each.node.label, each.steps, each.tier) for each in side]


def test_steps_count_all_and_tiers_count_companies(make: Make) -> None:
    found = tiers(read_network(make(CHIPS)), "Nvidia")
    assert told(found.upstream) == [
        ("Gpu", 1, 0),
        ("Hbm", 2, 0),
        ("Tsmc", 2, 1),
        ("Hynix", 3, 1),
        ("Asml", 3, 2),
    ]
    assert told(found.downstream) == [("Meta", 1, 1)]


def test_a_path_leads_the_way_of_the_goods_and_names_its_relations(make: Make) -> None:
    found = tiers(read_network(make(CHIPS)), "Nvidia", direction="upstream")
    hynix = next(each for each in found.upstream if each.node.label == "Hynix")
    ends = [(step.start.label, step.end.label) for step in hynix.path]
    assert ends == [("Hynix", "Hbm"), ("Hbm", "Gpu"), ("Gpu", "Nvidia")]
    assert hynix.relations == (("manufactures",), ("componentOf",), ("uses",))
    assert len(hynix.claims) == 3
    assert found.downstream == ()


def test_the_way_with_the_fewest_companies_may_be_longer(make: Make) -> None:
    graph = make(
        [
            "company/x suppliesTo company/a",
            "company/a suppliesTo company/focus",
            "company/x manufactures product/g",
            "product/g componentOf product/h",
            "company/focus uses product/h",
        ]
    )
    found = tiers(read_network(graph), "focus")
    x = next(each for each in found.upstream if each.node.label == "X")
    assert (x.steps, x.tier) == (2, 1)
    assert [step.end.label for step in x.tier_path] == ["G", "H", "Focus"]


def test_depth_limits_the_steps(make: Make) -> None:
    found = tiers(read_network(make(CHIPS)), "Nvidia", depth=1)
    assert told(found.upstream) == [("Gpu", 1, 0)]


def test_what_supplies_itself_in_a_circle_stands_on_both_sides(make: Make) -> None:
    circle = ["company/a suppliesTo company/b", "company/b suppliesTo company/a"]
    found = tiers(read_network(make(circle)), "A")
    assert told(found.upstream) == told(found.downstream) == [("B", 1, 1)]
    assert [node.label for node in found.cyclic] == ["B"]


def test_what_has_no_relation_of_supply_stands_alone(make: Make) -> None:
    found = tiers(read_network(make(CHIPS)), "Zuse")
    assert (found.upstream, found.downstream, found.claims) == ((), (), ())


@pytest.mark.parametrize("depth", [0, -1])
def test_less_than_one_step_is_refused(make: Make, depth: int) -> None:
    with pytest.raises(OptionError, match="from 1 on"):
        tiers(read_network(make(CHIPS)), "Nvidia", depth=depth)


def test_another_direction_is_refused(make: Make) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'upstream'"):
        tiers(read_network(make(CHIPS)), "Nvidia", direction="upstrem")


def test_an_unknown_name_is_refused(make: Make) -> None:
    with pytest.raises(UnknownThingError, match="'Nvidia'"):
        tiers(read_network(make(CHIPS)), "Nvida")


def test_plans_count_only_when_asked_for(make: Make, told: type[Told]) -> None:
    graph = make([told("company/a suppliesTo company/b", "planned")])
    assert tiers(read_network(graph), "B").upstream == ()
    chosen = Selection(statuses=("planned",))
    assert len(tiers(read_network(graph, chosen), "B").upstream) == 1


def test_an_early_day_knows_a_part_of_the_paths(make: Make, told: type[Told]) -> None:
    days = ["2024-01-01", "2025-01-01", "2026-01-01"]
    claims = [
        told(claim, document=f"{number}.txt", day=days[number % 3])
        for number, claim in enumerate(CHIPS)
    ]
    graph = make(claims)
    seen: set[str] = set()
    for day in days:
        network = read_network(graph, Selection(as_of=dt.date.fromisoformat(day)))
        found = {each.node.iri for each in tiers(network, "Nvidia").upstream}
        assert seen <= found
        seen = found
    assert len(seen) == 5


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    claims=st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(RELATIONS), st.sampled_from(KEYS)),
        min_size=1,
        max_size=12,
    )
)
def test_every_step_of_a_path_has_a_claim_and_paths_are_shortest(
    make: Make, claims: list[tuple[str, str, str]]
) -> None:
    graph = make([" ".join(claim) for claim in claims])
    network = read_network(graph)
    supply = supply_graph(network)
    known = {(c.subject.iri, c.predicate, c.object.iri): c.iri for c in graph.claims()}
    for name in sorted({key_of(iri) for iri in supply}):
        found = tiers(network, name)
        for each in (*found.upstream, *found.downstream):
            ends = (each.path[0].start.iri, each.path[-1].end.iri)
            assert each.steps == len(each.path) == nx.shortest_path_length(supply, *ends)
            assert found.focus.iri in ends
            assert each.node.iri in ends
            assert each.tier <= each.steps
            for step in (*each.path, *each.tier_path):
                assert step.claims == tuple(sorted({known[edge.key] for edge in step.edges}))
                assert step.claims
