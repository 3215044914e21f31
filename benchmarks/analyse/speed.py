"""Times each analysis on a made-up graph, after it is open.

``python benchmarks/analyse/speed.py [CLAIMS]``, 100,000 if left out. Each line has the seconds of
the processor and, in brackets, those of the clock; reading the claims is told apart, and each
analysis needs it once. No garbage is collected meanwhile, as in the commands.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from typing import TYPE_CHECKING, TypeVar

from made import made

from graphkit.analyse import (
    chokepoints,
    concentration,
    concentrations,
    evidence,
    read_amounts,
    read_network,
    tiers,
)
from graphkit.analyse.changes import changes
from graphkit.analyse.exposure import exposure
from graphkit.analyse.whatif import whatif

if TYPE_CHECKING:
    from collections.abc import Callable

    Value = TypeVar("Value")


def timed(what: str, work: Callable[[], Value]) -> Value:
    """Return what *work* returns, and print how long it took."""
    clock, processor = time.perf_counter(), time.process_time()
    value = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{what:<34} {processor:5.1f} s ({clock:.1f} s)")
    return value


def main() -> None:
    """Print the figures."""
    claims = int(sys.argv[1]) if sys.argv[1:] else 100_000
    graph = made(claims)
    gc.disable()
    network = timed(f"read the network of {claims:,} claims", lambda: read_network(graph))
    print(f"{len(network.nodes):,} things, {len(network.edges):,} relations")
    found = timed("tiers of one company", lambda: tiers(network, "company/f3"))
    timed("evidence of 1,000 of its claims", lambda: evidence(graph, found.claims[:1000]))
    timed("chokepoints of all", lambda: chokepoints(network))
    timed("chokepoints of one company", lambda: chokepoints(network, "company/f7"))
    amounts = timed("read the amounts", lambda: read_amounts(graph))
    timed("concentration of all goods", lambda: concentrations(network, amounts=amounts))
    timed("concentration of one good", lambda: concentration(network, "product/g3"))
    timed("exposure", lambda: exposure(network, "company/f7", "country/TW"))
    timed("what if", lambda: whatif(network, ["country/TW"], amounts=amounts, most=50))
    since = dt.date(2026, 1, 1)
    timed("changes", lambda: changes(network, since))


if __name__ == "__main__":
    main()
