"""Claims turned into what is drawn: the nodes and edges of a `Picture`.

The order of the claims has no influence: everything is sorted by IRI and name. What the options
leave out is counted, so that the note under the diagram can say it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.draw.text import clean
from graphkit.errors import GraphkitError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.draw.options import DrawOptions
    from graphkit.graph.claims import Node, StatedClaim

# how many names an error lists
NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """An entity of the diagram; ``degree`` counts the entities that it is joined with."""

    iri: str
    label: str
    type: str
    degree: int
    focus: bool


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """One line of the diagram, from node number ``source`` to node number ``target``.

    It stands for all ``relations`` that are stated of the two with one status; ``claims`` counts
    the claims, what copies of one text repeat once; ``confidence`` is the highest of theirs.
    Symmetric relations are not ``directed``.
    """

    source: int
    target: int
    relations: tuple[str, ...]
    status: str
    directed: bool
    claims: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and how much of it there is.

    ``sources`` counts the documents, copies of one text once; ``entities`` the entities before the
    best connected ones were chosen.
    """

    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    claims: int
    documents: int
    sources: int
    entities: int


def project(claims: Iterable[StatedClaim], options: DrawOptions) -> Picture:
    """Return the nodes and edges that stand for *claims*, as chosen by *options*.

    Raises:
        GraphkitError: There is nothing to draw.
        UnknownNameError: The focus names no entity of the claims.
    """
    stated, chosen = chosen_claims(claims, options)
    nodes = _nodes(stated)
    focus = _focus(options.focus, nodes, stated)
    entities = len(_ends(chosen))
    chosen = _between(chosen, _best_connected(chosen, focus, options.max_nodes))
    if not chosen:
        raise GraphkitError(_nothing(len(stated), options))
    return _picture(chosen, nodes, focus, entities)


def chosen_claims(
    claims: Iterable[StatedClaim], options: DrawOptions
) -> tuple[list[StatedClaim], list[StatedClaim]]:
    """Return all *claims*, each once and in order, and those of them that *options* choose.

    Raises:
        UnknownNameError: The focus names no entity of the claims.
    """
    stated = _distinct(claims)
    focus = _focus(options.focus, _nodes(stated), stated)
    chosen = _chosen(stated, options)
    return stated, _between(chosen, _near(chosen, focus, options.depth)) if focus else chosen


def _distinct(claims: Iterable[StatedClaim]) -> list[StatedClaim]:
    """Return each claim once, sorted; of two with one IRI the first in the order of all parts."""
    found: dict[str, StatedClaim] = {}
    for claim in claims:
        known = found.setdefault(claim.iri, claim)
        if known != claim:
            found[claim.iri] = min(known, claim, key=repr)
    return [found[iri] for iri in sorted(found)]


def _nodes(claims: Sequence[StatedClaim]) -> dict[str, Node]:
    """Return one node for each IRI: of several labels or types the most frequent."""
    counts: defaultdict[str, Counter[Node]] = defaultdict(Counter)
    for claim in claims:
        for node in (claim.subject, claim.object):
            counts[node.iri][node] += 1
    return {
        iri: min(counter, key=lambda node: (-counter[node], node))
        for iri, counter in sorted(counts.items())
    }


def _focus(
    names: Sequence[str], nodes: Mapping[str, Node], claims: Sequence[StatedClaim]
) -> frozenset[str]:
    """Return the IRIs that the names mean: an IRI, a label, or a label in other letter case."""
    found: set[str] = set()
    for name in names:
        folded = name.casefold()
        meant = {iri for iri, node in nodes.items() if name in {iri, node.label}}
        if not meant:
            meant = {iri for iri, node in nodes.items() if node.label.casefold() == folded}
        if not meant:
            raise UnknownNameError(
                kind="entity", name=name, available=_close(folded, nodes, claims)
            )
        found |= meant
    return frozenset(found)


def _close(folded: str, nodes: Mapping[str, Node], claims: Sequence[StatedClaim]) -> list[str]:
    """Return the labels most like the name, or the best connected ones if none is like it.

    A graph has too many labels to list them all.
    """
    labels = {node.label.casefold(): node.label for node in sorted(nodes.values())}
    inside = [label for label in labels if folded in label]
    close = get_close_matches(folded, sorted(labels), n=NAMED, cutoff=0.5)
    if close or inside:
        return [labels[label] for label in dict.fromkeys([*close, *inside[:NAMED]])]
    neighbours = _neighbours(claims)
    best = sorted(neighbours, key=lambda iri: (-len(neighbours[iri]), iri))
    return [nodes[iri].label for iri in best[:NAMED]]


