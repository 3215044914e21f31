"""The way from the values of a chart to a figure, and from a figure to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.draw.chart import PLAIN, ChartOptions
from graphkit.draw.flows import FlowMap, draw_map
from graphkit.draw.heat import HeatMap, draw_heat
from graphkit.draw.measure import Measure
from graphkit.draw.moments import Timeline, draw_timeline
from graphkit.draw.text import settings
from graphkit.draw.tiers import TierChart, draw_tiers
from graphkit.draw.write import suffix_of, write

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

Chart = TierChart | FlowMap | Timeline | HeatMap


def draw_chart(chart: Chart, target: Path, *, options: ChartOptions = PLAIN) -> None:
    """Write *chart* to *target*: PNG, SVG or PDF, by its suffix.

    Raises:
        UnknownNameError: The suffix is unknown.
        GraphkitError: There is nothing to draw.
        WriteError: The file cannot be written; an older one is left as it was.
    """
    suffix_of(target)
    write(chart_figure(chart, options), target)


def chart_figure(chart: Chart, options: ChartOptions = PLAIN) -> Figure:
    """Return a matplotlib figure of *chart*, to be shown in a notebook or changed further.

    Raises:
        GraphkitError: There is nothing to draw.
    """
    with settings():
        measure = Measure()
        match chart:
            case TierChart():
                return draw_tiers(chart, options, measure).figure
            case FlowMap():
                return draw_map(chart, options, measure).figure
            case Timeline():
                return draw_timeline(chart, options, measure).figure
            case HeatMap():
                return draw_heat(chart, options, measure).figure
