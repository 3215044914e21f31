"""Claims as they stand in a graph, with all that is needed to show and to judge them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.model import Span


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A thing in a graph: its IRI, its label and the local name of its type."""

    iri: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """One claim of a graph, with its evidence.

    ``predicate`` and ``status`` are local names of the ontology. The spans count code points of
    the document's text; ``quote`` is the text of ``sentence``. ``document`` is the document's id,
    ``document_iri`` its IRI; ``date`` is the day the document was issued, ``source`` its publisher.
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
