"""Times the shapes and the doctor on a store, and shows that memory does not grow with it.

``python benchmarks/store/validate.py FOLDER [CLAIMS …] [--workers N]`` makes a store of each size
in FOLDER, of documents with 20 claims, checks it in a process of its own and deletes it. Each time
is that of one run, with the start of the process. Memory and CPU are those of that process alone,
without its workers; on a machine with other work the CPU seconds are the steadier figure.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from grow import CLAIMS, Stream, written
from pyoxigraph import RdfFormat, Store

from graphkit.doctor import examine
from graphkit.graph import Graph
from graphkit.graph.validate import violations

SIZES = (1_000, 10_000)


def make(folder: Path, claims: int) -> int:
    """Make a store of so many claims; return the number of its quads."""
    store = Store(str(folder))
    stream = io.BufferedReader(Stream(written(claims // CLAIMS)))
    store.bulk_load(stream, RdfFormat.N_QUADS)
    store.flush()
    return len(store)


def check(folder: Path, workers: int) -> tuple[int, int, float]:
    """Return the number of violations, and the kilobytes and CPU seconds that this process took."""
    with Graph.open(folder) as graph:
        count = sum(1 for _ in violations(graph, workers=workers))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return count, memory, time.process_time()


def doctor(folder: Path) -> tuple[float, float, int]:
    """Return the seconds and CPU seconds of ``graphkit doctor``, and this process's kilobytes."""
    begin = time.perf_counter()
    for _ in examine(folder):
        pass
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.perf_counter() - begin, time.process_time(), memory


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("claims", type=int, nargs="*", default=SIZES)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for claims in asked.claims:
        store = asked.folder / f"{claims}"
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            quads = pool.submit(make, store, claims).result()
        begin = time.perf_counter()
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            found, memory, busy = pool.submit(check, store, asked.workers).result()
        took = time.perf_counter() - begin
        print(
            f"{claims:>9,} claims, {quads:,} quads, {asked.workers} worker(s): {took:.1f} s, "
            f"{busy:.1f} s of CPU, {busy / (claims // CLAIMS) * 1000:.1f} ms of it a document, "
            f"{memory / 1024:.0f} MB, {found} violations",
            flush=True,
        )
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            seconds, busy, memory = pool.submit(doctor, store).result()
        shutil.rmtree(store)
        print(f"doctor: {seconds:.1f} s, {busy:.1f} s of CPU, {memory / 1024:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
