"""``graphkit validate``."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph, progress, say

if TYPE_CHECKING:
    from graphkit.graph import Violation


class ViolationFormat(StrEnum):
    """How violations are printed."""

    TEXT = "text"
    JSON = "json"


def validate(
    graph: GraphPath,
    *,
    output: Annotated[
        ViolationFormat,
        typer.Option("--format", "-f", help="Text to read, or JSON Lines: an object each."),
    ] = ViolationFormat.TEXT,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many violations.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that check side by side.")] = 1,
) -> None:
    """Check a graph against the shapes; exit 1 if it breaks one.

    [bold]Examples[/bold]

      graphkit validate chain.ttl

      graphkit validate chain --workers 4 --format json > violations.jsonl
    """
    from graphkit.graph.validate import violations  # noqa: PLC0415 - slow

    count = 0
    shown = _line if output is ViolationFormat.JSON else _text
    with open_graph(graph) as opened, progress("graphs") as done:
        for violation in islice(violations(opened, workers=workers, done=done), limit):
            count += 1
            typer.echo(shown(violation))
    more = "; there may be more, --limit ended the check" if count == limit else ""
    what = "1 violation" if count == 1 else f"{count:,} violations"
    say(f"{what}{more}" if count else "the graph conforms")
    raise typer.Exit(1 if count else 0)


def _line(violation: Violation) -> str:
    return json.dumps(asdict(violation), ensure_ascii=False)


def _text(violation: Violation) -> str:
    value = "" if violation.value is None else f" (found {violation.value})"
    where = [part for part in (violation.document, violation.quote) if part is not None]
    told = f"\n    {': '.join(where)}" if where else ""
    return f"{violation.label}: {violation.message}{value}\n    {violation.focus}{told}"
