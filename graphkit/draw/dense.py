"""A picture of hundreds of entities as a `Scene`: an overview, not a page to read line by line.

Groups stand apart on tints; only the best connected entities carry their names; lines are thin
and faint, without words and heads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.communities import communities
from graphkit.draw.geometry import Floats, arc, sample
from graphkit.draw.labels import place_beside
from graphkit.draw.layout import Link, arrange, islands
from graphkit.draw.scene import Scene, extents
from graphkit.draw.style import type_style
from graphkit.draw.text import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.draw.layout import Island
    from graphkit.draw.measure import Measure
    from graphkit.draw.projection import Picture

# pictures of more nodes than this are overviews
DENSE: Final = 160
# as many carry their names
NAMED: Final = 110
SIZE: Final = 7.6
RADII: Final = (2.3, 8.5)
# the length of a line within a group and between groups, in points
WITHIN: Final = 20.0
BETWEEN: Final = 62.0
BEND: Final = 0.08


def compose_dense(picture: Picture, measure: Measure, aspect: float) -> Scene:
    """Return the scene of a large *picture* for a drawing area of about *aspect*."""
    groups = communities(len(picture.nodes), picture.edges)
    radii = _radii(picture)
    reaches = radii * np.array([type_style(node.type).reach for node in picture.nodes])
    found = islands(len(radii), _links(picture, reaches, groups))
    named = _named(picture, found)
    texts = tuple(
        wrap(node.label) if number in named else "" for number, node in enumerate(picture.nodes)
    )
    sizes = np.array(
        [
            measure.size(text, SIZE, bold=node.focus)
            for text, node in zip(texts, picture.nodes, strict=True)
        ]
    )
    positions = arrange(found, extents(reaches, sizes), growth=1.0, aspect=aspect)
    curves = _curves(picture, positions, reaches)
    count = len(picture.edges)
    return Scene(
        picture=picture,
        font_size=SIZE,
        positions=positions,
        radii=radii,
        node_texts=texts,
        node_centres=place_beside(positions, reaches, sizes, sample(curves, 12), np.zeros((0, 4))),
        node_sizes=sizes,
        curves=curves,
        edge_texts=("",) * count,
        edge_centres=np.zeros((count, 2)),
        edge_sizes=np.zeros((count, 2)),
        placed=np.zeros(count, dtype=bool),
        letters={},
        same=None,
        quiet=(False,) * count,
        groups=groups,
        overview=True,
    )


def _named(picture: Picture, found: Sequence[Island]) -> set[int]:
    """Return the numbers of the nodes with names: focus, best connected, one of each island."""

    def rank(number: int) -> tuple[bool, int, int]:
        node = picture.nodes[number]
        return not node.focus, -node.degree, number

    first = {min(island.nodes, key=rank) for island in found}
    return {*sorted(range(len(picture.nodes)), key=rank)[:NAMED], *first}


def _radii(picture: Picture) -> Floats:
    degrees = np.array([node.degree for node in picture.nodes], dtype=np.float64)
    share = np.sqrt((degrees - 1).clip(min=0) / max(float(degrees.max()) - 1, 8.0))
    radii: Floats = RADII[0] + (RADII[1] - RADII[0]) * share
    return radii


def _links(picture: Picture, reaches: Floats, groups: tuple[int, ...]) -> list[Link]:
    """Return one link for each joined pair, the longer ones between groups."""
    pairs: dict[tuple[int, int], float] = {}
    for edge in picture.edges:
        first, second = sorted((edge.source, edge.target))
        if first != second:
            apart = WITHIN if groups[first] == groups[second] else BETWEEN
            pairs[first, second] = float(reaches[first] + reaches[second]) + apart
    return [Link(first, second, length, 0.0) for (first, second), length in pairs.items()]


def _curves(picture: Picture, positions: Floats, reaches: Floats) -> Floats:
    """Return the lines, bent a little, so that those there and back are two."""
    curves = np.zeros((len(picture.edges), 4, 2))
    for number, edge in enumerate(picture.edges):
        start, end = positions[edge.source], positions[edge.target]
        if edge.source == edge.target:
            end = start + np.array([0.0, 3.0 * reaches[edge.source]])
        bulge = BEND * float(np.hypot(*(end - start)))
        curves[number] = arc(start, end, bulge)
    return curves
