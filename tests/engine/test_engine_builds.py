"""Daft and Ray build what one process builds, and go on after a worker or the build has died."""

from __future__ import annotations

import gzip
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from engine.conftest import SCRIPT, Built, env_of, quads_of, text
from graphkit.graph import Graph
from graphkit.graph.history import read_builds
from graphkit.pipeline import build_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 120  # seconds: Ray needs ten to start on a machine that does nothing else


def wait(done: Callable[[], object]) -> None:
    """Return when *done* is."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def parts_in(folder: Path) -> list[str]:
    """Return the files of rows in *folder*."""
    return sorted(str(path) for path in folder.glob("rows/*/*.parquet"))


def workers_of(name: bytes, beside: set[int]) -> list[int]:
    """Return the processes called *name* that are no older than this test's."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if name in words and int(folder.name) not in beside:
            found.append(int(folder.name))
    return sorted(found)


def test_daft_builds_what_one_process_builds(
    tmp_path: Path, wires: Path, expected: Built, on_engine: Callable[..., Built]
) -> None:
    built = on_engine("daft", wires)
    assert built == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store"]
    report = build_store([str(wires)], tmp_path / "store")
    assert (report.unchanged, report.replaced) == (59, 0)
    with Graph.open(tmp_path / "store") as graph:
        (build,) = read_builds(graph.store)  # the second changed nothing
        assert len(build.added) == 59


def test_a_build_that_was_killed_goes_on_from_its_parts(
    tmp_path: Path, wires: Path, expected: Built, on_engine: Callable[..., Built]
) -> None:
    parts = tmp_path / "parts"
    words = ["daft", tmp_path / "store", parts, 2, 1000, wires]
    command = [sys.executable, str(SCRIPT), *map(str, words)]
    with subprocess.Popen(command, env=env_of(), start_new_session=True) as build:
        wait(lambda: list(parts.glob("finished/*.json")))
        os.killpg(build.pid, signal.SIGKILL)
    notes = [json.loads(note.read_bytes()) for note in parts.glob("finished/*.json")]
    finished = {place for note in notes for shard in note for place in shard["files"]}
    assert finished
    assert on_engine("daft", wires, parts=parts, size=1000) == expected
    files = parts_in(parts)
    assert finished <= set(files)
    # all is finished now, and not done again; the store has it all
    again = on_engine("daft", wires, parts=parts, size=1000)
    assert again.summary.startswith("59 documents (59 unchanged)")
    assert parts_in(parts) == files


def test_tables_and_web_pages_are_read(tmp_path: Path, on_engine: Callable[..., Built]) -> None:
    table = {"id": ["a", "b"], "text": [text(1), text(2)], "title": ["A", None]}
    pq.write_table(pa.table(table), tmp_path / "a.parquet")
    pages = {f"https://example.org/{i}": text(i) for i in range(3, 6)}
    with (tmp_path / "a.warc.gz").open("wb") as stream:
        for number, (address, words) in enumerate(pages.items()):
            stream.write(record(address, f"<html><body><p>{words}</p></body></html>", number))
        stream.write(record("https://example.org/none", "<html></html>", 9))
    built = on_engine("daft", tmp_path / "a.parquet", tmp_path / "a.warc.gz")
    assert built.summary.startswith("5 documents,")
    (skipped,) = built.skipped
    assert skipped.startswith("https://example.org/none: the page holds no article; save")
    lines = tmp_path / "a.jsonl"
    rows: list[dict[str, object]] = [{"id": "a", "text": text(1), "title": "A"}]
    rows.append({"id": "b", "text": text(2)})
    rows += [{"id": url, "text": words, "url": url} for url, words in pages.items()]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    build_store([str(lines)], tmp_path / "one")
    assert built.quads == quads_of(tmp_path / "one")


def record(address: str, page: str, number: int) -> bytes:
    """Return a response as a record of a WARC file."""
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    heads = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2026-05-07T10:00:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(body)}",
    ]
    return gzip.compress("\r\n".join([*heads, "", ""]).encode() + body + b"\r\n\r\n")


