"""The scheme of goods is whole and free of cycles, and tells what goods are a kind of."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.resolve.goods import goods_words_of
from graphkit.resolve.goods_words import plain_words_of
from graphkit.resolve.known.goods_scheme import (
    FILE,
    Good,
    broader_of,
    find_good,
    goods,
    is_kind_of,
)

with FILE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

KINDS = [
    ("dram", ["memory chip", "chip", "semiconductor", "electronic component"]),
    ("HBM3E", ["high bandwidth memory", "DRAM", "memory chip"]),
    ("chips", ["semiconductor", "electronic component"]),
    ("LFP cells", ["lithium-ion cell", "battery cell", "battery"]),
    ("lithium carbonate", ["lithium chemical", "inorganic chemical", "chemical"]),
    ("AI servers", ["server", "computer", "computer hardware"]),
    ("silicon wafers", ["wafer", "semiconductor material"]),
    ("Li-ion batteries", ["lithium battery", "battery"]),
    ("copper cathodes", ["refined copper", "copper", "base metal", "metal"]),
    ("jet fuel", ["aviation fuel", "refined petroleum product", "fossil fuel"]),
    ("automotive memory chips", ["memory chip", "chip"]),
    ("Blackwell GPUs", ["GPU", "processor"]),
    ("28-nanometre chips", ["chip", "semiconductor"]),
    ("A320 aircraft", ["aircraft", "aerospace product"]),
    ("school buses", ["bus", "vehicle"]),
    ("polio vaccines", ["vaccine", "biologic drug"]),
    ("Brent crude", ["crude oil", "fossil fuel"]),
    ("warehouse robots", ["robot", "machine"]),
    ("textile machinery", ["machine"]),
    ("dog food", ["food"]),
    ("high-purity silicon wafers", ["silicon wafer", "wafer"]),
    ("gearboxes for wind turbines", ["gearbox", "auto part"]),
    ("lumps of coal", ["lump"]),
    ("garden hoses", ["hose"]),
    ("sodium-vapour lamps", ["lamp"]),
    ("roof tiles", ["tile"]),
    ("ship-to-shore cranes", ["port crane", "machine"]),
    ("steel bearings", ["bearing", "industrial component"]),
    ("paper cups", ["cup"]),
    ("tomato paste", ["paste"]),
    ("sheets of steel", ["sheet"]),
    ("lead-free solder", ["solder", "alloy"]),
    ("oil-based paints", ["paint", "chemical"]),
    ("wooden furniture", ["furniture"]),
]
NO_KIND = [
    *("Model 3", "iPhone 15", "iPhone", "H100", "Windows", "Galaxy Watch", "Xbox 360", "B-52"),
    *("potato chips", "chocolate chips", "wood chips", "toy cars", "freight cars", "wine glass"),
    *("magnifying glass", "steel wool", "peanut butter", "plant-based meat", "synthetic leather"),
    *("soldering iron", "lithium salts", "food processors", "oil sands", "data buses"),
    *("lighting systems", "steel products", "power solutions", "tons of steel", "asset leasing"),
    *("desktop and laptop computers", "hoses", "metal", "Polartec fleece", "CNC lathes"),
    *(
        "satellite-to-phone services",
        "brake-by-wire modules",
        "kinds of grain",
        "oat milk",
        "meat substitutes",
        "cooking classes",
    ),
]


def chain(text: str) -> list[str]:
    """Return the labels of what *text* is a kind of."""
    words = goods_words_of(text)
    return [concept.label for concept in broader_of(words, "Product", label=text)]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_goods_are_a_kind_of(text: str, expected: list[str]) -> None:
    assert chain(text)[: len(expected)] == expected


@pytest.mark.parametrize("text", NO_KIND)
def test_goods_are_no_kind_of_what_they_only_end_in(text: str) -> None:
    assert chain(text) == []


def test_the_key_of_a_kind_is_that_of_goods_with_its_name() -> None:
    (hose,) = broader_of(("garden", "hose"), "Material", label="garden hose")
    assert (hose.key, hose.type, hose.label) == ("material/hose", "Material", "hose")
    assert goods_words_of("hoses") == ("hose",)


def test_without_the_written_form_words_count_as_written_without_capitals() -> None:
    assert broader_of(("galaxy", "watch"), "Product") != ()
    assert broader_of(("galaxy", "watch"), "Product", label="Galaxy Watch") == ()
    assert broader_of(("model", "3"), "Product") == ()


@pytest.mark.parametrize(
    ("narrow", "broad", "expected"),
    [
        ("DRAM", "chips", True),
        ("lithography machines", "machines", True),
        ("garden hoses", "hoses", True),
        ("laptops", "computers", True),
        ("lithium", "metals", True),
        ("chips", "DRAM", False),
        ("chips", "chips", False),
        ("potato chips", "chips", False),
        ("garden hoses", "gardens", False),
    ],
)
def test_a_kind_is_told_from_its_kinds(narrow: str, broad: str, *, expected: bool) -> None:
    assert is_kind_of(goods_words_of(narrow), goods_words_of(broad)) is expected


@pytest.mark.parametrize("good", goods(), ids=lambda good: good.key)
def test_a_good_is_found_by_its_name_and_is_no_kind_of_itself(good: Good) -> None:
    assert goods_words_of(good.name) == good.words
    assert find_good(good.words) == good
    assert good.key not in good.broader
    assert len(set(good.broader)) == len(good.broader)
    assert good.key == f"{good.type.lower()}/{'-'.join(good.words)}"


def test_broader_goods_have_the_rest_of_the_chain() -> None:
    by_key = {good.key: good for good in goods()}
    for good in goods():
        if good.broader:
            assert by_key[good.broader[0]].broader == good.broader[1:]


def test_no_name_is_that_of_two_goods() -> None:
    owners = defaultdict(set)
    for row in ROWS:
        for form in (row["name"], *filter(None, row["other_names"].split(";"))):
            owners["".join(plain_words_of(form))].add(row["name"])
    assert [names for names in owners.values() if len(names) > 1] == []


def test_plurals_of_all_names_meet_the_singular() -> None:
    for row in ROWS:
        last = row["name"].split(" ")[-1]
        if (
            " on " not in row["name"]
            and last.islower()
            and last.isalpha()
            and last.endswith(("er", "or", "et", "el", "ip"))
        ):
            assert goods_words_of(f"{row['name']}s") == goods_words_of(row["name"])


def test_every_row_is_well_formed() -> None:
    assert len(ROWS) == len(goods())
    assert [row["name"] for row in ROWS] == sorted((row["name"] for row in ROWS), key=str.casefold)
    for row in ROWS:
        assert row["kind"] in {"material", "product"}, row
        assert set(filter(None, row["critical"].split(";"))) <= {"EU", "US"}, row
        for code in filter(None, row["hs"].split(";")):
            assert re.fullmatch(r"[0-9]{4}(?:[0-9]{2})?", code), row


WORDS = ("red", "steel", "chip", "memory", "of", "and", "car", "model", "3", "hose", "wool", "dram")


@settings(deadline=None)  # the first call reads the dictionary
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), labelled=st.booleans())
def test_no_goods_are_a_kind_of_themselves(words: list[str], *, labelled: bool) -> None:
    label = " ".join(words)
    named = goods_words_of(label)
    found = broader_of(named, "Product", label=label if labelled else None)
    assert f"product/{'-'.join(named)}" not in {concept.key for concept in found}
    assert len({concept.key for concept in found}) == len(found)
    assert not is_kind_of(named, named)


@settings(deadline=None)  # the first call reads the dictionary
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_kinds_do_not_go_round(words: list[str]) -> None:
    named = goods_words_of(" ".join(words))
    for concept in broader_of(named, "Product"):
        kind = tuple(concept.key.partition("/")[2].split("-"))
        assert not is_kind_of(kind, named)
