"""Builds from very many documents on Daft: in processes of this machine or on a Ray cluster.

`graphkit.pipeline` reads, extracts and writes in one program; here the inputs are cut into shards,
the shards are read out wherever the engine runs, their results are written as Parquet in parts,
and one process loads the parts into a store. Both ways give the same graphs. Daft and Ray are
imported by `session`, `udf` and `pages` only, when they are used.
"""

from __future__ import annotations

from graphkit.engine.build import build_on_engine
from graphkit.engine.options import ENGINES, EngineOptions

__all__ = ["ENGINES", "EngineOptions", "build_on_engine"]
