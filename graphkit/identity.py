"""Who is who in a store: what is sure, what a person has to say, and bringing the store to it.

Nothing is merged but by a line in the file of decisions: what graphkit is sure of is written there
too, as ``auto``, so that everything that was merged can be read, changed and taken back.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from graphkit.errors import OptionError, StoreError
from graphkit.graph import (
    SUFFIXES,
    Graph,
    apply,
    check_target,
    format_of,
    read_records,
    sentences_about,
    write_graph,
)
from graphkit.graph import vocabulary as v
from graphkit.graph.remote_address import address_of
from graphkit.resolve.decision_lines import Choice
from graphkit.resolve.decisions import read_decisions, write_decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.graph import Quote
    from graphkit.resolve.across.propose import Pair
    from graphkit.resolve.across.records import Record

_WITH_GRAPHS: Final = (".trig", ".nq", ".jsonld")

QUOTES: Final = 3
"""Sentences that are shown of each thing."""


@dataclass(frozen=True, slots=True)
class Side:
    """One thing of a doubtful pair, with sentences that speak of it."""

    record: Record
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two things that may be one: a person has to say."""

    pair: Pair
    first: Side
    second: Side


class Identity:
    """Who is who in one graph, and the file that keeps what was decided of it.

    The graph must have named graphs of documents, as stores and ``.trig`` and ``.nq`` files have.
    """

    def __init__(self, graph: Graph, decisions: Path) -> None:
        """Take the *graph* and the file of *decisions*, which need not be there yet.

        Raises:
            DecisionError: The file cannot be read or contradicts itself.
            StoreError: The graph holds no documents, or not each in a graph of its own.
        """
        self.graph, self.path = graph, decisions
        self.decisions = read_decisions(decisions)
        self.base = _base_of(graph)
        self.records = {record.key: record for record in self._read()}

    def _read(self) -> tuple[Record, ...]:
        return read_records(self.graph.store, base=self.base)

    def settle(self) -> int:
        """Write down what is sure, and return how many lines that made.

        Raises:
            WriteError: The file cannot be written.
        """
        sure = [pair for pair in self.pairs() if pair.verdict == "same"]
        self._decide(Choice("auto", p.first, p.second, self._note(p)) for p in sure)
        return len(sure)

    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs that are not decided, the likeliest first."""
        from graphkit.resolve.across.propose import propose  # noqa: PLC0415 - loads numpy

        return propose(self.records.values(), self.decisions)

    def doubts(self) -> Iterator[Doubt]:
        """Yield what a person has to say, the likeliest first; what is answered meanwhile is not.

        A pair that was answered with unknown is no longer asked.
        """
        for pair in self.doubtful():
            if self.decisions.verdict(pair.first, pair.second) is None:
                yield self.doubt(pair)

    def doubtful(self) -> tuple[Pair, ...]:
        """Return the pairs that a person has to decide, the likeliest first."""
        return tuple(pair for pair in self.pairs() if pair.verdict != "same")

    def doubt(self, pair: Pair) -> Doubt:
        """Return *pair* with what helps a person to decide it."""
        return Doubt(pair, self._side(pair.first), self._side(pair.second))

    def decide(self, verdict: str, first: str, second: str) -> None:
        """Write a decision on two keys down, at once.

        Raises:
            DecisionError: Other decisions contradict it.
            OptionError: The two keys are one.
            WriteError: The file cannot be written; nothing was decided then.
        """
        if first == second:
            message = f"both are {first}; name two things"
            raise OptionError(message)
        names = " | ".join(self._name(key) for key in sorted((first, second)))
        self._decide([Choice(verdict, first, second, names)])

    def key(self, name: str) -> str:
        """Return the key of the one thing called *name*, which may be a key itself.

        Raises:
            OptionError: Nothing, or more than one thing, is called so.
        """
        if name in self.records:
            return name
        folded = name.casefold()
        found = [
            key
            for key, record in self.records.items()
            if folded in {each.casefold() for each in record.names}
        ]
        if len(found) == 1:
            return found[0]
        if found:
            message = f"{name!r} is the name of {', '.join(sorted(found))}; give one of these keys"
        else:
            message = f"nothing in the graph is called {name!r}; `--list` shows names and keys"
        raise OptionError(message)

    def apply(self) -> int:
        """Bring the graph to the decisions; return how many documents' graphs that changed.

        Raises:
            StoreError: The graph cannot be changed.
        """
        return apply(self.graph, self.decisions.replaced(), base=self.base)

    def _decide(self, choices: Iterable[Choice]) -> None:
        decided = self.decisions.decide_all(choices)
        if decided != self.decisions:
            write_decisions(self.path, decided)
            self.decisions = decided

    def _side(self, key: str) -> Side:
        quotes = sentences_about(self.graph.store, key, base=self.base, limit=QUOTES)
        return Side(self.records[key], quotes)

    def _name(self, key: str) -> str:
        return self.records[key].names[0] if key in self.records else key

    def _note(self, pair: Pair) -> str:
        names = " | ".join((self._name(pair.first), self._name(pair.second)))
        return f"{names}: {'; '.join(pair.reasons)}"


def _base_of(graph: Graph) -> str:
    """Return the IRI below which the things of *graph* have theirs."""
    documents = graph.documents()
    if not documents:
        message = "the graph holds no documents; build it with `graphkit build`"
        raise StoreError(message)
    tail = f"document/{quote(documents[0].id, safe='/', errors='surrogatepass')}"
    iri = documents[0].iri
    if not iri.endswith(tail):
        message = f"{iri} is no IRI that `graphkit build` gives a document; build the graph again"
        raise StoreError(message)
    for document in documents:
        name = NamedNode(document.iri)
        if Quad(name, v.RDF_TYPE, v.DOCUMENT, name) not in graph.store:
            way_out = "build it into a store or a .trig file, which keep one for each document"
            message = f"{document.iri} does not stand in a graph of its own; {way_out}"
            raise StoreError(message)
    return iri.removesuffix(tail)


@contextmanager
def resolving(
    store: Path, decisions: Path | None = None, *, writes: bool = True
) -> Iterator[Identity]:
    """Open a store's folder or a graph file, and yield who is who in it; a file is written back.

    Args:
        store: The folder, or a file whose format keeps a graph for each document.
        decisions: The file of decisions; None stands for that of `decisions_beside`.
        writes: Whether the graph is to be changed.

    Raises:
        DecisionError: The file of decisions cannot be read or contradicts itself.
        StoreError: The graph does not open, or holds no documents.
        WriteError: The file cannot be written.
    """
    path = decisions_beside(store) if decisions is None else decisions
    # os.path answers False for names that no file can have, where Path raises
    if not os.path.exists(store):  # noqa: PTH110
        message = f"{store}: there is no such graph; build it with `graphkit build`"
        raise StoreError(message)
    if os.path.isdir(store):  # noqa: PTH112
        Graph.open(store).close()  # refuses a folder without a store, where create makes one
        with Graph.create(store) if writes else Graph.open(store) as graph:
            yield Identity(graph, path)
        return
    if store.suffix.lower() not in _WITH_GRAPHS:
        kinds = " or ".join(_WITH_GRAPHS)
        message = (
            f"{store}: it keeps no graph for each document; give a store's folder or a {kinds}"
        )
        raise StoreError(message)
    if writes:
        check_target(store)  # before the questions, not after them
    with Graph.open(store) as graph:
        identity = Identity(graph, path)
        yield identity
        if writes:
            write_graph(graph, store, format_of(store), base=identity.base)


def decisions_beside(store: Path) -> Path:
    """Return the file that keeps the decisions on *store* where no other is named.

    It is beside the store itself, whatever link or folder that is called from.

    >>> from pathlib import Path
    >>> decisions_beside(Path("news/chain")).name, decisions_beside(Path("chain.trig")).name
    ('chain.decisions', 'chain.decisions')
    """
    place = _place_of(store)
    return place.parent / f"{place.stem if place.suffix in SUFFIXES else place.name}.decisions"


def _place_of(store: Path) -> Path:
    """Return where *store* really is, if its name does not say so: a link, or a dot."""
    if address_of(store) is not None:
        return store
    try:
        parent, real = (os.path.realpath(each) for each in (store.parent, store))
    except ValueError:  # a NUL in the name
        return store
    # a path that needs no other stays as it was given, for messages
    return store if real == os.path.join(parent, store.name) else Path(real)  # noqa: PTH118


def decisions_for(target: Path, named: Path | None) -> Path | None:
    """Return the file of decisions for a build into *target*: *named*, else that beside it.

    None if there is none beside it.

    Raises:
        OptionError: *named* does not exist.
    """
    if named is None:
        beside = decisions_beside(target)
        return beside if os.path.isfile(beside) else None  # noqa: PTH113 - Path raises on bad names
    if not os.path.isfile(named):  # noqa: PTH113
        message = f"{named}: there is no such file of decisions; `graphkit resolve` makes one"
        raise OptionError(message)
    return named
