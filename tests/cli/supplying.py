"""A small supply chain for the commands that analyse a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from analyse.conftest import Told, build

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = (
    Told("company/hollin-mining suppliesTo company/kelda-cells", day=None),
    Told("company/kelda-cells manufactures product/battery-cells", day=None),
    Told("company/kelda-cells suppliesTo company/orrin-motors", day=None),
    Told("company/orrin-motors uses product/battery-cells", day=None),
    Told("company/kelda-cells basedIn country/NO", day=None),
    Told("company/tarn-power suppliesTo company/orrin-motors", "planned", day=None),
)


def write_supply(folder: Path) -> Path:
    """Write the graph of `CLAIMS` into *folder*; return the file."""
    target = folder / "supply.nq"
    serialize(sorted(build(CLAIMS), key=str), str(target), RdfFormat.N_QUADS)
    return target
