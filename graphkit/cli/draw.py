"""``graphkit draw``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath, MinConfidence, Statuses
from graphkit.cli.terminal import open_graph, say

if TYPE_CHECKING:
    from graphkit.graph import Graph


class Theme(StrEnum):
    """The background of a picture."""

    light = "light"
    dark = "dark"


def draw(
    graph: GraphPath,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to: .png, .svg or .pdf.",
            show_default=False,
        ),
    ],
    focus: Annotated[
        list[str] | None,
        typer.Option(help="Draw only what is near this name; repeatable.", show_default=False),
    ] = None,
    depth: Annotated[int, typer.Option(min=1, help="How many steps from the focus.")] = 2,
    status: Statuses = None,
    min_confidence: MinConfidence = 0.0,
    max_nodes: Annotated[int, typer.Option(min=2, help="Draw the best connected ones only.")] = 150,
    title: Annotated[str | None, typer.Option(show_default=False, help="A headline.")] = None,
    theme: Annotated[Theme, typer.Option(help="Light or dark.")] = Theme.light,
) -> None:
    """Draw a graph as a picture for a report.

    [bold]Examples[/bold]

      graphkit draw chain.ttl -o chain.png

      graphkit draw chain.ttl -o nvidia.svg --focus Nvidia --depth 1 --status current
    """
    from graphkit.draw import DrawOptions  # noqa: PLC0415 - slow
    from graphkit.draw import draw as draw_claims  # noqa: PLC0415

    with open_graph(graph) as opened:
        options = DrawOptions(
            title=title,
            statuses=None if status is None else tuple(status),
            min_confidence=min_confidence,
            focus=tuple(
                iri for name in (() if focus is None else focus) for iri in _meant(opened, name)
            ),
            depth=depth,
            max_nodes=max_nodes,
            theme=theme.value,
        )
        draw_claims(opened.claims(), output, options=options)
    say(f"→ {output}")


def _meant(graph: Graph, name: str) -> tuple[str, ...]:
    """Return the IRIs of what is called *name* anywhere, or the name itself to be refused."""
    found = tuple(node.iri for node in graph.find(name))
    return found if found else (name,)
