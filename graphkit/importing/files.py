"""Imports files into a store or into one file: all are read and checked before one is written."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.graph import Graph, apply, check_target, format_of, write_graph
from graphkit.graph.history import Recorder
from graphkit.graph.remote_address import address_of
from graphkit.graph.stores import is_store
from graphkit.importing import bulk
from graphkit.importing.graphs import STDIN, Parsed
from graphkit.importing.merges import has_merges, taken_apart, with_merges
from graphkit.importing.options import ImportOptions, ImportReport
from graphkit.importing.reading import (
    PROGRAM,
    Big,
    Listed,
    is_unchecked,
    names_of,
    read_all,
    read_big,
)
from graphkit.importing.refused import ImportRefusedError
from graphkit.importing.writing import check_source, drop_gone, load, write_graphs, write_table
from graphkit.resolve.decisions import NO_DECISIONS, read_decisions, write_decisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.importing.reading import Ready
    from graphkit.resolve.decision_lines import Choice
    from graphkit.resolve.decisions import Decisions


def import_store(
    files: Sequence[str | Path], folder: Path, *, options: ImportOptions | None = None
) -> ImportReport:
    """Import into the store in *folder*, which is made if it is not there; return the report.

    Raises:
        DecisionError: The file of decisions is wrong; nothing was written.
        ImportRefusedError: A file is not as it should be; nothing was written.
        ReadError: A file is no text; nothing was written.
        StoreError: The folder holds something else, or another program writes to the store.
    """
    chosen = ImportOptions() if options is None else options
    paths = [Path(file) for file in files]
    # wrong files leave no new store behind; that another program writes is told before long reading
    ready = None if is_store(folder) else _read(paths, chosen, folder)
    with Graph.create(folder) as graph:
        if ready is None:
            ready = _read(paths, chosen, folder)
        recorders = [
            Recorder(graph.store, [_seen_from(folder, path)], _reader(found), base=chosen.base)
            for path, found in zip(paths, ready.found, strict=True)
        ]
        for path, found, recorder in zip(paths, ready.found, recorders, strict=True):
            check_source(found, graph, recorder, path, base=chosen.base)
        return _imported(paths, ready, graph, chosen, recorders=recorders)


def import_file(
    files: Sequence[str | Path], output: Path, *, options: ImportOptions | None = None
) -> ImportReport:
    """Import into the graph file *output*, which is made anew; return the report.

    Raises:
        DecisionError: The file of decisions is wrong; nothing was written.
        ImportRefusedError: A file is not as it should be; nothing was written.
        ReadError: A file is no text; nothing was written.
        UnknownNameError: The suffix of *output* is that of no format.
        WriteError: It cannot be written; nothing is left half-written.
    """
    chosen = ImportOptions() if options is None else options
    check_target(output)
    form = format_of(output)
    graph = Graph.create()
    paths = [Path(file) for file in files]
    ready = _read(paths, chosen, None)
    report = _imported(paths, ready, graph, chosen, recorders=None)
    write_graph(graph, output, form, base=chosen.base)
    return report


@dataclass(frozen=True, slots=True)
class _Read:
    """The files, what is decided with their merges, and how many lines that adds to the file."""

    found: tuple[Ready, ...]
    decisions: Decisions
    new: int


def _read(paths: Sequence[Path], options: ImportOptions, folder: Path | None) -> _Read:
    """Return the files, read and checked, for the store in *folder*, or for a file."""
    # a server has no such way in
    bulk_too = folder is not None and address_of(folder) is None
    ready = read_all(paths, options, bulk_too=bulk_too)
    if options.decisions is None:
        if folder is not None:
            _check_merges(paths, ready, base=options.base)
        return _Read(tuple(ready), NO_DECISIONS, 0)
    old = read_decisions(options.decisions)
    choices: list[Choice] = []
    for place, (path, found) in enumerate(zip(paths, ready, strict=True)):
        if isinstance(found, Parsed):
            ready[place], merges = taken_apart(found, path, base=options.base)
            choices += merges
    new = with_merges(old, choices)
    return _Read(tuple(ready), new, _number(new) - _number(old))


def _number(decisions: Decisions) -> int:
    return sum(line.choice is not None for line in decisions.lines)


def _check_merges(paths: Sequence[Path], ready: Sequence[Ready], *, base: str) -> None:
    """Refuse what is merged where no file of decisions would keep it so."""
    for path, found in zip(paths, ready, strict=True):
        if isinstance(found, Parsed) and has_merges(found, base=base):
            reason = "things are merged in it, and nothing would keep them so in the store"
            way_out = "name a file with --decisions, which may be empty"
            raise ImportRefusedError(str(path), reason, way_out)


def _imported(
    paths: Sequence[Path],
    ready: _Read,
    graph: Graph,
    options: ImportOptions,
    *,
    recorders: Sequence[Recorder] | None,
) -> ImportReport:
    base, replaced = options.base, ready.decisions.replaced()
    if options.decisions is not None and ready.new:
        write_decisions(options.decisions, ready.decisions)
    counts: Counter[str] = Counter()
    for place, found in enumerate(ready.found):
        recorder = None if recorders is None else recorders[place]
        counts.update(_written(found, graph, replaced, recorder, options))
        if recorder is not None and str(paths[place]) != STDIN:  # which is never the same again
            counts["dropped"] += drop_gone(names_of(found, base), graph, recorder, base=base)
    if replaced:
        apply(graph, replaced, base=base)
    return ImportReport(
        len(paths),
        counts["graphs"],
        counts["unchanged"],
        counts["replaced"],
        counts["claims"],
        dropped=counts["dropped"],
        merges=ready.new,
        unchecked=tuple(path.name for path in paths if is_unchecked(path, options)),
    )


def _written(
    found: Ready,
    graph: Graph,
    replaced: Mapping[str, str],
    recorder: Recorder | None,
    options: ImportOptions,
) -> Counter[str]:
    """Write one file; return what to count."""
    base = options.base
    if isinstance(found, Listed):
        return write_table(found, graph, replaced, recorder, base=base)
    if isinstance(found, Big):
        mark = bulk.mark_of(found.path.name, found.sha256, base=base)
        if recorder is not None and bulk.is_new(graph.store, found.names, mark):
            return load(found, graph, mark, recorder)
        found = read_big(found.path, options)
    return write_graphs(found, graph, replaced, recorder, base=base)


def _reader(found: Ready) -> str:
    return found.reader if isinstance(found, Listed) else f"{PROGRAM}, file sha256 {found.sha256}"


def _seen_from(folder: Path, path: Path) -> str:
    """Return the file as it is found from the store, wherever the program is called from."""
    if str(path) == STDIN:
        return STDIN
    try:
        remote = address_of(folder) is not None
        found = os.path.abspath(path) if remote else os.path.relpath(path, folder)  # noqa: PTH100
    except ValueError:  # another drive of Windows
        found = os.path.abspath(path)  # noqa: PTH100
    return found.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()
