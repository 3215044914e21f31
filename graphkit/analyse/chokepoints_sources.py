"""Sole sources: goods with one maker, and buyers with one supplier of a good.

Sole means the only one that the texts name. Another may exist that no text of the graph speaks of,
and the fewer texts there are, the likelier that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.analyse.projections_paths import claims_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.analyse.network import Edge, Network
    from graphkit.graph import Node

_MAKES: Final = frozenset({"manufactures", "assembles"})
_BUYS: Final = frozenset({"uses", "dependsOn"})
_SELLS_TO: Final = frozenset({"suppliesTo", "manufacturesFor"})
_GOODS: Final = frozenset({"Product", "Material"})


@dataclass(frozen=True, slots=True)
class SoleSource:
    """The only named source of a good, for everyone or, if there is a ``buyer``, for that one.

    ``makes`` is False if no maker is named and this is the only one that is said to supply it.
    """

    source: Node
    good: Node
    buyer: Node | None
    makes: bool
    edges: tuple[Edge, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims that name it, sorted."""
        return claims_of(self.edges)


def sole_sources(network: Network) -> tuple[SoleSource, ...]:
    """Return all sole sources, ordered by good, buyer and source.

    The operator of a site that makes something is its maker, if one operator is known.
    """
    makers, sellers = sources_by_good(network, _MAKES), sources_by_good(network, {"supplies"})
    found = [*_of_goods(network, makers, sellers), *_of_buyers(network, makers, sellers)]
    return tuple(sorted(found, key=_order))


def _of_goods(network: Network, makers: Sources, sellers: Sources) -> Iterator[SoleSource]:
    for good in sorted(makers.keys() | sellers.keys()):
        makes = good in makers
        sources = makers[good] if makes else sellers[good]
        if len(sources) == 1:
            ((source, edges),) = sources.items()
            nodes = network.nodes
            yield SoleSource(nodes[source], nodes[good], None, makes, edges)


def _of_buyers(network: Network, makers: Sources, sellers: Sources) -> Iterator[SoleSource]:
    """Yield the suppliers of which a buyer has one only for a good that it uses."""
    suppliers: dict[str, dict[str, Edge]] = {}
    for edge in network.edges:
        if edge.predicate in _SELLS_TO:
            suppliers.setdefault(edge.object, {})[edge.subject] = edge
    for bought in network.edges:
        buyer, good = bought.subject, bought.object
        if bought.predicate not in _BUYS or network.nodes[good].type not in _GOODS:
            continue
        known = {**sellers.get(good, {}), **makers.get(good, {})}
        selling = sorted(known.keys() & suppliers.get(buyer, {}).keys())
        if len(selling) == 1 and len(known) > 1:
            source = selling[0]
            edges = (bought, suppliers[buyer][source], *known[source])
            makes = source in makers.get(good, {})
            nodes = network.nodes
            yield SoleSource(nodes[source], nodes[good], nodes[buyer], makes, edges)


Sources = dict[str, dict[str, tuple["Edge", ...]]]
"""From a good to its sources, and the relations that say so."""


def sources_by_good(network: Network, predicates: Iterable[str]) -> Sources:
    """Return the sources of each good, by the relations *predicates*, operators for their sites."""
    wanted = frozenset(predicates)
    operators: dict[str, list[Edge]] = {}
    for edge in network.edges:
        if edge.predicate == "operates":
            operators.setdefault(edge.object, []).append(edge)
    found: Sources = {}
    for edge in network.edges:
        if edge.predicate in wanted:
            running = operators.get(edge.subject, [])
            source = running[0].subject if len(running) == 1 else edge.subject
            edges = (edge, *running) if len(running) == 1 else (edge,)
            sources = found.setdefault(edge.object, {})
            sources[source] = (*sources.get(source, ()), *edges)
    return found


def _order(sole: SoleSource) -> tuple[str, str, str]:
    return sole.good.iri, "" if sole.buyer is None else sole.buyer.iri, sole.source.iri
