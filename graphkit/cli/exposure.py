"""``graphkit exposure``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.selecting import (
    FACTS,
    AsOf,
    Form,
    Format,
    MinConfidence,
    MinSources,
    Output,
    PictureTheme,
    SelectedStatuses,
    Theme,
    claim_ids,
    claims_json,
    node_json,
    open_network,
    print_json,
    selection_json,
    selection_of,
    working,
)
from graphkit.cli.terminal import print_rows, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graphkit.analyse import Network, Step
    from graphkit.analyse.exposure import Exposure, Way
    from graphkit.graph import Graph


def exposure(
    graph: GraphPath,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A company or another thing: its name, key or IRI.",
            show_default=False,
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="NAME",
            help="A country, company, good, site or event that it may depend on.",
            show_default=False,
        ),
    ],
    depth: Annotated[int, typer.Option(min=1, help="The most steps of a way.")] = 6,
    most: Annotated[int, typer.Option(min=1, help="The most ways.")] = 20,
    status: SelectedStatuses = FACTS,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Show by which ways a company depends on a country, a company, a good, a site or an event.

    The shortest first, and of equal length the strongest: the product of the confidences of the
    steps. A country stands for all that is based, located or produced there.

    [bold]Examples[/bold]

      graphkit exposure chain.ttl Nvidia --to Taiwan

      graphkit exposure chain.ttl Nvidia --to gallium --depth 8 --status current --status planned
    """
    from graphkit.analyse.exposure import exposure as find_ways  # noqa: PLC0415 - slow

    selection = selection_of(status, as_of, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        with working("looking for ways"):
            found = find_ways(network, name, to, depth=depth, most=most)
        if form is Form.json:
            print_json(_json(opened, network, found))
        else:
            _print(found)
        if output is not None and found.ways:
            _draw(found, output, theme)
            say(f"→ {output}")


def _print(found: Exposure) -> None:
    rows = [
        (
            str(number),
            str(len(way.steps)),
            f"{way.strength:.2f}",
            str(way.sources),
            _told(way, found),
            _remarks(way),
            claim_ids(way.claims),
        )
        for number, way in enumerate(found.ways, 1)
    ]
    if rows:
        print_rows(("", "steps", "strength", "sources", "way", "remarks", "claims"), rows)
    say(_summary(found))


def _summary(found: Exposure) -> str:
    """Return what has been found, in a line."""
    on = f"{found.exposed.label} depends on {found.to.label}"
    if not found.ways:
        if found.nearest is None:
            return f"no way by which {on}, in the claims that are selected"
        far = f"the shortest has {found.nearest} steps; give --depth {found.nearest} or more"
        return f"no way of at most {found.depth} steps by which {on}: {far}"
    ways = "1 way" if len(found.ways) == 1 else f"{len(found.ways)} ways"
    if found.given_up:
        more = "; there may be more: the search has been cut short, a smaller --depth helps"
    else:
        more = "; there are more, see --most" if found.more else ""
    return f"{ways} of at most {found.depth} steps by which {on}{more}"


def _told(way: Way, found: Exposure) -> str:
    """Return a way in words."""
    from graphkit.analyse.projections_paths import told_path  # noqa: PLC0415 - slow

    if way.seated is None:
        return told_path(way.steps)
    begin = f"{found.to.label} [is by register the home of]"
    return f"{begin} {told_path(way.steps) if way.steps else way.seated.label}"


def _remarks(way: Way) -> str:
    """Return what a reader should know of a way beside its strength."""
    statuses = {each for step in way.steps for edge in step.edges for each in edge.statuses}
    remarks = sorted(statuses - {"current"})
    remarks += ["disputed"] * way.disputed + ["does business there only"] * way.weak
    return ", ".join(remarks)


def _json(graph: Graph, network: Network, found: Exposure) -> Mapping[str, object]:
    return {
        "exposed": node_json(found.exposed),
        "to": node_json(found.to),
        "selection": selection_json(network),
        "depth": found.depth,
        "more": found.more,
        "given_up": found.given_up,
        "nearest": found.nearest,
        "ways": [
            {
                "words": _told(way, found),
                "strength": way.strength,
                "sources": way.sources,
                "disputed": way.disputed,
                "weak": way.weak,
                "registered": None if way.seated is None else node_json(way.seated),
                "steps": [_step_json(step) for step in way.steps],
            }
            for way in found.ways
        ],
        "claims": claims_json(graph, found.claims),
    }


def _step_json(step: Step) -> Mapping[str, object]:
    return {
        "from": node_json(step.start),
        "to": node_json(step.end),
        "relations": list(step.relations),
        "statuses": sorted({each for edge in step.edges for each in edge.statuses}),
        "confidence": step.confidence,
        "disputed": step.disputed,
        "claims": list(step.claims),
    }


def _draw(found: Exposure, target: Path, theme: Theme) -> None:
    """Draw all ways, from what is depended on at the left."""
    from graphkit.draw import ChartOptions, Sources, TierChart, TierLink, TierNode, draw_chart  # noqa: PLC0415

    # as far left as the longest way from there is, so that lines run to the right
    places = {found.exposed: 0}
    for way in found.ways:
        for left, step in enumerate(way.steps):
            places[step.start] = min(places.get(step.start, 0), left - len(way.steps))
    seated = any(way.seated is not None for way in found.ways)
    note = f"What no line leads to has its seat in {found.to.label} by a register."
    steps = {(s.start.iri, s.end.iri): s for way in found.ways for s in way.steps}
    documents = {e.document for s in steps.values() for edge in s.edges for e in edge.statements}
    chart = TierChart(
        tuple(TierNode(node.iri, node.label, node.type, place) for node, place in places.items()),
        tuple(
            TierLink(*ends, step.edges[0].statuses[0], len(step.claims))
            for ends, step in sorted(steps.items())
        ),
        Sources(len(found.claims), len(documents)),
    )
    title = f"How {found.exposed.label} depends on {found.to.label}"
    options = ChartOptions(title=title, note=note if seated else None, theme=theme.value)
    draw_chart(chart, target, options=options)
