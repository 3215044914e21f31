"""``graphkit export``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph


class Format(StrEnum):
    """The RDF formats."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    ntriples = "ntriples"
    json_ld = "json-ld"
    rdf_xml = "rdf-xml"


def export(
    graph: GraphPath,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to; - is standard output.",
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
            help="The IRI that the graph was built with, for short names below it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a graph in another RDF format; the same graph gives the same bytes.

    [bold]Examples[/bold]

      graphkit export chain.ttl -o chain.jsonld

      graphkit export chain --format nquads > dump.nq
    """
    from graphkit.graph import DEFAULT_BASE, check_base, format_of, write_graph  # noqa: PLC0415 - slow

    to_stdout = str(output) == "-"
    if to_stdout and form is None:
        message = "standard output has no suffix; give --format"
        raise typer.BadParameter(message)
    name = format_of(output) if form is None else form.value
    below = DEFAULT_BASE if base is None else check_base(base)
    with open_graph(graph) as opened:
        write_graph(opened, sys.stdout.buffer if to_stdout else output, name, base=below)
