"""A page being drawn on: lines, shapes, markers and text, through matplotlib's objects only.

All coordinates are points of the page, y upwards; text is literal. Every artist that stands for
something has an id (``node-3``, ``edge-label-5``, ``legend-status-planned`` …) that SVG files keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from graphkit.draw.geometry import Floats, middles, part, sample
from graphkit.draw.style import StatusStyle, Theme, status_style, type_style
from graphkit.draw.text import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from graphkit.draw.frame import Frame

# the font size of labels at which lines have their full weight
FULL_WEIGHT: Final = 10.0
_CUBIC: Final = (Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4)


@dataclass(frozen=True, slots=True)
class Line:
    """A curve ``(4, 2)`` in the style of a status; ``alpha`` is how much of it is seen."""

    curve: Floats
    status: str
    directed: bool = True
    alpha: float = 1.0


class Sheet:
    """A figure being drawn on; lengths are points of the page times ``scale``."""

    def __init__(self, frame: Frame, theme: Theme, *, scale: float, dpi: float) -> None:
        """Open an empty page in the colours of *theme*."""
        self.frame, self.theme, self.scale = frame, theme, scale
        inches = (frame.width * scale / 72, frame.height * scale / 72)
        self.figure = Figure(figsize=inches, dpi=dpi, facecolor=theme.ground, edgecolor="none")
        FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, frame.width), ylim=(0, frame.height))
        self.axes.set_axis_off()

    def curve(
        self,
        curve: Floats,
        style: StatusStyle,
        gid: str,
        *,
        weight: float = 1.0,
        alpha: float = 1.0,
    ) -> None:
        """Draw a line in the style of a status, *weight* times as heavy."""
        width = style.width * weight * self.scale
        # matplotlib counts dashes in widths of the line
        dashes = tuple(length / style.width for length in style.dashes)
        self.axes.add_artist(
            PathPatch(
                Path(curve, _CUBIC),
                fill=False,
                edgecolor=getattr(self.theme, style.ink),
                linewidth=width,
                linestyle=(0, dashes) if dashes else "solid",
                capstyle="butt",
                joinstyle="round",
                alpha=alpha,
                zorder=1,
                gid=gid,
            )
        )

    def arrow(self, line: Line, gid: str, *, size: float) -> None:
        """Draw a line with its head and cross, as fits labels of *size* points."""
        style, curve = status_style(line.status), line.curve
        if line.directed:
            curve = self.head(line, 0.62 * size)
        # small labels stand among thin lines
        self.curve(curve, style, gid, weight=size / FULL_WEIGHT, alpha=line.alpha)
        if style.crossed:
            self.cross(curve, getattr(self.theme, style.ink), 0.3 * size)

    def polygon(self, corners: Floats, **looks: object) -> None:
        """Draw a filled shape."""
        shape = Polygon(corners, closed=True)
        shape.set(**looks)
        self.axes.add_artist(shape)

    def shape(
        self, rings: Sequence[Floats], clip: tuple[float, float, float, float], **looks: object
    ) -> None:
        """Draw several filled outlines as one thing, cut off at the rectangle *clip*."""
        paths = [Path(ring, closed=True) for ring in rings]
        shape = PathPatch(Path.make_compound_path(*paths))
        shape.set(**looks)
        self.axes.add_artist(shape)
        x0, y0, x1, y1 = clip
        shape.set_clip_path(Rectangle((x0, y0), x1 - x0, y1 - y0, transform=self.axes.transData))

    def box(self, box: tuple[float, float, float, float], **looks: object) -> None:
        """Draw a filled rectangle ``(x0, y0, x1, y1)``."""
        x0, y0, x1, y1 = box
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        self.polygon(corners, **({"linewidth": 0} | looks))

    def strokes(self, lines: list[Floats], colour: str, width: float, zorder: float) -> None:
        """Draw straight strokes."""
        for line in lines:
            self.axes.add_artist(
                PathPatch(
                    Path(line),
                    fill=False,
                    edgecolor=colour,
                    linewidth=width * self.scale,
                    capstyle="round",
                    joinstyle="miter",
                    zorder=zorder,
                )
            )

    def text(
        self,
        place: tuple[float, float],
        text: str,
        size: float,
        *,
        bold: bool = False,
        **looks: object,
    ) -> None:
        """Write literal text."""
        face = font(size * self.scale, bold=bold)
        written = self.axes.text(*place, text, parse_math=False, usetex=False, fontproperties=face)
        written.set(**looks)

    def marker(self, centre: Floats, radius: float, type_: str, gid: str) -> None:
        """Draw the marker of an entity type."""
        style = type_style(type_)
        x, y = centre.tolist()
        shape: Polygon | Circle = Circle((x, y), radius)
        if style.outline:
            shape = Polygon(centre + radius * np.array(style.outline), closed=True)
        shape.set(
            facecolor=style.colour,
            edgecolor=self.theme.rim,
            linewidth=min(0.7, 0.14 * radius) * self.scale,
            joinstyle="round",
            zorder=4,
            gid=gid,
        )
        self.axes.add_artist(shape)

    def dot(self, centre: Floats, radius: float, gid: str) -> None:
        """Draw a dot in the ink of text, with a rim of the ground."""
        x, y = centre.tolist()
        dot = Circle((x, y), radius)
        dot.set(facecolor=self.theme.text, edgecolor=self.theme.ground, linewidth=0.8 * self.scale)
        dot.set(zorder=5, gid=gid)
        self.axes.add_artist(dot)

    def head(self, line: Line, length: float) -> Floats:
        """Draw the arrow head at the end of *line*; return its curve up to the head."""
        curve, style = line.curve, status_style(line.status)
        fine = np.linspace(0.0, 1.0, 121)
        points = sample(curve[None], len(fine))[0]
        far = np.hypot(*(points - curve[3]).T) > length
        begin = float(fine[far][-1]) if far.any() else 0.0
        base = points[far][-1] if far.any() else curve[0]
        along = curve[3] - base
        across = np.array([-along[1], along[0]]) * 0.42
        corners = np.stack([base + across, curve[3], base - across])
        colour = getattr(self.theme, style.ink)
        if style.open_head:
            self.strokes([corners], colour, style.width * 1.2, 2)
            return curve
        self.polygon(corners, facecolor=colour, linewidth=0, zorder=2, alpha=line.alpha)
        # the line ends inside the head, not at its tip
        return part(curve, 0.0, begin + 0.3 * (1 - begin)) if begin > 0 else curve

    def cross(self, curve: Floats, colour: str, arm: float) -> None:
        """Draw a cross in the middle of *curve*, as far as *arm* to each side."""
        x, y = middles(curve[None])[0]
        corners = np.array(
            [[x - arm, y - arm], [x + arm, y + arm], [x - arm, y + arm], [x + arm, y - arm]]
        )
        self.strokes([corners[:2], corners[2:]], self.theme.ground, 4.0, 1.5)
        self.strokes([corners[:2], corners[2:]], colour, 1.6, 1.6)

    def backing(self, *, alpha: float = 1.0) -> dict[str, object]:
        """Return the patch behind a label that interrupts the lines under it, or veils them."""
        return {
            "boxstyle": "square,pad=0.08",
            "facecolor": self.theme.ground,
            "edgecolor": "none",
            "alpha": alpha,
        }
