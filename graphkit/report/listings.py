"""The facts about a thing, as tables: which relations stand in which table, by the type of thing.

Whatever no table asks for stands in the last one, so that no fact is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.report.context import GOODS, LANDS
from graphkit.report.goods_named import goods_named
from graphkit.report.parts import Paragraph, Section
from graphkit.report.rows import Group, group_table, groups, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.analyse import Edge
    from graphkit.graph import Node
    from graphkit.report.context import Context

    _Pick = tuple[str, bool] | tuple[str, bool, frozenset[str]]

OUT: Final = True
"""The focus is the subject of the relation; otherwise it is the object."""
IN: Final = False

PARTIES: Final = frozenset({"Company", "Government", "Organization", "Facility"})


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of relations of the focus: ``picks`` are relations and the end the focus is at.

    ``head`` is the heading of the first column, ``one`` what stands in one row, ``nothing`` the
    sentence that takes the place of an empty table; without one there is no section then. A pick
    may name the types that the other side has to be of. ``active`` is as in
    `graphkit.report.rows.Group`; ``names_goods`` asks for a column of the goods that the same
    sentences name.
    """

    key: str
    title: str
    head: str
    one: str
    picks: tuple[_Pick, ...]
    nothing: str = ""
    active: bool = False
    names_goods: bool = False

    def takes(self, context: Context, edge: Edge) -> bool:
        """Return whether a relation of the focus belongs into this table."""
        end = edge.predicate, edge.subject == context.focus.iri
        kind = context.other(edge).type
        return any(
            pick[:2] == end and (len(pick) == 2 or kind in pick[2])  # noqa: PLR2004 - no types
            for pick in self.picks
        )


SUPPLIERS: Final = Listing(
    "suppliers",
    "Who supplies it",
    "Supplier",
    "supplier",
    (
        ("suppliesTo", IN),
        ("manufacturesFor", IN),
        ("licensesTo", IN),
        ("dependsOn", OUT, PARTIES),
    ),
    "No supplier is stated.",
    names_goods=True,
)
CUSTOMERS: Final = Listing(
    "customers",
    "Whom it supplies",
    "Customer",
    "customer",
    (
        ("suppliesTo", OUT),
        ("manufacturesFor", OUT),
        ("licensesTo", OUT),
        ("dependsOn", IN),
        ("exportsTo", OUT),
    ),
    "No customer is stated.",
    names_goods=True,
)
MAKES: Final = Listing(
    "makes",
    "What it makes and sells",
    "Good",
    "good",
    (("manufactures", OUT), ("assembles", OUT), ("designs", OUT), ("supplies", OUT)),
    "Nothing is stated of what it makes.",
    active=True,
)
USES: Final = Listing(
    "uses",
    "What it uses",
    "Good",
    "good",
    (("uses", OUT), ("dependsOn", OUT, GOODS)),
    "Nothing is stated of what it uses.",
    active=True,
)
SITES: Final = Listing(
    "sites",
    "Sites and places",
    "Place",
    "place",
    (
        ("operates", OUT),
        ("basedIn", OUT),
        ("operatesIn", OUT),
        ("locatedIn", OUT),
        ("dependsOn", OUT, LANDS),
    ),
    "No site or place is stated.",
    active=True,
)
RISKS: Final = Listing(
    "risks",
    "Restrictions and events",
    "What bears on it",
    "event",
    (("restricts", IN), ("affects", IN)),
    "No restriction or event is stated.",
)
MAKERS: Final = Listing(
    "makers",
    "Who makes and sells it",
    "Maker or seller",
    "company",
    (("manufactures", IN), ("assembles", IN), ("designs", IN), ("supplies", IN)),
    "No maker or seller is stated.",
)
USERS: Final = Listing(
    "users",
    "Who uses it",
    "User",
    "user",
    (("uses", IN), ("dependsOn", IN)),
    "No user is stated.",
)
PARTS: Final = Listing(
    "parts",
    "What it is made of",
    "Part",
    "part",
    (("componentOf", IN), ("dependsOn", OUT)),
    "No part is stated.",
)
WHOLES: Final = Listing(
    "wholes",
    "What it is a part of",
    "Good",
    "good",
    (("componentOf", OUT),),
    active=True,
)
PRODUCED: Final = Listing(
    "produced",
    "Where it is produced",
    "Place",
    "place",
    (("producedIn", OUT),),
    "No place of production is stated.",
    active=True,
)
TRADE: Final = Listing(
    "trade",
    "Trade with it",
    "Other side",
    "name",
    (
        ("exportsTo", IN),
        ("exportsTo", OUT),
        ("suppliesTo", IN),
        ("suppliesTo", OUT),
        ("supplies", OUT),
        ("dependsOn", IN),
        ("dependsOn", OUT),
        ("operatesIn", IN),
    ),
    "No trade with it is stated.",
)
IMPOSED: Final = Listing(
    "imposed",
    "Restrictions that come from it",
    "What is restricted",
    "thing",
    (("restricts", OUT), ("affects", OUT)),
    active=True,
)
# tables of a country that follow places to their country, see `graphkit.report.places`
_OF_PLACES: Final = (("basedIn", IN), ("locatedIn", IN), ("producedIn", IN))

