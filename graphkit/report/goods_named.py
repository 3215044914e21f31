"""Which goods the sentences name that say that one thing supplies another.

"A supplies B with sensors" is stated as two relations: A supplies B, and A supplies sensors. What
one sentence says belongs together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graphkit.analyse import evidence
from graphkit.report.context import GOODS
from graphkit.report.rows import Group
from graphkit.report.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.analyse import Edge
    from graphkit.graph import StatedClaim
    from graphkit.report.context import Context

    _Place = tuple[str, int, int]

_OF_GOODS: Final = frozenset({"supplies", "manufactures", "assembles", "uses", "dependsOn"})
_MOST: Final = 3  # goods in a cell


def goods_named(context: Context, rows: Sequence[Group]) -> Mapping[str, Group]:
    """Return for things of a table the goods named with them, as a note with its relations."""
    shown = rows[: context.options.rows]
    places = {row.node.iri: _places(context, row) for row in shown}
    documents = {document for found in places.values() for document, _, _ in found}
    parties = {row.node.iri for row in shown} | {context.focus.iri}
    candidates = [edge for edge in context.network.edges if _fits(context, edge, parties)]
    claims = evidence(
        context.graph,
        (s.iri for e in candidates for s in e.statements if s.document in documents),
    )
    found = {}
    for row in shown:
        named = [
            edge
            for edge in candidates
            if edge.subject in {row.node.iri, context.focus.iri}
            and _shares(edge, claims, places[row.node.iri])
        ]
        if named:
            labels = sorted({context.node(edge.object).label for edge in named})
            note = listed(labels, most=_MOST)
            found[row.node.iri] = Group(row.node, tuple(_only(named, claims, places, row)), note)
    return found


def _only(
    edges: Iterable[Edge],
    claims: Mapping[str, StatedClaim],
    places: Mapping[str, set[_Place]],
    row: Group,
) -> Iterable[Edge]:
    """Yield *edges* with those of their claims that stand in the sentences of a row."""
    for edge in edges:
        kept = (s for s in edge.statements if _stands(claims.get(s.iri), places[row.node.iri]))
        yield replace(edge, statements=tuple(kept))


def _fits(context: Context, edge: Edge, parties: set[str]) -> bool:
    return (
        edge.predicate in _OF_GOODS
        and edge.subject in parties
        and context.node(edge.object).type in GOODS
    )


def _places(context: Context, row: Group) -> set[_Place]:
    """Return the sentences of the claims of a row."""
    return {_place(context.told[iri]) for iri in row.claims if iri in context.told}


def _place(claim: StatedClaim) -> _Place:
    return claim.document_iri, claim.sentence.start, claim.sentence.end


def _shares(edge: Edge, claims: Mapping[str, StatedClaim], places: set[_Place]) -> bool:
    return any(_stands(claims.get(each.iri), places) for each in edge.statements)


def _stands(claim: StatedClaim | None, places: set[_Place]) -> bool:
    return claim is not None and _place(claim) in places
