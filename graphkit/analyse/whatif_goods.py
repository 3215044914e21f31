"""What goods need: who makes them, where they are produced, who designs them, what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.analyse.concentration_amounts import weights_of
from graphkit.analyse.concentration_index import SHARES
from graphkit.analyse.whatif_needs import (
    ABLE,
    DESIGN,
    GOODS,
    GROUND,
    MAKERS,
    MAKES,
    ORIGINS,
    PART,
    PARTS,
    THING,
    Key,
    Need,
    Source,
    by_end,
    equal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.analyse.network import Edge
    from graphkit.analyse.whatif_needs import Told

    Makers = dict[str, dict[str, tuple[Edge, ...]]]


class Goods:
    """Who makes what. Asked for often, and so remembered."""

    def __init__(self, told: Told) -> None:
        """Read the makers out of *told*."""
        self.told = told
        self._makers: dict[str, Makers] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._made: dict[str, frozenset[str]] = {}

    def makers(self, good: str) -> Makers:
        """Return who makes or supplies *good*, by IRI: each with its sites that do, or itself."""
        if good not in self._makers:
            self._makers[good] = _makers_of(self.told, good)
        return self._makers[good]

    def names(self, good: str) -> frozenset[str]:
        """Return all that makes or supplies *good*, sites and their operators."""
        if good not in self._names:
            makers = self.makers(good)
            sites = {site for found in makers.values() for site in found}
            self._names[good] = frozenset(makers.keys() | sites)
        return self._names[good]

    def made(self, maker: str) -> frozenset[str]:
        """Return the goods that *maker* or a site of it makes or supplies."""
        if maker not in self._made:
            sites = [edge.object for edge in self.told.of(maker, "operates")]
            edges = (edge for each in (maker, *sites) for edge in self.told.of(each, *MAKES))
            found = {edge.object for edge in edges if self.told.type(edge.object) in GOODS}
            self._made[maker] = frozenset(found)
        return self._made[maker]


def _makers_of(told: Told, good: str) -> Makers:
    found: Makers = {}
    for edge in (*told.to(good, *MAKES), *told.of(good, "producedIn")):
        maker = edge.object if edge.predicate == "producedIn" else edge.subject
        if edge.predicate == "producedIn" and told.type(maker) != "Facility":
            continue
        running = told.to(maker, "operates")
        owner = running[0].subject if len(running) == 1 else maker
        edges = (edge, *running) if owner != maker else (edge,)
        sites = found.setdefault(owner, {})
        sites[maker] = (*sites.get(maker, ()), *edges)
    return dict(sorted(found.items()))


def needs_of_good(goods: Goods, iri: str) -> Iterator[Need]:
    """Yield what the good *iri* needs."""
    thing, parts = Key(THING, iri), Key(PARTS, iri)
    told, makers = goods.told, goods.makers(iri)
    if makers:
        yield _makers(told, thing, makers)
    origins = by_end(
        (edge for edge in told.of(iri, "producedIn") if told.type(edge.object) != "Facility"),
        subject=False,
    )
    if origins:
        yield _origins(told, thing, origins, makers)
    designers = by_end(told.to(iri, "designs"), subject=True)
    if designers:
        yield Need(thing, DESIGN, equal(ABLE, designers))
    needed = by_end(told.to(iri, "componentOf"), subject=True)
    for other, edges in by_end(told.of(iri, "uses", "dependsOn"), subject=False).items():
        needed[other] = (*needed.get(other, ()), *edges)
    for part in sorted(needed):
        yield Need(parts, PART, (Source(Key(THING, part), 1.0, needed[part]),))
    if needed:
        yield Need(thing, PART, (Source(parts, 1.0, ()),))


def _makers(told: Told, thing: Key, makers: Makers) -> Need:
    every = {owner: [e for each in sites.values() for e in each] for owner, sites in makers.items()}
    weights = weights_of(every, told.amounts)
    sources = []
    for owner, sites in makers.items():
        # a company's sites are where it makes the good: it does not do so once more beside them
        known = {iri: edges for iri, edges in sites.items() if iri != owner or len(sites) == 1}
        share = weights.shares[owner] / len(known)
        sources += [Source(Key(ABLE, iri), share, known[iri]) for iri in sorted(known)]
    return Need(thing, MAKERS, tuple(sources), weights.basis)


def _origins(told: Told, thing: Key, origins: dict[str, tuple[Edge, ...]], makers: Makers) -> Need:
    """Return the need for the places where goods are produced.

    Unless their shares are told, makers that are at home elsewhere count beside them.
    """
    weights = weights_of(origins, told.amounts)
    if weights.basis == SHARES:
        sources = [Source(Key(GROUND, p), weights.shares[p], e) for p, e in origins.items()]
        return Need(thing, ORIGINS, tuple(sources), SHARES)
    countries = {home.country.iri for place in origins for home in told.homes.of(place)}
    elsewhere = {}
    for sites in makers.values():
        for iri, edges in sites.items():
            homes = {home.country.iri for home in told.homes.of(iri)}
            if homes and not homes & (countries | origins.keys()):
                elsewhere[iri] = edges
    share = 1 / (len(origins) + len(elsewhere))
    sources = [Source(Key(GROUND, iri), share, edges) for iri, edges in origins.items()]
    sources += [Source(Key(ABLE, iri), share, elsewhere[iri]) for iri in sorted(elsewhere)]
    return Need(thing, ORIGINS, tuple(sources))
