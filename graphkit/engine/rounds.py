"""Runs shards on the engine, round by round; a round that a dying worker ends is begun again."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from graphkit.engine.finished import PAGES, ROWS, Finished, pages_key, write_note
from graphkit.engine.inputs import InputFile
from graphkit.engine.places import files_below, info, join, open_place, whole, write_place
from graphkit.engine.rows import END, KNOWN
from graphkit.errors import GraphkitError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from daft import DataFrame, Expression

    from graphkit.engine.options import EngineOptions
    from graphkit.engine.rows import Reading
    from graphkit.engine.shards import Shard

_SHARD: Final = re.compile(r"number=([0-9]+)/")


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that is running: Daft, how it builds, and where the parts are."""

    daft: ModuleType
    options: EngineOptions
    workers: int
    parts: str

    def run(self, make: Callable[[], DataFrame], place: str, *, by: str | None = None) -> list[str]:
        """Write what *make* makes as Parquet below *place*, a folder for each value of *by*.

        The files are returned.

        Raises:
            WorkerError: It failed each time that it was begun.
        """
        columns: list[Expression | str] | None = None if by is None else [by]
        for attempt in range(1, self.options.attempts + 1):
            try:
                written = make().write_parquet(place, write_mode="append", partition_cols=columns)
                return [whole(str(path), place) for path in written.to_pydict()["path"]]
            except GraphkitError:
                raise
            except Exception as error:  # Daft and Ray have no common error for a lost worker
                if attempt == self.options.attempts:
                    raise self._failed(error) from error
        raise AssertionError

    def _failed(self, error: Exception) -> WorkerError:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        reason = lines[-1][:300] if lines else type(error).__name__
        return WorkerError(
            f"the engine failed {self.options.attempts} times, the last time with: {reason}; what "
            f"is finished is in {self.parts}, and the same call goes on from there"
        )


def run_rounds(
    engine: Engine, shards: Sequence[Shard], reading: Reading, *, known: str
) -> Iterator[dict[Shard, Finished]]:
    """Read *shards* out and yield what is finished, round by round.

    Raises:
        WorkerError: A round failed each time that it was begun.
    """
    size = engine.workers * engine.options.shards_a_round
    for begin in range(0, len(shards), size):
        some = shards[begin : begin + size]
        files = engine.run(
            lambda some=some: _frame(engine, some, reading),  # type: ignore[misc]
            join(engine.parts, ROWS),
            by="number",
        )
        found = _finished(some, files, reading.reader, known)
        write_note(engine.parts, list(found.values()))
        yield found


def _frame(engine: Engine, shards: Sequence[Shard], reading: Reading) -> DataFrame:
    from graphkit.engine.udf import shard_rows  # noqa: PLC0415 - it needs Daft

    told = [asdict(shard) for shard in shards]
    frame = engine.daft.from_pydict({"number": list(range(len(shards))), "shard": told})
    if engine.options.engine == "ray":  # each shard may go to another machine
        frame = frame.into_partitions(len(shards))
    return shard_rows(frame, reading, engine.workers)


def _finished(
    shards: Sequence[Shard], files: Sequence[str], reader: str, known: str
) -> dict[Shard, Finished]:
    """Return the notes of the shards of a round from the *files* that it wrote."""
    of_shard: dict[int, list[str]] = defaultdict(list)
    for place in sorted(files):
        match = _SHARD.search(place)
        if match is not None:
            of_shard[int(match[1])].append(place)
    found = {}
    for number, shard in enumerate(shards):
        places = of_shard[number]
        heads = [row for place in places for row in read_rows(place, ["kind", "id", "line"])]
        ends = [row for row in heads if row["kind"] == END]
        if len(ends) != 1:
            message = f"{shard.where}: the engine lost a part of it; build again"
            raise WorkerError(message)
        has_known = any(row["kind"] == KNOWN for row in heads)
        found[shard] = Finished(
            shard.key(reader),
            str(ends[0]["id"]),
            int(str(ends[0]["line"])),
            tuple(places),
            known if has_known else None,
        )
    return found


def read_rows(place: str, columns: Sequence[str] | None = None) -> list[dict[str, object]]:
    """Return the rows of a part."""
    with open_place(place) as stream:
        rows: list[dict[str, object]] = pq.ParquetFile(stream).read(columns=columns).to_pylist()
    return rows


def page_tables(engine: Engine, files: Sequence[InputFile]) -> list[InputFile]:
    """Return tables of the web pages in WARC *files*, written now or before, in order."""
    place = join(engine.parts, PAGES, pages_key(files))
    note = join(place, "finished.json")
    names = _noted(note)
    if names is None:
        from graphkit.engine.udf import pages  # noqa: PLC0415 - it needs Daft

        names = engine.run(lambda: pages([file.place for file in files]), place)
        names = sorted(names, key=_first)
        write_place(note, json.dumps(names).encode())
    where = files[0].where if len(files) == 1 else f"{len(files)} WARC files"
    return [
        InputFile(where, name, "page table", info(name).size, "") for name in names if _rows(name)
    ]


def _noted(note: str) -> list[str] | None:
    if not any(place.endswith("/finished.json") for place, *_ in files_below(note[:-14])):
        return None
    with open_place(note) as stream:
        names: list[str] = json.loads(stream.read())
    return names


def _first(place: str) -> tuple[str, int]:
    """Return what the tables of pages are in order by: the first file and record in each."""
    with open_place(place) as stream:
        table = pq.ParquetFile(stream).read(columns=["file", "record"])
    if not table.num_rows:
        return "", 0
    return str(table["file"][0]), int(table["record"][0])


def _rows(place: str) -> int:
    with open_place(place) as stream:
        return int(pq.ParquetFile(stream).metadata.num_rows)
