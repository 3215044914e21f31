"""The pictures of a report: its surroundings, its tiers, its time line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.analyse import evidence
from graphkit.draw import (
    ChartOptions,
    DrawOptions,
    Moment,
    Sources,
    TierChart,
    TierLink,
    TierNode,
    Timeline,
    TimelineRow,
    chart_figure,
    draw_figure,
)
from graphkit.export import EdgeRow, EntityRow, Tables
from graphkit.export.diagrams import to_mermaid
from graphkit.report.parts import Picture, Refs, Section
from graphkit.report.rows import groups
from graphkit.report.svg import inline_svg
from graphkit.report.words import counted, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.figure import Figure

    from graphkit.analyse import Edge, Standing, Step
    from graphkit.analyse.timeline import Moment as Told
    from graphkit.graph import Node
    from graphkit.report.context import Context

_NEAR: Final = 18  # things around the focus, beyond which lines cross everywhere
_SMALL: Final = 6  # with fewer neighbours there is room for theirs
_STEPS: Final = 2  # in the chart of tiers
_ROWS: Final = 14  # of the chart of time


def network_section(context: Context) -> Section | None:
    """Return the picture of what surrounds the focus; None if no fact is stated about it."""
    near = _surroundings(context)
    if not near:
        return None
    names = {end for edge in near for end in (edge.subject, edge.object)}
    around = len({context.other(edge).iri for edge in context.edges})
    shown = len({context.other(edge).iri for edge in context.edges} & names)
    claims = tuple(sorted({iri for edge in near for iri in edge.claims}))
    things = counted(around, "thing")
    caption = f"{context.focus.label} and {things} with a direct relation to it."
    if shown < around:
        which = "those that most sources tell of"
        caption = f"{context.focus.label} and {shown} of {things} with a direct relation: {which}."
    mermaid = to_mermaid(_tables(context, near)).decode().rstrip("\n")
    svg = _network_svg(context, claims) if context.options.pictures else ""
    words = f"Network of {counted(len(names), 'thing')} around {context.focus.label}"
    return Section(
        "network", "At a glance", (Picture(words, (caption, Refs(claims)), svg, mermaid),)
    )


def tier_picture(context: Context) -> Picture | None:
    """Return the chart of tiers, two steps each way."""
    if not context.options.pictures:
        return None
    above = [each for each in context.tiers.upstream if each.steps <= _STEPS]
    seen = {each.node for each in above} | {context.focus}
    below = [e for e in context.tiers.downstream if e.steps <= _STEPS and e.node not in seen]
    if not above and not below:
        return None
    chart, claims = _tier_chart(context, above, below)
    svg = _chart_svg(chart, "t")
    caption = f"What stands up to two steps upstream and downstream of {context.focus.label}."
    return Picture(f"Chart of tiers of {context.focus.label}", (caption, Refs(claims)), svg)


def time_picture(context: Context) -> Picture | None:
    """Return the chart of what happened when, of the relations most spoken of."""
    if not context.options.pictures:
        return None
    rows: dict[str, list[Told]] = {}
    for each in context.moments:
        if each.date is not None:
            label = f"{each.subject.label} {each.relation} {each.object.label}"
            rows.setdefault(label, []).append(each)
    if not rows:
        return None
    ordered = sorted(
        rows, key=lambda label: (-len({t.event for t in rows[label]}), -len(rows[label]), label)
    )
    kept = ordered[:_ROWS]
    told = [each for label in kept for each in rows[label]]
    claims = tuple(sorted(each.statement.iri for each in told))
    chart = Timeline(
        tuple(_time_row(label, rows[label]) for label in kept),
        Sources(len(claims), len({each.statement.document for each in told})),
    )
    counts = counted(len(rows), "relation")
    of = f"{len(kept)} of {counts}" if len(kept) < len(rows) else counts.capitalize()
    caption = f"{of}, a mark for each claim, by its status."
    words = f"Time line of {context.focus.label}"
    return Picture(words, (caption, Refs(claims)), _chart_svg(chart, "m"))


def _time_row(label: str, told: Sequence[Told]) -> TimelineRow:
    return TimelineRow(
        label,
        tuple(Moment(t.date, t.statement.status) for t in told if t.date is not None),
        disputed=any(each.disputed for each in told),
    )


def _surroundings(context: Context) -> tuple[Edge, ...]:
    """Return the relations of the focus with its nearest, and those between these."""
    nearest = {group.node.iri for group in groups(context, context.edges)[:_NEAR]}
    inside = nearest | {context.focus.iri}
    direct = [e for e in context.edges if {e.subject, e.object} <= inside]
    if not 0 < len(nearest) < _SMALL:
        return tuple(direct)
    own = {edge.key for edge in direct}
    rest = [
        edge
        for edge in context.network.edges
        if edge.key not in own and not {edge.subject, edge.object}.isdisjoint(nearest)
    ]
    rest.sort(key=lambda edge: (-edge.sources, -edge.confidence, edge.key))
    return (*direct, *rest[: _NEAR - len(nearest)])


def _network_svg(context: Context, claims: Sequence[str]) -> str:
    told = tuple(evidence(context.graph, claims).values())

    def figure(theme: str) -> Figure:
        options = DrawOptions(
            focus=(context.focus.iri,), depth=3, theme="dark" if theme == "dark" else "light"
        )
        return draw_figure(told, options)

    return inline_svg(figure, "n")


def _chart_svg(chart: TierChart | Timeline, prefix: str) -> str:
    def figure(theme: str) -> Figure:
        return chart_figure(chart, ChartOptions(theme="dark" if theme == "dark" else "light"))

    return inline_svg(figure, prefix)


def _tier_chart(
    context: Context, above: Sequence[Standing], below: Sequence[Standing]
) -> tuple[TierChart, tuple[str, ...]]:
    places = [(context.focus, 0), *((each.node, -each.steps) for each in above)]
    places += [(each.node, each.steps) for each in below]
    steps: dict[tuple[str, str], Step] = {
        (step.start.iri, step.end.iri): step for each in (*above, *below) for step in each.path
    }
    claims = tuple(sorted({iri for step in steps.values() for iri in step.claims}))
    documents = {
        statement.document
        for step in steps.values()
        for edge in step.edges
        for statement in edge.statements
    }
    weights = Counter(end for ends in steps for end in ends)
    chart = TierChart(
        tuple(_tier_node(node, place, weights[node.iri]) for node, place in places),
        tuple(
            TierLink(start, end, step.edges[0].statuses[0], len(step.claims))
            for (start, end), step in sorted(steps.items())
        ),
        Sources(len(claims), len(documents)),
    )
    return chart, claims


def _tier_node(node: Node, place: int, weight: int) -> TierNode:
    return TierNode(node.iri, node.label, node.type, place, float(max(1, weight)))


def _tables(context: Context, edges: Iterable[Edge]) -> Tables:
    """Return as rows what a Mermaid diagram needs."""
    kept = tuple(edges)
    ends = sorted({end for edge in kept for end in (edge.subject, edge.object)})
    return Tables(
        entities=tuple(_entity(context.node(iri)) for iri in ends), edges=tuple(map(_edge, kept))
    )


def _entity(node: Node) -> EntityRow:
    return EntityRow(node.iri, node.type, plain(node.label), (), (), (), None, 0, 0, None, None)


def _edge(edge: Edge) -> EdgeRow:
    return EdgeRow(
        subject=edge.subject,
        object=edge.object,
        predicate=edge.predicate,
        id="",
        status=edge.statuses[0],
        confidence=edge.confidence,
        symmetric=ontology.load().relation(edge.predicate).symmetric,
        claims=len(edge.statements),
        documents=edge.sources,
        first_date=None,
        last_date=None,
        sources=(),
        document_ids=(),
        quote="",
    )
