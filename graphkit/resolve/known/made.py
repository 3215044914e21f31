"""Makes the tables that follow from others: ``listed.csv`` and ``words.csv``.

``python -m graphkit.resolve.known.made`` writes them anew; a test tells when that is due. The
listed companies come from the package pytickersymbols, which development needs and graphkit does
not. Its rows are joined to the companies by the words of a name and by ticker, and what is
doubtful is left out: rows whose name or ticker leads to two companies or to one of another
country, names that are one English word or a few letters, and ISINs of another country than the
seat, which are those of other papers or of other companies.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rigour.ids import ISIN

from graphkit.resolve.known.companies import read_trades
from graphkit.resolve.known.cores import core_of
from graphkit.resolve.known.listed import TABLE
from graphkit.resolve.known.tables import FOLDER, WORDS, parts_of, read_table, words_table
from graphkit.resolve.known.typos import is_english
from graphkit.resolve.lexicon import word_set
from graphkit.resolve.territories import find_territory
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# By the ending of the symbol: the exchange, as the table of companies writes it, and its country.
_EXCHANGES: Final = {
    "AS": ("AMS", "NL"),
    "BR": ("EBR", "BE"),
    "DE": ("FWB", "DE"),
    "HE": ("HEL", "FI"),
    "L": ("LSE", "GB"),
    "MC": ("BME", "ES"),
    "MI": ("BIT", "IT"),
    "PA": ("EPA", "FR"),
    "ST": ("STO", "SE"),
    "SW": ("SIX", "CH"),
    "T": ("TSE", "JP"),
}
_NO_ENDING: Final = ("", "US")
_US_EXCHANGES: Final = ("NASDAQ", "NYSE")
_STATES: Final = re.compile(
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|D\.C\.|Florida|"
    r"Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|"
    r"Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|"
    r"New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    r"Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|"
    r"Virginia|Washington|West Virginia|Wisconsin|Wyoming"
)
_FEW_LETTERS: Final = 3
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)$")
_SHARE_CLASS: Final = re.compile(r"[a-zà-ÿ][A-C]$")  # IndustrivärdenC

# Names that are also those of people, places or other companies.
_OTHERS_TOO: Final = word_set(
    "brady dover elisa humana lindsay okuma pearson shimizu tennant toho wendel wiley"
)


@dataclass(frozen=True)
class _Row:
    """What the package says of a company in one of its indices."""

    name: str
    symbol: str
    stated: str
    codes: frozenset[str]
    google: frozenset[str]
    industries: frozenset[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return actor_words_of(self.name)

    @cached_property
    def country(self) -> str | None:
        """The stated country, if an ISIN says so too or, without one, the exchange."""
        _, _, last = self.stated.rpartition(",")
        if "," in self.stated and _STATES.fullmatch(last.strip()):
            code: str | None = "US"
        else:
            territory = find_territory(last.strip()) if last.strip() else None
            code = None if territory is None else territory.code
        _, _, ending = self.symbol.rpartition(".")
        likely = (
            {isin[:2] for isin in self.codes}
            if self.codes
            else {_EXCHANGES.get(ending, _NO_ENDING)[1]}
        )
        return code if code in likely else None

    @cached_property
    def isins(self) -> frozenset[str]:
        country = self.country
        return frozenset(isin for isin in self.codes if country is not None and isin[:2] == country)

    @cached_property
    def tickers(self) -> frozenset[str]:
        code, _, ending = self.symbol.rpartition(".")
        if code and ending in _EXCHANGES:
            return frozenset({f"{_EXCHANGES[ending][0]}:{code.replace('-', ' ')}"})
        return frozenset(f"{exchange}:{self.symbol}" for exchange in _US_EXCHANGES) & self.google


def listed_table() -> str:
    """Return the content of ``listed.csv``, made from the installed pytickersymbols."""
    groups: dict[tuple[str, ...], list[_Row]] = {}
    for row in _package_rows():
        if not _SHARE_CLASS.search(row.name):
            groups.setdefault(row.words, []).append(row)
    companies = _Companies(read_table("companies.csv"))
    lines = [line for words in sorted(groups) if (line := _line(groups[words], companies))]
    borne = Counter(one for line in lines for one in _identifiers(line))
    kept = [line for line in lines if all(borne[one] == 1 for one in _identifiers(line))]
    head = ("name", "company", "isins", "tickers", "country", "trades")
    return _csv([head, *sorted(kept, key=lambda line: (line[0].casefold(), line))])


def _identifiers(line: tuple[str, ...]) -> tuple[str, ...]:
    """The identifiers of a line, and the company that it is."""
    return (*parts_of(line[1]), *parts_of(line[2]), *parts_of(line[3]))


def _line(rows: list[_Row], companies: _Companies) -> tuple[str, ...] | None:
    countries = {row.country for row in rows}
    isins = sorted({isin for row in rows for isin in row.isins})
    tickers = sorted({ticker for row in rows for ticker in row.tickers})
    if len(countries) != 1 or not (isins or tickers):
        return None
    (country,) = countries
    company = companies.find(rows[0].words, tickers, country)
    if company is None or (company == "" and not _is_telling(rows[0].words)):
        return None
    industries = {industry for row in rows for industry in row.industries}
    trades = sorted(industries & set(read_trades()))
    name = min({row.name for row in rows}, key=lambda name: (len(name), name))
    return (name, company, *map(";".join, (isins, tickers)), country or "", ";".join(trades))


class _Companies:
    """The companies of the table, found by the words of their names and by ticker."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._countries: dict[str, str] = {}
        self._names: dict[tuple[str, ...], set[str]] = {}
        self._former: set[tuple[str, ...]] = set()
        self._tickers: dict[str, set[str]] = {}
        for row in rows:
            name = row["name"]
            self._countries[name] = row["country"]
            for text in (name, *parts_of(row["other_names"])):
                self._names.setdefault(actor_words_of(text), set()).add(name)
            self._former |= {actor_words_of(text) for text in parts_of(row["former_names"])}
            for ticker in parts_of(row["tickers"]):
                self._tickers.setdefault(ticker, set()).add(name)
        self._cores = {core_of(words) for words in self._names}
        self._shared = {actor_words_of(row["form"]) for row in read_table("short-forms.csv")}

    def find(
        self, words: tuple[str, ...], tickers: Iterable[str], country: str | None
    ) -> str | None:
        """Return the name in the table, an empty one if it lacks the company, None if in doubt."""
        by_name = self._names.get(words, set())
        by_ticker = {name for ticker in tickers for name in self._tickers.get(ticker, ())}
        found = by_name & by_ticker if by_name and by_ticker else by_name | by_ticker
        if len(found) == 1 and len(by_ticker) <= 1:
            (name,) = found
            return name if country == self._countries[name] else None
        if by_name or by_ticker:
            return None
        is_doubtful = words in self._shared | self._former or core_of(words) in self._cores
        return None if is_doubtful else ""


