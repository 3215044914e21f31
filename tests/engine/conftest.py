"""Documents for engines, and what a build in one process makes of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.graph import Graph
from graphkit.graph.history import without_records
from graphkit.pipeline import build_store

if TYPE_CHECKING:
    from collections.abc import Callable

GERMAN = (
    "Der Hersteller bezieht die Zellen seiner Fahrzeuge seit Jahren von einem Partner im Osten."
)
SCRIPT = Path(__file__).with_name("on_engine.py")


def text(number: int) -> str:
    """Return a text whose words are its own, so that it is no copy of another."""
    names = " ".join(f"w{number}x{i}" for i in range(12))
    return (
        f"Norvik{number} Cathode AS supplies nickel sulphate to Corvane Motors. "
        f"Kestrel Cells plans to build plant {number} near Antwerp. It is called {names}."
    )


def made_lines() -> bytes:
    """Return 58 documents, a copy of one of them, and rows with all that may be wrong."""
    good: list[object] = [
        {"id": f"d{i}", "text": text(i), "title": f"Wire {i}", "date": f"2026-05-{1 + i % 28:02d}"}
        for i in range(58)
    ]
    bad: list[object] = [
        {"id": "empty", "text": ""},
        {"id": "number", "text": 7},
        {"id": "german", "text": GERMAN},
        {"id": "d3", "text": text(99)},
        {"id": "german", "text": text(98)},
        {"id": "when", "text": text(97), "date": "2026-02-30"},
        ["no object"],
    ]
    copy = {"id": "copy", "text": text(5) + " (Wire)", "date": "2026-06-01"}
    rows = [*good[:20], *bad[:4], "", *good[20:50], copy, *bad[4:], *good[50:]]
    lines = ["" if row == "" else json.dumps(row) for row in rows]
    return ("\n".join([*lines[:30], '{"id": "broken', *lines[30:]]) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made and told."""

    quads: list[str]
    summary: str
    skipped: list[str]


def quads_of(store: Path) -> list[str]:
    """Return the quads of a store but its records, as sorted lines."""
    with Graph.open(store) as graph:
        return sorted(map(str, without_records(graph, graph.store)))


@pytest.fixture(scope="session")
def wires(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of JSON Lines."""
    path = tmp_path_factory.mktemp("wires") / "wires.jsonl"
    path.write_bytes(made_lines())
    return path


@pytest.fixture(scope="session")
def expected(wires: Path) -> Built:
    """Return what one process makes of the wires."""
    store = wires.parent / "expected"
    report = build_store([str(wires)], store)
    return Built(quads_of(store), report.summary(), [str(each) for each in report.skipped])


@pytest.fixture
def on_engine(tmp_path: Path) -> Callable[..., Built]:
    """Return a function that builds on an engine; the store is ``tmp_path / "store"``."""

    def call(
        engine: str,
        *inputs: object,
        parts: object = "",
        size: int = 4000,
        env: dict[str, str] | None = None,
    ) -> Built:
        store = tmp_path / "store"
        words = [engine, store, parts, 2, size, *inputs]
        done = subprocess.run(
            [sys.executable, SCRIPT, *map(str, words)],
            capture_output=True,
            check=False,
            env=env_of(env),
        )
        assert done.returncode == 0, done.stderr.decode()[-3000:]
        summary, skipped = json.loads(done.stdout.splitlines()[-1])
        return Built(quads_of(store), summary, skipped)

    return call


def env_of(more: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment without a cluster, with *more*."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    return {**kept, **({} if more is None else more)}
