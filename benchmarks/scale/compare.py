"""Times the same build in one process, on Daft, and on Daft on Ray.

``python benchmarks/scale/compare.py FOLDER [DOCUMENTS]`` builds one document and DOCUMENTS (400) of
them in each way, each in a program and a store of its own, and prints a table. The start-up is the
time that one document takes; the others' rate leaves it out. All stores must hold the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from made import article

from graphkit.graph import Graph
from graphkit.graph.history import without_records

DOCUMENTS = 400
WAYS = {
    "one process": [],
    "one program, 2 workers": ["--workers", "2"],
    "Daft, 1 worker": ["--engine", "daft"],
    "Daft, 2 workers": ["--engine", "daft", "--workers", "2"],
    "Daft on Ray, 1 worker": ["--engine", "ray"],
    "Daft on Ray, 2 workers": ["--engine", "ray", "--workers", "2"],
}


def built(lines: Path, words: list[str]) -> tuple[float, int]:
    """Return the seconds of a build, and a hash of what it made."""
    store = lines.with_suffix(".store")
    shutil.rmtree(store, ignore_errors=True)
    command = [sys.executable, "-m", "graphkit", "build", str(lines), "--store", str(store)]
    begin = time.perf_counter()
    subprocess.run([*command, *words], check=True, capture_output=True)  # noqa: S603
    seconds = time.perf_counter() - begin
    with Graph.open(store) as graph:
        return seconds, hash(frozenset(map(str, without_records(graph, graph.store))))


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else DOCUMENTS  # noqa: PLR2004
    folder.mkdir(parents=True, exist_ok=True)
    few, many = folder / "few.jsonl", folder / "many.jsonl"
    rows = [json.dumps({"id": f"d{i}", "text": article(i)}) + "\n" for i in range(count)]
    few.write_text(rows[0])
    many.write_text("".join(rows))
    print(f"{count} documents, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| | start-up, s | all, s | documents a second |\n|---|--:|--:|--:|", flush=True)
    hashes = set()
    for name, words in WAYS.items():
        first, _ = built(few, words)
        seconds, made = built(many, words)
        hashes.add(made)
        # on a machine with other work a start may take longer than all documents
        rate = f"{(count - 1) / (seconds - first):.1f}" if seconds > first else "not measured"
        print(f"| {name} | {first:.1f} | {seconds:.1f} | {rate} |", flush=True)
    print(f"\n{'the same' if len(hashes) == 1 else 'DIFFERENT'} quads in all stores")


if __name__ == "__main__":
    main()
