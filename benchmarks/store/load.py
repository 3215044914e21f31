"""Times ``graphkit import`` of a big N-Quads file beside pyoxigraph's own bulk loading of it.

``python benchmarks/store/load.py FOLDER [CLAIMS …]`` writes for each number of claims a file into
FOLDER, loads it into a new store by both ways, one after the other, and deletes all of it. Each
time is that of one run, from the call until the store is flushed.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from grow import CLAIMS, written
from pyoxigraph import RdfFormat, Store

from graphkit.importing import import_store

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (100_000, 1_000_000)


def write(path: Path, claims: int) -> int:
    """Write a file of so many claims, 20 to a document; return the number of its quads."""
    count = 0
    with path.open("wb") as stream:
        for part in written(claims // CLAIMS):
            lines = [
                line for line in part.splitlines(keepends=True) if b"#fingerprint>" not in line
            ]
            stream.write(b"".join(lines))
            count += len(lines)
    return count


def by_pyoxigraph(path: Path, folder: Path) -> None:
    """Load as pyoxigraph does."""
    store = Store(str(folder))
    store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    store.flush()


def by_graphkit(path: Path, folder: Path) -> None:
    """Load as graphkit does: parse, look at the names, load, write the log."""
    import_store([path], folder)


def seconds(load: Callable[[Path, Path], None], path: Path, folder: Path) -> float:
    """Return how long *load* takes into a new store, which is deleted again."""
    begin = time.perf_counter()
    load(path, folder)
    took = time.perf_counter() - begin
    shutil.rmtree(folder)
    return took


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for claims in map(int, sys.argv[2:]) if sys.argv[2:] else SIZES:
        path = folder / f"{claims}.nq"
        quads = write(path, claims)
        own = seconds(by_graphkit, path, folder / "own")
        plain = seconds(by_pyoxigraph, path, folder / "plain")
        path.unlink()
        print(
            f"{claims:>9,} claims, {quads:,} quads: pyoxigraph {plain:.1f} s, "
            f"graphkit {own:.1f} s, {plain / own:.2f} times as fast",
            flush=True,
        )


if __name__ == "__main__":
    main()
