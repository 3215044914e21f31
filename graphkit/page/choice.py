"""Which claims come onto the page, and what its nodes are called.

The choice of focus, depth, statuses, confidence and number of nodes is that of the pictures; names
are not, since a browser has the letters that the font of the pictures lacks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from graphkit.draw.projection import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.draw.options import DrawOptions
    from graphkit.draw.projection import DrawnNode
    from graphkit.graph.claims import StatedClaim
    from graphkit.page.options import PageOptions


@dataclass(frozen=True, slots=True)
class Choice:
    """The nodes of the page and the claims that join them, both ordered by IRI.

    ``labels`` runs parallel to ``nodes``; ``entities`` counts the entities before the best
    connected ones were chosen.
    """

    nodes: tuple[DrawnNode, ...]
    labels: tuple[str, ...]
    claims: tuple[StatedClaim, ...]
    entities: int


def choose(claims: Iterable[StatedClaim], options: PageOptions) -> Choice:
    """Return what *options* choose of *claims*.

    Raises:
        GraphkitError: There is nothing to show.
        UnknownNameError: The focus names no entity of the claims.
    """
    stated = list(claims)
    # the projection asks for nothing that a page does not have; pictures allow fewer nodes
    picture = project(stated, cast("DrawOptions", options))
    labels = _labels(stated)
    iris = {node.iri for node in picture.nodes}
    found: dict[str, StatedClaim] = {}
    for claim in sorted((c for c in stated if _passes(c, options, iris)), key=repr):
        found.setdefault(claim.iri, claim)
    return Choice(
        nodes=picture.nodes,
        labels=tuple(labels[node.iri] for node in picture.nodes),
        claims=tuple(found[iri] for iri in sorted(found)),
        entities=picture.entities,
    )


def _passes(claim: StatedClaim, options: PageOptions, iris: set[str]) -> bool:
    return (
        {claim.subject.iri, claim.object.iri} <= iris
        and claim.confidence >= options.min_confidence
        and (options.statuses is None or claim.status in options.statuses)
    )


def _labels(claims: Sequence[StatedClaim]) -> Mapping[str, str]:
    """Return a label for each IRI: of several the most frequent, then the first in order."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for node in (claim.subject, claim.object):
            counts[node.iri][node.label] += 1
    return {
        iri: min(counter, key=lambda label: (-counter[label], label))
        for iri, counter in counts.items()
    }
