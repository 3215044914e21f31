"""``graphkit timeline``."""

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


def test_a_table_tells_claims_in_order_and_contradictions_side_by_side(
    graphkit: Program, graph: Path
) -> None:
    ran = graphkit("timeline", graph, "Tarn")
    assert ran.code == 0
    rows = [line.split() for line in ran.out.splitlines() if "2026" in line]
    assert [row[:3] for row in rows] == [
        ["2026-05-07", "document", "announced"],
        ["2026-06-07", "document", "denied"],
    ]
    # each names the other
    assert [row[-2:] for row in rows] == [row[-2:][::-1] for row in rows[::-1]]
    assert ran.err == "Tarn: 2 claims; sources contradict each other on 1 relation\n"


def test_statuses_can_be_asked_for(graphkit: Program, graph: Path) -> None:
    assert graphkit("timeline", graph, "Tarn", "--status", "denied").err.startswith(
        "Tarn: 1 claim;"
    )
    none = graphkit("timeline", graph, "Tarn", "--status", "past", "-o", graph.parent / "no.png")
    assert (none.code, none.out) == (0, "")
    assert not (graph.parent / "no.png").exists()


def test_json_holds_the_claims(graphkit: Program, graph: Path) -> None:
    found = json.loads(graphkit("timeline", graph, "Tarn", "--format", "json").out)
    claims = {claim["iri"] for claim in found["claims"]}
    assert claims == {moment["claim"] for moment in found["moments"]}
    assert claims == {iri for moment in found["moments"] for iri in moment["contradicted_by"]}


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_drawn(graphkit: Program, graph: Path, suffix: str) -> None:
    target = graph.with_suffix(f".{suffix}")
    assert graphkit("timeline", graph, "Tarn", "-o", target).code == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "code"),
    [(("Atlantis",), 1), ((), 2), (("Tarn", "--status", "sure"), 2), (("Tarn", "-f", "csv"), 2)],
)
def test_a_wrong_call_is_one_line(
    graphkit: Program, graph: Path, words: tuple[str, ...], code: int
) -> None:
    ran = graphkit("timeline", graph, *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
