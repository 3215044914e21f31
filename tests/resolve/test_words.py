"""Names become words in ASCII that are equal for one name and different for two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.resolve.words import actor_words_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Škoda", "SKODA"),
        ("L'Oréal", "L\u2019Oreal"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("Mercedes-Benz", "Mercedes Benz"),
        ("Straße", "Strasse"),
        ("U.S. Steel", "US Steel"),
        ("J. P. Morgan", "J.P. Morgan"),
        ("Toys “R” Us", 'Toys "R" Us'),
        ("Ｓｏｎｙ", "Sony"),  # noqa: RUF001 - full-width letters
        ("Amazon.com", "Amazon com"),
        ("Газпром", "Gazprom"),
        ("Levi's", "Levi"),
    ],
)
def test_spellings_of_one_name_have_the_same_words(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("GTK", "GTK+"),
        ("Disney", "Disney+"),
        ("東芝", "東志"),
        ("!", "?"),
        ("Hon Hai", "Honhai"),
    ],
)
def test_different_names_have_different_words(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_a_body_loses_article_and_legal_form() -> None:
    assert actor_words_of("The Boeing Company") == ("boeing",)
    assert actor_words_of("The The") == ("the",)
    assert actor_words_of("The") == ("the",)


@settings(deadline=None)  # the first example reads the tables of the libraries
@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_words_are_ascii_and_never_none(text: str) -> None:
    for words in (words_of(text), actor_words_of(text)):
        assert words
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
