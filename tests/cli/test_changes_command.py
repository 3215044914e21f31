"""``graphkit changes``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.happening import write_happening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

    Program = Callable[..., Run]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Return the file of a small supply chain."""
    return write_happening(tmp_path)


def test_a_table_tells_both_sides_of_a_change(graphkit: Program, graph: Path) -> None:
    ran = graphkit("changes", graph, "--since", "2026-06-01")
    assert ran.code == 0
    rows = [line for line in ran.out.splitlines() if "Orrin Motors acquires Tarn" in line]
    assert [row.split()[0] for row in rows] == ["contradicted", "denied"]
    assert "planned against denied" in rows[0]
    assert "planned → denied" in rows[1]
    assert [row.count("claim:") for row in rows] == [2, 2]
    assert ran.err == "2 changes\n"


def test_the_last_day_ends_it(graphkit: Program, graph: Path) -> None:
    words = ("--since", "2026-05-01", "--until", "2026-05-31", "--format", "json")
    found = json.loads(graphkit("changes", graph, *words).out)
    assert {change["kind"] for change in found["changes"]} == {"new"}
    used = {iri for change in found["changes"] for iri in change["after"]}
    assert used == {claim["iri"] for claim in found["claims"]}


def test_the_number_of_changes_is_kept_to(graphkit: Program, graph: Path) -> None:
    ran = graphkit("changes", graph, "--since", "2026-06-01", "--most", 1)
    assert ran.err == "2 changes; told: 1, see --most\n"


def test_that_nothing_has_changed_is_said(graphkit: Program, graph: Path) -> None:
    target = graph.parent / "no.png"
    ran = graphkit("changes", graph, "--since", "2027-01-01", "-o", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "0 changes\n")
    assert not target.exists()


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_drawn(graphkit: Program, graph: Path, suffix: str) -> None:
    target = graph.with_suffix(f".{suffix}")
    assert graphkit("changes", graph, "--since", "2026-06-01", "-o", target).code == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--since", "May"),
        ("--since", "2026-05-01", "--until", "2026-01-01"),
        ("--since", "2026-05-01", "--status", "sure"),
    ],
)
def test_a_wrong_call_is_one_line(graphkit: Program, graph: Path, words: tuple[str, ...]) -> None:
    ran = graphkit("changes", graph, *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
