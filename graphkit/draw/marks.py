"""The marks of statuses on a time line: a shape each, told apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.draw.style import mark_style

if TYPE_CHECKING:
    from graphkit.draw.geometry import Floats
    from graphkit.draw.sheet import Sheet


def mark(sheet: Sheet, centre: Floats, radius: float, status: str, gid: str) -> None:
    """Draw the mark of *status* around *centre*; a hollow one shows the page's ground."""
    style = mark_style(status)
    colour = getattr(sheet.theme, style.ink)
    sheet.polygon(
        centre + radius * np.array(style.outline),
        facecolor=colour if style.filled else sheet.theme.ground,
        edgecolor=colour,
        linewidth=1.3 * sheet.scale,
        joinstyle="miter",
        zorder=4,
        gid=gid,
    )
    if style.half:
        right = np.array(style.outline) * [1.0, 1.0]
        right = np.stack([np.maximum(right[:, 0], 0.0), right[:, 1]], axis=1)
        sheet.polygon(centre + radius * right, facecolor=colour, linewidth=0, zorder=4.1)
