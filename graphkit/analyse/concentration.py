"""How concentrated the supply of a good, or to a company, is: by supplier and by country.

Suppliers of a good are who makes, assembles or supplies it; the operator of a site stands for its
site. Suppliers of a company or another body are who supplies it or makes goods for it, and on whom
it is said to depend. What is not named in a text is in no figure: an index tells how concentrated
the supply is that the texts name, and fewer texts make it higher.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graphkit.analyse.chokepoints_sources import sources_by_good
from graphkit.analyse.concentration_amounts import weights_of
from graphkit.analyse.concentration_homes import Homes
from graphkit.analyse.concentration_index import Index, Share
from graphkit.analyse.projections import supply_graph
from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.analyse.concentration_amounts import Amount, Weights
    from graphkit.analyse.concentration_homes import Home
    from graphkit.analyse.network import Edge, Network
    from graphkit.graph import Node

    _Suppliers = dict[str, tuple[Edge, ...]]
    _Part = tuple[Home | None, float, tuple[Edge, ...]]

GOODS: Final = frozenset({"Product", "Material"})
_OF_GOODS: Final = ("assembles", "manufactures", "supplies")
_TO: Final = frozenset({"suppliesTo", "manufacturesFor"})
_NONE: Final[Mapping[str, Amount]] = MappingProxyType({})


class NoSupplyError(GraphkitError, LookupError):
    """No supplier of what was asked for is known."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How concentrated the supply of or to ``node`` is.

    ``countries`` are those of the suppliers, a supplier that texts have in several counting in
    equal parts. ``origins`` are the countries in which goods are said to be produced, and None if
    no text says so. ``buyers`` counts what needs ``node``.
    """

    node: Node
    suppliers: Index
    countries: Index
    origins: Index | None
    buyers: int

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims behind it, sorted."""
        indices = (self.suppliers, self.countries, self.origins)
        found = {iri for index in indices if index is not None for iri in index.claims}
        return tuple(sorted(found))


def concentration(
    network: Network, name: str, *, amounts: Mapping[str, Amount] = _NONE
) -> Concentration:
    """Return how concentrated the supply of or to the thing called *name* is.

    Args:
        network: The relations that count.
        name: A label, another name, a key or an IRI.
        amounts: What `read_amounts` gives; without it all shares are equal.

    Raises:
        AmbiguousNameError: Several things are called so.
        NoSupplyError: No supplier of it is known, and no country in which it is produced.
        UnknownThingError: Nothing is called so.
    """
    node = network.get(name)
    found = _Supply(network, amounts).of(node)
    if found is None:
        message = f"no supplier of {node.label!r} is known in what is selected; try --status"
        raise NoSupplyError(message)
    return found


def concentrations(
    network: Network, *, amounts: Mapping[str, Amount] = _NONE
) -> tuple[Concentration, ...]:
    """Return how concentrated the supply of each good is of which a supplier is named.

    The highest index of suppliers first, of equal ones that with more buyers, then by label.
    """
    supply = _Supply(network, amounts)
    goods = (supply.of(node) for node in network.nodes.values() if node.type in GOODS)
    found = [each for each in goods if each is not None and each.suppliers.shares]
    return tuple(sorted(found, key=_rank))


def _rank(found: Concentration) -> tuple[float, int, str, str]:
    return -found.suppliers.hhi, -found.buyers, found.node.label, found.node.iri


class _Supply:
    """Who supplies whom, and from where."""

    def __init__(self, network: Network, amounts: Mapping[str, Amount]) -> None:
        self._network, self._amounts, self._homes = network, amounts, Homes(network)
        self._graph = supply_graph(network)
        self._of_goods = sources_by_good(network, _OF_GOODS)
        self._to: dict[str, _Suppliers] = {}
        self._made_in: dict[str, list[Edge]] = {}
        for edge in network.edges:
            if edge.predicate in _TO:
                self._add(edge.object, edge.subject, edge)
            elif edge.predicate == "dependsOn" and network.nodes[edge.object].type not in GOODS:
                self._add(edge.subject, edge.object, edge)
            elif edge.predicate == "producedIn":
                self._made_in.setdefault(edge.subject, []).append(edge)

    def _add(self, buyer: str, supplier: str, edge: Edge) -> None:
        known = self._to.setdefault(buyer, {})
        known[supplier] = (*known.get(supplier, ()), edge)

    def of(self, node: Node) -> Concentration | None:
        """Return the concentration of the supply of or to *node*; None if nothing is known."""
        known = (self._of_goods if node.type in GOODS else self._to).get(node.iri, {})
        origins = self._origins(node.iri)
        if not known and origins is None:
            return None
        weights = weights_of(known, self._amounts)
        buyers = self._graph.out_degree(node.iri) if node.iri in self._graph else 0
        return Concentration(
            node,
            self._suppliers(known, weights),
            self._countries(known, weights),
            origins,
            int(buyers),
        )

    def _suppliers(self, known: _Suppliers, weights: Weights) -> Index:
        nodes = self._network.nodes
        shares = [Share(nodes[iri], weights.shares[iri], edges) for iri, edges in known.items()]
        return _index(shares, weights)

    def _countries(self, known: _Suppliers, weights: Weights) -> Index:
        parts: list[_Part] = []
        for iri, edges in known.items():
            homes = self._homes.of(iri)
            share = weights.shares[iri] / max(1, len(homes))
            parts += [(home, share, edges) for home in homes]
            if not homes:
                parts.append((None, share, edges))
        return _index(_by_country(parts), weights)

    def _origins(self, iri: str) -> Index | None:
        homes = {home.country.iri: home for home in self._homes.of_production(iri)}
        if not homes:
            return None
        weights = weights_of(
            {place: [e for e in home.edges if e.subject == iri] for place, home in homes.items()},
            self._amounts,
        )
        shares = [Share(h.country, weights.shares[place], h.edges) for place, h in homes.items()]
        return _index(shares, weights)


def _by_country(parts: list[_Part]) -> list[Share]:
    """Return the shares of countries, from those of suppliers and where these are."""
    grouped: dict[str, list[_Part]] = {}
    for part in parts:
        grouped.setdefault("" if part[0] is None else part[0].country.iri, []).append(part)
    shares = []
    for among in grouped.values():
        first = among[0][0]
        edges = {e.key: e for home, _, es in among for e in (*es, *(home.edges if home else ()))}
        shares.append(
            Share(
                None if first is None else first.country,
                sum(share for _, share, _ in among),
                tuple(edges[key] for key in sorted(edges)),
                " and ".join(sorted({h.told_by for h, _, _ in among if h}, reverse=True)),
            )
        )
    return shares


def _index(shares: list[Share], weights: Weights) -> Index:
    """Return the index of *shares*, the largest first, what is unknown last."""
    ordered = sorted(
        shares,
        key=lambda share: (
            share.node is None,
            -share.share,
            ("", "") if share.node is None else (share.node.label, share.node.iri),
        ),
    )
    return Index(tuple(ordered), weights.basis, weights.unit)
