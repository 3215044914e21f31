"""In which places and countries each thing of a supply graph is, and at which one site.

Without the place it is lost. That is, for a site, where texts locate it, and all that this lies in;
for a company or another body, its home, or the country that a register has for it if no text tells
a home, and what all of its sites that make something have in common: if there is one only, that
site. For goods it is what all places have in common in which they are said to be produced. What
texts put into two countries at once is taken to be in neither. Where a company merely operates says
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.analyse.network import Network
    from graphkit.analyse.projections import Projection

_READ = frozenset({"basedIn", "locatedIn", "producedIn", "operates"})


def places_of(network: Network, graph: Projection) -> dict[str, frozenset[str]]:
    """Return the places, countries and sites of each thing of the supply graph of *network*."""
    places = _Places(network)
    return {iri: places.of(iri, graph) for iri in graph}


class _Places:
    """Where things are."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._told: dict[tuple[str, str], list[str]] = {}
        for edge in network.edges:
            if edge.predicate in _READ:
                self._told.setdefault((edge.predicate, edge.subject), []).append(edge.object)
        self._around: dict[str, frozenset[str]] = {}

    def of(self, iri: str, graph: Projection) -> frozenset[str]:
        homes = [*self._told.get(("basedIn", iri), []), *self._told.get(("locatedIn", iri), [])]
        found = {place for home in homes for place in self._in(home)}
        if not homes and iri in self._network.seats:
            found = {self._network.seats[iri].iri}
        found = set(self._agreed(found))
        made = self._told.get(("producedIn", iri), [])
        sites = [f for f in self._told.get(("operates", iri), []) if graph.has_edge(iri, f)]
        for among in (made, sites):
            if among:
                found |= frozenset.intersection(*map(self._in, among))
        return frozenset(found - {iri})

    def _in(self, place: str) -> frozenset[str]:
        """Return *place* with all that it lies in."""
        if place not in self._around:
            found, waiting = set(), [place]
            while waiting:
                here = waiting.pop()
                if here not in found:
                    found.add(here)
                    waiting += self._told.get(("locatedIn", here), [])
            self._around[place] = self._agreed(found)
        return self._around[place]

    def _agreed(self, places: set[str]) -> frozenset[str]:
        """Return *places* without countries if there are several of them."""
        nodes = self._network.nodes
        countries = {p for p in places if p not in nodes or nodes[p].type == "Country"}
        return frozenset(places - countries if len(countries) > 1 else places)
