"""``graphkit tiers``."""

from __future__ import annotations

from enum import StrEnum
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
    steps_json,
    working,
)
from graphkit.cli.terminal import print_rows, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graphkit.analyse import Network, Standing, Tiers
    from graphkit.graph import Graph


class Direction(StrEnum):
    """Which way to look."""

    both = "both"
    upstream = "upstream"
    downstream = "downstream"


def tiers(
    graph: GraphPath,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A company, a good or another thing: its name, key or IRI.",
            show_default=False,
        ),
    ],
    depth: Annotated[
        int | None,
        typer.Option(min=1, help="The most steps, if not all.", show_default=False),
    ] = None,
    direction: Annotated[Direction, typer.Option(help="Which way to look.")] = Direction.both,
    status: SelectedStatuses = FACTS,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Tell who stands how many steps upstream and downstream of a company or a good.

    Steps count goods, sites and companies; the tier counts companies only, so that whoever makes
    what NAME uses is of tier 1. Each path is told with the claims behind it.

    [bold]Examples[/bold]

      graphkit tiers chain.ttl Nvidia --direction upstream

      graphkit tiers chain.ttl "HBM" --depth 3 --as-of 2026-05-31 --format json
    """
    from graphkit.analyse import tiers as find_tiers  # noqa: PLC0415 - slow

    selection = selection_of(status, as_of, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        with working("following the paths"):
            found = find_tiers(network, name, depth=depth, direction=direction.value)
        if form is Form.json:
            print_json(_json(opened, network, found))
        else:
            _print(found)
        if output is not None:
            _draw(found, output, theme)
            say(f"→ {output}")


def _print(found: Tiers) -> None:
    columns = ("direction", "steps", "tier", "name", "type", "path", "claims")
    rows = [*_rows("upstream", found.upstream), *_rows("downstream", found.downstream)]
    if rows:
        print_rows(columns, rows)
    say(
        f"{found.focus.label}: {len(found.upstream)} upstream, {len(found.downstream)} downstream"
        + (f", {len(found.cyclic)} of them in a circle" if found.cyclic else "")
    )


def _rows(direction: str, side: tuple[Standing, ...]) -> Iterator[tuple[str, ...]]:
    from graphkit.analyse.projections_paths import told_path  # noqa: PLC0415 - slow

    for each in side:
        told = (direction, str(each.steps), str(each.tier), each.node.label, each.node.type)
        yield (*told, told_path(each.path), claim_ids(each.claims))


def _json(graph: Graph, network: Network, found: Tiers) -> Mapping[str, object]:
    return {
        "focus": node_json(found.focus),
        "selection": selection_json(network),
        "upstream": [_standing_json(each) for each in found.upstream],
        "downstream": [_standing_json(each) for each in found.downstream],
        "cyclic": [node.iri for node in found.cyclic],
        "claims": claims_json(graph, found.claims),
    }


def _standing_json(standing: Standing) -> Mapping[str, object]:
    return {
        **node_json(standing.node),
        "steps": standing.steps,
        "tier": standing.tier,
        "path": steps_json(standing.path),
        "tier_path": steps_json(standing.tier_path),
    }


def _draw(found: Tiers, target: Path, theme: Theme) -> None:
    """Draw what stands in each number of steps, and the paths that show it."""
    from graphkit.draw import ChartOptions, Sources, TierChart, TierLink, TierNode, draw_chart  # noqa: PLC0415

    below = {each.node for each in found.upstream}
    places = [(found.focus, 0), *((each.node, -each.steps) for each in found.upstream)]
    places += [(e.node, e.steps) for e in found.downstream if e.node not in below]
    steps = {
        (step.start.iri, step.end.iri): step
        for each in (*found.upstream, *found.downstream)
        for step in each.path
    }
    documents = {
        statement.document
        for step in steps.values()
        for edge in step.edges
        for statement in edge.statements
    }
    claims = {iri for step in steps.values() for iri in step.claims}
    chart = TierChart(
        tuple(TierNode(node.iri, node.label, node.type, place) for node, place in places),
        tuple(
            TierLink(start, end, step.edges[0].statuses[0], len(step.claims))
            for (start, end), step in sorted(steps.items())
        ),
        Sources(len(claims), len(documents)),
    )
    title = f"Upstream and downstream of {found.focus.label}"
    draw_chart(chart, target, options=ChartOptions(title=title, theme=theme.value))
