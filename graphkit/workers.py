"""Reads documents out, in this process or side by side in several, with the same result.

What that needs is loaded with the first document that has to be read.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from graphkit.errors import ReadError, WorkerError
from graphkit.extract import get_extractor
from graphkit.model import Document, ResolvedDocument
from graphkit.read.content import with_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from graphkit.building import BuildOptions
    from graphkit.extract import Extractor

IN_FLIGHT = 4
"""Documents that wait for each worker: enough to keep it busy, few enough to keep in memory."""

Found = ResolvedDocument | Document | ReadError
"""A document that was resolved, or left since the graph holds it, or an input with an error."""


def resolved(
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
                yield above(read_out(document, options), options.min_confidence)
        return
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - slow to import

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
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415 - slow to import
    from multiprocessing import get_context  # noqa: PLC0415

    waiting: deque[Future[ResolvedDocument] | Document | ReadError] = deque()

    def next_found() -> Found:
        found = waiting.popleft()
        return above(found.result(), options.min_confidence) if isinstance(found, Future) else found

    # spawned, not forked: the network's runtime has threads, which a fork would lose
    pool = ProcessPoolExecutor(options.workers, mp_context=get_context("spawn"))
    try:
        for document in documents:
            if isinstance(document, ReadError) or known(document):
                waiting.append(document)
            else:
                waiting.append(pool.submit(read_out, document, options))
            while len(waiting) > IN_FLIGHT * options.workers:
                yield next_found()
        while waiting:
            yield next_found()
    finally:
        pool.shutdown(cancel_futures=True)


def read_out(document: Document, options: BuildOptions) -> ResolvedDocument:
    """Cut into sentences, extract, qualify and resolve; each worker keeps its extractor."""
    from graphkit.qualify import qualify  # noqa: PLC0415 - see the module's docstring
    from graphkit.resolve.known.register import with_users  # noqa: PLC0415
    from graphkit.resolve.within import resolve  # noqa: PLC0415

    found = qualify(_extractor(options.extractor).extract(with_sentences(document)))
    register = None if options.register is None else with_users(options.register)
    return resolve(found, register=register)


@cache
def _extractor(name: str) -> Extractor:
    return get_extractor(name)


def above(resolved: ResolvedDocument, min_confidence: float) -> ResolvedDocument:
    """Return *resolved* without the claims below *min_confidence*."""
    extraction = resolved.extraction
    kept = tuple(c for c in extraction.claims if c.confidence >= min_confidence)
    return replace(resolved, extraction=replace(extraction, claims=kept))
