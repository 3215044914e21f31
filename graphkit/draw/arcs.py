"""Lines with a width of their own and a head that fits it: what flows from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from graphkit.draw.geometry import Floats, part, sample
from graphkit.draw.style import status_style

if TYPE_CHECKING:
    from graphkit.draw.sheet import Sheet


# the width of the lines for which the dashes of statuses are made
PLAIN_WIDTH: Final = 1.3


@dataclass(frozen=True, slots=True)
class Arc:
    """A line, its width in points and the status that its dashes tell.

    ``curve`` holds one piece after the other, each beginning where the last ended: ``(3k + 1, 2)``.
    """

    curve: Floats
    width: float
    status: str

    @property
    def head(self) -> float:
        """The length of the head."""
        return 4.0 + 1.1 * self.width

    @property
    def tip(self) -> Floats:
        """The middle of the head."""
        back = self.curve[-2] - self.curve[-1]
        middle: Floats = self.curve[-1] + back / max(float(np.hypot(*back)), 1e-6) * self.head / 2
        return middle


def draw_arc(
    sheet: Sheet, arc: Arc, shift: Floats, *, gid: str = "arc", alpha: float = 0.72
) -> None:
    """Draw an arc moved by *shift*, its head at the last point."""
    style, curve = status_style(arc.status), arc.curve + shift
    # what holds or may hold has the ink of arcs, what is past or denied its own
    colour = sheet.theme.flow if style.ink == "line" else getattr(sheet.theme, style.ink)
    last, corners = _headed(curve[-4:], arc.head, 2.2 + 0.75 * arc.width)
    body = np.concatenate([curve[:-4], last])
    codes = [Path.MOVETO, *[Path.CURVE4] * (len(body) - 1)]
    # matplotlib counts dashes in widths of the line; wide lines have wide dashes
    dashes = tuple(max(length / PLAIN_WIDTH, 1.2) for length in style.dashes)
    sheet.axes.add_artist(
        PathPatch(
            Path(body, codes),
            fill=False,
            edgecolor=colour,
            linewidth=arc.width,
            linestyle=(0, dashes) if dashes else "solid",
            capstyle="butt",
            alpha=alpha,
            zorder=2,
            gid=gid,
        )
    )
    if style.crossed:
        sheet.cross(last, colour, 2.4 + 0.5 * arc.width)
    sheet.polygon(corners, facecolor=colour, linewidth=0, alpha=min(1.0, alpha + 0.15), zorder=2.1)


def _headed(curve: Floats, long: float, half: float) -> tuple[Floats, Floats]:
    """Return the curve up to its head, and the corners of the head."""
    fine = np.linspace(0.0, 1.0, 121)
    points = sample(curve[None], len(fine))[0]
    far = np.hypot(*(points - curve[3]).T) > long
    end = float(fine[far][-1]) if far.any() else 0.4
    base = sample(curve[None], 121)[0][round(120 * end)]
    along = curve[3] - base
    across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6) * half
    return part(curve, 0.0, max(end, 0.05)), np.stack([base + across, curve[3], base - across])
