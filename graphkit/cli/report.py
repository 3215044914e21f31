"""``graphkit report``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.selecting import (
    FACTS,
    AsOf,
    MinConfidence,
    MinSources,
    NoThingError,
    SelectedStatuses,
    selection_of,
    working,
)
from graphkit.cli.terminal import open_graph, say, shown, write_out


class ReportForm(StrEnum):
    """The format of a report."""

    html = "html"
    markdown = "markdown"


def report(
    graph: GraphPath,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A company, a good, a country or another thing: its name, key or IRI.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to: .html or .md; - is standard output."
        ),
    ] = Path("-"),
    form: Annotated[
        ReportForm | None,
        typer.Option(
            "--format", "-f", help="If the file's name does not tell it.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="A headline in place of the name.", show_default=False)
    ] = None,
    rows: Annotated[int, typer.Option(min=1, help="The most rows of a table.")] = 20,
    pictures: Annotated[bool, typer.Option(help="Whether HTML has pictures.")] = True,
    status: SelectedStatuses = FACTS,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
) -> None:
    """Write what is known of a company, a good or a country, with its sources, as one file.

    Tables and figures hold what is stated as a fact; plans, talks, rumours and denials stand in a
    section of their own, and contradictions side by side. Every row has the numbers of its sources.

    [bold]Examples[/bold]

      graphkit report chain.ttl Nvidia -o nvidia.html

      graphkit report chain.ttl Taiwan -o taiwan.md --as-of 2026-05-31 --min-sources 2
    """
    from graphkit.analyse import UnknownThingError  # noqa: PLC0415 - slow
    from graphkit.graph import check_target  # noqa: PLC0415
    from graphkit.report import ReportOptions, format_of, to_bytes, write_report  # noqa: PLC0415
    from graphkit.report import report as make  # noqa: PLC0415
    from graphkit.report.words import counted  # noqa: PLC0415

    piped = str(output) == "-"
    kind = form.value if form is not None else "markdown" if piped else format_of(output)
    if not piped:
        check_target(output)
    selection = selection_of(status, as_of, min_confidence, min_sources)
    options = ReportOptions(title=title, rows=rows, pictures=pictures and kind == "html")
    with open_graph(graph) as opened, working(f"reading about {name}"):
        try:
            made = make(opened, name, selection=selection, options=options, graph_name=_name(graph))
        except UnknownThingError as error:
            raise NoThingError(str(error)) from error
    if piped:
        write_out(to_bytes(made, kind))
        return
    write_report(made, output, kind)
    claims, sources = counted(len(made.numbers), "claim"), counted(len(made.sources), "source")
    say(f"{made.focus.label}: {claims} of {sources} → {output}")


def _name(graph: Path) -> str:
    """Return what the report calls the graph: where it lies on this machine is nobody's concern."""
    told = shown(graph)
    if told == "-":
        return "standard input"
    return told if "://" in told else Path(told).name
