"""A build on an engine: what can be refused is, before Daft and the rest are imported."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from graphkit.building import BuildOptions, BuildReport
from graphkit.engine.session import session
from graphkit.errors import OptionError
from graphkit.graph.remote_address import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from graphkit.engine.options import EngineOptions

PARTS: Final = ".parts"
"""What the name of the folder of parts beside a store ends with."""


def build_on_engine(
    inputs: Sequence[str],
    folder: Path,
    *,
    engine: EngineOptions,
    options: BuildOptions | None = None,
    seen: Callable[[object], None] | None = None,
) -> BuildReport:
    """Build into the store in *folder* on an engine; return the report.

    The graphs are those of `graphkit.pipeline.build_store`. What is finished is kept in parts: a
    build that was cut off goes on from there.

    Args:
        inputs: Files of JSON Lines, Parquet or WARC, folders and patterns of such, here or at
            addresses such as ``s3://bucket/news/*.parquet``.
        folder: The store, made if it is not there.
        engine: How the engine builds.
        options: How to build; ``workers`` processes read side by side.
        seen: Called once for each line that was read out.

    Raises:
        DecisionError: If the file of decisions is wrong.
        EngineMissingError: If the engine is not installed.
        OptionError: If an option cannot be meant.
        ReadError: If an input names nothing that can be read, or none could be read.
        RegisterError: If the user's register is wrong.
        StoreError: If the folder holds something else, or another program writes to the store.
        WorkerError: If the engine failed again and again.
    """
    chosen = BuildOptions() if options is None else options
    if address_of(folder) is not None:
        message = "an engine loads in bulk, which no server takes; give a folder for the store"
        raise OptionError(message)
    chosen.replaced()  # what is wrong with it is told before the work
    parts = f"{folder}{PARTS}" if engine.parts is None else engine.parts
    with session(engine.engine, chosen.workers) as daft:
        from graphkit.engine.rounds import Engine  # noqa: PLC0415 - it needs pyarrow
        from graphkit.engine.run import run  # noqa: PLC0415

        running = Engine(daft, engine, chosen.workers, parts)
        report = run(running, inputs, folder, options=chosen, seen=seen)
    if engine.parts is None:
        shutil.rmtree(parts, ignore_errors=True)
    return report
