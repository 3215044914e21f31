"""How concentrated a supply is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analyse import (
    Index,
    NoSupplyError,
    Share,
    concentration,
    concentrations,
    read_amounts,
    read_network,
)
from graphkit.analyse.concentration_index import EU, US, hhi, level
from graphkit.errors import StoreError
from graphkit.graph import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

    from analyse.conftest import Told
    from graphkit.graph import Graph

    Make = Callable[..., Graph]

CELLS = [
    "company/a manufactures product/cell",
    "company/b manufactures product/cell",
    "company/c supplies product/cell",
    "facility/f assembles product/cell",
    "company/b operates facility/f",
    "company/a basedIn country/CN",
    "company/b basedIn place/ulsan",
    "place/ulsan locatedIn country/KR",
    "company/x uses product/cell",
]
"""Three suppliers of cells, one in China, one in Korea, one somewhere."""


def told(index: Index) -> list[tuple[str | None, float]]:
    return [
        (None if share.node is None else share.node.label, round(share.share, 4))
        for share in index.shares
    ]


def test_each_supplier_counts_once_and_equally_where_no_amount_is_known(make: Make) -> None:
    found = concentration(read_network(make(CELLS)), "cell")
    assert told(found.suppliers) == [("A", 0.3333), ("B", 0.3333), ("C", 0.3333)]
    assert found.suppliers.basis == "equal shares"
    assert found.suppliers.hhi == pytest.approx(10000 / 3)
    assert found.buyers == 1


def test_countries_add_up_their_suppliers_and_what_is_unknown_is_said(make: Make) -> None:
    found = concentration(read_network(make(CELLS)), "cell").countries
    assert told(found) == [("Cn", 0.3333), ("Kr", 0.3333), (None, 0.3333)]
    assert found.hhi == pytest.approx(2 * 10000 / 9)
    assert found.at_most == pytest.approx(3 * 10000 / 9)
    assert found.largest is not None
    assert len(found.largest.claims) == 2


def test_a_register_tells_a_seat_where_no_text_does_and_holds_where_a_text_tells_another(
    make: Make, registered: Callable[[str, str], Quad]
) -> None:
    graph = make(CELLS, registered("company/a", "CN"), registered("company/c", "CN"))
    found = concentration(read_network(graph), "cell").countries
    assert [(share.node and share.node.label, share.told_by) for share in found.shares] == [
        ("Cn", "text and register"),
        ("Kr", "text"),
    ]
    graph = make(CELLS, registered("company/a", "US"), registered("company/c", "CN"))
    network = read_network(graph)
    found = concentration(network, "cell").countries
    assert [(share.node and share.node.label, share.told_by) for share in found.shares] == [
        ("Cn", "register"),
        ("Kr", "text"),
        ("United States", "register"),
    ]
    assert [(edge.predicate, edge.claims != ()) for edge in network.refuted] == [("basedIn", True)]


def test_amounts_count_where_all_have_one_in_one_unit(make: Make, told: type[Told]) -> None:
    claims = [
        told("company/a suppliesTo company/x", amounts=(("30", "quantity", "tonne"),)),
        told(
            "company/b suppliesTo company/x",
            amounts=(("10", "quantity", "tonne"), ("5", "money", "USD")),
        ),
    ]
    graph = make(claims)
    network, amounts = read_network(graph), read_amounts(graph)
    found = concentration(network, "x", amounts=amounts).suppliers
    assert [share.share for share in found.shares] == [0.75, 0.25]
    assert (found.basis, found.unit, found.hhi) == ("amounts", "tonne", 6250.0)
    graph = make([*claims, "company/c suppliesTo company/x"])
    found = concentration(read_network(graph), "x", amounts=read_amounts(graph)).suppliers
    assert found.basis == "equal shares"


def test_the_latest_amount_counts(make: Make, told: type[Told]) -> None:
    relation = "company/a suppliesTo company/x"
    graph = make(
        [
            told(relation, amounts=(("90", "quantity", "tonne"),), day="2025-01-01"),
            told(relation, amounts=(("10", "quantity", "tonne"),), document="b.txt"),
            told("company/b suppliesTo company/x", amounts=(("30", "quantity", "tonne"),)),
        ]
    )
    found = concentration(read_network(graph), "x", amounts=read_amounts(graph)).suppliers
    assert [share.share for share in found.shares] == [0.75, 0.25]


def test_stated_shares_count_as_they_are_and_leave_the_rest_open(
    make: Make, told: type[Told]
) -> None:
    graph = make(
        [
            told("material/m producedIn country/CN", amounts=(("60", "share", "%"),)),
            told("material/m producedIn country/MZ", amounts=(("20", "share", "%"),)),
        ]
    )
    found = concentration(read_network(graph), "m", amounts=read_amounts(graph))
    assert found.origins is not None
    assert [share.share for share in found.origins.shares] == [0.6, 0.2]
    assert (found.origins.hhi, found.origins.at_most) == (4000.0, 4400.0)
    assert found.origins.basis == "stated shares"
    assert found.suppliers.shares == ()


@pytest.mark.parametrize(
    ("relation", "first", "second"),
    [
        ("suppliesTo company/x", "60", "20"),  # of what the seller has, as it may be
        ("manufactures product/x", "60", "20"),  # of no whole that is told
    ],
)
def test_a_share_of_another_whole_does_not_count(
    make: Make, told: type[Told], relation: str, first: str, second: str
) -> None:
    graph = make(
        [
            told(f"company/a {relation}", amounts=((first, "share", "%"),)),
            told(f"company/b {relation}", amounts=((second, "share", "%"),)),
        ]
    )
    found = concentration(read_network(graph), "x", amounts=read_amounts(graph)).suppliers
    assert found.basis == "equal shares"


def test_shares_of_more_than_the_whole_do_not_count(make: Make, told: type[Told]) -> None:
    graph = make(
        [
            told("material/m producedIn country/CN", amounts=(("80", "share", "%"),)),
            told("material/m producedIn country/MZ", amounts=(("40", "share", "%"),)),
        ]
    )
    found = concentration(read_network(graph), "m", amounts=read_amounts(graph)).origins
    assert found is not None
    assert found.basis == "equal shares"


def test_an_amount_that_is_no_number_is_refused(make: Make, told: type[Told]) -> None:
    graph = make([told("company/a suppliesTo company/x", amounts=(("many", "quantity", "t"),))])
    with pytest.raises(StoreError, match="'many'"):
        read_amounts(graph)


def test_a_company_is_supplied_by_whom_it_is_said_to_depend_on(make: Make) -> None:
    claims = ["company/x dependsOn company/a", "company/x dependsOn product/g"]
    claims += ["company/b manufacturesFor company/x", "company/c partnersWith company/x"]
    found = concentration(read_network(make(claims)), "X")
    assert told(found.suppliers) == [("A", 0.5), ("B", 0.5)]


def test_all_goods_are_ranked_by_their_index_and_then_by_buyers(make: Make) -> None:
    claims = [*CELLS, "company/a manufactures product/b-good", "company/a manufactures product/z"]
    claims += ["company/x uses product/z", "material/m producedIn country/CL"]
    found = concentrations(read_network(make(claims)))
    assert [each.node.label for each in found] == ["Z", "B Good", "Cell"]


def test_without_a_known_supplier_there_is_no_figure(make: Make) -> None:
    with pytest.raises(NoSupplyError, match="no supplier of 'X'"):
        concentration(read_network(make(CELLS)), "X")


@pytest.mark.parametrize(
    ("index", "us", "eu"),
    [
        (999.9, "low", "low"),
        (1000, "moderate", "moderate"),
        (1800, "moderate", "moderate"),
        (1800.1, "high", "moderate"),
        (2000, "high", "moderate"),
        (2000.1, "high", "high"),
    ],
)
def test_the_thresholds_are_those_of_the_authorities(index: float, us: str, eu: str) -> None:
    assert (level(index, US), level(index, EU)) == (us, eu)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30))
def test_the_index_lies_between_equal_shares_and_one_holder(parts: list[int]) -> None:
    shares = [part / sum(parts) for part in parts]
    assert 10000 / len(parts) - 0.001 <= hhi(shares) <= 10000.001
    index = Index(tuple(Share(Node(str(i), "", ""), s, ()) for i, s in enumerate(shares)))
    assert index.at_most == pytest.approx(index.hhi)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=30))
def test_two_holders_who_become_one_raise_the_index(parts: list[int]) -> None:
    shares = [part / sum(parts) for part in parts]
    assert hhi([shares[0] + shares[1], *shares[2:]]) > hhi(shares)


def test_the_order_of_claims_is_irrelevant(make: Make) -> None:
    there, back = (concentrations(read_network(make(CELLS[::step]))) for step in (1, -1))
    assert there == back
