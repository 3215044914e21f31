"""Units of measure, by the names of the Unicode CLDR (Babel).

The CLDR has the watt with its multiples, but of energy only the kilowatt-hour; prefixes that it
lacks are put before the names of its units. A "ton" stays one: it may be the American one or the
metric.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Units in which goods are made and sold. Lengths and durations describe goods ("a 5-nanometre
# chip"), so they are none of them.
_UNITS: Final = [
    "mass-tonne",
    "mass-ton",
    "mass-kilogram",
    "mass-gram",
    "mass-carat",
    "mass-ounce",
    "mass-ounce-troy",
    "volume-barrel",
    "volume-liter",
    "volume-hectoliter",
    "volume-megaliter",
    "volume-cubic-meter",
    "volume-cubic-foot",
    "volume-gallon",
    "volume-bushel",
    "power-watt",
    "power-kilowatt",
    "power-megawatt",
    "power-gigawatt",
    "energy-kilowatt-hour",
    "area-square-meter",
    "area-square-foot",
    "digital-terabyte",
    "digital-petabyte",
]
_PREFIXES: Final = {"mega": "M", "giga": "G", "tera": "T"}
_MORE: Final = {
    "tonne": "tonne", "metric ton": "tonne", "ton": "ton", "short ton": "ton", "litre": "liter",
    "cubic metre": "cubic-meter", "square metre": "square-meter", "troy ounce": "ounce-troy",
    "bbl": "barrel", "kilotonne": "kilotonne", "kiloton": "kilotonne", "boe": "barrel",
    "pound": "pound", "lb": "pound",
    "kilowatt-hour": "kilowatt-hour", "kWh": "kilowatt-hour", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "kg": "kilogram", "m3": "cubic-meter",
    "m³": "cubic-meter", "t": "tonne", "terawatt": "terawatt", "kilowatt hour": "kilowatt-hour",
    "MWp": "megawatt", "GWp": "gigawatt",
}  # fmt: skip


@cache
def units() -> Mapping[str, str]:
    """Return the CLDR's name of each unit by the words and signs that write it.

    >>> units()["tonnes"], units()["GWh"], units()["gigawatt hours"]
    ('tonne', 'gigawatt-hour', 'gigawatt-hour')
    """
    from babel.units import format_unit, get_unit_name  # noqa: PLC0415 - slow

    known: dict[str, str] = {}
    for unit in _UNITS:
        name = unit.partition("-")[2]
        for count in (1, 2):
            written = format_unit(count, unit, "long", locale="en").partition(" ")[2]
            known[written.lower()] = name
        known.setdefault(str(get_unit_name(unit, "long", locale="en")).lower(), name)
    for prefix, letter in _PREFIXES.items():
        known[f"{letter}Wh"] = f"{prefix}watt-hour"
        for form in ("watt-hour", "watt hour"):
            known[f"{prefix}{form}"] = known[f"{prefix}{form}s"] = f"{prefix}watt-hour"
    more = {f"{word}s": name for word, name in _MORE.items() if len(word) > len("boe")}
    more |= {"lbs": "pound"}
    return known | _MORE | more


@cache
def unit_pattern() -> str:
    """Return a pattern of all units, the longest first."""
    return "|".join(map(re.escape, sorted(units(), key=lambda unit: (-len(unit), unit))))
