"""Servers that are busy, refuse, talk nonsense or say nothing: tried again, or one clear line."""

from __future__ import annotations

import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.graph.remote import RemoteStore
from graphkit.graph.remote_http import Limits, RemoteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support import Run

Reply = tuple[int, str, bytes, dict[str, str]]
YES: Reply = (200, "application/sparql-results+json", b'{"head":{},"boolean":true}', {})
QUICK = Limits(answer=0.5, connect=1.0, patience=2.0, attempts=5, pause=0.02)
KEY = Path(__file__).parent / "data" / "self-signed.pem"


@dataclass
class Scripted:
    """A server that answers as it is told, in turn, and then well."""

    address: str = ""
    replies: list[Reply | None] = field(default_factory=list)
    seen: list[tuple[str, bytes, str | None]] = field(default_factory=list)


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """A real HTTP server on loopback."""
    script = Scripted()
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            script.seen.append((self.path, body, self.headers["Authorization"]))
            reply = script.replies.pop(0) if script.replies else YES
            if reply is None:  # says nothing
                stop.wait(10)
                return
            status, kind, content, headers = reply
            if status == 0:  # breaks the connection off
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Type": kind, **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_HEAD = do_PUT = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def version_string(self) -> str:
            return "Oxigraph/scripted"

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
    thread.start()
    script.address = f"http://127.0.0.1:{httpd.server_port}"
    yield script
    stop.set()
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def failing(status: int, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, "text/plain", b"it went wrong\nas it does", named


def opened(script: Scripted, *replies: Reply | None) -> RemoteStore:
    """Return a store on the server, which from then on answers with *replies*."""
    store = RemoteStore.open(script.address, limits=QUICK)
    script.replies.extend(replies)
    script.seen.clear()
    return store


@pytest.mark.parametrize("reply", [failing(429), failing(502), failing(503), failing(504)])
def test_a_busy_server_is_asked_again(scripted: Scripted, reply: Reply) -> None:
    store = opened(scripted, reply, reply)
    assert store.query("ASK { ?s ?p ?o }")
    assert len(scripted.seen) == 3
    store.close()


def test_a_broken_connection_is_made_again(scripted: Scripted) -> None:
    store = opened(scripted, (0, "", b"", {}))
    assert store.query("ASK { ?s ?p ?o }")
    store.close()


def test_a_server_is_given_the_time_that_it_asks_for(scripted: Scripted) -> None:
    store = opened(scripted, failing(503, Retry_After="1"))
    began = time.monotonic()
    assert store.query("ASK { ?s ?p ?o }")
    assert time.monotonic() - began >= 1.0
    store.close()


@pytest.mark.parametrize(
    "update", ["DELETE WHERE { ?s ?p ?o }", "INSERT DATA { GRAPH <urn:a> { _:a <urn:p> 1 } }"]
)
def test_what_may_not_be_done_twice_is_sent_once(scripted: Scripted, update: str) -> None:
    for reply in (failing(503), (0, "", b"", {})):
        store = opened(scripted, reply)
        with pytest.raises(RemoteError):
            store.update(update)
        assert len(scripted.seen) == 1
        store.close()


def test_what_may_be_done_twice_is_sent_again(scripted: Scripted) -> None:
    store = opened(scripted, failing(503), (0, "", b"", {}))
    store.update("DROP SILENT GRAPH <urn:a> ; INSERT DATA { GRAPH <urn:a> { <urn:b> <urn:c> 1 } }")
    assert len(scripted.seen) == 3
    store.close()


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ([failing(401)] * 3, "does not let you in (HTTP 401); set GRAPHKIT_USER"),
        ([failing(403)] * 3, "does not let you do that (HTTP 403)"),
        ([failing(404)] * 3, "nothing answers SPARQL there"),
        ([failing(500)], "HTTP 500: it went wrong as it does"),
        ([failing(301, Location="https://example.org/x")], "has moved to https://example.org/x"),
        ([failing(503)] * 9, "the server is busy (HTTP 503)"),
        ([(200, "text/html", b"<html>hello</html>", {})] * 3, "nothing answers SPARQL"),
        ([(200, "application/sparql-results+json", b"{]", {})], "not that of a SPARQL server"),
        ([None], "no answer within 0.5 seconds"),
    ],
)  # fmt: skip
def test_what_a_server_does_wrong_is_told_in_one_line(
    scripted: Scripted, replies: list[Reply | None], told: str
) -> None:
    # what is no JSON is found out only where a store is open
    late = replies[0] is not None and replies[0][2] == b"{]"
    store = opened(scripted) if late else None
    scripted.replies.extend(replies)
    with pytest.raises(RemoteError, match=r"^http://127") as caught:  # noqa: PT012
        if store is None:
            RemoteStore.open(scripted.address, limits=QUICK)
        else:
            store.query("ASK { }")
    if store is not None:
        store.close()
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("header", ["X-SPARQL-MaxRows", "X-SQL-State"])
def test_an_answer_that_is_cut_short_is_an_error(scripted: Scripted, header: str) -> None:
    rows = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}}]}}'
    store = opened(scripted, (200, "application/sparql-results+json", rows, {header: "1"}))
    with pytest.raises(RemoteError, match=r"the server (gives no more|stopped)"):
        store.query("SELECT ?a { ?a ?b ?c }")
    store.close()


def test_a_query_that_would_write_is_not_sent(scripted: Scripted) -> None:
    store = opened(scripted)
    with pytest.raises(SyntaxError):
        store.query("DROP ALL")
    assert scripted.seen == []
    store.close()


def test_a_secret_is_sent_and_never_told(scripted: Scripted, run: Callable[..., Run]) -> None:
    scripted.replies.extend([failing(401)] * 9)
    told = run("query", scripted.address, "ASK {}", GRAPHKIT_TOKEN="s3cr3t-token")  # noqa: S106
    assert scripted.seen[0][2] == "Bearer s3cr3t-token"
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "check GRAPHKIT_USER" in told.err
    asked = failing(401, WWW_Authenticate='Basic realm="x"')
    scripted.replies[:] = [asked, failing(401)] * 4
    told = run("why", scripted.address, "A", GRAPHKIT_USER="ada", GRAPHKIT_PASSWORD="s3cr3t-word")  # noqa: S106
    assert (scripted.seen[-1][2] or "").startswith("Basic ")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "s3cr3t" not in told.err + told.out


# the server of the standard library forgets the socket of a handshake that fails
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(KEY)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    httpd.handle_error = lambda *_: None  # type: ignore[method-assign]
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
    thread.start()
    with pytest.raises(RemoteError, match="certificate"):
        RemoteStore.open(f"https://localhost:{httpd.server_port}", limits=QUICK)
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_a_server_that_is_not_there_is_one_line(run: Callable[..., Run]) -> None:
    told = run("query", "http://127.0.0.1:9", "ASK {}", GRAPHKIT_TIMEOUT="0.3")
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "the connection failed" in told.err


def test_an_address_in_python_may_be_closed_twice(scripted: Scripted) -> None:
    graph = Graph.open(scripted.address)
    graph.close()
    graph.close()
