"""HTML → content: the article of a page, without menus, banners and footers.

trafilatura decides what the article is. Title, date, address and publisher are taken from what the
page declares; no date is guessed from its words, and none depends on the day of the call.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG
from trafilatura.settings import Document as Found

from graphkit.errors import ReadError
from graphkit.read.content import Content, is_iri
from graphkit.read.decode import decode

if TYPE_CHECKING:
    from configparser import ConfigParser

MAX_TAGS = 100_000
"""The most tags of one page: the time to find the article grows with their square."""

# The declaration must stand in the first kilobyte (HTML Standard, 4.2.5.4).
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_DECLARED_WITHIN = 1024
_WHOLE = re.compile(r"<(?:html|!doctype)\b", re.IGNORECASE)
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*")
# Without these bounds trafilatura takes today for the last day, so that the same page read
# earlier would have no date.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2199-12-31",
}

_CLOSING = "\"')]\u201d\u2019\u00bb"
_SHORTEST = 3  # words; "Log in." is no sentence of an article
# A shorter article counts as none, and then trafilatura adds the menus to it (its default is 250).
_MIN_ARTICLE = 25
# What a page says only to browsers without JavaScript is not its article.
_PRUNED = ["//noscript"]


def parse_html(data: bytes, where: str) -> Content:
    """Return the article of a page, with its title, date, address and publisher.

    Raises:
        ReadError: If the bytes are no text, the page holds no article or has too many tags.

    >>> page = b"<html><body><p>Ships wait at Kobe since Monday.</p></body></html>"
    >>> parse_html(page, "a.html").text
    'Ships wait at Kobe since Monday.'
    """
    page = decode(data, where, declared=_declared(data))
    if page.count("<") > MAX_TAGS:
        reason = f"the page has more than {MAX_TAGS:,} tags"
        raise ReadError(where, reason, "save its text as a .txt file")
    found = _extract(page if _WHOLE.search(page) else f"<html><body>{page}</body></html>", where)
    if not isinstance(found, Found) or found.text is None:
        raise _no_article(where)
    text = _cleaned(found.text)
    if not _has_sentence(text):
        raise _no_article(where)
    url = found.url if found.url is not None and is_iri(found.url) else None
    date = None if found.date is None else dt.date.fromisoformat(found.date)
    return Content(text, found.title, date, url, found.sitename)


def _extract(page: str, where: str) -> object:
    try:
        return trafilatura.bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
            prune_xpath=_PRUNED,
            config=_config(),
        )
    except (AssertionError, RecursionError) as error:
        # On markup such as a <math> before <html> the search for the date fails an assertion.
        raise ReadError(where, "the markup is broken", "save its text as a .txt file") from error


def _no_article(where: str) -> ReadError:
    way_out = "save the page with its article, or the article as a .txt file"
    return ReadError(where, "the page holds no article", way_out)


def _has_sentence(text: str) -> bool:
    """Return whether some line reads as a sentence does; menus and forms have none."""
    return any(
        len(line.split()) >= _SHORTEST and line.rstrip(_CLOSING).endswith((".", "!", "?", "\u2026"))
        for line in text.split("\n")
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    return None if match is None else match[1].decode()


@cache
def _config() -> ConfigParser:
    _silence()
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_MIN_ARTICLE)
    return config


def _silence() -> None:
    # Without a handler Python prints the warnings of these libraries; a ReadError tells enough.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _cleaned(text: str) -> str:
    """Return the text with table rows as ``a | b`` and without the rules below their heads."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(
        _row(line) if line.startswith("|") else line
        for line in lines
        if line and _TABLE_RULE.fullmatch(line) is None
    )


def _row(line: str) -> str:
    cells = (cell.strip() for cell in line.strip("|").split("|"))
    return " | ".join(cell for cell in cells if cell)
