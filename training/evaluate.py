"""Scores a network, before its export, as the corpus' own `score.py` does."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import torch

from corpus import to_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy as np

    from corpus import Annotated
    from graphkit.extract.protocol import Extractor
    from graphkit.model import Extraction
    from network import Pairer, Tagger


class TorchNetwork:
    """The network as the extractor calls it, still in PyTorch."""

    def __init__(self, tagger: Tagger, pairer: Pairer) -> None:
        self.tagger, self.pairer = tagger.eval(), pairer.eval()

    def tag(self, ids: np.ndarray, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return states and tag logits."""
        with torch.inference_mode():
            t = torch.from_numpy(ids)
            states, logits = self.tagger(t, torch.ones_like(t), torch.from_numpy(shapes))
        return states.numpy(), logits.numpy()

    def pair(self, states: np.ndarray, *rest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return logits of relations and statuses."""
        with torch.inference_mode():
            mask = torch.ones(states.shape[:2], dtype=torch.long)
            inputs = (torch.from_numpy(x) for x in rest)
            relations, statuses = self.pairer(torch.from_numpy(states), mask, *inputs)
        return relations.numpy(), statuses.numpy()


def predict(extractor: Extractor, documents: Iterable[Annotated]) -> list[dict[str, Any]]:
    """Return what *extractor* finds on the annotated sentences, in the corpus' shape."""
    return [to_json(extractor.extract(to_document(d))) for d in documents]


def to_json(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the corpus' shape, mentions joined by links and equal names.

    A plain stand-in for `graphkit.resolve` while training: the shipped figures come from the
    command line.
    """
    text = extraction.document.text
    parent = list(range(len(extraction.mentions)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    index = {m: i for i, m in enumerate(extraction.mentions)}
    by_name: dict[str, int] = {}
    for m, i in index.items():
        name = m.span.of(text).lower()
        if name not in ("it", "its", "they", "their", "we", "our") and not name.startswith("the "):
            parent[root(i)] = root(by_name.setdefault(name, i))
    for link in extraction.links:
        parent[root(index[link.second])] = root(index[link.first])
    entity = {m: f"e{root(i)}" for m, i in index.items()}
    return {
        "id": extraction.document.id,
        "text": text,
        "mentions": [
            {"start": m.span.start, "end": m.span.end, "type": m.type, "entity": entity[m]}
            for m in extraction.mentions
        ],
        "relations": [
            {
                "subject": entity[c.subject],
                "predicate": c.predicate,
                "object": entity[c.object],
                "status": c.status,
                "confidence": c.confidence,
            }
            for c in extraction.claims
        ],
    }


def figures(
    gold: Iterable[Annotated], predicted: list[dict[str, Any]], corpus: Path
) -> Iterator[str]:
    """Yield a line for each figure of the corpus' score."""
    if str(corpus) not in sys.path:
        sys.path.insert(0, str(corpus))
    score = importlib.import_module("score")
    counts, _, _ = score.score(list(gold), predicted)
    for name, count in counts.items():
        yield f"{name:12} {count}"
