"""A picture that was looked at and found good, compared with what is drawn now.

``pytest tests/draw --update-golden`` renews it; look at it before a commit.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib.image
import numpy as np

from graphkit.draw import DrawOptions, draw

if TYPE_CHECKING:
    import pytest

    from draw.conftest import MakeClaim

REFERENCE = Path(__file__).parent / "reference" / "cells.png"


def test_the_picture_looks_as_it_did_when_it_was_approved(
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
    if request.config.getoption("--update-golden"):
        REFERENCE.parent.mkdir(exist_ok=True)
        REFERENCE.write_bytes(target.read_bytes())
    assert REFERENCE.is_file(), f"{REFERENCE} is missing: run pytest with --update-golden"
    now, then = (pixels(path.read_bytes()) for path in (target, REFERENCE))
    assert np.abs(np.subtract(now.shape[:2], then.shape[:2])).max() <= 2
    height, width = np.minimum(now.shape[:2], then.shape[:2])
    difference = np.abs(now[:height, :width] - then[:height, :width])
    # versions of the font renderer shift edges of letters; a moved label or marker shows more
    assert float(difference.mean()) < 0.02


def pixels(content: bytes) -> np.ndarray:
    """Return the colours of a PNG picture, in [0, 1]."""
    return np.asarray(matplotlib.image.imread(io.BytesIO(content)))[..., :3].astype(float)
