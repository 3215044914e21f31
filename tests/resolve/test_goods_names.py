"""Goods that are the same under different names are one, and goods that differ are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.resolve.goods import good_of, goods_words_of
from graphkit.resolve.known.goods_scheme import find_good, goods

ONE = [
    ("AI servers", "artificial-intelligence server"),
    ("AI servers", "AI server systems"),
    ("AI server units", "artificial intelligence servers"),
    ("lithium-ion batteries", "Li-ion battery"),
    ("lithium ion batteries", "lithium-ion battery"),
    ("Lithium-ion accumulators", "lithium-ion batteries"),
    ("EV batteries", "electric-vehicle batteries"),
    ("EV batteries", "electric car batteries"),
    ("EVs", "electric vehicles"),
    ("LFP batteries", "lithium iron phosphate battery"),
    ("LFP cells", "lithium-iron-phosphate battery cells"),
    ("NMC cathodes", "NCM cathode"),
    ("CAM", "cathode active materials"),
    ("sodium-ion batteries", "Na-ion battery"),
    ("BESS", "battery energy storage systems"),
    ("DRAM", "DRAM chips"),
    ("DRAM", "DRAM memory chips"),
    ("dynamic random access memory", "DRAM memory"),
    ("high-bandwidth memory", "HBM"),
    ("HBM chips", "high-bandwidth memory chips"),
    ("HBM3E", "HBM3E memory chips"),
    ("NAND", "NAND flash memory chips"),
    ("semiconductors", "semiconductor devices"),
    ("semiconductors", "semiconductor products"),
    ("semi-conductors", "semiconductor components"),
    ("chips", "semiconductor chips"),
    ("chips", "integrated circuits"),
    ("microchips", "ICs"),
    ("computer chips", "chip"),
    ("memory chips", "memory devices"),
    ("GPUs", "graphics processing units"),
    ("GPU chips", "graphics processors"),
    ("CPUs", "central processing unit"),
    ("SoCs", "systems on a chip"),
    ("MCUs", "microcontroller"),
    ("FPGA chips", "field-programmable gate arrays"),
    ("power management ICs", "power management chips"),
    ("SiC wafers", "silicon carbide wafer"),
    ("GaN chips", "gallium nitride devices"),
    ("silicon wafers", "wafers of silicon"),
    ("12-inch wafers", "300 mm wafer"),
    ("PCBs", "printed circuit board"),
    ("MLCCs", "multi-layer ceramic capacitors"),
    ("chipmaking equipment", "semiconductor manufacturing equipment"),
    ("lithography systems", "lithography tools"),
    ("EUV scanners", "EUV lithography systems"),
    ("SSDs", "solid-state drives"),
    ("hard drives", "hard disk drive"),
    ("notebook computers", "laptops"),
    ("smart phones", "smartphone"),
    ("cell phones", "mobile phones"),
    ("LNG", "liquefied natural gas"),
    ("LPG", "liquefied petroleum gas"),
    ("petrol", "gasoline"),
    ("crude", "crude oil"),
    ("solar panels", "PV modules"),
    ("wind turbines", "wind turbine systems"),
    ("electrolyzers", "electrolysers"),
    ("rare earths", "rare-earth elements"),
    ("NdFeB magnets", "neodymium magnets"),
    ("helium", "helium gas"),
    ("CO2", "carbon dioxide"),
    ("aluminum foil", "aluminium foil"),
    ("nickel sulphate", "nickel sulfate"),
    ("glass fiber", "fibreglass"),
    ("PVC", "polyvinyl chloride"),
    ("fertilisers", "fertilizer"),
    ("wire harnesses", "wiring harness"),
    ("automobiles", "passenger cars"),
    ("car parts", "automotive components"),
    ("lorries", "trucks"),
    ("UAVs", "unmanned aerial vehicles"),
    ("undersea cables", "submarine cable"),
    ("corn", "maize"),
    ("prawns", "shrimp"),
    ("pharmaceuticals", "medicines"),
    ("lead frames", "leadframe"),
    ("data center switches", "data-centre switch"),
]
APART = [
    ("battery cell", "battery pack"),
    ("battery", "battery cell"),
    ("battery", "battery material"),
    ("battery", "battery system"),
    ("battery", "battery equipment"),
    ("lithium battery", "lithium-ion battery"),
    ("lithium-ion battery", "lithium-ion cell"),
    ("EV battery", "EV"),
    ("electric vehicle", "electric car"),
    ("electric vehicle", "hybrid vehicle"),
    ("LFP", "LFP battery"),
    ("server", "server rack"),
    ("server", "AI server"),
    ("server", "server chip"),
    ("server", "server memory"),
    ("wafer", "wafer equipment"),
    ("wafer", "silicon wafer"),
    ("wafer", "chip"),
    ("silicon wafer", "silicon"),
    ("silicon carbide", "silicon carbide wafer"),
    ("silicon carbide", "silicon carbide device"),
    ("chip", "semiconductor"),
    ("chip", "potato chip"),
    ("chip", "chip equipment"),
    ("chip", "memory chip"),
    ("memory chip", "memory module"),
    ("DRAM", "HBM"),
    ("DDR4", "DDR5"),
    ("HBM3E", "HBM4"),
    ("DRAM", "NAND"),
    ("GPU", "CPU"),
    ("GPU", "GPU server"),
    ("semiconductor", "semiconductor equipment"),
    ("semiconductor", "semiconductor material"),
    ("semiconductor", "semiconductor system"),
    ("lithography machine", "EUV lithography machine"),
    ("photomask", "mask blank"),
    ("steel", "steel products"),
    ("steel", "iron"),
    ("steel", "steel scrap"),
    ("copper", "copper wire"),
    ("copper", "copper products"),
    ("copper ore", "copper concentrate"),
    ("copper wire", "copper cable"),
    ("lithium", "lithium carbonate"),
    ("lithium carbonate", "lithium hydroxide"),
    ("nickel", "nickel sulfate"),
    ("aluminium", "alumina"),
    ("graphite", "natural graphite"),
    ("uranium", "enriched uranium"),
    ("magnet", "rare earth magnet"),
    ("natural gas", "LNG"),
    ("crude oil", "fuel oil"),
    ("hydrogen", "green hydrogen"),
    ("oxygen", "liquid oxygen"),
    ("solar cell", "solar module"),
    ("wind turbine", "wind turbine blade"),
    ("vehicle", "vehicle system"),
    ("vehicle", "auto part"),
    ("car", "car seat"),
    ("aircraft", "aircraft system"),
    ("aircraft engine", "jet engine"),
    ("mobile phone", "smartphone"),
    ("computer", "laptop"),
    ("display panel", "display glass"),
    ("meat", "meat products"),
    ("paper", "paper products"),
    ("cocoa", "cocoa butter"),
    ("glass", "glasses"),
    ("CAM", "cam"),
    ("Model 3", "Model S"),
    ("iPhone", "phone"),
    ("launch vehicle", "rocket engine"),
    ("vaccine", "vaccine vial"),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_names_of_the_same_goods_meet(first: str, second: str) -> None:
    assert goods_words_of(first) == goods_words_of(second)


@pytest.mark.parametrize(("first", "second"), APART)
def test_goods_that_differ_stay_apart(first: str, second: str) -> None:
    assert goods_words_of(first) != goods_words_of(second)


@pytest.mark.parametrize(
    ("words", "type_", "expected"),
    [
        (("lithium",), "Product", (("lithium",), "Material")),
        (("lithium",), "Material", (("lithium",), "Material")),
        (("dram",), "Material", (("dram",), "Product")),
        (("garden", "hose"), "Product", (("garden", "hose"), "Product")),
        (("garden", "hose"), "Material", (("garden", "hose"), "Material")),
        (("automobile",), "Product", (("car",), "Product")),
    ],
)
def test_the_scheme_decides_between_material_and_product(
    words: tuple[str, ...], type_: str, expected: tuple[tuple[str, ...], str]
) -> None:
    assert good_of(words, type_) == expected


def test_only_a_short_form_in_capitals_is_taken_for_one_where_it_is_a_word() -> None:
    assert goods_words_of("CAMs") == ("cathode", "active", "material")
    assert goods_words_of("cams") == ("cam",)


def test_a_preposition_between_hyphens_ends_no_phrase() -> None:
    assert goods_words_of("ship-to-shore cranes") == goods_words_of("ship-to-shore crane")
    assert goods_words_of("cells for cars")[0] == "cell"


def test_an_empty_head_alone_stays() -> None:
    for head in ("chips", "systems", "products", "units", "devices", "memory"):
        assert len(goods_words_of(head)) == 1
    assert goods_words_of("lighting systems") == ("lighting", "system")


@settings(deadline=None)  # the first call reads the dictionary
@given(st.lists(st.sampled_from([each for pair in (*ONE, *APART) for each in pair])))
def test_the_order_of_calls_is_irrelevant(texts: list[str]) -> None:
    goods_words_of.cache_clear()
    ahead = [goods_words_of(text) for text in texts]
    goods_words_of.cache_clear()
    assert [goods_words_of(text) for text in reversed(texts)] == ahead[::-1]


@settings(deadline=None)  # the first call reads the dictionary
@given(st.text(max_size=30))
def test_the_words_of_any_text_name_goods_once_and_for_all(text: str) -> None:
    words = goods_words_of(text)
    assert words
    good = find_good(words)
    assert good is None or good.words == words


@settings(deadline=None)  # the first call reads the dictionary
@given(
    st.sampled_from(["", "red ", "Chinese ", "5G "]),
    st.sampled_from([good.name for good in goods()]),
    st.sampled_from([" chip", " system", " product", " unit", " memory", " gas", ""]),
)
def test_words_are_stable_when_they_are_read_again(first: str, name: str, last: str) -> None:
    words = goods_words_of(first + name + last)
    assert goods_words_of(" ".join(words)) == words
