"""``graphkit log`` and ``graphkit build --prune``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

    Program = Callable[..., Run]


@pytest.fixture
def store(graphkit: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store of two builds, of which the second dropped a document."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778112000")
    news, store = tmp_path / "news", tmp_path / "store"
    news.mkdir()
    for name in ("a", "b"):
        (news / f"{name}.txt").write_text(f"Corvane supplies Kestrel {name} with cells.")
    assert graphkit("build", news, "--store", store).code == 0
    (news / "a.txt").unlink()
    assert "1 document dropped" in graphkit("build", news, "--store", store, "--prune").err
    return store


def test_builds_are_listed_with_counts(graphkit: Program, store: Path) -> None:
    run = graphkit("log", store)
    rows = [line.split() for line in run.out.splitlines() if line.strip()]
    assert rows[0] == ["build", "time", "inputs", "added", "changed", "dropped"]
    assert rows[2:] == [
        ["1", "2026-05-07T00:00:00Z", "../news", "2", "0", "0"],
        ["2", "2026-05-07T00:00:00Z", "../news", "0", "0", "1"],
    ]
    assert (run.code, run.err) == (0, "2 builds\n")


def test_documents_are_named_on_request(graphkit: Program, store: Path) -> None:
    rows = [
        line.split()[-2:]
        for line in graphkit("log", store, "--documents").out.splitlines()
        if "txt" in line
    ]
    assert rows == [["added", "a.txt"], ["added", "b.txt"], ["dropped", "a.txt"]]


def test_the_log_is_printed_as_json(graphkit: Program, store: Path) -> None:
    first, second = json.loads(graphkit("log", store, "--json").out)
    assert (first["added"], second["dropped"]) == (["a.txt", "b.txt"], ["a.txt"])


def test_a_file_has_no_log(graphkit: Program, chain: Path) -> None:
    run = graphkit("log", chain)
    assert (run.code, run.out, run.err) == (0, "", "0 builds\n")


def test_pruning_without_a_store_is_a_wrong_call(graphkit: Program, tmp_path: Path) -> None:
    run = graphkit("build", tmp_path, "-o", tmp_path / "a.ttl", "--prune")
    assert run.code == 2
    assert "--store" in run.err
    assert "standard input" in graphkit("build", "-", "--store", tmp_path / "s", "--prune").err


def test_a_store_that_is_not_there_is_one_line(graphkit: Program, tmp_path: Path) -> None:
    run = graphkit("log", tmp_path / "none")
    assert (run.code, len(run.err.splitlines())) == (1, 1)
