"""What a need is: something cannot go on, or not in full, without some sources.

`whatif_goods` and `whatif_firms` read the needs out of a network, `whatif_spread` follows losses
through them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from graphkit.analyse.concentration_homes import Homes
from graphkit.analyse.concentration_index import EQUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.analyse.concentration_amounts import Amount
    from graphkit.analyse.network import Edge, Network

PLACES: Final = frozenset({"Country", "Place"})
GOODS: Final = frozenset({"Product", "Material"})
MAKES: Final = ("assembles", "manufactures", "supplies")

THING: Final = "thing"
ABLE: Final = "able"
INPUTS: Final = "inputs"
PARTS: Final = "parts"
GROUND: Final = "ground"

# what a need is for, in the words of a reader: "is in Taiwan", "is made by Corvane"
PLACE: Final = "is in"
SITES: Final = "has the sites"
OPERATOR: Final = "is operated by"
OUTPUT: Final = "makes or designs"
MAKERS: Final = "is made by"
ORIGINS: Final = "is produced in or by"
DESIGN: Final = "is designed by"
PART: Final = "needs"
INPUT: Final = "uses or depends on"
SUPPLIERS: Final = "is supplied by"
LICENCE: Final = "has a licence from"

ALIKE: Final = "what they supply is not told: they are taken to stand in for each other"
AT_HOME: Final = "no site of it is told: it is taken to be at its home"
WITH_OPERATOR: Final = "its country is not told: it is taken to be that of its operator"
BY_REGISTER: Final = "a register has it there, no text tells"


class Key(NamedTuple):
    """A thing, or an aspect of it that can be lost while the thing is not.

    `ABLE` is a maker or designer, apart from the parts of what it makes: a lack of the parts of one
    good does not keep it from making another. `INPUTS` is what a company takes in, apart from its
    sites; `PARTS` what a good is made of, apart from its makers; `GROUND` a place as such, apart
    from what it makes or takes in.
    """

    aspect: str
    iri: str


class Source(NamedTuple):
    """One of the sources of a need: ``share`` is what is lost if all of it is."""

    key: Key
    share: float
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What ``of`` needs: it loses the sum of each source's share times what that has lost.

    The shares come to at most 1; what is missing is what nobody named has. ``basis`` is how they
    are known, see `graphkit.analyse.concentration_index`; ``note`` an assumption.
    """

    of: Key
    kind: str
    sources: tuple[Source, ...]
    basis: str = EQUAL
    note: str | None = None


class Told:
    """The relations of a network, by the relation and either end."""

    def __init__(self, network: Network, amounts: Mapping[str, Amount]) -> None:
        """Read the relations of *network* that count."""
        self.network, self.amounts, self.homes = network, amounts, Homes(network)
        self._of: dict[tuple[str, str], list[Edge]] = {}
        self._to: dict[tuple[str, str], list[Edge]] = {}
        for edge in network.edges:
            if edge.subject != edge.object:
                self._of.setdefault((edge.predicate, edge.subject), []).append(edge)
                self._to.setdefault((edge.predicate, edge.object), []).append(edge)

    def of(self, iri: str, *predicates: str) -> list[Edge]:
        """Return the relations with the subject *iri*."""
        return [edge for each in predicates for edge in self._of.get((each, iri), ())]

    def to(self, iri: str, *predicates: str) -> list[Edge]:
        """Return the relations with the object *iri*."""
        return [edge for each in predicates for edge in self._to.get((each, iri), ())]

    def source(self, iri: str) -> Key:
        """Return what others need of *iri*: of a place it is the ground, not what it takes in."""
        return Key(GROUND if self.type(iri) in PLACES else THING, iri)

    def type(self, iri: str) -> str:
        """Return the type of the thing *iri*."""
        return self.network.nodes[iri].type


def by_end(edges: Iterable[Edge], *, subject: bool) -> dict[str, tuple[Edge, ...]]:
    """Return the relations by their subject, or else by their object, in the order of IRIs."""
    found: dict[str, tuple[Edge, ...]] = {}
    for edge in edges:
        end = edge.subject if subject else edge.object
        found[end] = (*found.get(end, ()), edge)
    return dict(sorted(found.items()))


def equal(aspect: str, ends: Mapping[str, tuple[Edge, ...]]) -> tuple[Source, ...]:
    """Return sources with equal shares."""
    return tuple(Source(Key(aspect, iri), 1 / len(ends), edges) for iri, edges in ends.items())
