"""Reads what a graph holds of entities beside their claims: names and identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from graphkit.export.rows import EntityRow
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import properties, text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pyoxigraph import Store

    from graphkit.graph import Node, StatedClaim

    _Days = tuple[dt.date | None, dt.date | None]

_SCHEMES: Final = {
    v.HAS_IDENTIFIER: "",  # its value has the scheme in it
    v.HS_CODE: "hs:",
    v.ISIN: "isin:",
    v.ISO_CODE: "iso3166:",
    v.LEI: "lei:",
    v.TICKER: "ticker:",
}


class EntityRows:
    """Makes the rows of the entities of one store, which must not change meanwhile."""

    def __init__(self, store: Store) -> None:
        """Read from *store*."""
        self._store = store

    def row(self, node: Node, claims: Sequence[StatedClaim], days: _Days) -> EntityRow:
        """Return the row of *node*, of which *claims* speak, first and last on these *days*."""
        told = self._told(node.iri)
        names = (value for kind, value in told if kind in {v.LABEL, v.ALT_LABEL})
        identifiers = (f"{_SCHEMES[kind]}{text}" for kind, text in told if kind in _SCHEMES)
        same_as = (value for kind, value in told if kind == v.SAME_AS)
        countries = (value for kind, value in told if kind == v.REGISTERED_IN)
        return EntityRow(
            iri=node.iri,
            type=node.type,
            label=node.label,
            names=tuple(sorted({*names} - {node.label})),
            identifiers=tuple(sorted(set(identifiers))),
            same_as=tuple(sorted(set(same_as))),
            country=min(countries, default=None),
            claims=len(claims),
            documents=len({claim.document_iri for claim in claims}),
            first_date=days[0],
            last_date=days[1],
        )

    def _told(self, iri: str) -> list[tuple[NamedNode, str]]:
        try:
            thing = BlankNode(iri[2:]) if iri.startswith("_:") else NamedNode(iri)
        except ValueError:  # an end of another's claim that is a text: it has no properties
            return []
        return [(kind, text_of(value)) for kind, value in properties(self._store, thing)]
