"""Sources: which files the arguments name, in which order, under which ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.errors import ReadError
from graphkit.read.sources import Source, find_sources, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    OrdinaryUser = Callable[[], AbstractContextManager[None]]


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Ships wait.")


def ids(*inputs: str | Path) -> list[str]:
    found = list(find_sources([str(each) for each in inputs]))
    return [source.id if isinstance(source, Source) else str(source) for source in found]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "deep/down/a.txt")
    assert ids(tmp_path / "deep/down/a.txt") == ["a.txt"]


def test_files_of_a_folder_are_called_by_their_path_in_it_and_sorted(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.md", "a/y/x.HTML", "a.text", "c.jsonl", "B.htm")
    assert ids(tmp_path) == ["B.htm", "a/y/x.HTML", "a/z.md", "a.text", "b.txt", "c.jsonl"]


def test_hidden_and_unknown_files_of_a_folder_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "d.py", "e.pdf", "f", "g.txt~")
    assert ids(tmp_path) == ["a.txt"]


def test_a_file_named_outright_may_have_any_suffix(tmp_path: Path) -> None:
    put(tmp_path, "notes.log", ".hidden", "bare")
    names = [tmp_path / name for name in ("notes.log", ".hidden", "bare")]
    assert ids(*names) == ["notes.log", ".hidden", "bare"]


def test_arguments_keep_their_order(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt")
    assert ids(tmp_path / "b.txt", "-", tmp_path / "a.txt") == ["b.txt", "stdin", "a.txt"]


def test_a_pattern_gives_its_files_sorted_and_no_folders(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "c.md", "d.txt/e.txt", ".f.txt")
    assert ids(tmp_path / "*.txt") == ["a.txt", "b.txt"]


def test_a_pattern_with_two_stars_goes_down(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b/c.txt", "b/d/e.txt", "b/f.md")
    assert ids(f"{tmp_path}/**/*.txt") == ["a.txt", "c.txt", "e.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_taken_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, "a[1].txt", "a1.txt")
    assert ids(tmp_path / "a[1].txt") == ["a[1].txt"]


def test_a_file_met_twice_counts_once_under_its_first_id(tmp_path: Path) -> None:
    put(tmp_path, "news/a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "news/a.txt")
    again = tmp_path / "news/../news/a.txt"
    assert ids(tmp_path, "-", again, tmp_path / "link.txt", f"{tmp_path}/**/*.txt", "-") == [
        "link.txt",
        "stdin",
    ]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt")
    (tmp_path / "a/loop").symlink_to(tmp_path / "a")
    (tmp_path / "a/c.txt").symlink_to(tmp_path)
    assert ids(tmp_path / "a") == ["b.txt"]


def test_a_broken_link_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert ids(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("gone.txt", "gone.txt: no such file or folder; check the path"),
        ("a.txt/b", "a.txt/b: no such file or folder; check the path"),
        ("gone\0", "gone\\x00: no such file or folder; check the path"),
        ("", "'': the path is empty; give a file, a folder or -"),
        ("*.md", "*.md: the pattern matches no file; check the pattern"),
        ("em*", "em*: the pattern matches no file; give the folder itself"),
        ("[z]" * 99, f"{'[z]' * 99}: the pattern matches no file; check the pattern"),
        ("a" * 300, f"{'a' * 300}: no such file or folder; check the path"),
    ],
    ids=[
        "missing",
        "below-a-file",
        "nul",
        "empty",
        "pattern",
        "folders-only",
        "long-pattern",
        "long",
    ],
)
def test_argument_that_names_nothing_is_refused(
    argument: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "empty/x")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReadError) as caught:
        find_sources(["a.txt", argument])
    assert str(caught.value) == message


def test_a_folder_without_a_readable_file_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", ".b.txt", "c/d.py")
    with pytest.raises(ReadError, match=r"holds no file that can be read; .* \.htm \.html \.jsonl"):
        find_sources([str(tmp_path)])


def test_a_folder_that_cannot_be_listed_is_refused(
    open_path: Path, ordinary_user: OrdinaryUser
) -> None:
    put(open_path, "a/b.txt")
    (open_path / "a").chmod(0)
    with ordinary_user(), pytest.raises(ReadError, match="/a: permission denied; check the path"):
        find_sources([str(open_path / "a")])


def test_a_file_that_cannot_be_reached_is_refused(
    open_path: Path, ordinary_user: OrdinaryUser
) -> None:
    put(open_path, "a/b.txt")
    (open_path / "a").chmod(0)
    with ordinary_user(), pytest.raises(ReadError, match=r"b\.txt: permission denied; check"):
        find_sources([str(open_path / "a/b.txt")])


def test_a_folder_below_that_cannot_be_listed_is_yielded(
    open_path: Path, ordinary_user: OrdinaryUser
) -> None:
    put(open_path, "a/x.txt", "b/y.txt", "c.txt")
    (open_path / "a").chmod(0)
    with ordinary_user():
        found = ids(open_path)
    reason = "permission denied; check the path and its permissions"
    assert found == [f"{open_path}/a: {reason}", "b/y.txt", "c.txt"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a b.txt", "a b.txt"),
        ("a\nb", "a\\nb"),
        ("a\u2028b", "a\\u2028b"),
        ("a\udcffb", "a\\udcffb"),
    ],
    ids=["plain", "newline", "separator", "not-utf-8"],
)
def test_a_path_is_shown_on_one_line(path: str, text: str) -> None:
    assert shown(path) == text
