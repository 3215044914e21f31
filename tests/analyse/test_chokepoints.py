"""What a supply chain cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.analyse import UnknownThingError, chokepoints, read_network, supply_graph
from graphkit.analyse.chokepoints_joints import betweenness_of, joints_of
from graphkit.analyse.chokepoints_needs import Must, Need, grounded, needs_of
from graphkit.analyse.chokepoints_sources import sole_sources
from graphkit.analyse.network_names import key_of
from graphkit.graph import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

    from graphkit.analyse import Chokepoints
    from graphkit.graph import Graph

    Make = Callable[..., Graph]

CHIPS = [
    "company/asml manufactures product/scanner",
    "company/tsmc dependsOn product/scanner",
    "company/samsung dependsOn product/scanner",
    "company/tsmc manufactures product/gpu",
    "company/samsung manufactures product/gpu",
    "company/hynix manufactures product/hbm",
    "product/hbm componentOf product/gpu",
    "company/tsmc basedIn place/hsinchu",
    "place/hsinchu locatedIn country/TW",
    "company/samsung basedIn country/KR",
    "company/hynix basedIn country/KR",
]
"""GPUs have two makers, who both need ASML's scanner, and one maker of a part of them."""

KEYS = ("company/a", "company/b", "company/c", "product/g", "product/h", "material/m")
RELATIONS = ("suppliesTo", "manufactures", "uses", "componentOf", "dependsOn", "designs")


def needed(found: Chokepoints) -> dict[str, int]:
    return {key_of(point.node.iri): len(point.hanging) for point in found.points}


def test_what_all_makers_need_and_what_a_part_needs_is_a_chokepoint(make: Make) -> None:
    found = chokepoints(read_network(make(CHIPS)))
    assert [node.label for node in found.targets] == ["Gpu"]
    assert needed(found) == {
        "company/asml": 1,
        "product/scanner": 1,
        "product/hbm": 1,
        "company/hynix": 1,
        "country/KR": 1,
    }
    assert found.total == 5


def test_a_place_is_none_where_there_is_another(make: Make) -> None:
    points = needed(chokepoints(read_network(make(CHIPS))))
    assert not points.keys() & {"country/TW", "place/hsinchu", "company/tsmc", "company/samsung"}


def test_reasons_name_what_needs_it_and_how(make: Make) -> None:
    found = chokepoints(read_network(make(CHIPS)))
    reasons = {
        point.node.label: [(each.kind, each.node.label) for each in point.reasons]
        for point in found.points
    }
    assert reasons["Asml"] == [("only source", "Scanner")]
    assert reasons["Hbm"] == [("part", "Gpu")]
    assert reasons["Scanner"] == [
        ("said to be relied on", "Samsung"),
        ("said to be relied on", "Tsmc"),
    ]
    assert ("all of it is there", "Hynix") in reasons["Kr"]


def test_paths_lead_from_the_chokepoint_through_what_hangs_on_it(make: Make) -> None:
    found = chokepoints(read_network(make(CHIPS)), "gpu")
    for point in found.points:
        (hanging,) = point.hanging
        assert hanging.path[0].start == point.node
        assert hanging.path[-1].end.label == "Gpu"
        assert point.claims


def test_all_makers_in_one_country_make_it_a_chokepoint(
    make: Make, registered: Callable[[str, str], Quad]
) -> None:
    claims = ["company/a manufactures product/g", "company/b manufactures product/g"]
    claims += ["company/a basedIn country/NO", "company/z basedIn country/NO"]
    assert "country/NO" not in needed(chokepoints(read_network(make(claims))))
    network = read_network(make(claims, registered("company/b", "NO")))
    assert needed(chokepoints(network)) == {"country/NO": 1}


def test_a_country_that_only_a_register_tells_of_is_named(
    make: Make, registered: Callable[[str, str], Quad]
) -> None:
    graph = make(["company/a manufactures product/g"], registered("company/a", "NL"))
    found = chokepoints(read_network(graph))
    assert {point.node.label for point in found.points} == {"A", "Netherlands"}


def test_the_one_site_of_the_one_maker_is_a_chokepoint(make: Make) -> None:
    claims = ["company/a operates facility/f", "facility/f manufactures product/g"]
    claims += ["company/a suppliesTo company/b", "facility/f locatedIn country/NO"]
    found = needed(chokepoints(read_network(make(claims)), "B"))
    assert found == {"company/a": 1, "facility/f": 1, "country/NO": 1}
    claims += ["company/a operates facility/e", "facility/e manufactures product/g"]
    assert needed(chokepoints(read_network(make(claims)), "B")) == {"company/a": 1}


def test_goods_hang_on_the_country_of_all_their_production(make: Make) -> None:
    claims = ["material/m componentOf product/g", "material/m producedIn country/CL"]
    assert "country/CL" in needed(chokepoints(read_network(make(claims))))
    claims.append("material/m producedIn country/AU")
    assert "country/CL" not in needed(chokepoints(read_network(make(claims))))


def test_where_a_company_merely_operates_says_nothing(make: Make) -> None:
    claims = ["company/a manufactures product/g", "company/a operatesIn country/NO"]
    assert needed(chokepoints(read_network(make(claims)))) == {"company/a": 1}


def test_a_company_does_not_hang_on_its_own_home_but_on_that_of_its_supplier(make: Make) -> None:
    claims = ["company/a suppliesTo company/b", "company/b basedIn country/NO"]
    assert needed(chokepoints(read_network(make(claims)))) == {"company/a": 1}
    claims.append("company/a basedIn country/NO")
    found = needed(chokepoints(read_network(make(claims))))
    assert found == {"company/a": 1, "country/NO": 1}


