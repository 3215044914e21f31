"""A report as one Markdown file: tables of GitHub's kind, the network as Mermaid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graphkit.report.html import claim_words, quotes_of
from graphkit.report.parts import (
    Bullets,
    Link,
    Paragraph,
    Picture,
    Refs,
    Table,
)
from graphkit.report.references import DASH, claim_name, numbers_of, web_address
from graphkit.report.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.report.parts import Block, Line, Report, Section, Source, Term

# every character that can begin markup within a line, or HTML
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~&!$@^=]")
# what becomes a link by itself
_AUTOLINK: Final = re.compile(r"(?i)(:)(?=//)|(?<=\bwww)(\.)|(?<=\bmailto)(:)|(?<=\bxmpp)(:)")
# what begins a list, a quotation or a rule at the beginning of a line
_BEGINNING: Final = re.compile(r"^(?:([-+])|(\d+)([.)])(?=\s|$))")


def to_markdown(report: Report) -> bytes:
    """Return a report as Markdown, in UTF-8."""
    parts = [f"# {escaped(report.title)}", escaped(report.line)]
    for section in report.sections:
        parts += _section(report, section)
    if report.sources:
        parts += ["## Sources", *map(_source, report.sources)]
    parts += _section(report, report.ending)
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def escaped(text: str) -> str:
    r"""Return *text* so that Markdown shows it as it is.

    >>> print(escaped("1. A*B [x](javascript:y) <b> | http://a"))
    1\. A\*B \[x\](javascript:y) \<b\> \| http\://a
    """
    return _BEGINNING.sub(_begun, _inner(plain(text)))


def _inner(text: str) -> str:
    shown = _MARKUP.sub(lambda found: f"\\{found[0]}", text)
    return _AUTOLINK.sub(lambda found: f"\\{found[0]}", shown)


def _begun(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] is not None else f"{found[2]}\\{found[3]}"


def _section(report: Report, section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {escaped(section.title)}"
    for block in section.blocks:
        yield _block(report, block)


def _block(report: Report, block: Block) -> str:
    match block:
        case Paragraph():
            return _line(report, block.line)
        case Bullets():
            return "\n".join(f"- {_line(report, line)}" for line in block.lines)
        case Table():
            return _table(report, block)
        case Picture():
            if not block.mermaid:
                return ""
            return f"```mermaid\n{block.mermaid}\n```\n\n{_line(report, block.caption)}"


def _table(report: Report, table: Table) -> str:
    heads = " | ".join(escaped(column.head) for column in table.columns)
    rule = " | ".join("--:" if column.number else "---" for column in table.columns)
    rows = [" | ".join(_line(report, line) for line in row) for row in table.rows]
    lines = [f"| {row} |" for row in (heads, rule, *rows)]
    caption = f"**{escaped(table.caption)}**\n\n" if table.caption else ""
    return caption + "\n".join(lines) + (f"\n\n{escaped(table.more)}" if table.more else "")


def _line(report: Report, line: Line) -> str:
    shown = "".join(_term(report, term) for term in line)
    return _BEGINNING.sub(_begun, shown.strip())


def _term(report: Report, term: Term) -> str:
    match term:
        case Refs():
            ranges = numbers_of(report, term)
            told = ", ".join(str(a) if a == b else f"{a}{DASH}{b}" for a, b in ranges)
            return f" \\[{told}\\]" if told else ""
        case Link():
            address = web_address(term.address)
            if address is None:
                return f"{escaped(term.text)} ({escaped(term.address)})"
            return f"[{escaped(term.text)}](<{address}>)"
        case str():
            lead = " " if term[:1].isspace() else ""
            end = " " if term.strip() and term[-1:].isspace() else ""
            return f"{lead}{_inner(plain(term))}{end}"


def _code(text: str) -> str:
    shown = plain(text)
    longest = max((len(ticks) for ticks in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _source(source: Source) -> str:
    title = source.id if source.title is None else source.title
    parts = [source.publisher, None if source.date is None else str(source.date)]
    told = "".join(f", {escaped(part)}" for part in parts if part is not None)
    identity = "" if source.title is None else f" {_code(source.id)}"
    address = web_address(source.url)
    where = "" if source.url is None else f" {escaped(source.url)}"
    if address is not None:
        where = f" <{address}>"
    lines = [f"\\[{source.number}\\] **{escaped(title)}**{told}.{identity}{where}", ""]
    for quote, claims in quotes_of(source.claims):
        lines += [f"> {escaped(quote)}", ""]
        lines += [f"- {escaped(claim_words(c))} {_code(claim_name(c.iri))}" for c in claims]
        lines.append("")
    return "\n".join(lines).rstrip("\n")
