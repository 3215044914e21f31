"""``graphkit evaluate``."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.terminal import print_rows, read_in, say

if TYPE_CHECKING:
    from graphkit.evaluation import AnnotatedDocument

SHOWN = 5
"""Ids that a line names at most: it stays one line."""


class Format(StrEnum):
    """How figures are printed."""

    table = "table"
    json = "json"


class By(StrEnum):
    """What figures are broken down by."""

    type = "type"
    relation = "relation"
    status = "status"


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="Annotated documents, as JSON Lines in the shape that extract prints; or -.",
            show_default=False,
            allow_dash=True,
        ),
    ],
    predicted: Annotated[
        Path,
        typer.Argument(
            metavar="PREDICTED",
            help="What was found in them, in the same shape; or - for standard input.",
            show_default=False,
            allow_dash=True,
        ),
    ],
    by: Annotated[
        list[By] | None,
        typer.Option(
            help="Break the figures down by this only; may be given several times.",
            show_default=False,
        ),
    ] = None,
    errors: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Show the first N sentences with wrong relations."),
    ] = 0,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Measure what was found in documents against what people annotated in them.

    [bold]Examples[/bold]

      graphkit evaluate gold.jsonl found.jsonl

      graphkit extract gold.jsonl | graphkit evaluate gold.jsonl - --by relation --errors 20
    """
    if str(gold) == str(predicted) == "-":
        message = "standard input can be GOLD or PREDICTED, not both"
        raise typer.BadParameter(message)
    from graphkit import evaluation as e  # noqa: PLC0415 - slow

    found = e.evaluate(_documents(gold), _documents(predicted))
    if form is Format.json:
        typer.echo(e.to_json(found, mistakes=errors))
    else:
        for section in e.to_sections(found, tuple(By) if by is None else tuple(by)):
            print_rows(section.columns, section.rows, numbers=True)
        if errors and found.mistakes:
            typer.echo(e.to_text(found, errors))
    say("1 document" if found.documents == 1 else f"{found.documents:,} documents")
    _say_ids(found.unpredicted, "in GOLD only and counted as predicted empty")
    _say_ids(found.unannotated, "in PREDICTED only and not counted")


def _documents(path: Path) -> tuple[AnnotatedDocument, ...]:
    from graphkit.evaluation import parse_lines, read_annotations  # noqa: PLC0415 - slow

    return parse_lines(BytesIO(read_in()), "stdin") if str(path) == "-" else read_annotations(path)


def _say_ids(ids: tuple[str, ...], what: str) -> None:
    """Name documents that stand on one side only, if there are some."""
    if ids:
        named = ", ".join(map(ascii, ids[:SHOWN])) + (", ..." if len(ids) > SHOWN else "")
        noun = "document is" if len(ids) == 1 else "documents are"
        say(f"graphkit: {len(ids):,} {noun} {what}: {named}")
