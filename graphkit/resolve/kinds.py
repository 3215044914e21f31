"""Judges how a mention refers: by a name, by a description with a name in it, or by neither.

Only names reach over documents. What is described ("the company", "a plant", "strike") or called
by a pronoun stays within its document, since the same words mean other things elsewhere.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from graphkit.resolve.goods import is_common
from graphkit.resolve.legal_forms import strip_legal_forms
from graphkit.resolve.lexicon import (
    BODIES,
    EVENTS,
    GOODS_OF_SITES,
    NAMED_SITES,
    OFFICES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SITES,
)
from graphkit.resolve.surfaces import description_of, has_determiner
from graphkit.resolve.territories import find_territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Kind(Enum):
    """How a mention refers to a thing."""

    NAME = "name"
    """By a proper name, or as a kind of goods: the same words mean the same in every document."""
    LOCAL = "local"
    """By a description with a name in it ("Dresden fab"): they mean the same in one document."""
    DESCRIPTION = "description"
    """By a description ("the company", "a plant"): the text around it says what is meant."""
    PRONOUN = "pronoun"


def kind_of(text: str, type_: str, *, starts_sentence: bool = False) -> Kind:
    """Return how the mention *text* of the type *type_* refers.

    A sentence gives its first word a capital, which then says nothing: *starts_sentence*.

    >>> kind_of("SoftBank Corp", "Company"), kind_of("the Japanese conglomerate", "Company")
    (<Kind.NAME: 'name'>, <Kind.DESCRIPTION: 'description'>)
    >>> kind_of("Port of Rotterdam", "Facility"), kind_of("Dresden fab", "Facility")
    (<Kind.NAME: 'name'>, <Kind.LOCAL: 'local'>)
    """
    if text.casefold() in PRONOUNS and text not in {"US", "IT"}:
        return Kind.PRONOUN
    if type_ in {"Product", "Material"}:
        return Kind.NAME
    words = description_of(text).split(" ")
    match type_:
        case "Company" | "Organization":
            kind = _kind_of_body(text, words, may_have_article=type_ == "Organization")
        case "Government":
            kind = _kind_of_government(words)
        case "Facility":
            kind = _kind_of_facility(_trusted(words, starts_sentence=starts_sentence))
        case "Event":
            kind = _kind_of_event(_trusted(words, starts_sentence=starts_sentence))
        case _:
            kind = _kind_of_place(text, words)
    return kind


def _kind_of_body(text: str, words: list[str], *, may_have_article: bool) -> Kind:
    if _is_bare(words):
        return Kind.DESCRIPTION
    article = has_determiner(text)
    if _is_proper(_head(_without_form(words))) or (not article and _is_lower_brand(words)):
        return Kind.NAME
    if (article and not may_have_article) or not _name_part(words) or _is_based(words):
        return Kind.DESCRIPTION
    return Kind.LOCAL if _is_role(words[-1]) else Kind.NAME


def _kind_of_government(words: list[str]) -> Kind:
    if _is_bare(words) or not any(map(_is_proper, words)):
        return Kind.DESCRIPTION
    vague = words[-1] in OFFICES and find_territory(" ".join(words[:-1])) is not None
    return Kind.DESCRIPTION if vague else Kind.NAME


def _kind_of_place(text: str, words: list[str]) -> Kind:
    if any(map(_is_proper, words)):
        return Kind.NAME
    # Texts without capitals name countries too; "the island" is no Iceland.
    named = not has_determiner(text) and find_territory(text) is not None
    return Kind.NAME if named else Kind.DESCRIPTION


def _kind_of_facility(words: list[str]) -> Kind:
    named = [word for word in words if _is_proper(word) and not _is_kind(word, SITES)]
    head = _head(words)
    if head in NAMED_SITES:
        if _name_part(named) and not set(named) <= GOODS_OF_SITES:
            return Kind.NAME
    elif _is_proper(head) and any(len(word) > 1 for word in named):
        return Kind.NAME
    return Kind.LOCAL if named or _has_number(words) else Kind.DESCRIPTION


def _kind_of_event(words: list[str]) -> Kind:
    if any(_is_proper(word) and not _is_kind(word, EVENTS) for word in words):
        return Kind.NAME if _is_proper(_head(words)) else Kind.LOCAL
    return Kind.LOCAL if _has_number(words) else Kind.DESCRIPTION


def _trusted(words: list[str], *, starts_sentence: bool) -> list[str]:
    """Return *words* with a capital at the first only where it speaks of a name."""
    first = words[0]
    if starts_sentence and first[1:].islower() and all(map(is_common, first.split("-"))):
        return [first.lower(), *words[1:]]
    return words


def _head(words: Sequence[str]) -> str:
    """Return the last word before a preposition that is more than a number."""
    stops = (index for index, word in enumerate(words) if index and word in PREPOSITIONS)
    phrase = words[: next(stops, len(words))]
    return next((word for word in reversed(phrase) if not word.isdigit()), phrase[-1])


def _name_part(words: Iterable[str]) -> list[str]:
    """Return the words with a capital, unless they are a nationality ("Chilean", "U.S.")."""
    proper = [word for word in words if _is_proper(word)]
    joined = " ".join(proper)
    territory = find_territory(joined) if proper else None
    is_adjective = territory is not None and territory.name.casefold() != joined.casefold()
    return [] if is_adjective else proper


def _is_proper(word: str) -> bool:
    """Return whether *word* has a capital, or a letter of a script that has none."""
    return any(
        letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
        for letter in word
    )


def _is_lower_brand(words: Sequence[str]) -> bool:
    """Return whether *words* are one that no dictionary has, such as dunnhumby."""
    word = words[0]
    return len(words) == 1 and word.isalnum() and not is_common(word) and not _is_role(word)


def _is_role(word: str) -> bool:
    return word in ROLES or word.removesuffix("s") in ROLES or "maker" in word


def _is_based(words: Iterable[str]) -> bool:
    return any(word.endswith(("-based", "-listed", "-owned", "-backed")) for word in words)


def _has_number(words: Iterable[str]) -> bool:
    return any(word[-1].isdigit() for word in words)


def _is_kind(word: str, kinds: frozenset[str]) -> bool:
    lower = word.lower()
    return lower in kinds or lower.removesuffix("s") in kinds


def _is_bare(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0].lower() in BODIES


def _without_form(words: Sequence[str]) -> Sequence[str]:
    """Return *words* without a legal form; "the Indian company" has none."""
    return words if words[-1] in BODIES else strip_legal_forms(words)
