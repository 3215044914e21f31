"""Faint tints behind the groups of a network: each as a blot around its nodes and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

if TYPE_CHECKING:
    from graphkit.draw.geometry import Floats
    from graphkit.draw.scene import Scene
    from graphkit.draw.sheet import Sheet

# how far a tint reaches beyond the markers, in font sizes
REACH: Final = 2.1
# lines of a group longer than this many times the middle one are not tinted: they cross others
FAR: Final = 2.2


def tint(sheet: Sheet, scene: Scene, shift: Floats) -> None:
    """Draw the tints of the groups of *scene*, moved by *shift*; the largest lies below.

    Along the shortest lines that hold a group together, so that a tint covers little else.
    """
    for number, colour in enumerate(sheet.theme.tints):
        members = [node for node, group in enumerate(scene.groups) if group == number]
        if not members:
            continue
        points: list[Floats] = []
        for first, second in _held(scene, set(members)):
            points += [scene.positions[first] + shift, scene.positions[second] + shift]
        sheet.axes.add_artist(
            PathPatch(
                Path(np.array(points), [Path.MOVETO, Path.LINETO] * (len(points) // 2)),
                fill=False,
                edgecolor=colour,
                linewidth=2 * REACH * scene.font_size * sheet.scale,
                capstyle="round",
                joinstyle="round",
                zorder=0.1 + number / 100,
                gid=f"group-{number}",
            )
        )


def _held(scene: Scene, members: set[int]) -> list[tuple[int, int]]:
    """Return the lines of the shortest tree over the members of a group, and each by itself."""
    graph: nx.Graph[int] = nx.Graph()
    for edge in scene.picture.edges:
        if {edge.source, edge.target} <= members and edge.source != edge.target:
            apart = scene.positions[edge.source] - scene.positions[edge.target]
            graph.add_edge(edge.source, edge.target, weight=float(np.hypot(*apart)))
    tree = sorted(nx.minimum_spanning_edges(graph, data=False))
    far = [graph.edges[pair]["weight"] for pair in tree]
    limit = FAR * float(np.median(far)) if far else 0.0
    near = [pair for pair, length in zip(tree, far, strict=True) if length <= limit]
    return [*near, *((member, member) for member in sorted(members))]
