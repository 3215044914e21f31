"""From claims to countries: where things are, what goes from where to where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.draw import DrawOptions, countries_of, flow_map, supplier_heat
from graphkit.errors import GraphkitError, UnknownNameError

if TYPE_CHECKING:
    from draw.conftest import MakeClaim
    from graphkit.graph.claims import StatedClaim


@pytest.fixture
def claims(make_claim: MakeClaim) -> list[StatedClaim]:
    made = [
        make_claim("Norvik", "basedIn", "TW/Country"),
        make_claim("Aldane", "basedIn", "Detroit/Place"),
        make_claim("Detroit/Place", "locatedIn", "US/Country"),
        make_claim("Fab/Facility", "locatedIn", "Detroit/Place"),
        make_claim("Norvik", "suppliesTo", "Aldane"),
        make_claim("Norvik", "suppliesTo", "Aldane", "planned"),
        make_claim("Aldane", "exportsTo", "JP/Country"),
        make_claim("Norvik", "suppliesTo", "Nowhere"),
        make_claim("Norvik", "manufactures", "cells/Product"),
        make_claim("cells/Product", "producedIn", "Detroit/Place"),
        make_claim("Norvik", "operates", "Fab/Facility"),
    ]
    return [replace(claim, iri=f"claim {number}") for number, claim in enumerate(made)]


def test_a_thing_lies_in_the_country_of_its_place(claims: list[StatedClaim]) -> None:
    found = countries_of(claims)
    by_label = {iri.rsplit("/", 1)[-1]: code for iri, code in found.items()}
    assert by_label["Norvik"] == "TW"
    assert by_label["Aldane"] == by_label["Detroit"] == by_label["Fab"] == "US"
    assert "Nowhere" not in by_label


def test_the_country_with_the_most_claims_counts(make_claim: MakeClaim) -> None:
    made = [make_claim("Norvik", "basedIn", f"{code}/Country") for code in ("US", "TW", "TW")]
    claims = [replace(claim, iri=str(number)) for number, claim in enumerate(made)]
    assert "TW" in countries_of(claims)[claims[0].subject.iri]


@pytest.mark.parametrize("status", ["planned", "past", "denied", "possible"])
def test_where_something_is_not_is_not_its_country(status: str, make_claim: MakeClaim) -> None:
    claim = make_claim("Norvik", "basedIn", "TW/Country", status)
    assert claim.subject.iri not in countries_of([claim])


def test_supply_between_two_known_countries_flows(claims: list[StatedClaim]) -> None:
    found = flow_map(claims, DrawOptions())
    flows = sorted((flow.source, flow.target, flow.status) for flow in found.flows)
    assert flows == [
        ("TW", "US", "current"),
        ("TW", "US", "planned"),
        ("US", "JP", "current"),
    ]
    assert found.sources.claims == 3


def test_the_options_choose_the_flows_but_not_where_things_are(claims: list[StatedClaim]) -> None:
    found = flow_map(claims, DrawOptions(statuses=("planned",)))
    assert [(flow.source, flow.target) for flow in found.flows] == [("TW", "US")]


def test_a_good_comes_from_the_country_of_its_maker_and_of_its_place(
    claims: list[StatedClaim],
) -> None:
    heat = supplier_heat(claims, DrawOptions())
    assert heat.rows == ("cells",)
    assert dict(zip(heat.columns, heat.values[0], strict=True)) == {
        "Taiwan": 1,
        "United States": 1,
    }
    assert heat.sources.claims == 2


def test_the_order_of_the_claims_has_no_influence(claims: list[StatedClaim]) -> None:
    for make in (flow_map, supplier_heat):
        assert make(claims, DrawOptions()) == make(claims[::-1], DrawOptions())


def test_an_unknown_focus_is_refused(claims: list[StatedClaim]) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Norvik'"):
        flow_map(claims, DrawOptions(focus=("Norvick",)))
    with pytest.raises(GraphkitError, match="no entity named"):
        supplier_heat(claims, DrawOptions(focus=("zzz",)))
