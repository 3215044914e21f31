"""Chooses the claims near some entities."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphkit.graph.entities import EntityReader, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.export.options import ExportOptions
    from graphkit.graph import Graph, StatedClaim


def near(
    graph: Graph, claims: Sequence[StatedClaim], options: ExportOptions
) -> Sequence[StatedClaim]:
    """Return the *claims* between entities that are near the focus of *options*, or all.

    Raises:
        QueryError: No entity of *graph* bears one of the names.
    """
    if not options.focus:
        return claims
    reader = EntityReader(graph.store)
    reached = {text_of(thing) for name in options.focus for thing in reader.get(name)}
    neighbours = _neighbours(claims)
    for _ in range(options.depth):
        reached |= {other for iri in reached for other in neighbours.get(iri, ())}
    return [claim for claim in claims if {claim.subject.iri, claim.object.iri} <= reached]


def _neighbours(claims: Sequence[StatedClaim]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found[claim.subject.iri].add(claim.object.iri)
        found[claim.object.iri].add(claim.subject.iri)
    return found
