"""``graphkit chokepoints``."""

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
    steps_json,
    working,
)
from graphkit.cli.terminal import print_rows, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graphkit.analyse import Chokepoint, Chokepoints, Network
    from graphkit.analyse.chokepoints_joints import Joint
    from graphkit.analyse.chokepoints_sources import SoleSource
    from graphkit.graph import Graph, Node

NAMED = 3
"""How many names a cell tells."""


def chokepoints(
    graph: GraphPath,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="What must go on: a company, a good. All that stands at the end, if left out.",
            show_default=False,
        ),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Tell at most so many of each kind.")] = 20,
    status: SelectedStatuses = FACTS,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Tell without what things can no longer be made, and what hangs on it.

    Companies, sites, materials, places and countries on every path of supply that the texts name,
    and parts that are needed; sole sources; and what holds the graph together. A sole source is
    the only one that the texts of the graph name; another may exist.

    [bold]Examples[/bold]

      graphkit chokepoints chain.ttl

      graphkit chokepoints chain.ttl "AI servers" --min-sources 2 -o chokepoints.svg
    """
    from graphkit.analyse import chokepoints as find_chokepoints  # noqa: PLC0415 - slow

    selection = selection_of(status, as_of, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        # 50 microseconds for each relation, as measured by benchmarks/analyse/speed.py
        with working("looking for what everything hangs on", len(network.edges) * 5e-5):
            found = find_chokepoints(network, name, most=most)
        if form is Form.json:
            print_json(_json(opened, network, found, most))
        else:
            _print(found, most)
        if output is not None:
            _draw(opened, found, output, theme)
            say(f"→ {output}")


_POINTS = ("chokepoint", "type", "hit", "because", "betweenness", "what hangs on it", "claims")
_SOLE = ("sole source named", "type", "does", "good", "for", "claims")
_JOINTS = ("articulation point", "type", "cuts off", "what it cuts off")


def _print(found: Chokepoints, most: int) -> None:
    if found.points:
        print_rows(_POINTS, map(_point_row, found.points))
    if found.sole_sources:
        print_rows(_SOLE, map(_sole_row, found.sole_sources[:most]))
    if found.joints:
        print_rows(_JOINTS, map(_joint_row, found.joints[:most]))
    _say_counts(found, most)


def _say_counts(found: Chokepoints, most: int) -> None:
    for shown, count, what in (
        (len(found.points), found.total, "chokepoint"),
        (most, len(found.sole_sources), "sole source"),
        (most, len(found.joints), "articulation point"),
    ):
        counted = f"{count} {what}" if count == 1 else f"{count} {what}s"
        say(f"{shown} of {counted}" if shown < count else counted)
    things = "1 thing" if len(found.targets) == 1 else f"{len(found.targets)} things"
    say(f"asked of {things} at the end of the chain, or named")
    if found.betweenness.sampled is not None:
        say(f"betweenness is estimated from the paths of {found.betweenness.sampled} things")


def _point_row(point: Chokepoint) -> tuple[str, ...]:
    because = "; ".join(f"{each.kind}: {each.node.label}" for each in point.reasons[:NAMED])
    because += f" +{len(point.reasons) - NAMED}" if len(point.reasons) > NAMED else ""
    hanging = _names([each.node for each in point.hanging])
    told = (point.node.label, point.node.type, str(len(point.hanging)), because)
    return (*told, f"{point.betweenness:.4f}", hanging, claim_ids(point.claims))


def _sole_row(sole: SoleSource) -> tuple[str, ...]:
    buyer = "all" if sole.buyer is None else sole.buyer.label
    does = "makes" if sole.makes else "supplies"
    return sole.source.label, sole.source.type, does, sole.good.label, buyer, claim_ids(sole.claims)


def _joint_row(joint: Joint) -> tuple[str, ...]:
    return joint.node.label, joint.node.type, str(len(joint.apart)), _names(joint.apart)


def _names(nodes: Sequence[Node]) -> str:
    more = f" +{len(nodes) - NAMED}" if len(nodes) > NAMED else ""
    return ", ".join(node.label for node in nodes[:NAMED]) + more


def _json(graph: Graph, network: Network, found: Chokepoints, most: int) -> Mapping[str, object]:
    sole = found.sole_sources[:most]
    claims = {iri for point in found.points for iri in point.claims}
    claims |= {iri for each in sole for iri in each.claims}
    return {
        "selection": selection_json(network),
        "targets": [node_json(node) for node in found.targets],
        "chokepoints": [_point_json(point) for point in found.points],
        "chokepoints_in_all": found.total,
        "sole_sources": [_sole_json(each) for each in sole],
        "sole_sources_in_all": len(found.sole_sources),
        "articulation_points": [
            {**node_json(joint.node), "cuts_off": [node.iri for node in joint.apart]}
            for joint in found.joints[:most]
        ],
        "articulation_points_in_all": len(found.joints),
        "betweenness_sampled": found.betweenness.sampled,
        "claims": claims_json(graph, claims),
    }


def _point_json(point: Chokepoint) -> Mapping[str, object]:
    return {
        **node_json(point.node),
        "hit": len(point.hanging),
        "because": [{"kind": each.kind, **node_json(each.node)} for each in point.reasons],
        "betweenness": point.betweenness,
        "hanging": [
            {**node_json(each.node), "path": steps_json(each.path)} for each in point.hanging
        ],
    }


def _sole_json(sole: SoleSource) -> Mapping[str, object]:
    return {
        "source": node_json(sole.source),
        "does": "makes" if sole.makes else "supplies",
        "good": node_json(sole.good),
        "buyer": None if sole.buyer is None else node_json(sole.buyer),
        "claims": list(sole.claims),
    }


def _draw(graph: Graph, found: Chokepoints, target: Path, theme: Theme) -> None:
    """Draw the paths from the chokepoints to what hangs on them."""
    from graphkit.analyse import evidence  # noqa: PLC0415 - slow
    from graphkit.draw import DrawOptions, draw  # noqa: PLC0415

    claims = {iri for point in found.points for iri in point.claims}
    options = DrawOptions(title=_title(found), theme=theme.value)
    draw(evidence(graph, claims).values(), target, options=options)


def _title(found: Chokepoints) -> str:
    names = list(_first(found.points))
    return f"What most hangs on: {', '.join(names)}" if names else "No chokepoints"


def _first(points: Sequence[Chokepoint]) -> Iterator[str]:
    return (point.node.label for point in points[:NAMED])
