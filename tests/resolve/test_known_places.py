"""Which city a name is linked to, and which names are left alone."""

from __future__ import annotations

import pytest

from graphkit.resolve.known.places import find_place


@pytest.mark.parametrize(
    ("name", "countries", "city", "country"),
    [
        ("Hsinchu", {"TW"}, "Hsinchu", "TW"),
        ("Hsinchu City", {"TW"}, "Hsinchu", "TW"),
        ("Dresden", set(), "Dresden", "DE"),
        ("Cambridge", {"GB"}, "Cambridge", "GB"),
        ("Cambridge", {"US"}, "Cambridge", "US"),
        ("Valencia", {"ES"}, "Valencia", "ES"),
        ("Wuxi", set(), "Wuxi", "CN"),
        ("Wuxi", {"CN"}, "Wuxi", "CN"),
        ("Antwerp", {"JP"}, "Antwerp", "BE"),
        ("Munich", set(), "Munich", "DE"),
        ("München", {"DE"}, "Munich", "DE"),
        ("Bangalore", {"IN"}, "Bengaluru", "IN"),
        ("SAINT-ÉTIENNE", {"FR"}, "Saint-Étienne", "FR"),
        ("Saint Etienne", {"FR"}, "Saint-Étienne", "FR"),
        ("Ho Chi Minh City", {"VN"}, "Ho Chi Minh City", "VN"),
    ],
)
def test_a_city_is_found(name: str, countries: set[str], city: str, country: str) -> None:
    place = find_place(name, countries=frozenset(countries))
    assert place is not None
    assert (place.name, place.country) == (city, country)
    assert 0.5 < place.confidence < 1


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Springfield", {"US"}),  # several of a size
        ("Cambridge", set()),
        ("Cambridge", {"US", "GB"}),
        ("Birmingham", {"US", "GB"}),
        ("Valencia", set()),
        ("San Jose", set()),
        ("Ontario", {"US"}),  # a province, more often than a city of California
        ("Georgia", {"US"}),
        ("Jilin", {"CN"}),
        ("Hsinchu Science Park", {"TW"}),
        ("HSZ", {"TW"}),  # an airport
        ("Foxglove", {"GB"}),
        ("", set()),
        ("!", set()),
        ("city", set()),
        (" City", {"US"}),
    ],
)
def test_what_tells_no_city_is_left_alone(name: str, countries: set[str]) -> None:
    assert find_place(name, countries=frozenset(countries)) is None


def test_a_country_that_the_text_names_makes_it_surer() -> None:
    there = find_place("Wuxi", countries=frozenset({"CN"}))
    anywhere = find_place("Wuxi", countries=frozenset())
    assert there is not None
    assert anywhere is not None
    assert there.geonames_id == anywhere.geonames_id
    assert there.confidence > anywhere.confidence
    assert "that the text names" in there.evidence
    assert "that the text names" not in anywhere.evidence


def test_countries_that_have_no_such_city_change_nothing() -> None:
    alone = find_place("Dresden", countries=frozenset())
    assert find_place("Dresden", countries=frozenset({"JP", "TW"})) == alone
