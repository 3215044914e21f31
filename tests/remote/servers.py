"""Servers on loopback that a test may kill, stop, and start again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.graph.history import without_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from remote.virtuoso import Virtuoso

START_SECONDS = 60  # a shared machine may be slow
CAP = 10_000  # rows: what Virtuoso ships with

INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
StopCompilerWhenXOverRunTime = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = {cap}
"""


@dataclass
class Server:
    """A server; ``isql`` is the command that changes who may do what there, if it has one."""

    command: Sequence[str]
    address: str
    probe: str
    folder: Path
    libraries: str = ""
    isql: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self._environment(), stdout=log, stderr=log
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            if answers(self.probe):
                return
            time.sleep(0.02)
        pytest.fail(f"{self.command[0]} does not start: {self._log()}")

    def kill(self) -> None:
        """Kill it as a loss of power does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
            # a server that is killed leaves its lock, and refuses to start beside it
            (self.folder / "virtuoso.lck").unlink(missing_ok=True)

    def stop(self) -> None:
        """Let it do nothing more: it still takes connections, and never answers."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it do again what it does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def tell(self, sql: str) -> None:
        """Let the server's own tool run *sql*, as the administrator."""
        subprocess.run(
            [*self.isql, f"exec={sql}"],
            env=self._environment(),
            check=True,
            capture_output=True,
            timeout=START_SECONDS,
        )

    def clear(self) -> None:
        """Drop all graphs."""
        with Graph.create(self.address) as graph:
            for name in list(graph.store.named_graphs()):
                graph.store.remove_graph(name)

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "LD_LIBRARY_PATH": self.libraries}

    def _log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")[-500:]


def oxigraph_in(folder: Path, verb: str = "serve") -> Server:
    """Return an Oxigraph server with its store on disk; *verb* may be ``serve-read-only``."""
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.fail("there is no oxigraph beside this Python: pip install -r requirements-dev.txt")
    port = free_port()
    command = [program, verb, "--location", "store", "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    return Server(command, address, f"{address}/store?graph=urn:none", folder)


def virtuoso_in(folder: Path, found: Virtuoso) -> Server:
    """Return a Virtuoso server with its database in *folder*."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(sql=sql, http=http, cap=CAP))
    command = [str(found.program), "-f", "+configfile", "virtuoso.ini"]
    isql = [str(found.isql), f"127.0.0.1:{sql}", "dba", "dba"]
    address = f"http://127.0.0.1:{http}"
    return Server(command, address, f"{address}/sparql", folder, found.libraries, isql)


def answers(url: str) -> bool:
    """Return whether a server answers at *url*, whatever it says."""
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def lines_of(quads: Iterable[Quad]) -> list[str]:
    """Return *quads* as sorted N-Quads."""
    return sorted(f"{quad} ." for quad in quads)


def held(server: Server) -> list[str]:
    """Return what documents say in the graph on *server*, as sorted N-Quads."""
    with Graph.open(server.address) as graph:
        return lines_of(without_records(graph, graph.store))
