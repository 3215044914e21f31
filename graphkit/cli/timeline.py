"""``graphkit timeline``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.selecting import (
    AsOf,
    Form,
    Format,
    MinConfidence,
    MinSources,
    Output,
    PictureTheme,
    SelectedStatuses,
    Theme,
    claim_id,
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
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graphkit.analyse import Network
    from graphkit.analyse.timeline import Moment
    from graphkit.graph import Graph, Node

EVERY: list[str] = ["current", "planned", "negotiating", "past", "denied", "possible"]
"""The statuses of a time line, unless some are asked for."""


def timeline(
    graph: GraphPath,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A company, a good or another thing: its name, key or IRI.",
            show_default=False,
        ),
    ],
    status: SelectedStatuses = EVERY,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Tell what was announced, agreed, started, ended and denied about something, in order.

    A claim stands on the day that its sentence gives, else on that of its document. Claims that
    contradict each other name each other; none of them is left out.

    [bold]Examples[/bold]

      graphkit timeline chain.ttl SoftBank

      graphkit timeline chain.ttl SoftBank --status planned -o softbank.svg
    """
    from graphkit.analyse.timeline import timeline as find_moments  # noqa: PLC0415 - slow

    selection = selection_of(status, as_of, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        with working("reading the sentences"):
            found = find_moments(opened, network, name)
        if form is Form.json:
            print_json(_json(opened, network, network.get(name), found))
        else:
            _print(network.get(name), found)
        if output is not None and found:
            _draw(network.get(name), found, output, theme)
            say(f"→ {output}")


def _print(focus: Node, found: Sequence[Moment]) -> None:
    columns = ("date", "by", "what", "claim", "said by", "contradicted by", "id")
    if found:
        print_rows(columns, map(_row, found))
    disputed = len({_relation(moment) for moment in found if moment.disputed})
    moments = "1 claim" if len(found) == 1 else f"{len(found)} claims"
    relations = "1 relation" if disputed == 1 else f"{disputed} relations"
    say(f"{focus.label}: {moments}; sources contradict each other on {relations}")


def _row(moment: Moment) -> tuple[str, ...]:
    return (
        "not known" if moment.date is None else moment.date.isoformat(),
        "" if moment.dated_by is None else moment.dated_by,
        moment.event,
        f"{moment.subject.label} {moment.relation} {moment.object.label}",
        _source(moment),
        claim_ids(each.iri for each in moment.against),
        claim_id(moment.statement.iri),
    )


def _source(moment: Moment) -> str:
    """Return who says it, and when if the claim stands on another day."""
    told = moment.statement
    said = [moment.claim.document if told.source is None else told.source]
    if told.date is not None and told.date != moment.date:
        said.append(told.date.isoformat())
    return ", ".join(said)


def _relation(moment: Moment) -> tuple[str, str, str]:
    """Return what tells a relation from others; one that holds both ways has its ends in order."""
    told = moment.statement
    ends = told.subject, told.object
    low, high = sorted(ends) if moment.symmetric else ends
    return told.predicate, low, high


def _json(
    graph: Graph, network: Network, focus: Node, found: Sequence[Moment]
) -> Mapping[str, object]:
    claims = {moment.statement.iri for moment in found}
    return {
        "focus": node_json(focus),
        "selection": selection_json(network),
        "moments": [
            {
                "date": None if moment.date is None else moment.date.isoformat(),
                "dated_by": moment.dated_by,
                "event": moment.event,
                "status": moment.statement.status,
                "subject": node_json(moment.subject),
                "relation": moment.statement.predicate,
                "object": node_json(moment.object),
                "time_text": moment.claim.time_text,
                "said_by": moment.claim.said_by,
                "claim": moment.statement.iri,
                "contradicted_by": [each.iri for each in moment.against],
            }
            for moment in found
        ],
        "claims": claims_json(graph, claims),
    }


def _draw(focus: Node, found: Iterable[Moment], target: Path, theme: Theme) -> None:
    from graphkit.draw import ChartOptions, Sources, Timeline, TimelineRow, draw_chart  # noqa: PLC0415
    from graphkit.draw import Moment as Mark  # noqa: PLC0415

    rows: dict[tuple[str, str, str], list[Moment]] = {}
    for moment in found:
        if moment.date is not None:
            rows.setdefault(_relation(moment), []).append(moment)
    drawn = [moment for row in rows.values() for moment in row]
    chart = Timeline(
        tuple(
            TimelineRow(
                f"{row[0].subject.label} {row[0].relation} {row[0].object.label}",
                tuple(
                    Mark(moment.date, moment.statement.status, _source(moment))
                    for moment in row
                    if moment.date is not None
                ),
                any(moment.disputed for moment in row),
            )
            for row in rows.values()
        ),
        Sources(len(drawn), len({moment.statement.document for moment in drawn})),
    )
    title = f"What was said of {focus.label}"
    draw_chart(chart, target, options=ChartOptions(title=title, theme=theme.value))
