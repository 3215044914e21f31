"""A picture turned into a `Scene`: every marker, line and label with its place.

The relation of a line is written along it in words as long as all lines find room for their
words. In a picture too crowded for that, every line carries a letter that the legend explains;
lines without room even for a letter stay unlabelled, those with the fewest claims and the lowest
confidence first, and the note counts them. Where many lines all say the same, the legend says it
once for all. Around a focus, lines that pass it by stand back and carry nothing if there are too
many; a picture too crowded even for letters is an overview, see `graphkit.draw.dense`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.dense import DENSE, compose_dense
from graphkit.draw.geometry import SAMPLES, Floats, centred, middles, sample
from graphkit.draw.labels import STRAINED, place_along, place_beside
from graphkit.draw.layout import Island, Link, arrange, islands
from graphkit.draw.routes import route, shorten
from graphkit.draw.scene import Scene, edge_size, extents
from graphkit.draw.spacing import PAD
from graphkit.draw.style import status_style, type_style
from graphkit.draw.text import wrap
from graphkit.draw.wording import in_letters, in_words, letters_of, relation_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.draw.measure import Measure
    from graphkit.draw.projection import DrawnEdge, Picture

# so many lines, all alike, carry no label
MOST_ALIKE: Final = 12
# more lines than this never find room for their words on one page
MOST_WORDS: Final = 110
# of more lines a page shows only the course
MOST_LETTERS: Final = 260
# the layout is drawn larger in these steps until all words find room
GROWTH: Final = (1.0, 1.15, 1.35, 1.6)
# a scene is clear enough if this share of the labels is badly placed, and not clear if that one
# is; in between, what a layout twice as large costs in the same measure
MOST_STRAIN: Final = 0.12
TOO_MUCH_STRAIN: Final = 0.7
GROWTH_COST: Final = 0.4
# how often lines whose labels found no room are given the first choice
RETRIES: Final = 4
NO_TIPS: Final = np.zeros((0, 4))


def compose(picture: Picture, measure: Measure, aspect: float) -> Scene:
    """Return the scene of *picture* for a drawing area of about *aspect* (width to height)."""
    words = tuple(in_words(edge) for edge in picture.edges)
    if len(words) >= MOST_ALIKE and len(set(words)) == 1 and len(picture.nodes) <= DENSE:
        return _alike(picture, measure, words, aspect)
    quiet = _quiet(picture)
    loud = tuple(edge for edge, still in zip(picture.edges, quiet, strict=True) if not still)
    if len(picture.nodes) > DENSE or len(loud) > MOST_LETTERS:
        return compose_dense(picture, measure, aspect)
    if len(loud) <= MOST_WORDS:
        texts = ["" if still else word for word, still in zip(words, quiet, strict=True)]
        worded = _best(_plan(picture, measure, texts, lettered=False), aspect)
        if worded is not None:
            return replace(worded, quiet=quiet)
    letters = letters_of(loud)
    texts = [
        "" if still else in_letters(edge, letters)
        for edge, still in zip(picture.edges, quiet, strict=True)
    ]
    explained = {letter: relation_label(name) for name, letter in letters.items()}
    plan = _plan(picture, measure, texts, lettered=True)
    return replace(_placed(plan, 1.0, aspect, explained)[0], quiet=quiet)


def _quiet(picture: Picture) -> tuple[bool, ...]:
    """Return which lines stand back: in a crowded picture with a focus, those that pass it by."""
    focus = {number for number, node in enumerate(picture.nodes) if node.focus}
    if not focus or len(picture.edges) <= MOST_WORDS:
        return (False,) * len(picture.edges)
    return tuple(not {edge.source, edge.target} & focus for edge in picture.edges)


def _alike(picture: Picture, measure: Measure, words: Sequence[str], aspect: float) -> Scene:
    """Return the scene of a picture whose lines all say the same: the legend says it for them."""
    plan = _plan(picture, measure, [""] * len(words), lettered=False)
    return replace(_placed(plan, 1.0, aspect, {})[0], same=", ".join(words[0].split("\n")))


def _best(plan: _Plan, aspect: float) -> Scene | None:
    """Return the clearest scene in which all labels have a place, or None if there is none.

    Larger ones are tried only as long as too many labels stand off their lines or on others.
    """
    best, least = None, np.inf
    for growth in GROWTH:
        scene, strain = _placed(plan, growth, aspect, {})
        cost = strain + GROWTH_COST * growth
        if scene.placed.all() and strain <= TOO_MUCH_STRAIN and cost < least:
            best, least = scene, cost
        if scene.placed.all() and strain <= MOST_STRAIN:
            break
    return best


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that is measured before anything has a place; ``reaches`` hold markers with corners."""

    picture: Picture
    size: float
    radii: Floats
    reaches: Floats
    node_texts: tuple[str, ...]
    node_sizes: Floats
    edge_texts: Sequence[str]
    edge_sizes: Floats
    islands: list[Island]


def _plan(picture: Picture, measure: Measure, texts: Sequence[str], *, lettered: bool) -> _Plan:
    size = _font_size(len(picture.nodes))
    radii = _radii(picture, size)
    reaches = radii * np.array([type_style(node.type).reach for node in picture.nodes])
    labels = tuple(wrap(node.label) for node in picture.nodes)
    node_sizes = np.array(
        [
            measure.size(text, size, bold=node.focus)
            for text, node in zip(labels, picture.nodes, strict=True)
        ]
    )
    edge_sizes = measure.sizes(texts, edge_size(size, lettered=lettered), bold=lettered)
    return _Plan(
        picture=picture,
        size=size,
        radii=radii,
        reaches=reaches,
        node_texts=labels,
        node_sizes=node_sizes,
        edge_texts=texts,
        edge_sizes=edge_sizes,
        islands=islands(len(labels), _links(picture.edges, reaches, node_sizes, edge_sizes)),
    )


