"""Reads the companies of stock indices, which give others their ISIN and are known themselves.

``listed.csv`` is made from the package pytickersymbols by ``python -m graphkit.resolve.known.made``
(see there): ``name`` as the package has it; ``company`` is the name in ``companies.csv`` of the
company that it is, or empty; ``isins``, ``tickers`` and ``trades`` are separated by semicolons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.model import Identifier
from graphkit.resolve.known.tables import parts_of, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE: Final = "pytickersymbols 1.17.10"
TABLE: Final = "listed.csv"


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed company: its name, what it is known by, the ISO code of its seat, its trades.

    ``company`` is the name by which the table of companies has it, or None.
    """

    name: str
    company: str | None
    identifiers: tuple[Identifier, ...]
    country: str | None
    trades: tuple[str, ...]


def read_listed() -> tuple[Listed, ...]:
    """Return the listed companies, ordered by name.

    >>> next(one for one in read_listed() if one.company == "Umicore").identifiers
    (Identifier(scheme='isin', value='BE0974320526'), Identifier(scheme='ticker', value='EBR:UMI'))
    """
    return tuple(_listed(row) for row in read_table(TABLE))


def _listed(row: Mapping[str, str]) -> Listed:
    isins = (Identifier("isin", isin) for isin in parts_of(row["isins"]))
    tickers = (Identifier("ticker", ticker) for ticker in parts_of(row["tickers"]))
    company, country = (row[column] if row[column] else None for column in ("company", "country"))
    trades = parts_of(row["trades"])
    return Listed(row["name"], company, (*isins, *tickers), country, trades)
