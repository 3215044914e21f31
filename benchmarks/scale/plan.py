"""Measures what a document costs, and plans builds of 10^4, 10^6 and 10^8 documents.

``python benchmarks/scale/plan.py FOLDER`` measures and writes FOLDER/costs.json; if that is there,
it is read. Documents are made-up articles of about 400 words. The bulk load is of documents that
differ in names only, which costs the load what others cost it. Seconds are those of a core (CPU
time), so that other work on the machine does not count.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from made import article

from graphkit.building import BuildOptions
from graphkit.engine.loading import Loader
from graphkit.engine.rows import Reading, rows_of
from graphkit.engine.shards import Shard
from graphkit.graph import Graph
from graphkit.graph.copies import fingerprint
from graphkit.graph.history import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator

READ = 24  # articles that are read out
LOADED = 3000  # documents that are loaded
SIZES = (10**4, 10**6, 10**8)
HOURS = 24  # in which a plan reads all documents out, if one machine cannot
CORES = 16  # of a machine
NAME = "D00000000"
UNITS = {"TB": 10**12, "GB": 10**9, "MB": 10**6}


def read_out(folder: Path) -> tuple[list[dict[str, Any]], float]:
    """Return the rows of some articles, and the median seconds of one."""
    lines = folder / "articles.jsonl"
    options = BuildOptions()
    reading = Reading(options, options.reader())
    rows, times = [], []
    for i in range(READ + 1):
        name = f"D{i:08d}"
        lines.write_text(json.dumps({"id": name, "text": article(i), "date": "2026-05-07"}) + "\n")
        shard = Shard("a", str(lines), "lines", 0, lines.stat().st_size)
        begin = time.process_time()
        rows.append(next(iter(rows_of(shard, reading))))
        times.append(time.process_time() - begin)
    return rows, median(times[1:])  # the first one loads the network


def copies(row: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """Yield *count* documents like *row*, under other names."""
    for i in range(1, count + 1):
        name = f"D{i:08d}"
        bands = list(fingerprint(" ".join(f"{name}x{n}" for n in range(9))))
        body = row["body"].replace(NAME, name).replace("/claim/", f"/claim/{name}")
        seal = row["seal"].replace(NAME, name)
        yield {**row, "id": name, "name": name, "bands": bands, "body": body, "seal": seal}


def load(folder: Path, row: dict[str, Any]) -> tuple[float, int]:
    """Return the seconds that the load of many documents takes, and the bytes of the store."""
    options = BuildOptions()
    store = folder / "store"
    rows = list(copies(row, LOADED))
    begin = time.process_time()
    with Graph.create(store) as graph:
        loader = Loader(graph, Recorder(graph.store, ["plan"], "plan", base=options.base), options)
        for each in rows:
            loader.add(each)
        loader.finish(prunes=False)
        graph.store.optimize()
    seconds = time.process_time() - begin
    return seconds, sum(path.stat().st_size for path in store.rglob("*"))


def measured(folder: Path) -> dict[str, float]:
    """Return what a document costs."""
    rows, seconds = read_out(folder)
    pq.write_table(pa.Table.from_pylist(rows), folder / "part.parquet")
    row = rows[0]
    loading, size = load(folder, row)
    return {
        "words": len(article(0).split()),
        "claims": row["claims"],
        "quads": (row["body"] + row["seal"]).count("\n"),
        "seconds_to_read_out": round(seconds, 4),
        "seconds_to_load": round(loading / LOADED, 5),
        "bytes_of_quads": len((row["body"] + row["seal"]).encode()),
        "bytes_of_part": (folder / "part.parquet").stat().st_size // len(rows),
        "bytes_of_store": size // LOADED,
    }


def size_of(number: float) -> str:
    """Return a number of bytes as people write it."""
    unit, factor = next((u, f) for u, f in UNITS.items() if number >= f or u == "MB")
    return f"{number / factor:,.1f} {unit}"


def table(cost: dict[str, float]) -> Iterator[str]:
    """Yield the lines of the plan."""
    yield "| documents | claims | parts | store | core hours | machines | hours to read | to load |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for count in SIZES:
        core_hours = count * cost["seconds_to_read_out"] / 3600
        machines = max(1, -(-core_hours // (CORES * HOURS)))
        cells = [
            f"{count:,}",
            f"{count * cost['claims']:,.0f}",
            size_of(count * cost["bytes_of_part"]),
            size_of(count * cost["bytes_of_store"]),
            f"{core_hours:,.1f}",
            f"{machines:,.0f}",
            f"{core_hours / machines / CORES:,.1f}",
            f"{count * cost['seconds_to_load'] / 3600:,.1f}",
        ]
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the costs and the plan."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    costs = folder / "costs.json"
    if not costs.exists():
        costs.write_text(json.dumps(measured(folder), indent=1))
    cost = json.loads(costs.read_text())
    for name, value in cost.items():
        print(f"{name.replace('_', ' ')}: {value:,}")
    print(f"\nmachines of {CORES} cores, as many as read all in {HOURS} hours\n")
    print(*table(cost), sep="\n")


if __name__ == "__main__":
    main()
