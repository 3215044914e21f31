"""A chart of tiers, from raw material on the left to the customer on the right: `TierChart`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Final

import numpy as np

from graphkit.draw.arcs import Arc, draw_arc
from graphkit.draw.chart import LABEL, SMALL, Sources, lower_left, nothing_to_draw, open_sheet
from graphkit.draw.columns import Columns, arrange
from graphkit.draw.legend import statuses_row, types_row
from graphkit.draw.text import clean, wrap
from graphkit.draw.wording import counted
from graphkit.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from graphkit.draw.chart import ChartOptions
    from graphkit.draw.geometry import Floats
    from graphkit.draw.measure import Measure
    from graphkit.draw.sheet import Sheet

# a column holds at most so many, the last of which may stand for all others
MOST: Final = 14
RADIUS: Final = 4.6
ROW: Final = 25.0
# between a column and the next, where the lines run
LANE: Final = 74.0
HEAD: Final = 26.0
WIDTHS: Final = (1.0, 4.0)
ASIDE: Final = 4.0


@dataclass(frozen=True, slots=True)
class TierNode:
    """A thing and its tier: 0 is what the chart is about, below upstream, above downstream.

    ``key`` is what links call it. ``weight`` decides who is folded where a tier is long.
    """

    key: str
    label: str
    type: str
    tier: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TierLink:
    """What goes from one thing to another; ``weight`` counts the claims that say so."""

    source: str
    target: str
    status: str = "current"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TierChart:
    """Things in their tiers, and links between them.

    >>> TierChart((), (TierLink("a", "b"),), Sources(1, 1))
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no node named 'a'. Available: none
    """

    nodes: tuple[TierNode, ...]
    links: tuple[TierLink, ...]
    sources: Sources

    def __post_init__(self) -> None:
        """Refuse two nodes with one key, links to none, and weights that cannot be drawn."""
        keys = Counter(node.key for node in self.nodes)
        for key, count in keys.items():
            if count > 1:
                message = f"two nodes of the tier chart have the key {key!r}; keys must differ"
                raise OptionError(message)
        for link in self.links:
            for key in (link.source, link.target):
                if key not in keys:
                    raise UnknownNameError(kind="node", name=key, available=keys)
        weights = [
            *(node.weight for node in self.nodes),
            *(link.weight for link in self.links),
        ]
        if not all(isfinite(weight) and weight >= 0 for weight in weights):
            message = "the weights of a tier chart must be numbers of at least 0"
            raise OptionError(message)


def draw_tiers(chart: TierChart, options: ChartOptions, measure: Measure) -> Sheet:
    """Return the page of a tier chart.

    Raises:
        GraphkitError: It has no nodes.
    """
    if not chart.nodes:
        nothing_to_draw("relations of supply for the tiers")
    folded = _folded(chart)
    plan = _plan(folded, measure)
    legend = (
        types_row({node.type for node in folded.nodes if node.type != _MORE}),
        statuses_row({link.status for link in folded.links}, kind="flow"),
    )
    sheet = open_sheet(plan.room, legend, _notes(chart, folded), options, measure)
    corner = np.array(lower_left(sheet, plan.room))
    for arc in plan.arcs:
        draw_arc(sheet, arc, corner, gid="link", alpha=0.5)
    for number, (node, spot) in enumerate(zip(folded.nodes, plan.spots, strict=True)):
        _node(sheet, number, node, (spot + corner, plan.texts[number]))
    for number, (text, x) in enumerate(plan.heads):
        if not text:
            continue
        place = (float(x + corner[0]), float(corner[1] + plan.room[1]))
        sheet.text(
            place,
            text,
            SMALL,
            gid=f"label-head-{number}",
            color=sheet.theme.quiet,
            ha="left",
            va="top",
        )
    return sheet


_MORE: Final = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """All places, from the lower left corner of the drawing; ``heads`` stand over columns."""

    room: tuple[float, float]
    spots: Floats
    texts: list[str]
    arcs: list[Arc]
    heads: list[tuple[str, float]]


def _folded(chart: TierChart) -> TierChart:
    """Return the chart with the least of each long tier in one node, and links of one kind once."""
    stands_for = {node.key: node.key for node in chart.nodes}
    kept: list[TierNode] = []
    for tier in sorted({node.tier for node in chart.nodes}):
        row = [node for node in chart.nodes if node.tier == tier]
        row.sort(key=lambda node: (-node.weight, node.label, node.key))
        most = MOST if len(row) <= MOST else MOST - 1
        kept += row[:most]
        if row[most:]:
            more = TierNode(f"more {tier}", f"and {len(row) - most} more", _MORE, tier, 0.0)
            kept.append(more)
            stands_for |= {node.key: more.key for node in row[most:]}
    sums: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for link in sorted(chart.links, key=lambda link: (link.source, link.target, link.weight)):
        ends = stands_for[link.source], stands_for[link.target]
        if ends[0] != ends[1]:
            sums[*ends, link.status] += link.weight
    links = (TierLink(a, b, status, weight) for (a, b, status), weight in sorted(sums.items()))
    return replace(chart, nodes=tuple(kept), links=tuple(links))


def _plan(chart: TierChart, measure: Measure) -> _Plan:
    tiers = sorted({node.tier for node in chart.nodes})
    texts = [wrap(clean(node.label), width=24, lines=2) for node in chart.nodes]
    heads = [_head(tier) for tier in tiers]
    wide = [
        max(
            measure.size(head, SMALL)[0],
            *(
                2 * RADIUS + 5 + measure.size(text, LABEL, bold=node.tier == 0)[0]
                for text, node in zip(texts, chart.nodes, strict=True)
                if node.tier == tier
            ),
        )
        for tier, head in zip(tiers, heads, strict=True)
    ]
    lefts = np.concatenate([[0.0], np.cumsum([width + LANE for width in wide])])
    columns = arrange([tiers.index(node.tier) for node in chart.nodes], _ends(chart), _sizes(chart))
    high = columns.height * ROW
    spots = np.array(
        [
            (lefts[column] + RADIUS, high - ROW * (0.5 + level))
            for column, level in zip(columns.columns, columns.levels, strict=True)
        ]
    )
    sides = np.stack([lefts[:-1] - 3, lefts[:-1] + np.array(wide) + 4], axis=1)
    ends = [
        float(spot[0])
        + (RADIUS + 9 if node.type != _MORE else 4 - RADIUS)
        + measure.size(text, LABEL, bold=node.tier == 0)[0]
        for spot, text, node in zip(spots, texts, chart.nodes, strict=True)
    ]
    return _Plan(
        room=(float(lefts[-1]) - LANE, high + HEAD),
        spots=spots,
        texts=texts,
        arcs=_arcs(chart, columns, _Sides(sides, ends, high)),
        heads=list(zip(heads, lefts[:-1].tolist(), strict=True)),
    )


def _ends(chart: TierChart) -> list[tuple[int, int]]:
    number = {node.key: index for index, node in enumerate(chart.nodes)}
    return [(number[link.source], number[link.target]) for link in chart.links]


def _sizes(chart: TierChart) -> list[float]:
    return [node.weight for node in chart.nodes]


def _head(tier: int) -> str:
    """Return what stands over a tier; what the chart is about stands out by itself.

    >>> _head(-2)
    '2 steps upstream'
    """
    if tier == 0:
        return ""
    return f"{counted(abs(tier), 'step')} {'upstream' if tier < 0 else 'downstream'}"


@dataclass(frozen=True, slots=True)
class _Sides:
    """Left and right edge of each column, right end of each label, height of the drawing."""

    columns: Floats
    labels: list[float]
    high: float

    def place(self, column: int, level: float, side: int) -> tuple[float, float]:
        """Return the place at the left (0) or right (1) edge of a column."""
        return float(self.columns[column, side]), self.high - ROW * (0.5 + level)


def _arcs(chart: TierChart, columns: Columns, sides: _Sides) -> list[Arc]:
    """Return the lines of the links, piece by piece from column to column."""
    most = max((link.weight for link in chart.links), default=1.0)
    arcs = []
    for link, ends, way in zip(chart.links, _ends(chart), columns.ways, strict=True):
        share = link.weight / most if most else 0.0
        width = WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * share
        arcs.append(Arc(_curve(way, ends, sides), width, link.status))
    return arcs


def _curve(way: list[tuple[int, float]], ends: tuple[int, int], sides: _Sides) -> Floats:
    """Return the pieces of a line along *way*, columns and levels: shape ``(3k + 1, 2)``.

    It begins and ends at the labels or markers of the nodes *ends*.
    """
    first, last = sides.labels[ends[0]], sides.labels[ends[1]]
    if way[-1][0] == way[0][0]:
        # within a tier: out to the right and back
        (column, start), (_, end) = way
        x, top = sides.place(column, start, 1)
        bottom, reach = sides.place(column, end, 1)[1], 0.45 * LANE
        # beside the lines that leave from there
        bottom += ASIDE if top > bottom else -ASIDE
        return np.array([(first, top), (x + reach, top), (x + reach, bottom), (last, bottom)])
    forward = way[-1][0] > way[0][0]
    out, into = (1, 0) if forward else (0, 1)
    begin = sides.place(*way[0], out)
    points = [(first, begin[1])] if forward else [begin]
    for (column, level), (next_, end) in pairwise(way):
        here, there = sides.place(column, level, out), sides.place(next_, end, into)
        # straight along the label, or through the column between
        points += _straight(points[-1], here)
        bend = 0.5 * (there[0] - here[0])
        points += [(here[0] + bend, here[1]), (there[0] - bend, there[1]), there]
    if not forward:
        points += _straight(points[-1], (last, points[-1][1]))
    return np.array(points)


def _straight(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Return what continues a curve from *start* straight to *end*; nothing if it is there."""
    if start == end:
        return []
    third = (end[0] - start[0]) / 3
    return [(start[0] + third, end[1]), (end[0] - third, end[1]), end]


def _node(sheet: Sheet, number: int, node: TierNode, place: tuple[Floats, str]) -> None:
    spot, text = place
    colour = sheet.theme.text
    x, y = spot.tolist()
    if node.type == _MORE:
        colour = sheet.theme.quiet
        x -= RADIUS
    else:
        sheet.marker(spot, RADIUS, node.type, f"node-{number}")
        x += RADIUS + 5
    bold = node.tier == 0 and node.type != _MORE
    sheet.text(
        (x, y),
        text,
        LABEL,
        bold=bold,
        gid=f"node-label-{number}",
        color=colour,
        ha="left",
        va="center",
        zorder=5,
    )


def _notes(chart: TierChart, folded: TierChart) -> tuple[str, ...]:
    shown = sum(node.type != _MORE for node in folded.nodes)
    some = f"{shown} of {len(chart.nodes)} are named, those most spoken of in each tier."
    return (
        chart.sources.words(),
        "Lines run from what is needed to who needs it, the wider the more claims say so."
        if folded.links
        else "",
        some if shown < len(chart.nodes) else "",
    )
