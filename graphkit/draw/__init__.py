"""Diagrams of supply chains for paper and screen: claims in, PNG, SVG or PDF out.

`draw` writes a file, `draw_figure` returns a matplotlib figure, `overlaps` measures whether its
labels can be read. The same claims give the same bytes, in whatever order they come.
"""

from __future__ import annotations

from graphkit.draw.check import overlaps
from graphkit.draw.figure import draw, draw_figure
from graphkit.draw.options import DrawOptions

__all__ = ["DrawOptions", "draw", "draw_figure", "overlaps"]
