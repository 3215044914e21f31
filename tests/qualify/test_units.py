"""Units and currencies are those of the Unicode CLDR, and what news adds to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graphkit.qualify.currencies import code_of, names, signs
from graphkit.qualify.numerals import to_number
from graphkit.qualify.units import units


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("tonnes", "tonne"),
        ("metric tons", "tonne"),
        ("tons", "ton"),
        ("kg", "kilogram"),
        ("barrels", "barrel"),
        ("litres", "liter"),
        ("cubic metres", "cubic-meter"),
        ("GWh", "gigawatt-hour"),
        ("gigawatt-hours", "gigawatt-hour"),
        ("kilowatt hours", "kilowatt-hour"),
        ("MW", "megawatt"),
        ("ounces", "ounce"),
    ],
)
def test_a_unit_has_the_name_of_the_cldr(words: str, unit: str) -> None:
    assert units()[words] == unit


@pytest.mark.parametrize(
    "word", ["nanometers", "kilometers", "years", "inches", "points", "chains"]
)
def test_lengths_and_durations_are_no_units_of_goods(word: str) -> None:
    assert word not in units()


@pytest.mark.parametrize(
    ("sign", "code"),
    [("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("A$", "AUD"), ("NT$", "TWD"), ("RMB", "CNY")],
)
def test_a_sign_means_a_currency(sign: str, code: str) -> None:
    assert code_of(sign, "") == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("euros", "EUR"), ("yuan", "CNY"), ("swiss francs", "CHF"), ("rupees", "INR"), ("won", "KRW")],
)
def test_a_name_means_a_currency(name: str, code: str) -> None:
    assert names()[name] == code


@pytest.mark.parametrize("name", ["francs", "real", "crowns", "pence"])
def test_a_name_of_several_currencies_means_none(name: str) -> None:
    assert name not in names()


def test_every_code_has_three_capitals() -> None:
    assert all(len(code) == 3 and code.isupper() for code in signs().values())


@pytest.mark.parametrize(
    ("text", "large", "number"),
    [
        ("1,250", None, "1250"),
        ("2.9", " billion", "2900000000"),
        ("2.9", "bn", "2900000000"),
        ("5", " crore", "50000000"),
        ("twenty-one", " thousand", "21000"),
        ("a", " hundred", "100"),
        ("half a", " million", "500000"),
        ("0.50", None, "0.5"),
    ],
)
def test_a_number_is_read_exactly(text: str, large: str | None, number: str) -> None:
    assert to_number(text, large) == Decimal(number)
