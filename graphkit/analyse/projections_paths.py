"""Paths through a projection: each step with the relations, and so the claims, that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graphkit import ontology

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from graphkit.analyse.network import Edge
    from graphkit.analyse.projections import Projection
    from graphkit.graph import Node


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of a projection: ``end`` needs ``start``, as each of ``edges`` says."""

    start: Node
    end: Node
    edges: tuple[Edge, ...]

    @property
    def relations(self) -> tuple[str, ...]:
        """The names of the relations, sorted."""
        return tuple(sorted({edge.predicate for edge in self.edges}))

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims that state the relations, sorted."""
        return claims_of(self.edges)

    @property
    def confidence(self) -> float:
        """The highest of the claims."""
        return max(edge.confidence for edge in self.edges)

    @property
    def disputed(self) -> bool:
        """Whether each of the relations is given another status by other claims."""
        return all(edge.disputed for edge in self.edges)


def reached(
    graph: Projection, starts: Iterable[str], through: Callable[[str], bool]
) -> dict[str, str | None]:
    """Return what *starts* lead to, and before each thing what is before it on a shortest path.

    Paths keep to things that *through* lets pass; starts that are not in *graph* lead nowhere.
    Of several shortest paths it is the one that follows the first start, and the first arrows.
    """
    before: dict[str, str | None] = {iri: None for iri in starts if iri in graph}
    layer = list(before)
    while layer:
        following = []
        for here in layer:
            for there in graph.successors(here):
                if there not in before and through(there):
                    before[there] = here
                    following.append(there)
        layer = following
    return before


def shortest_paths(
    graph: Projection,
    starts: Iterable[str],
    targets: Iterable[str],
    *,
    through: Collection[str] | None = None,
) -> dict[str, list[str]]:
    """Return the shortest path from the nearest of *starts* to each of *targets*, as IRIs.

    With *through* paths keep to these things. What cannot be reached is left out. networkx has this
    for one start only, or with weights, which takes twenty times as long.

    >>> import networkx as nx
    >>> shortest_paths(nx.DiGraph([("a", "b"), ("b", "c")]), ["a"], ["c", "x"])
    {'c': ['a', 'b', 'c']}
    """
    before = reached(graph, sorted(set(starts)), lambda iri: through is None or iri in through)
    return {end: path_to(end, before) for end in sorted(set(targets)) if end in before}


def path_to(end: str, before: Mapping[str, str | None]) -> list[str]:
    """Return the path that ends with *end*, from what `reached` returns.

    >>> path_to("c", {"a": None, "b": "a", "c": "b"})
    ['a', 'b', 'c']
    """
    path, here = [end], before[end]
    while here is not None:
        path.append(here)
        here = before[here]
    return path[::-1]


def steps_of(graph: Projection, path: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps of a path of IRIs, which follows the arrows of *graph*."""
    things = [graph.nodes[iri]["node"] for iri in path]
    return tuple(
        Step(start, end, graph.get_edge_data(start.iri, end.iri)["edges"])
        for start, end in pairwise(things)
    )


def claims_of(edges: Iterable[Edge]) -> tuple[str, ...]:
    """Return the IRIs of the claims behind *edges*, sorted, each once.

    >>> claims_of([])
    ()
    """
    return tuple(sorted({iri for edge in edges for iri in edge.claims}))


def told_path(steps: Sequence[Step]) -> str:
    """Return a path in words: its things and, between them, the phrases of the relations.

    >>> told_path([])
    ''
    """
    if not steps:
        return ""
    parts = [steps[0].start.label]
    for step in steps:
        phrases = dict.fromkeys(phrase_of(edge, step.start.iri) for edge in step.edges)
        parts.append(f"[{', '.join(phrases)}] {step.end.label}")
    return " ".join(parts)


def phrase_of(edge: Edge, start: str) -> str:
    """Return what *edge* says of the thing *start*: "supplies to", or "is used by"."""
    relation = ontology.load().relation(edge.predicate)
    return relation.label if edge.subject == start else relation.inverse_label
