"""Reads the tables that graphkit ships, and the words of the names in them.

To find the words of a name takes a quarter of a millisecond, too long for thousands of names at
each start: ``words.csv`` holds them, made by ``python -m graphkit.resolve.known.made``. A name
that it lacks has its words found as any other.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER: Final = Path(__file__).parent
WORDS: Final = "words.csv"


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of the shipped table *name*, by column.

    >>> sorted(read_table("short-forms.csv")[0])
    ['form', 'meaning', 'names', 'usual', 'word']
    """
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts_of(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several.

    >>> parts_of("Hon Hai;Foxconn"), parts_of("")
    (('Hon Hai', 'Foxconn'), ())
    """
    return tuple(part for part in cell.split(";") if part)


def words_of_form(text: str) -> tuple[str, ...]:
    """Return the words of the name *text*, as `actor_words_of` finds them.

    >>> words_of_form("Hon Hai Precision Industry Co., Ltd.")
    ('hon', 'hai', 'precision', 'industry')
    """
    known = _known_words().get(text)
    return actor_words_of(text) if known is None else tuple(known.split(" "))


def words_table(texts: Iterable[str]) -> str:
    """Return the content of ``words.csv`` for the names *texts*."""
    rows = {text: " ".join(actor_words_of(text)) for text in sorted(set(texts))}
    lines = [f"{_cell(text)},{words}\n" for text, words in rows.items() if words != text]
    return "".join(["text,words\n", *lines])


def _cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"') else text


@cache
def _known_words() -> Mapping[str, str]:
    if not (FOLDER / WORDS).exists():
        return {}
    return {row["text"]: row["words"] for row in read_table(WORDS)}
