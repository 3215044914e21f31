"""HTML: the article without its surroundings, and what the page declares about it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import ReadError
from graphkit.read.html import MAX_TAGS, parse_html

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
<title>Brill Silicon to sell wafers to Aurex | Example Wire</title>
<meta charset="utf-8">
<meta property="og:title" content="Brill Silicon to sell wafers to Aurex">
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2031-05-07T10:00:00Z">
<link rel="canonical" href="https://wire.example.org/brill">"""
ARTICLE = """\
<p>ULM (Example Wire) - Brill Silicon will sell wafers
to <a href="/aurex">Aurex Corp.</a> from   autumn on.</p>
<p>The contract runs for three years. Neither side named a price.<br>
Aurex makes chips in Dresden.</p>
<ul><li>Wafers for sensors</li><li>Wafers for lasers</li></ul>
<table><tr><th>Maker</th><th>Good</th></tr><tr><td>Brill</td><td>wafers</td></tr></table>
<p>Tolvex Inc. delivers the glass for the plant in Brno.</p>"""
PAGE = f"""\
<!DOCTYPE html><html><head>{HEAD}</head><body>
<div id="cookie-banner" class="cookie"><p>We use cookies to help you. Accept all?</p></div>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/m">Markets</a></li></ul></nav>
<article>{ARTICLE}</article>
<aside class="related"><h3>Related</h3><ul><li><a href="/x">Zinc falls again</a></li></ul></aside>
<div class="comments"><p>Nice article, thanks for it!</p></div>
<footer><p>Copyright 2031 Example Wire. All rights reserved.</p></footer>
<script>track("page");</script></body></html>"""
TEXT = """\
ULM (Example Wire) - Brill Silicon will sell wafers to Aurex Corp. from autumn on.
The contract runs for three years. Neither side named a price.
Aurex makes chips in Dresden.
- Wafers for sensors
- Wafers for lasers
Maker | Good
Brill | wafers
Tolvex Inc. delivers the glass for the plant in Brno."""


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_is_kept_and_its_surroundings_are_not() -> None:
    assert parse_html(PAGE.encode(), "a.html").text == TEXT


def test_what_the_page_declares_is_taken() -> None:
    content = parse_html(PAGE.encode(), "a.html")
    assert content.title == "Brill Silicon to sell wafers to Aurex"
    # The date lies ahead of most days on which this test runs: the clock plays no part.
    assert content.date == dt.date(2031, 5, 7)
    assert (content.url, content.source) == ("https://wire.example.org/brill", "Example Wire")


def test_what_the_page_does_not_declare_stays_unknown() -> None:
    words = "<p>On 3 May 2024 Brill Silicon sold wafers to Aurex Corp. in Dresden.</p>"
    content = parse_html(page(words), "a.html")
    assert (content.date, content.url, content.source) == (None, None, None)


def test_the_same_page_gives_the_same_content() -> None:
    first = parse_html(PAGE.encode(), "a.html")
    parse_html(page(ARTICLE), "b.html")
    assert parse_html(PAGE.encode(), "c.html") == first


def test_xhtml_is_read() -> None:
    start = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    markup = start + page(ARTICLE).replace(
        b"<html>", b'<html xmlns="http://www.w3.org/1999/xhtml">'
    )
    assert "Aurex makes chips in Dresden." in parse_html(markup, "a.xhtml").text


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-2", "shift_jis"])
def test_a_declared_encoding_is_believed(encoding: str) -> None:
    word = "東京" if encoding == "shift_jis" else "Öl"
    markup = f'<meta charset="{encoding}"><p>{word} reaches the port of Kobe every week.</p>'
    text = parse_html(markup.encode(encoding), "a.html").text
    assert text == f"{word} reaches the port of Kobe every week."


@pytest.mark.parametrize("start", ["", "<!DOCTYPE html><title>Ports</title>", "<body>"])
def test_tags_that_html_lets_out_are_not_missed(start: str) -> None:
    words = "Ships wait at Kobe since Monday."
    assert parse_html(f"{start}<p>{words}</p>".encode(), "a.html").text == words


def test_an_encoding_that_no_one_declares_is_refused() -> None:
    with pytest.raises(ReadError, match="first broken byte at offset 3"):
        parse_html("<p>Öl reaches the port.</p>".encode("windows-1252"), "a.html")


@pytest.mark.parametrize(
    "markup",
    [
        page(""),
        page('<nav><a href="/">Home</a> <a href="/a">About us</a></nav><footer>Wire</footer>'),
        page(
            "<ul>" + "".join(f'<li><a href="/{n}">Story {n}</a></li>' for n in range(40)) + "</ul>"
        ),
        page("<form>Name <input name=n> <button>Log in.</button></form>"),
        page(
            "<noscript>Please enable JavaScript to read this page.</noscript><script>x()</script>"
        ),
        b"Ships wait.",
        b"<div>" * 20_000,
    ],
    ids=["empty", "menu", "links", "form", "script-only", "no-markup", "deep"],
)
def test_a_page_without_an_article_is_refused(markup: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        parse_html(markup, "a.html")
    assert caught.value.reason == "the page holds no article"


def test_a_page_that_breaks_the_library_is_refused() -> None:
    markup = b"<math><p>Ships wait at Kobe since Monday.</p><html>"
    with pytest.raises(ReadError, match="the markup is broken; save its text"):
        parse_html(markup, "a.html")


def test_a_page_with_too_many_tags_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 100,000 tags; save its text"):
        parse_html(page("<b>x</b>" * MAX_TAGS), "a.html")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<p>\0</p>"], ids=["empty", "pdf", "nul"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        parse_html(data, "a.html")


def test_nothing_is_printed_about_a_bad_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(""))
    program = "import sys, graphkit.read as r; print(*r.read_documents(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "a.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.startswith("a.html: the page holds no article; save")
