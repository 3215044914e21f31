"""Prints sentences of the development documents that one extractor reads rightly and another not.

    python training/sentences.py --corpus ../shared/corpus --before OLD.jsonl --after NEW.jsonl

Both files are what `graphkit extract` found in the development documents. A sentence is read
rightly if the relations found in it, with their statuses, are those that the annotators marked.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from corpus import read_corpus

if TYPE_CHECKING:
    from corpus import Annotated

SEED = 1
LONGEST = 230
"""Characters of a sentence that a reader takes in at a glance."""


def main() -> None:
    """Print sentences that became right, and sentences that are still wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--after", type=Path, required=True)
    parser.add_argument("--number", type=int, default=40)
    args = parser.parse_args()
    gold = read_corpus(args.corpus).real
    before, after = (_read(path) for path in (args.before, args.after))
    became, still = [], []
    for document in gold:
        old, new = before[document["id"]], after[document["id"]]
        for number, (start, end) in enumerate(document["sentences"]):
            sentence = document["text"][start:end]
            wanted = _said(document, document)[number]
            now, then = (_said(document, found)[number] for found in (new, old))
            if not wanted or len(sentence) > LONGEST:
                continue
            row = (document["id"], sentence, wanted, then, now)
            if now != wanted:
                still.append(row)
            elif then != wanted:
                became.append(row)
    rng = random.Random(SEED)  # noqa: S311 - no secret
    for title, rows in (("became right", became), ("still wrong", still)):
        print(f"== {title}: {len(rows)}")
        for name, sentence, *said in rng.sample(rows, min(args.number, len(rows))):
            print(f"\n[{name}] {sentence}")
            for who, found in zip(("marked", "before", "after"), said, strict=True):
                print(f"  {who}: {'; '.join(sorted(found)) if found else '(nothing)'}")


def _read(path: Path) -> dict[str, dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {document["id"]: document for document in map(json.loads, lines)}


def _said(gold: Annotated, found: dict[str, Any]) -> dict[int, set[str]]:
    """Return what is said in each sentence, in words, by the names that the annotators see."""
    score = importlib.import_module("score")
    mapping = score.align(gold, found)
    names: dict[Any, str] = {}
    for document in (found, gold):
        for m in sorted(document["mentions"], key=lambda m: m["start"] - m["end"]):
            entity = m["entity"] if document is gold else mapping[m["entity"]]
            names.setdefault(entity, gold["text"][m["start"] : m["end"]])
    said = defaultdict(set)
    for r in found["relations"]:
        ends = mapping[r["subject"]], mapping[r["object"]]
        subject, predicate, object_ = score.triple(ends[0], r["predicate"], ends[1])
        words = f"{names[subject]} {predicate} {names[object_]} ({r['status']})"
        said[r["sentence"]].add(words)
    return said


if __name__ == "__main__":
    main()
