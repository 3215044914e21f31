"""Builds on an engine in a process of its own, since Daft takes one runner for each.

``python on_engine.py ENGINE STORE PARTS WORKERS SHARD_BYTES INPUT...`` prints the report as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from graphkit.building import BuildOptions
from graphkit.engine import EngineOptions, build_on_engine


def main() -> None:
    """Build and print."""
    engine, store, parts, workers, size, *inputs = sys.argv[1:]
    report = build_on_engine(
        inputs,
        Path(store),
        engine=EngineOptions(
            engine, parts if parts else None, shard_bytes=int(size), shards_a_round=8
        ),
        options=BuildOptions(workers=int(workers)),
    )
    print(json.dumps([report.summary(), [str(error) for error in report.skipped]]))  # noqa: T201


if __name__ == "__main__":
    main()
