"""Blocks: which line breaks part sentences."""
# ruff: noqa: E501 - a wrapped text shows best on one line

from __future__ import annotations

import pytest

from graphkit.read.blocks import begins_lower, split_blocks

WRAPPED = """\
Aurex Corp. said on Monday that it had agreed to buy wafers from Brill
Silicon of Ulm for three years. The first wafers will leave the plant in
autumn."""
RAGGED = """\
The wafers come from a plant that Brill Silicon runs in the town
of Ulm, where it has been at work for forty
years without a single pause of note, as its owners like to say now."""

CASES = {
    "blank-line": ("Ports close\n\nships wait", ["Ports close", "ships wait"]),
    "blank-line-with-spaces": ("Ports close\n \t\nships wait", ["Ports close", "ships wait"]),
    "headline-and-text": (
        "Brill to close its plant in Ulm\nThe maker of saws named no date.",
        ["Brill to close its plant in Ulm", "The maker of saws named no date."],
    ),
    "two-headlines-of-like-length": (
        "Brill Silicon to close its old wafer plant in Ulm\nAurex Corp. buys glass from Tolvex at last",
        [
            "Brill Silicon to close its old wafer plant in Ulm",
            "Aurex Corp. buys glass from Tolvex at last",
        ],
    ),
    "lower-case-list": ("lithium\ncobalt\nnickel", ["lithium", "cobalt", "nickel"]),
    "address": ("Brill Silicon\n5 Mill Road\nUlm", ["Brill Silicon", "5 Mill Road", "Ulm"]),
    "bullets": ("- wafers\n- glass\n* saws", ["- wafers", "- glass", "* saws"]),
    "numbers": ("1. wafers\n2) glass\n10. saws", ["1. wafers", "2) glass", "10. saws"]),
    "round-bullets": ("• wafers\n‣ glass\n▪ saws", ["• wafers", "‣ glass", "▪ saws"]),
    "rows": ("Supplier\tGood\nBrill\twafers", ["Supplier\tGood", "Brill\twafers"]),
    "wrapped-prose": (WRAPPED, [WRAPPED]),
    "wrapped-with-crlf": (WRAPPED.replace("\n", "\r\n"), [WRAPPED.replace("\n", "\r\n")]),
    "wrapped-then-headline": (WRAPPED + "\n\nOther news", [WRAPPED, "Other news"]),
    "headline-above-wrapped": ("Wafers for Aurex\n" + WRAPPED, ["Wafers for Aurex", WRAPPED]),
    "paragraphs-without-blank-line": (f"{WRAPPED}\n{WRAPPED}", [WRAPPED, WRAPPED]),
    "wrapped-at-a-name-beside-wrapped": (
        f"{WRAPPED}\n\nThe glass in all of those new panels is made by a firm called Tolvex\nGlass in Brno.",
        [
            WRAPPED,
            "The glass in all of those new panels is made by a firm called Tolvex\nGlass in Brno.",
        ],
    ),
    "wrapped-bullet": (
        "- Wafers come from a plant that Brill Silicon runs in the town of\n  Ulm in Germany.\n- Glass",
        [
            "- Wafers come from a plant that Brill Silicon runs in the town of\n  Ulm in Germany.",
            "- Glass",
        ],
    ),
    "ends-in-comma": (
        "The wafers come from Ulm, the glass from Brno, the steel from Gary,\nIndiana.",
        ["The wafers come from Ulm, the glass from Brno, the steel from Gary,\nIndiana."],
    ),
    "ragged-prose": (RAGGED, [RAGGED]),
    "sentence-ends-before-lower-case": (
        "The plant that Brill Silicon ran in Ulm has closed.\nwork goes on",
        ["The plant that Brill Silicon ran in Ulm has closed.", "work goes on"],
    ),
    "other-line-breaks": (
        "Ports close\u2028Ships wait\x0bCranes",
        ["Ports close", "Ships wait", "Cranes"],
    ),
    "white-around": ("\n\n  Ports close  \n\n", ["Ports close"]),
    "nothing": (" \n ", []),
}


@pytest.mark.parametrize(("text", "blocks"), CASES.values(), ids=CASES.keys())
def test_text_is_parted_into_blocks(text: str, blocks: list[str]) -> None:
    assert [text[start:end] for start, end in split_blocks(text)] == blocks


@pytest.mark.parametrize("text", ["the", "“the", "(é", "e-bike", "don't"])
def test_word_in_lower_case_is_lower(text: str) -> None:
    assert begins_lower(text)


@pytest.mark.parametrize("text", ["The", "iGlass", "eBolt", "3rd", "", "“", "Øre"])
def test_name_number_and_nothing_are_not_lower(text: str) -> None:
    assert not begins_lower(text)
