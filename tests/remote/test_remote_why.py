"""What a claim rests on is asked for alone, however much stands beside it on the server."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.pipeline import build_file, build_store
from support import EXAMPLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from remote.servers import Server

ENOUGH = 12  # requests: to find the server and the claim, and two steps from there, and to spare


@dataclass
class Counted:
    """A proxy before a server: how often it was asked, and how many bytes came back."""

    address: str
    requests: int = 0
    bytes: int = 0


@pytest.fixture
def counted(server: Server) -> Iterator[Counted]:
    """A proxy before each of the two servers."""
    count = Counted("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            passed = {n: v for n, v in self.headers.items() if n in {"Accept", "Content-Type"}}
            url = server.address + self.path
            asked = urllib.request.Request(url, body, passed)  # noqa: S310
            try:
                with urllib.request.urlopen(asked) as answer:  # noqa: S310
                    told = answer.read()
            except urllib.error.HTTPError as error:  # which is an answer too
                answer, told = error, error.read()
            count.requests += 1
            count.bytes += len(told)
            self.send_response_only(answer.status)
            for name in ("Content-Type", "Server"):
                self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
    thread.start()
    count.address = f"http://127.0.0.1:{httpd.server_port}"
    yield count
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_a_claim_is_told_by_what_leads_to_it_and_not_by_the_whole_graph(
    server: Server, counted: Counted, news: Path, tmp_path: Path, run: Callable[..., Run]
) -> None:
    text, file = str(EXAMPLES / "softbank.txt"), tmp_path / "chain.ttl"
    build_file(text, file)
    with Graph.open(file) as graph:
        claims = list(graph.claims())
    start = claims[0].iri.rpartition("/")[2][:12]
    costs = []
    for inputs in (text, str(news)):
        build_store(inputs, Path(server.address))
        counted.requests = counted.bytes = 0
        told = run("why", counted.address, start)
        assert told == run("why", str(file), start)
        costs.append((counted.requests, counted.bytes))
    assert costs[0] == costs[1]  # nothing of the news came
    assert costs[0][0] <= ENOUGH
    counted.bytes = 0
    with Graph.open(counted.address) as graph:
        assert len(list(graph.claims())) > len(claims)
    assert costs[0][1] < counted.bytes / 5


def test_a_claim_is_found_by_its_iri_and_by_each_beginning_of_its_hash(
    server: Server, run: Callable[..., Run], tmp_path: Path
) -> None:
    text, file = str(EXAMPLES / "softbank.txt"), tmp_path / "chain.ttl"
    build_file(text, file)
    build_store(text, Path(server.address))
    with Graph.open(file) as graph:
        iri = next(graph.claims()).iri
    start = iri.rpartition("/")[2]
    for name in (iri, start, f"claim:{start[:6]}"):
        told = run("why", server.address, name)
        assert told == run("why", str(file), name)
        assert (told.code, told.out.count("claim:")) == (0, 1)
    for name in (f"{iri}0", start[::-1], "facade"):
        told = run("why", server.address, name)
        assert told == run("why", str(file), name)
        assert (told.code, told.err.count("\n")) == (2, 1)
