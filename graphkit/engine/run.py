"""The way of a build on an engine that runs: files, shards, rounds, and the load."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphkit.engine.finished import read_notes, still_finished
from graphkit.engine.inputs import find_files
from graphkit.engine.places import is_remote
from graphkit.engine.rounds import page_tables, run_rounds
from graphkit.engine.rows import Reading, digest_of
from graphkit.engine.shards import cut
from graphkit.engine.tally import Tally
from graphkit.errors import ReadError
from graphkit.graph import Graph, apply
from graphkit.graph import vocabulary as v
from graphkit.graph.history import Recorder
from graphkit.pipeline import gone_from, seen_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from graphkit.building import BuildOptions, BuildReport
    from graphkit.engine.finished import Finished
    from graphkit.engine.inputs import InputFile
    from graphkit.engine.rounds import Engine
    from graphkit.engine.shards import Shard

    Read = ReadError | tuple[Shard, Finished]


def run(
    engine: Engine,
    inputs: Sequence[str],
    folder: Path,
    *,
    options: BuildOptions,
    seen: Callable[[object], None] | None,
) -> BuildReport:
    """Build into the store in *folder*; return the report.

    Raises:
        ReadError: An input names nothing that can be read, or none could be read.
        StoreError: The folder holds something else, or another program writes to the store.
        WorkerError: The engine failed again and again.
    """
    files = find_files(inputs)
    with Graph.create(folder) as graph:
        names = _names(inputs, folder)
        recorder = Recorder(
            graph.store, names, options.reader(), base=options.base, gone=gone_from(folder)
        )
        reading = Reading(options, options.reader(), _known(graph.store))
        tally = Tally(graph, recorder, reading)
        for found in _read(engine, files, reading, seen):
            tally.add(found)
        report = tally.finish()
        decided = apply(graph, options.replaced(), base=options.base)
    return replace(report, decided=decided)


def _names(inputs: Sequence[str], folder: Path) -> list[str]:
    """Return the inputs as the log tells them: addresses as they are, paths from the store."""
    paths = [name for name in inputs if not is_remote(name)]
    return [*seen_from(folder, paths), *(name for name in inputs if is_remote(name))]


def _known(store: Store) -> frozenset[bytes]:
    """Return the digests of the documents that the store holds."""
    found = store.quads_for_pattern(None, v.RDF_TYPE, v.DOCUMENT)
    names = [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]
    return frozenset(digest_of(store.quads_for_pattern(name, None, None, name)) for name in names)


def _read(
    engine: Engine,
    files: Sequence[InputFile],
    reading: Reading,
    seen: Callable[[object], None] | None,
) -> Iterator[Read]:
    """Read out what is not finished; then yield all shards in order, with what is in them."""
    cuts = list(_cut(engine, files))
    shards = [each for each in cuts if not isinstance(each, ReadError)]
    known = sha256(b"".join(sorted(reading.known))).hexdigest()
    done = still_finished(shards, read_notes(engine.parts), reader=reading.reader, known=known)
    left = [shard for shard in shards if shard not in done]
    for found in run_rounds(engine, left, reading, known=known):
        done.update(found)
        for note in found.values():
            for _ in range(0 if seen is None else note.lines):
                seen(note)  # type: ignore[misc]
    yield from (each if isinstance(each, ReadError) else (each, done[each]) for each in cuts)


def _cut(engine: Engine, files: Sequence[InputFile]) -> Iterator[Shard | ReadError]:
    """Yield the shards of all files, an error for a file that cannot be cut; web pages last."""
    pages = [file for file in files if file.kind == "pages"]
    tables = page_tables(engine, pages) if pages else []
    for file in [*(file for file in files if file.kind != "pages"), *tables]:
        try:
            yield from cut(file, engine.options)
        except ReadError as error:
            yield error
