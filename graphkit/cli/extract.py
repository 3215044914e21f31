"""``graphkit extract``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graphkit.cli.parameters import AnyLanguage, Inputs, MinConfidence, Register, Workers
from graphkit.cli.terminal import progress, say_skipped


class Format(StrEnum):
    """How extractions are printed."""

    jsonl = "jsonl"
    text = "text"


def extract(
    inputs: Inputs,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="JSON Lines, or text for people.")
    ] = Format.jsonl,
    min_confidence: MinConfidence = 0.0,
    workers: Workers = 1,
    any_language: AnyLanguage = False,
    register: Register = None,
) -> None:
    """Print what texts say, document by document, without building a graph.

    [bold]Examples[/bold]

      graphkit extract report.txt --format text

      cat news.jsonl | graphkit extract - > found.jsonl
    """
    from graphkit.building import BuildOptions  # noqa: PLC0415
    from graphkit.errors import ReadError  # noqa: PLC0415 - slow
    from graphkit.pipeline import extract as extract_all  # noqa: PLC0415
    from graphkit.resolve import to_json_line, to_text  # noqa: PLC0415

    options = BuildOptions(
        min_confidence=min_confidence,
        workers=workers,
        any_language=any_language,
        register=register,
    )
    write = to_json_line if form is Format.jsonl else to_text
    skipped = []
    with progress("documents") as seen:
        for found in extract_all(inputs, options=options):
            seen(found)
            if isinstance(found, ReadError):
                skipped.append(found)
            else:
                typer.echo(write(found))
    say_skipped(skipped)
    raise typer.Exit(1 if skipped else 0)
