"""Claims as they stand in a graph, with all that is needed to show and to judge them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from graphkit.model import Span


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A thing in a graph: its IRI, its label and the local name of its type."""

    iri: str
    label: str
    type: str


@dataclass(frozen=True, slots=True, order=True)
class StatedAmount:
    """An amount that a claim of a graph has, see `graphkit.model.Amount`; ``text`` is its words."""

    iri: str
    text: str
    kind: str
    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """One claim of a graph, with its evidence.

    ``predicate`` and ``status`` are local names of the ontology. The spans count code points of
    the document's text; ``quote`` is the text of ``sentence``. ``document`` is the document's id,
    ``document_iri`` its IRI; ``date`` is the day the document was issued, ``source`` its publisher;
    ``copy_of`` the IRI of the first document with nearly the same text, None if it is itself that
    or the only one.

    What the sentence tells beside the relation is None or () if it does not: ``said_by`` are its
    words for who says so, ``speaker_kind`` as in `graphkit.model.Attribution`, ``attributed_to``
    the entity that speaks; ``time_text`` its words for the time, ``time`` that in EDTF,
    ``when_from`` and ``when_until`` its first and last day, ``due_by`` the last day on which the
    relation begins to hold.
    """

    iri: str
    subject: Node
    predicate: str
    object: Node
    status: str
    confidence: float
    quote: str
    sentence: Span
    subject_span: Span
    object_span: Span
    document: str
    document_iri: str
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    said_by: str | None = None
    speaker_kind: str | None = None
    attributed_to: Node | None = None
    time_text: str | None = None
    time: str | None = None
    when_from: dt.date | None = None
    when_until: dt.date | None = None
    due_by: dt.date | None = None
    amounts: tuple[StatedAmount, ...] = ()
    copy_of: str | None = None

    @property
    def independent_source(self) -> str:
        """The IRI of the document that stands for this one and all its copies."""
        return self.document_iri if self.copy_of is None else self.copy_of
