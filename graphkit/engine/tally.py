"""Counts what workers have read out, and hands it to the loader, in the order of the inputs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphkit.building import BuildReport
from graphkit.engine.loading import Loader
from graphkit.engine.rounds import read_rows
from graphkit.engine.rows import END, ERROR, KNOWN
from graphkit.errors import ReadError

if TYPE_CHECKING:
    from typing import Any

    from graphkit.engine.finished import Finished
    from graphkit.engine.rows import Reading
    from graphkit.engine.shards import Shard
    from graphkit.graph import Graph
    from graphkit.graph.history import Recorder


class Tally:
    """Takes shards that were read out, in order; the first of documents with one id counts."""

    def __init__(self, graph: Graph, recorder: Recorder, reading: Reading) -> None:
        """Bring into *graph* what was read as *reading* says."""
        self._loader = Loader(graph, recorder, reading.options)
        self._reading = reading
        self._counts: Counter[str] = Counter()
        self._entities: set[str] = set()
        self._skipped: list[ReadError] = []
        self._places: dict[str, str] = {}
        self._file, self._offset = "", 0

    def add(self, found: ReadError | tuple[Shard, Finished]) -> None:
        """Bring in the documents of a shard."""
        if isinstance(found, ReadError):
            self._skipped.append(found)
            return
        shard, note = found
        if shard.place != self._file:
            self._file, self._offset = shard.place, 0
        rows: list[dict[str, Any]] = [row for place in note.files for row in read_rows(place)]
        for row in sorted(rows, key=lambda row: int(row["line"])):
            if row["kind"] != END:
                self._add(row, self._place(row, shard))
        self._offset += note.lines

    def finish(self) -> BuildReport:
        """Bring in the rest; return the report.

        Raises:
            ReadError: No document could be read.
        """
        if not self._places and self._skipped:
            raise self._skipped[0]
        prune = self._reading.options.prune
        prunes = prune and not self._skipped
        dropped = self._loader.finish(prunes=prunes)
        return BuildReport(
            self._counts["documents"],
            self._counts["unchanged"],
            self._counts["replaced"],
            self._counts["mentions"],
            len(self._entities),
            self._counts["claims"],
            tuple(self._skipped),
            dropped if prunes or not prune else None,
        )

    def _place(self, row: dict[str, Any], shard: Shard) -> str:
        """Return where the document of a row stands, for messages."""
        if shard.kind == "page table" and row["id"] is not None:
            return str(row["id"])
        return f"{shard.where}:{self._offset + row['line']}" if row["line"] else shard.where

    def _add(self, row: dict[str, Any], place: str) -> None:
        name = row["id"]
        if name in self._places:
            reason = f"the id {name!r} is taken by {self._places[name]}"
            way_out = "give the folder that holds both, or ids in JSON Lines"
            self._skipped.append(ReadError(place, reason, way_out))
            return
        if name is not None:
            self._places[name] = place
        if row["kind"] == ERROR:
            where = place if row["where"] is None else row["where"]
            self._skipped.append(ReadError(where, row["reason"], row["way_out"]))
            return
        self._counts["documents"] += 1
        if row["kind"] == KNOWN or bytes.fromhex(row["digest"]) in self._reading.known:
            self._counts["unchanged"] += 1
            self._loader.leave(row)
            return
        self._counts["replaced"] += self._loader.add(row)
        self._counts["mentions"] += row["mentions"]
        self._counts["claims"] += row["claims"]
        self._entities.update(row["entities"])