def _placed(
    plan: _Plan, growth: float, aspect: float, letters: Mapping[str, str]
) -> tuple[Scene, float]:
    """Return the scene, and the share of the labels of lines that are badly placed."""
    edges, reaches, sizes = plan.picture.edges, plan.reaches, plan.node_sizes
    positions = arrange(plan.islands, extents(reaches, sizes), growth=growth, aspect=aspect)
    centres = place_beside(positions, reaches, sizes, _straight(positions, edges), NO_TIPS)
    for _ in range(2):
        # lines bend around labels, then labels move off the lines
        curves = route(edges, positions, reaches, plan.edge_sizes, centred(centres, sizes))
        tips = _tips(edges, curves, plan.size)
        centres = place_beside(positions, reaches, sizes, sample(curves), tips)
    curves = shorten(curves, edges, centred(centres, sizes))
    tips = _tips(edges, curves, plan.size)
    markers = centred(positions, 2 * reaches[:, None] * np.ones((1, 2)))
    taken = np.concatenate([centred(centres, sizes), markers, tips])
    # what carries nothing needs no place
    bare = np.array([not text for text in plan.edge_texts])
    order = [line for line in _importance(edges) if not bare[line]]
    along = place_along(curves, plan.edge_sizes, taken, order)
    for _ in range(RETRIES):
        if (along.placed | bare).all():
            break
        # those that found no room choose first
        order.sort(key=lambda line: bool(along.placed[line]))
        again = place_along(curves, plan.edge_sizes, taken, order)
        if again.placed.sum() > along.placed.sum():
            along = again
    scene = Scene(
        picture=plan.picture,
        font_size=plan.size,
        positions=positions,
        radii=plan.radii,
        node_texts=plan.node_texts,
        node_centres=centres,
        node_sizes=sizes,
        curves=curves,
        edge_texts=plan.edge_texts,
        edge_centres=along.centres,
        edge_sizes=plan.edge_sizes,
        placed=along.placed | bare,
        letters=letters,
        same=None,
        quiet=(False,) * len(edges),
        groups=(),
    )
    return scene, float((along.costs > STRAINED).sum()) / max(len(order), 1)


def _tips(edges: Sequence[DrawnEdge], curves: Floats, size: float) -> Floats:
    """Return the rectangles of arrow heads and crosses, which labels should not cover."""
    heads = [n for n, edge in enumerate(edges) if edge.directed]
    crosses = [n for n, edge in enumerate(edges) if status_style(edge.status).crossed]
    return np.concatenate(
        [
            centred(curves[heads, 3], np.full((len(heads), 2), 0.5 * size)),
            centred(middles(curves[crosses]), np.full((len(crosses), 2), 0.7 * size)),
        ]
    )


def _font_size(nodes: int) -> float:
    """Return the size of labels: 11 points for a handful of nodes, 7.4 for 150, 6 for 500."""
    return round(min(11.0, max(6.0, 13.2 - 1.15 * log(max(nodes, 1)))), 1)


def _radii(picture: Picture, size: float) -> Floats:
    """Return the radii of the markers: by the root of the degree, at most 1.9 times the least."""
    most = max(*(node.degree for node in picture.nodes), 9)
    share = [sqrt(max(node.degree - 1, 0) / (most - 1)) for node in picture.nodes]
    return 0.58 * size * (1 + 0.9 * np.array(share))


def _links(
    edges: Sequence[DrawnEdge], radii: Floats, node_sizes: Floats, edge_sizes: Floats
) -> list[Link]:
    """Return one link for each joined pair: long enough for all labels if it lies flat."""
    parallel = Counter(frozenset((edge.source, edge.target)) for edge in edges)
    ends = Counter(end for edge in edges for end in {edge.source, edge.target})
    pairs: dict[tuple[int, int], tuple[float, float]] = {}
    for edge, (width, _) in zip(edges, edge_sizes.tolist(), strict=True):
        first, second = sorted((edge.source, edge.target))
        if first == second:
            continue
        flow = (1.0 if edge.source == first else -1.0) if edge.directed else 0.0
        # parallel lines bow outwards, and their labels stand side by side
        room = 1 + 0.25 * (parallel[frozenset((first, second))] - 1)
        line = radii[first] + radii[second] + room * (34 + 1.15 * width)
        # in a short chain labels stand side by side; elsewhere there is room around
        chained = ends[first] <= 2 and ends[second] <= 2  # noqa: PLR2004
        beside = (node_sizes[first, 0] + node_sizes[second, 0]) / 2 + 3 * PAD if chained else 0
        length, before = pairs.get((first, second), (0.0, 0.0))
        pairs[first, second] = max(length, line, beside), before + flow
    return [
        Link(first, second, length, float(np.sign(flow)))
        for (first, second), (length, flow) in pairs.items()
    ]


def _straight(positions: Floats, edges: Sequence[DrawnEdge]) -> Floats:
    """Return points on the straight lines between the nodes, shape ``(m, count, 2)``."""
    t = np.linspace(0.0, 1.0, SAMPLES)[None, :, None]
    starts = positions[[edge.source for edge in edges], None]
    ends = positions[[edge.target for edge in edges], None]
    return np.asarray(starts + t * (ends - starts), dtype=np.float64)


def _importance(edges: Sequence[DrawnEdge]) -> list[int]:
    """Return the numbers of the edges, those with the most claims and most confidence first."""
    return sorted(range(len(edges)), key=lambda n: (-edges[n].claims, -edges[n].confidence, n))
