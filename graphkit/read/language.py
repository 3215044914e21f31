"""Tells documents that are certainly not in English, of which nothing right would be read.

To refuse an English text is worse than to let another one pass. So a text passes that is short,
that has the small words of English, that is a list of names, or of which py3langid is not sure.
Nearly every English text passes by its small words, which cost next to nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graphkit.errors import ReadError
from graphkit.read.sources import shown

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from graphkit.model import Document

SMALL_WORDS = frozenset(
    {
        *("the", "of", "and", "that", "with", "from", "its", "by", "has", "have", "been", "which"),
        *("their", "this", "these", "were", "would"),
    }
)
"""Words of English that other languages do not have, or seldom use."""

ENOUGH_SMALL_WORDS = 0.05
"""A share of small words with which a text is English: nearly all English texts have more, and
whole texts in other languages less, with whatever English names."""

FEWEST_LETTERS = 60
"""A shorter text is a headline or a few names, and too little to be sure."""

SURE = 0.9
"""The least confidence of py3langid that is believed: no English text of 60 letters and ordinary
words was taken for another language with as much."""

FEWEST_PLAIN_WORDS = 0.4
"""The least share of words without a capital: lists of names and tickers have fewer, running
German, with its capital nouns, has more."""

MOST_LETTERS_READ = 10_000
"""Characters that are shown to py3langid: more do not make it surer."""

# Latin: lists of chemicals and species look like it. Nigerian Pidgin: so do English lists.
_MISTAKEN = frozenset({"en", "la", "pcm", "zxx"})
_LATIN_END = "\u024f"  # Latin letters with their common accents stand before it
_LETTERS = re.compile(r"[^\W\d_]")


def in_english(document: Document) -> Document | ReadError:
    """Return *document*, or an error if it is certainly not in English.

    >>> from graphkit.model import Document
    >>> text = "Der Hersteller bezieht die Zellen seiner Fahrzeuge seit Jahren von einem Partner."
    >>> print(in_english(Document("a.txt", text, ())))
    a.txt: the text is in German; graphkit reads English (--any-language lets it pass)
    """
    language = foreign_language(document.text)
    if language is None:
        return document
    way_out = "graphkit reads English (--any-language lets it pass)"
    return ReadError(shown(document.id), f"the text is in {language}", way_out)


def foreign_language(text: str) -> str | None:
    """Return the name of the language of *text*, or None if the text may be English.

    A text that is mostly in another script than the Latin is never in English. A language without
    a common name is called "another language".

    >>> foreign_language("Ships wait.") is None
    True
    """
    words = text.lower().split()
    small = sum(word in SMALL_WORDS for word in words)
    if small >= ENOUGH_SMALL_WORDS * len(words):
        return None
    sample = text[:MOST_LETTERS_READ]
    letters = _LETTERS.findall(sample)
    if len(letters) < FEWEST_LETTERS:
        return None
    latin = sum(letter <= _LATIN_END for letter in letters) > len(letters) / 2
    if latin and not _is_running(sample):
        return None
    code, confidence = _identifier().classify(sample)
    if latin and (code in _MISTAKEN or confidence < SURE):
        return None
    return "another language" if code in _MISTAKEN else _name(code)


def _is_running(text: str) -> bool:
    """Return whether the words with a small first letter are the most, as they are in sentences."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].islower() for word in words) >= FEWEST_PLAIN_WORDS * len(words)


def _name(code: str) -> str:
    from babel import Locale  # noqa: PLC0415 - only what is refused is named

    name: str = Locale("en").languages.get(code, "another language")
    return name


@cache
def _identifier() -> LanguageIdentifier:
    """Return the classifier; it takes a second to load, which English texts need not wait for."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
