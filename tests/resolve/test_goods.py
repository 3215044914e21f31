"""Goods are named by the lemma of their head."""

from __future__ import annotations

import pytest

from graphkit.resolve.goods import goods_words_of, is_common


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("servers", "server"),
        ("batteries", "battery"),
        ("gases", "gas"),
        ("lenses", "lens"),
        ("leaves", "leaf"),
        ("buses", "bus"),
        ("knives", "knife"),
        ("electrolysers", "electrolyser"),
        ("masterbatches", "masterbatch"),
        ("biorefineries", "biorefinery"),
        ("GPUs", "GPU"),
        ("H100s", "H100"),
        ("iPhones", "iPhone"),
        ("memory chips", "memory chip"),
        ("cells for cars", "cell for cars"),
        ("sheets of steel", "sheet of steel"),
        ("lithium-ion cells", "lithium ion cell"),
        ("the servers", "servers"),
        ("women", "woman"),
    ],
)
def test_plural_and_singular_are_one_kind(plural: str, singular: str) -> None:
    assert goods_words_of(plural) == goods_words_of(singular)


@pytest.mark.parametrize(
    "word",
    [
        *("gas", "lens", "chassis", "series", "data", "glass", "brass", "optics", "electronics"),
        *("bearing", "wiring", "packaging", "lighting", "lead", "goods", "works", "biogas"),
        *("feedgas", "syngas"),
        *("iOS", "Windows", "Model 3", "DRAM", "iTunes"),
    ],
)
def test_other_words_stay_as_they_are(word: str) -> None:
    assert goods_words_of(word) == tuple(word.lower().split(" "))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chips", "memory chips"),
        ("windows", "Windows"),
        ("H100", "H200"),
        ("copper wire", "copper cable"),
    ],
)
def test_different_goods_stay_apart(one: str, other: str) -> None:
    assert goods_words_of(one) != goods_words_of(other)


def test_british_and_american_spellings_meet() -> None:
    assert goods_words_of("aluminum fibers") == goods_words_of("aluminium fibres")
    assert goods_words_of("tires") == goods_words_of("tyres")
    assert goods_words_of("sulphuric acid") == goods_words_of("sulfuric acid")


def test_the_capital_of_a_sentence_says_nothing() -> None:
    assert goods_words_of("Servers", starts_sentence=True) == ("server",)
    assert goods_words_of("Servers") == ("servers",)
    assert goods_words_of("Escondidas", starts_sentence=True) == ("escondidas",)


def test_signs_are_words_of_their_own() -> None:
    assert goods_words_of("-") != goods_words_of("/")


def test_the_dictionary_tells_words_from_names() -> None:
    assert is_common("strike")
    assert is_common("Strike")
    assert not is_common("Brexit")
    assert not is_common("Nvidia")
