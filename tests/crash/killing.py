"""Documents to build, programs that are killed at a chosen moment, and what must hold then."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from graphkit.graph import DEFAULT_BASE, Graph
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF, copies_graph, fingerprints_graph
from graphkit.graph.history import BUILD, INFORMED_BY, MEMBER, NUMBER, read_builds, record_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Moment = Callable[[int], bool]
    """Tells of the process with that number whether it is time; asked again and again."""

GRAPHKIT = (sys.executable, "-m", "graphkit")
MADE_WITH = 2_000  # bytes of a table that is made with the store, and is smaller than all others
LONGEST = 120.0  # seconds; no program here takes a tenth of it

_FIRST = ("Alder", "Birken", "Corv", "Dunmar", "Elst", "Fenwick", "Garn", "Hald", "Isen", "Jor")
_LAST = ("moor Metals", "ane Minerals", "rel Cells", "ik Chemicals", "ton Motors", "berg Glass")
_GOODS = ("nickel sulphate", "graphite", "battery cells", "float glass", "copper foil")


def write_documents(folder: Path, count: int) -> list[str]:
    """Write *count* short texts; return their ids. Every tenth is a copy of the one before it."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(count)  # noqa: S311 - the same texts each time
    text = ""
    names = [f"{number:04d}.txt" for number in range(count)]
    for number, name in enumerate(names):
        if number % 10 == 9:
            text = f"OSLO - {text}"
        else:
            seller, buyer = (f"{chance.choice(_FIRST)}{chance.choice(_LAST)}" for _ in range(2))
            good = chance.choice(_GOODS)
            text = (
                f"{seller} supplies {good} of grade {number} to {buyer} from its plant number "
                f"{chance.randrange(10**6)} under order {chance.randrange(10**6)}."
            )
        (folder / name).write_text(text, encoding="utf-8")
    return names


def killed_at(moment: Moment, *arguments: str | Path, cwd: Path) -> int | None:
    """Run the program, and kill it with all that it started when *moment* comes.

    Returns:
        Its exit code; None if it was killed.
    """
    log = cwd / "stderr.txt"
    with log.open("wb") as errors:
        running = subprocess.Popen(
            [*GRAPHKIT, *map(str, arguments)],
            cwd=cwd,
            stdout=errors,
            stderr=errors,
            start_new_session=True,
        )
    end = time.monotonic() + LONGEST
    try:
        while running.poll() is None and not moment(running.pid):
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.0005)
    finally:
        ended = running.poll()
        if ended is None:
            os.killpg(running.pid, signal.SIGKILL)
            ended = running.wait()
    return None if ended == -signal.SIGKILL else ended


def run(*arguments: str | Path, cwd: Path) -> str:
    """Run the program to its end, which must be a good one; return what it said."""
    ended = killed_at(lambda _: False, *arguments, cwd=cwd)
    said = (cwd / "stderr.txt").read_text()
    assert ended == 0, said
    return said


def after(seconds: float) -> Moment:
    """Return the moment that comes so many *seconds* from when it is first asked for."""
    end: list[float] = []

    def come(_: int) -> bool:
        end[:] = end if end else [time.monotonic() + seconds]
        return time.monotonic() >= end[0]

    return come


def then(*moments: Moment) -> Moment:
    """Return the moment that comes when each of *moments* has come, one after the other."""
    left = list(moments)

    def come(pid: int) -> bool:
        while left and left[0](pid):
            left.pop(0)
        return not left

    return come


def opened(store: Path) -> Moment:
    """Return the moment at which the program opens the store to write: RocksDB begins a diary."""
    old = _inode(store / "LOG")
    return lambda _: _inode(store / "LOG") not in {old, -1}


def wrote(size: int) -> Moment:
    """Return the moment at which the program has written *size* bytes more to any file."""
    start: list[int] = []

    def come(pid: int) -> bool:
        try:
            told = Path(f"/proc/{pid}/io").read_text()
        except (FileNotFoundError, ProcessLookupError, PermissionError):  # it has just ended
            return False
        done = int(told.partition("wchar: ")[2].partition("\n")[0])
        start[:] = start if start else [done]
        return done - start[0] >= size

    return come


