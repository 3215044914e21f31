"""Documents in other languages are counted as skipped, and read if that is asked for."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from graphkit.building import BuildOptions
from graphkit.errors import ReadError
from graphkit.pipeline import build, extract

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

GERMAN = (
    "Der Autobauer Vantaro bezieht die Zellen seiner Fahrzeuge seit drei Jahren von Kestrel Cells "
    "aus Ungarn. Das teilte das Unternehmen am Dienstag mit."
)
ENGLISH = "Aldermoor Chemicals supplies nickel sulphate to Kestrel Cells."
TOLD = (
    "graphkit: b.txt: the text is in German; graphkit reads English (--any-language lets it pass)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a text in English and one in German."""
    found = tmp_path / "news"
    found.mkdir()
    (found / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (found / "b.txt").write_text(GERMAN, encoding="utf-8")
    return found


def test_build_counts_a_document_in_another_language_as_skipped(
    graphkit: Callable[..., Run], folder: Path, tmp_path: Path
) -> None:
    run = graphkit("build", folder, "-o", tmp_path / "chain.ttl")
    first, last = run.err.splitlines()
    assert first == TOLD
    assert last.startswith("1 document, ")
    assert ", 1 skipped → " in last
    assert run.code == 1
    assert "Vantaro" not in (tmp_path / "chain.ttl").read_text(encoding="utf-8")


def test_extract_prints_the_others_and_exits_with_one(
    graphkit: Callable[..., Run], folder: Path
) -> None:
    run = graphkit("extract", folder)
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["a.txt"]
    assert (run.code, run.err) == (1, f"{TOLD}\n")


@pytest.mark.parametrize("workers", [1, 2])
def test_any_language_lets_it_pass(
    workers: int, graphkit: Callable[..., Run], folder: Path
) -> None:
    run = graphkit("extract", folder, "--any-language", "--workers", workers)
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["a.txt", "b.txt"]
    assert (run.code, run.err) == (0, "")


def test_a_build_of_nothing_but_other_languages_is_refused_and_writes_nothing(
    graphkit: Callable[..., Run], folder: Path, tmp_path: Path
) -> None:
    for target in ("-o", tmp_path / "chain.ttl"), ("--store", tmp_path / "store"):
        run = graphkit("build", folder / "b.txt", *target)
        assert (run.code, run.err) == (1, f"{TOLD}\n")
        assert not target[1].exists()


def test_the_library_reports_it_and_can_be_told_otherwise() -> None:
    line = json.dumps({"id": "g", "text": GERMAN}).encode()
    _, report = build("-", stdin=io.BytesIO(line))
    assert (report.documents, [str(e.where) for e in report.skipped]) == (0, ["g"])
    options = BuildOptions(any_language=True)
    assert build("-", stdin=io.BytesIO(line), options=options)[1].documents == 1
    (found,) = extract("-", stdin=io.BytesIO(line))
    assert isinstance(found, ReadError)


def test_a_short_text_passes_whatever_its_language(
    graphkit: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Vantaro kauft Zellen von Kestrel.", encoding="utf-8")
    assert graphkit("extract", tmp_path / "a.txt").code == 0
