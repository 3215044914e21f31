"""The filters of the page, each by itself and together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.page import to_html

if TYPE_CHECKING:
    from graphkit.graph.claims import StatedClaim
    from page.conftest import Reader
    from page.page_claims import Say


@pytest.mark.parametrize(
    ("box", "claims", "entities"),
    [
        ("status=denied", 8, 7),
        ("status=current", 5, 6),
        ("type=Material", 6, 4),
        ("type=Company", 2, 3),
        ("relation=suppliesTo", 5, 7),
        ("relation=producedIn", 8, 6),
    ],
)
def test_a_box_takes_its_claims_away_and_gives_them_back(
    reader: Reader, trade_page: bytes, box: str, claims: int, entities: int
) -> None:
    page = reader.open(trade_page)
    name, value = box.split("=")
    page.uncheck(f"input[name={name}][value={value}]")
    assert reader.shown().startswith(f"{claims} of 9 claims · {entities} of 7 entities")
    reader.fragment(f"no-{name}={value}")
    page.check(f"input[name={name}][value={value}]")
    assert reader.shown().startswith("9 of 9 claims")


def test_only_leaves_one_and_all_brings_back(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.hover("li:has(input[value=planned])")
    page.click("button[aria-label='Only planned']")
    assert reader.shown().startswith("1 of 9 claims · 2 of 7 entities")
    page.click("button[aria-label='All: Status']")
    assert reader.shown().startswith("9 of 9 claims")


@pytest.mark.parametrize(
    ("start", "end", "claims", "undated"),
    [
        ("2026-05-11", "", 5, 2),
        ("", "2026-05-11", 4, 2),
        ("2026-04-01", "2026-06-01", 2, 2),
        ("2026-08-01", "", 0, 2),
    ],
)
def test_dates_are_inclusive_and_claims_without_one_are_counted(
    reader: Reader, trade_page: bytes, start: str, end: str, claims: int, undated: int
) -> None:
    page = reader.open(trade_page)
    page.fill("#date-from", start)
    page.fill("#date-to", end)
    assert reader.shown().startswith(f"{claims} of 9 claims")
    assert f"{undated} claims without a date left out" in reader.shown()


def test_a_bar_of_the_chart_sets_both_dates(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    bars = page.locator(".chart .target")
    assert bars.count() == 5  # March to July
    assert "Mar 2026: 2 of 2 claims" in (bars.first.text_content() or "")
    bars.first.click()
    assert page.input_value("#date-from") == "2026-03-01"
    assert page.input_value("#date-to") == "2026-03-31"
    assert reader.shown().startswith("2 of 9 claims")
    assert "May 2026: 0 of 2 claims" in (bars.nth(2).text_content() or "")


def test_without_dates_there_is_no_chart_and_no_choice(
    reader: Reader, trade: list[StatedClaim]
) -> None:
    page = reader.open(to_html([claim for claim in trade if claim.date is None]))
    assert page.locator(".chart").count() == 0
    assert page.is_disabled("#date-from")


def test_confidence_has_a_least(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.locator("#confidence").fill("0.9")
    assert reader.shown().startswith("2 of 9 claims")
    page.focus("#confidence")
    page.keyboard.press("End")
    assert reader.shown().startswith("0 of 9 claims")


def test_a_relation_needs_so_many_documents(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.fill("#sources", "3")
    assert reader.shown().startswith("3 of 9 claims · 2 of 7 entities")
    # with the denial set aside, two are left
    page.uncheck("input[value=denied]")
    assert reader.shown().startswith("0 of 9 claims")
    page.fill("#sources", "2")
    assert reader.shown().startswith("2 of 9 claims")


def test_filters_together_leave_what_passes_all(reader: Reader, trade_page: bytes) -> None:
    fragment = {"no-status": "denied,possible", "from": "2026-05-01", "confidence": "0.6"}
    page = reader.open(trade_page, **fragment)
    assert reader.shown().startswith("2 of 9 claims")
    assert page.text_content("#active") == " (3)"
    for words in ("without possible, denied", "from 1 May 2026", "confidence at least 0.60"):
        assert words in reader.shown()


def test_nothing_left_says_so_and_offers_the_way_back(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page, **{"from": "2027-01-01"})
    assert page.is_visible("#nothing")
    page.click("#reset-all")
    assert reader.shown().startswith("9 of 9 claims")
    assert not page.is_visible("#nothing")


def test_the_details_follow_the_filters(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.fill("#search", "norvik")
    page.press("#search", "Enter")
    page.uncheck("input[value=denied]")
    assert "1 claim of it does not pass the filters." in page.inner_text("#panel")
    assert "denied" not in page.inner_text("#panel")


def test_what_is_filtered_away_cannot_be_clicked(reader: Reader, trade_page: bytes) -> None:
    reader.open(trade_page)
    page = reader.open(trade_page, **{"no-relation": "producedIn"}, **reader.at("Chile"))
    reader.click_middle()
    assert page.inner_text("#panel h2") == "Most is said of"


def test_a_search_brings_back_what_is_filtered_away(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page, **{"no-relation": "producedIn"})
    page.fill("#search", "chile")
    assert "hidden" in page.inner_text("#hits")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Chile"
    assert reader.shown().startswith("9 of 9 claims")


def test_many_relations_are_folded(reader: Reader, make_claim: Say) -> None:
    names = (
        "suppliesTo", "partnersWith", "uses", "acquires", "investsIn", "licensesTo", "operates",
        "dependsOn", "competesWith", "restricts", "shipsVia", "rents",
    )  # fmt: skip
    page = reader.open(to_html([make_claim("A", name, "B") for name in names]))
    assert page.locator("input[name=relation]:visible").count() == 7
    page.click("text=5 more")
    assert page.locator("input[name=relation]:visible").count() == 12
