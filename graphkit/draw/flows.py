"""A map of the world with arcs between countries, the wider the more there is: `FlowMap`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final

import numpy as np
from babel import Locale

from graphkit.draw.arcs import Arc, draw_arc
from graphkit.draw.atlas import Window, window
from graphkit.draw.chart import LABEL, SMALL, Sources, lower_left, nothing_to_draw, open_sheet
from graphkit.draw.earth import CREDIT, earth
from graphkit.draw.geometry import Floats, arc, centred, middles, sample, visible
from graphkit.draw.labels import place_along
from graphkit.draw.legend import statuses_row
from graphkit.draw.spots import free_spots
from graphkit.draw.style import status_style
from graphkit.draw.text import clean, wrap
from graphkit.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from graphkit.draw.chart import ChartOptions
    from graphkit.draw.frame import Sign
    from graphkit.draw.measure import Measure
    from graphkit.draw.sheet import Sheet

WIDTH: Final = 700.0
# the widest arc and the narrowest, in points
WIDEST: Final = 8.0
NARROWEST: Final = 0.7
DOT: Final = 2.3
BEND: Final = 0.17
# arcs that carry their numbers, the widest
NUMBERED: Final = 10
# of the ground behind labels, through which the map still shows
VEIL: Final = 0.72


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one country to another: ISO codes, a weight above 0, a status."""

    source: str
    target: str
    weight: float
    status: str = "current"


@dataclass(frozen=True, slots=True)
class FlowMap:
    """Flows between countries; ``unit`` says what their weights count, such as ``claims``.

    Several flows of one status between the same countries are added up.

    >>> FlowMap((Flow("TW", "XX", 3.0),), Sources(3, 1))
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no country named 'XX'. Available: XK
    """

    flows: tuple[Flow, ...]
    sources: Sources
    unit: str = "claims"

    def __post_init__(self) -> None:
        """Refuse unknown countries and weights that cannot be drawn."""
        known = earth().places
        for flow in self.flows:
            for code in (flow.source, flow.target):
                if code not in known:
                    # there are too many to list them all
                    near = [each for each in known if each[0] == code[:1].upper()]
                    raise UnknownNameError(kind="country", name=code, available=near)
            if not (isfinite(flow.weight) and flow.weight > 0):
                message = f"the weight of a flow must be above 0, got {flow.weight}"
                raise OptionError(message)


def draw_map(chart: FlowMap, options: ChartOptions, measure: Measure) -> Sheet:
    """Return the page of a map.

    Raises:
        GraphkitError: No flow joins two countries.
    """
    flows = _merged(chart.flows)
    if not flows:
        nothing_to_draw("claims between two countries for the map")
    totals = _totals(flows)
    shown = window(np.array([earth().places[code] for code in totals]), WIDTH)
    placed = _plan(flows, totals, shown, measure)
    notes = _notes(chart, placed)
    sheet = open_sheet(
        (WIDTH, shown.height), _legend(chart, flows, placed.widest), notes, options, measure
    )
    corner = np.array(lower_left(sheet, (WIDTH, shown.height)))
    _land(sheet, shown, corner, set(totals))
    for arc_ in placed.arcs:
        draw_arc(sheet, arc_, corner)
    _numbers(sheet, placed, corner)
    _names(sheet, placed, corner)
    return sheet


@dataclass(frozen=True, slots=True)
class _Plan:
    """All places on the map, counted from its corner."""

    arcs: list[Arc]
    numbers: list[tuple[int, str, Floats]]
    dots: Floats
    widest: float
    names: list[tuple[str, Floats | None]]


def _widest(flows: list[Flow], spots: dict[str, Floats]) -> float:
    """Return the width of the widest arc: less where all arcs are short."""
    far = [float(np.hypot(*(spots[flow.target] - spots[flow.source]))) for flow in flows]
    return min(WIDEST, max(2.5, 0.06 * sum(far) / len(far)))


def _merged(flows: tuple[Flow, ...]) -> list[Flow]:
    """Return one flow for each two countries and status, the weightiest first."""
    sums: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
    for flow in flows:
        if flow.source != flow.target:
            sums[flow.source, flow.target, flow.status].append(flow.weight)
    # sorted, or the order of the flows would show in the last digit of their sum
    merged = [Flow(a, b, sum(sorted(found)), status) for (a, b, status), found in sums.items()]
    return sorted(merged, key=lambda flow: (-flow.weight, flow.source, flow.target, flow.status))


def _totals(flows: list[Flow]) -> dict[str, float]:
    """Return the weight of what comes and goes by country, the weightiest first."""
    sums: defaultdict[str, float] = defaultdict(float)
    for flow in flows:
        sums[flow.source] += flow.weight
        sums[flow.target] += flow.weight
    return {code: sums[code] for code in sorted(sums, key=lambda code: (-sums[code], code))}


