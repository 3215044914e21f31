"""``graphkit build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import AnyLanguage, Inputs, MinConfidence, Register, Workers
from graphkit.cli.terminal import progress, say, say_skipped


def build(
    inputs: Inputs,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write a file; its suffix says the format (.ttl .trig .nq .nt .jsonld .rdf).",
            show_default=False,
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Add to a store on disk; documents that it holds already are left as they are.",
            show_default=False,
        ),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    workers: Workers = 1,
    any_language: AnyLanguage = False,
    register: Register = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="What was decided to be one thing, see `graphkit resolve`; by default the file "
            "beside the graph that ends with .decisions, if there is one.",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="The IRI below which things get theirs; by default that of graphkit.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Build a graph from texts.

    [bold]Examples[/bold]

      graphkit build report.txt -o chain.ttl

      graphkit build news/ "filings/*.html" --store chain
    """
    target = store if output is None else output
    if target is None or (output is not None and store is not None):
        message = "give either --output FILE or --store DIR"
        raise typer.BadParameter(message)
    from graphkit.identity import decisions_for  # noqa: PLC0415 - slow
    from graphkit.pipeline import BuildOptions, build_file, build_store  # noqa: PLC0415

    chosen = {} if base is None else {"base": base}
    options = BuildOptions(
        min_confidence=min_confidence,
        workers=workers,
        any_language=any_language,
        register=register,
        decisions=decisions_for(target, decisions),
        **chosen,
    )
    with progress("documents") as seen:
        if output is not None:
            report = build_file(inputs, output, options=options, seen=seen)
        elif store is not None:
            report = build_store(inputs, store, options=options, seen=seen)
    say_skipped(report.skipped)
    say(f"{report.summary()} → {target}")
    raise typer.Exit(1 if report.skipped else 0)
