"""Text of documents stays text: nothing in it runs, leaves the page, or turns a line round."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph.stated import StatedDocument
from graphkit.page import to_html

if TYPE_CHECKING:
    from graphkit.graph.claims import StatedClaim
    from page.conftest import Reader
    from page.page_claims import Say

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{script}} ${alert(1)} &lt;b&gt;",
    "\u202egnp.exe\u2066",
    "line\u2028separators\u2029here",
    "\x00\x07\x1b[31m control",
    '=HYPERLINK("http://127.0.0.1")',
    "constructor",
    "__proto__",
)


def claims_of(text: str, make_claim: Say) -> list[StatedClaim]:
    return [
        make_claim(text, "suppliesTo", "Aldane Motors", title=text, source=text, said_by=text,
                   document=text),
        make_claim("Aldane Motors", text, "Norvik Cells", document="other"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_and_does_nothing(reader: Reader, make_claim: Say, text: str) -> None:
    claims = claims_of(text, make_claim)
    urls = [StatedDocument(c.document, c.document_iri, url="javascript:alert(1)") for c in claims]
    page = reader.open(to_html(claims, title=text, documents=urls))
    elements = page.evaluate("document.querySelectorAll('script, img, iframe, object').length")
    page.fill("#search", "aldane")
    page.press("#search", "Enter")
    page.click("#panel .edge >> nth=0")
    page.hover("#canvas", position={"x": 200, "y": 200})
    page.click("#view-table")
    page.wait_for_timeout(20)
    assert (
        page.evaluate("document.querySelectorAll('script, img, iframe, object').length")
        == elements
        == 2
    )
    hrefs = page.evaluate("[...document.links].map((link) => link.protocol)")
    assert set(hrefs) <= {"https:", "file:"}


def test_markup_is_read_letter_by_letter(reader: Reader, make_claim: Say) -> None:
    claims = claims_of(HOSTILE[0], make_claim)
    page = reader.open(to_html(claims, title=HOSTILE[0]))
    assert page.inner_text("h1") == HOSTILE[0]
    assert page.title() == HOSTILE[0]
    page.click("#view-table")
    page.click("td.c-sentence button:has-text('alert')")
    assert page.inner_text("#panel mark.subject") == HOSTILE[0]


def test_letters_that_turn_text_round_are_made_visible(reader: Reader, make_claim: Say) -> None:
    page = reader.open(to_html(claims_of("\u202egnp.exe", make_claim)))
    page.fill("#search", "gnp")
    assert page.inner_text("#hits").startswith("[U+202E]gnp.exe")


def test_an_unknown_status_type_and_relation_are_shown(reader: Reader, make_claim: Say) -> None:
    claim = make_claim("A/Spaceship", "orbitsAround", "B/Planet", status="rumoured")
    page = reader.open(to_html([claim]))
    words = set(page.locator(".set .word").all_text_contents())
    assert words == {"rumoured", "spaceship", "planet", "orbits around"}


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "//x",
     " javascript:alert(1)", "java\nscript:alert(1)", "mailto:a@example.org"],
    ids=range(7),
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(
    reader: Reader, trade: list[StatedClaim], url: str
) -> None:
    first = trade[0]
    document = StatedDocument(first.document, first.document_iri, url=url)
    page = reader.open(to_html(trade[:1], documents=[document]))
    page.click("#view-table")
    page.click("td.c-sentence button")
    assert page.locator("#panel blockquote").count() == 1
    assert page.locator("#panel .claim a").count() == 0


def test_the_policy_stops_what_would_get_in_all_the_same(reader: Reader, trade_page: bytes) -> None:
    page = reader.open(trade_page)
    ran = page.evaluate(
        """async () => { const tried = async (act) => {
          try { await act(); return "went"; } catch { return "stopped"; } };
        const link = document.createElement("a");
        link.href = "javascript:document.title = 'ran'";
        document.body.append(link);
        return [
          await tried(() => { document.body.innerHTML += "<img src=x onerror=alert(1)>"; }),
          await tried(() => { document.createElement("script").textContent = "alert(1)"; }),
          await tried(() => fetch("https://example.org/")),
          await tried(() => link.click()), document.title ]; }"""
    )
    page.wait_for_timeout(50)
    assert ran == ["stopped"] * 3 + ["went", "Who supplies whom"]
    assert page.title() == "Who supplies whom"
    assert len(reader.complaints) >= 3
    reader.complaints.clear()


def test_a_cell_that_a_spreadsheet_would_run_has_an_apostrophe(
    reader: Reader, make_claim: Say
) -> None:
    page = reader.open(to_html(claims_of('=1+"a",b', make_claim)))
    page.click("#view-table")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "claims.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8"))))
    assert {row["publisher"] for row in rows} == {'\'=1+"a",b', ""}
