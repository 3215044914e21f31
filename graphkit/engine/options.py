"""How an engine builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graphkit.errors import OptionError, UnknownNameError

ENGINES: Final = ("daft", "ray")
"""Daft in processes of this machine, and Daft on a Ray cluster."""

SHARD_BYTES: Final = 512 * 1024
"""A hundred articles or so: a minute of work, which is what a worker that dies can lose."""

SHARD_ROWS: Final = 128
"""Rows of a Parquet file: about as much text as `SHARD_BYTES` holds."""

SHARDS_A_ROUND: Final = 16
"""Shards for each worker between two notes of what is finished. At the end of a round workers wait
for the slowest: half a shard of 16, three per cent."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine builds.

    ``parts`` is where the parts are kept, a folder or an address such as ``s3://bucket/parts``;
    None stands for a folder beside the store that is removed after the build. ``attempts`` is how
    often a round of shards is begun before a worker that dies each time ends the build.
    """

    engine: str
    parts: str | None = None
    attempts: int = 4
    shard_bytes: int = SHARD_BYTES
    shard_rows: int = SHARD_ROWS
    shards_a_round: int = SHARDS_A_ROUND

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.engine not in ENGINES:
            kind = "engine"
            raise UnknownNameError(kind, self.engine, ENGINES)
        numbers = (self.attempts, self.shard_bytes, self.shard_rows, self.shards_a_round)
        if min(numbers) < 1:
            message = "attempts and the sizes of shards and rounds must be at least 1"
            raise OptionError(message)
