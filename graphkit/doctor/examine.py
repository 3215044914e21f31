"""Chooses the checks: those of the installation, or of what stands at a path or an address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.doctor.finding import Finding, guarded, megabytes, ok

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from graphkit.graph import Graph

_DAMAGED = "put the store's backup back or build it again"


def examine_installation() -> Iterator[Finding]:
    """Yield what is found out about graphkit on this machine, check by check.

    >>> next(iter(examine_installation())).check
    'Python'
    """
    from graphkit.doctor.installation import installation  # noqa: PLC0415 - see the checks

    yield from installation()


def examine(path: str | Path) -> Iterator[Finding]:
    """Yield what is found out about a store's folder, a graph file, or a server's address.

    Nothing is changed, and a store that another program writes to may be examined. Takes some
    minutes for a million claims; only the names of the graphs are held in memory.

    >>> [finding.state for finding in examine("nowhere/chain")]
    ['wrong']
    """
    from graphkit.graph.remote_address import address_of  # noqa: PLC0415

    if address_of(path) is not None:
        yield from guarded("server", lambda: _server(path), "check the address")
    elif os.path.isdir(path):  # noqa: PTH112 - Path raises on names that no file can have
        yield from _folder(Path(path))
    else:
        yield from _file(Path(path))


def examine_stream(stream: BinaryIO, name: str = "standard input") -> Iterator[Finding]:
    """Yield what is found out about the graph that *stream* holds, in Turtle, TriG or N-Quads."""

    def inside() -> Iterator[Finding]:
        from graphkit.doctor.contents import contents  # noqa: PLC0415
        from graphkit.graph import Graph  # noqa: PLC0415 - what it needs may be missing

        with Graph.read(stream, name) as graph:
            yield ok("file", "it can be read")
            yield from contents(graph, keeps_graphs=False)

    yield from guarded("file", inside, "correct it or build it again")


def _server(path: str | Path) -> Iterator[Finding]:
    from graphkit.doctor.contents import contents  # noqa: PLC0415

    with _opened(path) as graph:
        yield ok("server", "it answers SPARQL")
        yield from contents(graph, keeps_graphs=True)


def _folder(path: Path) -> Iterator[Finding]:
    from graphkit.doctor.contents import contents  # noqa: PLC0415
    from graphkit.doctor.decided import decided  # noqa: PLC0415
    from graphkit.doctor.folder import folder  # noqa: PLC0415

    sound = True
    for finding in guarded("folder", lambda: folder(path), _DAMAGED):
        sound = sound and not (finding.state == "wrong" and finding.check in {"store", "opening"})
        yield finding
    if not sound:
        return

    def inside() -> Iterator[Finding]:
        with _opened(path) as graph:
            yield from contents(graph, keeps_graphs=True)
            yield from decided(graph, path)

    yield from guarded("contents", inside, _DAMAGED)


def _file(path: Path) -> Iterator[Finding]:
    from graphkit.doctor.contents import contents  # noqa: PLC0415
    from graphkit.doctor.decided import decided  # noqa: PLC0415

    def inside() -> Iterator[Finding]:
        with _opened(path) as graph:
            yield ok("file", f"it can be read, {megabytes(path.stat().st_size)}")
            yield from contents(graph, keeps_graphs=False)
            yield from decided(graph, path)

    yield from guarded("file", inside, "correct the file or build it again")


def _opened(path: str | Path) -> Graph:
    from graphkit.graph import Graph  # noqa: PLC0415 - what it needs may be missing

    return Graph.open(path)
