"""Markdown → content: the words of the page as running text, without its marks.

Paragraphs, headings, list entries and table rows stand alone, a blank line apart, so that no
sentence runs from one into the next. Cells of a row are joined by `` | ``. Links keep their words,
code its words only inside a line; blocks of code, images and front matter are left out.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from graphkit.read.content import MAX_CHARACTERS, Content, too_long
from graphkit.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

# A rule of dashes at the top is front matter only if a key, a comment or the end follows it.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=[\w\"' -]+:|#|---|\.\.\.)(?:.*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_SILENT = {"script", "style"}


def parse_markdown(data: bytes, where: str) -> Content:
    r"""Return the running text of a Markdown file; its first heading is the title.

    >>> content = parse_markdown(b"# Ports\n\nShips *wait* at [Kobe](kobe.md).\n", "a.md")
    >>> content.title, content.text
    ('Ports', 'Ports\n\nShips wait at Kobe.')
    """
    source = decode(data, where).replace("\r\n", "\n")
    if len(source) > MAX_CHARACTERS:
        raise too_long(where)
    front = _FRONT_MATTER.match(source)
    tokens = _parser().parse(source if front is None else source[front.end() :])
    return Content("\n\n".join(filter(None, _blocks(tokens))), _title(tokens))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _title(tokens: Sequence[Token]) -> str | None:
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            title = _line(content).replace("\n", " ")
            return title if title != "" else None
    return None


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of each block, the cells of a table row as one."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(filter(None, row))
            row = None
        elif token.type == "html_block":
            yield _words(token.content)
        elif token.type == "inline" and row is not None:
            row.append(_line(token).replace("\n", " "))
        elif token.type == "inline":
            yield _line(token)


def _line(inline: Token) -> str:
    """Return the words of an inline token; only a hard break stays a line break."""
    children = inline.children if inline.children is not None else []
    text = "".join(_piece(child) for child in children)
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _piece(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content.replace("\n", " ")
    if token.type == "softbreak":
        return " "
    is_break = token.type == "html_inline" and token.content.lower().startswith("<br")
    return "\n" if token.type == "hardbreak" or is_break else ""


class _Words(HTMLParser):
    """Collects the text between the tags of a block of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the base's name
        self._silent = tag in _SILENT

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base's name
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def _words(markup: str) -> str:
    parser = _Words()
    parser.feed(markup)
    parser.close()
    return " ".join(" ".join(parser.words).split())
