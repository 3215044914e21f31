"""Why something is lost: the need of which most is lost, and a chain back to what is gone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx

from graphkit.analyse.projections_paths import phrase_of
from graphkit.analyse.whatif_needs import ABLE, GROUND, THING
from graphkit.analyse.whatif_spread import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.analyse.network import Edge, Network
    from graphkit.analyse.whatif_needs import Key, Need, Source
    from graphkit.analyse.whatif_spread import Spread
    from graphkit.graph import Node


REGISTERED: Final = "is by register the home of"


class Part(NamedTuple):
    """One source of a need: its share of that, and what of it is lost."""

    node: Node
    share: float
    loss: float
    edges: tuple[Edge, ...]


class Reason(NamedTuple):
    """A need, with its sources that lose something and those that stay as they are.

    ``kind`` is what it is, in words: "is made by". ``basis`` tells how the shares are known,
    ``note`` what has been assumed. ``unnamed`` is the share that nobody named has, 0 if none.
    """

    kind: str
    lost: tuple[Part, ...]
    staying: tuple[Part, ...]
    basis: str
    note: str | None
    unnamed: float


class Link(NamedTuple):
    """One link of a chain: ``hit`` loses since ``lost`` does, by ``edges``.

    There is no relation if a register, and no text, has ``hit`` where it is.
    """

    lost: Node
    hit: Node
    edges: tuple[Edge, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What the relations say, each once."""
        if not self.edges:
            return (REGISTERED,)
        return tuple(dict.fromkeys(phrase_of(edge, self.lost.iri) for edge in self.edges))


def told_chain(links: Sequence[Link]) -> str:
    """Return a chain in words: its things and, between them, the phrases of the relations.

    >>> told_chain([])
    ''
    """
    if not links:
        return ""
    told = (f"[{', '.join(link.phrases)}] {link.hit.label}" for link in links)
    return " ".join([links[0].lost.label, *told])


class Reasons:
    """The reasons of one spread of losses."""

    def __init__(
        self,
        network: Network,
        found: Spread,
        gone: Iterable[Key],
        ways: Mapping[str, tuple[Edge, ...]],
    ) -> None:
        """Read the reasons of *found*.

        Args:
            network: The things and relations.
            found: What is lost of each.
            gone: What is gone from the beginning.
            ways: From each place that is gone to one that was removed.
        """
        self._gone = frozenset(gone)
        self._nodes, self._found, self._ways = network.nodes, found, ways
        self._seats = {node.iri: node for node in network.seats.values()}

    def reason(self, key: Key) -> Reason:
        """Return the need by which *key* loses most, of several the one hit first."""
        need = max(self._found.needs[key], key=self._weight)
        only = need.sources[0].key
        if only.iri == key.iri and only.aspect != GROUND:
            return self.reason(only)  # an aspect of the same thing, which has the needs
        parts = [self._part(key, source) for source in need.sources]
        return Reason(
            need.kind,
            tuple(part for part in parts if part.loss > LEAST),
            tuple(part for part in parts if part.loss <= LEAST),
            need.basis,
            need.note,
            max(0.0, round(1.0 - sum(part.share for part in parts), 6)),
        )

    def _weight(self, need: Need) -> tuple[float, int]:
        steps = self._found.steps
        hit = min((steps[each.key] for each in need.sources if each.key in steps), default=0)
        return round(self._found.loss_of(need), 6), -hit

    def _part(self, key: Key, source: Source) -> Part:
        loss, iri = self._found.losses.get(source.key, 0.0), source.key.iri
        if iri == key.iri:  # a place lies in another one that is gone
            way = self._ways.get(iri, ())
            return Part(self._node(way[-1].object if way else iri), source.share, loss, way)
        return Part(self._node(iri), source.share, loss, source.edges)

    def chain(self, key: Key) -> tuple[Link, ...]:
        """Return the links from something that is gone to *key*."""
        links: list[Link] = []  # from the end to the beginning
        here = key
        while here not in self._gone:
            source = self._cause(here)
            if source.key.iri != here.iri:
                links += self._links(source.key.iri, here.iri, source.edges)
            here = source.key
        if here.aspect == GROUND:
            links += self._within(here.iri)
        return tuple(reversed(links))

    def _cause(self, key: Key) -> Source:
        """Return the source by which most is lost, of those that were hit before *key*."""
        steps, losses = self._found.steps, self._found.losses
        # an aspect is hit in the same step as what it stands on
        limit = steps[key] - (key.aspect in {THING, ABLE})
        causes = [
            (need, source)
            for need in self._found.needs[key]
            for source in need.sources
            if steps.get(source.key, limit + 1) <= limit
        ]
        _, source = max(
            causes,
            key=lambda cause: (
                round(self._found.loss_of(cause[0]), 6),
                round(cause[1].share * losses[cause[1].key], 6),
            ),
        )
        return source

    def _links(self, lost: str, hit: str, edges: tuple[Edge, ...]) -> list[Link]:
        """Return the links from *hit* back to *lost*, by those of *edges* that lead there."""
        straight = tuple(edge for edge in edges if {edge.subject, edge.object} == {lost, hit})
        if straight:
            return [Link(self._node(lost), self._node(hit), straight)]
        joined: dict[frozenset[str], list[Edge]] = {}
        for edge in edges:
            joined.setdefault(frozenset((edge.subject, edge.object)), []).append(edge)
        web: nx.Graph[str] = nx.Graph(sorted((edge.subject, edge.object) for edge in edges))
        web.add_node(hit)
        if lost in web:
            path: list[str] = nx.shortest_path(web, hit, lost)
        else:  # a register tells where the last thing is
            path = [*max(nx.single_source_shortest_path(web, hit).values(), key=len), lost]
        return [
            Link(self._node(end), self._node(start), tuple(joined.get(frozenset((start, end)), ())))
            for start, end in pairwise(path)
        ]

    def _within(self, place: str) -> list[Link]:
        """Return the links from the place *place* outwards to one that was removed."""
        return [
            Link(self._node(edge.object), self._node(edge.subject), (edge,))
            for edge in self._ways[place]
        ]

    def _node(self, iri: str) -> Node:
        return self._nodes[iri] if iri in self._nodes else self._seats[iri]
