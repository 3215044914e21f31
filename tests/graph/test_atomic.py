"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from graphkit.errors import GraphkitError, WriteError
from graphkit.graph.atomic import check_target, write_bytes


def test_the_old_content_is_replaced_and_nothing_else_left(tmp_path: Path) -> None:
    target = tmp_path / "a.ttl"
    write_bytes(target, b"old")
    write_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]


def test_an_empty_file_can_be_written(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a", b"")
    assert (tmp_path / "a").read_bytes() == b""


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_bytes(tmp_path / "ours", b"x")
    usual, ours = (stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "ours"))
    assert ours == usual


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    write_bytes(link, b"new")
    assert (tmp_path / "target").read_bytes() == b"new"


def test_the_longest_name_that_the_system_takes_can_be_written(tmp_path: Path) -> None:
    write_bytes(tmp_path / ("n" * 255), b"x")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"x"


def test_a_pipe_is_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_bytes(pipe, b"text")
    reader.join(timeout=10)
    assert read == [b"text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "a.ttl"
    with pytest.raises(WriteError, match="create the folder first") as caught:
        write_bytes(target, b"x")
    assert str(caught.value).startswith(f"{target}: cannot be written (No such file")
    assert isinstance(caught.value, GraphkitError)
    assert isinstance(caught.value, OSError)
    assert "\n" not in str(caught.value)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(WriteError, match="Not a directory"):
        write_bytes(tmp_path / "file" / "a.ttl", b"x")
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="name a file in it"):
        write_bytes(tmp_path, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    with pytest.raises(WriteError, match=r"No space left on device.*free some space"):
        write_bytes(link, b"x" * 100_000)


def test_a_failure_halfway_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "a.ttl"
    target.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_bytes(target, "text, which no binary file takes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]


@pytest.mark.parametrize("name", ["/proc/graphkit.ttl", "/sys/graphkit.ttl"])
def test_a_folder_that_takes_no_files_is_an_error(name: str) -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        write_bytes(Path(name), b"x")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "it is a folder; name a file in it"),
        ("missing/a.ttl", "is missing; create it first"),
        ("file/a.ttl", "is missing; create it first"),
    ],
)
def test_a_target_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match=message):
        check_target(tmp_path / name)


@pytest.mark.parametrize("name", ["new.ttl", "old.ttl"])
def test_checking_a_target_leaves_it_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / "old.ttl").write_bytes(b"old")
    check_target(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["old.ttl"]
    assert (tmp_path / "old.ttl").read_bytes() == b"old"


def test_a_device_is_a_target() -> None:
    check_target(Path("/dev/null"))
