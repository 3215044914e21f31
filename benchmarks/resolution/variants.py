"""Writes the names of the mentions in other ways, in their sentences too.

Each variant is one or more sets of rows, and the numbers of the mentions that are scored in each.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentions import Row

_SEED: Final = 20261127
_TURNS: Final = 3
"""In each turn a third of the mentions has an error, so that right names stand beside it."""

_WORD: Final = re.compile(r"(?![A-Z]{4,5}\b)[A-Za-z\u00c0-\u024f]{4,}")
"""A word of four Latin letters or more that is no acronym: of ICBC and IXBC nobody can tell."""
_BEHIND: Final = re.compile(r"\s*\([^()]*\)$")  # the exchange's code behind a name

_LEGAL_FORMS: Final = (
    *("incorporated", "inc", "corporation", "corp", "company", "co", "limited", "ltd", "llc"),
    *("plc", "public limited company", "ag", "se", "sa", "s.a", "nv", "n.v", "bv", "b.v", "kgaa"),
    *("spa", "s.p.a", "gmbh", "gmbh & co. kg", "ab", "asa", "a/s", "oyj", "pjsc", "pao", "oao"),
    *(
        "jsc",
        "pao",
        "bhd",
        "berhad",
        "tbk",
        "pvt",
        "private",
        "pcl",
        "kk",
        "k.k",
        "kabushiki kaisha",
    ),
    *("s.a.b. de c.v", "sab de cv", "aktiengesellschaft", "societas europaea"),
)
_FORMS: Final = "|".join(map(re.escape, sorted(_LEGAL_FORMS, key=len, reverse=True)))
_AT_END: Final = re.compile(rf"(?:,?\s+(?:&\s+|and\s+)?(?:{_FORMS})\.?)+,?$", re.IGNORECASE)
_AT_START: Final = re.compile(r"^(?:AB|PAO|OAO|OOO|PT)\s+(?=\w)|^株式会社|^株式會社")
_UNSPACED: Final = re.compile(r"(?:股份有限公司|有限公司|株式会社|株式會社|주식회사)$")

_NEIGHBOURS: Final = {
    letter: (row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, letter in enumerate(row)
}
"""The letters beside a letter on a keyboard."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Rows, and the numbers of those whose mentions are scored: all if None."""

    rows: tuple[Row, ...]
    scored: frozenset[int] | None = None


def variants(rows: Sequence[Row]) -> dict[str, tuple[Turn, ...]]:
    """Return the turns of each variant by its name; the first is the rows themselves."""
    return {
        "as written": (Turn(tuple(rows)),),
        "in capitals": (Turn(tuple(row.renamed(capitals(row.mention)) for row in rows)),),
        "no legal forms": (Turn(tuple(row.renamed(bare(row.mention)) for row in rows)),),
        "one typing error": tuple(_with_errors(rows, turn) for turn in range(_TURNS)),
    }


def capitals(name: str) -> str:
    """Return *name* in capitals.

    >>> capitals("Nestlé S.A.")
    'NESTLÉ S.A.'
    """
    return name.upper()


def bare(name: str) -> str:
    """Return *name* without a legal form; a bracket behind it goes with one before that.

    >>> bare("Hon Hai Precision Industry Co., Ltd."), bare("AB Volvo"), bare("Deere & Company")
    ('Hon Hai Precision Industry', 'Volvo', 'Deere')
    >>> bare("Hyundai Motor Co. (005380.KS)"), bare("Delta Electronics (Thailand)")
    ('Hyundai Motor (005380.KS)', 'Delta Electronics (Thailand)')
    >>> bare("Apple"), bare("Company")
    ('Apple', 'Company')
    """
    bracket = _BEHIND.search(name)
    end = len(name) if bracket is None else bracket.start()
    core = _UNSPACED.sub("", _AT_START.sub("", _AT_END.sub("", name[:end])))
    return core + name[end:] if core else name


def misspelt(name: str, chance: random.Random) -> str | None:
    """Return *name* with one typing error in one of its words of four letters or more.

    A letter behind the first is replaced by its neighbour on the keyboard, dropped, doubled or
    swapped with the next. None if the name has no such word.

    >>> [misspelt("Glencore plc", random.Random(seed)) for seed in range(4)]
    ['Gelncore plc', 'Glencoore plc', 'Gleencore plc', 'Glencoe plc']
    >>> [misspelt(name, random.Random(0)) for name in ("BYD", "ICBC", "鴻海精密")]
    [None, None, None]
    """
    words = list(_WORD.finditer(_BEHIND.sub("", name)))
    if not words:
        return None
    word = chance.choice(words)
    errors = sorted(_errors(word.group()))
    kind = chance.choice(sorted({kind for kind, _ in errors}))
    wrong = chance.choice([text for each, text in errors if each == kind])
    return name[: word.start()] + wrong + name[word.end() :]


def _errors(word: str) -> set[tuple[str, str]]:
    """Return the words one error away, each with the kind of its error.

    >>> sorted(_errors("aba"))  # doctest: +NORMALIZE_WHITESPACE
    [('double', 'abaa'), ('double', 'abba'), ('drop', 'aa'), ('drop', 'ab'),
     ('replace', 'abs'), ('replace', 'ana'), ('replace', 'ava'), ('swap', 'aab')]
    """
    found = set()
    for place in range(1, len(word)):
        before, letter, behind = word[:place], word[place], word[place + 1 :]
        found |= {("drop", before + behind), ("double", before + letter * 2 + behind)}
        for beside in _NEIGHBOURS.get(letter.lower(), ""):
            same_case = beside.upper() if letter.isupper() else beside
            found.add(("replace", before + same_case + behind))
        if behind:
            found.add(("swap", before + behind[0] + letter + behind[1:]))
    return {(kind, text) for kind, text in found if text != word}


def _with_errors(rows: Sequence[Row], turn: int) -> Turn:
    """Return *rows* with an error in every third mention, and the numbers of these."""
    written, scored = list(rows), set()
    for number in range(turn, len(rows), _TURNS):
        row = rows[number]
        chance = random.Random(f"{_SEED} {number} {row.mention}")  # noqa: S311 - no secret
        wrong = misspelt(row.mention, chance)
        if wrong is not None:
            written[number] = row.renamed(wrong)
            scored.add(number)
    return Turn(tuple(written), frozenset(scored))
