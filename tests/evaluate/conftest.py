"""A short annotated document, whose figures can be worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = (
    "Norhald Metals supplies nickel to Kestrel Cells. Kestrel denied that it buys from Aldermoor. "
    "Kestrel is in talks with Vantaro."
)
SENTENCES = [[0, 48], [49, 92], [93, 126]]


def mention(words: str, kind: str, entity: str, *, nth: int = 0) -> dict[str, Any]:
    """Return the mention of *words* where they stand in the text for the *nth* time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "type": kind, "entity": entity}


def relation(said: str, sentence: int) -> dict[str, Any]:
    """Return the relation written as ``subject predicate object status``."""
    subject, predicate, object_, status = said.split()
    return {
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "status": status,
        "sentence": sentence,
    }


@pytest.fixture
def gold() -> dict[str, Any]:
    """Return the document as people annotate it: 7 mentions that count, and 5 relations."""
    return {
        "id": "a",
        "text": TEXT,
        "sentences": SENTENCES,
        "mentions": [
            mention("Norhald Metals", "Company", "n"),
            mention("nickel", "Material", "m"),
            mention("Kestrel Cells", "Company", "k"),
            mention("Kestrel", "Company", "k", nth=1),
            mention("it", "Company", "k"),
            mention("Aldermoor", "Company", "a"),
            mention("Kestrel", "Company", "k", nth=2),
            mention("Vantaro", "Company", "v"),
        ],
        "relations": [
            relation("n suppliesTo k current", 0),
            relation("n supplies m current", 0),
            relation("k uses m current", 0),
            relation("a suppliesTo k denied", 1),
            relation("k partnersWith v negotiating", 2),
        ],
    }


@pytest.fixture
def predicted() -> dict[str, Any]:
    """Return what a program might find in it."""
    return {
        "id": "a",
        "text": TEXT,
        "sentences": SENTENCES,
        "mentions": [
            mention("Metals", "Company", "1"),
            mention("nickel", "Product", "2"),
            mention("Kestrel Cells", "Company", "3"),
            mention("Kestrel", "Company", "3", nth=1),
            mention("Aldermoor", "Company", "4"),
            mention("Kestrel", "Company", "5", nth=2),
            mention("Vantaro", "Company", "6"),
        ],
        "relations": [
            relation("3 uses 2 current", 0),
            relation("3 suppliesTo 4 current", 1),
            relation("6 partnersWith 5 planned", 2),
            relation("1 suppliesTo 3 current", 0),
        ],
    }
