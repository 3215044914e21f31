"""Memory does not grow with the number of documents: what is kept of each has a bound."""

from __future__ import annotations

import gc
import importlib
import inspect
import pkgutil
import tracemalloc
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

import graphkit
from graphkit.graph import DEFAULT_BASE, Graph
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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEEN_BY_DOCUMENTS = ("read", "extract", "qualify", "resolve", "graph")
FEW = {
    "graphkit.extract.get_version",  # the names of extractors
}
"""Caches without a bound whose keys do not come from texts."""

BEFORE, AFTER = 100, 300
MOST_BYTES = 20  # of Python's for each document: 4 as measured


def resolved(number: int) -> ResolvedDocument:
    """Return a document with one claim, its words its own."""
    words = [sha256(f"{number} {place}".encode()).hexdigest()[:6] for place in range(6)]
    first, last, name = f"A{words[0]}", f"K{words[1]}", f"{number:06d}"
    text = f"{first} {words[2]} supplies {words[3]} {words[4]} to {last} {words[5]}."
    ends = [
        Mention(Span(text.index(word), text.index(word) + len(word)), "Company", 0, 0.9)
        for word in (first, last)
    ]
    entities = tuple(
        Entity(f"company/{word.lower()}", "Company", word, (word,), (mention,))
        for word, mention in zip((first, last), ends, strict=True)
    )
    evidence = Evidence(name, Span(0, len(text)), "test 1")
    claim = Claim(ends[0], "suppliesTo", ends[1], "current", 0.9, evidence)
    document = Document(name, text, (Span(0, len(text)),))
    return ResolvedDocument(Extraction(document, tuple(ends), (), (claim,)), entities)


def unbounded(part: str) -> Iterator[str]:
    """Yield the names of the caches of a part of graphkit that keep an answer for each question."""
    package = importlib.import_module(f"graphkit.{part}")
    inside = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    for module in [package, *(importlib.import_module(found.name) for found in inside)]:
        for name, value in vars(module).items():
            if (
                hasattr(value, "cache_parameters")
                and value.__module__ == module.__name__
                and value.cache_parameters()["maxsize"] is None
                and inspect.signature(value).parameters
            ):
                yield f"{module.__name__}.{name}"


@pytest.mark.parametrize("part", SEEN_BY_DOCUMENTS)
def test_every_cache_of_texts_has_a_bound(part: str) -> None:
    assert part in {found.name for found in pkgutil.iter_modules(graphkit.__path__)}
    assert set(unbounded(part)) <= FEW


def test_what_writes_documents_keeps_nothing_of_them(tmp_path: Path) -> None:
    with Graph.create(tmp_path / "store") as graph:
        recorder = Recorder(graph.store, ["news"], "test 1", base=DEFAULT_BASE)
        writer = Writer(graph, reader="test 1", base=DEFAULT_BASE, recorder=recorder, prunes=False)
        tracemalloc.start()
        try:
            taken = []
            for number in range(AFTER):
                writer.write(resolved(number), {})
                if number in {BEFORE - 1, AFTER - 1}:
                    gc.collect()
                    taken.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
        assert taken[1] - taken[0] < MOST_BYTES * (AFTER - BEFORE)
        writer.finish(prunes=False)
