"""A report as one HTML file: no script, nothing from outside, all text escaped."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.report.parts import (
    Bullets,
    Link,
    Paragraph,
    Picture,
    Refs,
    Table,
)
from graphkit.report.references import DASH, claim_name, numbers_of, web_address
from graphkit.report.svg import colour_rules
from graphkit.report.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.graph import StatedClaim
    from graphkit.report.parts import Block, Column, Line, Report, Section, Source, Term

# pictures carry their own style, so styles are let in, and nothing else
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_DAYS: Final = frozenset({"Day", "Since", "Told"})


def to_html(report: Report) -> bytes:
    """Return a report as an HTML page, in UTF-8."""
    body = "\n".join(
        [
            "<header>",
            f"<h1>{_text(report.title)}</h1>",
            f'<p class="line">{_text(report.line)}</p>',
            "</header>",
            "<main>",
            *(_section(report, section) for section in report.sections),
            _sources(report),
            "</main>",
            f"<footer>{_section(report, report.ending)}</footer>",
        ]
    )
    return f"{_head(report, body)}\n<body>\n{body}\n</body>\n</html>\n".encode()


def _head(report: Report, body: str) -> str:
    style = files("graphkit.report").joinpath("report.css").read_text(encoding="utf-8")
    colours = (
        f":root{{{colour_rules(body, dark=False)}}}\n@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{{colour_rules(body, dark=True)}}}}}"
    )
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_text(report.title)}</title>",
            f"<style>\n{style}{colours}\n</style>",
            "</head>",
        ]
    )


def _section(report: Report, section: Section) -> str:
    title = f"<h2>{_text(section.title)}</h2>" if section.title else ""
    blocks = "\n".join(_block(report, block) for block in section.blocks)
    return f'<section id="{section.key}">\n{title}\n{blocks}\n</section>'


def _block(report: Report, block: Block) -> str:
    match block:
        case Paragraph():
            kind = ' class="quiet"' if block.quiet else ""
            return f"<p{kind}>{_line(report, block.line)}</p>"
        case Bullets():
            lines = "".join(f"<li>{_line(report, line)}</li>" for line in block.lines)
            return f"<ul>{lines}</ul>"
        case Table():
            return _table(report, block)
        case Picture():
            return _picture(report, block)


def _table(report: Report, table: Table) -> str:
    named = any(column.head for column in table.columns)
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    heads = "".join(f'<th scope="col"{_kind(c)}>{_text(c.head)}</th>' for c in table.columns)
    head = f"<thead><tr>{heads}</tr></thead>" if named else ""
    rows = "\n".join(_row(report, table, row) for row in table.rows)
    more = f'<p class="more">{_text(table.more)}</p>' if table.more else ""
    kind = "" if named else ' class="particulars"'
    return (
        f'<div class="wide"><table{kind}>{caption}{head}\n<tbody>{rows}</tbody></table></div>{more}'
    )


def _row(report: Report, table: Table, row: tuple[Line, ...]) -> str:
    first, *others = (_line(report, line) for line in row)
    cells = "".join(
        f"<td{_kind(column)}>{cell}</td>"
        for column, cell in zip(table.columns[1:], others, strict=True)
    )
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def _kind(column: Column) -> str:
    if column.number:
        return ' class="number"'
    if column.head in _DAYS:
        return ' class="day"'
    return ' class="ref"' if column.head == "Ref." else ""


def _picture(report: Report, picture: Picture) -> str:
    if not picture.svg:
        return ""
    label = f'<svg role="img" aria-label="{_text(picture.words)}"'
    svg = picture.svg.replace("<svg", label, 1)
    caption = _line(report, picture.caption)
    return f"<figure>{svg}<figcaption>{caption}</figcaption></figure>"


def _line(report: Report, line: Line) -> str:
    return "".join(_term(report, term) for term in line)


def _term(report: Report, term: Term) -> str:
    match term:
        case Refs():
            return _refs(report, term)
        case Link():
            address = web_address(term.address)
            if address is None:
                return _text(f"{term.text} ({term.address})")
            return f'<a href="{escape(address)}" rel="noopener noreferrer">{_text(term.text)}</a>'
        case str():
            return _text(term, trimmed=False)


def _refs(report: Report, refs: Refs) -> str:
    parts = []
    for first, last in numbers_of(report, refs):
        joined = "" if first == last else f'{DASH}<a href="#source-{last}">{last}</a>'
        parts.append(f'<a href="#source-{first}">{first}</a>{joined}')
    return f'<span class="refs">[{", ".join(parts)}]</span>' if parts else ""


def _sources(report: Report) -> str:
    if not report.sources:
        return ""
    found = "\n".join(map(_source, report.sources))
    return f'<section id="sources">\n<h2>Sources</h2>\n<ol>\n{found}\n</ol>\n</section>'


def _source(source: Source) -> str:
    title = source.id if source.title is None else source.title
    parts = [source.publisher, None if source.date is None else str(source.date)]
    told = ", ".join(_text(part) for part in parts if part is not None)
    identity = "" if source.title is None else f" <code>{_text(source.id)}</code>"
    address = web_address(source.url)
    where = ""
    if address is not None:
        shown = _text(address)
        where = f' <a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'
    elif source.url is not None:
        where = f" {_text(source.url)}"
    head = f"<cite>{_text(title)}</cite>{'. ' if told else ''}{told}.{identity}{where}"
    quotes = "".join(_quote(quote, claims) for quote, claims in quotes_of(source.claims))
    return f'<li id="source-{source.number}" value="{source.number}">{head}\n{quotes}</li>'


def quotes_of(claims: Iterable[StatedClaim]) -> tuple[tuple[str, tuple[StatedClaim, ...]], ...]:
    """Return the sentences of the claims of one document in order, each with its claims."""
    found: dict[tuple[int, int, str], list[StatedClaim]] = {}
    for claim in claims:
        place = claim.sentence.start, claim.sentence.end, claim.quote
        found.setdefault(place, []).append(claim)
    return tuple((place[2], tuple(found[place])) for place in sorted(found))


def _quote(quote: str, claims: Iterable[StatedClaim]) -> str:
    told = "".join(f"<li>{_claim(claim)}</li>" for claim in claims)
    return f"<blockquote>“{_text(quote)}”<ul>{told}</ul></blockquote>\n"


def _claim(claim: StatedClaim) -> str:
    name = f"<code>{_text(claim_name(claim.iri))}</code>"
    return f"{_text(claim_words(claim))} {name}"


def claim_words(claim: StatedClaim) -> str:
    """Return what a claim states, its status and its confidence."""
    said = ontology.load().relation(claim.predicate).label
    stated = f"{claim.subject.label} {said} {claim.object.label}"
    return f"{stated} ({claim.status}, {claim.confidence:.2f})"


def _text(text: str, *, trimmed: bool = True) -> str:
    """Return *text* as it stands in HTML, in an element or an attribute."""
    if trimmed:
        return escape(plain(text))
    lead = " " if re.match(r"\s", text) else ""
    end = " " if re.search(r"\S\s+$", text) else ""
    return f"{lead}{escape(plain(text))}{end}"
