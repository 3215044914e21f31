"""Prints where the time of an extraction goes: the encoder, the pairs, and everything else.

.venv/bin/python benchmarks/speed/shares.py DOCUMENTS.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from graphkit.extract import get_extractor
from graphkit.extract.onnx import OnnxNetwork
from graphkit.model import Document
from graphkit.pipeline import extract
from graphkit.read import split_sentences


def main() -> None:
    """Measure one thread: each half of the network, and the rest."""
    spent: Counter[str] = Counter()
    for name in ("tag", "pair"):
        setattr(OnnxNetwork, name, _timed(getattr(OnnxNetwork, name), name, spent))
    lines = Path(sys.argv[1]).read_text().splitlines()
    documents = [
        Document(d["id"], d["text"], split_sentences(d["text"])) for d in map(json.loads, lines)
    ]
    extractor = get_extractor(threads=1)
    extractor.extract(documents[0])
    spent.clear()
    began = time.perf_counter()
    for document in documents:
        extractor.extract(document)
    alone = time.perf_counter() - began
    tagging, pairing = spent["tag"], spent["pair"]
    began = time.perf_counter()
    for _ in extract(sys.argv[1]):
        pass
    whole = time.perf_counter() - began
    print(f"encoder and tags {tagging / alone:.1%}, layer of the pairs {pairing / alone:.1%},")
    print(f"rest of the extractor {1 - (tagging + pairing) / alone:.1%} of {alone:.1f} s")
    print(f"from JSON Lines to resolved documents: {whole / alone:.2f} times that")


def _timed(method: Any, name: str, spent: Counter[str]) -> Any:  # noqa: ANN401
    def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        began = time.perf_counter()
        try:
            return method(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - began

    return wrapped


if __name__ == "__main__":
    main()
