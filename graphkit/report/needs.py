"""What the thing cannot do without, and which countries can hit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from graphkit.analyse import dependence_graph
from graphkit.analyse.exposure_places import seated_in
from graphkit.analyse.projections_paths import claims_of, steps_of, told_path
from graphkit.report.context import LANDS
from graphkit.report.parts import Column, Paragraph, Refs, Section, Table
from graphkit.report.places import based, produced, sites
from graphkit.report.words import counted, listed, more, noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.analyse import Chokepoint, Step
    from graphkit.analyse.whatif import Consequence
    from graphkit.analyse.whatif_reasons import Link
    from graphkit.graph import Node
    from graphkit.report.context import Context
    from graphkit.report.parts import Line

_NAMED: Final = 3  # things of one kind in a cell


def chokepoints_section(context: Context) -> Section | None:
    """Return the section of what the focus cannot do without; None if nothing is known."""
    if context.focus.type in LANDS or not context.tiers.upstream:
        return None
    found = context.chokepoints
    title = "What it cannot do without"
    if not found.points:
        return Section("chokepoints", title, (Paragraph(("No chokepoint is found.",)),))
    columns = (
        Column("Chokepoint"),
        Column("Type"),
        Column("Why"),
        Column("How it is connected"),
        Column("Ref."),
    )
    rows = tuple(_point(point) for point in found.points[: context.options.rows])
    note = (
        "As far as the documents tell: without any one of these something that stands upstream can "
        "no longer be made, and with it this. Where a document names one source of several, the "
        "others are missing here too."
    )
    table = Table(columns, rows, more(len(rows), found.total, "chokepoint"))
    return Section("chokepoints", title, (Paragraph((note,), quiet=True), table))


def _point(point: Chokepoint) -> tuple[Line, ...]:
    needing: dict[str, list[str]] = {}
    for reason in point.reasons:
        needing.setdefault(reason.kind, []).append(reason.node.label)
    why = "; ".join(f"{kind}: {listed(names, most=_NAMED)}" for kind, names in needing.items())
    ways = [each.path for each in point.hanging if each.path]
    way = min(ways, key=len) if ways else ()
    return (
        (point.node.label,),
        (point.node.type.lower(),),
        (why,),
        (told_path(way) if way else "by a register",),
        (Refs(claims_of(edge for step in way for edge in step.edges)),),
    )


@dataclass(frozen=True, slots=True)
class Exposed:
    """A country that can hit the focus: by the shortest way, and through which things upstream."""

    country: Node
    steps: tuple[Step, ...]
    through: tuple[Node, ...]


def countries_exposed(context: Context) -> tuple[Exposed, ...]:
    """Return the countries that can hit the focus, those with most of what is upstream first."""
    graph = dependence_graph(context.network)
    if context.focus.iri not in graph or context.focus.type in LANDS:
        return ()
    back = nx.single_source_shortest_path(graph.reverse(copy=False), context.focus.iri)
    there: dict[str, list[Node]] = {}
    lands = {node.iri: node for node in context.network.nodes.values() if node.type == "Country"}
    for node in (standing.node for standing in context.tiers.upstream):
        if node == context.focus or node.type == "Country":
            continue
        homes = {*context.homes.of(node.iri), *context.homes.of_production(node.iri)}
        for land in sorted({home.country for home in homes}):
            lands[land.iri] = land
            there.setdefault(land.iri, []).append(node)
    found = []
    for iri, land in lands.items():
        starts = [start for start in (iri, *seated_in(context.network, iri)) if start in back]
        nearest = min((back[start][::-1] for start in starts), key=len, default=None)
        if nearest is not None and len(nearest) > 1:
            found.append(Exposed(land, steps_of(graph, nearest), tuple(there.get(iri, ()))))
    return tuple(sorted(found, key=_rank))


def _rank(exposed: Exposed) -> tuple[int, int, str]:
    return -len(exposed.through), len(exposed.steps), exposed.country.label


def exposure_section(context: Context) -> Section | None:
    """Return the section of the countries that can hit the focus."""
    found = countries_exposed(context)
    if not found:
        return None
    columns = (
        Column("Country"),
        Column("Upstream there", number=True),
        Column("What"),
        Column("Steps", number=True),
        Column("Shortest way"),
        Column("Ref."),
    )
    shown = found[: context.options.rows]
    note = (
        "Countries in which things stand that it needs directly or by others, ranked by how many. "
        "A way says that documents connect the two, not how much would be lost."
    )
    table = Table(
        columns, tuple(map(_exposed, shown)), more(len(shown), len(found), "country", "countries")
    )
    return Section("exposure", "Exposure to countries", (Paragraph((note,), quiet=True), table))


def _exposed(each: Exposed) -> tuple[Line, ...]:
    return (
        (each.country.label,),
        (f"{len(each.through):,}",),
        (listed([node.label for node in each.through], most=3),),
        (str(len(each.steps)),),
        (told_path(each.steps),),
        (Refs(claims_of(edge for step in each.steps for edge in step.edges)),),
    )


def without_section(context: Context) -> Section | None:
    """Return what elsewhere would be lost without a country or a place, largest loss first."""
    if context.focus.type not in LANDS:
        return None
    hits = elsewhere(context)
    title = "What depends on it elsewhere"
    if not hits:
        nothing = Paragraph(("Nothing elsewhere is stated to depend on it.",))
        return Section("exposure", title, (nothing,))
    columns = (
        Column("What"),
        Column("Type"),
        Column("Loss", number=True),
        Column("Step", number=True),
        Column("How it is hit"),
        Column("Ref."),
    )
    shown = hits[: context.options.rows]
    whole = sum(round(hit.loss, 6) >= 1 for hit in hits)
    note = (
        f"Without it {counted(len(hits), 'thing')} that {noun(len(hits), 'is', 'are')} not there "
        f"would lose something by what the documents tell ({whole:,} everything). The loss "
        "is that of a model in which all named sources of one need share it equally unless shares "
        "are told: it ranks, and is no forecast."
    )
    table = Table(columns, tuple(map(_hit, shown)), more(len(shown), len(hits), "thing"))
    return Section("exposure", title, (Paragraph((note,), quiet=True), table))


def elsewhere(context: Context) -> tuple[Consequence, ...]:
    """Return what would be lost without the focus, but for what is there itself."""
    inside = {group.node.iri for found in (based, sites, produced) for group in found(context)}
    return tuple(
        hit for hit in context.without if hit.node.iri not in inside and hit.node.type != "Place"
    )


def _hit(hit: Consequence) -> tuple[Line, ...]:
    return (
        (hit.node.label,),
        (hit.node.type.lower(),),
        (f"{100 * hit.loss:.0f} %",),
        (str(hit.step),),
        (_chain(hit.chain),),
        (Refs(hit.claims),),
    )


def _chain(chain: Sequence[Link]) -> str:
    """Return in words how something is hit."""
    if not chain:
        return ""
    links = (f"[{', '.join(link.phrases)}] {link.hit.label}" for link in chain)
    return " ".join([chain[0].lost.label, *links])
