"""All that is drawn of a network and where: the value `Scene`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graphkit.draw.labels import GAP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.draw.geometry import Bools, Floats
    from graphkit.draw.projection import Picture


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn where, in points; arrays run parallel to the nodes or edges of the picture.

    ``letters`` explains the letters on the lines, empty if the lines carry words; ``same`` is
    what all lines say if they say the same and carry nothing. ``quiet`` lines stand
    back, and carry nothing. ``groups`` holds the number of the
    group of each node, -1 for none, and is empty if groups are not shown. An ``overview`` has
    faint lines without words and heads, and names only for the most important nodes.
    """

    picture: Picture
    font_size: float
    positions: Floats
    radii: Floats
    node_texts: tuple[str, ...]
    node_centres: Floats
    node_sizes: Floats
    curves: Floats
    edge_texts: Sequence[str]
    edge_centres: Floats
    edge_sizes: Floats
    placed: Bools
    letters: Mapping[str, str]
    same: str | None
    quiet: tuple[bool, ...]
    groups: tuple[int, ...]
    overview: bool = False

    @property
    def edge_size(self) -> float:
        """The font size of the labels of lines; letters need to be larger than words."""
        return edge_size(self.font_size, lettered=bool(self.letters))


def edge_size(font_size: float, *, lettered: bool) -> float:
    """Return the font size of the labels of lines beside labels of nodes of *font_size*."""
    return (0.88 if lettered else 0.82) * font_size


def extents(radii: Floats, sizes: Floats) -> Floats:
    """Return how far marker and label below reach left, right, down and up."""
    side = np.maximum(radii, sizes[:, 0] / 2)
    return np.stack([side, side, radii + GAP + sizes[:, 1], radii], axis=1)