def _chosen(claims: Sequence[StatedClaim], options: DrawOptions) -> list[StatedClaim]:
    return [
        claim
        for claim in claims
        if claim.confidence >= options.min_confidence
        and (options.statuses is None or claim.status in options.statuses)
    ]


def _ends(claims: Sequence[StatedClaim]) -> set[str]:
    return {node.iri for claim in claims for node in (claim.subject, claim.object)}


def _between(claims: Sequence[StatedClaim], iris: set[str]) -> list[StatedClaim]:
    return [claim for claim in claims if {claim.subject.iri, claim.object.iri} <= iris]


def _neighbours(claims: Sequence[StatedClaim]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        first, second = claim.subject.iri, claim.object.iri
        found[first] |= {second} - {first}
        found[second] |= {first} - {second}
    return dict(found)


def _near(claims: Sequence[StatedClaim], focus: frozenset[str], depth: int) -> set[str]:
    neighbours = _neighbours(claims)
    reached = set(focus)
    for _ in range(depth):
        reached |= {other for iri in reached for other in neighbours.get(iri, ())}
    return reached


def _best_connected(claims: Sequence[StatedClaim], focus: frozenset[str], most: int) -> set[str]:
    """Return at most *most* IRIs, so that none of them stands alone.

    Joined pairs come in by the number of neighbours of the one that has fewer, the focus first: so
    it is the best connected that stay, and not one of them with all that hangs on it.
    """
    neighbours = _neighbours(claims)
    if len(neighbours) <= most:
        return set(neighbours)

    def rank(pair: tuple[str, str]) -> tuple[int, int, int, tuple[str, str]]:
        fewer, more = sorted(len(neighbours[iri]) for iri in pair)
        return -len(focus & {*pair}), -fewer, -more, pair

    kept: set[str] = set()
    ends = [(claim.subject.iri, claim.object.iri) for claim in claims]
    for pair in sorted({(min(pair), max(pair)) for pair in ends}, key=rank):
        if len(kept | {*pair}) <= most:
            kept |= {*pair}
    return kept


def _picture(
    claims: Sequence[StatedClaim],
    nodes: Mapping[str, Node],
    focus: frozenset[str],
    entities: int,
) -> Picture:
    neighbours = _neighbours(claims)
    iris = sorted(neighbours)
    drawn = tuple(
        DrawnNode(iri, clean(nodes[iri].label), nodes[iri].type, len(neighbours[iri]), iri in focus)
        for iri in iris
    )
    edges = _edges(claims, {iri: number for number, iri in enumerate(iris)})
    documents = {claim.document_iri for claim in claims}
    sources = {claim.independent_source for claim in claims}
    return Picture(drawn, edges, len(claims), len(documents), len(sources), entities)


def _edges(claims: Sequence[StatedClaim], number: Mapping[str, int]) -> tuple[DrawnEdge, ...]:
    """Merge the claims that one line can stand for: same ends, same status, same kind of tip."""
    relations = ontology.load().relations
    merged: defaultdict[tuple[int, int, str, bool], list[StatedClaim]] = defaultdict(list)
    for claim in claims:
        ends = number[claim.subject.iri], number[claim.object.iri]
        known = relations.get(claim.predicate)
        directed = known is None or not known.symmetric
        source, target = ends if directed else (min(ends), max(ends))
        merged[source, target, claim.status, directed].append(claim)
    return tuple(
        DrawnEdge(
            source,
            target,
            tuple(sorted({claim.predicate for claim in group})),
            status,
            directed=directed,
            claims=_independent(group),
            confidence=max(claim.confidence for claim in group),
        )
        for (source, target, status, directed), group in sorted(merged.items())
    )


def _independent(claims: Sequence[StatedClaim]) -> int:
    """Return how many claims there are; of the copies of one text only those of one count."""
    counts = Counter((claim.independent_source, claim.document_iri) for claim in claims)
    most: dict[str, int] = {}
    for (source, _), count in counts.items():
        most[source] = max(count, most.get(source, 0))
    return sum(most.values())


def _nothing(stated: int, options: DrawOptions) -> str:
    if not stated:
        return "nothing to draw: there are no claims; extract some from text that states relations"
    return (
        f"nothing to draw: none of {stated} claims is left by the options; "
        f"allow more statuses, lower min_confidence ({options.min_confidence}) or raise depth "
        f"({options.depth}) and max_nodes ({options.max_nodes})"
    )
