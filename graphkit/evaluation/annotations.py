"""The values that are compared: documents as annotated by people or found by programs.

They carry what `graphkit extract` prints of a document. Names of types, relations and statuses are
those of the ontology, spans lie in the text, no two mentions of one type share a span, and the
ends of relations are entities of mentions: `graphkit.evaluation.lines` sees to that.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.model import Span

_PRONOUNS = frozenset({"it", "its", "they", "their", "he", "she", "we", "our"})
_DESCRIBING = ("the ", "its ", "their ")


@dataclass(frozen=True, slots=True, order=True)
class AnnotatedMention:
    """A span with its type; mentions with one ``entity`` mean the same thing."""

    span: Span
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class AnnotatedRelation:
    """A relation between two entities; ``sentence`` is an index, or None if it is not known."""

    subject: str
    predicate: str
    object: str
    status: str
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A text with mentions, in the order of the text, and relations."""

    id: str
    text: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[AnnotatedMention, ...] = ()
    relations: tuple[AnnotatedRelation, ...] = ()

    def names(self) -> dict[str, str]:
        """Return the best words for each entity: its most frequent name, or else the longest."""
        words: dict[str, Counter[str]] = {}
        for mention in self.mentions:
            words.setdefault(mention.entity, Counter())[mention.span.of(self.text)] += 1
        return {
            entity: max(counts, key=lambda w: (is_name(w), is_name(w) * counts[w], len(w)))
            for entity, counts in words.items()
        }


def is_name(words: str) -> bool:
    """Return whether *words* have a capital and are no pronoun and no description.

    >>> [is_name(words) for words in ("SoftBank Corp", "the Japanese conglomerate", "Its")]
    [True, False, False]
    """
    lower = words.lower()
    describes = lower.startswith(_DESCRIBING) or lower in _PRONOUNS
    return not describes and any(letter.isupper() for letter in words)
