"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files (.txt .md .html .jsonl), folders, quoted patterns, or - for standard input.",
        show_default=False,
    ),
]
GraphPath = Annotated[
    Path,
    typer.Argument(
        metavar="GRAPH",
        help="A graph file (.ttl .trig .nq .nt .jsonld .rdf), a store's folder, the address of a "
        "SPARQL server (http://…), or - for standard input (Turtle, TriG or N-Quads).",
        show_default=False,
        allow_dash=True,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Leave out claims that the extractor is less sure of."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that extract side by side.")]
AnyLanguage = Annotated[
    bool,
    typer.Option("--any-language", help="Take texts that are not in English all the same."),
]
Register = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.csv",
        help="Companies that are known beside those that graphkit knows; see docs/identity.md.",
        show_default=False,
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        help="Only claims of this status, such as current or planned; may be given several times.",
        show_default=False,
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write a file; its suffix says the format (.ttl .trig .nq .nt .jsonld .rdf).",
        show_default=False,
    ),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="What was decided to be one thing, see `graphkit resolve`; by default the file "
        "beside the graph that ends with .decisions, if there is one.",
        show_default=False,
    ),
]
Base = Annotated[
    str | None,
    typer.Option(
        metavar="IRI",
        help="The IRI below which things get theirs; by default that of graphkit.",
        show_default=False,
    ),
]
