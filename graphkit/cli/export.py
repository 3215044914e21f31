"""``graphkit export``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath, MinConfidence, Statuses
from graphkit.cli.terminal import open_graph, say, write_out

if TYPE_CHECKING:
    from graphkit.export import ExportOptions


class Format(StrEnum):
    """The RDF formats, then the others."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    ntriples = "ntriples"
    json_ld = "json-ld"
    rdf_xml = "rdf-xml"
    graphml = "graphml"
    csv = "csv"
    parquet = "parquet"
    mermaid = "mermaid"
    dot = "dot"


def export(
    graph: GraphPath,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER",
            help="Where to, a folder for csv and parquet; - is standard output.",
            allow_dash=True,
        ),
    ] = Path("-"),
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", "-f", help="By default what the suffix of FILE says.", show_default=False
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="The IRI that the graph was built with, for short names below it in RDF.",
            show_default=False,
        ),
    ] = None,
    focus: Annotated[
        list[str] | None,
        typer.Option(help="Only what is near this name; repeatable.", show_default=False),
    ] = None,
    depth: Annotated[int, typer.Option(min=1, help="How many steps from the focus.")] = 2,
    status: Statuses = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write a graph in another format; the same graph gives the same bytes.

    The RDF formats hold the whole graph. The others hold entities, edges with their status, and
    (csv and parquet) claims, and take --focus, --depth, --status and --min-confidence.

    [bold]Examples[/bold]

      graphkit export chain.ttl -o chain.jsonld

      graphkit export chain --format nquads > dump.nq

      graphkit export chain -o chain.graphml --status current

      graphkit export chain -o tables --format csv
    """
    from graphkit.export import FORMATS, ExportOptions, format_of  # noqa: PLC0415 - slow

    if str(output) == "-" and form is None:
        message = "standard output has no suffix; give --format"
        raise typer.BadParameter(message)
    name = format_of(output) if form is None else form.value
    options = ExportOptions(
        statuses=None if status is None else tuple(status),
        min_confidence=min_confidence,
        focus=() if focus is None else tuple(focus),
        depth=depth,
    )
    if name not in FORMATS:
        _check_whole(name, options)
        _write_rdf(graph, output, name, base)
    elif base is not None:
        message = f"--base is for the RDF formats, not for {name}; leave it out"
        raise typer.BadParameter(message)
    else:
        _write(graph, output, name, options)


def _write_rdf(graph: Path, output: Path, name: str, base: str | None) -> None:
    from graphkit.export.files import check_beside_stores  # noqa: PLC0415
    from graphkit.graph import DEFAULT_BASE, check_base, write_graph  # noqa: PLC0415 - slow
    from graphkit.graph.history import without_records  # noqa: PLC0415

    below = DEFAULT_BASE if base is None else check_base(base)
    if str(output) != "-":
        check_beside_stores(output)
    with open_graph(graph) as opened:
        to = sys.stdout.buffer if str(output) == "-" else output
        write_graph(without_records(opened, opened.store), to, name, base=below)


def _write(graph: Path, output: Path, name: str, options: ExportOptions) -> None:
    from graphkit.export import export as export_graph  # noqa: PLC0415 - slow
    from graphkit.export import to_bytes  # noqa: PLC0415

    with open_graph(graph) as opened:
        if str(output) == "-":
            write_out(to_bytes(opened, name, options))
        else:
            say(f"{export_graph(opened, output, name, options)} → {output}")


def _check_whole(name: str, options: ExportOptions) -> None:
    """Refuse to leave out what an RDF format would keep.

    Raises:
        BadParameter: The options choose a part of the graph.
    """
    if (options.statuses, options.min_confidence, options.focus) != (None, 0.0, ()):
        message = (
            f"{name} holds the whole graph; leave --focus, --status and --min-confidence out, "
            "or take a format that is not RDF"
        )
        raise typer.BadParameter(message)
