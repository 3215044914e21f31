"""``graphkit chokepoints``."""

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


def test_three_tables_tell_chokepoints_sole_sources_and_joints(
    graphkit: Program, supply: Path
) -> None:
    ran = graphkit("chokepoints", supply)
    assert ran.code == 0
    for heading in ("chokepoint", "sole source named", "articulation point"):
        assert heading in ran.out
    assert "only source: Battery Cells" in ran.out
    assert "3 chokepoints" in ran.err


def test_json_holds_paths_with_their_claims(graphkit: Program, supply: Path) -> None:
    found = json.loads(graphkit("chokepoints", supply, "Orrin Motors", "-f", "json").out)
    known = {claim["iri"] for claim in found["claims"]}
    points = {point["label"]: point for point in found["chokepoints"]}
    assert {"Kelda Cells", "Hollin Mining"} <= points.keys()
    for point in points.values():
        assert point["hit"] == len(point["hanging"]) == 1
        steps = [step for each in point["hanging"] for step in each["path"]]
        assert steps
        assert {iri for step in steps for iri in step["claims"]} <= known


def test_most_limits_what_is_told_and_says_so(graphkit: Program, supply: Path) -> None:
    assert "1 of 3 chokepoints" in graphkit("chokepoints", supply, "--most", 1).err


def test_a_picture_of_the_paths_is_drawn(graphkit: Program, supply: Path, tmp_path: Path) -> None:
    target = tmp_path / "chokepoints.svg"
    assert graphkit("chokepoints", supply, "-o", target, "--theme", "dark").code == 0
    assert b"Kelda Cells" in target.read_bytes()


def test_an_unknown_name_is_one_line(graphkit: Program, supply: Path) -> None:
    ran = graphkit("chokepoints", supply, "Orin Motors")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_less_than_one_row_is_a_wrong_call(graphkit: Program, supply: Path) -> None:
    assert graphkit("chokepoints", supply, "--most", 0).code == 2


def test_a_graph_without_supply_has_none(graphkit: Program, tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("")
    ran = graphkit("chokepoints", empty)
    assert (ran.code, ran.out) == (0, "")
    assert "0 chokepoints" in ran.err
