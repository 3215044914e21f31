"""Real servers on loopback: Oxigraph from the package registry, Virtuoso from Debian.

Each is started once and emptied before each test, or started again if the one before has killed it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from graphkit.cli import main
from graphkit.pipeline import build
from remote.servers import lines_of, oxigraph_in, virtuoso_in
from remote.virtuoso import NoVirtuosoError, find_virtuoso
from support import ROOT, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from remote.servers import Server

GRANT = 'grant SPARQL_UPDATE to "SPARQL";'


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server, with its store on disk."""
    server = oxigraph_in(tmp_path_factory.mktemp("oxigraph"))
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso server as Debian ships it, unpacked and not installed; everybody may write."""
    try:
        found = find_virtuoso(ROOT / ".cache" / "virtuoso", os.environ)
    except NoVirtuosoError as error:
        pytest.fail(str(error), pytrace=False)
    server = virtuoso_in(tmp_path_factory.mktemp("virtuoso"), found)
    server.start()
    server.tell(GRANT)
    yield server
    server.kill()


@pytest.fixture
def oxigraph(oxigraph_server: Server) -> Server:
    """Oxigraph, running and empty."""
    return empty(oxigraph_server)


@pytest.fixture
def virtuoso(virtuoso_server: Server) -> Server:
    """Virtuoso, running and empty."""
    return empty(virtuoso_server)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two servers in turn, running and empty."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return empty(found)


def empty(server: Server) -> Server:
    """Return *server*, running and empty."""
    if server.process is None:
        server.start()
    server.clear()
    return server


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Return a function that calls the program in this process, with variables of its own."""

    def call(*words: str, **variables: str) -> Run:
        capfdbinary.readouterr()
        with pytest.MonkeyPatch.context() as environment:
            for name in [name for name in os.environ if name.startswith("GRAPHKIT_")]:
                environment.delenv(name)
            for name, value in variables.items():
                environment.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main(list(words))
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return Run(
            code if isinstance(code, int) else int(code is not None), out.decode(), err.decode()
        )

    return call


SUBJECTS = ("Corvane", "Tessaly Foundry", "Aldane Motors", "Norvik Motors")
REPORTS = (
    "{a} supplies battery cells to {b}.",
    "The chief executive of {a} said on Monday that a new plant in Sweden will make gearboxes.",
    "{b} has signed a contract by which it buys graphite from {a} until 2031.",
)


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve short reports, none of which is a copy of another."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    pairs = [(a, SUBJECTS[(place + 1) % 4]) for place, a in enumerate(SUBJECTS)]
    texts = [report.format(a=a, b=b) for report in REPORTS for a, b in pairs]
    lines = [json.dumps({"id": f"n{place:02}", "text": text}) for place, text in enumerate(texts)]
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="session")
def local(news: Path) -> list[str]:
    """The reports, built in this process, as sorted N-Quads."""
    return lines_of(build(str(news))[0])
