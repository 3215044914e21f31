"""A graph as a small table of HTML, for notebooks."""

from __future__ import annotations

from html import escape
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graphkit import ontology
from graphkit.graph import vocabulary as v
from graphkit.graph.stated import StatementReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

_CLAIMS_SHOWN: Final = 5  # enough to recognise a graph by, on a third of a screen


def to_html(store: Store) -> str:
    """Return a table that counts entities by type and claims by status, and shows some claims.

    >>> from pyoxigraph import Store
    >>> to_html(Store())
    '<table><caption>graph of 0 quads</caption></table>'
    """
    known = ontology.load()
    kinds = ((kind.label, v.RDF_TYPE, kind.iri) for kind in known.types.values())
    statuses = ((f"{s.label} claims", v.STATUS, s.iri) for s in known.statuses.values())
    counts = ((label, _count(store, p, iri)) for label, p, iri in chain(kinds, statuses))
    rows = [*((label, f"{n:,}") for label, n in counts if n), *_first_claims(store)]
    caption = f"<caption>graph of {len(store):,} quads</caption>"
    return f"<table>{caption}{''.join(map(_row, rows))}</table>"


def _count(store: Store, predicate: NamedNode, iri: str) -> int:
    # One thing may be typed in the graphs of many documents.
    return len({q.subject for q in store.quads_for_pattern(None, predicate, NamedNode(iri))})


def _first_claims(store: Store) -> Iterable[tuple[str, str]]:
    reader = StatementReader(store)
    names = (NamedNode(document.iri) for document in reader.documents())
    claims = chain.from_iterable(
        sorted(reader.claims_of(name), key=lambda c: (c.sentence, c.iri)) for name in names
    )
    for claim in islice(claims, _CLAIMS_SHOWN):
        stated = f"{claim.subject.label} {claim.predicate} {claim.object.label}"
        yield f"{stated} ({claim.status})", claim.quote


def _row(cells: tuple[str, str]) -> str:
    return f"<tr><th>{escape(cells[0])}</th><td>{escape(cells[1])}</td></tr>"
