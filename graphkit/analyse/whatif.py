"""What would be lost without some countries, companies, sites or goods, and by which way.

The model spreads losses from 0 to 1 through needs, as the Economic Systemic Risk Index does with
generalised Leontief functions, but with what texts tell in place of the books of firms: all needs
are essential, and the sources of one need share it equally unless their shares are told. See
docs/what-if.md for what is taken from it, what differs, and what the figures do not know.

Source:
    Diem, Borsos, Reisch, Kertész, Thurner, "Quantifying firm-level economic systemic risk from
    nation-wide supply networks", Scientific Reports 12, 7719 (2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graphkit.analyse.exposure_places import thing_of
from graphkit.analyse.projections_paths import claims_of
from graphkit.analyse.whatif_firms import needs_of_firm
from graphkit.analyse.whatif_goods import Goods, needs_of_good
from graphkit.analyse.whatif_needs import ABLE, GOODS, GROUND, INPUTS, PLACES, THING, Key, Told
from graphkit.analyse.whatif_reasons import Reasons
from graphkit.analyse.whatif_spread import spread
from graphkit.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from graphkit.analyse.concentration_amounts import Amount
    from graphkit.analyse.network import Edge, Network
    from graphkit.analyse.whatif_needs import Need
    from graphkit.analyse.whatif_reasons import Link, Reason
    from graphkit.analyse.whatif_spread import Spread
    from graphkit.graph import Node

    _Ways = Mapping[str, tuple[Edge, ...]]

_WHOLE: Final = 0.005  # what is shown as 100 %
_DIGITS: Final = 4  # of losses that are compared: more than come to rest exactly in circles
_NONE: Final[Mapping[str, Amount]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one thing loses, from 0 to 1, and in which step it is first hit.

    ``reason`` is the need of which most is lost in the end. ``chain`` is the way by which it is
    first hit: from something that is gone to the thing, each link by a relation.
    """

    node: Node
    loss: float
    step: int
    reason: Reason
    chain: tuple[Link, ...]

    @property
    def direct(self) -> bool:
        """Whether it is hit in the first step."""
        return self.step == 1

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims behind it, sorted."""
        edges = [edge for link in self.chain for edge in link.edges]
        return claims_of([*edges, *(edge for part in self.reason.lost for edge in part.edges)])


@dataclass(frozen=True, slots=True)
class Consequences:
    """What happens without ``without``: the largest loss first, then the earliest step.

    ``hits`` are the first, ``total`` counts all; ``direct`` of them are hit in the first step,
    ``whole`` lose all that can be lost, and ``last`` is the last step, 0 if nothing is hit.
    """

    without: tuple[Node, ...]
    hits: tuple[Consequence, ...]
    total: int
    direct: int
    whole: int
    last: int

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of all claims behind it, sorted."""
        return tuple(sorted({iri for hit in self.hits for iri in hit.claims}))


def whatif(
    network: Network,
    without: Iterable[str],
    *,
    amounts: Mapping[str, Amount] = _NONE,
    depth: int | None = None,
    most: int | None = None,
) -> Consequences:
    """Return what is lost without the things called *without*.

    Args:
        network: The relations that count.
        without: Labels, other names, keys or IRIs of countries, places, companies, sites, goods.
        amounts: What `graphkit.analyse.read_amounts` gives; without it all shares are equal.
        depth: The last step to follow; None follows losses until they come to rest.
        most: The most hits to tell with their reasons; None tells all.

    Raises:
        AmbiguousNameError: Several things are called so.
        OptionError: One is an event, which takes place and is nothing to be without; or the depth
            is less than one step or the number of hits less than one.
        UnknownThingError: Nothing is called so.
    """
    for name, number in (("depth", depth), ("most", most)):
        if number is not None and number < 1:
            message = f"{name} is {number}; give a number from 1 on"
            raise OptionError(message)
    removed = _removed(network, without)
    told = Told(network, amounts)
    ways = _ground(told, removed)
    gone = tuple(_gone(removed, ways))
    found = spread(_needs(Goods(told)), gone, depth=depth)
    keys = _ranked(network, found, {node.iri for node in removed})
    reasons = Reasons(network, found, gone, ways)
    return Consequences(
        removed,
        tuple(
            Consequence(
                network.nodes[key.iri],
                found.losses[key],
                found.steps[key],
                reasons.reason(key),
                reasons.chain(key),
            )
            for key in keys[:most]
        ),
        total=len(keys),
        direct=sum(found.steps[key] == 1 for key in keys),
        whole=sum(found.losses[key] > 1.0 - _WHOLE for key in keys),
        last=max((found.steps[key] for key in keys), default=0),
    )


def _removed(network: Network, without: Iterable[str]) -> tuple[Node, ...]:
    """Return the things called *without*, by IRI."""
    removed = tuple(sorted({thing_of(network, name) for name in without}))
    for node in removed:
        if node.type == "Event":
            message = f"{node.label!r} is an event; ask `graphkit exposure` what it can hit"
            raise OptionError(message)
    return removed


def _ranked(network: Network, found: Spread, removed: Collection[str]) -> list[Key]:
    """Return what is hit: the largest loss first, then the earliest step, then by label."""
    nodes = network.nodes
    return sorted(
        (key for key in found.losses if key.aspect == THING and key.iri not in removed),
        key=lambda key: (
            -round(found.losses[key], _DIGITS),
            found.steps[key],
            nodes[key.iri].label,
            key.iri,
        ),
    )


def _needs(goods: Goods) -> Iterator[Need]:
    for iri, node in goods.told.network.nodes.items():
        if node.type in GOODS:
            yield from needs_of_good(goods, iri)
        elif node.type != "Event":
            yield from needs_of_firm(goods, iri)


def _gone(removed: Iterable[Node], ways: _Ways) -> Iterator[Key]:
    """Yield all that is gone from the beginning."""
    for node in removed:
        yield Key(THING, node.iri)
        if node.type not in GOODS:
            yield Key(ABLE, node.iri)
            yield Key(INPUTS, node.iri)  # so that the sites of a company go with it
    for place in ways:
        yield Key(GROUND, place)


def _ground(told: Told, removed: Iterable[Node]) -> _Ways:
    """Return the places that are gone, each with the relations that put it into one removed."""
    ways: dict[str, tuple[Edge, ...]] = {node.iri: () for node in removed if node.type in PLACES}
    waiting = list(ways)
    for place in waiting:
        for edge in told.to(place, "locatedIn"):
            if edge.subject not in ways and told.type(edge.subject) in PLACES:
                ways[edge.subject] = (edge, *ways[place])
                waiting.append(edge.subject)
    return ways
