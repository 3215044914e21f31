"""What is killed at any moment leaves a whole store, and the same call goes on from there."""

from __future__ import annotations

import random
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from crash.killing import (
    Undisturbed,
    after,
    closing,
    killed_at,
    opened,
    run,
    then,
    without_builds,
    write_documents,
    wrote,
)
from graphkit.graph import Graph
from graphkit.graph.history import read_builds, without_records
from graphkit.graph.stores import is_store

if TYPE_CHECKING:
    from pathlib import Path

    from crash.killing import Moment

DOCUMENTS = 300
KILLS = 40
A_DOCUMENT = 65_000  # bytes that one of these documents takes in the write-ahead log, about
OPENING = 650_000  # bytes that are written to open a store in which about ten have to be recovered
IN_WORK = 26  # kills of the 40 that shall meet the work on documents, about


@pytest.fixture(autouse=True)
def _time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778112000")


def watched(store: Path, *call: str, cwd: Path) -> float:
    """Run a call to its end; return the seconds that it took to open the store."""
    began, seconds = time.monotonic(), [0.0]
    opens = opened(store)

    def watch(pid: int) -> bool:
        if not seconds[0] and opens(pid):
            seconds[0] = time.monotonic() - began
        return False

    assert killed_at(watch, *call, cwd=cwd) == 0, (cwd / "stderr.txt").read_text()
    return seconds[0]


