"""Cleans the written form of a mention: takes off what is no part of a name.

Articles, a closing possessive, tickers, citation marks and quotation marks go; case, accents and
the order of the words stay as the text has them. Nothing is ever cleaned away wholly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SPACE: Final = re.compile(r"\s+")
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")  # of UTF-16, which no library takes
_SIGNS: Final = re.compile("[®™℠©†‡*]|[\u00ad\u200b-\u200f\u2060\ufeff]")  # the last are invisible
_CITATION: Final = re.compile(r"(?:\s*\[[\w ]{1,20}\]|[¹²³⁰⁴-⁹])+$")
_QUOTES: Final = '"“”„«»` \u2018'
_TICKER: Final = re.compile(
    r"\s*\(\s*(?:"
    r"[A-Za-z]{2,10}\s?:\s?[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?"  # NYSE: F
    r"|[A-Z0-9]{1,6}[a-z]?(?:_[a-z]{1,2})?\.[A-Z]{1,3}"  # NVDA.O, MAERSKb.CO, VOWG_p.DE
    r"|[0-9]{4,6}"  # 2330
    r"|(?!USA|UAE|PRC|ROC)[A-Z]{3,6}"  # TSMC; two letters may be those of a country
    r")\s*\)$"
)
_APOSTROPHES: Final = "'\u2019"
_POSSESSIVE: Final = re.compile(
    rf"(?<=\w)(?:[{_APOSTROPHES}]s|(?<=s)[{_APOSTROPHES}])$", re.IGNORECASE
)
_ARTICLE: Final = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_DETERMINER: Final = re.compile(
    r"^(?:the|an?|this|that|these|those|its|their|our|his|her|your|another|other|both)\s+(?=\S)",
    re.IGNORECASE,
)

# Names that end in a possessive of their own. One that is missing here loses the 's of its label;
# keys are without it in any case.
_POSSESSIVE_NAMES: Final = frozenset(
    {
        *("arby's", "christie's", "denny's", "domino's", "hershey's", "kellogg's", "kohl's"),
        *("levi's", "lloyd's", "lowe's", "macy's", "mcdonald's", "moody's", "sainsbury's"),
        *("sotheby's", "trader joe's", "waterstone's", "wendy's"),
    }
)


@lru_cache(maxsize=1 << 11)
def clean(text: str) -> str:
    """Return *text* without ticker, citation and other marks, on one line.

    >>> clean("Nvidia Corp. (NVDA.O)")
    'Nvidia Corp.'
    >>> clean("“Hon Hai”[12]")
    'Hon Hai'
    """
    whole = _HALF_PAIR.sub("\ufffd", text)
    bare = _CITATION.sub("", _on_one_line(_SIGNS.sub("", whole)))
    return _first_full(_unquoted(_TICKER.sub("", bare)), _on_one_line(whole), "\ufffd")


def name_of(text: str) -> str:
    """Return the name that *text* is, without a leading article or a closing possessive.

    >>> name_of("the U.S. Department of Commerce")
    'U.S. Department of Commerce'
    >>> name_of("Taiwan's"), name_of("McDonald's")
    ('Taiwan', "McDonald's")
    """
    name = _ARTICLE.sub("", clean(text))
    if name.casefold().replace("\u2019", "'") in _POSSESSIVE_NAMES:
        return name
    return _first_full(_POSSESSIVE.sub("", name), name)


def description_of(text: str) -> str:
    """Return the description that *text* is, without article, pronoun or closing possessive.

    >>> description_of("its Chinese affiliate")
    'Chinese affiliate'
    """
    return _first_full(_DETERMINER.sub("", name_of(text)), text)


def has_determiner(text: str) -> bool:
    """Return whether *text* begins with an article or a pronoun.

    >>> has_determiner("The company"), has_determiner("Toyota group")
    (True, False)
    """
    return _DETERMINER.match(clean(text)) is not None


def _on_one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _unquoted(text: str) -> str:
    """Return *text* without quotation marks around it; those around a part of it stay."""
    inner = text.strip(_QUOTES)
    both = text[:1] in _QUOTES and text[-1:] in _QUOTES
    return inner if both or not set(inner) & set(_QUOTES.strip()) else text


def _first_full(*choices: str) -> str:
    return next((choice for choice in choices if choice), choices[-1])
