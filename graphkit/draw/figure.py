"""The way from claims to a figure, and from a figure to a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graphkit.draw.communities import communities
from graphkit.draw.compose import compose
from graphkit.draw.frame import MARGIN, Frame, page_for, page_of
from graphkit.draw.legend import words_of
from graphkit.draw.measure import Measure
from graphkit.draw.options import DEFAULTS, DrawOptions
from graphkit.draw.projection import project
from graphkit.draw.render import extent, render
from graphkit.draw.text import settings
from graphkit.draw.write import suffix_of, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matplotlib.figure import Figure

    from graphkit.draw.projection import Picture
    from graphkit.draw.scene import Scene
    from graphkit.graph.claims import StatedClaim

# width to height of the drawing: with title, legend and note the page comes to about 4:3
ASPECT: Final = 1.6
# title, legend and note leave a flatter area than the page
WIDER: Final = 1.15
# on a page of given size things are drawn at most this much larger than on one of their own
LARGEST: Final = 1.8


def draw(claims: Iterable[StatedClaim], target: Path, *, options: DrawOptions = DEFAULTS) -> None:
    """Write a diagram of *claims* to *target*: PNG, SVG or PDF, by its suffix.

    An entity is a marker, with colour and shape by type and size by the number of entities that
    it is joined with. Claims of one status between two entities are one line, labelled with the
    relations and dashed by status.

    Raises:
        UnknownNameError: The suffix is unknown, or the focus names no entity of the claims.
        GraphkitError: There is nothing to draw.
        WriteError: The file cannot be written; an older one is left as it was.
    """
    suffix_of(target)
    write(draw_figure(claims, options), target)


def draw_figure(claims: Iterable[StatedClaim], options: DrawOptions = DEFAULTS) -> Figure:
    """Return a matplotlib figure of *claims*, to be shown in a notebook or changed further.

    Raises:
        UnknownNameError: The focus names no entity of the claims.
        GraphkitError: There is nothing to draw.
    """
    picture = project(claims, options)
    with settings():
        measure = Measure()
        if options.size is None:
            scene = _scene(picture, measure, ASPECT, options)
            return render(
                scene, page_for(words_of(scene, options), _room(scene), measure), options, 1.0
            )
        width, height = (72 * side for side in options.size)
        scene = _scene(picture, measure, WIDER * width / height, options)
        frame, scale = _fitted(scene, (width, height), options, measure)
        return render(scene, frame, options, scale)


def _scene(picture: Picture, measure: Measure, aspect: float, options: DrawOptions) -> Scene:
    scene = compose(picture, measure, aspect)
    if options.communities is None:
        return scene
    found = communities(len(picture.nodes), picture.edges) if options.communities else ()
    return replace(scene, groups=found)


def _room(scene: Scene) -> tuple[float, float]:
    x0, y0, x1, y1 = extent(scene).tolist()
    return x1 - x0, y1 - y0


def _fitted(
    scene: Scene, page: tuple[float, float], options: DrawOptions, measure: Measure
) -> tuple[Frame, float]:
    """Return the frame and the largest scale at which the scene fits on *page*."""
    width, height = _room(scene)
    words = words_of(scene, options)
    scale = min(LARGEST, (page[0] - 2 * MARGIN) / width)
    while True:
        frame = page_of(words, (page[0] / scale, page[1] / scale), measure)
        if frame.room[0] >= width and frame.room[1] >= height:
            return frame, scale
        scale *= 0.97
