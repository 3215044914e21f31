"""The rows of the three tables, as values; their fields are the columns of every format.

A field that is None has no value there, and its cell is empty. The ends of a relation come first,
since some importers go by the place of a column.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the columns are made from the annotations
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity that has a claim.

    ``names`` are all its labels and other names but ``label``; ``identifiers`` have their scheme
    before a colon; ``same_as`` are IRIs of the same thing elsewhere; ``country`` is where it is
    registered. ``claims`` and ``documents`` count those exported that speak of it, ``first_date``
    and ``last_date`` are the first and last day on which one of these documents was issued.
    """

    iri: str
    type: str
    label: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    same_as: tuple[str, ...]
    country: str | None
    claims: int
    documents: int
    first_date: dt.date | None
    last_date: dt.date | None


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """All claims that one thing has one relation to another, with one status.

    A symmetric relation has its ends in the order of their IRIs, whichever way it is claimed.
    ``id`` is a hash of these four. ``confidence`` is that of the surest claim, and ``quote`` its
    sentence. ``sources`` are the publishers of the documents, ``document_ids`` their ids;
    ``first_date`` and ``last_date`` are the first and last day on which one was issued.
    """

    subject: str
    object: str
    predicate: str
    id: str
    status: str
    confidence: float
    symmetric: bool
    claims: int
    documents: int
    first_date: dt.date | None
    last_date: dt.date | None
    sources: tuple[str, ...]
    document_ids: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with its evidence, see `graphkit.graph.StatedClaim`; ``edge`` is its edge's id.

    ``start`` and ``end`` are where the sentence stands in the document's text, in code points;
    ``amounts`` are the words of the amounts.
    """

    subject: str
    object: str
    predicate: str
    iri: str
    edge: str
    subject_label: str
    object_label: str
    status: str
    confidence: float
    quote: str
    document: str
    document_iri: str
    title: str | None
    source: str | None
    date: dt.date | None
    start: int
    end: int
    said_by: str | None
    speaker_kind: str | None
    attributed_to: str | None
    time_text: str | None
    time: str | None
    valid_from: dt.date | None
    valid_until: dt.date | None
    due_by: dt.date | None
    amounts: tuple[str, ...]


Row = EntityRow | EdgeRow | ClaimRow
