"""The whole way: inputs are read, extracted, resolved and written into a graph.

One document that cannot be read does not stop the others; it is counted and named in the report.
"""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from multiprocessing import get_context
from os import PathLike
from typing import TYPE_CHECKING

import graphkit
from graphkit.errors import OptionError, ReadError, WorkerError
from graphkit.extract import EXTRACTORS, get_extractor, get_version
from graphkit.graph import (
    DEFAULT_BASE,
    Graph,
    apply,
    check_base,
    check_target,
    document_iri,
    document_quads,
    encode,
    format_of,
    merged,
    write_graph,
)
from graphkit.model import Document, ResolvedDocument
from graphkit.qualify import qualify
from graphkit.read import in_english, read_documents
from graphkit.resolve import merged_claims, resolve
from graphkit.resolve.decisions import read_decisions
from graphkit.resolve.known.register import with_users

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from graphkit.extract import Extractor

    Inputs = str | PathLike[str] | Sequence[str | PathLike[str]]

IN_FLIGHT = 4
"""Documents that wait for each worker: enough to keep it busy, few enough to keep in memory."""

Found = ResolvedDocument | Document | ReadError
"""A document that was resolved, or left since the graph holds it, or an input with an error."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    ``base`` is the IRI below which documents, claims and entities get theirs; claims below
    ``min_confidence`` are left out; ``workers`` processes extract side by side, with the same
    result for any number. They are spawned: a script that asks for more than one must keep its
    own work under ``if __name__ == "__main__":``. A document that is certainly not in English is
    an input with an error, unless ``any_language`` lets it pass. ``register`` is a CSV file of
    things that are known beside those that graphkit knows, see `graphkit.resolve.known.users`;
    ``decisions`` a file of what was decided to be one and what not, see
    `graphkit.resolve.decisions`.
    """

    base: str = DEFAULT_BASE
    extractor: str = EXTRACTORS[0]
    min_confidence: float = 0.0
    workers: int = 1
    any_language: bool = False
    register: Path | None = None
    decisions: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        check_base(self.base)
        if not 0.0 <= self.min_confidence <= 1.0:
            message = f"min_confidence is {self.min_confidence}; give a number from 0 to 1"
            raise OptionError(message)
        if self.workers < 1:
            message = f"workers is {self.workers}; give at least 1"
            raise OptionError(message)

    def reader(self) -> str:
        """Return who reads, as it is written beside each document.

        It changes whenever the same text may yield another graph: it names the extractor, its
        version, the lowest confidence, the content of the user's register and the version of
        graphkit. What was decided is no part of it, since it is read out of no text.

        Raises:
            RegisterError: The user's register cannot be read or something in it is wrong.
        """
        bound = f", confidence >= {self.min_confidence}" if self.min_confidence > 0.0 else ""
        known = "" if self.register is None else f", register {with_users(self.register).version}"
        version = get_version(self.extractor)
        return f"{self.extractor} {version}{bound}{known}, graphkit {graphkit.__version__}"

    def replaced(self) -> Mapping[str, str]:
        """Return for each key that was decided to be another the one that is kept.

        Raises:
            DecisionError: The file of decisions cannot be read or contradicts itself.
        """
        return {} if self.decisions is None else read_decisions(self.decisions).replaced()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    ``documents`` counts those that the graph now holds from these inputs; ``unchanged`` those of
    them that it held already, ``replaced`` those that took the place of an older text with the
    same id. ``mentions``, ``entities`` and ``claims`` count what all but the unchanged brought.
    ``skipped`` are the inputs that could not be read.
    """

    documents: int
    unchanged: int
    replaced: int
    mentions: int
    entities: int
    claims: int
    skipped: tuple[ReadError, ...]

    def summary(self) -> str:
        """Return the report in one line.

        >>> BuildReport(2, 0, 1, 31, 12, 9, ()).summary()
        '2 documents (1 replaced), 31 mentions, 12 entities, 9 claims'
        """
        notes = [(self.unchanged, "unchanged"), (self.replaced, "replaced")]
        note = ", ".join(f"{number:,} {what}" for number, what in notes if number)
        parts = [
            _count(self.documents, "document") + (f" ({note})" if note else ""),
            _count(self.mentions, "mention"),
            "1 entity" if self.entities == 1 else f"{self.entities:,} entities",
            _count(self.claims, "claim"),
        ]
        if self.skipped:
            parts.append(f"{len(self.skipped):,} skipped")
        return ", ".join(parts)


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
        seen: Called with what became of each document, when it is done.

    Raises:
        DecisionError: If the file of decisions is wrong.
        OptionError: If an option cannot be meant.
        ReadError: If an input names nothing that can be read.
        RegisterError: If the user's register is wrong.
        StoreError: If the graph cannot be written.
        WorkerError: If a worker died.
    """
    chosen = BuildOptions() if options is None else options
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
    chosen = BuildOptions() if options is None else options
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
        ReadError: If an input names nothing that can be read, or none could be read.
        RegisterError: If the user's register is wrong.
        StoreError: If the folder holds something else, or another program writes to the store.
    """
    chosen = BuildOptions() if options is None else options
    _check_files(chosen)
    documents = _with_a_document(_read(inputs, chosen))
    with Graph.create(folder) as graph:
        return _build(documents, graph, options=chosen, seen=seen)


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
    found = _resolved(_read(inputs, chosen, stdin), lambda _: False, chosen)
    return (item for item in found if not isinstance(item, Document))


def _read(
    inputs: Inputs, options: BuildOptions, stdin: BinaryIO | None = None
) -> Iterator[Document | ReadError]:
    """Return an iterator over the documents of the *inputs*, an error for each that is foreign."""
    found = read_documents(_names(inputs), stdin=stdin)
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
) -> BuildReport:
    counts: Counter[str] = Counter()
    entities: set[str] = set()
    skipped: list[ReadError] = []
    old = {document.iri for document in graph.documents()}
    replaced = options.replaced()
    for found in _resolved(documents, _known(graph, options), options):
        if isinstance(found, ReadError):
            skipped.append(found)
        elif isinstance(found, Document):
            counts["unchanged"] += 1
        else:
            counts["replaced"] += _write(found, graph, options, replaced) in old
            counts["mentions"] += len(found.extraction.mentions)
            counts["claims"] += len(merged_claims(found))
            entities.update(entity.key for entity in found.entities)
        counts["documents"] += not isinstance(found, ReadError)
        if seen is not None:
            seen(found)
    apply(graph, replaced, base=options.base)  # to documents that were there before, too
    return BuildReport(
        counts["documents"],
        counts["unchanged"],
        counts["replaced"],
        counts["mentions"],
        len(entities),
        counts["claims"],
        tuple(skipped),
    )


def _known(graph: Graph, options: BuildOptions) -> Callable[[Document], bool]:
    """Return a function that tells whether *graph* holds a document as it would be built now."""
    reader = options.reader()

    def known(document: Document) -> bool:
        iri = document_iri(document.id, base=options.base)
        stated = frozenset(graph.store.quads_for_pattern(iri, None, None, iri))
        return stated == document_quads(document, base=options.base, extractor=reader)

    return known


def _resolved(
    documents: Iterable[Document | ReadError],
    known: Callable[[Document], bool],
    options: BuildOptions,
) -> Iterator[Found]:
    """Yield what becomes of each of *documents*, in their order."""
    if options.workers == 1:
        for document in documents:
            if isinstance(document, ReadError) or known(document):
                yield document
            else:
                yield _above(_read_out(document, options), options.min_confidence)
        return
    try:
        yield from _side_by_side(documents, known, options)
    except BrokenProcessPool as error:
        message = "a worker died, perhaps for want of memory; build again with fewer --workers"
        raise WorkerError(message) from error


def _side_by_side(
    documents: Iterable[Document | ReadError],
    known: Callable[[Document], bool],
    options: BuildOptions,
) -> Iterator[Found]:
    waiting: deque[Future[ResolvedDocument] | Document | ReadError] = deque()

    def next_found() -> Found:
        found = waiting.popleft()
        return (
            _above(found.result(), options.min_confidence) if isinstance(found, Future) else found
        )

    # spawned, not forked: the network's runtime has threads, which a fork would lose
    pool = ProcessPoolExecutor(options.workers, mp_context=get_context("spawn"))
    try:
        for document in documents:
            if isinstance(document, ReadError) or known(document):
                waiting.append(document)
            else:
                waiting.append(pool.submit(_read_out, document, options))
            while len(waiting) > IN_FLIGHT * options.workers:
                yield next_found()
        while waiting:
            yield next_found()
    finally:
        pool.shutdown(cancel_futures=True)


def _read_out(document: Document, options: BuildOptions) -> ResolvedDocument:
    """Extract, qualify and resolve; runs in the workers, each of which keeps its extractor."""
    found = qualify(_extractor(options.extractor).extract(document))
    register = None if options.register is None else with_users(options.register)
    return resolve(found, register=register)


@cache
def _extractor(name: str) -> Extractor:
    return get_extractor(name)


def _above(resolved: ResolvedDocument, min_confidence: float) -> ResolvedDocument:
    """Return *resolved* without the claims below *min_confidence*."""
    extraction = resolved.extraction
    kept = tuple(c for c in extraction.claims if c.confidence >= min_confidence)
    return replace(resolved, extraction=replace(extraction, claims=kept))


def _write(
    resolved: ResolvedDocument, graph: Graph, options: BuildOptions, replaced: Mapping[str, str]
) -> str:
    """Put the graph of a document in the place of an older one; return its IRI."""
    iri = document_iri(resolved.extraction.document.id, base=options.base).value
    quads = tuple(encode(resolved, base=options.base, extractor=options.reader()))
    graph.replace_document(iri, merged(quads, replaced, base=options.base))
    return iri


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
