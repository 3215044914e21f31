"""Chooses, on the real development documents, from which probability on a claim is stated.

    python training/thresholds.py --corpus ../shared/corpus --network graphkit/extract/network

One threshold serves all relations, since the development part has few of the rare ones: the highest
whose F1 is within half a point of the best, since a wrong edge costs an analyst more than a missing
one. Who wants still fewer wrong ones gives `--min-confidence`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from corpus import read_corpus, to_document
from graphkit.extract.onnx import CARD, load_extractor
from graphkit.resolve import resolve, to_json_line

if TYPE_CHECKING:
    from graphkit.extract.model import ModelExtractor

LOWEST = 0.1
GRID = [step / 20 for step in range(4, 17)]
NEAR = 0.005
"""How much F1 may be lost for precision."""


def main() -> None:
    """Try the grid, print its figures and write the best into the network's card."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    args = parser.parse_args()
    gold = read_corpus(args.corpus).real
    score = importlib.import_module("score")
    card = json.loads((args.network / CARD).read_text(encoding="utf-8"))
    found = predict(load_extractor(args.network, threshold=LOWEST), gold)
    reached = {}
    for threshold in GRID:
        kept = [
            {**d, "relations": [r for r in d["relations"] if r["confidence"] >= threshold]}
            for d in found
        ]
        counts, _, _ = score.score(list(gold), kept)
        p, r, reached[threshold] = counts["relations"].prf()
        print(f"{threshold:.2f}  P {p:.3f}  R {r:.3f}  F1 {reached[threshold]:.3f}")
    best = max(reached.values())
    chosen = max(threshold for threshold, f1 in reached.items() if f1 >= best - NEAR)
    card["thresholds"] = dict.fromkeys(card["thresholds"], chosen)
    (args.network / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"chosen: {chosen:.2f}")


def predict(extractor: ModelExtractor, gold: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Return what is found in the documents, on the annotated sentences."""
    return [json.loads(to_json_line(resolve(extractor.extract(to_document(d))))) for d in gold]


if __name__ == "__main__":
    main()
