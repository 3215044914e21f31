"""``graphkit concentration``."""

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


def test_all_goods_are_ranked(graphkit: Program, supply: Path) -> None:
    ran = graphkit("concentration", supply)
    assert ran.code == 0
    assert "10,000" in ran.out
    assert "1 good of which a supplier is named" in ran.err


def test_one_thing_is_told_with_its_shares_and_their_basis(graphkit: Program, supply: Path) -> None:
    ran = graphkit("concentration", supply, "Orrin Motors")
    assert "100.0%" in ran.out
    assert "HHI 10,000; US 2023: high, EU: high; equal shares" in ran.err


def test_json_tells_indices_thresholds_and_claims(graphkit: Program, supply: Path) -> None:
    found = json.loads(graphkit("concentration", supply, "battery cells", "-f", "json").out)
    (one,) = found["concentrations"]
    assert (one["by_supplier"]["hhi"], one["by_supplier"]["us"]) == (10000.0, "high")
    assert found["thresholds"] == {"us_2023": [1000, 1800], "eu_2004": [1000, 2000]}
    (share,) = one["by_supplier"]["shares"]
    assert set(share["claims"]) <= {claim["iri"] for claim in found["claims"]}


def test_a_heat_map_of_countries_is_drawn(graphkit: Program, supply: Path, tmp_path: Path) -> None:
    target = tmp_path / "heat.svg"
    assert graphkit("concentration", supply, "battery cells", "-o", target).code == 0
    assert b"No" in target.read_bytes()


def test_what_nobody_supplies_is_work_that_failed(graphkit: Program, supply: Path) -> None:
    ran = graphkit("concentration", supply, "Hollin Mining")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "no supplier of 'Hollin Mining' is known" in ran.err


def test_an_unknown_status_is_a_wrong_call(graphkit: Program, supply: Path) -> None:
    assert graphkit("concentration", supply, "--status", "sure").code == 2
