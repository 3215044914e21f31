"""Times the named queries through graphkit beside the same text put straight to pyoxigraph.

``python benchmarks/store/queries.py FOLDER [CLAIMS …] [QUERY …]`` makes a store of each size in
FOLDER and asks it every named query, or those that are named, both ways, in turn. Each figure is
the median of five answers that were read to the end (of three above a second, one above ten). Then
rdflib in memory at the smallest size, with queries about one thing; those about the whole
graph take it minutes.
"""

from __future__ import annotations

import io
import sys
import time
from math import inf
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from grow import CLAIMS, Stream, written
from pyoxigraph import RdfFormat
from rdflib import Dataset

from graphkit.graph import Graph, run_named, to_table
from graphkit.graph import vocabulary as v
from graphkit.queries import load_query, query_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graphkit.queries import NamedQuery

SIZES: Final = (100_000, 1_000_000)
THING: Final = "https://w3id.org/graphkit/id/company/firm0-D0000007"
VALUES: Final = {
    "first": THING,
    "second": "https://w3id.org/graphkit/id/company/buyer0-D0000007",
    "document": "D0000007",
    "claim": "https://w3id.org/graphkit/id/claim/none",
    "maximum": "0.1",
}
"""What a query that needs more than a name is asked."""


def arguments(query: NamedQuery) -> Mapping[str, str]:
    """Return a value for each parameter that names a thing or is required."""
    found = {}
    for parameter in query.parameters:
        if parameter.name == "name":
            found["name"] = THING
        elif parameter.required:
            found[parameter.name] = VALUES[parameter.name]
    return found


def seconds(ask: Callable[[], object]) -> float:
    """Return the median time that an answer takes."""
    times: list[float] = []
    wanted = 1
    while len(times) < wanted:
        begin = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begin)
        wanted = next(n for n, most in ((5, 1.0), (3, 10.0), (1, inf)) if times[0] <= most)
    return median(times)


def store_of(folder: Path, claims: int) -> Path:
    """Return a store of so many claims, made if it is not there."""
    store = folder / str(claims)
    if not store.exists():
        with Graph.create(store) as graph:
            parts = io.BufferedReader(Stream(written(claims // CLAIMS)))
            graph.store.bulk_load(parts, RdfFormat.N_QUADS)
            graph.store.optimize()
            graph.store.flush()
    return store


def compare(folder: Path, claims: int, names: Sequence[str]) -> None:
    """Print the times of named queries on a store of so many claims."""
    with Graph.open(store_of(folder, claims)) as graph:
        ratios = []
        for name in names:
            query = load_query(name)
            given = arguments(query)
            text = query.bind(given)

            def own(name: str = name, given: Mapping[str, str] = given) -> object:
                return to_table(run_named(graph, name, given))

            def plain(text: str = text) -> object:
                options = {"prefixes": dict(v.PREFIXES), "use_default_graph_as_union": True}
                return list(graph.store.query(text, **options))  # type: ignore[arg-type]

            slow, fast = seconds(own), seconds(plain)
            ratios.append(slow / fast)
            print(
                f"{claims:>9,}  {name:<16} {slow:9.4f} s {fast:9.4f} s {ratios[-1]:6.2f}",
                flush=True,
            )
    print(f"{claims:>9,}  median ratio {median(ratios):.2f}, worst {max(ratios):.2f}", flush=True)


def by_rdflib(claims: int) -> None:
    """Print how long rdflib takes to load so many claims and to answer about one thing."""
    begin = time.perf_counter()
    dataset = Dataset(default_union=True)
    dataset.parse(io.BytesIO(b"".join(written(claims // CLAIMS))), format="nquads")
    print(f"rdflib, {claims:,} claims: loaded in {time.perf_counter() - begin:.1f} s", flush=True)
    for name in ("suppliers", "customers", "about", "between"):
        query = load_query(name)
        text = query.bind(arguments(query))
        begin = time.perf_counter()
        rows = len(list(dataset.query(text)))
        print(f"rdflib  {name:<16} {time.perf_counter() - begin:9.4f} s, {rows} rows", flush=True)


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    words = sys.argv[2:]
    sizes = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit()]
    print("   claims  query              through it   straight  ratio")
    for claims in sizes if sizes else SIZES:
        compare(folder, claims, names if names else query_names())
    by_rdflib(min(sizes if sizes else SIZES))


if __name__ == "__main__":
    main()
