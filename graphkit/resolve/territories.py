"""Finds the territory that a name or an adjective means, in rigour's table.

Only codes of ISO 3166-1 are given as codes. These include Taiwan (TW), Hong Kong (HK), Macao (MO)
and Palestine (PS). Kosovo, whose XK is no ISO code, states of the past and parts of states have
their name and their IRI, but no code. Blocs (EU, UN) and cities are no territories here.
The first call reads rigour's table, which takes about a second and a half.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rigour.territories import get_territory, lookup_territory

from graphkit.resolve.surfaces import name_of

if TYPE_CHECKING:
    from rigour.territories.territory import Territory as Row

WIKIDATA: Final = "http://www.wikidata.org/entity/"

# rigour gives these two-letter codes to things that ISO 3166-1 does not list.
_NOT_IN_ISO: Final = frozenset({"ac", "cp", "cq", "dg", "ip", "xk"})
_BLOCS: Final = frozenset({"eu", "un", "zz", "ip"})

# The country proper, where rigour's first choice is the whole kingdom.
_WIKIDATA_ITEMS: Final = {"dk": "Q35", "nl": "Q55"}

# rigour 2.6 takes the people of Mauritius for those of Mauritania, and Congo for the smaller one,
# whereas the press means the larger, as rigour does with "Congolese". The others it lacks.
_CORRECTIONS: Final = {
    "azeri": "az",
    "chinese mainland": "cn",
    "congo": "cd",
    "emirates": "ae",
    "lao": "la",
    "mainland china": "cn",
    "mainland chinese": "cn",
    "mauritian": "mu",
    "mauritians": "mu",
}

# rigour takes every two or three letters of ISO 3166 for a country; in a text they are one of
# these names, or something else (GMB, IN, can).
_LETTER_NAMES: Final = frozenset({"US", "UK", "USA", "UAE", "PRC", "ROC", "DRC"})
_CODE_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or another territory: English name, Wikidata IRI, and ISO 3166-1 alpha-2 code."""

    name: str
    iri: str
    code: str | None


@lru_cache(maxsize=1 << 12)
def find_territory(text: str) -> Territory | None:
    """Return the territory that *text* names, as noun, adjective or people, or None.

    >>> find_territory("Japanese")
    Territory(name='Japan', iri='http://www.wikidata.org/entity/Q17', code='JP')
    >>> find_territory("the U.S.").code, find_territory("Kosovo").code, find_territory("it")
    ('US', None, None)
    """
    row = _find_row(name_of(text))
    if row is None:
        return None
    item = _WIKIDATA_ITEMS.get(row.code, row.qid)
    return Territory(row.name, WIKIDATA + item, row.code.upper() if _in_iso(row) else None)


@lru_cache(maxsize=1 << 12)
def find_bloc(text: str) -> str | None:
    """Return the full name of the bloc that *text* names, or None.

    >>> find_bloc("the EU"), find_bloc("Japan")
    ('European Union', None)
    """
    row = lookup_territory(name_of(text))
    return row.name if row is not None and row.code in _BLOCS else None


def _find_row(name: str) -> Row | None:
    if name.casefold() in _CORRECTIONS:
        return get_territory(_CORRECTIONS[name.casefold()])
    letters = name.replace(".", "")
    if len(letters) <= _CODE_LETTERS and letters.isascii() and letters not in _LETTER_NAMES:
        return None
    row = lookup_territory(name)
    if row is None and name.endswith("s"):  # Americans, Germans
        row = lookup_territory(name.removesuffix("s"))
    return None if row is None or row.code in _BLOCS or _is_city(name, row) else row


def _is_city(name: str, row: Row) -> bool:
    return name.casefold() in {place.casefold() for place in row.places}


def _in_iso(row: Row) -> bool:
    return (
        len(row.code) == len("jp")
        and row.alpha3 is not None
        and not row.is_historical
        and row.code not in _NOT_IN_ISO
    )
