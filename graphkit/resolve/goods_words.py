"""Turns written goods into plain words: the head as lemma, one spelling, no short forms.

Only the head of the phrase is lemmatised, the last word before a preposition. Names written with
capitals (iPhone, Model 3, H100) keep their words, without the plural s of an abbreviation. What
goods are the same under different names is told by `goods`, which knows the scheme.
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
PREPOSITIONS: Final = word_set("of for in with from to on at by used")
_BEHIND_HEAD: Final = re.compile(rf"(?<=\S)\s+(?:{'|'.join(sorted(PREPOSITIONS))})(?=\s)")
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
    "glasses": "glasses",
    "oxen": "ox",
    "premises": "premises",
    "teeth": "tooth",
    "women": "woman",
    "works": "works",
}

# British and American spellings of materials and goods.
_SPELLINGS: Final = {
    "aluminum": "aluminium",
    "analogue": "analog",
    "center": "centre",
    "cesium": "caesium",
    "color": "colour",
    "electrolyzer": "electrolyser",
    "fertiliser": "fertilizer",
    "fiber": "fibre",
    "galvanised": "galvanized",
    "jewelry": "jewellery",
    "liter": "litre",
    "molded": "moulded",
    "nanometer": "nanometre",
    "plow": "plough",
    "polariser": "polarizer",
    "sulphate": "sulfate",
    "sulphide": "sulfide",
    "sulphur": "sulfur",
    "sulphuric": "sulfuric",
    "tire": "tyre",
    "vapour": "vapor",
}

# Short forms of a word or a few, in whatever goods they stand: EV batteries, SiC wafers.
_SHORT: Final = {
    "ai": "artificial intelligence",
    "bev": "battery electric vehicle",
    "co2": "carbon dioxide",
    "datacentre": "data centre",
    "ev": "electric vehicle",
    "gaas": "gallium arsenide",
    "gan": "gallium nitride",
    "hbm": "high bandwidth memory",
    "hdd": "hard disk drive",
    "hev": "hybrid electric vehicle",
    "ic": "chip",
    "inp": "indium phosphide",
    "lfp": "lithium iron phosphate",
    "lng": "liquefied natural gas",
    "lpg": "liquefied petroleum gas",
    "mcu": "microcontroller",
    "mlcc": "multilayer ceramic capacitor",
    "nca": "nickel cobalt aluminium",
    "ncm": "nickel manganese cobalt",
    "nmc": "nickel manganese cobalt",
    "pcb": "printed circuit board",
    "phev": "plug in hybrid electric vehicle",
    "pv": "photovoltaic",
    "rf": "radio frequency",
    "sic": "silicon carbide",
    "ssd": "solid state drive",
}
_SHORT_IN_CAPITALS: Final = {"CAM": "cathode active material"}  # a cam is a part of a machine

# Two words and more that have a shorter name, or another spelling of one of them.
_LONG: Final = {
    "application specific chip": "asic",
    "central processing unit": "cpu",
    "dynamic random access memory": "dram",
    "graphics processing unit": "gpu",
    "integrated circuit": "chip",
    "li ion": "lithium ion",
    "light emitting diode": "led",
    "liquid crystal display": "lcd",
    "multi layer": "multilayer",
    "na ion": "sodium ion",
    "semi conductor": "semiconductor",
}
_LONG_FORM: Final = re.compile(rf"\b(?:{'|'.join(sorted(_LONG, key=len, reverse=True))})\b")


def plain_words_of(text: str, *, starts_sentence: bool = False) -> tuple[str, ...]:
    """Return the words of the goods *text*, the head as lemma and short forms spelled out.

    A sentence gives its first word a capital, which then says nothing: *starts_sentence*.

    >>> plain_words_of("EV batteries"), plain_words_of("Li-ion cells")
    (('electric', 'vehicle', 'battery'), ('lithium', 'ion', 'cell'))
    >>> plain_words_of("sheets of aluminum"), plain_words_of("iPhones"), plain_words_of("Model 3")
    (('sheet', 'of', 'aluminium'), ('iphone',), ('model', '3'))
    """
    name = description_of(text)
    plain = without_capital(name) if starts_sentence else name
    parts = _parts(plain)
    if not parts:
        return words_of(text)
    phrase = head_phrase(plain)
    head = len(parts if phrase == plain else _parts(phrase)) - 1
    parts[head] = _singular(parts[head])
    written = [_SHORT_IN_CAPITALS.get(part, part) for part in parts]
    return _spelled_out(words_of(" ".join(written)))


def _spelled_out(words: tuple[str, ...]) -> tuple[str, ...]:
    spelled = [_SPELLINGS.get(word, word) for word in words]
    long = " ".join([_SHORT.get(word, word) for word in spelled])
    return tuple(_LONG_FORM.sub(lambda match: _LONG[match[0]], long).split(" "))


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


@lru_cache(maxsize=1 << 11)
def is_common(word: str) -> bool:
    """Return whether *word* is in the English dictionary, and not as a name.

    >>> is_common("Servers"), is_common("Brexit"), is_common("Escondida")
    (True, False, False)
    """
    lower = word.lower()
    known = word != "" and simplemma.is_known(lower, lang=_LANGUAGE)  # it refuses the empty word
    return known and str(simplemma.lemmatize(lower, lang=_LANGUAGE)).islower()


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(text) if part]


def head_phrase(text: str) -> str:
    """Return the goods *text* up to the first preposition that stands by itself.

    >>> head_phrase("cells for cars"), head_phrase("ship-to-shore cranes")
    ('cells', 'ship-to-shore cranes')
    """
    match = _BEHIND_HEAD.search(text)
    return text if match is None else text[: match.start()]


@lru_cache(maxsize=1 << 11)
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
