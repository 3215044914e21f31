"""Currencies: which ISO 4217 code a sign or a name means, as the Unicode CLDR (Babel) has it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the CLDR does not list: how news writes signs and names of currencies. There are several
# francs in use, and "real" is a common word: they count by their full names and codes only.
_SIGNS: Final = {
    "US$": "USD", "C$": "CAD", "S$": "SGD", "Rs": "INR", "Rs.": "INR", "RMB": "CNY", "GB£": "GBP",
    "R$": "BRL", "AU$": "AUD", "CDN$": "CAD", "Fr.": "CHF", "RM": "MYR", "zł": "PLN", "฿": "THB",
    "₺": "TRY", "₽": "RUB", "Rp": "IDR",
}  # fmt: skip
_NAMES: Final = {
    "dollar": "USD", "u.s. dollar": "USD", "us dollar": "USD", "american dollar": "USD",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "yen": "JPY", "won": "KRW", "rupee": "INR",
    "rouble": "RUB", "ruble": "RUB", "rand": "ZAR", "zloty": "PLN", "baht": "THB", "lira": "TRY",
    "ringgit": "MYR", "shekel": "ILS", "rupiah": "IDR", "pound sterling": "GBP", "sterling": "GBP",
    "british pound": "GBP", "forint": "HUF",
}  # fmt: skip
_OLD: Final = frozenset({"XXX", "XTS"})
_CHINA: Final = re.compile(r"\b(?:China|Chinese|yuan|renminbi|RMB|Beijing|Shanghai|Shenzhen)\b")


@cache
def signs() -> Mapping[str, str]:
    """Return the code of each sign and code that stands before or behind an amount."""
    from babel import Locale  # noqa: PLC0415 - slow

    known = {sign: code for code, sign in Locale("en").currency_symbols.items() if code not in _OLD}
    return known | {code: code for code in known.values()} | _SIGNS


@cache
def names() -> Mapping[str, str]:
    """Return the code of each name of a currency, in lower case, in singular and plural."""
    from babel import Locale  # noqa: PLC0415 - slow
    from babel.numbers import get_currency_name, list_currencies  # noqa: PLC0415

    known: dict[str, str] = {}
    for code in sorted(list_currencies(Locale("en"))):
        for count in (1, 2):
            name = get_currency_name(code, count, locale="en").lower()
            if "(" not in name and code in signs():
                known.setdefault(name, code)
    return known | _NAMES | {f"{name}s": code for name, code in _NAMES.items()}


@cache
def sign_pattern() -> str:
    """Return a pattern of all signs, the longest first."""
    return "|".join(map(re.escape, sorted(signs(), key=lambda sign: (-len(sign), sign))))


@cache
def name_pattern() -> str:
    """Return a pattern of all names, the longest first."""
    return "|".join(map(re.escape, sorted(names(), key=lambda name: (-len(name), name))))


def code_of(sign: str, context: str) -> str:
    """Return the code of *sign*; ``¥`` is the yuan where *context* speaks of China.

    >>> code_of("US$", ""), code_of("¥", "made in Japan"), code_of("¥", "a Chinese mill")
    ('USD', 'JPY', 'CNY')
    """
    code = signs()[sign]
    return "CNY" if sign == "¥" and _CHINA.search(context) else code
