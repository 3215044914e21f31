"""Which mentions of a document are one thing: names, descriptions, pronouns and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.resolve import resolve
from graphkit.resolve.known.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphkit.model import Extraction

    Build = Callable[..., Extraction]
    Links = Sequence[tuple[str, str, float]]


NOBODY = Register((), ())  # names alone: what nobody is known by


def groups(built: Extraction) -> list[list[str]]:
    """Return the texts of the mentions of each entity."""
    text = built.document.text
    return [
        [m.span.of(text) for m in entity.mentions]
        for entity in resolve(built, register=NOBODY).entities
    ]


def keys(built: Extraction) -> list[str]:
    """Return the keys of the entities, in their order."""
    return [entity.key for entity in resolve(built, register=NOBODY).entities]


def test_a_news_item_ends_in_one_entity_each(extraction: Build) -> None:
    marked = """
[SoftBank Corp]{c1} wants [Nvidia]{c2} and [Foxconn]{c3} to help with [AI servers]{p} in [Japan]{n}.
[The Japanese conglomerate]{c4} talks to [U.S.]{n} chip maker [Nvidia]{c} and [Taiwanese]{n} maker \
[Foxconn]{c5}, formally [Hon Hai Precision]{c6}.
[SoftBank]{c7} relies, as other [Japanese]{n} firms do, on [American]{n} chips and on [Taiwan]{n}.
[The company]{c8} said that [it]{c9} had time, and [Hon Hai]{c} agreed.
"""
    links = [
        ("c1", "c4", 0.9),
        ("c5", "c6", 0.996),
        ("c7", "c8", 0.8),
        ("c8", "c9", 0.9),
        ("c6", "c9", 0.55),
    ]
    built = extraction(marked, links)
    assert groups(built) == [
        ["SoftBank Corp", "The Japanese conglomerate", "SoftBank", "The company", "it"],
        ["Nvidia", "Nvidia"],
        ["Foxconn", "Foxconn", "Hon Hai Precision", "Hon Hai"],
        ["AI servers"],
        ["Japan", "Japanese"],
        ["U.S.", "American"],
        ["Taiwanese", "Taiwan"],
    ]
    assert keys(built) == [
        "company/softbank",
        "company/nvidia",
        "company/hon-hai-precision",
        "product/artificial-intelligence-server",
        "country/JP",
        "country/US",
        "country/TW",
    ]


JOINED: list[tuple[str, str, Links]] = [
    ("equal names", "[SoftBank Corp]{c} and [SoftBank]{c}", ()),
    ("equal names of two types", "[Fraunhofer]{c} and [Fraunhofer]{o}", ()),
    ("case and accents", "[NESTLE]{c} and [Nestlé SA]{c}", ()),
    ("short after long", "[Samsung SDI]{c} and [Samsung]{c}", ()),
    ("legal name, then short", "[Hon Hai Precision Industry Co]{c} and [Hon Hai]{c}", ()),
    ("acronym after name", "[Taiwan Semiconductor Manufacturing Co]{c} and [TSMC]{c}", ()),
    ("acronym before name", "[TSMC]{c} and [Taiwan Semiconductor Manufacturing Co]{c}", ()),
    ("acronym of another type", "[Food and Drug Administration]{g} and [FDA]{o}", ()),
    ("two letters in brackets", "[General Motors]{c} ([GM]{c})", ()),
    ("goods in brackets", "[liquefied natural gas]{m} ([LNG]{m})", ()),
    ("name and adjective", "[Japan]{n} and [Japanese]{n}", ()),
    ("country and place", "[Hong Kong]{n} and [Hong Kong]{l}", ()),
    ("region and adjective", "[Europe]{l} and [European]{l}", ()),
    ("goods by lemma", "[chip]{p} and [chips]{p}", ()),
    ("goods of two types", "[wafers]{p} and [wafer]{m}", ()),
    ("one description of a site", "[Dresden fab]{f} and its [Dresden fab]{f}", ()),
    ("state and its government", "[Japanese government]{g} and [government of Japan]{g}", ()),
    ("short before long, linked", "[Samsung]{c1} and [Samsung SDI]{c2}", [("c1", "c2", 0.5)]),
    ("trade and legal name", "[Foxconn]{c1} and [Hon Hai]{c2}", [("c1", "c2", 0.995)]),
    (
        "an office without its state",
        "[Commerce Department]{g1} and [U.S. Department of Commerce]{g2}",
        [("g1", "g2", 0.5)],
    ),
    ("goods, shortened", "[lithography machines]{p1} and [machines]{p2}", [("p1", "p2", 0.5)]),
    ("goods, renamed", "[jets]{p1} and [aircraft]{p2}", [("p1", "p2", 0.97)]),
    ("storm, shortened", "[Hurricane Ida]{e1} and [Ida]{e2}", [("e1", "e2", 0.5)]),
    ("site, described anew", "[Dresden fab]{f1} and [Dresden plant]{f2}", [("f1", "f2", 0.5)]),
    ("city, shortened", "[New York City]{l1} and [New York]{l2}", [("l1", "l2", 0.5)]),
    ("description", "[Nvidia]{c1} and [the chipmaker]{c2}", [("c1", "c2", 0.5)]),
    ("description first", "[The chipmaker]{c1} is [Nvidia]{c2}", [("c1", "c2", 0.5)]),
    ("description of another type", "[FDA]{g1} and [the agency]{o2}", [("g1", "o2", 0.5)]),
    ("two descriptions", "[a plant]{f1} and [the site]{f2}", [("f1", "f2", 0.5)]),
    ("pronoun of goods", "[iPhone]{p1} and [it]{p2}", [("p1", "p2", 0.5)]),
]
APART: list[tuple[str, str, Links]] = [
    ("long after short", "[Samsung]{c} and [Samsung SDI]{c}", ()),
    ("siblings", "[Samsung SDI]{c} and [Samsung Electronics]{c}", ()),
    ("Delta", "[Delta Electronics]{c} and [Delta Air Lines]{c}", ()),
    ("subsidiary abroad", "[Bank of China (Hong Kong)]{c} and [Bank of China]{c}", ()),
    ("bank of a name", "[Apple]{c} and [Apple Bank]{c}", ()),
    ("two full names", "[Guitar Center Holdings, Inc.]{c} and [Guitar Center, Inc.]{c}", ()),
    ("country in a name", "[China Mobile]{c} and [China]{c}", ()),
    ("two letters", "[General Electric]{c} and [GE]{c}", ()),
    ("first word of two offices", "[China Customs]{g} and [China]{g}", ()),
    ("company and product", "[Tesla]{c} and [Tesla]{p}", ()),
    ("government and place", "[Beijing]{g} and [Beijing]{l}", ()),
    ("two descriptions", "[the company]{c} and [the company]{c}", ()),
    ("two plants", "[a plant]{f} and [a plant]{f}", ()),
    ("two pronouns", "[it]{c} and [it]{c}", ()),
    ("goods and kind of goods", "[memory chips]{p} and [chips]{p}", ()),
    ("two countries, linked", "[Japan]{n1} and [China]{n2}", [("n1", "n2", 1.0)]),
    ("a state without a code", "[Serbia]{n1} and [Kosovo]{n2}", [("n1", "n2", 1.0)]),
    ("country and another place", "[Japan]{n1} and [Osaka]{l2}", [("n1", "l2", 1.0)]),
    ("two names, weakly linked", "[Foxconn]{c1} and [Hon Hai]{c2}", [("c1", "c2", 0.96)]),
    ("two types, linked", "[Foxconn]{c1} and [Beijing]{g2}", [("c1", "g2", 1.0)]),
    ("goods of two types, linked", "[jets]{p1} and [steel]{m2}", [("p1", "m2", 1.0)]),
    ("goods of two types by head", "[steel pipes]{p1} and [pipes]{m2}", [("p1", "m2", 1.0)]),
    ("two families, linked", "[Nvidia]{c1} and [it]{f2}", [("c1", "f2", 1.0)]),
    ("two sites, weakly linked", "[Dresden fab]{f1} and [Jena fab]{f2}", [("f1", "f2", 0.96)]),
]


@pytest.mark.parametrize(("name", "marked", "links"), JOINED, ids=[row[0] for row in JOINED])
def test_one_thing_is_one_entity(name: str, marked: str, links: Links, extraction: Build) -> None:
    assert len(groups(extraction(f"So {marked} it was.", links))) == 1, name


@pytest.mark.parametrize(("name", "marked", "links"), APART, ids=[row[0] for row in APART])
def test_two_things_are_two_entities(
    name: str, marked: str, links: Links, extraction: Build
) -> None:
    assert len(groups(extraction(f"So {marked} it was.", links))) == 2, name


def test_a_short_name_of_two_stays_alone(extraction: Build) -> None:
    built = extraction("[Samsung SDI]{c}, [Samsung Electronics]{c} and [Samsung]{c}.")
    assert len(groups(built)) == 3


def test_a_link_decides_between_two_long_names(extraction: Build) -> None:
    marked = "[Samsung SDI]{c1}, [Samsung Electronics]{c2} and [Samsung]{c3}."
    built = extraction(marked, [("c1", "c3", 0.7), ("c2", "c3", 0.6)])
    assert groups(built) == [["Samsung SDI", "Samsung"], ["Samsung Electronics"]]
    built = extraction(marked, [("c1", "c3", 0.96), ("c2", "c3", 0.97)])
    assert groups(built) == [["Samsung SDI"], ["Samsung Electronics", "Samsung"]]


def test_short_names_of_a_short_name_follow_it(extraction: Build) -> None:
    built = extraction(
        "[Hon Hai Precision Industry]{c}, [Hon Hai Precision]{c} and [Hon Hai]{c}, [Foxconn]{c1}"
        " and [Foxconn Technology]{c2}.",
        [("c1", "c2", 0.6)],
    )
    assert [len(group) for group in groups(built)] == [3, 2]


def test_two_countries_meet_through_no_third_name(extraction: Build) -> None:
    built = extraction(
        "[Japan]{n1}, [Nihonia]{n2} and [China]{n3}.", [("n1", "n2", 0.99), ("n2", "n3", 0.98)]
    )
    assert groups(built) == [["Japan", "Nihonia"], ["China"]]


def test_an_acronym_of_two_names_stays_alone(extraction: Build) -> None:
    built = extraction("[Alpha Beta Corp]{c}, [Acme Bolt Corp]{c} and [ABC]{c}.")
    assert len(groups(built)) == 3


def test_a_description_follows_its_best_link(extraction: Build) -> None:
    marked = "[Nvidia]{c1} and [Foxconn]{c2}, and [the company]{c3}."
    built = extraction(marked, [("c1", "c3", 0.6), ("c2", "c3", 0.7)])
    assert groups(built) == [["Nvidia"], ["Foxconn", "the company"]]
    built = extraction(marked, [("c1", "c3", 0.7), ("c2", "c3", 0.6)])
    assert groups(built) == [["Nvidia", "the company"], ["Foxconn"]]


def test_of_equal_links_the_nearest_counts(extraction: Build) -> None:
    marked = "[Nvidia]{c1} and [Foxconn]{c2}, and [the company]{c3}."
    built = extraction(marked, [("c1", "c3", 0.7), ("c2", "c3", 0.7)])
    assert groups(built) == [["Nvidia"], ["Foxconn", "the company"]]


def test_descriptions_pull_no_two_names_together(extraction: Build) -> None:
    built = extraction(
        "[Nvidia]{c1}, [it]{c2}, [the company]{c3} and [Foxconn]{c4}.",
        [("c1", "c2", 0.9), ("c2", "c3", 0.9), ("c3", "c4", 0.8)],
    )
    assert groups(built) == [["Nvidia", "it", "the company"], ["Foxconn"]]


def test_a_chain_of_descriptions_reaches_its_name(extraction: Build) -> None:
    built = extraction(
        "[Nvidia]{c1}, [it]{c2}, [the company]{c3} and [its]{c4}.",
        [("c3", "c4", 0.9), ("c2", "c3", 0.8), ("c1", "c2", 0.7)],
    )
    assert groups(built) == [["Nvidia", "it", "the company", "its"]]


def test_a_second_best_link_joins_nothing_else(extraction: Build) -> None:
    built = extraction(
        "[the company]{c1}, [Nvidia]{c2} and [it]{c3}.",
        [("c2", "c3", 0.9), ("c1", "c3", 0.6)],
    )
    assert groups(built) == [["the company"], ["Nvidia", "it"]]


def test_the_first_word_of_a_sentence_is_no_name(extraction: Build) -> None:
    built = extraction("[Servers]{p} fell.\nSo [servers]{p} did.\n[Strikes]{e} came.")
    assert keys(built)[0] == "product/server"
    assert [len(group) for group in groups(built)] == [2, 1]
