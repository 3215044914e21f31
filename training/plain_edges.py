"""Prints how many plain edges stand on something that is not so, or not yet, or no more.

    python training/plain_edges.py CORPUS GOLD.jsonl FOUND.jsonl

A plain edge is what `graphkit build` writes beside a claim that is current and that no other claim
of its document contradicts.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edges:
    """Counts of plain edges: all, those that the annotators have too, and with another status."""

    written: int
    right: int
    not_current: int

    def __str__(self) -> str:
        """Return the counts in one line."""
        share, of_right = self.not_current / self.written, self.not_current / self.right
        return (
            f"plain edges  {self.written} written, {self.right} of them relations of the text, "
            f"{self.not_current} of these not current: {share:.1%} of all, {of_right:.1%} of these"
        )


def main() -> None:
    """Count the plain edges of a file of extractions."""
    corpus, gold, found = sys.argv[1:]
    sys.path.insert(0, corpus)
    documents = [
        list(map(json.loads, Path(name).read_text().splitlines())) for name in (gold, found)
    ]
    print(edges(*documents))


def edges(gold: Iterable[dict[str, Any]], found: Iterable[dict[str, Any]]) -> Edges:
    """Return the counts for documents in the shape of the corpus; its folder is importable."""
    score = importlib.import_module("score")
    by_id = {document["id"]: document for document in found}
    written = right = not_current = 0
    for document in gold:
        predicted = by_id[document["id"]]
        facts, mapping = score.facts(document), score.align(document, predicted)
        for relation, statuses in _statuses(predicted).items():
            if statuses == {"current"}:
                subject, predicate, object_ = relation
                ends = mapping.get(subject), mapping.get(object_)
                true = facts.get(score.triple(ends[0], predicate, ends[1]))
                written += 1
                right += true is not None
                not_current += true is not None and "current" not in true
    return Edges(written, right, not_current)


def _statuses(document: dict[str, Any]) -> dict[tuple[str, str, str], set[str]]:
    score = importlib.import_module("score")
    found = defaultdict(set)
    for r in document["relations"]:
        found[score.triple(r["subject"], r["predicate"], r["object"])].add(r["status"])
    return found


if __name__ == "__main__":
    main()
