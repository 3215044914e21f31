"""``graphkit doctor``."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.terminal import read_in, say


class FindingFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def doctor(
    store: Annotated[
        Path | None,
        typer.Argument(
            metavar="[STORE]",
            help="A store's folder, a graph file, the address of a SPARQL server, or - for "
            "standard input; without it the installation is examined.",
            show_default=False,
        ),
    ] = None,
    *,
    output: Annotated[
        FindingFormat,
        typer.Option("--format", "-f", help="Text to read, or JSON Lines: an object each."),
    ] = FindingFormat.TEXT,
) -> None:
    """Say what is wrong with the installation, or with a store; exit 1 if something is.

    Nothing is changed.

    [bold]Examples[/bold]

      graphkit doctor

      graphkit doctor chain
    """
    from graphkit.doctor import examine, examine_installation, examine_stream  # noqa: PLC0415 - slow

    found: Counter[str] = Counter()
    if store is None:
        findings = examine_installation()
    elif str(store) == "-":
        findings = examine_stream(BytesIO(read_in()))
    else:
        findings = examine(store)
    for finding in findings:
        found[finding.state] += 1
        as_json = output is FindingFormat.JSON
        typer.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else str(finding))
    warnings = "" if not found["warning"] else f", {found['warning']} to look at"
    say(f"{found['wrong']} wrong{warnings}" if found["wrong"] else f"nothing is wrong{warnings}")
    raise typer.Exit(1 if found["wrong"] else 0)