@pytest.fixture
def short() -> Iterator[Path]:
    """Yield a folder for Ray, whose sockets want a short path."""
    folder = Path(tempfile.mkdtemp(prefix="gk"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cluster(short: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a Ray cluster of two nodes, on loopback."""
    token = short / "token"
    token.touch(mode=0o600)
    token.write_text(secrets.token_hex(32))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        "RAY_ADDRESS": f"127.0.0.1:{port}",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN_PATH": str(token),
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    ray = [str(Path(sys.executable).with_name("ray")), "start", "--block", "--num-cpus", "2"]
    ray += ["--disable-usage-stats", "--node-ip-address", "127.0.0.1"]
    ray += ["--object-store-memory", "80000000"]
    head = ["--head", "--port", str(port), "--temp-dir", str(short), "--include-dashboard", "false"]
    nodes = []
    with (short / "log").open("wb") as log:
        for words in (head, ["--address", env["RAY_ADDRESS"]]):
            node = subprocess.Popen(
                [*ray, *words],
                env=env_of({k: w for k, w in env.items() if k != "RAY_ADDRESS"}),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            nodes.append(node)
            wait(lambda: _answers(port))
    yield env
    for node in reversed(nodes):
        os.killpg(node.pid, signal.SIGKILL)
        node.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_ray_builds_the_same_though_a_worker_is_killed(
    tmp_path: Path, wires: Path, expected: Built, cluster: dict[str, str]
) -> None:
    before = set(workers_of(b"UDFActor", set()))
    parts = tmp_path / "parts"
    words = ["ray", tmp_path / "store", parts, 2, 1000, wires]
    command = [sys.executable, str(SCRIPT), *map(str, words)]
    with subprocess.Popen(command, env=env_of(cluster), stdout=subprocess.PIPE) as build:
        wait(lambda: parts_in(parts) and workers_of(b"UDFActor.eval_input", before))
        victim = workers_of(b"UDFActor.eval_input", before)[0]
        os.kill(victim, signal.SIGKILL)
        unfinished = not list(parts.glob("finished/*.json"))
        out, _ = build.communicate(timeout=PATIENCE)
    assert unfinished
    assert build.returncode == 0
    assert json.loads(out.splitlines()[-1]) == [expected.summary, expected.skipped]
    quads = quads_of(tmp_path / "store")
    assert set(quads) ^ set(expected.quads) == set()
    assert quads == expected.quads


def test_ray_starts_on_this_machine_and_leaves_nothing(
    tmp_path: Path, short: Path, on_engine: Callable[..., Built]
) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(json.dumps({"id": i, "text": text(i)}) + "\n" for i in range(3)))
    built = on_engine("ray", lines, env={"RAY_TMPDIR": str(short)})
    build_store([str(lines)], tmp_path / "one")
    assert built.quads == quads_of(tmp_path / "one")
    assert list(short.iterdir()) == []


BLOCKED = """
import sys
sys.modules[sys.argv[1]] = None
from graphkit.cli import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize(("missing", "engine"), [("daft", "daft"), ("daft", "ray"), ("ray", "ray")])
def test_an_engine_that_is_not_installed_is_one_clear_line(
    tmp_path: Path, wires: Path, missing: str, engine: str
) -> None:
    words = ["build", str(wires), "--store", str(tmp_path / "store"), "--engine", engine]
    command = [sys.executable, "-c", BLOCKED, missing, *words]
    done = subprocess.run(command, capture_output=True, check=False, env=env_of())
    told = f"graphkit: --engine {engine} is not installed; run `pip install 'graphkit[scale]'`\n"
    assert (done.returncode, done.stderr.decode()) == (1, told)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "a.nq", "--engine", "daft"], "--engine goes with --store DIR"),
        (["--store", "s", "--parts", "p"], "--parts goes with --engine"),
        (["--store", "s", "--engine", "spark"], "no engine named 'spark'"),
        (["--store", "http://localhost:1", "--engine", "daft"], "no server takes"),
        (["--store", "s", "--engine", "daft", "nowhere.jsonl"], "no such file"),
    ],
)
def test_a_call_that_cannot_be_meant_is_one_clear_line(
    tmp_path: Path, wires: Path, words: list[str], told: str
) -> None:
    command = [sys.executable, "-m", "graphkit", "build", str(wires), *words]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=env_of())
    assert done.returncode in {1, 2}
    assert re.fullmatch(f"graphkit: [^\n]*{re.escape(told)}[^\n]*\n", done.stderr.decode())
    assert list(tmp_path.iterdir()) == []
