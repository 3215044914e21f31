"""What the lines say, in words or in letters that stand for them, and what the diagram rests on."""

from __future__ import annotations

from collections import Counter
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.draw.text import clean, spaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.draw.projection import DrawnEdge, Picture

# a line that stands for many relations names this many
MOST_STACKED: Final = 4


def relation_label(name: str) -> str:
    """Return what to call the relation *name* in a diagram.

    >>> relation_label("suppliesTo"), relation_label("shipsVia")
    ('supplies to', 'ships via')
    """
    known = ontology.load().relations.get(name)
    return known.label if known is not None else clean(spaced(name))


def in_words(edge: DrawnEdge) -> str:
    """Return the labels of the relations of *edge*, one below the other."""
    labels = [relation_label(name) for name in edge.relations]
    if len(labels) > MOST_STACKED:
        labels = [*labels[: MOST_STACKED - 1], f"and {len(labels) - MOST_STACKED + 1} more"]
    return "\n".join(labels)


def letters_of(edges: Sequence[DrawnEdge]) -> dict[str, str]:
    """Return a letter for each relation that occurs, the most frequent first."""
    counts = Counter(name for edge in edges for name in edge.relations)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    codes = [*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(names, codes, strict=False))


def in_letters(edge: DrawnEdge, letters: Mapping[str, str]) -> str:
    """Return the letters of the relations of *edge* on one line."""
    return " ".join(sorted(letters[name] for name in edge.relations))


def evidence_in_words(picture: Picture) -> str:
    """Return how many documents and claims stand behind *picture*, and sources if they are fewer.

    >>> from graphkit.draw.projection import Picture
    >>> evidence_in_words(Picture((), (), claims=5, documents=3, sources=1, entities=2))
    '3 documents from 1 independent source, 5 claims'
    """
    documents = counted(picture.documents, "document")
    if picture.sources != picture.documents:
        documents += f" from {counted(picture.sources, 'independent source')}"
    return f"{documents}, {counted(picture.claims, 'claim')}"


def counted(number: int, noun: str) -> str:
    """Return *number* with its *noun*.

    >>> counted(1, "line"), counted(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
