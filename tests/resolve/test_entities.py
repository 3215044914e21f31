"""Entities have the type, key, label and names that their mentions give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.resolve import resolve
from graphkit.resolve.known.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Entity, Extraction

    Build = Callable[..., Extraction]


NOBODY = Register((), ())  # names alone: what nobody is known by


def first(built: Extraction) -> Entity:
    """Return the first entity."""
    return resolve(built, register=NOBODY).entities[0]


def test_the_label_is_the_fullest_form_and_heads_the_names(extraction: Build) -> None:
    entity = first(
        extraction("[SoftBank]{c}, [SoftBank Corp]{c}, [SOFTBANK]{c}, [the SoftBank]{c}'s.")
    )
    assert entity.key == "company/softbank"
    assert entity.label == "SoftBank Corp"
    assert entity.names == ("SoftBank Corp", "SoftBank", "SOFTBANK")


def test_a_name_in_capitals_is_no_label_beside_another(extraction: Build) -> None:
    assert first(extraction("[NVIDIA]{c} or [Nvidia]{c}.")).label == "Nvidia"
    assert first(extraction("[NVIDIA]{c} alone.")).label == "NVIDIA"


def test_the_full_name_makes_the_key(extraction: Build) -> None:
    entity = first(
        extraction("[TSMC]{c} or [Taiwan Semiconductor Manufacturing Co]{c}, [TSMC]{c}.")
    )
    assert entity.key == "company/taiwan-semiconductor-manufacturing"
    assert entity.label == "Taiwan Semiconductor Manufacturing Co"
    assert entity.names == ("Taiwan Semiconductor Manufacturing Co", "TSMC")


def test_of_names_of_equal_length_the_first_makes_the_key(extraction: Build) -> None:
    marked = "[Alpha]{c1} or [Omega]{c2}."
    assert first(extraction(marked, [("c1", "c2", 0.9)])).key == "company/alpha"


def test_names_hold_no_descriptions_and_no_pronouns(extraction: Build) -> None:
    marked = "[The chipmaker]{c1}, [Nvidia]{c2}, [it]{c3}."
    entity = first(extraction(marked, [("c1", "c2", 0.9), ("c2", "c3", 0.9)]))
    assert entity.names == ("Nvidia",)
    assert len(entity.mentions) == 3


def test_without_a_name_the_fullest_description_is_the_label(extraction: Build) -> None:
    marked = "[It]{c1}, [the company]{c2}, [the Japanese conglomerate]{c3}."
    entity = first(extraction(marked, [("c1", "c2", 0.9), ("c2", "c3", 0.9)]))
    assert entity.label == "Japanese conglomerate"
    assert entity.names == ("Japanese conglomerate",)
    assert entity.key.startswith("company/japanese-conglomerate-")


def test_a_described_site_is_labelled_by_what_tells_most(extraction: Build) -> None:
    marked = "[a very large factory]{f1}, [Dresden fab]{f2}."
    entity = first(extraction(marked, [("f1", "f2", 0.9)]))
    assert entity.label == "Dresden fab"
    assert entity.names == ("Dresden fab",)


def test_a_named_site_leaves_its_descriptions_out(extraction: Build) -> None:
    marked = "[Dresden fab]{f1} or [Fab Dresden Nord]{f2}."
    entity = first(extraction(marked, [("f1", "f2", 0.9)]))
    assert (entity.key, entity.names) == ("facility/fab-dresden-nord", ("Fab Dresden Nord",))


def test_a_country_has_its_english_name_its_code_and_its_item(extraction: Build) -> None:
    entity = first(extraction("[Japanese]{n} or [Japan]{n}, [Japan's]{n}."))
    assert (entity.key, entity.type, entity.label) == ("country/JP", "Country", "Japan")
    assert entity.names == ("Japan", "Japanese")
    assert entity.code == "JP"
    assert entity.same_as == ("http://www.wikidata.org/entity/Q17",)


def test_a_territory_outside_iso_has_no_code(extraction: Build) -> None:
    entity = first(extraction("So [Kosovo]{n} said."))
    assert (entity.key, entity.code) == ("country/kosovo", None)
    assert entity.same_as == ("http://www.wikidata.org/entity/Q1246",)


def test_an_unknown_country_has_neither_code_nor_item(extraction: Build) -> None:
    entity = first(extraction("So [Atlantis]{n} said."))
    assert (entity.key, entity.code, entity.same_as) == ("country/atlantis", None, ())


def test_a_country_called_a_place_too_is_a_country(extraction: Build) -> None:
    entity = first(extraction("[Singapore]{l}, [Singapore]{l} or [Singapore]{n}."))
    assert (entity.key, entity.type) == ("country/SG", "Country")


def test_goods_are_labelled_by_the_most_frequent_form(extraction: Build) -> None:
    entity = first(extraction("[AI server]{p}, [AI servers]{p} or [AI servers]{p}."))
    assert entity.label == "AI servers"
    assert entity.names == ("AI servers", "AI server")


def test_goods_lose_the_capital_of_the_sentence(extraction: Build) -> None:
    assert first(extraction("[Lithium]{m} fell.")).label == "lithium"
    assert first(extraction("[Model 3]{p} sold.")).label == "Model 3"


def test_a_shortened_kind_of_goods_is_no_name_of_it(extraction: Build) -> None:
    marked = "[lithography machines]{p1}, then [machines]{p2}."
    entity = first(extraction(marked, [("p1", "p2", 0.9)]))
    assert entity.key == "product/lithography-machine"
    assert entity.names == ("lithography machines",)
    assert len(entity.mentions) == 2


@pytest.mark.parametrize(
    ("marked", "type_"),
    [
        ("[Fraunhofer]{o} or [Fraunhofer]{c}, [Fraunhofer]{c}.", "Company"),
        ("[Fraunhofer]{o} or [Fraunhofer]{c}.", "Organization"),
    ],
)
def test_the_type_is_the_usual_one_or_the_first(marked: str, type_: str, extraction: Build) -> None:
    entity = first(extraction(marked))
    assert entity.type == type_
    assert entity.key == f"{type_.lower()}/fraunhofer"


def test_a_region_is_labelled_by_its_noun(extraction: Build) -> None:
    assert first(extraction("[European]{l} or [Europe]{l}.")).label == "Europe"
