"""A scene drawn on a matplotlib figure, through the object-oriented interface only.

All coordinates are points of the page; text is literal. Every artist that stands for something
has an id (``node-3``, ``edge-label-5``, ``legend-status-planned`` …) that SVG files keep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon
from matplotlib.path import Path

from graphkit.draw.frame import MARGIN, Entry, Frame, sign_width, text_shift
from graphkit.draw.geometry import Floats, middles, part, sample
from graphkit.draw.style import THEMES, StatusStyle, Theme, status_style, type_style
from graphkit.draw.text import font

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.draw.compose import Scene
    from graphkit.draw.options import DrawOptions

# the font size of labels at which lines have their full weight
FULL_WEIGHT: Final = 10.0
_CUBIC: Final = (Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4)


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

    def curve(self, curve: Floats, style: StatusStyle, gid: str, *, weight: float = 1.0) -> None:
        """Draw a line in the style of a status, *weight* times as heavy."""
        width = style.width * weight * self.scale
        # matplotlib counts dashes in widths of the line
        dashes = tuple(length / style.width for length in style.dashes)
        self.axes.add_patch(
            PathPatch(
                Path(curve, _CUBIC),
                fill=False,
                edgecolor=getattr(self.theme, style.ink),
                linewidth=width,
                linestyle=(0, dashes) if dashes else "solid",
                capstyle="butt",
                joinstyle="round",
                zorder=1,
                gid=gid,
            )
        )

    def polygon(self, corners: Floats, **looks: object) -> None:
        """Draw a filled shape."""
        shape = Polygon(corners, closed=True)
        shape.set(**looks)
        self.axes.add_patch(shape)

    def strokes(self, lines: list[Floats], colour: str, width: float, zorder: float) -> None:
        """Draw straight strokes."""
        for line in lines:
            self.axes.add_patch(
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
            linewidth=0.7 * self.scale,
            joinstyle="round",
            zorder=4,
            gid=gid,
        )
        self.axes.add_patch(shape)


def render(scene: Scene, frame: Frame, options: DrawOptions, scale: float) -> Figure:
    """Return the figure of *scene* in its *frame*, everything *scale* times as large."""
    sheet = Sheet(frame, THEMES[options.theme], scale=scale, dpi=options.dpi)
    shift = np.array(frame.centre) - middle(scene)
    for number in range(len(scene.curves)):
        _edge(sheet, scene, number, shift)
    for number in range(len(scene.positions)):
        _node(sheet, scene, number, shift)
    _surroundings(sheet)
    return sheet.figure


def extent(scene: Scene) -> Floats:
    """Return the rectangle ``(x0, y0, x1, y1)`` that the drawing fills."""
    points = [sample(scene.curves).reshape(-1, 2)] if len(scene.curves) else []
    for centres, sizes in (
        (scene.node_centres, scene.node_sizes),
        (scene.edge_centres[scene.placed], scene.edge_sizes[scene.placed]),
        (scene.positions, 2 * scene.radii[:, None] * np.ones((1, 2))),
    ):
        points += [centres - sizes / 2, centres + sizes / 2]
    every = np.concatenate(points)
    return np.concatenate([every.min(axis=0), every.max(axis=0)])


def middle(scene: Scene) -> Floats:
    """Return the middle of what the drawing fills."""
    box = extent(scene)
    return np.asarray((box[:2] + box[2:]) / 2, dtype=np.float64)


def _edge(sheet: Sheet, scene: Scene, number: int, shift: Floats) -> None:
    edge, curve = scene.picture.edges[number], scene.curves[number] + shift
    style = status_style(edge.status)
    colour = getattr(sheet.theme, style.ink)
    # small labels stand among thin lines
    weight = scene.font_size / FULL_WEIGHT
    if edge.directed:
        curve = _head(sheet, curve, style, 0.62 * scene.font_size)
    sheet.curve(curve, style, f"edge-{number}", weight=weight)
    if style.crossed:
        _cross(sheet, curve, colour, 0.3 * scene.font_size)
    if scene.placed[number] and scene.edge_texts[number]:
        x, y = scene.edge_centres[number] + shift
        sheet.text(
            (x, y),
            scene.edge_texts[number],
            scene.edge_size,
            bold=bool(scene.letters),
            color=colour if style.crossed else sheet.theme.quiet,
            ha="center",
            va="center",
            bbox=_backing(sheet.theme),
            zorder=3,
            gid=f"edge-label-{number}",
        )


def _head(sheet: Sheet, curve: Floats, style: StatusStyle, length: float) -> Floats:
    """Draw the arrow head at the end of *curve*; return the curve up to the head."""
    fine = np.linspace(0.0, 1.0, 121)
    points = sample(curve[None], len(fine))[0]
    far = np.hypot(*(points - curve[3]).T) > length
    begin = float(fine[far][-1]) if far.any() else 0.0
    base = points[far][-1] if far.any() else curve[0]
    along = curve[3] - base
    across = np.array([-along[1], along[0]]) * 0.42
    corners = np.stack([base + across, curve[3], base - across])
    colour = getattr(sheet.theme, style.ink)
    if style.open_head:
        sheet.strokes([corners], colour, style.width * 1.2, 2)
        return curve
    sheet.polygon(corners, facecolor=colour, linewidth=0, zorder=2)
    # the line ends inside the head, not at its tip
    return part(curve, 0.0, begin + 0.3 * (1 - begin)) if begin > 0 else curve


def _cross(sheet: Sheet, curve: Floats, colour: str, arm: float) -> None:
    x, y = middles(curve[None])[0]
    corners = np.array(
        [[x - arm, y - arm], [x + arm, y + arm], [x - arm, y + arm], [x + arm, y - arm]]
    )
    sheet.strokes([corners[:2], corners[2:]], sheet.theme.ground, 4.0, 1.5)
    sheet.strokes([corners[:2], corners[2:]], colour, 1.6, 1.6)


def _node(sheet: Sheet, scene: Scene, number: int, shift: Floats) -> None:
    node = scene.picture.nodes[number]
    sheet.marker(scene.positions[number] + shift, scene.radii[number], node.type, f"node-{number}")
    x, y = scene.node_centres[number] + shift
    sheet.text(
        (x, y),
        scene.node_texts[number],
        scene.font_size,
        bold=node.focus,
        color=sheet.theme.text,
        ha="center",
        va="center",
        multialignment=_alignment(scene, number),
        bbox=_backing(sheet.theme),
        zorder=5,
        gid=f"node-label-{number}",
    )


def _alignment(scene: Scene, number: int) -> str:
    """Return how the lines of a label are set: towards the marker that they stand beside."""
    away = scene.node_centres[number, 0] - scene.positions[number, 0]
    if abs(away) < scene.node_sizes[number, 0] / 2:
        return "center"
    return "left" if away > 0 else "right"


def _backing(theme: Theme) -> dict[str, object]:
    """Return the patch behind a label that interrupts the lines under it."""
    return {
        "boxstyle": "square,pad=0.08",
        "facecolor": theme.ground,
        "edgecolor": "none",
    }


def _surroundings(sheet: Sheet) -> None:
    frame, theme = sheet.frame, sheet.theme
    if frame.title:
        sheet.text(
            (MARGIN, frame.title_top),
            frame.title,
            frame.title_size,
            bold=True,
            color=theme.text,
            va="top",
            gid="title",
        )
    for entry in frame.entries:
        _entry(sheet, entry)
    sheet.text(
        (MARGIN, MARGIN), frame.note, frame.note_size, color=theme.quiet, va="bottom", gid="note"
    )


def _entry(sheet: Sheet, entry: Entry) -> None:
    size, gid = sheet.frame.legend_size, f"legend-{entry.kind}-{entry.name}"
    sign = sign_width(entry.kind, size)
    if entry.kind == "type":
        sheet.marker(np.array([entry.x + size / 2, entry.y]), 0.5 * size, entry.name, f"{gid}-sign")
    elif entry.kind == "letter":
        place = (entry.x + sign / 2, entry.y)
        looks = {"color": sheet.theme.text, "ha": "center", "va": "center_baseline"}
        sheet.text(place, entry.name, size, bold=True, **looks)
    elif entry.kind == "status":
        _line_sign(sheet, entry, sign, f"{gid}-sign")
    sheet.text(
        (entry.x + text_shift(entry.kind, size), entry.y),
        entry.text,
        size,
        color=sheet.theme.text,
        va="center_baseline",
        gid=gid,
    )


def _line_sign(sheet: Sheet, entry: Entry, width: float, gid: str) -> None:
    style = status_style(entry.name)
    start, end = np.array([entry.x, entry.y]), np.array([entry.x + width, entry.y])
    curve = start + (end - start) * np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
    curve = _head(sheet, curve, style, 0.6 * sheet.frame.legend_size)
    sheet.curve(curve, style, gid)
    if style.crossed:
        _cross(sheet, curve, getattr(sheet.theme, style.ink), 0.28 * sheet.frame.legend_size)
