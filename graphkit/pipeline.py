"""The whole way: inputs are read, extracted, resolved and written into a graph.

One document that cannot be read does not stop the others; it is counted and named in the report.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from itertools import chain
from os import PathLike
from typing import TYPE_CHECKING

from graphkit.building import BuildOptions, BuildReport
from graphkit.errors import OptionError, ReadError
from graphkit.graph import (
    Graph,
    apply,
    check_target,
    document_iri,
    document_quads,
    format_of,
    write_graph,
)
from graphkit.graph.distinct import Distinct
from graphkit.graph.growing import Writer
from graphkit.graph.history import Recorder
from graphkit.graph.remote_address import address_of
from graphkit.model import Document, ResolvedDocument
from graphkit.read import in_english, read_documents
from graphkit.resolve import merged_claims
from graphkit.workers import resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from graphkit.workers import Found

    Inputs = str | PathLike[str] | Sequence[str | PathLike[str]]

STDIN = "-"
"""The input that means standard input."""


def build(
    inputs: Inputs,
    graph: Graph | None = None,
    *,
    options: BuildOptions | None = None,
    stdin: BinaryIO | None = None,
    seen: Callable[[Found], None] | None = None,
) -> tuple[Graph, BuildReport]:
    """Return a graph of what the *inputs* say, and a report.

    Args:
        inputs: Files, folders, glob patterns, or ``-`` for standard input.
        graph: Where to write; None means a new one in memory. A document that it holds already,
            from the same text and extractor, is left as it is.
        options: How to build.
        stdin: The stream that ``-`` means; None for that of the process.
        seen: Called with what became of each document, when it is done; one that is left as it
            is has not been cut into sentences.

    Raises:
        DecisionError: If the file of decisions is wrong.
        OptionError: If an option cannot be meant here.
        ReadError: If an input names nothing that can be read.
        RegisterError: If the user's register is wrong.
        StoreError: If the graph cannot be written.
        WorkerError: If a worker died.
    """
    chosen = _without_prune(options)
    documents = _read(inputs, chosen, stdin)
    target = Graph.create() if graph is None else graph
    return target, _build(documents, target, options=chosen, seen=seen)


def build_file(
    inputs: Inputs,
    output: Path,
    *,
    options: BuildOptions | None = None,
    seen: Callable[[Found], None] | None = None,
) -> BuildReport:
    """Build a graph into a file, whose suffix says the format; return the report.

    Raises:
        ReadError: If an input names nothing that can be read, or none could be read.
        UnknownNameError: If the suffix is that of no format.
        WriteError: If the file cannot be written; nothing is left half-written.
    """
    check_target(output)  # before the work, not after it
    form = format_of(output)
    chosen = _without_prune(options)
    documents = _with_a_document(_read(inputs, chosen))
    graph = Graph.create()
    report = _build(documents, graph, options=chosen, seen=seen)
    write_graph(graph, output, form, base=chosen.base)
    return report


def build_store(
    inputs: Inputs,
    folder: Path,
    *,
    options: BuildOptions | None = None,
    seen: Callable[[Found], None] | None = None,
) -> BuildReport:
    """Build into the store in *folder*, which is made if it is not there; return the report.

    Raises:
        DecisionError: If the file of decisions is wrong.
        OptionError: If standard input is to be pruned, or SOURCE_DATE_EPOCH is no number.
        ReadError: If an input names nothing that can be read, or none could be read.
        RegisterError: If the user's register is wrong.
        StoreError: If the folder holds something else, or another program writes to the store.
    """
    chosen = BuildOptions() if options is None else options
    _check_files(chosen)
    named = seen_from(folder, _names(inputs))
    if chosen.prune and STDIN in named:
        message = "standard input is never the same input again; prune builds of files or folders"
        raise OptionError(message)
    left = _not_emptied(_names(inputs), folder) if chosen.prune else _names(inputs)
    documents = _with_a_document(_read(left, chosen)) if left else iter(())
    with Graph.create(folder) as graph:
        recorder = Recorder(
            graph.store, named, chosen.reader(), base=chosen.base, gone=gone_from(folder)
        )
        return _build(documents, graph, options=chosen, seen=seen, recorder=recorder)


def seen_from(folder: Path, names: Iterable[str]) -> list[str]:
    """Return the inputs as they are found from the store, wherever the program is called from."""
    found = []
    remote = address_of(folder) is not None
    for name in names:
        try:
            path = os.path.abspath(name) if remote else os.path.relpath(name, folder)  # noqa: PTH100 - a pattern may be no path
        except ValueError:  # another drive of Windows
            path = os.path.abspath(name)  # noqa: PTH100
        path = name if name == STDIN else path
        found.append(path.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode())
    return found


def gone_from(folder: Path) -> Callable[[str], bool]:
    """Return whether nothing is at an input, as it is found from the store; in doubt, it is not.

    A file whose folder is gone too may be on a disk that is not there now.
    """
    root = "" if address_of(folder) is not None else folder

    def gone(name: str) -> bool:
        if name == STDIN or "://" in name or "\\" in name:
            return False
        path = os.path.join(root, name)  # noqa: PTH118 - a pattern may be no path
        there = os.path.lexists(path) or glob.glob(path, recursive=True)  # noqa: PTH207
        return not there and os.path.isdir(os.path.dirname(path))  # noqa: PTH112, PTH120

    return gone


def _not_emptied(names: list[str], folder: Path) -> list[str]:
    """Return *names* without the folders that hold no file any more, if the store is there."""
    if address_of(folder) is None and not os.path.isdir(folder):  # noqa: PTH112
        return names
    return [name for name in names if not _is_emptied(name)]


def _is_emptied(name: str) -> bool:
    if not os.path.isdir(name):  # noqa: PTH112 - Path raises on names that no file can have
        return False
    errors: list[OSError] = []
    found = any(
        not file.startswith(".")
        for _, _, files in os.walk(name, onerror=errors.append)
        for file in files
    )
    return not found and not errors


def _without_prune(options: BuildOptions | None) -> BuildOptions:
    """Return the options for a graph that does not know which inputs brought what."""
    if options is not None and options.prune:
        message = "only a store knows what earlier builds brought; give a store, or do not prune"
        raise OptionError(message)
    return BuildOptions() if options is None else options


def _check_files(options: BuildOptions) -> None:
    """Refuse a wrong register and wrong decisions, before a store is made in vain."""
    options.reader()
    options.replaced()


def extract(
    inputs: Inputs,
    *,
    options: BuildOptions | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[ResolvedDocument | ReadError]:
    """Return an iterator over what each document of the *inputs* says, or the error that it gave.

    Raises:
        ReadError: At once, if an input names nothing that can be read.
    """
    chosen = BuildOptions() if options is None else options
    found = resolved(_read(inputs, chosen, stdin), lambda _: False, chosen)
    return (item for item in found if not isinstance(item, Document))


def _read(
    inputs: Inputs, options: BuildOptions, stdin: BinaryIO | None = None
) -> Iterator[Document | ReadError]:
    """Return an iterator over the documents of the *inputs*, an error for each that is foreign."""
    found = read_documents(_names(inputs), stdin=stdin, cut=False)  # read_out cuts what is new
    if options.any_language:
        return found
    return (in_english(item) if isinstance(item, Document) else item for item in found)


def _names(inputs: Inputs) -> list[str]:
    """Return the inputs as text; a single one may stand alone."""
    if isinstance(inputs, (str, PathLike)):
        return [str(inputs)]
    return [str(name) for name in inputs]


def _with_a_document(documents: Iterator[Document | ReadError]) -> Iterator[Document | ReadError]:
    """Return *documents* as they are, after seeing that one of them could be read."""
    passed: list[Document | ReadError] = []
    for found in documents:
        passed.append(found)
        if isinstance(found, Document):
            return chain(passed, documents)
    raise next(error for error in passed if isinstance(error, ReadError))


def _build(
    documents: Iterator[Document | ReadError],
    graph: Graph,
    *,
    options: BuildOptions,
    seen: Callable[[Found], None] | None,
    recorder: Recorder | None = None,
) -> BuildReport:
    counts: Counter[str] = Counter()
    entities = Distinct()
    skipped: list[ReadError] = []
    replaced = options.replaced()
    writer = Writer(
        graph, reader=options.reader(), base=options.base, recorder=recorder, prunes=options.prune
    )
    for found in resolved(documents, _known(graph, options), options):
        if isinstance(found, ReadError):
            skipped.append(found)
        elif isinstance(found, Document):
            counts["unchanged"] += 1
            writer.leave(found)
        else:
            counts["replaced"] += writer.write(found, replaced)
            counts["mentions"] += len(found.extraction.mentions)
            counts["claims"] += len(merged_claims(found))
            for entity in found.entities:
                entities.add(entity.key)
        counts["documents"] += not isinstance(found, ReadError)
        if seen is not None:
            seen(found)
    prunes = options.prune and not skipped
    writer.finish(prunes=prunes)
    # to documents that were there before, too
    decided = apply(graph, replaced, base=options.base)
    return BuildReport(
        counts["documents"],
        counts["unchanged"],
        counts["replaced"],
        counts["mentions"],
        len(entities),
        counts["claims"],
        tuple(skipped),
        writer.dropped if prunes or not options.prune else None,
        decided,
        writer.kept,
    )


def _known(graph: Graph, options: BuildOptions) -> Callable[[Document], bool]:
    """Return a function that tells whether *graph* holds a document as it would be built now."""
    reader = options.reader()

    def known(document: Document) -> bool:
        iri = document_iri(document.id, base=options.base)
        stated = frozenset(graph.store.quads_for_pattern(iri, None, None, iri))
        return stated == document_quads(document, base=options.base, extractor=reader)

    return known
