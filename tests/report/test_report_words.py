"""Sentences are right for one and for many, and references for neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graphkit.report.markdown import escaped
from graphkit.report.references import runs, web_address
from graphkit.report.words import counted, listed, plain


@pytest.mark.parametrize(
    ("number", "one", "told"),
    [(1, "company", "1 company"), (2, "company", "2 companies"), (0, "way", "0 ways")],
)
def test_nouns_go_with_their_numbers(number: int, one: str, told: str) -> None:
    assert counted(number, one) == told


@given(st.lists(st.sampled_from("abcdef"), max_size=6), st.integers(1, 6))
def test_an_enumeration_accounts_for_all(names: list[str], most: int) -> None:
    told = listed(names, most=most)
    left = max(0, len(names) - most)
    assert told.endswith(f"{left} other{'s' * (left > 1)}") == bool(left)


@given(st.sets(st.integers(1, 30)))
def test_ranges_hold_just_their_numbers(numbers: set[int]) -> None:
    found = runs(numbers)
    assert {n for first, last in found for n in range(first, last + 1)} == numbers
    assert all(last - first != 1 for first, last in found)


@given(st.text(max_size=40))
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"x {escaped(text)} x")
    inline = [token for token in tokens if token.type == "inline"]
    children = inline[0].children
    assert children is not None
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == " ".join(
        ["x", plain(text), "x"]
    ).replace("  ", " ") or not plain(text)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc", None])
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert web_address(url) is None
