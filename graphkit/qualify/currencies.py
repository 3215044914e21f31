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
_NO_CURRENCIES: Final = frozenset({"XXX", "XTS"})
"""ISO 4217's codes for no currency and for tests, which stand in its list as well."""
_WORDS: Final = frozenset(
    [
        *("ALL", "AMD", "ANG", "ARS", "BAM", "BOB", "COP", "CUP", "DOP", "GEL", "LAK", "MAD"),
        *("MOP", "NIO", "PEN", "RON", "SCR", "SDG", "SOS", "TOP", "TRY"),
    ]
)
"""Codes that are words, names or terms of trade in capitals as well."""
_CHINA: Final = re.compile(r"\b(?:China|Chinese|yuan|renminbi|RMB|Beijing|Shanghai|Shenzhen)\b")
_JAPAN: Final = re.compile(r"\b(?:Japan|Japanese|yen|JPY|Tokyo|Osaka)\b")


@cache
def _known() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415 - slow

    known = {
        sign: code
        for code, sign in Locale("en").currency_symbols.items()
        if code not in _NO_CURRENCIES
    }
    return known | {code: code for code in known.values()} | _SIGNS


@cache
def signs() -> Mapping[str, str]:
    """Return the code of each sign and code that stands before or behind an amount."""
    return {sign: code for sign, code in _known().items() if sign not in _WORDS}


@cache
def names() -> Mapping[str, str]:
    """Return the code of each name of a currency, in lower case, in singular and plural."""
    from babel import Locale  # noqa: PLC0415 - slow
    from babel.numbers import get_currency_name, list_currencies  # noqa: PLC0415

    known: dict[str, str] = {}
    for code in sorted(list_currencies(Locale("en"))):
        for count in (1, 2):
            name = get_currency_name(code, count, locale="en").lower()
            if "(" not in name and code in _known():
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


@cache
def _behind_form() -> re.Pattern[str]:
    codes = "|".join(sorted(code for code in signs() if re.fullmatch("[A-Z]{3}", code)))
    return re.compile(rf"[\s-](?:(?P<code>{codes})|(?P<name>(?i:{name_pattern()})))(?!\w)")


def named_behind(text: str, end: int) -> tuple[str, int] | None:
    """Return the code of the currency named at *end*, behind an amount, and where its name ends.

    >>> named_behind("$5 million CAD", 10), named_behind("$5 million in cash", 10)
    (('CAD', 14), None)
    """
    found = _behind_form().match(text, end)
    if found is None:
        return None
    if found["code"] is not None:
        return signs()[found["code"]], found.end()
    return names()[" ".join(found["name"].lower().split())], found.end()


@cache
def _hints() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the characters, the words in signs and the last words of names of currencies."""
    letters = re.compile(r"[^\W\d_]+")
    characters = {char for sign in signs() for char in sign if not char.isalnum()}
    words = {word for sign in signs() for word in letters.findall(sign)}
    ends = {letters.findall(name)[-1] for name in names()}
    return frozenset(characters - set(". \u00a0\u202f")), frozenset(words), frozenset(ends)


def tells_currency(text: str) -> bool:
    """Return whether *text* has a sign, a code or a word that may be a currency's.

    >>> tells_currency("sold 5,000 buses"), tells_currency("sold for 5 euros")
    (False, True)
    """
    characters, words, ends = _hints()
    if not characters.isdisjoint(text):
        return True
    found = set(re.findall(r"[^\W\d_]+", text))
    return not words.isdisjoint(found) or not ends.isdisjoint({word.lower() for word in found})


def code_of(sign: str, context: str) -> str | None:
    """Return the code of *sign*; ``¥`` is the yuan where *context* speaks of China.

    Where it speaks of Japan as well, ``¥`` means neither surely.

    >>> code_of("US$", ""), code_of("¥", "made in Japan"), code_of("¥", "a Chinese mill")
    ('USD', 'JPY', 'CNY')
    """
    if sign == "¥" and _CHINA.search(context) is not None:
        return None if _JAPAN.search(context) is not None else "CNY"
    return signs()[sign]
