"""What a report is made of before it is HTML or Markdown: sections of paragraphs, tables, pictures.

Text is plain text, whoever wrote it; both ways of writing escape all of it. A figure or a row names
the claims that it rests on (`Refs`), and these become the numbers of sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from graphkit.graph import Node, StatedClaim


@dataclass(frozen=True, slots=True)
class Refs:
    """The IRIs of the claims behind what stands before it."""

    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; the address is foreign text."""

    text: str
    address: str


Term: TypeAlias = str | Refs | Link
Line: TypeAlias = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a quiet one is an explanation."""

    line: Line
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column, and whether it holds numbers."""

    head: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``more`` says what has no row of its own for want of room, or is empty."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    more: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG with its caption, and the same as Mermaid if it can be told so.

    ``words`` tell what is to be seen to those who cannot see it.
    """

    words: str
    caption: Line
    svg: str = ""
    mermaid: str = ""


Block: TypeAlias = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; ``key`` is its anchor, without a title it belongs to the head."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the report refers to by ``number``, with the claims taken from it."""

    number: int
    id: str
    title: str | None
    publisher: str | None
    date: dt.date | None
    url: str | None
    claims: tuple[StatedClaim, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of a report: about what, its sections and its sources in order.

    ``numbers`` leads from the IRI of a claim to the number of its source; ``ending`` are the lines
    of the foot.
    """

    focus: Node
    title: str
    line: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    ending: Section
    numbers: dict[str, int] = field(default_factory=dict)


def refs_in(section: Section) -> Iterator[Refs]:
    """Yield the references of a section, in the order of reading."""
    for block in section.blocks:
        for line in lines_of(block):
            yield from (term for term in line if isinstance(term, Refs))


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block, in the order of reading."""
    match block:
        case Paragraph():
            yield block.line
        case Bullets():
            yield from block.lines
        case Table():
            for row in block.rows:
                yield from row
        case Picture():
            yield block.caption
