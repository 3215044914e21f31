"""Things that are asked for by name, among them countries that no text but a register names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.analyse.concentration_homes import Homes
from graphkit.analyse.network import UnknownThingError
from graphkit.analyse.network_names import folded, key_of

if TYPE_CHECKING:
    from graphkit.analyse.network import Network
    from graphkit.graph import Node


def thing_of(network: Network, name: str) -> Node:
    """Return the one thing called *name*; it may be a country that only a register tells of.

    Raises:
        AmbiguousNameError: Several things are called so.
        UnknownThingError: Nothing is called so.
    """
    try:
        return network.get(name)
    except UnknownThingError:
        wanted = folded(name)
        for node in sorted(set(network.seats.values())):
            if wanted in {folded(node.label), node.iri.casefold(), key_of(node.iri).casefold()}:
                return node
        raise


def seated_in(network: Network, country: str) -> tuple[str, ...]:
    """Return what a register has in *country*, and no text has in any country, by IRI."""
    homes = Homes(network)
    return tuple(
        iri
        for iri, seat in sorted(network.seats.items())
        if seat.iri == country and any(home.told_by == "register" for home in homes.of(iri))
    )
