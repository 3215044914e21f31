"""``graphkit validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph, say

if TYPE_CHECKING:
    from graphkit.graph import Violation


def validate(graph: GraphPath) -> None:
    """Check a graph against the shapes; exit 1 if it breaks one.

    [bold]Example[/bold]

      graphkit validate chain.ttl
    """
    from graphkit.graph import validate as validate_graph  # noqa: PLC0415 - slow

    with open_graph(graph) as opened:
        report = validate_graph(opened)
    for violation in report.violations:
        typer.echo(_shown(violation))
    say("the graph conforms" if report.conforms else f"{len(report.violations)} violations")
    raise typer.Exit(0 if report.conforms else 1)


def _shown(violation: Violation) -> str:
    value = "" if violation.value is None else f" (found {violation.value})"
    quote = "" if violation.quote is None else f"\n    {violation.quote}"
    return f"{violation.label}: {violation.message}{value}\n    {violation.focus}{quote}"