def _plan(flows: list[Flow], totals: dict[str, float], shown: Window, measure: Measure) -> _Plan:
    spots = {code: shown.place(earth().places[code][None])[0] for code in totals}
    dots = np.array([spots[code] for code in totals])
    parallel: defaultdict[tuple[str, str], int] = defaultdict(int)
    arcs: list[Arc] = []
    widest = _widest(flows, spots)
    for flow in flows:
        start, end = spots[flow.source], spots[flow.target]
        far = float(np.hypot(*(end - start)))
        rank = parallel[flow.source, flow.target]
        parallel[flow.source, flow.target] += 1
        curve = visible(arc(start, end, far * (BEND + 0.1 * rank)), DOT + 1, DOT + 2)
        width = max(NARROWEST, widest * flow.weight / flows[0].weight)
        arcs.append(Arc(curve, width, flow.status))
    curves = np.stack([each.curve for each in arcs])
    texts = [wrap(name_of(code), width=18) for code in totals]
    sizes = np.array([measure.size(text, LABEL) for text in texts])
    centres = free_spots(dots, DOT + 1.5, sizes, sample(curves), (WIDTH, shown.height))
    boxes = [
        centred(centre[None], size[None])[0]
        for centre, size in zip(centres, sizes, strict=True)
        if centre is not None
    ]
    tips = centred(np.stack([each.tip for each in arcs]), np.full((len(arcs), 2), 9.0))
    denied = [n for n, flow in enumerate(flows) if status_style(flow.status).crossed]
    crosses = centred(middles(curves[denied]), np.full((len(denied), 2), 9.0))
    taken = np.array(
        [*boxes, *tips, *crosses, *centred(dots, np.full((len(dots), 2), 2 * DOT + 3))]
    )
    return _Plan(
        arcs=arcs,
        numbers=_numbered(flows, curves, taken, measure),
        dots=dots,
        widest=widest,
        names=list(zip(texts, centres, strict=True)),
    )


def _numbered(
    flows: list[Flow], curves: Floats, taken: Floats, measure: Measure
) -> list[tuple[int, str, Floats]]:
    """Return the numbers of the widest arcs that find a place on them."""
    texts = [amount(flow.weight) for flow in flows[:NUMBERED]]
    sizes = measure.sizes(texts, SMALL, bold=True)
    along = place_along(curves[: len(texts)], sizes, taken, range(len(texts)))
    return [(n, text, along.centres[n]) for n, text in enumerate(texts) if along.placed[n]]


def name_of(code: str) -> str:
    """Return the name of a country in English, by the Unicode CLDR; Hong Kong without its status.

    >>> name_of("TW"), name_of("HK"), name_of("CD")
    ('Taiwan', 'Hong Kong', 'DR Congo')
    """
    short = {"HK": "Hong Kong", "MO": "Macao", "CD": "DR Congo", "CG": "Congo", "MM": "Myanmar"}
    return short.get(code, clean(str(Locale("en").territories.get(code, code))))


def amount(value: float) -> str:
    """Return a number as it stands on an arc, to three figures.

    >>> amount(3.0), amount(1234567.0), amount(0.256)
    ('3', '1,230,000', '0.256')
    """
    return f"{float(f'{value:.3g}'):,.10g}"


def _legend(chart: FlowMap, flows: list[Flow], widest: float) -> tuple[tuple[Sign, ...], ...]:
    most = flows[0].weight
    steps = sorted({float(f"{most * share:.1g}") for share in (0.1, 0.5)} | {most})
    if chart.unit == "claims":
        steps = sorted({max(1.0, float(round(step))) for step in steps})
    widths: list[Sign] = [
        ("width", f"{max(NARROWEST, widest * step / most):.2f}", amount(step)) for step in steps
    ]
    last = widths[-1]
    widths[-1] = (last[0], last[1], f"{last[2]} {clean(chart.unit)}")
    statuses = {flow.status for flow in flows}
    return tuple(widths), () if statuses == {"current"} else statuses_row(statuses, kind="flow")


def _notes(chart: FlowMap, placed: _Plan) -> tuple[str, ...]:
    inside = sum(sorted(flow.weight for flow in chart.flows if flow.source == flow.target))
    unnamed = sum(centre is None for _, centre in placed.names)
    return (
        chart.sources.words(),
        f"Not drawn, inside one country: {amount(inside)} {clean(chart.unit)}." if inside else "",
        f"{unnamed} of {len(placed.names)} countries carry no name." if unnamed else "",
        CREDIT,
    )


def _land(sheet: Sheet, shown: Window, corner: Floats, busy: set[str]) -> None:
    x, y = corner.tolist()
    clip = (x, y, x + WIDTH, y + shown.height)
    for number, (code, rings) in enumerate(earth().outlines.items()):
        placed = [shown.place(ring) + corner for ring in rings]
        if not any(_inside(ring - corner, shown) for ring in placed):
            continue
        sheet.shape(
            placed,
            clip,
            facecolor=sheet.theme.busy if code in busy else sheet.theme.land,
            edgecolor=sheet.theme.ground,
            linewidth=0.5,
            joinstyle="round",
            # after the larger ones, which may surround it
            zorder=0.1 + number / 1000,
            gid=f"country-{code}",
        )


def _inside(ring: Floats, shown: Window) -> bool:
    low, high = ring.min(axis=0), ring.max(axis=0)
    return bool((high > 0).all() and low[0] < WIDTH and low[1] < shown.height)


def _numbers(sheet: Sheet, placed: _Plan, corner: Floats) -> None:
    for number, text, centre in placed.numbers:
        x, y = (centre + corner).tolist()
        gid = f"label-flow-{number}"
        sheet.text(
            (x, y),
            text,
            SMALL,
            bold=True,
            gid=gid,
            bbox=sheet.backing(alpha=VEIL),
            color=sheet.theme.text,
            ha="center",
            va="center",
            zorder=5.5,
        )


def _names(sheet: Sheet, placed: _Plan, corner: Floats) -> None:
    for number, (text, centre) in enumerate(placed.names):
        dot = placed.dots[number] + corner
        sheet.dot(dot, DOT, f"mark-{number}")
        if centre is not None:
            x, y = (centre + corner).tolist()
            gid = f"label-country-{number}"
            sheet.text(
                (x, y),
                text,
                LABEL,
                gid=gid,
                bbox=sheet.backing(alpha=VEIL),
                color=sheet.theme.text,
                ha="center",
                va="center",
                zorder=5.5,
            )
