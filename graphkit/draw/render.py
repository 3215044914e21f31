"""A scene of a network drawn on a sheet, its lines first, then its markers and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.geometry import Floats, sample
from graphkit.draw.sheet import Line, Sheet
from graphkit.draw.style import THEMES, status_style
from graphkit.draw.surround import surround
from graphkit.draw.tints import REACH, tint

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graphkit.draw.frame import Frame
    from graphkit.draw.options import DrawOptions
    from graphkit.draw.scene import Scene


# how much of a line that stands back is seen
QUIET: Final = 0.42


def render(scene: Scene, frame: Frame, options: DrawOptions, scale: float) -> Figure:
    """Return the figure of *scene* in its *frame*, everything *scale* times as large."""
    sheet = Sheet(frame, THEMES[options.theme], scale=scale, dpi=options.dpi)
    shift = np.array(frame.centre) - middle(scene)
    tint(sheet, scene, shift)
    for number in range(len(scene.curves)):
        _edge(sheet, scene, number, shift)
    for number in range(len(scene.positions)):
        _node(sheet, scene, number, shift)
    surround(sheet)
    return sheet.figure


def extent(scene: Scene) -> Floats:
    """Return the rectangle ``(x0, y0, x1, y1)`` that the drawing fills."""
    points = [sample(scene.curves).reshape(-1, 2)] if len(scene.curves) else []
    written = scene.placed & (scene.edge_sizes > 0).all(axis=1)
    tinted = [number for number, group in enumerate(scene.groups) if group >= 0]
    tints = np.full((len(tinted), 2), 2 * REACH * scene.font_size)
    for centres, sizes in (
        (scene.node_centres, scene.node_sizes),
        (scene.edge_centres[written], scene.edge_sizes[written]),
        (scene.positions[tinted], tints),
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
    edge, style = scene.picture.edges[number], status_style(scene.picture.edges[number].status)
    if scene.overview:
        sheet.curve(scene.curves[number] + shift, style, f"edge-{number}", weight=0.5, alpha=0.5)
        return
    line = Line(
        scene.curves[number] + shift,
        edge.status,
        directed=edge.directed,
        alpha=QUIET if scene.quiet[number] else 1.0,
    )
    size = scene.font_size * (0.7 if scene.quiet[number] else 1.0)
    sheet.arrow(line, f"edge-{number}", size=size)
    if scene.placed[number] and scene.edge_texts[number]:
        x, y = scene.edge_centres[number] + shift
        sheet.text(
            (x, y),
            scene.edge_texts[number],
            scene.edge_size,
            bold=bool(scene.letters),
            color=sheet.theme.denied if style.crossed else sheet.theme.quiet,
            ha="center",
            va="center",
            bbox=sheet.backing(),
            zorder=3,
            gid=f"edge-label-{number}",
        )


def _node(sheet: Sheet, scene: Scene, number: int, shift: Floats) -> None:
    node = scene.picture.nodes[number]
    sheet.marker(scene.positions[number] + shift, scene.radii[number], node.type, f"node-{number}")
    if not scene.node_texts[number]:
        return
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
        bbox=sheet.backing(alpha=0.65 if scene.overview else 1.0),
        zorder=5,
        gid=f"node-label-{number}",
    )


def _alignment(scene: Scene, number: int) -> str:
    """Return how the lines of a label are set: towards the marker that they stand beside."""
    away = scene.node_centres[number, 0] - scene.positions[number, 0]
    if abs(away) < scene.node_sizes[number, 0] / 2:
        return "center"
    return "left" if away > 0 else "right"
