"""Turns written names into words that are compared: lower case, without punctuation, in ASCII.

Two names with the same words are the same name. Scripts that rigour transliterates letter by
letter (Latin, Cyrillic, Greek, Armenian, Georgian, Hangul) meet across scripts; for the others,
whose transliteration makes different names alike, a hash of the name keeps them apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from rigour.text import ascii_text
from rigour.text.normalize import normalize
from rigour.text.scripts import can_latinize

from graphkit.resolve.legal_forms import FLAGS, strip_legal_forms, strip_unspaced_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

HASH_DIGITS: Final = 8  # 32 bits: names that share a transliteration are few

_SPELLED_OUT: Final = (
    (re.compile(r"[&\uff06]"), " and "),
    (re.compile(r"(?<=\w)\+"), " plus "),
    (re.compile(r"(?<=\w)#(?=\s|$)"), " sharp "),
    (re.compile(r"['\u2019]s(?=\W|$)", re.IGNORECASE), ""),  # Levi's, Hudson's Bay
    (re.compile(r"\.(?=(?:com|net|org|io)\b)", re.IGNORECASE), " "),  # Amazon.com
)
# Spellings and abbreviations of words in names; those that stand for several words are left out.
_NAME_WORDS: Final = {
    "aluminum": "aluminium",
    "assn": "association",
    "bros": "brothers",
    "center": "centre",
    "co": "company",
    "corp": "corporation",
    "defense": "defence",
    "dept": "department",
    "fiber": "fibre",
    "govt": "government",
    "inds": "industries",
    "intl": "international",
    "labs": "laboratories",
    "mfg": "manufacturing",
    "natl": "national",
    "svcs": "services",
    "tire": "tyre",
    "univ": "university",
}
_INITIALS: Final = re.compile(r"(?<=\b\w) (?=\w\b)")  # A. O. Smith is A.O. Smith
_NOT_ASCII_WORD: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 11)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of the name *text*; never none.

    >>> words_of("L'Oréal"), words_of("AT&T"), words_of("Газпром")
    (('loreal',), ('at', 'and', 't'), ('gazprom',))
    """
    return _to_ascii(_split(text), text)


@lru_cache(maxsize=1 << 11)
def actor_words_of(text: str) -> tuple[str, ...]:
    """Return the words of the name *text* of a company or another body, without legal forms.

    >>> actor_words_of("SoftBank Group Corp."), actor_words_of("The Home Depot, Inc.")
    (('softbank', 'group'), ('home', 'depot'))
    >>> actor_words_of("Aluminum Corp. of China Ltd.")
    ('aluminium', 'corporation', 'of', 'china')
    """
    words = strip_legal_forms(_split(strip_unspaced_forms(text)))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(_NAME_WORDS.get(word, word) for word in _to_ascii(words, text))


def _split(text: str) -> list[str]:
    for pattern, replacement in _SPELLED_OUT:
        text = pattern.sub(replacement, text)
    normal = normalize(text, FLAGS)
    return [] if normal is None else normal.split(" ")


def _to_ascii(words: Iterable[str], text: str) -> tuple[str, ...]:
    normal = _INITIALS.sub("", " ".join(words))
    ascii_words = tuple(
        word for word in _NOT_ASCII_WORD.split(ascii_text(normal).casefold()) if word
    )
    if ascii_words and can_latinize(normal):
        return ascii_words
    if not normal:  # nothing but signs
        normal = text
    digest = sha256(normal.encode(errors="surrogatepass")).hexdigest()
    return (*ascii_words, digest[:HASH_DIGITS])
