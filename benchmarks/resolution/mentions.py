"""Reads the mentions of companies and makes documents of them.

A row of ``mentions.csv`` is a name as a text writes it, the company that it means there, the
sentence around it, which holds it once, the document of that sentence, the country of the company
if the sentence tells it, and the part of the benchmark.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.model import Document, Extraction, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MENTIONS: Final = Path(__file__).with_name("mentions.csv")
PARTS: Final = ("development", "test")


@dataclass(frozen=True, slots=True)
class Row:
    """One mention: a line of the file, in the order of its columns."""

    mention: str
    entity: str
    context: str
    document: str
    country: str
    part: str = ""

    def __post_init__(self) -> None:
        """Refuse a context that does not hold the mention just once."""
        if self.context.count(self.mention) != 1:
            message = f"{self.document}: {self.context!r} must hold {self.mention!r} once"
            raise ValueError(message)

    def renamed(self, mention: str) -> Row:
        """Return the row with another name, in the sentence too.

        >>> Row("Vale", "vale", "Vale of Brazil digs.", "d1", "BR").renamed("VALE").context
        'VALE of Brazil digs.'
        """
        context = self.context.replace(self.mention, mention)
        return Row(mention, self.entity, context, self.document, self.country, self.part)


def read_rows(path: Path = MENTIONS) -> tuple[Row, ...]:
    """Return the rows of *path* in the order of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(Row(**line) for line in csv.DictReader(lines))


def write_rows(rows: Iterable[Row], path: Path = MENTIONS) -> None:
    """Write *rows* to *path*."""
    names = [field.name for field in fields(Row)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(row, name) for name in names] for row in rows)


def documents(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Return the numbers of the rows of each document, in their order.

    >>> one, two = (Row("A", "a", "A met.", document, "") for document in ("d1", "d2"))
    >>> documents([one, two, one])
    {'d1': [0, 2], 'd2': [1]}
    """
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        found.setdefault(row.document, []).append(number)
    return found


def extraction(rows: Sequence[Row]) -> Extraction:
    """Return the document of *rows* with their mentions, as an extractor without doubts finds them.

    The text is their sentences, one behind the other; there are no links and no claims.

    >>> rows = [Row("SK", "sk-on", text, "d1", "") for text in ("SK met.", "Shares of SK fell.")]
    >>> found = extraction(rows)
    >>> [mention.span.of(found.document.text) for mention in found.mentions]
    ['SK', 'SK']
    """
    sentences, mentions, start = [], [], 0
    for number, row in enumerate(rows):
        at = start + row.context.index(row.mention)
        mentions.append(Mention(Span(at, at + len(row.mention)), "Company", number))
        sentences.append(Span(start, start + len(row.context)))
        start += len(row.context) + 1
    text = " ".join(row.context for row in rows)
    document = Document(rows[0].document, text, tuple(sentences))
    return Extraction(document, tuple(mentions), (), ())
