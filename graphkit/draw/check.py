"""Whether labels of a finished figure overlap, measured on what the renderer draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from graphkit.draw.geometry import touching
from graphkit.draw.text import settings

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

# ids of what must stay clear of each other; markers do not count against markers with a label
_LABELS = ("node-label-", "edge-label-", "label-", "mark-", "legend-", "title", "subtitle", "note")


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of things that overlap in *figure*, at least one of them a label.

    Things are labels of nodes and lines, markers, the legend, title and note, each by its id and,
    for labels, its text: ``("node-label-3 'Aldane'", "node-7")``. An empty list means that
    everything can be read.
    """
    FigureCanvasAgg(figure)
    things = [artist for artist in figure.axes[0].get_children() if _counts(artist)]
    with settings():
        figure.draw_without_rendering()
        boxes = np.array([artist.get_window_extent().extents for artist in things])
    found = np.argwhere(np.triu(touching(boxes, boxes), 1))
    return [
        (_name(things[first]), _name(things[second]))
        for first, second in found.tolist()
        if isinstance(things[first], Text) or isinstance(things[second], Text)
    ]


def _counts(artist: Artist) -> bool:
    gid = artist.get_gid()
    return gid is not None and (gid.startswith(_LABELS) or gid.removeprefix("node-").isdigit())


def _name(artist: Artist) -> str:
    gid = str(artist.get_gid())
    return f"{gid} {artist.get_text()!r}" if isinstance(artist, Text) else gid
