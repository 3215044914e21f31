"""Countries are found by name and adjective; only codes of ISO 3166-1 are given as codes."""

from __future__ import annotations

import pytest
from rigour.territories import get_territories

from graphkit.resolve.territories import Territory, find_bloc, find_territory

COUNTRIES_IN_ISO = 249  # ISO 3166-1 lists as many


def test_the_codes_are_those_of_iso_3166() -> None:
    found = [find_territory(row.name) for row in get_territories()]
    codes = {territory.code for territory in found if territory is not None}
    assert len(codes - {None}) == COUNTRIES_IN_ISO
    assert {"TW", "HK", "MO", "PS", "GL"} <= codes
    assert not {"XK", "EU", "AC", "SU", "UK"} & codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Japan", "JP"),
        ("Japanese", "JP"),
        ("Japan's", "JP"),
        ("japan", "JP"),
        ("U.S.", "US"),
        ("the United States of America", "US"),
        ("Americans", "US"),
        ("British", "GB"),
        ("Swiss", "CH"),
        ("Ivorian", "CI"),
        ("Lao", "LA"),
        ("the Emirates", "AE"),
        ("the Netherlands", "NL"),
        ("日本", "JP"),
    ],
)
def test_a_country_is_found(text: str, code: str) -> None:
    territory = find_territory(text)
    assert territory is not None
    assert territory.code == code


@pytest.mark.parametrize(
    "text",
    ["it", "us", "in", "IN", "can", "GMB", "EU", "UN", "Tehran", "Nvidia", "Europe", "", "-"],
)
def test_what_is_no_territory_is_not_found(text: str) -> None:
    assert find_territory(text) is None


@pytest.mark.parametrize("text", ["Kosovo", "Soviet Union", "Scotland", "Texas", "Crimea"])
def test_other_territories_have_no_code(text: str) -> None:
    territory = find_territory(text)
    assert territory is not None
    assert territory.code is None
    assert territory.iri.startswith("http://www.wikidata.org/entity/Q")


def test_the_item_is_the_country_not_the_kingdom() -> None:
    assert find_territory("Danish") == Territory(
        "Denmark", "http://www.wikidata.org/entity/Q35", "DK"
    )
    assert find_territory("Dutch") == Territory(
        "Netherlands", "http://www.wikidata.org/entity/Q55", "NL"
    )


def test_a_bloc_is_found_by_its_letters() -> None:
    assert find_bloc("EU") == find_bloc("the European Union") == "European Union"
    assert find_bloc("UN") == "United Nations"
    assert find_bloc("Japan") is None
    assert find_bloc("Nvidia") is None
