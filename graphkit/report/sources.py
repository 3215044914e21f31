"""The numbered sources: each document that a report refers to, in the order of first reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.analyse import evidence
from graphkit.report.parts import Source, refs_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.graph import Graph, StatedClaim, StatedDocument
    from graphkit.report.parts import Section


def number_sources(
    graph: Graph, sections: Iterable[Section], documents: Iterable[StatedDocument]
) -> tuple[Source, ...]:
    """Return the documents behind all references of *sections*, numbered from 1.

    Within one reference the oldest document comes first.
    """
    references = [refs.claims for section in sections for refs in refs_in(section)]
    claims = evidence(graph, {iri for told in references for iri in told})
    ordered: dict[str, list[StatedClaim]] = {}
    for told in references:
        for claim in sorted((claims[iri] for iri in told if iri in claims), key=_age):
            found = ordered.setdefault(claim.document_iri, [])
            if claim not in found:
                found.append(claim)
    known = {document.iri: document for document in documents}
    return tuple(
        _source(number, ordered[iri], known) for number, iri in enumerate(ordered, start=1)
    )


def _source(number: int, claims: list[StatedClaim], known: Mapping[str, StatedDocument]) -> Source:
    first = claims[0]
    document = known.get(first.document_iri)
    return Source(
        number=number,
        id=first.document,
        title=first.title,
        publisher=first.source,
        date=first.date,
        url=None if document is None else document.url,
        claims=tuple(sorted(claims, key=lambda claim: (claim.sentence, claim.iri))),
    )


def _age(claim: StatedClaim) -> tuple[bool, str, str, int]:
    return claim.date is None, str(claim.date), claim.document, claim.sentence.start
