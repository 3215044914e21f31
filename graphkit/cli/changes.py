"""``graphkit changes``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.selecting import (
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
from graphkit.cli.timeline import EVERY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from graphkit.analyse import Network, Statement
    from graphkit.analyse.changes import Change
    from graphkit.graph import Graph

_DAY = ["%Y-%m-%d"]


def changes(
    graph: GraphPath,
    since: Annotated[
        dt.datetime,
        typer.Option(
            metavar="DATE",
            formats=_DAY,
            help="The first day, such as 2026-05-01.",
            show_default=False,
        ),
    ],
    until: Annotated[
        dt.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=_DAY,
            help="The last day, if not that of the latest document.",
            show_default=False,
        ),
    ] = None,
    status: SelectedStatuses = EVERY,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    most: Annotated[int, typer.Option(min=1, help="The most changes to tell.")] = 200,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Tell what is new, changed, ended, denied or contradicted since a day.

    By the dates of documents. A change of status has the claims before and after it; where sources
    contradict each other, both are told.

    [bold]Examples[/bold]

      graphkit changes chain.ttl --since 2026-05-01

      graphkit changes chain.ttl --since 2026-01-01 --until 2026-03-31 --format json
    """
    from graphkit.analyse.changes import changes as find_changes  # noqa: PLC0415 - slow

    selection = selection_of(status, None, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        with working("comparing"):
            last = None if until is None else until.date()
            found = find_changes(network, since.date(), until=last)
        shown = found[:most]
        if form is Form.json:
            print_json(_json(opened, network, found, shown))
        else:
            _print(found, shown)
        if output is not None and shown:
            _draw(shown, output, theme)
            say(f"→ {output}")


def _print(found: Sequence[Change], shown: Sequence[Change]) -> None:
    rows = [
        (
            each.kind,
            "" if each.date is None else each.date.isoformat(),
            f"{each.subject.label} {each.relation} {each.object.label}",
            each.words(),
            _told(each.before),
            _told(each.after),
        )
        for each in shown
    ]
    if rows:
        print_rows(("change", "date", "relation", "status", "before", "after"), rows)
    changes = "1 change" if len(found) == 1 else f"{len(found):,} changes"
    more = "" if len(shown) == len(found) else f"; told: {len(shown)}, see --most"
    say(f"{changes}{more}")


def _told(statements: Sequence[Statement]) -> str:
    """Return the day and the claims of one side of a change."""
    if not statements:
        return ""
    day = "not dated" if statements[0].date is None else statements[0].date.isoformat()
    return f"{day} {claim_ids((each.iri for each in statements), most=2)}"


def _json(
    graph: Graph, network: Network, found: Sequence[Change], shown: Sequence[Change]
) -> Mapping[str, object]:
    return {
        "selection": selection_json(network),
        "found": len(found),
        "changes": [
            {
                "kind": each.kind,
                "date": None if each.date is None else each.date.isoformat(),
                "subject": node_json(each.subject),
                "relation": each.predicate,
                "object": node_json(each.object),
                "words": each.words(),
                "before": [claim.iri for claim in each.before],
                "after": [claim.iri for claim in each.after],
            }
            for each in shown
        ],
        "claims": claims_json(graph, {iri for each in shown for iri in each.claims}),
    }


def _draw(shown: Sequence[Change], target: Path, theme: Theme) -> None:
    """Draw the claims of each change on a time line, a row for each relation."""
    from graphkit.draw import ChartOptions, Moment, Sources, Timeline, TimelineRow, draw_chart  # noqa: PLC0415

    rows: dict[tuple[str, str, str], list[Change]] = {}
    for each in shown:
        rows.setdefault((each.subject.iri, each.predicate, each.object.iri), []).append(each)
    claims = {
        key: {claim.iri: claim for each in row for claim in (*each.before, *each.after)}
        for key, row in rows.items()
    }
    drawn = [claim for row in claims.values() for claim in row.values() if claim.date is not None]
    chart = Timeline(
        tuple(
            TimelineRow(
                f"{row[0].subject.label} {row[0].relation} {row[0].object.label}",
                tuple(
                    Moment(claim.date, claim.status)
                    for claim in claims[key].values()
                    if claim.date is not None
                ),
                any(each.kind == "contradicted" for each in row),
            )
            for key, row in rows.items()
        ),
        Sources(len(drawn), len({claim.document for claim in drawn})),
    )
    draw_chart(chart, target, options=ChartOptions(title="What has changed", theme=theme.value))
