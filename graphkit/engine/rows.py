"""What becomes of the documents of a shard: rows of a table that a loader understands.

Runs on the workers; knows nothing of Daft. One document that fails costs its row only.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, serialize

from graphkit.engine.shards import open_lines, read_shard
from graphkit.errors import GraphkitError, ReadError, WorkerError
from graphkit.graph import document_iri, document_quads, encode
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import fingerprint
from graphkit.graph.entities import text_of
from graphkit.read import in_english
from graphkit.read.sources import shown
from graphkit.resolve import merged_claims
from graphkit.workers import above, read_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from graphkit.building import BuildOptions
    from graphkit.engine.shards import Line, Shard
    from graphkit.model import Document

Row = dict[str, object]

NEW: Final = "new"
KNOWN: Final = "known"
ERROR: Final = "error"
END: Final = "end"
"""The kind of the last row of a shard, which has the hash and the number of its lines."""

_EMPTY: Final = (
    *("id", "where", "reason", "way_out", "body", "seal", "sha256", "digest", "name", "date"),
    *("bands", "mentions", "claims", "entities"),
)
_DIGEST_BYTES: Final = 12  # of a million documents, two share one with a chance of 1 in 10^17
_SEALING: Final = frozenset({v.RDF_TYPE, v.SHA256, v.EXTRACTOR})


@dataclass(frozen=True, slots=True)
class Reading:
    """How the documents of shards are read.

    ``reader`` is who reads; ``known`` are the digests of the documents that the store holds.
    """

    options: BuildOptions
    reader: str
    known: frozenset[bytes] = frozenset()

    def check(self) -> None:
        """Refuse a worker that would read otherwise than the program that asks it.

        Raises:
            WorkerError: It has another version of graphkit, or another register.
        """
        own = self.options.reader()
        if own != self.reader:
            message = (
                f"a worker reads as {own!r} and not as {self.reader!r}; install the same version "
                "of graphkit on all machines, and put the register where all find it"
            )
            raise WorkerError(message)


def digest_of(quads: Iterable[Quad]) -> bytes:
    """Return the digest of what is said of a document itself, by which it is known."""
    lines = "\n".join(sorted(map(str, quads)))
    return sha256(lines.encode()).digest()[:_DIGEST_BYTES]


def rows_of(shard: Shard, reading: Reading) -> Iterator[Row]:
    """Yield a row for each document of *shard*, and one for its end."""
    try:
        lines = open_lines(shard)
    except ReadError as error:
        yield _row(0, ERROR, **_told(error), where=error.where)
        yield _row(0, END)
        return
    for line in read_shard(shard, lines):
        yield _row_of(line, shard, reading)
    yield _row(lines.count, END, id=lines.sha256)
    lines.close()


def _row_of(line: Line, shard: Shard, reading: Reading) -> Row:
    found = line.result
    if isinstance(found, ReadError):
        where = found.where if shard.kind == "page table" else None
        return _row(line.number, ERROR, **_told(found), where=where)
    checked = found if reading.options.any_language else in_english(found)
    if isinstance(checked, ReadError):
        return _row(line.number, ERROR, **_told(checked), where=checked.where, id=found.id)
    stated = document_quads(found, base=reading.options.base, extractor=reading.reader)
    digest = digest_of(stated)
    if digest in reading.known:
        return _row(line.number, KNOWN, id=found.id)
    try:
        return {**_read(line.number, found, reading), "digest": digest.hex()}
    except Exception as error:  # noqa: BLE001 - one document must not end a job of a million
        kind = "" if isinstance(error, GraphkitError) else f"{type(error).__name__}: "
        reason = f"it cannot be read out ({kind}{' '.join(str(error).split())[:300]})"
        failed = ReadError(shown(found.id), reason, "leave it out, and report it")
        return _row(line.number, ERROR, **_told(failed), where=failed.where, id=found.id)


def _read(number: int, document: Document, reading: Reading) -> Row:
    """Return the row of a document that was read out.

    What marks a document as done, the seal, stands apart from the rest of its graph.
    """
    options = reading.options
    resolved = above(read_out(document, options), options.min_confidence)
    quads = tuple(encode(resolved, base=options.base, extractor=reading.reader))
    iri = document_iri(document.id, base=options.base)
    told = {quad.predicate: text_of(quad.object) for quad in quads if quad.subject == iri}
    return _row(
        number,
        NEW,
        id=document.id,
        body=_written(quad for quad in quads if not _seals(quad, iri)),
        seal=_written(quad for quad in quads if _seals(quad, iri)),
        sha256=document.sha256,
        name=told[v.IDENTIFIER],
        date=told.get(v.ISSUED),
        bands=list(fingerprint(document.text)),
        mentions=len(resolved.extraction.mentions),
        claims=len(merged_claims(resolved)),
        entities=sorted({entity.key for entity in resolved.entities}),
    )


def _seals(quad: Quad, iri: object) -> bool:
    return quad.subject == iri and quad.predicate in _SEALING


def _written(quads: Iterable[Quad]) -> str:
    lines = BytesIO()
    serialize(sorted(quads, key=str), lines, RdfFormat.N_QUADS)
    return lines.getvalue().decode()


def _told(error: ReadError) -> Row:
    return {"reason": error.reason, "way_out": error.way_out}


def _row(line: int, kind: str, **rest: object) -> Row:
    empty: Row = dict.fromkeys(_EMPTY)
    empty.update(bands=[], entities=[], mentions=0, claims=0)
    return {"line": line, "kind": kind, **empty, **rest}
