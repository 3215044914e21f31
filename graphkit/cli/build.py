"""``graphkit build``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import (
    AnyLanguage,
    Base,
    DecisionsFile,
    Inputs,
    MinConfidence,
    OutputFile,
    Register,
    Workers,
)
from graphkit.cli.terminal import progress, say, say_skipped, shown


def build(
    inputs: Inputs,
    output: OutputFile = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR|URL",
            help="Add to a store on disk or on a SPARQL server (http://…); documents that it holds "
            "already are left as they are.",
            show_default=False,
        ),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    workers: Workers = 1,
    any_language: AnyLanguage = False,
    register: Register = None,
    decisions: DecisionsFile = None,
    base: Base = None,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="daft|ray",
            help="Read very many documents on Daft, in processes of this machine or on a Ray "
            "cluster (RAY_ADDRESS): JSON Lines, Parquet, WARC, also at s3://…; docs/scale.md.",
            show_default=False,
        ),
    ] = None,
    parts: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Keep what an engine has finished here, a folder or an address; given again, a "
            "build goes on from there. By default a folder beside the store, for one build.",
            show_default=False,
        ),
    ] = None,
    *,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Drop from the store what an earlier build of the same inputs brought and that "
            "is gone; nothing if an input cannot be read.",
        ),
    ] = False,
) -> None:
    """Build a graph from texts.

    [bold]Examples[/bold]

      graphkit build report.txt -o chain.ttl

      graphkit build news/ "filings/*.html" --store chain --prune

      graphkit build "wires/*.jsonl" --store chain --engine daft --workers 8
    """
    target = store if output is None else output
    if target is None or (output is not None and store is not None):
        message = "give either --output FILE or --store DIR"
        raise typer.BadParameter(message)
    if prune and store is None:
        message = "--prune goes with --store DIR; a file is built anew each time"
        raise typer.BadParameter(message)
    if engine is not None and store is None:
        message = "--engine goes with --store DIR; it loads what it reads in bulk"
        raise typer.BadParameter(message)
    if parts is not None and engine is None:
        message = "--parts goes with --engine"
        raise typer.BadParameter(message)
    from graphkit.building import BuildOptions  # noqa: PLC0415
    from graphkit.graph.remote_address import address_of  # noqa: PLC0415
    from graphkit.identity import decisions_beside, decisions_for  # noqa: PLC0415 - slow
    from graphkit.pipeline import build_file, build_store  # noqa: PLC0415

    options = BuildOptions(
        min_confidence=min_confidence,
        workers=workers,
        any_language=any_language,
        register=register,
        decisions=decisions_for(target, decisions),
        prune=prune,
    )
    if base is not None:
        options = replace(options, base=base)
    with progress("documents") as seen:
        if output is not None:
            report = build_file(inputs, output, options=options, seen=seen)
        elif engine is not None and store is not None:
            from graphkit.engine import EngineOptions, build_on_engine  # noqa: PLC0415

            how = EngineOptions(engine, parts)
            report = build_on_engine(inputs, store, engine=how, options=options, seen=seen)
        elif store is not None:
            report = build_store(inputs, store, options=options, seen=seen)
    say_skipped(report.skipped)
    say(f"{report.summary()} → {shown(target)}")
    if report.decided and options.decisions is None:
        file = "" if address_of(target) is not None else f" ({decisions_beside(target)})"
        say(
            f"graphkit: {shown(target)}: what had been merged in it was taken back, since there is "
            f"no file of decisions{file}; put it back or give --decisions FILE, and build again"
        )
    raise typer.Exit(1 if report.skipped else 0)
