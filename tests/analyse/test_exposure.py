"""Ways by which one thing depends on another."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.conftest import Told, build
from graphkit.analyse import (
    AmbiguousNameError,
    Selection,
    UnknownThingError,
    dependence_graph,
    read_network,
)
from graphkit.analyse.exposure import exposure
from graphkit.analyse.exposure_search import ways_between
from graphkit.analyse.network_names import key_of
from graphkit.errors import OptionError
from graphkit.graph.iris import entity_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

    from graphkit.analyse.exposure import Exposure

FIRMS = [f"company/{letter}" for letter in "abcdef"]
PAIRS = st.tuples(st.sampled_from(FIRMS), st.sampled_from(FIRMS)).filter(lambda p: p[0] != p[1])
CHAINS = st.dictionaries(PAIRS, st.sampled_from(["0.5", "0.8", "0.9", "1.0"]), max_size=16)

ISLAND: list[str | Told] = [
    "facility/fab locatedIn place/port",
    "place/port locatedIn country/TW",
    "company/maker operates facility/fab",
    "company/maker suppliesTo company/buyer",
    Told("company/other basedIn country/TW", confidence="0.5"),
    Told("company/other suppliesTo company/buyer", confidence="0.5"),
]


def told_keys(found: Exposure) -> list[str]:
    """Return the ways as the last parts of keys: "TW port fab"."""
    return [
        " ".join(
            key_of(iri).rpartition("/")[2]
            for iri in (way.steps[0].start.iri, *(step.end.iri for step in way.steps))
        )
        for way in found.ways
    ]


def test_a_country_stands_for_what_is_there_and_the_shortest_way_comes_first() -> None:
    found = exposure(read_network(build(ISLAND)), "company/buyer", "country/TW")
    assert told_keys(found) == ["TW other buyer", "TW port fab maker buyer"]
    assert [round(way.strength, 4) for way in found.ways] == [0.25, round(0.9**4, 4)]
    assert (found.more, found.given_up, found.nearest) == (False, False, 2)


def test_of_equal_length_the_strongest_comes_first() -> None:
    claims: list[str | Told] = [
        Told("company/a suppliesTo company/m", confidence="0.6"),
        "company/m suppliesTo company/b",
        "company/a suppliesTo company/n",
        "company/n suppliesTo company/b",
    ]
    found = exposure(read_network(build(claims)), "company/b", "company/a")
    assert told_keys(found) == ["a n b", "a m b"]


@pytest.mark.parametrize(
    ("claim", "to"),
    [
        ("product/g producedIn country/KR", "country/KR"),
        ("material/m componentOf product/g", "material/m"),
        ("event/quake affects product/g", "event/quake"),
        ("facility/f manufactures product/g", "facility/f"),
        ("government/g restricts product/g", "government/g"),
    ],
)
def test_each_kind_of_thing_can_be_depended_on(claim: str, to: str) -> None:
    network = read_network(build([claim, "company/a uses product/g"]))
    assert [len(way.steps) for way in exposure(network, "company/a", to).ways] == [2]


def test_a_company_that_only_a_register_has_there_begins_a_way(
    registered: Callable[[str, str], Quad],
) -> None:
    claims = ["company/a suppliesTo company/b", "company/b suppliesTo company/c"]
    graph = build(claims, registered("company/a", "TW"), registered("company/c", "TW"))
    ways = exposure(read_network(graph), "company/c", "Taiwan").ways
    assert [(len(way.steps), way.seated is not None) for way in ways] == [(0, True), (2, True)]


def test_a_text_that_has_it_in_a_place_elsewhere_outweighs_the_register(
    registered: Callable[[str, str], Quad],
) -> None:
    claims = [
        "company/a suppliesTo company/b",
        "company/a basedIn place/austin",
        "place/austin locatedIn country/US",
    ]
    graph = build(claims, registered("company/a", "TW"))
    assert exposure(read_network(graph), "company/b", "country/US").ways
    assert not exposure(read_network(graph), "company/b", "Taiwan").ways


def test_the_register_outweighs_a_text_that_gives_another_country(
    registered: Callable[[str, str], Quad],
) -> None:
    claims = ["company/a suppliesTo company/b", "company/a basedIn country/US"]
    graph = build(claims, registered("company/a", "TW"))
    assert not exposure(read_network(graph), "company/b", "country/US").ways
    assert exposure(read_network(graph), "company/b", "Taiwan").ways


def test_sources_are_counted_once_for_copies(copied: Callable[[str, str], Quad]) -> None:
    claims = [
        Told("company/a suppliesTo company/b", document=name)
        for name in ("a.txt", "b.txt", "c.txt")
    ]
    network = read_network(build(claims, copied("b.txt", "a.txt")))
    assert exposure(network, "company/b", "company/a").ways[0].sources == 2


def test_what_is_only_business_there_is_told_to_be_weak() -> None:
    network = read_network(build(["company/a operatesIn country/TW"]))
    assert exposure(network, "company/a", "country/TW").ways[0].weak


def test_a_way_that_is_too_long_is_named_by_its_length() -> None:
    claims = [f"company/{one} suppliesTo company/{other}" for one, other in ("ab", "bc", "cd")]
    found = exposure(read_network(build(claims)), "company/d", "company/a", depth=2)
    assert (found.ways, found.nearest) == ((), 3)


def test_nothing_depends_against_the_flow_or_on_a_rival() -> None:
    claims = ["company/a suppliesTo company/b", "company/b competesWith company/c"]
    network = read_network(build(claims))
    for name, to in (("company/a", "company/b"), ("company/b", "company/c")):
        found = exposure(network, name, to)
        assert (found.ways, found.nearest, found.more) == ((), None, False)


def test_a_number_of_ways_is_kept_to_and_the_rest_is_told() -> None:
    claims = [f"company/a suppliesTo company/m{n}" for n in range(5)]
    claims += [f"company/m{n} suppliesTo company/b" for n in range(5)]
    found = exposure(read_network(build(claims)), "company/b", "company/a", most=3)
    assert (len(found.ways), found.more, found.given_up) == (3, True, False)


def test_hubs_do_not_explode() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    edge = read_network(build(["company/x suppliesTo company/y"])).edges
    layers = [["start"], *([f"{level}-{n}" for n in range(60)] for level in range(4)), ["end"]]
    for left, right in pairwise(layers):
        graph.add_edges_from(((a, b) for a in left for b in right), edges=edge)
    found = ways_between(graph, ["start"], "end", depth=6, most=20)  # of 13 million
    assert (len(found.ways), found.more, found.exhausted) == (20, True, False)


@pytest.mark.parametrize(
    ("name", "to", "depth", "most", "error"),
    [
        ("company/a", "company/a", 6, 20, OptionError),
        ("company/a", "company/b", 0, 20, OptionError),
        ("company/a", "company/b", 6, 0, OptionError),
        ("company/a", "nobody at all", 6, 20, UnknownThingError),
        ("nobody at all", "company/a", 6, 20, UnknownThingError),
        ("twin", "company/a", 6, 20, AmbiguousNameError),
    ],
)
def test_what_cannot_be_asked_is_refused(
    name: str, to: str, depth: int, most: int, error: type[Exception]
) -> None:
    claims = ["company/a suppliesTo company/b", "company/twin suppliesTo product/twin"]
    with pytest.raises(error):
        exposure(read_network(build(claims)), name, to, depth=depth, most=most)


@settings(deadline=None, max_examples=40)
@given(CHAINS, st.integers(1, 5))
def test_ways_are_all_simple_paths_in_order(chain: dict[tuple[str, str], str], depth: int) -> None:
    claims = [Told(f"{a} suppliesTo {b}", confidence=c) for (a, b), c in chain.items()]
    network = read_network(build([*claims, "company/a suppliesTo company/f"]))
    graph = dependence_graph(network)
    start, end = entity_iri("company/a").value, entity_iri("company/f").value
    found = ways_between(graph, [start], end, depth=depth, most=1000)
    expected = {tuple(path) for path in nx.all_simple_paths(graph, start, end, cutoff=depth)}
    assert {way.path for way in found.ways} == expected
    assert len(found.ways) == len(expected)
    ranks = [(len(way.path), -round(way.strength, 9)) for way in found.ways]
    assert ranks == sorted(ranks)


@settings(deadline=None, max_examples=25)
@given(CHAINS)
def test_every_step_has_a_claim_and_the_order_of_claims_is_irrelevant(
    chain: dict[tuple[str, str], str],
) -> None:
    claims = [Told(f"{a} suppliesTo {b}", confidence=c) for (a, b), c in chain.items()]
    claims.append(Told("company/a suppliesTo company/b", document="b.txt"))
    found = exposure(read_network(build(claims)), "company/b", "company/a")
    assert all(step.claims for way in found.ways for step in way.steps)
    assert found == exposure(read_network(build(claims[::-1])), "company/b", "company/a")


@settings(deadline=None, max_examples=25)
@given(CHAINS, st.data())
def test_an_early_day_gives_a_subset(
    chain: dict[tuple[str, str], str], data: st.DataObject
) -> None:
    claims: list[str | Told] = []
    for number, ((a, b), sure) in enumerate(chain.items()):
        day = data.draw(st.sampled_from(["2026-01-01", "2026-06-01"]))
        claims.append(Told(f"{a} suppliesTo {b}", "current", sure, f"{number}.txt", day))
    claims += ["company/a suppliesTo company/x", "company/y suppliesTo company/b"]
    graph = build(claims)
    early = read_network(graph, Selection(as_of=dt.date(2026, 3, 1)))
    paths = [
        set(told_keys(exposure(network, "company/b", "company/a", most=500)))
        for network in (early, read_network(graph))
    ]
    assert paths[0] <= paths[1]
