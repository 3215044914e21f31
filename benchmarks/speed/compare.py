"""Runs both programs in turns and prints their speeds, their ratio, and what they need.

Each run is a process of its own that loads, reads the documents once and says how long it took.
The best of the rounds counts: a busy machine only makes slower.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 3
RUNS = {
    "spaCy, one process": (HERE / ".venv/bin/python", "spacy_words.py", "1"),
    "graphkit, one process": (Path(sys.executable), "graphkit_words.py", "1"),
    "spaCy, two processes": (HERE / ".venv/bin/python", "spacy_words.py", "2"),
    "graphkit, two processes": (Path(sys.executable), "graphkit_words.py", "2"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        documents = Path(scratch) / "documents.jsonl"
        words = write_documents(args.corpus, args.documents, documents)
        print(f"{args.documents} documents, {words} words, best of {ROUNDS} rounds")
        best: dict[str, dict[str, float]] = {}
        for _ in range(ROUNDS):
            for name, (python, script, processes) in RUNS.items():
                said = subprocess.run(  # noqa: S603 - our own scripts
                    [python, HERE / script, documents, processes],
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout
                run = json.loads(said.splitlines()[-1])
                if name not in best or run["seconds"] < best[name]["seconds"]:
                    best[name] = run
    speed = {name: words / run["seconds"] for name, run in best.items()}
    for name, run in best.items():
        print(
            f"{name:24} {speed[name]:8,.0f} words/s   load {run['load']:.2f} s   "
            f"memory {run['megabytes']:.0f} MB"
        )
    for count in ("one process", "two processes"):
        ratio = speed[f"graphkit, {count}"] / speed[f"spaCy, {count}"]
        print(f"ratio with {count}: {ratio:.2f}")
    both = speed["graphkit, two processes"]
    for name in ("graphkit, one process", "spaCy, one process"):
        print(f"two processes of graphkit against {name}: {both / speed[name]:.2f}")


def write_documents(corpus: Path, count: int, target: Path) -> int:
    """Write the first raw news documents of the corpus to *target*; return their words."""
    words = 0
    with (
        gzip.open(corpus / "raw" / "wikinews.jsonl.gz", "rt", encoding="utf-8") as lines,
        target.open("w", encoding="utf-8") as out,
    ):
        for _, line in zip(range(count), lines, strict=False):
            document = json.loads(line)
            words += len(document["text"].split())
            json.dump({"id": document["id"], "text": document["text"]}, out)
            out.write("\n")
    return words


if __name__ == "__main__":
    main()
