"""Real servers on loopback: Oxigraph from the package registry, Virtuoso from Debian."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from support import ROOT, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

START_SECONDS = 60  # a shared machine may be slow
PACKAGES = ("virtuoso-opensource-7-bin", "libpcre3", "libminizip1")
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
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = {cap}
"""


@dataclass
class Server:
    """A server that a test may kill and start again."""

    command: Sequence[str]
    address: str
    probe: str
    folder: Path
    libraries: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {**os.environ, "LD_LIBRARY_PATH": self.libraries}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            if answers(self.probe):
                return
            time.sleep(0.1)
        pytest.fail(f"{self.command[0]} does not start: {self._log()}")

    def kill(self) -> None:
        """Kill it as a loss of power does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None
            # a server that is killed leaves its lock, and refuses to start beside it
            (self.folder / "virtuoso.lck").unlink(missing_ok=True)

    def clear(self) -> None:
        """Drop all graphs."""
        with Graph.create(self.address) as graph:
            for name in list(graph.store.named_graphs()):
                graph.store.remove_graph(name)

    def _log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")[-500:]


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


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server, with its store on disk."""
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.fail("there is no oxigraph beside this Python: pip install -r requirements-dev.txt")
    command = [program, "serve", "--location", "store", "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    server = Server(command, address, f"{address}/store?graph=urn:none", folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso server as Debian ships it, unpacked and not installed; everybody may write."""
    folder, sql, http = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    root = unpacked(folder)
    libraries = ":".join(sorted({str(each.parent) for each in root.rglob("lib*.so.*")}))
    (folder / "virtuoso.ini").write_text(INI.format(sql=sql, http=http, cap=CAP))
    command = [str(root / "usr/bin/virtuoso-t"), "-f", "+configfile", "virtuoso.ini"]
    address = f"http://127.0.0.1:{http}"
    server = Server(command, address, f"{address}/sparql", folder, libraries)
    server.start()
    grant = 'grant SPARQL_UPDATE to "SPARQL"; '
    subprocess.run(
        [str(root / "usr/bin/isql-vt"), f"127.0.0.1:{sql}", "dba", "dba", f"exec={grant}"],
        env={**os.environ, "LD_LIBRARY_PATH": libraries},
        check=True,
        capture_output=True,
        timeout=START_SECONDS,
    )
    yield server
    server.kill()


def unpacked(folder: Path) -> Path:
    """Return where Virtuoso's packages are unpacked: GRAPHKIT_VIRTUOSO, or fresh from Debian."""
    kept = os.environ.get("GRAPHKIT_VIRTUOSO")
    if kept is not None:
        return Path(kept)
    root, packages = folder / "root", folder / "packages"
    packages.mkdir()
    way_out = "run on Debian or Ubuntu, or set GRAPHKIT_VIRTUOSO to where its packages are unpacked"
    for tool in ("apt-get", "dpkg"):
        if shutil.which(tool) is None:
            pytest.fail(f"Virtuoso comes from Debian, and there is no {tool} here; {way_out}")
    try:
        subprocess.run(
            ["apt-get", "download", *PACKAGES],
            cwd=packages,
            check=True,
            capture_output=True,
            timeout=300,
        )
    except subprocess.CalledProcessError as error:
        pytest.fail(f"apt-get cannot download Virtuoso ({error.stderr.decode()[-300:]}); {way_out}")
    for package in sorted(packages.glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(package), str(root)], check=True, capture_output=True)
    return root


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two servers in turn, running and empty."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    if found.process is None:
        found.start()
    found.clear()
    return found


@pytest.fixture
def oxigraph(oxigraph_server: Server) -> Server:
    """Oxigraph, running and empty."""
    oxigraph_server.clear()
    return oxigraph_server


@pytest.fixture
def virtuoso(virtuoso_server: Server) -> Server:
    """Virtuoso, running and empty."""
    virtuoso_server.clear()
    return virtuoso_server


def started(arguments: Sequence[str], **variables: str) -> subprocess.Popen[str]:
    """Return the program, started with *arguments* and more environment *variables*."""
    return subprocess.Popen(
        [sys.executable, "-m", "graphkit", *arguments],
        cwd=ROOT,
        env={**clean_environment(), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str]) -> Run:
    """Return how the program ended."""
    out, err = process.communicate(timeout=120)
    return Run(process.returncode, out, err)


def clean_environment() -> Mapping[str, str]:
    """Return the environment of this process without what tells graphkit who asks."""
    return {name: v for name, v in os.environ.items() if not name.startswith("GRAPHKIT_")}


@pytest.fixture(scope="session")
def run() -> Callable[..., Run]:
    """Return a function that calls the program and waits for its end."""

    def call(*arguments: str, **variables: str) -> Run:
        return ended(started(arguments, **variables))

    return call


@pytest.fixture(scope="session")
def start() -> Callable[..., subprocess.Popen[str]]:
    """Return a function that starts the program."""

    def call(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        return started(arguments, **variables)

    return call


SUBJECTS = ("Corvane", "Tessaly Foundry", "Aldane Motors", "Norvik Motors")
REPORTS = (
    "{a} supplies battery cells to {b}.",
    "The chief executive of {a} said on Monday that a new plant in Sweden will make gearboxes.",
    "{b} has signed a contract by which it buys graphite from {a} until 2031.",
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Twelve short reports, none of which is a copy of another."""
    path = tmp_path / "news.jsonl"
    pairs = [(a, SUBJECTS[(place + 1) % 4]) for place, a in enumerate(SUBJECTS)]
    texts = [report.format(a=a, b=b) for report in REPORTS for a, b in pairs]
    lines = [json.dumps({"id": f"n{place:02}", "text": text}) for place, text in enumerate(texts)]
    path.write_text("\n".join(lines))
    return path
