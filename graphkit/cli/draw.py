"""``graphkit draw``."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypedDict

import typer

from graphkit.cli.parameters import GraphPath, MinConfidence, Statuses
from graphkit.cli.terminal import open_graph, say

if TYPE_CHECKING:
    from graphkit.draw import DrawOptions
    from graphkit.graph import Graph


_PAGES: Final = (".html", ".htm")


class Kind(StrEnum):
    """What a picture shows."""

    network = "network"
    map = "map"
    heat = "heat"


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
            help="Where to: .png, .svg or .pdf, or .html for an interactive page.",
            show_default=False,
        ),
    ],
    kind: Annotated[
        Kind,
        typer.Option(
            help="Who is joined with whom; supply between countries on a map; or countries by the "
            "goods that come from them.",
        ),
    ] = Kind.network,
    focus: Annotated[
        list[str] | None,
        typer.Option(help="Draw only what is near this name; repeatable.", show_default=False),
    ] = None,
    depth: Annotated[int, typer.Option(min=1, help="How many steps from the focus.")] = 2,
    status: Statuses = None,
    min_confidence: MinConfidence = 0.0,
    max_nodes: Annotated[
        int | None,
        typer.Option(
            min=2,
            help="Draw the best connected ones only: by default 150 in a picture (1000 at most), "
            "2000 on a page (5000 at most).",
            show_default=False,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(show_default=False, help="A headline.")] = None,
    subtitle: Annotated[
        str | None, typer.Option(show_default=False, help="A line below it.")
    ] = None,
    communities: Annotated[
        bool | None,
        typer.Option(
            help="Tint groups joined more with one another than with the rest; by default where "
            "there are hundreds of entities.",
            show_default=False,
        ),
    ] = None,
    theme: Annotated[
        Theme | None,
        typer.Option(help="Light or dark; light unless given.", show_default=False),
    ] = None,
) -> None:
    """Draw a graph as a picture for a report.

    [bold]Examples[/bold]

      graphkit draw chain.ttl -o chain.png

      graphkit draw chain.ttl -o nvidia.svg --focus Nvidia --depth 1 --status current

      graphkit draw chain.ttl -o map.pdf --kind map --theme dark

      graphkit draw chain.ttl -o chain.html
    """
    with open_graph(graph) as opened:
        names = () if focus is None else tuple(focus)
        chosen = _Chosen(
            title=title,
            subtitle=subtitle,
            statuses=None if status is None else tuple(status),
            min_confidence=min_confidence,
            focus=tuple(iri for name in names for iri in _meant(opened, name)),
            depth=depth,
        )
        if output.suffix.lower() in _PAGES:
            _check_page(kind, communities=communities, theme=theme)
            _write_page(opened, output, chosen, max_nodes)
        else:
            _draw(
                opened,
                output,
                kind,
                _options(chosen, max_nodes, communities=communities, theme=theme),
            )
    say(f"→ {output}")


class _Chosen(TypedDict):
    """What a page and a picture have in common."""

    title: str | None
    subtitle: str | None
    statuses: tuple[str, ...] | None
    min_confidence: float
    focus: tuple[str, ...]
    depth: int


def _check_page(kind: Kind, *, communities: bool | None, theme: Theme | None) -> None:
    """Refuse what a page does not have.

    Raises:
        BadParameter: An option for pictures is given.
    """
    if kind is not Kind.network or communities is not None or theme is not None:
        message = "a page shows the network, in the reader's own theme; leave out --kind, "
        message += "--communities and --theme, or draw a .png, .svg or .pdf"
        raise typer.BadParameter(message)


def _write_page(graph: Graph, output: Path, chosen: _Chosen, max_nodes: int | None) -> None:
    from graphkit.page import PageOptions, write_page  # noqa: PLC0415 - slow

    options = (
        PageOptions(**chosen) if max_nodes is None else PageOptions(**chosen, max_nodes=max_nodes)
    )
    write_page(graph.claims(), output, options, documents=graph.documents())


def _options(
    chosen: _Chosen, max_nodes: int | None, *, communities: bool | None, theme: Theme | None
) -> DrawOptions:
    from graphkit.draw import DrawOptions  # noqa: PLC0415 - slow

    options = DrawOptions(
        **chosen, communities=communities, theme=(Theme.light if theme is None else theme).value
    )
    return options if max_nodes is None else replace(options, max_nodes=max_nodes)


def _draw(graph: Graph, output: Path, kind: Kind, options: DrawOptions) -> None:
    """Write the picture of a graph."""
    from graphkit.analyse.network_names import registered  # noqa: PLC0415
    from graphkit.draw import ChartOptions, draw_chart, flow_map, supplier_heat  # noqa: PLC0415 - slow
    from graphkit.draw import draw as draw_network  # noqa: PLC0415

    if kind is Kind.network:
        draw_network(graph.claims(), output, options=options)
        return
    made = flow_map if kind is Kind.map else supplier_heat
    looks = ChartOptions(title=options.title, subtitle=options.subtitle, theme=options.theme)
    draw_chart(made(graph.claims(), options, registered(graph)), output, options=looks)


def _meant(graph: Graph, name: str) -> tuple[str, ...]:
    """Return the IRIs of what is called *name* anywhere, or the name itself to be refused."""
    found = tuple(node.iri for node in graph.find(name))
    return found if found else (name,)
