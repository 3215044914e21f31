"""Mentions are told to be names, descriptions with a name, descriptions or pronouns."""

from __future__ import annotations

import pytest

from graphkit.resolve.kinds import Kind, kind_of

BY_TYPE = {
    "Company": {
        Kind.NAME: "SoftBank Corp|Tata group|SK hynix|Seven & i|Anglo American plc|Lysi hf.|eBay"
        "|dunnhumby|Bank of China|3M|台積電|The Hershey Co|Microsoft corporation|State Street"
        "|A. O. Smith",
        Kind.LOCAL: "Automation segment|Core Components division|Apple supplier",
        Kind.DESCRIPTION: "the company|The Company|Company|the Japanese conglomerate|chipmaker"
        "|The German giant|the owner of Zara|the iPhone maker|its Chinese affiliate|Indian group"
        "|the Craiova-based car maker|Osaka-based group|retailer|the top car maker|-",
        Kind.PRONOUN: "it|It|its|they|we|Our|us|which",
    },
    "Organization": {
        Kind.NAME: "Fraunhofer Institute|Debian project|the San Francisco stock exchange|GMB union",
        Kind.DESCRIPTION: "works council|the institute|the Korean union|the Indian company",
    },
    "Government": {
        Kind.NAME: "Beijing|the U.S. government|the Trump administration|Chinese authorities|EU"
        "|Japan's trade ministry|State Department|U.S. Department of Commerce",
        Kind.DESCRIPTION: "the ministry|the Ministry|Regulators|economy ministry|the Dutch agency",
    },
    "Facility": {
        Kind.NAME: "Port of Rotterdam|port of Felixstowe|Singapore port|Escondida mine|Suez Canal"
        "|Gigafactory Berlin|Rana Plaza|Druzhba pipeline|Hinkley Point C|Dresden Fab",
        Kind.LOCAL: "Dresden fab|U.S. plant|Chilean mine|LNG pipeline|Fab 18|Terminal 5"
        "|Unit 3 reactor",
        Kind.DESCRIPTION: "plant|a plant|Plant|data centre|Gigafactory|port",
    },
    "Event": {
        Kind.NAME: "Hurricane Ida|hurricane Katrina|Katrina|Covid-19|Brexit|El Niño",
        Kind.LOCAL: "Himeji explosion|attack on Palma|Red Sea attacks|1973 oil crisis",
        Kind.DESCRIPTION: "strike|Strike|shortage of pilots|Strikes",
    },
    "Country": {
        Kind.NAME: "Japan|Japanese|japan|U.S.|US|Atlantis",
        Kind.DESCRIPTION: "the country|the island|the landlocked nation",
        Kind.PRONOUN: "us|it",
    },
    "Place": {
        Kind.NAME: "Dresden|eastern China|the Red Sea|Jiangsu province",
        Kind.DESCRIPTION: "the region|west coast|strait",
    },
    "Product": {Kind.NAME: "servers|the iPhone|H100", Kind.PRONOUN: "it|them|these"},
    "Material": {Kind.NAME: "lithium|crude oil"},
    "Vessel": {Kind.NAME: "Ever Given", Kind.DESCRIPTION: "the ship"},
}
ROWS = [
    (type_, text, kind)
    for type_, kinds in BY_TYPE.items()
    for kind, texts in kinds.items()
    for text in texts.split("|")
]


@pytest.mark.parametrize(("type_", "text", "kind"), ROWS)
def test_a_mention_has_its_kind(type_: str, text: str, kind: Kind) -> None:
    assert kind_of(text, type_) is kind


@pytest.mark.parametrize(
    ("type_", "text", "kind"),
    [
        ("Event", "Flooding", Kind.DESCRIPTION),
        ("Event", "Missile attacks", Kind.DESCRIPTION),
        ("Event", "Cyber-attack", Kind.DESCRIPTION),
        ("Event", "Katrina", Kind.NAME),
        ("Event", "Houthi attacks", Kind.LOCAL),
        ("Facility", "Factories", Kind.DESCRIPTION),
        ("Facility", "Rotterdam", Kind.NAME),
        ("Facility", "Port of Rotterdam", Kind.NAME),
    ],
)
def test_the_capital_of_a_sentence_makes_no_name(type_: str, text: str, kind: Kind) -> None:
    assert kind_of(text, type_, starts_sentence=True) is kind
