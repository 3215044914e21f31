"""Written forms lose what is no part of a name, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.resolve.surfaces import clean, description_of, has_determiner, name_of


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Nvidia (NVDA)", "Nvidia"),
        ("Toyota (7203.T)", "Toyota"),
        ("TSMC (2330)", "TSMC"),
        ("Ford (NYSE: F)", "Ford"),
        ("Nokia[citation needed]", "Nokia"),
        ("Nokia[1][2]", "Nokia"),
        ("Nokia²", "Nokia"),
        ("Nestlé®", "Nestlé"),
        ("® Nestlé", "Nestlé"),
        ("Nestlé ® Waters", "Nestlé Waters"),
        ("'Nokia", "'Nokia"),
        ("“Nokia", "Nokia"),
        ("Hon\n  Hai", "Hon Hai"),
        ("Bo\u00adsch", "Bosch"),
        # what stays
        ("Bank of China (Hong Kong)", "Bank of China (Hong Kong)"),
        ("Bank of China (HK)", "Bank of China (HK)"),
        ("Deloitte (USA)", "Deloitte (USA)"),
        ("«Sever» Group", "«Sever» Group"),
        ("Group «Sever»", "Group «Sever»"),
        ("H2O", "H2O"),
        ("[1]", "[1]"),
        ("(NVDA)", "(NVDA)"),
    ],
)
def test_marks_around_a_name_go(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Home Depot", "Home Depot"),
        ("Taiwan\u2019s", "Taiwan"),
        ("General Motors'", "General Motors"),
        ("McDonald's", "McDonald's"),
        ("Moody\u2019s", "Moody\u2019s"),
        ("A. O. Smith", "A. O. Smith"),
        ("Theranos", "Theranos"),
        ("the", "the"),
        ("'s", "'s"),
    ],
)
def test_an_article_and_a_possessive_go(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("the company", "company"),
        ("Its Chinese affiliate", "Chinese affiliate"),
        ("another plant", "plant"),
        ("Thermo plant", "Thermo plant"),
        ("its", "its"),
    ],
)
def test_a_description_loses_its_determiner(text: str, description: str) -> None:
    assert description_of(text) == description


def test_only_words_that_stand_before_others_are_determiners() -> None:
    assert has_determiner("An American firm")
    assert not has_determiner("Anglo American")
    assert not has_determiner("its")


@settings(deadline=None)  # the first example reads the tables of the libraries
@given(st.text(min_size=1))
def test_nothing_is_cleaned_away_wholly(text: str) -> None:
    assert clean(text)
    assert name_of(text)
    assert description_of(text)
