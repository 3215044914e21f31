"""Reads the companies that graphkit knows, and the short forms that several of them share.

``companies.csv``: ``name`` is the name that the press uses; ``other_names`` and ``former_names``
are separated by semicolons; ``country`` is the ISO 3166-1 code of its seat; ``parent`` is the
name of the company that owns most of it; ``tickers`` are written ``EXCHANGE:CODE``; ``trades``
are the notes of ``trades.csv``, whose ``words`` tell that trade in a sentence.

``short-forms.csv``: ``form``; ``names`` of the companies that it may mean; ``usual`` is the one
that a trade text means where it tells nothing else; ``word`` is yes if the form is also an
ordinary word, a place, a person or an abbreviation of something else; ``meaning`` says which.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from graphkit.model import Identifier
from graphkit.resolve.keys import name_key
from graphkit.resolve.known.entries import Entry, Form, ShortForm
from graphkit.resolve.known.listed import SOURCE, read_listed
from graphkit.resolve.known.tables import parts_of, read_table, words_of_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.resolve.known.listed import Listed

COMPANY: Final = "Company"
OWN: Final = "graphkit"

_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9&]{1,5}")
_SIGNS: Final = re.compile(r"[\W_]+")


def read_companies() -> tuple[Entry, ...]:
    """Return the shipped companies, ordered by key: those of the table, then listed ones.

    >>> next(entry for entry in read_companies() if entry.name == "ESMC").parent
    'company/tsmc'
    """
    listed = read_listed()
    joined = {one.company: one.identifiers for one in listed if one.company is not None}
    own = [_entry(row, joined.get(row["name"], ())) for row in read_table("companies.csv")]
    others = [_listed_entry(one) for one in listed if one.company is None]
    return tuple(sorted((*own, *others), key=lambda entry: entry.key))


def read_short_forms() -> tuple[ShortForm, ...]:
    """Return the shipped short forms, ordered as in their table.

    >>> next(short for short in read_short_forms() if short.text == "Canon").is_word
    True
    """
    return tuple(_short_form(row) for row in read_table("short-forms.csv"))


def form_of(text: str, words: tuple[str, ...]) -> Form:
    """Return the form *text*, whose *words* are known, with the kind that its look tells.

    >>> form_of("Hon Hai Precision Industry Co., Ltd.", ("hon", "hai", "precision", "industry"))
    Form(text='Hon Hai Precision Industry Co., Ltd.', kind='legal name')
    >>> form_of("ASMI", ("asmi",)).kind, form_of("Hon Hai", ("hon", "hai")).kind
    ('acronym', 'other name')
    """
    if _ACRONYM.fullmatch(text):
        return Form(text, "acronym")
    letters = len(_SIGNS.sub("", text.removeprefix("The ")))
    is_legal = text.isascii() and letters > len("".join(words))
    return Form(text, "legal name" if is_legal else "other name")


@cache
def read_trades() -> Mapping[str, frozenset[str]]:
    """Return the words that tell each trade, by the notes that mean it.

    >>> "wafer" in read_trades()["foundry"]
    True
    """
    words: dict[str, set[str]] = {}
    for row in read_table("trades.csv"):
        for note in parts_of(row["notes"]):
            words.setdefault(note, set()).update(parts_of(row["words"]))
    return {note: frozenset(found) for note, found in words.items()}


def trade_words(notes: Iterable[str]) -> frozenset[str]:
    """Return the words by which a text tells the trades *notes*; a note that no trade has, none.

    >>> "flights" in trade_words(["airline"]), trade_words([])
    (True, frozenset())
    """
    table = read_trades()
    return frozenset(word for note in notes for word in table.get(note, ()))


def company_key(name: str) -> str:
    """Return the key of the company *name*.

    >>> company_key("Mars, Incorporated")
    'company/mars'
    """
    return name_key(COMPANY, words_of_form(name))


def _entry(row: Mapping[str, str], listed: Iterable[Identifier]) -> Entry:
    others = (form_of(text, words_of_form(text)) for text in parts_of(row["other_names"]))
    former = (Form(text, "former name") for text in parts_of(row["former_names"]))
    own = (Identifier("ticker", ticker) for ticker in parts_of(row["tickers"]))
    return Entry(
        key=company_key(row["name"]),
        type=COMPANY,
        name=row["name"],
        forms=(Form(row["name"], "name"), *others, *former),
        country=row["country"],
        parent=company_key(row["parent"]) if row["parent"] else None,
        identifiers=tuple(sorted({*own, *listed})),
        trade=trade_words(parts_of(row["trades"])),
        register=OWN,
    )


def _listed_entry(listed: Listed) -> Entry:
    return Entry(
        key=company_key(listed.name),
        type=COMPANY,
        name=listed.name,
        forms=(Form(listed.name, "name"),),
        country=listed.country,
        parent=None,
        identifiers=listed.identifiers,
        trade=trade_words(listed.trades),
        register=SOURCE,
    )


def _short_form(row: Mapping[str, str]) -> ShortForm:
    keys = tuple(sorted(company_key(name) for name in parts_of(row["names"])))
    usual = company_key(row["usual"]) if row["usual"] else None
    return ShortForm(row["form"], keys, usual, row["word"] == "yes")
