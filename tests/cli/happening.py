"""A small supply chain of which several sources have told several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from analyse.conftest import Told, build

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = (
    Told("facility/hedda-works locatedIn country/TW"),
    Told("company/sedge-foundry operates facility/hedda-works"),
    Told("company/sedge-foundry manufactures product/chips"),
    Told("company/wold-foundry manufactures product/chips", document="b.txt"),
    Told("company/wold-foundry basedIn country/KR", document="b.txt"),
    Told("company/orrin-motors uses product/chips"),
    Told("company/orrin-motors acquires company/tarn", "planned", "0.9", "a.txt", "2026-05-07"),
    Told("company/orrin-motors acquires company/tarn", "denied", "0.9", "c.txt", "2026-06-07"),
)


def write_happening(folder: Path) -> Path:
    """Write the graph of `CLAIMS` into *folder*; return the file."""
    target = folder / "happening.nq"
    serialize(sorted(build(CLAIMS), key=str), str(target), RdfFormat.N_QUADS)
    return target
