"""Acronyms are the initials of full names."""

from __future__ import annotations

import pytest

from graphkit.resolve.acronyms import acronyms_of, is_acronym


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("TSMC", "Taiwan Semiconductor Manufacturing Co"),
        ("TSMC", "Taiwan Semiconductor Manufacturing Co., Ltd."),
        ("CATL", "Contemporary Amperex Technology Co. Limited"),
        ("SMIC", "Semiconductor Manufacturing International Corporation"),
        ("BYD", "Build Your Dreams"),
        ("METI", "Ministry of Economy, Trade and Industry"),
        ("SEC", "Securities and Exchange Commission"),
        ("KHNP", "Korea Hydro & Nuclear Power"),
        ("LGES", "LG Energy Solution"),
        ("LNG", "liquefied natural gas"),
        ("HBM", "high-bandwidth memory"),
        ("GM", "General Motors"),
    ],
)
def test_an_acronym_is_found(acronym: str, name: str) -> None:
    assert acronym.lower() in acronyms_of(name)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("TSMC", "Taiwan Mobile"),
        ("SMIC", "Semiconductor Manufacturing Corporation"),
        ("VW", "Volkswagen"),
        ("AB", "Apple"),
        ("SEC", "Securities Commission"),
        ("ABCDEFGHIJKLM", "A B C D E F G H I J K L M"),
    ],
)
def test_other_letters_are_no_acronym(acronym: str, name: str) -> None:
    assert acronym.lower() not in acronyms_of(name)


def test_the_readings_of_a_name_are_limited() -> None:
    assert len(acronyms_of("A of the of the of the of the of the B")) <= 64


def test_an_acronym_is_written_in_capitals() -> None:
    assert all(map(is_acronym, ("TSMC", "EVs", "3M"[::-1], "H2")))
    assert not any(map(is_acronym, ("Apple", "T", "TSMC Ltd", "tsmc", "", "AT&T", "ABCDEFGHIJ")))
