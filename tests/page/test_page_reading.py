"""The page in a browser: read with pointer, keyboard and phone."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.page import to_html

if TYPE_CHECKING:
    from graphkit.graph.claims import StatedClaim
    from page.conftest import Reader
    from page.page_claims import Say


def test_the_page_says_what_it_holds(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    assert page.title() == "Who supplies whom"
    assert page.inner_text("h1") == "Who supplies whom"
    assert "9 claims about 7 entities, from 4 documents" in page.inner_text("#standfirst")
    assert reader.shown() == "9 of 9 claims · 7 of 7 entities · 4 documents"


def test_the_network_is_drawn(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.wait_for_timeout(100)
    colours = page.evaluate(
        """() => { const c = document.getElementById("canvas");
        const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        const found = new Set();
        for (let i = 0; i < d.length; i += 4) found.add((d[i] << 16) | (d[i + 1] << 8) | d[i + 2]);
        return [0x0072b2, 0x56b4e9, 0x009e73, 0x882255, 0xd55e00].map((one) => found.has(one)); }"""
    )
    assert colours == [True] * 5


def test_a_name_is_searched_and_its_entity_shown(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.fill("#search", "ALDÁNE")
    assert page.locator("#hits [role=option]").all_inner_texts()[0].startswith("Aldane Motors")
    page.click("#hits [role=option]")
    assert page.inner_text("#panel h2") == "Aldane Motors"
    assert page.locator("#panel h3").all_text_contents() == [
        "is supplied by", "manufactures", "partners with",
    ]  # fmt: skip
    reader.fragment("entity=")


def test_a_name_that_nobody_bears_finds_nothing(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.fill("#search", "zzz")
    assert page.inner_text("#hits") == "no such name"
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Most is said of"


def test_an_entity_is_clicked_and_tells_its_edges(reader: Reader, trade_page: bytes) -> None:
    reader.open(trade_page)
    page = reader.open(trade_page, **reader.at("graphite"))
    reader.click_middle()
    assert page.inner_text("#panel h2") == "graphite"
    assert page.locator("#panel .edge bdi").all_inner_texts() == [
        "Chile", "Ministry of Trade", "Norvik Cells",
    ]  # fmt: skip
    assert "planned" in page.inner_text("#panel .edge:has-text('Ministry')")


def test_an_edge_is_clicked_and_its_sentence_read(reader: Reader, trade_page: bytes) -> None:
    reader.open(trade_page)
    page = reader.open(trade_page, **reader.at("graphite", "Chile"))
    reader.click_middle()
    assert page.inner_text("#panel blockquote") == "graphite producedIn Chile."
    assert page.inner_text("#panel mark.subject") == "graphite"
    assert page.inner_text("#panel mark.object") == "Chile"


def test_spans_count_letters_and_not_halves_of_them(reader: Reader, make_claim: Say) -> None:
    quote = "\U0001f50b\U0001f697 Norvik \U0001f50b Cells sells to Aldane \u4e2d\u82af."
    claim = make_claim("Norvik \U0001f50b Cells", "suppliesTo", "Aldane \u4e2d\u82af", quote)
    page = reader.open(to_html([claim]))
    page.click("#view-table")
    page.click("td.c-sentence button")
    assert page.inner_text("#panel blockquote") == quote
    assert page.inner_text("#panel mark.subject") == "Norvik \U0001f50b Cells"
    assert page.inner_text("#panel mark.object") == "Aldane \u4e2d\u82af"


def test_all_that_is_known_of_a_claim_stands_beside_its_sentence(
    reader: Reader, trade_page: bytes
) -> None:
    page = reader.open(trade_page)
    page.fill("#search", "norvik")
    page.press("#search", "Enter")
    page.click("#panel .edge:has-text('Aldane')")
    card = page.locator("#panel .claim:has-text('spokeswoman said')")
    for words in (
        "current", "confidence 0.97", "said by", "a spokeswoman", "40,000 cells", "Example Wire",
        "2 Mar 2026",
    ):  # fmt: skip
        assert words in card.inner_text()
    link = card.locator("a")
    assert link.get_attribute("href") == "https://example.org/march"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_two_statuses_of_one_relation_stand_side_by_side(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.fill("#search", "norvik")
    page.press("#search", "Enter")
    page.click("#panel .edge:has-text('denied')")
    assert page.inner_text("#panel .summary").startswith("3 claims in 3 documents. They do not")
    assert page.locator("#panel .claim").first.locator(".badge").inner_text() == "denied"


def test_everything_is_reached_by_keyboard_alone(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.keyboard.press("/")
    page.keyboard.type("motors")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Aldane Motors"
    page.keyboard.press("Tab")
    while "edge" not in page.evaluate("document.activeElement.className"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#panel blockquote").count() > 0
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "Most is said of"
    assert page.evaluate("document.activeElement !== document.body")


def test_arrow_keys_walk_from_entity_to_entity(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.focus("#canvas")
    said = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        said.append(page.inner_text("#said"))
    assert all("claim" in words for words in said)
    assert len(set(said)) > 1
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == said[-1].split(",")[0]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "canvas"


def test_keys_and_wheel_zoom_and_the_pointer_moves(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.focus("#canvas")
    page.keyboard.press("+")
    reader.fragment("zoom=")
    steps = [page.evaluate("location.hash")]
    page.hover("#canvas", position={"x": 5, "y": 300})
    page.mouse.wheel(0, -300)
    page.wait_for_function("before => location.hash !== before", arg=steps[-1])
    steps.append(page.evaluate("location.hash"))
    page.mouse.down()
    page.mouse.move(400, 500, steps=3)
    page.mouse.up()
    page.wait_for_function("before => location.hash !== before", arg=steps[-1])
    scale = page.evaluate("location.hash").split("%2C")[-1]
    assert scale == steps[-1].split("%2C")[-1]
    assert page.inner_text("#panel h2") == "Most is said of"


def test_an_entity_is_dragged_to_another_place(reader: Reader, trade_page: bytes) -> None:
    reader.open(trade_page)
    page = reader.open(trade_page, **reader.at("Chile"))
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 15, y + 130, steps=4)
    page.mouse.up()
    assert page.inner_text("#panel h2") == "Most is said of"
    page.mouse.click(x + 15, y + 130)
    assert page.inner_text("#panel h2") == "Chile"


def test_two_fingers_zoom_and_one_taps(reader: Reader, trade_page: bytes) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open(trade_page)
    page = reader.open(trade_page, **reader.at("graphite"))
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = page.context.new_cdp_session(page)
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind: str, *apart: int) -> None:
        points = [{"x": x + step, "y": y, "id": number} for number, step in enumerate(apart)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", -40, 40)
    touch("touchMove", -60, 60)
    touch("touchMove", -80, 80)
    touch("touchEnd")
    page.wait_for_function("() => Number(location.hash.split('%2C').at(-1)) > 2.5")
    touch("touchStart", 3)
    touch("touchEnd")
    assert page.inner_text("#panel h2") == "graphite"


def test_an_address_brings_back_what_was_seen(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.uncheck("input[value=denied]")
    page.fill("#search", "norvik")
    page.press("#search", "Enter")
    page.click("#panel .edge:has-text('Aldane')")
    page.click("#theme")
    reader.fragment("theme=dark")
    address, seen = page.url, page.inner_text("#panel")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready=yes]")
    assert page.inner_text("#panel") == seen
    assert not page.is_checked("input[value=denied]")
    assert page.get_attribute("html", "data-theme") == "dark"


@pytest.mark.parametrize(
    "fragment",
    [
        {"entity": "https://example.org/nobody", "zoom": "1,2,0", "from": "soon", "view": "moon"},
        {"no-status": "rumoured", "confidence": "much", "sources": "-3", "theme": "sepia"},
        {"edge": "constructor", "zoom": "NaN,1,1", "no-type": "__proto__,toString"},
    ],
    ids=["unknown", "no-numbers", "built-in"],
)
def test_an_address_with_nonsense_shows_all(
    reader: Reader, trade_page: bytes, fragment: dict[str, str]
) -> None:
    reader.open(trade_page, **fragment)
    assert reader.shown().startswith("9 of 9 claims")


def test_the_theme_follows_the_machine_until_it_is_switched(
    reader: Reader, trade_page: bytes
) -> None:
    page = reader.open(trade_page)

    def becomes(colour: str) -> None:
        page.wait_for_function(
            "c => getComputedStyle(document.documentElement).backgroundColor === c", arg=colour
        )

    becomes("rgb(255, 255, 255)")
    page.emulate_media(color_scheme="dark")
    becomes("rgb(20, 24, 29)")
    page.click("#theme")
    becomes("rgb(255, 255, 255)")


def test_a_phone_shows_network_details_and_filters_without_scrolling_sideways(
    reader: Reader, trade_page: bytes
) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    page = reader.open(trade_page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.fill("#search", "graph")
    page.press("#search", "Enter")
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844 + 1
    page.click("#panel .close")
    assert not page.is_visible("#filters")
    page.click("#open-filters")
    page.uncheck("input[value=denied]")
    page.keyboard.press("Escape")
    assert not page.is_visible("#filters")
    assert reader.shown().startswith("8 of 9 claims")


def test_the_table_lists_what_passes_and_sorts(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.click("#view-table")
    page.uncheck("input[value=denied]")
    assert page.locator("tbody tr").count() == 8
    page.click("th.c-confidence button")
    found = [float(text) for text in page.locator("td.c-confidence").all_inner_texts()]
    assert found == sorted(found, reverse=True)
    page.click("th.c-confidence button")
    assert page.get_attribute("th.c-confidence", "aria-sort") == "ascending"
    page.click("td.c-sentence button >> nth=0")
    assert page.locator("#panel blockquote").count() == 1


def test_the_claims_are_downloaded_as_csv(
    reader: Reader, trade: list[StatedClaim], trade_page: bytes
) -> None:
    page = reader.open(trade_page)
    page.click("#view-table")
    page.uncheck("input[value=denied]")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "Who-supplies-whom.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"))))
    assert {row["claim"] for row in rows} == {c.iri for c in trade if c.status != "denied"}
    [first] = [row for row in rows if row["said by"]]
    assert first["sentence"] == trade[0].quote
    assert first["amount"] == "40,000 cells (40,000 cell)"
    assert first["address"] == "https://example.org/march"


def test_print_shows_no_controls(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page, theme="dark")
    page.emulate_media(media="print")
    assert not page.is_visible("#search")
    assert not page.is_visible("#zoom-in")
    assert page.is_visible("#network")
    assert page.is_visible("#filters >> text=Planned")
    assert (
        page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_what_can_be_used_has_a_name(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    page.fill("#search", "norvik")
    page.press("#search", "Enter")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, canvas, [role]")].filter((e) =>
        e.getAttribute("role") !== "status" &&
        !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length)
        ).map((e) => e.outerHTML)"""
    )
    assert nameless == []


def test_hundreds_of_entities_are_there_in_two_seconds(
    reader: Reader, crowd: list[StatedClaim], capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    content = to_html(crowd)
    made = time.monotonic() - began
    began = time.monotonic()
    page = reader.open(content)
    ready = time.monotonic() - began
    frame = page.evaluate(
        """async () => { const began = performance.now();
        for (let turn = 0; turn < 20; turn += 1) {
          document.getElementById("zoom-in").click();
          await new Promise(requestAnimationFrame);
        }
        return (performance.now() - began) / 20; }"""
    )
    with capsys.disabled():
        print(  # noqa: T201 # the figures of docs/page.md
            f"\n{len(crowd)} claims: made in {made:.1f} s, {len(content) / 1e6:.1f} MB, "
            f"ready in {ready:.2f} s, {frame:.0f} ms a frame"
        )
    assert ready < 2
