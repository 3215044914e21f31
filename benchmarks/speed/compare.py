"""Runs both programs in turns and prints their speeds, their ratios, and what they need.

Each run is a process of its own that loads, warms up, reads the documents once and says how long
that took. The best of the rounds counts: a busy machine only makes slower.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROUNDS = 3
ONE_THREAD = {"OMP_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Run:
    """A way to run a program: how many workers and cores (0: all), and with what settings."""

    program: str
    workers: int
    cores: int
    settings: dict[str, str] = field(default_factory=dict)


RUNS = {
    "graphkit, one core": Run("graphkit", 1, 1, ONE_THREAD),
    "spaCy, one core": Run("spacy", 1, 1, ONE_THREAD),
    "spaCy, as it comes": Run("spacy", 1, 0),
    "graphkit, two cores": Run("graphkit", 2, 2, ONE_THREAD),
    "spaCy, two cores": Run("spacy", 2, 2, ONE_THREAD),
    "spaCy, n_process=2": Run("spacy", 1, 2, {"SPACY_PROCESSES": "2"}),
}
RATIOS = (
    ("graphkit, one core", "spaCy, one core"),
    ("graphkit, one core", "spaCy, as it comes"),
    ("graphkit, two cores", "spaCy, two cores"),
    ("graphkit, two cores", "spaCy, n_process=2"),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--spacy", type=Path, default=HERE / ".venv/bin/python")
    args = parser.parse_args()
    pythons = {"graphkit": Path(sys.executable), "spacy": args.spacy}
    texts = read_texts(args.corpus, args.documents)
    words = sum(len(text.split()) for text in texts)
    print(f"{processor()}, {os.cpu_count()} cores, {platform.platform()}")
    print(f"{len(texts)} documents, {words:,} words, best of {ROUNDS} rounds")
    best: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        files = {count: write_shares(texts, count, Path(scratch)) for count in (1, 2)}
        for _ in range(ROUNDS):
            for name, run in RUNS.items():
                found = measure(run, pythons[run.program], files[run.workers])
                if name not in best or found["seconds"] < best[name]["seconds"]:
                    best[name] = found
    report(best, words)


def measure(run: Run, python: Path, files: list[Path]) -> dict[str, Any]:
    """Return the figures of one run; what goes wrong in it is printed and ends all."""
    script = HERE / f"{run.program}_words.py"
    done = subprocess.run(  # noqa: S603 - our own scripts
        [python, script, *files, "--cores", str(run.cores)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, **run.settings},
    )
    if done.returncode != 0:
        sys.exit(f"{script.name} ended with {done.returncode}; nothing was compared")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(best: dict[str, dict[str, Any]], words: int) -> None:
    """Print the figures of each run, the ratios and the versions."""
    speed = {name: words / run["seconds"] for name, run in best.items()}
    for name, run in best.items():
        pinned = "" if run["pinned"] or RUNS[name].cores == 0 else "   not kept to its cores"
        print(
            f"{name:20} {speed[name]:8,.0f} words/s   load {run['load']:5.2f} s   "
            f"first text {run['warm_up']:5.2f} s   memory {run['megabytes']:6,.0f} MB{pinned}"
        )
    for ours, theirs in RATIOS:
        print(f"{ours} against {theirs}: {speed[ours] / speed[theirs]:.2f}")
    for name in ("graphkit, one core", "spaCy, one core"):
        print(", ".join(f"{part} {version}" for part, version in best[name]["versions"].items()))


def read_texts(corpus: Path, count: int) -> list[str]:
    """Return the first raw news texts of the corpus."""
    with gzip.open(corpus / "raw" / "wikinews.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(count), lines, strict=False)]
    if len(texts) < len(("one", "for each half")):
        sys.exit(f"{len(texts)} documents cannot be halved; ask for at least 2")
    return texts


def write_shares(texts: list[str], count: int, folder: Path) -> list[Path]:
    """Write the texts into *count* files of about equally many characters; return the files."""
    shares: list[list[str]] = [[] for _ in range(count)]
    sizes = [0] * count
    for number, text in enumerate(texts):
        least = sizes.index(min(sizes))
        sizes[least] += len(text)
        shares[least].append(json.dumps({"id": str(number), "text": text}) + "\n")
    files = [folder / f"{number + 1}-of-{count}.jsonl" for number in range(count)]
    for file, share in zip(files, shares, strict=True):
        file.write_text("".join(share), encoding="utf-8")
    return files


def processor() -> str:
    """Return the name of the machine's processor, as far as the system tells."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else f"{platform.processor()} {platform.machine()}".strip()


if __name__ == "__main__":
    main()
