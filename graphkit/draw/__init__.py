"""Pictures of supply chains for paper and screen: PNG, SVG or PDF, in one look.

`draw` writes a network of claims, `draw_figure` returns it as a matplotlib figure. `draw_chart`
and `chart_figure` do the same for the values of charts: `TierChart`, `FlowMap` (a map of the
world), `Timeline` and `HeatMap`; `flow_map` and `supplier_heat` make two of them from claims.
`overlaps` measures whether all that is written can be read. The same values give the same bytes,
in whatever order they come.
"""

from __future__ import annotations

from graphkit.draw.chart import ChartOptions, Sources
from graphkit.draw.charts import Chart, chart_figure, draw_chart
from graphkit.draw.check import overlaps
from graphkit.draw.figure import draw, draw_figure
from graphkit.draw.flows import Flow, FlowMap
from graphkit.draw.geography import countries_of, country_code, flow_map, supplier_heat
from graphkit.draw.heat import HeatMap
from graphkit.draw.moments import Moment, Timeline, TimelineRow
from graphkit.draw.options import DrawOptions
from graphkit.draw.tiers import TierChart, TierLink, TierNode

__all__ = [
    "Chart",
    "ChartOptions",
    "DrawOptions",
    "Flow",
    "FlowMap",
    "HeatMap",
    "Moment",
    "Sources",
    "TierChart",
    "TierLink",
    "TierNode",
    "Timeline",
    "TimelineRow",
    "chart_figure",
    "countries_of",
    "country_code",
    "draw",
    "draw_chart",
    "draw_figure",
    "flow_map",
    "overlaps",
    "supplier_heat",
]
