"""Reads the mentions of a document: what kind each is, and the words by which it is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.resolve.goods import goods_words_of
from graphkit.resolve.kinds import Kind, kind_of
from graphkit.resolve.lexicon import REGION_ADJECTIVES
from graphkit.resolve.surfaces import clean, description_of, name_of
from graphkit.resolve.territories import Territory, find_bloc, find_territory
from graphkit.resolve.words import actor_words_of, words_of

if TYPE_CHECKING:
    from graphkit.model import Document, Mention

FAMILIES: Final = {
    "Company": "actor",
    "Government": "actor",
    "Organization": "actor",
    "Country": "territory",
    "Place": "territory",
    "Product": "goods",
    "Material": "goods",
}
"""Types that may be one thing seen in two ways; every other type is a family of its own."""

_DEFINITE: Final = r"(?:the|this|that|these|those|such|both)"
_ARTICLE: Final = re.compile(rf"{_DEFINITE}\s", re.IGNORECASE)
_BEHIND_ARTICLE: Final = re.compile(rf"\b{_DEFINITE}\s+$", re.IGNORECASE)
_LONGEST_ARTICLE: Final = 8  # letters of "these" with spaces; the text before is not read whole

_HARBOURS: Final = frozenset({"port", "harbor", "harbour"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with what its text says by itself.

    ``text`` is the written form without article and marks; ``words`` are what names are compared
    by, and two names of a family with the same words are one name. ``territory`` is known for
    countries only; ``is_definite`` says that goods have "the" or "these" before them.
    """

    mention: Mention
    text: str
    kind: Kind
    family: str
    words: tuple[str, ...]
    starts_sentence: bool = False
    territory: Territory | None = None
    is_definite: bool = False

    @property
    def start(self) -> int:
        """Where the mention begins in the text."""
        return self.mention.span.start


def read(mention: Mention, document: Document) -> Reading:
    """Return the reading of *mention*, whose span lies in *document*.

    >>> from graphkit.model import Document, Mention, Span
    >>> document = Document("a", "Japanese firms", (Span(0, 14),))
    >>> read(Mention(Span(0, 8), "Country", 0), document).words
    ('japan',)
    """
    text = clean(mention.span.of(document.text))
    starts = document.sentences[mention.sentence].start == mention.span.start
    kind = kind_of(text, mention.type, starts_sentence=starts)
    family = FAMILIES.get(mention.type, mention.type)
    if kind is not Kind.NAME:
        described = description_of(text)
        return Reading(mention, described, kind, family, words_of(described), starts)
    territory = find_territory(text) if mention.type == "Country" else None
    if territory is None:
        words = _name_words(text, mention.type, starts_sentence=starts)
    else:
        words = words_of(territory.name)
    definite = family == "goods" and _is_definite(mention, document)
    return Reading(mention, name_of(text), kind, family, words, starts, territory, definite)


def _is_definite(mention: Mention, document: Document) -> bool:
    """Return whether *mention* has a word in or before it that points to what the text named."""
    start, end = mention.span.start, mention.span.end
    before = document.text[max(0, start - _LONGEST_ARTICLE) : start]
    return bool(_BEHIND_ARTICLE.search(before) or _ARTICLE.match(document.text[start:end]))


def _name_words(text: str, type_: str, *, starts_sentence: bool) -> tuple[str, ...]:
    match type_:
        case "Product" | "Material":
            return goods_words_of(text, starts_sentence=starts_sentence)
        case "Government" | "Organization":
            return _body_words(name_of(text))
        case "Company":
            return actor_words_of(name_of(text))
        case "Facility":
            return _facility_words(name_of(text))
        case "Country" | "Place":
            return _place_words(name_of(text))
        case _:
            return words_of(name_of(text))


def _body_words(name: str) -> tuple[str, ...]:
    """Return the words of a body of a state; "Japanese government" is "government of Japan"."""
    bloc = find_bloc(name)
    if bloc is not None:
        return words_of(bloc)
    lower = name.casefold()
    if lower.endswith(" government"):
        territory = find_territory(name[: -len(" government")])
    elif lower.startswith("government of "):
        territory = find_territory(name[len("government of ") :])
    else:
        return actor_words_of(name)
    return actor_words_of(name if territory is None else f"government of {territory.name}")


def _place_words(name: str) -> tuple[str, ...]:
    return words_of(REGION_ADJECTIVES.get(name.lower(), name))


def _facility_words(name: str) -> tuple[str, ...]:
    """Return the words of a site; "Rotterdam port" is "port of Rotterdam"."""
    *place, head = words_of(name)
    return (head, "of", *place) if place and head in _HARBOURS else (*place, head)
