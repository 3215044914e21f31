"""How much room text takes, asked of the renderer that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from graphkit.draw.text import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.draw.geometry import Floats

# fine enough that rounding to pixels does not matter; the same for every output
DPI = 144


class Measure:
    """Answers how wide and high a text is, in points; remembers what it has measured."""

    def __init__(self) -> None:
        """Open a canvas on which nothing is drawn."""
        self._figure = Figure(dpi=DPI)
        FigureCanvasAgg(self._figure)
        self._known: dict[tuple[str, float, bool], tuple[float, float]] = {}

    def size(self, text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
        """Return width and height of *text* (one or more lines) in a font of *size*.

        >>> measure = Measure()
        >>> measure.size("wide", 10)[0] > measure.size("slim", 10)[0]
        True
        """
        if not text:
            return 0.0, 0.0
        key = (text, size, bold)
        if key not in self._known:
            artist = Text(0, 0, text, fontproperties=font(size, bold=bold), parse_math=False)
            artist.set_figure(self._figure)
            box = artist.get_window_extent()
            self._known[key] = (float(box.width) * 72 / DPI, float(box.height) * 72 / DPI)
        return self._known[key]

    def sizes(self, texts: Sequence[str], size: float, *, bold: bool = False) -> Floats:
        """Return the sizes of several texts, shape ``(n, 2)``."""
        return np.array([self.size(text, size, bold=bold) for text in texts]).reshape(-1, 2)
