"""A disk that is full or closed costs one clear line, and nothing that was written before."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from crash.disk import small_disk
from crash.killing import (
    GRAPHKIT,
    Undisturbed,
    killed_at,
    opened,
    run,
    then,
    without_builds,
    write_documents,
    wrote,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crash.disk import Disk

DOCUMENTS = 60
FULL = "no space left on device"
READ_ONLY = "read-only file system"


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778112000")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", "2m") as mounted:
        yield mounted


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with documents and what an undisturbed build makes of them."""
    folder = tmp_path_factory.mktemp("home")
    write_documents(folder / "news", DOCUMENTS)
    for target in (("--store", "whole"), ("-o", "whole.nq")):
        run("build", folder / "news", *target, cwd=folder)
    return folder


def refused(*arguments: str | Path, cwd: Path, place: Path, reason: str) -> None:
    """Run a call that has to fail with one line that names the place, the reason, the way out."""
    ended = killed_at(lambda _: False, *arguments, cwd=cwd)
    said = (cwd / "stderr.txt").read_text()
    assert ended == 1, said
    assert said.count("\n") == 1, said
    assert said.startswith(f"graphkit: {place}: "), said
    assert reason in said.lower(), said
    assert "; " in said, said


def test_a_build_that_fills_the_disk_goes_on_when_there_is_space(
    tmp_path: Path, home: Path, disk: Disk
) -> None:
    names = sorted(path.name for path in (home / "news").iterdir())
    whole = Undisturbed(home / "whole", names)
    store = disk.path / "store"
    call = ("build", home / "news", "--store", store)
    refused(*call, cwd=tmp_path, place=store, reason=FULL)
    held = whole.check(store)
    assert 0 < held < DOCUMENTS
    refused(*call, cwd=tmp_path, place=store, reason=FULL)  # it does not even open
    assert whole.check(store) == held
    disk.remount("size=64m")
    assert f"({held} unchanged)" in run(*call, cwd=tmp_path)
    assert whole.check(store) == DOCUMENTS
    assert contents(store) == contents(home / "whole")


def contents(store: Path) -> list[bytes]:
    """Return what is in a store but its log, which tells where the inputs are from there."""
    lines = without_builds(store).splitlines()
    return [line for line in lines if b"/inputs/" not in line]


def test_a_disk_that_is_full_before_the_store_is_made_can_be_used_later(
    tmp_path: Path, home: Path, disk: Disk
) -> None:
    (disk.path / "filler").write_bytes(bytes(2 * 2**20 - 60 * 2**10))
    store = disk.path / "store"
    call = ("build", home / "news", "--store", store)
    refused(*call, cwd=tmp_path, place=store, reason=FULL)
    disk.remount("size=64m")
    run(*call, cwd=tmp_path)
    assert contents(store) == contents(home / "whole")


@pytest.mark.parametrize("command", ["build", "import", "export"])
def test_nothing_half_written_is_left_of_a_file(
    tmp_path: Path, home: Path, disk: Disk, command: str
) -> None:
    old = b"what was there before"
    target = disk.path / "chain.nq"
    target.write_bytes(old)
    (disk.path / "filler").write_bytes(bytes(2 * 2**20 - 100 * 2**10))
    given = {"build": "news", "import": "whole.nq", "export": "whole"}[command]
    call = (command, home / given, "-o", target)
    refused(*call, cwd=tmp_path, place=target, reason=FULL)
    assert target.read_bytes() == old
    assert sorted(path.name for path in disk.path.iterdir()) == ["chain.nq", "filler"]


