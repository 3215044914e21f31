"""Pictures that were looked at and found good, compared with what is drawn now.

``pytest tests/draw --update-golden`` renews them; look at them before a commit.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import matplotlib.image
import numpy as np
import pytest

from draw.invented import CHARTS, TITLES
from graphkit.draw import ChartOptions, DrawOptions, draw, draw_chart

if TYPE_CHECKING:
    from draw.conftest import MakeClaim, MakeClaims

REFERENCE = Path(__file__).parent / "reference"


def test_the_network_looks_as_it_did_when_it_was_approved(
    request: pytest.FixtureRequest, tmp_path: Path, make_claim: MakeClaim
) -> None:
    claims = [
        make_claim("Norvik Cells", "suppliesTo", "Aldane Motors"),
        make_claim("Norvik Cells", "investsIn", "Aldane Motors", "negotiating"),
        make_claim("Norvik Cells", "uses", "nickel/Material", "planned"),
        make_claim("nickel/Material", "producedIn", "Indonesia/Country"),
        make_claim("Aldane Motors", "manufactures", "electric vehicles/Product"),
        make_claim("Aldane Motors", "partnersWith", "Tessaly Foundry", "possible"),
        make_claim("port strike/Event", "affects", "Aldane Motors", "past"),
        make_claim("Ministry of Economy/Government", "restricts", "nickel/Material", "denied"),
    ]
    target = tmp_path / "cells.png"
    draw(claims, target, options=DrawOptions(title="Who supplies Aldane", dpi=45))
    compare(target, renew=request.config.getoption("--update-golden"))


def test_the_overview_looks_as_it_did_when_it_was_approved(
    request: pytest.FixtureRequest, tmp_path: Path, make_claims: MakeClaims
) -> None:
    target = tmp_path / "overview.png"
    options = DrawOptions(title="An invented industry", max_nodes=200, dpi=30, theme="dark")
    draw(make_claims(200), target, options=options)
    compare(target, renew=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["tiers", "map", "timeline", "heat"])
def test_the_chart_looks_as_it_did_when_it_was_approved(
    name: str, theme: Literal["light", "dark"], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    target = tmp_path / f"{name}-{theme}.png"
    options = ChartOptions(title=TITLES[name], subtitle="Invented", theme=theme, dpi=45)
    draw_chart(CHARTS[name], target, options=options)
    compare(target, renew=request.config.getoption("--update-golden"))


def compare(target: Path, *, renew: bool) -> None:
    """Compare the picture *target* with the reference of the same name, or make it that."""
    reference = REFERENCE / target.name
    if renew:
        REFERENCE.mkdir(exist_ok=True)
        reference.write_bytes(target.read_bytes())
    assert reference.is_file(), f"{reference} is missing: run pytest with --update-golden"
    now, then = (pixels(path.read_bytes()) for path in (target, reference))
    assert np.abs(np.subtract(now.shape[:2], then.shape[:2])).max() <= 2
    height, width = np.minimum(now.shape[:2], then.shape[:2])
    difference = np.abs(now[:height, :width] - then[:height, :width])
    # versions of the font renderer shift edges of letters; a moved label or marker shows more
    assert float(difference.mean()) < 0.02


def pixels(content: bytes) -> np.ndarray:
    """Return the colours of a PNG picture, in [0, 1]."""
    return np.asarray(matplotlib.image.imread(io.BytesIO(content)))[..., :3].astype(float)
