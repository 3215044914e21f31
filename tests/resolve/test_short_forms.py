"""Short names are told by the words that they share with long ones."""

from __future__ import annotations

import pytest

from graphkit.resolve.short_forms import (
    is_beginning,
    is_head,
    is_part,
    is_same_office,
    share_a_name,
)


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split(" "))


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("softbank", "softbank group", True),
        ("hon hai", "hon hai precision industry", True),
        ("samsung", "samsung sdi", True),
        ("soft", "softbank group", False),
        ("group", "softbank group", False),
        ("softbank", "softbank", False),
        ("softbank group", "softbank", False),
        ("bank of china", "bank of china hong kong", False),
        ("nokia", "nokia india", False),
        ("glaxo holdings", "glaxo holdings north america", False),
        ("toyota motor manufacturing", "toyota motor manufacturing of america", False),
        ("uber", "uber us", False),
        ("china", "china mobile", False),
        ("us", "us steel", False),
    ],
)
def test_a_body_is_shortened_to_its_first_words(short: str, long: str, *, expected: bool) -> None:
    assert is_beginning(words(short), words(long)) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("commerce department", "us department of commerce", True),
        ("department of commerce", "commerce department", True),
        ("trade ministry", "japan trade ministry", True),
        ("commerce department", "us energy department", False),
        ("us", "us department of commerce", False),
        ("ministry of trade", "ministry of trade and industry", False),
    ],
)
def test_an_office_may_lack_its_state(first: str, second: str, *, expected: bool) -> None:
    assert is_same_office(words(first), words(second)) is expected
    assert is_same_office(words(second), words(first)) is expected


def test_goods_are_shortened_to_their_head() -> None:
    assert is_head(words("machine"), words("lithography machine"))
    assert not is_head(words("lithography"), words("lithography machine"))
    assert not is_head(words("machine"), words("machine"))


def test_a_place_is_shortened_to_either_end() -> None:
    assert is_part(words("new york"), words("new york city"))
    assert is_part(words("hormuz"), words("strait of hormuz"))
    assert not is_part(words("of"), words("strait of hormuz"))
    assert not is_part(words("hormuz"), words("hormuz"))


def test_sites_and_events_share_more_than_their_kind() -> None:
    assert share_a_name(words("katrina"), words("hurricane katrina"))
    assert share_a_name(words("port of rotterdam"), words("rotterdam terminals"))
    assert not share_a_name(words("dresden fab"), words("arizona fab"))
    assert not share_a_name(words("dresden fabs"), words("arizona fabs"))
    assert not share_a_name(words("attack on palma"), words("attack on aden"))
