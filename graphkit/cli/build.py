"""``graphkit build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import AnyLanguage, Inputs, MinConfidence, Workers
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
    if (output is None) == (store is None):
        message = "give either --output FILE or --store DIR"
        raise typer.BadParameter(message)
    from graphkit.pipeline import BuildOptions, build_file, build_store  # noqa: PLC0415 - slow

    chosen = {} if base is None else {"base": base}
    options = BuildOptions(
        min_confidence=min_confidence, workers=workers, any_language=any_language, **chosen
    )
    with progress("documents") as seen:
        if output is not None:
            report = build_file(inputs, output, options=options, seen=seen)
        elif store is not None:
            report = build_store(inputs, store, options=options, seen=seen)
    say_skipped(report.skipped)
    say(f"{report.summary()} → {output if store is None else store}")
    raise typer.Exit(1 if report.skipped else 0)
