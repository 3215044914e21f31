"""``graphkit whatif``."""

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


def test_a_table_tells_losses_with_their_reasons(graphkit: Program, graph: Path) -> None:
    ran = graphkit("whatif", graph, "--without", "Tw")
    assert ran.code == 0
    rows = [line.split() for line in ran.out.splitlines() if "%" in line]
    assert [row[:3] for row in rows] == [
        ["100%", "1", "Hedda"],
        ["100%", "2", "Sedge"],
        ["50%", "3", "Chips"],
        ["50%", "4", "Orrin"],
    ]
    chips = next(line for line in ran.out.splitlines() if line.startswith(" 50%    3"))
    assert [cell.strip() for cell in chips.split("  ") if cell.strip()][4:6] == [
        "is made by Sedge Foundry",
        "Wold Foundry",
    ]
    assert ran.err == (
        "without Tw: 1 hit directly, 3 in further steps (the last is step 4); "
        "2 lose all, 2 a part\n"
    )


def test_an_assumption_is_told(graphkit: Program, graph: Path) -> None:
    ran = graphkit("whatif", graph, "--without", "Kr")
    assert "100% (1)   1      Wold Foundry" in ran.out
    assert "(1) no site of it is told: it is taken to be at its home\n" in ran.err


def test_several_things_can_be_gone(graphkit: Program, graph: Path) -> None:
    words = ("--without", "Kr", "--without", "Hedda Works", "--format", "json")
    found = json.loads(graphkit("whatif", graph, *words).out)
    assert {hit["label"]: hit["loss"] for hit in found["hits"]}["Chips"] == 1.0


def test_json_holds_the_claims_behind_each_hit(graphkit: Program, graph: Path) -> None:
    found = json.loads(graphkit("whatif", graph, "--without", "Tw", "--format", "json").out)
    used = {iri for hit in found["hits"] for iri in hit["claims"]}
    assert used == {claim["iri"] for claim in found["claims"]} != set()
    links = [link for hit in found["hits"] for link in hit["chain"]]
    assert all(link["claims"] for link in links)


def test_the_number_and_the_depth_are_kept_to(graphkit: Program, graph: Path) -> None:
    few = graphkit("whatif", graph, "--without", "Tw", "--most", 2)
    assert few.out.count("%") == 2
    assert "told: 2, see --most" in few.err
    near = graphkit("whatif", graph, "--without", "Tw", "--depth", 2)
    assert "1 hit directly, 1 in further steps" in near.err


def test_that_nothing_is_hit_is_said(graphkit: Program, graph: Path) -> None:
    ran = graphkit("whatif", graph, "--without", "Orrin Motors")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("without Orrin Motors: nothing is hit")


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_drawn(graphkit: Program, graph: Path, suffix: str) -> None:
    target = graph.with_suffix(f".{suffix}")
    assert graphkit("whatif", graph, "--without", "Tw", "-o", target).code == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--without", "Atlantis"), 1),
        ((), 2),
        (("--without", "Tw", "--depth", "0"), 2),
        (("--without", "Tw", "--status", "sure"), 2),
    ],
)
def test_a_wrong_call_is_one_line(
    graphkit: Program, graph: Path, words: tuple[str, ...], code: int
) -> None:
    ran = graphkit("whatif", graph, *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