def moment(chance: random.Random, store: Path, start_up: float, held: int) -> Moment:
    """Return a random moment: of the start, of the work, or, if all is done, of the rest."""
    if chance.random() < 0.2:
        return after(chance.uniform(0.0, start_up))
    if held == DOCUMENTS:
        return then(opened(store), after(chance.uniform(0.0, 0.4)))
    size = chance.randrange(2 * (OPENING + A_DOCUMENT * DOCUMENTS // IN_WORK))
    return then(opened(store), wrote(size), after(chance.uniform(0.0, 0.015)))


def test_a_build_killed_forty_times_ends_as_one_that_was_not(tmp_path: Path) -> None:
    names = write_documents(tmp_path / "news", DOCUMENTS)
    start_up = watched(tmp_path / "whole", "build", "news", "--store", "whole", cwd=tmp_path)
    whole = Undisturbed(tmp_path / "whole", names)
    assert whole.check(tmp_path / "whole") == DOCUMENTS
    chance, store = random.Random(5), tmp_path / "store"  # noqa: S311
    held: list[int] = [0]
    for turn in range(2 * KILLS):
        call = ("build", "news", "--store", "store", "--workers", "2" if turn % 6 == 5 else "1")
        at = moment(chance, store, start_up, held[-1])
        if killed_at(at, *call, cwd=tmp_path) is None:
            held.append(whole.check(store) if is_store(store) else 0)
        if len(held) > KILLS:
            break
    assert held == sorted(held), "nothing is lost"
    assert len(set(held) - {0, DOCUMENTS}) >= KILLS // 4, f"few met the work: {held}"
    run("build", "news", "--store", "store", cwd=tmp_path)
    assert whole.check(store) == DOCUMENTS
    assert without_builds(store) == without_builds(tmp_path / "whole")


@pytest.mark.parametrize("seconds", [0.0, 0.005, 0.015])
def test_a_build_killed_while_it_closes_the_store_has_lost_nothing(
    tmp_path: Path, seconds: float
) -> None:
    names = write_documents(tmp_path / "news", 3)
    store = tmp_path / "store"
    moment = then(closing(store), after(seconds))
    ended = killed_at(moment, "build", "news", "--store", "store", cwd=tmp_path)
    assert ended in {None, 0}
    assert Undisturbed(store, names).check(store) == 3
    assert "(3 unchanged)" in run("build", "news", "--store", "store", cwd=tmp_path)


@pytest.mark.parametrize("seconds", [0.0, 0.003, 0.008, 0.02])
def test_a_build_killed_while_it_makes_the_store_can_be_done_again(
    tmp_path: Path, seconds: float
) -> None:
    names = write_documents(tmp_path / "news", 3)
    store = tmp_path / "store"
    moment = then(lambda _: store.exists(), after(seconds))
    assert killed_at(moment, "build", "news", "--store", "store", cwd=tmp_path) is None
    run("build", "news", "--store", "store", cwd=tmp_path)
    assert Undisturbed(store, names).check(store) == 3
    assert not list(store.glob(".*"))


def killed_and_done(
    tmp_path: Path, before: Path, *call: str, kills: int, most: int
) -> tuple[Path, Path]:
    """Do a call that changes the store *before* at once, and in pieces; return both stores.

    Each document is checked to be as it was or as it is to be, whenever the call is killed.
    """
    chance = random.Random(kills)  # noqa: S311
    whole, store = tmp_path / "whole", tmp_path / "store"
    decisions = before.with_suffix(".decisions")
    for copy in (whole, store):
        shutil.copytree(before, copy)
        if decisions.exists():
            shutil.copy(decisions, copy.with_suffix(".decisions"))
    run(*(str(whole) if word == "STORE" else word for word in call), cwd=tmp_path)
    old, new = graphs_of(before), graphs_of(whole)
    states = set()
    for _ in range(kills):
        at = then(opened(store), wrote(chance.randrange(most)))
        killed_at(at, *(str(store) if word == "STORE" else word for word in call), cwd=tmp_path)
        found = graphs_of(store)
        for name in old.keys() | new.keys() | found.keys():
            assert found.get(name) in (old.get(name), new.get(name)), f"{name} is half done"
        states.add(sum(found.get(name) == new.get(name) for name in old.keys() | new.keys()))
    assert len(states) > 1, "no kill met the work"
    run(*(str(store) if word == "STORE" else word for word in call), cwd=tmp_path)
    assert without_builds(store) == without_builds(whole)
    return whole, store


def graphs_of(store: Path) -> dict[str, frozenset[str]]:
    """Return the graphs of documents in a store, as text."""
    found: dict[str, set[str]] = {}
    with Graph.open(store) as graph:
        for quad in without_records(graph, graph.store):
            found.setdefault(str(quad.graph_name), set()).add(str(quad))
    return {name: frozenset(quads) for name, quads in found.items() if "/document/" in name}


def test_pruning_that_is_killed_drops_each_document_once(tmp_path: Path) -> None:
    names = write_documents(tmp_path / "news", 60)
    run("build", "news", "--store", "before", cwd=tmp_path)
    for name in names[5:]:
        (tmp_path / "news" / name).unlink()
    call = ("build", "news", "--store", "STORE", "--prune")
    stores = killed_and_done(tmp_path, tmp_path / "before", *call, kills=4, most=2_500_000)
    for store in stores:
        with Graph.open(store) as graph:
            dropped = [name for build in read_builds(graph.store) for name in build.dropped]
        assert sorted(dropped) == names[5:]


def test_decisions_that_are_killed_while_they_are_applied_are_applied_whole(
    tmp_path: Path,
) -> None:
    names = write_documents(tmp_path / "news", 60)
    for name in names:
        path = tmp_path / "news" / name
        path.write_text(f"Aldermoor Chemicals Ltd. supplies graphite to {name[:4]} Cells.")
    run("build", "news", "--store", "before", cwd=tmp_path)
    decided = "yes company/aldermoor-chemicals company/aldermoor-holding\n"
    (tmp_path / "before.decisions").write_text(decided)
    for call in (("resolve", "STORE", "--batch"), ("build", "news", "--store", "STORE")):
        killed_and_done(tmp_path, tmp_path / "before", *call, kills=3, most=4_000_000)
        for name in ("whole", "store"):
            shutil.rmtree(tmp_path / name)


@pytest.mark.parametrize("how", [(), ("--no-check",)])
def test_an_import_that_is_killed_is_done_whole_by_the_next(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    write_documents(tmp_path / "news", 30)
    write_documents(tmp_path / "own", 3)
    run("build", "news", "-o", "news.nq", cwd=tmp_path)
    run("build", "own", "--store", "before", cwd=tmp_path)
    for name in ("own", "news"):
        (tmp_path / name).rename(tmp_path / f"{name}.old")
    call = ("import", "news.nq", "--store", "STORE", *how)
    killed_and_done(tmp_path, tmp_path / "before", *call, kills=3, most=2_500_000)
