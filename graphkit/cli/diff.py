"""``graphkit diff``."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph, print_rows, say, write_out

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.graph.diff import Change


class Format(StrEnum):
    """How differences are printed."""

    table = "table"
    json = "json"
    patch = "patch"


def diff(
    graph: GraphPath,
    other: Annotated[
        Path | None,
        typer.Argument(metavar="OTHER", help="The graph to compare it with.", show_default=False),
    ] = None,
    at: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="DATE DATE",
            help="Compare what GRAPH knew on two days, by the dates of its documents "
            "(YYYY-MM-DD); those without a date count on both.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How to print; patch is an RDF Patch.")
    ] = Format.table,
) -> None:
    """Tell how the relations of two graphs differ, or those of one on two days.

    [bold]Examples[/bold]

      graphkit diff monday.ttl chain

      graphkit diff chain --at 2026-01-01 2026-06-30

      graphkit diff old new --format patch > changes.rdfp
    """
    if (other is None) == (at is None):
        message = "give either a second graph or --at DATE DATE"
        raise typer.BadParameter(message)
    if str(graph) == str(other) == "-":
        message = "standard input holds one graph; give a file or a folder as the other"
        raise typer.BadParameter(message)
    days = None if at is None else (_day(at[0]), _day(at[1]))
    with open_graph(graph) as opened:
        if other is not None:
            with open_graph(other) as second:
                _between(opened, second, form)
        elif days is not None:
            _at(opened, days, form)


def _between(old: Graph, new: Graph, form: Format) -> None:
    from graphkit.graph.diff import claim_changes, quad_changes  # noqa: PLC0415 - slow
    from graphkit.graph.patch import patch_bytes  # noqa: PLC0415

    if form is Format.patch:
        write_out(patch_bytes(quad_changes(old, new)))
    else:
        _print(claim_changes(old, new), form)


def _at(graph: Graph, days: tuple[dt.date, dt.date], form: Format) -> None:
    from graphkit.graph.diff import claim_changes_at, quad_changes_at  # noqa: PLC0415 - slow
    from graphkit.graph.patch import patch_bytes  # noqa: PLC0415

    if form is Format.patch:
        write_out(patch_bytes(quad_changes_at(graph, *days)))
    else:
        _print(claim_changes_at(graph, *days), form)


def _print(found: tuple[Change, ...], form: Format) -> None:
    from graphkit import ontology  # noqa: PLC0415 - slow

    if form is Format.json:
        typer.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return
    labels = {name: kind.label for name, kind in ontology.load().relations.items()}
    rows = [
        (
            each.kind,
            each.subject,
            labels.get(each.predicate, each.predicate),
            each.object,
            each.words(),
        )
        for each in found
    ]
    if rows:
        print_rows(("change", "subject", "relation", "object", "status and confidence"), rows)
    say("1 difference" if len(found) == 1 else f"{len(found):,} differences")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write it as 2026-05-07"
        raise typer.BadParameter(message) from error
