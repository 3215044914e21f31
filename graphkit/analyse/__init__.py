"""Answers about a supply chain: functions over the claims of a graph that return values.

A `Selection` says which claims count, `read_network` reads the relations that they state, and
`graphkit.analyse.projections` makes networkx graphs of these. Each analysis is a module of its own.
Nothing here knows of pictures or of the shell.
"""

from __future__ import annotations

from graphkit.analyse.chokepoints import Chokepoint, Chokepoints, Hanging, Reason, chokepoints
from graphkit.analyse.concentration import (
    Concentration,
    NoSupplyError,
    concentration,
    concentrations,
)
from graphkit.analyse.concentration_amounts import read_amounts
from graphkit.analyse.concentration_index import Index, Share
from graphkit.analyse.evidence import evidence
from graphkit.analyse.network import (
    AmbiguousNameError,
    Edge,
    Network,
    UnknownThingError,
    read_network,
)
from graphkit.analyse.projections import dependence_graph, supply_graph
from graphkit.analyse.projections_paths import Step
from graphkit.analyse.selection import Selection
from graphkit.analyse.statements import Statement, read_statements
from graphkit.analyse.tiers import Standing, Tiers, tiers

__all__ = [
    "AmbiguousNameError",
    "Chokepoint",
    "Chokepoints",
    "Concentration",
    "Edge",
    "Hanging",
    "Index",
    "Network",
    "NoSupplyError",
    "Reason",
    "Selection",
    "Share",
    "Standing",
    "Statement",
    "Step",
    "Tiers",
    "UnknownThingError",
    "chokepoints",
    "concentration",
    "concentrations",
    "dependence_graph",
    "evidence",
    "read_amounts",
    "read_network",
    "read_statements",
    "supply_graph",
    "tiers",
]
