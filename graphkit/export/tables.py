"""Gathers the rows of the three tables out of a graph."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.export.entities import EntityRows
from graphkit.export.near import near
from graphkit.export.options import ALL
from graphkit.export.rows import ClaimRow, EdgeRow, EntityRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from graphkit.export.options import ExportOptions
    from graphkit.graph import Graph, Node, StatedClaim

_HASH_DIGITS = 32  # as many as a claim's IRI has

_Ends = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """What is exported of a graph: entities by IRI, edges by their ends, claims by document."""

    entities: tuple[EntityRow, ...] = ()
    edges: tuple[EdgeRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()

    def __str__(self) -> str:
        """Return how much it is.

        >>> str(Tables())
        '0 entities, 0 edges, 0 claims'
        """
        entities = "1 entity" if len(self.entities) == 1 else f"{len(self.entities)} entities"
        edges = "1 edge" if len(self.edges) == 1 else f"{len(self.edges)} edges"
        claims = "1 claim" if len(self.claims) == 1 else f"{len(self.claims)} claims"
        return f"{entities}, {edges}, {claims}"


def gather(graph: Graph, options: ExportOptions = ALL) -> Tables:
    """Return what *options* choose of *graph*; costs the memory of all its claims.

    Raises:
        QueryError: The focus names no entity, or the confidence is not in [0, 1].
        StoreError: A claim lacks a part, or a number or date of it is none.
        UnknownNameError: There is no such status.

    >>> from graphkit.graph import Graph
    >>> gather(Graph.create())
    Tables(entities=(), edges=(), claims=())
    """
    chosen = graph.claims(statuses=options.statuses, min_confidence=options.min_confidence)
    claims = near(graph, list(chosen), options)
    return Tables(
        entities=_entities(graph, claims),
        edges=tuple(_edge(ends, stated) for ends, stated in sorted(_by_ends(claims).items())),
        claims=tuple(map(_claim, claims)),
    )


def _entities(graph: Graph, claims: Sequence[StatedClaim]) -> tuple[EntityRow, ...]:
    about: defaultdict[Node, list[StatedClaim]] = defaultdict(list)
    for claim in claims:
        for node in {claim.subject, claim.object}:
            about[node].append(claim)
    reader = EntityRows(graph.store)
    return tuple(reader.row(node, stated, _days(stated)) for node, stated in sorted(about.items()))


def _by_ends(claims: Iterable[StatedClaim]) -> dict[_Ends, list[StatedClaim]]:
    found: defaultdict[_Ends, list[StatedClaim]] = defaultdict(list)
    for claim in claims:
        found[_ends(claim)].append(claim)
    return found


def _ends(claim: StatedClaim) -> _Ends:
    """Return what makes the edge of a claim; both ways of a symmetric relation are one edge."""
    one, other = claim.subject.iri, claim.object.iri
    if _is_symmetric(claim.predicate):
        one, other = sorted((one, other))
    return one, claim.predicate, other, claim.status


def _is_symmetric(predicate: str) -> bool:
    relation = ontology.load().relations.get(predicate)
    return relation is not None and relation.symmetric


def _edge_id(ends: _Ends) -> str:
    serialised = json.dumps(ends, ensure_ascii=True, separators=(",", ":"))
    return sha256(serialised.encode("ascii")).hexdigest()[:_HASH_DIGITS]


def _edge(ends: _Ends, stated: Sequence[StatedClaim]) -> EdgeRow:
    subject, predicate, object_, status = ends
    surest = min(stated, key=lambda claim: (-claim.confidence, claim.document, claim.iri))
    first, last = _days(stated)
    return EdgeRow(
        subject=subject,
        object=object_,
        predicate=predicate,
        id=_edge_id(ends),
        status=status,
        confidence=surest.confidence,
        symmetric=_is_symmetric(predicate),
        claims=len(stated),
        documents=len({claim.document_iri for claim in stated}),
        first_date=first,
        last_date=last,
        sources=tuple(sorted({c.source for c in stated if c.source is not None})),
        document_ids=tuple(sorted({claim.document for claim in stated})),
        quote=surest.quote,
    )


def _days(claims: Iterable[StatedClaim]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day on which a document of *claims* was issued."""
    days = {claim.date for claim in claims if claim.date is not None}
    return min(days, default=None), max(days, default=None)


def _claim(claim: StatedClaim) -> ClaimRow:
    return ClaimRow(
        subject=claim.subject.iri,
        object=claim.object.iri,
        predicate=claim.predicate,
        iri=claim.iri,
        edge=_edge_id(_ends(claim)),
        subject_label=claim.subject.label,
        object_label=claim.object.label,
        status=claim.status,
        confidence=claim.confidence,
        quote=claim.quote,
        document=claim.document,
        document_iri=claim.document_iri,
        title=claim.title,
        source=claim.source,
        date=claim.date,
        start=claim.sentence.start,
        end=claim.sentence.end,
        said_by=claim.said_by,
        speaker_kind=claim.speaker_kind,
        attributed_to=None if claim.attributed_to is None else claim.attributed_to.iri,
        time_text=claim.time_text,
        time=claim.time,
        valid_from=claim.when_from,
        valid_until=claim.when_until,
        due_by=claim.due_by,
        amounts=tuple(amount.text for amount in claim.amounts),
    )
