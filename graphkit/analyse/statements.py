"""Reads what claims state, without their sentences: fast enough for each analysis to read all.

A store is read predicate by predicate, in a dozen scans; nothing is asked for each claim. The same
scans are a dozen requests where the graph is on a server. `evidence` reads the few claims that are
to be shown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF
from graphkit.graph.entities import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode, Store

    from graphkit.graph import Graph

_WAY_OUT: Final = "see `graphkit validate` for all that is wrong"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim states: who, what, how sure, where and when; things are told by their IRIs.

    ``predicate`` and ``status`` are local names. ``document`` is the IRI of the document, ``date``
    its day, ``source`` its publisher; ``independent`` is the IRI of the first of the documents that
    are copies of one text with it, or its own. ``when_from`` and ``when_until`` are the first and
    last day of the time that the sentence gives; ``amounts`` are the IRIs of its amounts.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    status: str
    confidence: float
    document: str
    date: dt.date | None
    source: str | None
    when_from: dt.date | None
    when_until: dt.date | None
    independent: str
    amounts: tuple[str, ...] = ()


def read_statements(graph: Graph) -> tuple[Statement, ...]:
    """Return what the claims of *graph* state, ordered by their IRIs.

    Raises:
        StoreError: A claim lacks a part, or a number or date of it is none.
    """
    read = _Columns(graph.store)
    return tuple(read.statement(iri) for iri in read.claims)


class _Columns:
    """The parts of all claims, one mapping for each predicate."""

    def __init__(self, store: Store) -> None:
        found = store.quads_for_pattern(None, v.RDF_TYPE, v.CLAIM)
        self.claims = sorted({text_of(quad.subject) for quad in found})
        self._parts = {
            predicate: column(store, predicate)
            for predicate in (
                v.RDF_SUBJECT,
                v.RDF_PREDICATE,
                v.RDF_OBJECT,
                v.STATUS,
                v.CONFIDENCE,
                v.DERIVED_FROM,
            )
        }
        self._issued, self._stated = column(store, v.ISSUED), column(store, v.STATED_ON)
        self._from, self._until = column(store, v.VALID_FROM), column(store, v.VALID_UNTIL)
        self._publishers, self._copies = column(store, v.PUBLISHER), column(store, COPY_OF)
        self._amounts = _columns(store, v.AMOUNT)
        self._statuses = {kind.iri: name for name, kind in ontology.load().statuses.items()}
        self._days: dict[str, dt.date] = {}

    def statement(self, iri: str) -> Statement:
        try:
            subject, predicate, object_, status, confidence, document = [
                column[iri] for column in self._parts.values()
            ]
            return Statement(
                iri=iri,
                subject=subject,
                predicate=v.local_name(predicate),
                object=object_,
                status=self._statuses.get(status, status),
                confidence=float(confidence),
                document=document,
                date=self._day(self._issued.get(document, self._stated.get(iri))),
                source=self._publishers.get(document),
                when_from=self._day(self._from.get(iri)),
                when_until=self._day(self._until.get(iri)),
                independent=self._copies.get(document, document),
                amounts=tuple(sorted(self._amounts.get(iri, ()))),
            )
        except KeyError as error:
            lacking = [str(name) for name, column in self._parts.items() if iri not in column]
            message = f"the claim <{iri}> lacks {', '.join(lacking)}; {_WAY_OUT}"
            raise StoreError(message) from error
        except ValueError as error:
            message = f"the claim <{iri}> is not as the model says ({error}); {_WAY_OUT}"
            raise StoreError(message) from error

    def _day(self, text: str | None) -> dt.date | None:
        if text is None:
            return None
        if text not in self._days:
            try:
                self._days[text] = dt.date.fromisoformat(text)
            except ValueError as error:
                message = f"the date {text!r} is none"
                raise ValueError(message) from error
        return self._days[text]


def column(store: Store, predicate: NamedNode) -> Mapping[str, str]:
    """Return the value of each thing for *predicate*; of several the first in order."""
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, predicate, None):
        thing, value = text_of(quad.subject), text_of(quad.object)
        known = found.setdefault(thing, value)
        if value < known:
            found[thing] = value
    return found


def _columns(store: Store, predicate: NamedNode) -> Mapping[str, set[str]]:
    """Return all values of each thing for *predicate*."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, predicate, None):
        found.setdefault(text_of(quad.subject), set()).add(text_of(quad.object))
    return found
