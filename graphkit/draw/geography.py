"""Claims turned into what a map and a heat map show: which countries supply which, and with what.

A country stands for all that is based, located or produced in it. What a register knows has its
country from there. Where sources name several for another thing, that is taken whose claims have
together the highest confidence, of equals the first by code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from graphkit.draw.chart import Sources
from graphkit.draw.earth import earth
from graphkit.draw.flows import Flow, FlowMap, name_of
from graphkit.draw.heat import HeatMap
from graphkit.draw.projection import chosen_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.draw.options import DrawOptions
    from graphkit.graph.claims import Node, StatedClaim

# from the subject goods, services or rights go to the object
SUPPLY: Final = frozenset({"suppliesTo", "manufacturesFor", "exportsTo", "licensesTo"})
# the subject makes or offers the object
MAKING: Final = frozenset({"manufactures", "assembles", "supplies", "designs"})
PLACE: Final = frozenset({"basedIn", "locatedIn", "producedIn"})
# statuses in which a place counts: where something is not (yet) is not its country
HELD: Final = frozenset({"current"})
# from a site to its town and to its country
STEPS: Final = 3


def flow_map(
    claims: Iterable[StatedClaim],
    options: DrawOptions,
    seats: Mapping[str, str] | None = None,
) -> FlowMap:
    """Return the supply between countries that *claims* state, as chosen by *options*.

    *seats* are the ISO codes of the countries that registers have for things, by IRI.

    Raises:
        UnknownNameError: The focus names no entity of the claims.
    """
    stated, chosen = chosen_claims(claims, options)
    homes = countries_of(stated, seats)
    used, flows = [], []
    for claim in chosen:
        ends = homes.get(claim.subject.iri), homes.get(claim.object.iri)
        if claim.predicate in SUPPLY and ends[0] is not None and ends[1] is not None:
            used.append(claim)
            flows.append(Flow(ends[0], ends[1], 1.0, claim.status))
    return FlowMap(tuple(flows), _sources(used))


def supplier_heat(
    claims: Iterable[StatedClaim],
    options: DrawOptions,
    seats: Mapping[str, str] | None = None,
) -> HeatMap:
    """Return how many claims state that a good comes from a country, as chosen by *options*.

    *seats* are the ISO codes of the countries that registers have for things, by IRI.

    Raises:
        UnknownNameError: The focus names no entity of the claims.
    """
    stated, chosen = chosen_claims(claims, options)
    homes = countries_of(stated, seats)
    counts: Counter[tuple[Node, str]] = Counter()
    used = []
    for claim in chosen:
        found = _origin(claim, homes)
        if found is not None:
            used.append(claim)
            counts[found] += 1
    goods = sorted({good for good, _ in counts})
    codes = sorted({code for _, code in counts})
    return HeatMap(
        rows=tuple(good.label for good in goods),
        columns=tuple(name_of(code) for code in codes),
        values=tuple(tuple(counts[good, code] for code in codes) for good in goods),
        sources=_sources(used),
        row_noun=("good", "goods"),
    )


def countries_of(
    claims: Sequence[StatedClaim], seats: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the ISO code of the country of each thing for which *seats* or current claims do."""
    codes = {} if seats is None else dict(seats)
    codes |= {
        node.iri: code
        for claim in claims
        for node in (claim.subject, claim.object)
        if (code := country_code(node)) is not None
    }
    within: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for claim in claims:
        if claim.predicate in PLACE and claim.status in HELD:
            within[claim.subject.iri][claim.object.iri] += claim.confidence
    homes = dict(codes)
    for _ in range(STEPS):
        homes |= {
            iri: min(votes, key=lambda code: (-votes[code], code))
            for iri, places in within.items()
            if iri not in codes and (votes := _votes(places, homes))
        }
    return homes


def country_code(node: Node) -> str | None:
    """Return the ISO code of a country, which its IRI ends with, or None for anything else.

    >>> from graphkit.graph.claims import Node
    >>> country_code(Node("https://w3id.org/graphkit/id/country/TW", "Taiwan", "Country"))
    'TW'
    """
    code = node.iri.rsplit("/", 1)[-1].upper()
    return code if node.type == "Country" and code in earth().places else None


def _votes(places: Mapping[str, float], homes: Mapping[str, str]) -> dict[str, float]:
    votes: defaultdict[str, float] = defaultdict(float)
    for place, count in places.items():
        if place in homes:
            votes[homes[place]] += count
    return votes


def _origin(claim: StatedClaim, homes: Mapping[str, str]) -> tuple[Node, str] | None:
    """Return the good and the country that it comes from, if the claim is about that."""
    if claim.predicate in MAKING:
        good, place = claim.object, claim.subject
    elif claim.predicate == "producedIn":
        good, place = claim.subject, claim.object
    else:
        return None
    code = homes.get(place.iri)
    return None if code is None or good.type not in {"Product", "Material"} else (good, code)


def _sources(claims: Sequence[StatedClaim]) -> Sources:
    return Sources(len(claims), len({claim.document_iri for claim in claims}))
