"""What companies, sites and other bodies need: ground to stand on, sites, goods and suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from networkx.utils import UnionFind

from graphkit.analyse.concentration_amounts import weights_of
from graphkit.analyse.concentration_index import EQUAL
from graphkit.analyse.whatif_needs import (
    ABLE,
    ALIKE,
    AT_HOME,
    BY_REGISTER,
    GOODS,
    GROUND,
    INPUT,
    INPUTS,
    LICENCE,
    OPERATOR,
    OUTPUT,
    PARTS,
    PLACE,
    PLACES,
    SITES,
    SUPPLIERS,
    THING,
    WITH_OPERATOR,
    Key,
    Need,
    Source,
    by_end,
    equal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.analyse.network import Edge
    from graphkit.analyse.whatif_goods import Goods
    from graphkit.analyse.whatif_needs import Told


def needs_of_firm(goods: Goods, iri: str) -> Iterator[Need]:
    """Yield what the thing *iri*, which is no good, needs."""
    told, thing = goods.told, Key(THING, iri)
    needed = list(_inputs(goods, iri))
    yield from needed
    for aspect in (ABLE, THING):
        if needed and (aspect == THING or told.type(iri) not in PLACES):
            yield Need(Key(aspect, iri), INPUT, (Source(Key(INPUTS, iri), 1.0, ()),))
        yield from _whereabouts(told, Key(aspect, iri))
        operators = by_end(told.to(iri, "operates"), subject=True)
        if operators:
            yield Need(Key(aspect, iri), OPERATOR, equal(INPUTS, operators))
    designed = told.of(iri, "manufactures", "assembles", "designs")
    made = by_end((each for each in designed if told.type(each.object) in GOODS), subject=False)
    if made:
        yield Need(thing, OUTPUT, equal(PARTS, made))


def _whereabouts(told: Told, of: Key) -> Iterator[Need]:
    """Yield the need for sites and daughters, or if none is told for the ground of its home."""
    iri = of.iri
    if told.type(iri) in PLACES:
        yield Need(of, PLACE, (Source(Key(GROUND, iri), 1.0, ()),))
        return
    own = {
        **by_end(told.of(iri, "operates"), subject=False),
        **by_end(told.to(iri, "subsidiaryOf"), subject=True),
    }
    sited = bool(told.of(iri, "operates"))
    note = AT_HOME if own or told.type(iri) == "Company" else None
    home = () if sited else _home(told, iri)
    if own:
        parts = len(own) + (not sited)
        sources = [Source(Key(of.aspect, each), 1 / parts, own[each]) for each in sorted(own)]
        sources += [source._replace(share=source.share / parts) for source in home]
        yield Need(of, SITES, tuple(sources), note=None if sited else note)
        return
    if home:
        yield Need(of, PLACE, home, note=_note(told, iri, note))
    homes = told.of(iri, "basedIn", "locatedIn")
    places = by_end((each for each in homes if told.type(each.object) != "Country"), subject=False)
    if places:
        yield Need(of, PLACE, equal(GROUND, places), note=note)


def _home(told: Told, iri: str) -> tuple[Source, ...]:
    """Return the countries in which *iri* is, or if none is told those of its operators."""
    homes = [(home.country.iri, home.edges) for home in told.homes.of(iri)]
    if not homes:
        homes = [
            (home.country.iri, (edge, *home.edges))
            for edge in told.to(iri, "operates")
            for home in told.homes.of(edge.subject)
        ]
    found: dict[str, tuple[Edge, ...]] = {}
    for country, edges in homes:
        found[country] = (*found.get(country, ()), *edges)
    return equal(GROUND, dict(sorted(found.items())))


def _note(told: Told, iri: str, note: str | None) -> str | None:
    homes = told.homes.of(iri)
    if not homes:
        return WITH_OPERATOR
    if homes[0].told_by == "register":
        return BY_REGISTER if note is None else f"{BY_REGISTER}; {note}"
    return note


def _inputs(goods: Goods, iri: str) -> Iterator[Need]:
    """Yield the needs for goods and suppliers."""
    told, inputs = goods.told, Key(INPUTS, iri)
    sellers = by_end(told.to(iri, "suppliesTo", "manufacturesFor"), subject=True)
    placed: set[str] = set()
    for needed, edges in by_end(told.of(iri, "uses", "dependsOn"), subject=False).items():
        names = goods.names(needed) if sellers and told.type(needed) in GOODS else ()
        selling = {seller: sold for seller, sold in sellers.items() if seller in names}
        placed |= {needed, *selling}
        if selling:
            weights = weights_of(selling, told.amounts)
            sources = tuple(
                Source(told.source(seller), weights.shares[seller], (*edges, *sold))
                for seller, sold in selling.items()
            )
            yield Need(inputs, INPUT, sources, weights.basis)
        else:
            yield Need(inputs, INPUT, (Source(told.source(needed), 1.0, edges),))
    rest = {seller: edges for seller, edges in sellers.items() if seller not in placed}
    yield from _suppliers(goods, inputs, rest)
    for owner, edges in by_end(told.to(iri, "licensesTo"), subject=True).items():
        yield Need(inputs, LICENCE, (Source(told.source(owner), 1.0, edges),))


def _suppliers(goods: Goods, inputs: Key, rest: dict[str, tuple[Edge, ...]]) -> Iterator[Need]:
    """Yield the needs for suppliers of which no text tells what they supply.

    Those that make a good in common can stand in for each other, and so are taken those whose goods
    are not known at all.
    """
    alike = UnionFind(sorted(rest))
    first: dict[str, str] = {}
    for seller in sorted(rest):
        for good in sorted(goods.made(seller)) or [""]:
            alike.union(first.setdefault(good, seller), seller)
    groups: dict[str, dict[str, tuple[Edge, ...]]] = {}
    for seller in sorted(rest):
        groups.setdefault(alike[seller], {})[seller] = rest[seller]
    for group in groups.values():
        weights = weights_of(group, goods.told.amounts)
        sources = tuple(
            Source(goods.told.source(s), weights.shares[s], e) for s, e in group.items()
        )
        unknown = len(group) > 1 and not any(goods.made(seller) for seller in group)
        basis = weights.basis if len(group) > 1 else EQUAL
        yield Need(inputs, SUPPLIERS, sources, basis, ALIKE if unknown else None)
