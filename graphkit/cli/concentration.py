"""``graphkit concentration``."""

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
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from graphkit.analyse import Concentration, Index, Network, Share
    from graphkit.graph import Graph

UNKNOWN = "(not known)"


def concentration(
    graph: GraphPath,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A good, or a company that is supplied. All goods, ranked, if left out.",
            show_default=False,
        ),
    ] = None,
    status: SelectedStatuses = FACTS,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    min_sources: MinSources = 1,
    form: Format = Form.table,
    output: Output = None,
    theme: PictureTheme = Theme.light,
) -> None:
    """Tell how concentrated the supply of a good, or to a company, is.

    By supplier and by country: the Herfindahl-Hirschman index from 0 to 10,000, with the
    thresholds of the US and the EU, and the largest share. Shares are those that texts state, or
    by amounts, if there is one of each supplier; otherwise equal. Only suppliers that texts name
    are counted.

    [bold]Examples[/bold]

      graphkit concentration chain.ttl

      graphkit concentration chain.ttl "battery cells" --format json
    """
    from graphkit.analyse import concentration as find_one  # noqa: PLC0415 - slow
    from graphkit.analyse import concentrations, read_amounts  # noqa: PLC0415

    selection = selection_of(status, as_of, min_confidence, min_sources)
    with open_network(graph, selection) as (opened, network):
        with working("adding up the shares"):
            amounts = read_amounts(opened)
            found = (
                concentrations(network, amounts=amounts)
                if name is None
                else (find_one(network, name, amounts=amounts),)
            )
        if form is Form.json:
            print_json(_json(opened, network, found))
        elif name is None:
            _print_all(found)
        else:
            _print_one(found[0])
        if output is not None:
            _draw(found, output, theme)
            say(f"→ {output}")


def _print_all(found: Sequence[Concentration]) -> None:
    columns = (
        "good", "suppliers", "HHI", "US", "EU", "largest", "share",
        "countries", "HHI by country", "largest country", "share of it", "basis", "claims",
    )  # fmt: skip
    if found:
        print_rows(columns, map(_row, found))
    goods = "1 good" if len(found) == 1 else f"{len(found)} goods"
    say(f"{goods} of which a supplier is named")


def _row(found: Concentration) -> tuple[str, ...]:
    suppliers, countries = found.suppliers, found.countries
    return (
        found.node.label,
        str(_known(suppliers)),
        f"{suppliers.hhi:,.0f}",
        suppliers.us,
        suppliers.eu,
        *_largest(suppliers),
        str(_known(countries)),
        f"{countries.hhi:,.0f}",
        *_largest(countries),
        suppliers.basis,
        claim_ids(found.claims, most=2),
    )


def _print_one(found: Concentration) -> None:
    rows = []
    for by, index in _indices(found):
        rows += [_share_row(by, share) for share in index.shares]
    print_rows(("by", "name", "share", "told by", "claims"), rows)
    for by, index in _indices(found):
        say(f"{found.node.label}, by {by}: {_told(index)}")


def _told(index: Index) -> str:
    """Return an index in a line of words."""
    basis = index.basis if index.unit is None else f"{index.basis} ({index.unit})"
    most = "" if index.at_most - index.hhi < 1 else f" to {index.at_most:,.0f}, as a part is open"
    return f"HHI {index.hhi:,.0f}{most}; US 2023: {index.us}, EU: {index.eu}; {basis}"


def _share_row(by: str, share: Share) -> tuple[str, ...]:
    label = UNKNOWN if share.node is None else share.node.label
    return by, label, f"{share.share:.1%}", share.told_by, claim_ids(share.claims)


def _indices(found: Concentration) -> list[tuple[str, Index]]:
    indices = [("supplier", found.suppliers), ("country of supplier", found.countries)]
    shown = [(by, index) for by, index in indices if index.shares]
    return shown if found.origins is None else [*shown, ("country of production", found.origins)]


def _known(index: Index) -> int:
    return sum(share.node is not None for share in index.shares)


def _largest(index: Index) -> tuple[str, str]:
    largest = index.largest
    if largest is None or largest.node is None:
        return UNKNOWN, ""
    return largest.node.label, f"{largest.share:.0%}"


def _json(graph: Graph, network: Network, found: Sequence[Concentration]) -> Mapping[str, object]:
    claims = {iri for each in found for iri in each.claims}
    return {
        "selection": selection_json(network),
        "thresholds": {"us_2023": [1000, 1800], "eu_2004": [1000, 2000]},
        "concentrations": [
            {
                **node_json(each.node),
                "buyers": each.buyers,
                "by_supplier": _index_json(each.suppliers),
                "by_country": _index_json(each.countries),
                "by_origin": None if each.origins is None else _index_json(each.origins),
            }
            for each in found
        ],
        "claims": claims_json(graph, claims),
    }


def _index_json(index: Index) -> Mapping[str, object]:
    return {
        "hhi": index.hhi,
        "hhi_at_most": index.at_most,
        "us": index.us,
        "eu": index.eu,
        "basis": index.basis,
        "unit": index.unit,
        "shares": [
            {
                "name": None if share.node is None else node_json(share.node),
                "share": share.share,
                "told_by": share.told_by,
                "claims": list(share.claims),
            }
            for share in index.shares
        ],
    }


def _draw(found: Sequence[Concentration], target: Path, theme: Theme) -> None:
    """Draw the shares of the suppliers' countries by good, or by what is supplied."""
    from graphkit.draw import ChartOptions, HeatMap, Sources, draw_chart  # noqa: PLC0415 - slow

    shares = [
        {share.node.label: share.share for share in each.countries.shares if share.node is not None}
        for each in found
    ]
    columns = tuple(sorted({label for row in shares for label in row}))
    edges = [e for each in found for share in each.countries.shares for e in share.edges]
    statements = {each.iri: each.document for edge in edges for each in edge.statements}
    chart = HeatMap(
        tuple(each.node.label for each in found),
        columns,
        tuple(tuple(row.get(label, 0.0) for label in columns) for row in shares),
        Sources(len(statements), len(set(statements.values()))),
        share=True,
    )
    title = "Where suppliers are at home"
    draw_chart(chart, target, options=ChartOptions(title=title, theme=theme.value))