@pytest.mark.parametrize("how", [("import",), ("import", "--no-check"), ("resolve", "--batch")])
def test_imports_and_merges_go_on_when_there_is_space(
    tmp_path: Path, home: Path, disk: Disk, how: tuple[str, ...]
) -> None:
    disk.remount("size=64m")
    store, local = disk.path / "store", tmp_path / "local"
    shutil.copytree(home / "whole", local)
    if how[0] == "import":
        shutil.rmtree(local)
        write_documents(tmp_path / "own", 1)
        (tmp_path / "own" / "0000.txt").rename(tmp_path / "own" / "own.txt")
        run("build", "own", "--store", local, cwd=tmp_path)
        for place in (tmp_path, disk.path):  # the log tells files as seen from the store
            shutil.copy(home / "whole.nq", place)
        words: tuple[str | Path, ...] = (*how, tmp_path / "whole.nq", "--store")
        call: tuple[str | Path, ...] = (*how, disk.path / "whole.nq", "--store")
    else:
        (tmp_path / "local.decisions").write_text(decisions_about(home))
        words = call = (*how, "--decisions", tmp_path / "local.decisions")
    shutil.copytree(local, store)
    run(*words, local, cwd=tmp_path)
    disk.remount(f"size={used(disk) + 700}k")
    refused(*call, store, cwd=tmp_path, place=store, reason=FULL)
    run("log", store, cwd=tmp_path)
    disk.remount("size=64m")
    run(*call, store, cwd=tmp_path)
    assert without_builds(store) == without_builds(local)


def decisions_about(home: Path) -> str:
    """Return decisions that change every document that is not a copy."""
    keys = {
        line.split(b"> ", 1)[0].decode().rpartition("/id/")[2]
        for line in (home / "whole.nq").read_bytes().splitlines()
        if b"/id/company/" in line.split(b" ", 1)[0]
    }
    first, *others = sorted(keys)
    return "".join(f"yes {first} {other}\n" for other in others)


def used(disk: Disk) -> int:
    """Return the KiB that are taken on a disk."""
    told = os.statvfs(disk.path)
    return (told.f_blocks - told.f_bfree) * told.f_frsize // 1024


def test_a_store_that_may_not_be_written_is_read_and_refused(
    tmp_path: Path, home: Path, disk: Disk
) -> None:
    disk.remount("size=64m")
    store = disk.path / "store"
    shutil.copytree(home / "whole", store)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.txt").write_text("Corvane supplies graphite to Kestrel Cells.")
    disk.remount("ro")
    for call in (
        ("build", tmp_path / "new", "--store", store),
        ("import", home / "whole.nq", "--store", store),
        ("resolve", store, "--batch", "--decisions", tmp_path / "decisions"),
    ):
        refused(*call, cwd=tmp_path, place=store, reason=READ_ONLY)
    refused(
        "build",
        tmp_path / "new",
        "--store",
        disk.path / "other",
        cwd=tmp_path,
        place=disk.path / "other",
        reason=READ_ONLY,
    )
    run("log", store, cwd=tmp_path)
    run("query", store, "ASK { ?s ?p ?o }", cwd=tmp_path)
    disk.remount("rw")
    run("build", tmp_path / "new", "--store", store, cwd=tmp_path)


def test_a_store_that_is_closed_during_a_build_keeps_what_was_written(
    tmp_path: Path, home: Path
) -> None:
    names = sorted(path.name for path in (home / "news").iterdir())
    store = tmp_path / "store"
    # without the right of root to write where the permissions forbid it
    bare = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    program: list[str | Path] = [*bare, *GRAPHKIT, "build", home / "news", "--store", store]
    some = then(opened(store), wrote(1_000_000))
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not some(running.pid):
            time.sleep(0.0005)
        store.chmod(0o555)
        _, said = running.communicate()
    assert running.returncode == 1, said
    assert said.startswith(f"graphkit: {store}: "), said
    assert said.count("\n") == 1, said
    assert "permission denied" in said, said
    whole = Undisturbed(home / "whole", names)
    held = whole.check(store)
    assert held == DOCUMENTS  # the log of transactions was open already
    run("log", store, cwd=tmp_path)
    again = subprocess.run(program, capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert again.stderr.startswith(f"graphkit: {store}: the store does not open (permission")
    store.chmod(0o755)
    run("build", home / "news", "--store", store, cwd=tmp_path)
    assert contents(store) == contents(home / "whole")