def test_without_supply_there_is_nothing(make: Make) -> None:
    found = chokepoints(read_network(make(["company/a basedIn country/NO"])))
    assert (found.targets, found.points, found.total) == ((), (), 0)


def test_an_unknown_name_is_refused(make: Make) -> None:
    with pytest.raises(UnknownThingError, match="'Gpu'"):
        chokepoints(read_network(make(CHIPS)), "Gpus")


def test_the_only_maker_is_a_sole_source_and_an_operator_stands_for_its_site(make: Make) -> None:
    claims = [
        "company/a operates facility/f",
        "facility/f manufactures product/g",
        "company/a manufactures product/g",
        "company/b supplies product/h",
        "company/b manufactures product/i",
        "company/c assembles product/i",
    ]
    found = sole_sources(read_network(make(claims)))
    told = [(each.source.label, each.good.label, each.buyer, each.makes) for each in found]
    assert told == [("A", "G", None, True), ("B", "H", None, False)]
    assert len(found[0].claims) == 3


def test_a_buyer_with_one_supplier_of_a_good_that_others_make_too(make: Make) -> None:
    claims = [
        "company/a manufactures product/g",
        "company/b manufactures product/g",
        "company/x uses product/g",
        "company/a suppliesTo company/x",
        "company/c suppliesTo company/x",
    ]
    (sole,) = sole_sources(read_network(make(claims)))
    assert (sole.source.label, sole.good.label) == ("A", "G")
    assert sole.buyer is not None
    assert sole.buyer.label == "X"
    claims.append("company/b suppliesTo company/x")
    assert sole_sources(read_network(make(claims))) == ()


def arrows() -> st.SearchStrategy[list[tuple[str, str]]]:
    ends = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))
    return st.lists(ends.filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=14)


def alternatives(graph: nx.DiGraph[str]) -> dict[str, tuple[Need, ...]]:
    """Return needs of one kind only: all that arrows come from are alternatives."""
    return {
        iri: (Need("any", tuple(sorted(graph.predecessors(iri)))),) if graph.in_degree(iri) else ()
        for iri in sorted(graph)
    }


@given(arrows())
def test_with_one_kind_of_need_they_are_the_dominators(found: list[tuple[str, str]]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph(found)
    sources = [iri for iri in graph if not graph.in_degree(iri)]
    reached = set(sources).union(*(nx.descendants(graph, iri) for iri in sources))
    graph = nx.DiGraph(graph.subgraph(reached))
    must = Must(alternatives(graph), dict.fromkeys(graph, frozenset()))
    graph.add_edges_from(("", iri) for iri in sources)
    above = nx.immediate_dominators(graph, "") if sources else {}
    for iri in reached:
        chain, here = {iri}, above[iri]
        while here:
            chain.add(here)
            here = above[here]
        assert set(must.of(iri)) == chain
        for other in chain - {iri}:
            cut = nx.restricted_view(graph, [other], [])
            assert not nx.has_path(cut, "", iri)


def available(needs: dict[str, tuple[Need, ...]], without: str) -> set[str]:
    """Return what is left without one thing, by trying until nothing more can be had."""
    left: set[str] = set()
    while True:
        more = {
            iri
            for iri, groups in needs.items()
            if iri != without and all(left.intersection(need.among) for need in groups)
        }
        if more == left:
            return left
        left = more


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    claims=st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(RELATIONS), st.sampled_from(KEYS)),
        min_size=1,
        max_size=14,
    )
)
def test_taking_a_chokepoint_away_loses_what_hangs_on_it_and_nothing_else(
    make: Make, claims: list[tuple[str, str, str]]
) -> None:
    supply = supply_graph(read_network(make([" ".join(claim) for claim in claims])))
    needs = needs_of(supply)
    must, met = Must(needs, dict.fromkeys(supply, frozenset())), grounded(needs)
    assert available(met, "") == set(supply)
    for other in supply:
        lost = set(supply) - available(met, other)
        assert lost == {iri for iri in supply if (iri, other) in must}


@given(arrows())
def test_joints_cut_off_what_they_say(found: list[tuple[str, str]]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph(found)
    for iri in graph:
        graph.nodes[iri]["node"] = Node(iri, iri, "Company")
    undirected = graph.to_undirected()
    joints = joints_of(graph)
    assert {joint.node.iri for joint in joints} == set(nx.articulation_points(undirected))
    for joint in joints:
        here = joint.node.iri
        part = undirected.subgraph(nx.node_connected_component(undirected, here) - {here})
        pieces = sorted(map(len, nx.connected_components(part)))
        assert len(joint.apart) == sum(pieces[:-1])
        assert joint.apart == tuple(sorted(joint.apart))


def test_betweenness_is_exact_where_there_is_little_and_steady_where_there_is_much() -> None:
    path: nx.DiGraph[str] = nx.DiGraph([("a", "b"), ("b", "c")])
    small = betweenness_of(path)
    assert (small.sampled, small.shares["b"]) == (None, 0.5)
    ring = nx.relabel_nodes(nx.cycle_graph(1200, nx.DiGraph()), str)
    large = betweenness_of(ring)
    assert large.sampled is not None
    assert large == betweenness_of(ring)


def test_the_order_of_claims_is_irrelevant(make: Make) -> None:
    there, back = (chokepoints(read_network(make(CHIPS[::step]))) for step in (1, -1))
    assert there == back