# relations by which nothing is needed: what bears on the one side is no news of the other
_APART: Final = frozenset(
    {"competesWith", "partnersWith", "investsIn", "acquires", "restricts", "affects"}
)

BY_TYPE: Final = {
    **dict.fromkeys(sorted(GOODS), (MAKERS, USERS, PARTS, WHOLES, PRODUCED, RISKS)),
    **dict.fromkeys(sorted(LANDS), (TRADE, RISKS, IMPOSED)),
}
OF_PARTIES: Final = (SUPPLIERS, CUSTOMERS, MAKES, USES, SITES, RISKS)


def listings_of(context: Context) -> tuple[Listing, ...]:
    """Return the tables for the type of the focus."""
    return BY_TYPE.get(context.focus.type, OF_PARTIES)


def edges_in(context: Context, listing: Listing) -> tuple[Edge, ...]:
    """Return the selected relations of the focus that belong into a table."""
    return tuple(edge for edge in context.edges if listing.takes(context, edge))


def listing_section(context: Context, listing: Listing) -> Section | None:
    """Return the section of a table, or None if there is nothing to say."""
    edges = edges_in(context, listing)
    if not edges:
        told = (Paragraph((listing.nothing,)),)
        return Section(listing.key, listing.title, told) if listing.nothing else None
    found = groups(context, edges, active=listing.active)
    extra = ("Goods named with it", goods_named(context, found)) if listing.names_goods else None
    table = group_table(context, listing.head, found, one=listing.one, extra=extra)
    return Section(listing.key, listing.title, (table,))


def risks_near(context: Context) -> Section | None:
    """Return the section of what bears on suppliers, customers, goods and sites of the focus."""
    if context.focus.type in LANDS:
        return None
    near = {context.other(edge) for edge in context.edges if edge.predicate not in _APART}
    iris = {node.iri for node in near if node.type not in LANDS}
    found: dict[Node, list[Edge]] = {}
    for edge in context.network.edges:
        if edge.predicate in {"restricts", "affects"} and edge.object in iris:
            found.setdefault(context.node(edge.subject), []).append(edge)
    if not found:
        return None
    rows = ranked(Group(node, tuple(edges)) for node, edges in found.items())
    title = "Restrictions and events one step away"
    return Section("risks-near", title, (group_table(context, RISKS.head, rows, one="event"),))


def other_relations(context: Context) -> Section | None:
    """Return the section of the facts that no other table holds."""
    left = left_over(context)
    if not left:
        return None
    found = groups(context, left)
    title = "Partners, owners, competitors" if _ties(left) else "Other relations"
    return Section("ties", title, (group_table(context, "Other side", found, one="name"),))


def left_over(context: Context) -> tuple[Edge, ...]:
    """Return the selected relations of the focus that no table of its type asks for."""
    asked = listings_of(context)
    in_land = context.focus.type in LANDS
    return tuple(
        edge
        for edge in context.edges
        if not any(listing.takes(context, edge) for listing in asked)
        and not (in_land and (edge.predicate, edge.subject == context.focus.iri) in _OF_PLACES)
    )


def _ties(edges: Sequence[Edge]) -> bool:
    known = {*_APART, "subsidiaryOf"} - {"restricts", "affects"}
    return all(edge.predicate in known for edge in edges)
