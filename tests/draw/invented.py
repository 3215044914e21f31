"""Charts about invented supply chains, one of each kind, small enough to be read whole."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from graphkit.draw import (
    Flow,
    FlowMap,
    HeatMap,
    Moment,
    Sources,
    TierChart,
    TierLink,
    TierNode,
    Timeline,
    TimelineRow,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graphkit.draw import Chart

SOURCES: Final = Sources(claims=61, documents=33)

TIERS: Final = TierChart(
    nodes=(
        TierNode("quartz", "quartz", "Material", -3),
        TierNode("mine", "Tamsin mine", "Facility", -3),
        TierNode("chile", "Chile", "Country", -3),
        TierNode("wafers", "silicon carbide wafers", "Product", -2, 5),
        TierNode("resist", "Brennmark photoresist for the finest of structures", "Product", -2),
        TierNode("foundry", "Tessaly Foundry", "Company", -1, 12),
        TierNode("cells", "Norvik Cells", "Company", -1, 7),
        TierNode("motors", "Aldane Motors", "Company", 0, 20),
        TierNode("shop", "Kestrel Retail", "Company", 1),
        TierNode("fleet", "Umbra Fleet", "Company", 2),
    ),
    links=(
        TierLink("mine", "quartz"),
        TierLink("quartz", "wafers", weight=2),
        TierLink("quartz", "foundry"),
        TierLink("chile", "resist", "denied"),
        TierLink("wafers", "foundry", weight=4),
        TierLink("resist", "foundry"),
        TierLink("foundry", "motors", weight=9),
        TierLink("cells", "motors", "planned", weight=3),
        TierLink("motors", "shop"),
        TierLink("motors", "fleet", "negotiating"),
        TierLink("shop", "fleet", "past"),
        TierLink("fleet", "cells", "possible"),
    ),
    sources=SOURCES,
)
FLOWS: Final = FlowMap(
    flows=(
        Flow("TW", "US", 41),
        Flow("KR", "TW", 12),
        Flow("NL", "TW", 14),
        Flow("JP", "KR", 7),
        Flow("CN", "US", 5, "past"),
        Flow("CD", "CN", 6),
        Flow("CL", "CN", 4),
        Flow("TW", "SG", 3),
        Flow("MY", "US", 8),
        Flow("SG", "HK", 5),
        Flow("US", "SA", 4, "planned"),
        Flow("US", "CN", 4, "denied"),
        Flow("US", "US", 30),
    ),
    sources=SOURCES,
)
TIMELINE: Final = Timeline(
    rows=(
        TimelineRow(
            "Norvik Cells supplies Aldane Motors",
            (
                Moment(dt.date(2025, 9, 22), "negotiating", "letter of intent"),
                Moment(dt.date(2026, 2, 3), "planned"),
                Moment(dt.date(2026, 2, 5), "possible"),
                Moment(dt.date(2026, 5, 7), "current", "first cells delivered"),
            ),
        ),
        TimelineRow(
            "Tessaly Foundry partners with Umbra Fleet",
            (
                Moment(dt.date(2025, 11, 2), "planned", "plant in Ohio"),
                Moment(dt.date(2026, 1, 12), "denied"),
                Moment(dt.date(2026, 1, 12), "current"),
                Moment(dt.date(2026, 1, 13), "current"),
            ),
            disputed=True,
        ),
        TimelineRow("The export rule restricts cells", (Moment(dt.date(2025, 7, 15), "past"),)),
    ),
    sources=SOURCES,
)
HEAT: Final = HeatMap(
    rows=("battery cells", "photoresist", "gallium", "copper foil of the highest purity by far"),
    columns=("Taiwan", "Japan", "Chile", "Democratic Republic of the Congo"),
    values=((19, 2, 0, 0), (0, 8, 0, 0), (1, 0, 30, 4), (0, 0, 0, 6)),
    sources=SOURCES,
)
SHARES: Final = HeatMap(
    rows=("battery cells", "gallium"),
    columns=("Taiwan", "Chile"),
    values=((0.004, 0.996), (0.25, 0.75)),
    sources=SOURCES,
    share=True,
)
CHARTS: Final[dict[str, Chart]] = {
    "tiers": TIERS,
    "map": FLOWS,
    "timeline": TIMELINE,
    "heat": HEAT,
    "shares": SHARES,
}
TITLES: Final = {
    "tiers": "What Aldane stands on",
    "map": "Most of it comes from one island",
    "timeline": "Announced, agreed, denied",
    "heat": "Where the goods come from",
    "shares": "One country makes most of it",
}


def written(figure: Figure, prefix: str) -> list[str]:
    """Return the texts of a figure whose ids begin with *prefix*."""
    found = figure.axes[0].texts
    return [text.get_text() for text in found if str(text.get_gid()).startswith(prefix)]
