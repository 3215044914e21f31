"""``graphkit tiers``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.supplying import write_supply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

    Program = Callable[..., Run]


@pytest.fixture
def supply(tmp_path: Path) -> Path:
    """Return the file of a small supply chain."""
    return write_supply(tmp_path)


def test_a_table_tells_steps_tiers_and_claims(graphkit: Program, supply: Path) -> None:
    ran = graphkit("tiers", supply, "Orrin Motors")
    assert ran.code == 0
    rows = [line.split() for line in ran.out.splitlines() if line.startswith(" upstream")]
    assert [row[1:3] for row in rows] == [["1", "0"], ["1", "1"], ["2", "2"]]
    assert "Orrin Motors: 3 upstream, 0 downstream" in ran.err
    assert "claim:" in ran.out


def test_claims_of_the_table_can_be_asked_for(graphkit: Program, supply: Path) -> None:
    table = graphkit("tiers", supply, "Orrin Motors").out
    claim = next(word for word in table.split() if word.startswith("claim:"))
    assert claim in graphkit("why", supply, claim).out


def test_json_holds_the_claims_behind_each_path(graphkit: Program, supply: Path) -> None:
    found = json.loads(graphkit("tiers", supply, "Orrin Motors", "--format", "json").out)
    known = {claim["iri"] for claim in found["claims"]}
    used = {iri for each in found["upstream"] for step in each["path"] for iri in step["claims"]}
    assert used
    assert used == known
    assert {"quote", "document", "status", "date"} <= found["claims"][0].keys()


def test_depth_direction_and_status_narrow_it(graphkit: Program, supply: Path) -> None:
    near = graphkit("tiers", supply, "Orrin Motors", "--depth", 1, "--direction", "upstream")
    assert "2 upstream, 0 downstream" in near.err
    planned = graphkit("tiers", supply, "Orrin Motors", "--status", "planned")
    assert "1 upstream" in planned.err


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_drawn(graphkit: Program, supply: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"tiers.{suffix}"
    assert graphkit("tiers", supply, "Orrin Motors", "-o", target).code == 0
    assert target.stat().st_size > 1000


def test_an_unknown_name_is_one_line_with_near_names(graphkit: Program, supply: Path) -> None:
    ran = graphkit("tiers", supply, "Orin Motors")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "'Orrin Motors'" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("--status", "sure"),
        ("--as-of", "yesterday"),
        ("--min-confidence", "2"),
        ("--min-sources", "0"),
        ("--depth", "0"),
        ("--direction", "sideways"),
    ],
)
def test_wrong_options_are_wrong_calls(
    graphkit: Program, supply: Path, words: tuple[str, str]
) -> None:
    assert graphkit("tiers", supply, "Orrin Motors", *words).code == 2


def test_undated_claims_are_counted_when_a_day_is_asked_for(
    graphkit: Program, supply: Path
) -> None:
    ran = graphkit("tiers", supply, "Orrin Motors", "--as-of", "2026-01-01")
    assert "6 claims without a date are left out" in ran.err
