"""Names that differ in letters are found, also in large blocks."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from graphkit.resolve.across.blocks import LARGEST, WINDOW, pairs_of
from graphkit.resolve.across.letters import near_pairs
from graphkit.resolve.across.names import ONE_ERROR, Likeness, Named, likeness
from graphkit.resolve.across.records import Record


def named(*words: str) -> list[Named]:
    """Return records of companies with these names."""
    nothing: frozenset[str] = frozenset()
    empty = nothing, nothing, nothing
    return [
        Named(Record(f"company/{each}", "Company", (each,), *empty, frozenset(), False, nothing))  # noqa: FBT003 - as the fields stand
        for each in words
    ]


@given(st.lists(st.text("abc", min_size=ONE_ERROR, max_size=9), unique=True, max_size=12))
def test_every_pair_with_one_error_is_found(names: list[str]) -> None:
    found = set(near_pairs(named(*names)))
    for first, second in combinations(range(len(names)), 2):
        if OSA.distance(names[first], names[second]) == 1:
            assert (first, second) in found


@pytest.mark.parametrize(
    ("first", "second"),
    [("foxglove-metals", "foxgluve-metols"), ("contemporary-amperex", "contemporery-amperrex")],
)
def test_two_errors_are_found_where_no_more_than_one_is_in_a_consonant(
    first: str, second: str
) -> None:
    assert list(set(near_pairs(named(first, second)))) == [(0, 1)]


@pytest.mark.parametrize("pair", [("fabrika-12", "fabrika-18"), ("short", "shorr"), ("a", "b")])
def test_digits_and_short_names_have_no_errors(pair: tuple[str, str]) -> None:
    assert list(near_pairs(named(*pair))) == []


def test_nothing_has_no_pairs() -> None:
    assert list(near_pairs([])) == []


def test_a_large_block_is_compared_with_those_next_in_order() -> None:
    names = named(*(f"name-{number:03}" for number in range(LARGEST + 1)))
    found = set(pairs_of(range(len(names)), names))
    assert (0, WINDOW) in found
    assert (0, WINDOW + 1) not in found
    assert len(list(pairs_of(range(LARGEST), names))) == LARGEST * (LARGEST - 1) // 2


WORD = st.sampled_from(["fox", "foxglove", "metal", "metals", "group", "energy", "12", "north"])
NAME = st.lists(WORD, min_size=1, max_size=4).map("-".join)


@settings(deadline=None)  # the first call reads the dictionary
@given(NAME, NAME)
def test_likeness_is_mutual(first: str, second: str) -> None:
    one, other = named(first, second)
    assert likeness(one, other) is likeness(other, one)
    assert (likeness(one, other) is Likeness.EQUAL) is (first == second)
