"""Text of others in labels: literal, short, and in glyphs that the font has."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font

from graphkit.draw import DrawOptions, draw_figure, overlaps
from graphkit.draw.text import clean, font, spaced, wrap

if TYPE_CHECKING:
    from draw.conftest import MakeClaim

GLYPHS = FT2Font(str(font(9).get_file())).get_charmap()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("A$_B^C$ & <Co>", "A$_B^C$ & <Co>"),
        (r"\frac{1}{2} 50%", r"\frac{1}{2} 50%"),
        ("tab\there\x07", "tab here"),
        ("left\u202eright\u200b", "leftright"),
        ("中芯国际", "zhong xin guo ji"),
        ("삼성전자 Ltd", "samseongjeonja Ltd"),
        ("\U0001f697\U0001f50b Auto", "Auto"),
        ("\U0001f697", "?"),
        ("", "?"),
        ("شركة", "شركة"),
        ("Ελλάς Київ", "Ελλάς Київ"),
        ("e\u0301cole", "école"),
    ],
)
def test_labels_are_literal_and_in_known_glyphs(text: str, drawn: str) -> None:
    assert clean(text) == drawn


@given(st.text())
def test_whatever_comes_only_known_visible_glyphs_are_left(text: str) -> None:
    drawn = clean(text)
    assert drawn
    assert all(ord(character) in GLYPHS for character in drawn)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cn"} for character in drawn)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="ab -é", min_size=1).map(clean))
def test_wrapped_lines_are_few_and_short(text: str) -> None:
    lines = wrap(text).split("\n")
    assert 1 <= len(lines) <= 3
    assert max(map(len, lines)) <= 22


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("Norvik", "Norvik"),
        ("Ministry of Trade and Industry", "Ministry of Trade\nand Industry"),
        ("a " * 60, "…"),
        ("w" * 30, "w" * 22 + "\n" + "w" * 8),
        ("Semiconductor Manufacturing", "Semiconductor\nManufacturing"),
    ],
)
def test_long_labels_are_broken_evenly_and_end_in_an_ellipsis(text: str, wrapped: str) -> None:
    assert wrap(text).endswith(wrapped) or wrap(text) == wrapped


def test_a_term_that_the_ontology_lacks_is_read_as_words() -> None:
    assert spaced("shipsViaPort") == "ships via port"


def test_strange_labels_are_drawn_without_a_warning_and_without_overlap(
    make_claim: MakeClaim,
) -> None:
    names = [
        "$$",
        "$x_1^2$",
        "<b>&amp;",
        "中芯国际",
        "شركة النفط",
        "\U0001f697",
        "\\alpha",
        "w" * 90,
    ]
    claims = [make_claim(name, "suppliesTo", "Norvik") for name in names]
    title = "$\\frac$ <&> 中 \U0001f697"
    assert overlaps(draw_figure(claims, DrawOptions(title=title))) == []