def _is_telling(words: tuple[str, ...]) -> bool:
    if len(words) > 1:
        return not all(len(word) == 1 for word in words)
    is_word = words[0] in _OTHERS_TOO or is_english(words[0])
    return len(words[0]) > _FEW_LETTERS and not is_word


def _package_rows() -> list[_Row]:
    from pytickersymbols.indices_data import INDICES  # noqa: PLC0415 - not there but for making

    return [_row(company) for index in INDICES.values() for company in index["companies"]]


def _row(company: Mapping[str, object]) -> _Row:
    symbols = company.get("symbols", [])
    isins = company.get("isins", [])
    industries = company.get("industries", [])
    listed = symbols if isinstance(symbols, list) else []
    return _Row(
        name=_BRACKETS.sub("", str(company["name"])).strip(),
        symbol=str(company.get("symbol", "")),
        stated=str(company.get("country", "")),
        codes=frozenset(isin for isin in _texts(isins) if ISIN.is_valid(isin)),
        google=frozenset(_texts([symbol.get("google") for symbol in listed])),
        industries=frozenset(_texts(industries)),
    )


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, str)]


def all_names() -> list[str]:
    """Return every name of the shipped tables."""
    columns = ("name", "other_names", "former_names")
    rows = read_table("companies.csv")
    names = [text for row in rows for column in columns for text in parts_of(row[column])]
    listed = [row["name"] for row in read_table(TABLE)]
    return [*names, *listed, *(row["form"] for row in read_table("short-forms.csv"))]


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write the tables anew."""
    (FOLDER / TABLE).write_text(listed_table(), encoding="utf-8")
    (FOLDER / WORDS).write_text(words_table(all_names()), encoding="utf-8")


if __name__ == "__main__":
    main()
