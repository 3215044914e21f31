"""Names goods by their lemma: "servers" and "server" are one kind of thing.

Only the head of the phrase is lemmatised, the last word before a preposition. Names written with
capitals (iPhone, Model 3, H100) keep their words, without the plural s of an abbreviation.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import simplemma

from graphkit.resolve.lexicon import word_set
from graphkit.resolve.surfaces import description_of
from graphkit.resolve.words import words_of

_LANGUAGE: Final = "en"
_SEPARATOR: Final = re.compile(r"[\s\-\u2010-\u2013/]+")  # spaces, hyphens, dashes, slashes
_PREPOSITIONS: Final = word_set("of for in with from to on at by used")
_COINED_PLURAL: Final = re.compile(r"(?<=[^s])['\u2019]?s$")  # GPUs, H100s, iPhones

# Where the lemma of simplemma is another word or none.
_LEMMAS: Final = {
    "SerDes": "SerDes",
    "iTunes": "iTunes",
    "axes": "axe",
    "dice": "dice",
    "feet": "foot",
    "goods": "goods",
    "halves": "half",
    "larvae": "larva",
    "leaves": "leaf",
    "lenses": "lens",
    "loaves": "loaf",
    "men": "man",
    "mice": "mouse",
    "mixes": "mix",
    "geese": "goose",
    "oxen": "ox",
    "premises": "premises",
    "teeth": "tooth",
    "women": "woman",
    "works": "works",
}

# British and American spellings of materials and goods.
_SPELLINGS: Final = {
    "aluminum": "aluminium",
    "cesium": "caesium",
    "color": "colour",
    "fiber": "fibre",
    "jewelry": "jewellery",
    "liter": "litre",
    "molded": "moulded",
    "nanometer": "nanometre",
    "plow": "plough",
    "sulphate": "sulfate",
    "sulphide": "sulfide",
    "sulphur": "sulfur",
    "sulphuric": "sulfuric",
    "tire": "tyre",
}


@lru_cache(maxsize=1 << 14)
def goods_words_of(text: str, *, starts_sentence: bool = False) -> tuple[str, ...]:
    """Return the words of the goods *text*, the head as lemma.

    A sentence gives its first word a capital, which then says nothing: *starts_sentence*.

    >>> goods_words_of("artificial-intelligence servers")
    ('artificial', 'intelligence', 'server')
    >>> goods_words_of("sheets of aluminum"), goods_words_of("iPhones"), goods_words_of("Model 3")
    (('sheet', 'of', 'aluminium'), ('iphone',), ('model', '3'))
    """
    name = description_of(text)
    plain = without_capital(name) if starts_sentence else name
    parts = [part for part in _SEPARATOR.split(plain) if part]
    if not parts:
        return words_of(text)
    head = _head(parts)
    parts[head] = _singular(parts[head])
    return tuple(_SPELLINGS.get(word, word) for word in words_of(" ".join(parts)))


def without_capital(text: str) -> str:
    """Return the goods *text* without the capital of a sentence's first word.

    A word that no dictionary has keeps it, and one before a number or another capital.

    >>> without_capital("Crude oil"), without_capital("Polartec fleece"), without_capital("Model 3")
    ('crude oil', 'Polartec fleece', 'Model 3')
    """
    first, *rest = text.split(" ")
    common = first[1:].islower() and all(map(is_common, first.split("-")))
    follows_word = all(word[:1].islower() for word in rest[:1])
    return text[0].lower() + text[1:] if common and follows_word else text


@lru_cache(maxsize=1 << 14)
def is_common(word: str) -> bool:
    """Return whether *word* is in the English dictionary, and not as a name.

    >>> is_common("Servers"), is_common("Brexit"), is_common("Escondida")
    (True, False, False)
    """
    lower = word.lower()
    known = word != "" and simplemma.is_known(lower, lang=_LANGUAGE)  # it refuses the empty word
    return known and str(simplemma.lemmatize(lower, lang=_LANGUAGE)).islower()


def _head(parts: list[str]) -> int:
    stops = (index for index, part in enumerate(parts) if index and part in _PREPOSITIONS)
    return next(stops, len(parts)) - 1


@lru_cache(maxsize=1 << 14)
def _singular(word: str) -> str:
    if word in _LEMMAS:
        return _LEMMAS[word]
    if any(letter.isupper() or letter.isdigit() for letter in word):
        return _COINED_PLURAL.sub("", word) if _is_coined(word) else word
    if not word.endswith("s"):  # else bearing → bear, wiring → wire
        return word
    if simplemma.is_known(word, lang=_LANGUAGE):
        return str(simplemma.lemmatize(word, lang=_LANGUAGE)).lower()
    return _plain_singular(word)


def _is_coined(word: str) -> bool:
    """Return whether *word* has a capital or a digit behind its first letter."""
    return any(letter.isupper() or letter.isdigit() for letter in word[1:]) or not word.istitle()


def _plain_singular(word: str) -> str:
    """Return the singular of a plural that no dictionary has (electrolysers)."""
    if word.endswith(("ss", "us", "is", "gas")):
        return word
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word.removesuffix("es")
    return word.removesuffix("s")