def closing(store: Path) -> Moment:
    """Return the moment at which a new store of a few documents begins to be written out."""
    return lambda _: any(_size(table) > MADE_WITH for table in store.glob("*.sst"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return -1


def n_quads(quads: Iterable[Quad]) -> bytes:
    """Return *quads* as sorted N-Quads."""
    buffer = BytesIO()
    serialize(quads, buffer, RdfFormat.N_QUADS)
    return b"".join(sorted(buffer.getvalue().splitlines(keepends=True)))


class Undisturbed:
    """What a build from its beginning to its end has put into a store, graph by graph."""

    def __init__(self, store: Path, names: Sequence[str]) -> None:
        """Take what is in *store*; *names* are the documents' ids in the order of the build."""
        self.order = [NamedNode(f"{DEFAULT_BASE}document/{name}") for name in names]
        self.graphs = _by_graph(Graph.open(store))
        self.copies = self.graphs.pop(copies_graph(DEFAULT_BASE), set())
        self.prints = self.graphs.pop(fingerprints_graph(DEFAULT_BASE), set())
        marks = {quad.subject: quad.object for quad in self.copies}
        self.groups = {iri: marks.get(iri, iri) for iri in self.order}

    def check(self, store: Path) -> int:
        """Check the whole store; return how many documents it holds."""
        graph = Graph.open(store)
        found = _by_graph(graph)
        records = record_graphs(graph.store)
        held = [iri for iri in self.order if iri in found]
        assert held == self.order[: len(held)], "complete up to some document"
        for iri in held:
            assert found[iri] == self.graphs[iri], f"{iri} is not what it should be"
        claims = Counter(
            quad.subject for quad in graph if (quad.predicate, quad.object) == (v.RDF_TYPE, v.CLAIM)
        )
        assert set(claims.values()) <= {1}, "a claim is doubled"
        prints = found.pop(fingerprints_graph(DEFAULT_BASE), set())
        assert _told(prints, held) == _told(self.prints, held) == _told(prints, self.order)
        assert found.pop(copies_graph(DEFAULT_BASE), set()) == self._marks(held)
        assert found.keys() - records == set(held)
        self._check_log(graph, held)
        return len(held)

    def _marks(self, held: Sequence[NamedNode]) -> set[Quad]:
        """Return the marks of copies among the documents *held*: those before have ids before."""
        firsts: dict[object, NamedNode] = {}
        marks = set()
        for iri in held:
            first = firsts.setdefault(self.groups[iri], iri)
            if first != iri:
                marks.add(Quad(iri, COPY_OF, first, copies_graph(DEFAULT_BASE)))
        return marks

    def _check_log(self, graph: Graph, held: Sequence[NamedNode]) -> None:
        """Check that each document was added once, by builds that follow one another."""
        builds = read_builds(graph.store)
        added = Counter(name for build in builds for name in build.added)
        assert added == Counter(iri.value.rpartition("/")[2] for iri in held)
        assert not any(build.changed + build.dropped for build in builds)
        assert [build.number for build in builds] == list(range(1, len(builds) + 1))
        for before, build in pairwise(builds):
            told = Quad(
                NamedNode(build.iri), INFORMED_BY, NamedNode(before.iri), NamedNode(build.iri)
            )
            assert told in graph.store
        assert all(build.time and build.reader and build.inputs for build in builds)
        brought = [quad.object for quad in graph.store.quads_for_pattern(None, MEMBER, None)]
        assert sorted(brought, key=str) == sorted(held, key=str)


def without_builds(store: Path) -> bytes:
    """Return all that is in a store but the graphs of its builds, as sorted N-Quads."""
    graph = Graph.open(store)
    builds = {quad.subject for quad in graph.store.quads_for_pattern(None, v.RDF_TYPE, BUILD)}
    assert len(builds) == len(list(graph.store.quads_for_pattern(None, NUMBER, None)))
    return n_quads(quad for quad in graph if quad.graph_name not in builds)


def _told(quads: set[Quad], about: Sequence[NamedNode]) -> set[Quad]:
    wanted = set(about)
    return {quad for quad in quads if quad.subject in wanted}


def _by_graph(graph: Graph) -> dict[object, set[Quad]]:
    found: Mapping[object, set[Quad]] = defaultdict(set)
    for quad in graph:
        found[quad.graph_name].add(quad)
    return dict(found)
