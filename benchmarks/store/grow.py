"""Times a document that is added to a store of a thousand claims and to one of a million.

``python benchmarks/store/grow.py FOLDER [CLAIMS …]`` makes a store of each size in FOLDER, of
documents with 20 claims, and adds 20 documents to each, one by one, with all that a build does but
for reading them out: claims, fingerprint, copies and log. Then a folder of 300 texts is built of
which 3 are new.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from graphkit.graph import DEFAULT_BASE, Graph, encode
from graphkit.graph.copies import fingerprint, fingerprints_graph
from graphkit.graph.growing import Writer
from graphkit.graph.history import Recorder
from graphkit.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    ResolvedDocument,
    Span,
)
from graphkit.pipeline import build_store

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIMS = 20
ADDED = 20
SIZES = (1_000, 1_000_000)


class Stream(io.RawIOBase):
    """A file of what an iterator yields, never whole in memory."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        """Read from *parts*."""
        self._parts, self._rest = parts, b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill *buffer*; return how far."""
        if not self._rest:
            self._rest = next(self._parts, b"")
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def resolved(name: str) -> ResolvedDocument:
    """Return a document of 20 claims, its words its own."""
    sentences = [f"Firm{i} supplies Buyer{i} with part {name}x{i}." for i in range(CLAIMS)]
    text = " ".join(sentences)
    claims, mentions, entities = [], [], []
    for i, sentence in enumerate(sentences):
        start = text.index(sentence)
        ends = []
        for word in (f"Firm{i}", f"Buyer{i}"):
            at = start + sentence.index(word)
            mention = Mention(Span(at, at + len(word)), "Company", i, 0.9)
            ends.append(mention)
            entity = Entity(f"company/{word.lower()}-{name}", "Company", word, (word,), (mention,))
            entities.append(entity)
        mentions += ends
        evidence = Evidence(name, Span(start, start + len(sentence)), "bench 1")
        claims.append(Claim(ends[0], "suppliesTo", ends[1], "current", 0.9, evidence))
    document = Document(name, text, ())
    return ResolvedDocument(
        Extraction(document, tuple(mentions), (), tuple(claims)), tuple(entities)
    )


def written(count: int) -> Iterator[bytes]:
    """Yield the N-Quads of *count* documents: the first one's, under other names."""
    name = "D0000000"
    template = io.BytesIO()
    serialize(encode(resolved(name), extractor="bench 1"), template, RdfFormat.N_QUADS)
    text = template.getvalue().replace(b"claim/", b"claim/D0000000").decode()
    prints = fingerprints_graph(DEFAULT_BASE)
    line = '<{0}document/{1}> <https://w3id.org/graphkit/ns#fingerprint> "{2}" {3} .\n'
    for i in range(count):
        new = f"D{i:07d}"
        bands = fingerprint(" ".join(f"{new}x{n}" for n in range(9)))
        lines = "".join(line.format(DEFAULT_BASE, new, band, prints) for band in bands)
        yield (text.replace(name, new).replace(name.lower(), new.lower()) + lines).encode()


def time_of(folder: Path, claims: int) -> float:
    """Return the median milliseconds that a document takes."""
    store = folder / str(claims)
    if not store.exists():
        with Graph.create(store) as graph:
            graph.store.bulk_load(
                io.BufferedReader(Stream(written(claims // CLAIMS))), RdfFormat.N_QUADS
            )
            graph.store.flush()
    times = []
    with Graph.create(store) as graph:
        for i in range(ADDED):
            found = resolved(f"N{time.time_ns()}{i}")
            begin = time.perf_counter()
            recorder = Recorder(graph.store, ["bench"], "bench 1", base=DEFAULT_BASE)
            writer = Writer(graph, reader="bench 1", base=DEFAULT_BASE, recorder=recorder)
            writer.write(found, {})
            writer.finish(prunes=False)
            times.append(time.perf_counter() - begin)
    return median(times) * 1000


def grown(folder: Path) -> tuple[float, float, float]:
    """Return the seconds of a build of 300 texts, of one with 3 new, and of one without any."""
    news = folder / "news"
    news.mkdir(exist_ok=True)

    def write(first: int, last: int) -> None:
        for i in range(first, last):
            lines = [
                f"Aldermoor {i} Ltd. supplies nickel sulphate of grade {i * n} to Kestrel {i} AG."
                for n in range(9)
            ]
            (news / f"{i}.txt").write_text(" ".join(lines))

    times = []
    for first, last in ((0, 297), (297, 300), (300, 300)):
        write(first, last)
        begin = time.perf_counter()
        build_store(news, folder / "grown")
        times.append(time.perf_counter() - begin)
    return times[0], times[1], times[2]


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    whole, part, none = grown(folder)
    print(f"297 texts {whole:.2f} s; 3 new of 300 {part:.2f} s; none new {none:.2f} s")
    for claims in map(int, sys.argv[2:]) if sys.argv[2:] else SIZES:
        milliseconds = time_of(folder, claims)
        print(f"{claims:>9,} claims: a document is added in {milliseconds:.1f} ms")


if __name__ == "__main__":
    main()
