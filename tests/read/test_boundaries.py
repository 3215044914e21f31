"""Boundaries: each rule with what it lets pass and what it does not."""

from __future__ import annotations

import pytest

from graphkit.read.boundaries import OPENERS, is_boundary

ENDS = [
    ("It closed.", "Brill left."),
    ("It closed.", "“Brill” left."),
    ("It closed.", "5 ships left."),
    ("It closed.", "iGlass left."),
    ("It closed.", "(b) The ship left."),
    ("It is in the U.S.", "The ship left."),
    ("It is in the U.S.", "However, it left."),
    ("It is in the U.S.", "It's gone."),
    ("It is in the U.S.", '"We left," he said.'),
    ("It is sold by Brill Corp.", "Aurex makes it."),
    ("It is sold by Brill Corp.", "Chairmen left."),
    ("It is in Portland, Ore.", "The ship left."),
    ("It is iron ore.", "Ships left."),
    ("The answer is no.", "Ships left."),
    ("It bought Yahoo!", "The ship left."),
    ("(It is made by Brill Corp.)", "Aurex sells it."),
    ("It grew in 2019.", "Aurex sold it."),
    (")", "Aurex sold it."),
]
CONTINUES = [
    ("It is made by Brill Inc.", "of Ulm."),
    ("It is made by Brill Inc.", "(the maker)."),
    ("It is made by Brill Inc.", ", a maker"),
    ("It is made by Brill Inc.", "\u2013 a maker"),
    ("It is made by Brill Inc.", "President Ito."),
    ("It is made by Brill Co.", "Ltd. of Ulm."),
    ("It is made by Brill (once Aurex Corp.)", "Tools."),
    ("It is in the U.S.", "Navy."),
    ("It is in the U.S.", "A. Brill yard."),
    ("It is in Portland, Ore.", "Brill says."),
    ("It left at 5 p.m.", "Tokyo time."),
    ("It left on Sept.", "5 at noon."),
    ("It bought Yahoo!", "Japan."),
    ("It is run by Mr.", "Ito."),
    ("It is run by MR.", "ITO."),
    ("It is No.", "5 of ten."),
    ("It is Brill vs.", "Aurex."),
    ("1.", "Brill."),
    ("Item 1A.", "Brill."),
    ("See Item 1A.", "Brill."),
    ("There are two: 1.", "Brill."),
    ("KOBE /WIRE/.", "Brill left."),
    ("KOBE.", "(Wire) - Brill left."),
    ("It closed.", "(b) the ship left."),
]


@pytest.mark.parametrize(("left", "right"), ENDS, ids=lambda text: text)
def test_a_sentence_ends(left: str, right: str) -> None:
    assert is_boundary(left, right, whole=True)


@pytest.mark.parametrize(("left", "right"), CONTINUES, ids=lambda text: text)
def test_a_sentence_goes_on(left: str, right: str) -> None:
    assert not is_boundary(left, right, whole=True)


def test_a_mark_at_the_end_of_a_longer_sentence_does_not_open_it() -> None:
    assert not is_boundary("5.", "Brill left.", whole=True)
    assert is_boundary("5.", "Brill left.", whole=False)


def test_opening_words_are_written_as_at_the_beginning_of_a_sentence() -> None:
    assert [word for word in sorted(OPENERS) if not word.isalpha() or not word.istitle()] == []
