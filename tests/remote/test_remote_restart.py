"""Servers that are killed or stopped amid a build, and builds that go on from there."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.graph.history import read_builds
from graphkit.graph.remote_http import RemoteError
from graphkit.pipeline import build, build_store
from remote.servers import held, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from remote.servers import Server
    from support import Run

AFTER = 3  # documents that are there when something happens to the server
ALL = 12  # documents of the news


def build_until(
    server: Server, news: Path, happens: Callable[[], None], delay: float = 0.0
) -> None:
    """Build *news*; when some documents are done something *happens*, after a *delay* of seconds.

    The build goes on meanwhile, so that a delay lets it happen amid a request.
    """
    done = 0
    timer = threading.Timer(delay, happens)

    def seen(_: object) -> None:
        nonlocal done
        done += 1
        if done == AFTER:
            timer.start()

    try:
        build_store(str(news), Path(server.address), seen=seen)
    finally:
        timer.join()


def test_a_build_waits_for_a_server_that_is_killed_and_comes_back(
    server: Server, news: Path, local: list[str]
) -> None:
    def crash() -> None:
        server.kill()
        time.sleep(0.2)
        server.start()

    build_until(server, news, crash, delay=0.05)
    assert held(server) == local


def test_a_build_without_its_server_fails_and_the_next_finishes_it(
    server: Server, news: Path, local: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_TIMEOUT", "0.3")
    with pytest.raises(RemoteError, match=r"^http://[^\n]*the connection failed[^\n]*do it again$"):
        build_until(server, news, server.kill, delay=0.04)
    monkeypatch.delenv("GRAPHKIT_TIMEOUT")
    server.start()
    assert AFTER <= build_store(str(news), Path(server.address)).unchanged < ALL
    assert held(server) == local
    assert build_store(str(news), Path(server.address)).unchanged == ALL


def test_a_server_that_answers_no_more_ends_a_build_in_one_line_and_the_next_finishes_it(
    server: Server, news: Path, local: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_TIMEOUT", "1")
    with pytest.raises(RemoteError, match=r"^http://[^\n]*no answer within 1 seconds[^\n]*$"):
        build_until(server, news, server.stop)
    server.go_on()
    monkeypatch.delenv("GRAPHKIT_TIMEOUT")
    assert AFTER <= build_store(str(news), Path(server.address)).unchanged < ALL
    assert held(server) == local


def test_a_command_whose_server_goes_away_ends_in_one_line(
    oxigraph: Server, news: Path, run: Callable[..., Run]
) -> None:
    def watch() -> None:
        with Graph.open(oxigraph.address) as graph:
            while len(graph.documents()) < AFTER:
                time.sleep(0.005)
        oxigraph.kill()

    watcher = threading.Thread(target=watch)
    watcher.start()
    told = run("build", str(news), "--store", oxigraph.address, GRAPHKIT_TIMEOUT="0.3")
    watcher.join()
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1), told.err
    assert "the connection failed" in told.err


def test_what_a_build_lost_and_did_again_stands_in_the_log_once(
    oxigraph: Server, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_TIMEOUT", "0.3")
    with pytest.raises(RemoteError):
        build_until(oxigraph, news, oxigraph.kill, 0.04)
    oxigraph.start()
    build_store(str(news), Path(oxigraph.address))
    with Graph.open(oxigraph.address) as graph:
        first, second = read_builds(graph.store)
    assert len(first.added) + len(second.added) == len({*first.added, *second.added}) == ALL
    assert first.changed == second.changed == ()


def test_two_builds_of_different_texts_at_one_time_lose_nothing(
    oxigraph: Server, news: Path, tmp_path: Path
) -> None:
    lines = news.read_text().splitlines()
    halves = [tmp_path / f"half-{number}.jsonl" for number in range(2)]
    for half, part in zip(halves, (lines[:6], lines[6:]), strict=True):
        half.write_text("\n".join(part))
    began = threading.Barrier(len(halves))

    def grow(half: Path) -> None:
        began.wait()
        build_store(str(half), Path(oxigraph.address))

    with ThreadPoolExecutor(len(halves)) as side_by_side:
        list(side_by_side.map(grow, halves))
    found = set(held(oxigraph))
    apart = {line for half in halves for line in lines_of(build(str(half))[0])}
    # which documents are copies of which is told anew by the next build that changes one
    assert {line for line in apart - found if "/document/" in line.split()[-2]} == set()
    assert build_store(str(news), Path(oxigraph.address)).unchanged == ALL
