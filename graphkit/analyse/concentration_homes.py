"""In which countries suppliers are at home, sites stand, and goods are produced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graphkit.analyse.network import Edge, Network
    from graphkit.graph import Node


class Home(NamedTuple):
    """A country, and the relations by which a thing is in it; ``told_by`` is text or register."""

    country: Node
    edges: tuple[Edge, ...]
    told_by: str = "text"


class Homes:
    """Where the things of a network are."""

    def __init__(self, network: Network) -> None:
        """Read the relations of place."""
        self._network = network
        self._edges: dict[tuple[str, str], list[Edge]] = {}
        for edge in network.edges:
            if edge.predicate in {"basedIn", "locatedIn", "producedIn"}:
                self._edges.setdefault((edge.predicate, edge.subject), []).append(edge)

    def of(self, iri: str) -> tuple[Home, ...]:
        """Return the countries of the thing *iri*, by IRI: several if texts do not agree.

        That is the country itself; where texts locate a site; the home of any other; and if no
        text tells one, the country that a register has.
        """
        node = self._network.nodes[iri]
        if node.type == "Country":
            return (Home(node, ()),)
        found = self._by(iri, "basedIn") + self._by(iri, "locatedIn")
        if not found and iri in self._network.seats:
            return (Home(self._network.seats[iri], (), "register"),)
        return _joined(found)

    def of_production(self, iri: str) -> tuple[Home, ...]:
        """Return the countries in which texts say that the goods *iri* are produced, by IRI."""
        return _joined(self._by(iri, "producedIn"))

    def _by(self, iri: str, predicate: str) -> list[Home]:
        """Return the countries that a relation, and then where its object lies, leads to."""
        found: list[Home] = []
        waiting: list[tuple[str, tuple[Edge, ...]]] = [
            (edge.object, (edge,)) for edge in self._edges.get((predicate, iri), [])
        ]
        seen: set[str] = set()
        while waiting:
            place, way = waiting.pop(0)
            if place in seen:
                continue
            seen.add(place)
            if self._network.nodes[place].type == "Country":
                found.append(Home(self._network.nodes[place], way))
                continue
            further = self._edges.get(("locatedIn", place), [])
            waiting += [(edge.object, (*way, edge)) for edge in further]
        return found


def _joined(homes: list[Home]) -> tuple[Home, ...]:
    """Return one home for each country, with the relations of all of its."""
    edges: dict[str, list[Edge]] = {}
    countries = {home.country.iri: home.country for home in homes}
    for home in homes:
        told = edges.setdefault(home.country.iri, [])
        told += [edge for edge in home.edges if edge not in told]
    return tuple(Home(countries[iri], tuple(edges[iri])) for iri in sorted(edges))
