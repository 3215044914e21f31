"""One program writes to a store and many read it; nothing is written beside it."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from crash.killing import GRAPHKIT, run, without_builds, write_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOON = 2.0  # seconds of the processor: what else runs on the machine does not count


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with documents, a store of the first of them, and a graph to import."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778112000")
    write_documents(tmp_path / "news", 3)
    run("build", "news", "--store", "store", cwd=tmp_path)
    run("build", "news", "-o", "other.nq", cwd=tmp_path)
    return tmp_path


@pytest.fixture
def writer(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield a build that holds the store and waits for more documents at its standard input."""
    command = [*GRAPHKIT, "build", "news", "-", "--store", "store"]
    with subprocess.Popen(
        command, cwd=home, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        diary = (home / "store" / "LOG").stat().st_ino
        while (home / "store" / "LOG").stat().st_ino == diary:  # until it opens the store
            assert running.poll() is None
            time.sleep(0.005)
        yield running
        if running.stdin is not None and not running.stdin.closed:
            running.communicate(TEXT)


TEXT = '{"id": "late", "text": "Corvane Metals supplies graphite to Kestrel Cells."}\n'


def test_a_second_writer_is_told_at_once_and_the_first_goes_on(
    home: Path, writer: subprocess.Popen[str]
) -> None:
    for call in (
        ("build", "news", "--store", "store"),
        ("import", "other.nq", "--store", "store"),
        ("resolve", "store", "--batch"),
    ):
        errors = home / "errors.txt"
        with errors.open("w") as stream:
            second = subprocess.Popen([*GRAPHKIT, *call], cwd=home, stderr=stream)
        _, status, used = os.wait4(second.pid, 0)
        second.returncode = os.waitstatus_to_exitcode(status)
        said = errors.read_text()
        assert second.returncode == 1
        assert said.startswith("graphkit: store: the store does not open (")
        assert "another program is writing to it; wait for that" in said
        assert said.count("\n") == 1
        assert used.ru_utime + used.ru_stime < SOON, call
    _, said = writer.communicate(TEXT)
    assert writer.returncode == 0, said
    assert said.startswith("4 documents (3 unchanged)")
    assert "late" in found_in(home)


def test_readers_work_while_a_build_writes(home: Path, writer: subprocess.Popen[str]) -> None:
    for call in (
        ("query", "store", "--name", "suppliers", "--param", "name=Corvane"),
        ("query", "store", "SELECT ?s { ?s a gk:Claim }"),
        ("log", "store"),
        ("export", "store", "-o", "out.nq"),
        ("validate", "store"),
    ):
        found = subprocess.run(
            [*GRAPHKIT, *call], cwd=home, capture_output=True, text=True, check=False
        )
        assert "does not open" not in found.stderr
        assert found.returncode == 0 or "name=" in call[-1], found.stderr
    assert writer.poll() is None


def found_in(home: Path) -> str:
    return without_builds(home / "store").decode()


def test_nothing_is_written_outside_the_store(tmp_path: Path) -> None:
    names = ("home", "temporary", "work", "cache", "config", "data", "runtime")
    for name in names:
        (tmp_path / name).mkdir()
    write_documents(tmp_path / "news", 3)
    before = listing(tmp_path)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temporary"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_RUNTIME_DIR": str(tmp_path / "runtime"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for call in (
        ("build", "../news", "--store", "../store"),
        ("build", "../news", "--store", "../store", "--prune", "--workers", "2"),
        ("query", "../store", "SELECT ?s { ?s a gk:Claim }"),
        ("validate", "../store"),
        ("log", "../store"),
        ("export", "../store", "--format", "nquads"),
    ):
        done = subprocess.run(
            [*GRAPHKIT, *call],
            cwd=tmp_path / "work",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    after = {path for path in listing(tmp_path) if not path.startswith("store")}
    assert after == before


def listing(folder: Path) -> set[str]:
    """Return the names of all that is below a folder."""
    return {
        os.path.relpath(f"{at}/{name}", folder)
        for at, folders, files in os.walk(folder)
        for name in (*folders, *files)
    }
