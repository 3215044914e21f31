"""``graphkit whatif``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.selecting import (
    FACTS,
    AsOf,
    Form,
    Format,
    MinConfidence,
    MinSources,
    Output,
    PictureTheme,
    SelectedStatuses,
    Theme,
    claim_ids,
    claims_json,
    node_json,
    open_network,
    print_json,
    selection_json,
    selection_of,
    working,
)
from graphkit.cli.terminal import print_rows, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graphkit.analyse import Network
    from graphkit.analyse.whatif import Consequence, Consequences
    from graphkit.analyse.whatif_reasons import Part
    from graphkit.graph import Graph

NAMED = 3
"""The most things that a cell of a table names."""


def whatif(
    graph: GraphPath,
    without: Annotated[
        list[str],
        typer.Option(
            "--without",
            metavar="NAME",
            help="A country, company, site or good that is gone; may be given several times.",
            show_default=False,
        ),
    ],
    depth: Annotated[
        int | None,
        typer.Option(min=1, help="The last step to follow, if not all.", show_default=False),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="The most things to tell, worst first.")] = 50,
    status: SelectedStatuses = FACTS,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Tell what is lost without some countries, companies, sites or goods, and why.

    A loss is a share from 0 to 100 %, of what texts tell and nothing else: it knows of no stocks,
    no prices, and no supplier that no text names. Step 1 is hit directly. The model and its source
    are in docs/what-if.md.

    [bold]Examples[/bold]

      graphkit whatif chain.ttl --without Taiwan

      graphkit whatif chain.ttl --without gallium --without germanium --format json
    """
    from graphkit.analyse import read_amounts  # noqa: PLC0415 - slow
    from graphkit.analyse.whatif import whatif as find_losses  # noqa: PLC0415

    selection = selection_of(status, as_of, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        # 30 microseconds for each relation, as measured by benchmarks/analyse/speed.py
        with working("following the losses", len(network.edges) * 3e-5):
            amounts = read_amounts(opened)
            found = find_losses(network, without, amounts=amounts, depth=depth, most=most)
        if form is Form.json:
            print_json(_json(opened, network, found))
        else:
            _print(found)
        if output is not None and found.hits:
            _draw(found, output, theme)
            say(f"→ {output}")


def _print(found: Consequences) -> None:
    from graphkit.analyse.whatif_reasons import told_chain  # noqa: PLC0415 - slow

    notes = sorted({note for hit in found.hits for note in _notes(hit)})
    marks = {note: f"({number})" for number, note in enumerate(notes, 1)}
    rows = [
        (
            " ".join((f"{hit.loss:.0%}", *(marks[note] for note in _notes(hit)))),
            str(hit.step),
            hit.node.label,
            hit.node.type,
            f"{hit.reason.kind} {_named(hit.reason.lost)}",
            _staying(hit),
            told_chain(hit.chain),
            claim_ids(hit.claims),
        )
        for hit in found.hits
    ]
    columns = ("loss", "step", "name", "type", "most of it", "stays", "first hit by", "claims")
    if rows:
        print_rows(columns, rows)
    for note, mark in marks.items():
        say(f"{mark} {note}")
    say(_summary(found))


def _summary(found: Consequences) -> str:
    """Return what has been found, in a line."""
    names = ", ".join(node.label for node in found.without)
    if not found.hits:
        return f"without {names}: nothing is hit, in the claims that are selected"
    more = "" if len(found.hits) == found.total else f"; told: {len(found.hits)}, see --most"
    return (
        f"without {names}: {found.direct} hit directly, {found.total - found.direct} in further "
        f"steps (the last is step {found.last}); {found.whole} lose all, "
        f"{found.total - found.whole} a part{more}"
    )


def _named(parts: Sequence[Part]) -> str:
    """Return the first of some sources, those with most to lose first, and how many more."""
    told = sorted(parts, key=lambda part: (-part.share * part.loss, part.node.label, part.node))
    more = f" +{len(told) - NAMED}" if len(told) > NAMED else ""
    return ", ".join(part.node.label for part in told[:NAMED]) + more


def _notes(hit: Consequence) -> tuple[str, ...]:
    return () if hit.reason.note is None else (hit.reason.note,)


def _staying(hit: Consequence) -> str:
    unnamed = hit.reason.unnamed
    named = _named(hit.reason.staying)
    return ", ".join(p for p in (named, f"{unnamed:.0%} not named" if unnamed else "") if p)


def _json(graph: Graph, network: Network, found: Consequences) -> Mapping[str, object]:
    return {
        "without": [node_json(node) for node in found.without],
        "selection": selection_json(network),
        "total": found.total,
        "direct": found.direct,
        "whole": found.whole,
        "last_step": found.last,
        "hits": [_hit_json(hit) for hit in found.hits],
        "claims": claims_json(graph, found.claims),
    }


def _hit_json(hit: Consequence) -> Mapping[str, object]:
    return {
        **node_json(hit.node),
        "loss": round(hit.loss, 6),
        "step": hit.step,
        "reason": {
            "kind": hit.reason.kind,
            "basis": hit.reason.basis,
            "assumed": hit.reason.note,
            "not_named": hit.reason.unnamed,
            "lost": _parts_json(hit.reason.lost),
            "staying": _parts_json(hit.reason.staying),
        },
        "chain": [
            {
                "from": node_json(link.lost),
                "to": node_json(link.hit),
                "words": list(link.phrases),
                "claims": sorted({iri for edge in link.edges for iri in edge.claims}),
            }
            for link in hit.chain
        ],
        "claims": list(hit.claims),
    }


def _parts_json(parts: Iterable[Part]) -> list[Mapping[str, object]]:
    return [
        {**node_json(part.node), "share": round(part.share, 6), "loss": round(part.loss, 6)}
        for part in parts
    ]


def _draw(found: Consequences, target: Path, theme: Theme) -> None:
    """Draw what is gone, and what is hit in each step after it."""
    from graphkit.draw import ChartOptions, Sources, TierChart, TierLink, TierNode, draw_chart  # noqa: PLC0415

    nodes = {node: TierNode(node.iri, node.label, node.type, 0) for node in found.without}
    for hit in found.hits:
        label = f"{hit.node.label} ({hit.loss:.0%})"
        nodes[hit.node] = TierNode(hit.node.iri, label, hit.node.type, hit.step, hit.loss)
    links = {
        (link.lost.iri, link.hit.iri): link
        for hit in found.hits
        for link in hit.chain
        if {link.lost, link.hit} <= nodes.keys()
    }
    edges = [edge for link in links.values() for edge in link.edges]
    statements = {each.iri: each.document for edge in edges for each in edge.statements}
    chart = TierChart(
        tuple(nodes.values()),
        tuple(
            TierLink(*ends, link.edges[0].statuses[0] if link.edges else "current")
            for ends, link in sorted(links.items())
        ),
        Sources(len(statements), len(set(statements.values()))),
    )
    title = f"Without {', '.join(node.label for node in found.without)}"
    options = ChartOptions(title=title, subtitle="What is hit, step by step", theme=theme.value)
    draw_chart(chart, target, options=options)
