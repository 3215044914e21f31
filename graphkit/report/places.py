"""What is in a country or a place: companies, sites and goods, however many places lie between."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphkit.report.context import GOODS, LANDS
from graphkit.report.parts import Paragraph, Section
from graphkit.report.rows import Group, group_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.analyse.concentration_homes import Home
    from graphkit.graph import Node
    from graphkit.report.context import Context


def based(context: Context) -> tuple[Group, ...]:
    """Return the companies and other bodies that are at home in the focus."""
    kinds = {"Company", "Organization", "Government"}
    return _inside(context, (node for node in _nodes(context) if node.type in kinds))


def sites(context: Context) -> tuple[Group, ...]:
    """Return the sites in the focus."""
    return _inside(context, (node for node in _nodes(context) if node.type == "Facility"))


def produced(context: Context) -> tuple[Group, ...]:
    """Return the goods that are produced in the focus."""
    goods = (node for node in _nodes(context) if node.type in GOODS)
    return _inside(context, goods, goods=True)


def based_section(context: Context) -> Section | None:
    """Return the section of the companies at home in the focus."""
    title, nothing = "Companies based there", "No company is stated to be based there."
    return _section(context, "based", title, (based(context), "Company", nothing))


def sites_section(context: Context) -> Section | None:
    """Return the section of the sites in the focus."""
    title, nothing = "Sites there", "No site is stated to be there."
    return _section(context, "sites", title, (sites(context), "Site", nothing))


def produced_section(context: Context) -> Section | None:
    """Return the section of the goods produced in the focus."""
    title, nothing = "Goods produced there", "No goods are stated to be produced there."
    return _section(context, "produced", title, (produced(context), "Good", nothing))


def _section(
    context: Context, key: str, title: str, told: tuple[tuple[Group, ...], str, str]
) -> Section | None:
    found, head, nothing = told
    if context.focus.type not in LANDS:
        return None
    if not found:
        return Section(key, title, (Paragraph((nothing,)),))
    return Section(key, title, (group_table(context, head, found, one=head.lower()),))


def _nodes(context: Context) -> Iterable[Node]:
    return context.network.nodes.values()


def _inside(context: Context, nodes: Iterable[Node], *, goods: bool = False) -> tuple[Group, ...]:
    found = []
    for node in nodes:
        homes = context.homes.of_production(node.iri) if goods else context.homes.of(node.iri)
        here = next((home for home in homes if home.country.iri == context.focus.iri), None)
        if here is not None:
            found.append(Group(node, here.edges, _note(here)))
        elif context.focus.type != "Country":
            found += _named(context, node)
    return _known(context, found)


def _known(context: Context, found: Iterable[Group]) -> tuple[Group, ...]:
    """Return groups in order: those of which most relations are stated first."""
    counts = Counter(end for edge in context.network.edges for end in (edge.subject, edge.object))
    return tuple(sorted(found, key=lambda g: (-counts[g.node.iri], g.node.label, g.node.iri)))


def _named(context: Context, node: Node) -> list[Group]:
    """Return a thing that is said to be in the focus itself, which is no country."""
    kinds = {"basedIn", "locatedIn", "producedIn"}
    edges = [e for e in context.edges if e.predicate in kinds and e.subject == node.iri]
    return [Group(node, tuple(edges))] if edges else []


def _note(home: Home) -> str:
    return "has its seat there by a register" if home.told_by == "register" else ""
