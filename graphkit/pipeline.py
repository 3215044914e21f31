"""The whole way: inputs are read, extracted, resolved and written into a graph.

One document that cannot be read does not stop the others; it is counted and named in the report.
"""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

from graphkit.errors import ReadError
from graphkit.extract import EXTRACTORS, get_extractor
from graphkit.graph import (
    DEFAULT_BASE,
    Graph,
    check_base,
    check_target,
    document_iri,
    encode,
    format_of,
    write_graph,
)
from graphkit.model import Document, ResolvedDocument
from graphkit.read import read_documents
from graphkit.resolve import merged_claims, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from graphkit.extract import Extractor


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    ``base`` is the IRI below which documents, claims and entities get theirs; claims below
    ``min_confidence`` are left out; ``workers`` processes extract side by side, with the same
    result for any number.
    """

    base: str = DEFAULT_BASE
    extractor: str = EXTRACTORS[0]
    min_confidence: float = 0.0
    workers: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        check_base(self.base)
        if not 0.0 <= self.min_confidence <= 1.0:
            message = f"min_confidence must lie in [0, 1], got {self.min_confidence}"
            raise ValueError(message)
        if self.workers < 1:
            message = f"workers must be at least 1, got {self.workers}"
            raise ValueError(message)

    def reader(self) -> str:
        """Return who reads, as it is written beside each document: extractor, version, bound."""
        extractor = _extractor(self.extractor, 0)
        bound = f", confidence >= {self.min_confidence}" if self.min_confidence > 0.0 else ""
        return f"{extractor.name} {extractor.version}{bound}"


IN_FLIGHT = 4
"""Documents that wait for each worker: enough to keep it busy, few enough to keep in memory."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    ``documents`` counts those that the graph now holds from these inputs, ``unchanged`` those of
    them that it held already; ``mentions``, ``entities`` and ``claims`` count what the others
    brought. ``skipped`` are the inputs that could not be read.
    """

    documents: int
    unchanged: int
    mentions: int
    entities: int
    claims: int
    skipped: tuple[ReadError, ...]

    def summary(self) -> str:
        """Return the report in one line.

        >>> BuildReport(2, 0, 31, 12, 9, ()).summary()
        '2 documents, 31 mentions, 12 entities, 9 claims'
        """
        parts = [
            _count(self.documents, "document"),
            _count(self.mentions, "mention"),
            f"{self.entities} entities" if self.entities != 1 else "1 entity",
            _count(self.claims, "claim"),
        ]
        if self.unchanged:
            parts[0] += f" ({self.unchanged} unchanged)"
        if self.skipped:
            parts.append(f"{len(self.skipped)} skipped")
        return ", ".join(parts)


Found = ResolvedDocument | Document | ReadError
"""A document that was resolved, or left since the graph holds it, or an input with an error."""


def build(
    inputs: str | Path | Sequence[str | Path],
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
        ReadError: If an input names nothing that can be read.
        StoreError: If the graph cannot be written.
    """
    chosen = BuildOptions() if options is None else options
    target = Graph.create() if graph is None else graph
    counts: Counter[str] = Counter()
    entities: set[str] = set()
    skipped: list[ReadError] = []
    documents = read_documents(_names(inputs), stdin=stdin)
    for found in _resolved(documents, _known(target, chosen), chosen):
        if isinstance(found, ReadError):
            skipped.append(found)
        elif isinstance(found, Document):
            counts["unchanged"] += 1
        else:
            _write(found, target, chosen)
            counts["mentions"] += len(found.extraction.mentions)
            counts["claims"] += len(merged_claims(found))
            entities.update(entity.key for entity in found.entities)
        counts["documents"] += not isinstance(found, ReadError)
        if seen is not None:
            seen(found)
    report = BuildReport(
        counts["documents"],
        counts["unchanged"],
        counts["mentions"],
        len(entities),
        counts["claims"],
        tuple(skipped),
    )
    return target, report


def build_file(
    inputs: Sequence[str],
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
    chosen = BuildOptions() if options is None else options
    check_target(output)  # before the work, not after it
    form = format_of(output)
    graph, report = build(inputs, options=chosen, seen=seen)
    if not report.documents:
        raise report.skipped[0]
    write_graph(graph, output, form, base=chosen.base)
    return report


def build_store(
    inputs: Sequence[str],
    folder: Path,
    *,
    options: BuildOptions | None = None,
    seen: Callable[[Found], None] | None = None,
) -> BuildReport:
    """Build into the store in *folder*, which is made if it is not there; return the report.

    Raises:
        ReadError: If an input names nothing that can be read.
        StoreError: If the folder holds something else, or another program writes to the store.
    """
    with Graph.create(folder) as graph:
        return build(inputs, graph, options=options, seen=seen)[1]


def extract(
    inputs: str | Path | Sequence[str | Path],
    *,
    options: BuildOptions | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[ResolvedDocument | ReadError]:
    """Yield what each document of the *inputs* says, or the error that it gave, in their order.

    Raises:
        ReadError: At once, if an input names nothing that can be read.
    """
    chosen = BuildOptions() if options is None else options
    found = _resolved(read_documents(_names(inputs), stdin=stdin), lambda _: False, chosen)
    return (item for item in found if not isinstance(item, Document))


def _names(inputs: str | Path | Sequence[str | Path]) -> list[str]:
    """Return the inputs as text; a single one may stand alone."""
    if isinstance(inputs, str) or not hasattr(inputs, "__iter__"):
        return [str(inputs)]
    return [str(name) for name in inputs]


def _known(graph: Graph, options: BuildOptions) -> Callable[[Document], bool]:
    """Return a function that tells whether *graph* holds a document as it would be built now."""
    held = {d.iri: d for d in graph.documents()}
    reader = options.reader()

    def known(document: Document) -> bool:
        stated = held.get(document_iri(document.id, base=options.base).value)
        return (
            stated is not None
            and (stated.sha256, stated.extractors) == (document.sha256, (reader,))
            and (stated.title, stated.date) == (document.title, document.date)
            and (stated.source, stated.url) == (document.source, document.url)
        )

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
                yield _above(_read_out(document, options.extractor, 0), options.min_confidence)
        return
    yield from _side_by_side(documents, known, options)


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
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        for document in documents:
            if isinstance(document, ReadError) or known(document):
                waiting.append(document)
            else:
                waiting.append(pool.submit(_read_out, document, options.extractor, 1))
            while len(waiting) > IN_FLIGHT * options.workers:
                yield next_found()
        while waiting:
            yield next_found()


def _read_out(document: Document, extractor: str, threads: int) -> ResolvedDocument:
    """Extract and resolve; runs in the workers, each of which keeps its extractor."""
    return resolve(_extractor(extractor, threads).extract(document))


@cache
def _extractor(name: str, threads: int) -> Extractor:
    return get_extractor(name, threads=threads)


def _above(resolved: ResolvedDocument, min_confidence: float) -> ResolvedDocument:
    """Return *resolved* without the claims below *min_confidence*."""
    extraction = resolved.extraction
    kept = tuple(c for c in extraction.claims if c.confidence >= min_confidence)
    return replace(resolved, extraction=replace(extraction, claims=kept))


def _write(resolved: ResolvedDocument, graph: Graph, options: BuildOptions) -> None:
    iri = document_iri(resolved.extraction.document.id, base=options.base)
    quads = encode(resolved, base=options.base, extractor=options.reader())
    graph.replace_document(iri.value, quads)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
