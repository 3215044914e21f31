"""Every projection of the claims' relations to a networkx graph, each defined here and only here.

An edge u -> v says that v needs u: goods, services and rights flow from u to v, and what hits u can
hit v. Its attribute ``edges`` holds the relations behind it, `graphkit.analyse.network.Edge`, and
the attribute ``node`` of each node its `graphkit.graph.Node`.

| relation | in `supply_graph` | in `dependence_graph` as well |
|---|---|---|
| a suppliesTo, manufacturesFor, licensesTo b | a -> b | |
| a manufactures, assembles, supplies, designs g | a -> g | |
| a uses g | g -> a | |
| g componentOf h | g -> h | |
| a dependsOn b | b -> a | |
| g producedIn f, a facility | f -> g | |
| c operates f | c -> f if f makes or sells something; f -> c if f takes something in | f -> c |
| g producedIn p, a place | | p -> g |
| c basedIn p, f locatedIn p | | p -> c, p -> f |
| c operatesIn p | | p -> c (weak) |
| a subsidiaryOf b | | a -> b |
| e affects x, r restricts x | | e -> x, r -> x |

partnersWith, competesWith, investsIn, acquires and exportsTo are no dependence: none of them says
that the one could not do without the other. A company stands behind the goods of its site, and
what its site takes in it takes in itself; without that rule a maker that is known by its sites only
would stand nowhere. It also joins two sites of one company, as far as texts speak of the company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    from graphkit.analyse.network import Edge, Network
    from graphkit.graph import Node

    Projection: TypeAlias = "nx.DiGraph[str]"
    Arrow: TypeAlias = tuple[str, str, Edge]

FORWARD: Final = frozenset(
    {
        "suppliesTo",
        "manufacturesFor",
        "licensesTo",
        "manufactures",
        "assembles",
        "supplies",
        "designs",
        "componentOf",
    }
)
"""Relations of supply whose object needs their subject."""

BACKWARD: Final = frozenset({"uses", "dependsOn"})
"""Relations of supply whose subject needs their object."""

PLACED: Final = frozenset({"basedIn", "locatedIn", "producedIn"})
"""Relations that tell where something is."""

WEAK: Final = frozenset({"operatesIn"})
"""Relations of dependence that bind less: a company may leave a country where it does business."""

_GIVING: Final = frozenset({"manufactures", "assembles", "supplies", "suppliesTo"})
_HIT: Final = frozenset({"subsidiaryOf", "affects", "restricts"})


def supply_graph(network: Network) -> Projection:
    """Return who supplies whom and what is made by whom and of what; u -> v: v needs u."""
    return _graph(network, _supply(network))


def dependence_graph(network: Network) -> Projection:
    """Return the supply graph with places, control and risks; u -> v: what hits u can hit v."""
    return _graph(network, [*_supply(network), *_dependence(network)])


def _supply(network: Network) -> Iterator[Arrow]:
    """Yield the relations of supply, each with the direction in which goods flow."""
    giving, taking = _sites(network)
    for edge in network.edges:
        one, other = edge.subject, edge.object
        if edge.predicate in FORWARD:
            yield one, other, edge
        elif edge.predicate in BACKWARD or _made_at(edge, network.nodes):
            yield other, one, edge
        elif edge.predicate == "operates":
            if other in giving:
                yield one, other, edge
            if other in taking:
                yield other, one, edge


def _dependence(network: Network) -> Iterator[Arrow]:
    """Yield the relations of dependence that are none of supply."""
    for edge in network.edges:
        one, other = edge.subject, edge.object
        if edge.predicate in _HIT:
            yield one, other, edge
        elif edge.predicate in PLACED | WEAK | {"operates"}:
            yield other, one, edge


def _sites(network: Network) -> tuple[set[str], set[str]]:
    """Return what makes or sells something, and what takes something in."""
    giving, taking = set(), set()
    for edge in network.edges:
        if edge.predicate in _GIVING:
            giving.add(edge.subject)
        if edge.predicate in BACKWARD:
            taking.add(edge.subject)
        elif edge.predicate == "suppliesTo":
            taking.add(edge.object)
        elif _made_at(edge, network.nodes):
            giving.add(edge.object)
    return giving, taking


def _made_at(edge: Edge, nodes: Mapping[str, Node]) -> bool:
    """Return whether *edge* says of a site that goods are made there."""
    return edge.predicate == "producedIn" and nodes[edge.object].type == "Facility"


def _graph(network: Network, arrows: Iterable[Arrow]) -> Projection:
    """Return the graph of *arrows*, nodes and edges in order; nothing needs itself."""
    evidence: dict[tuple[str, str], list[Edge]] = {}
    for start, end, edge in arrows:
        found = evidence.setdefault((start, end), [])
        if edge not in found:
            found.append(edge)
    ends = sorted((start, end) for start, end in evidence if start != end)
    graph: Projection = nx.DiGraph()
    nodes = network.nodes
    graph.add_nodes_from(
        (iri, {"node": nodes[iri]}) for iri in sorted({iri for both in ends for iri in both})
    )
    graph.add_edges_from((*both, {"edges": _ordered(evidence[both])}) for both in ends)
    return graph


def _ordered(edges: list[Edge]) -> tuple[Edge, ...]:
    return tuple(edges) if len(edges) == 1 else tuple(sorted(edges, key=lambda edge: edge.key))
