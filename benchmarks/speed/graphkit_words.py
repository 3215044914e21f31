"""Extracts from documents with graphkit and says how long it took.

From JSON Lines to mentions, claims and entities: reading, sentences and resolution included.
"""

from __future__ import annotations

import json
import resource
import sys
import time


def main() -> None:
    """Measure one run."""
    began = time.perf_counter()
    from graphkit.extract import get_extractor  # noqa: PLC0415 - loading is measured
    from graphkit.model import Document, Span  # noqa: PLC0415
    from graphkit.pipeline import BuildOptions, extract  # noqa: PLC0415

    extractor = get_extractor(threads=1)
    loaded = time.perf_counter()
    text = "Aldermoor supplies Kestrel in Spain."
    extractor.extract(Document("warm", text, (Span(0, len(text)),)))
    started = time.perf_counter()
    for _ in extract(sys.argv[1], options=BuildOptions(workers=int(sys.argv[2]))):
        pass
    ended = time.perf_counter()
    sizes = [
        resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    run = {"load": loaded - began, "seconds": ended - started, "megabytes": max(sizes) / 1024}
    print(json.dumps(run))


if __name__ == "__main__":
    main()
