"""The values that flow through graphkit: documents, mentions, claims and entities.

Frozen, without input or output, and on the standard library alone. Names of types, relations and
statuses are those of ``ontologies/supply-chain.ttl``; `graphkit.ontology` reads and checks them.
Every offset counts Unicode code points of `Document.text`; spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of ``Document.text``, in Unicode code points.

    >>> text = "TSMC supplies Apple."
    >>> Span(14, 19).of(text)
    'Apple'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse empty and negative ranges."""
        if not 0 <= self.start < self.end:
            message = f"span must satisfy 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Return the characters of *text* that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Return whether *other* lies within this span.

        >>> Span(0, 9).holds(Span(3, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its sentences and what is known about it.

    ``id`` names the document for its readers and decides its IRI: a document with the same id
    replaces the older one. ``sentences`` are in order and do not overlap.

    >>> Document("a", "TSMC supplies Apple.", (Span(0, 20),)).id
    'a'
    """

    id: str
    text: str
    sentences: tuple[Span, ...]
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        """Refuse documents without id or text and sentences out of order or out of the text."""
        if not self.id or not self.text:
            message = f"a document needs an id and a text, got id {self.id!r}"
            raise ValueError(message)
        end = 0
        for sentence in self.sentences:
            if sentence.start < end or sentence.end > len(self.text):
                message = f"document {self.id!r}: sentence {sentence} overlaps or leaves the text"
                raise ValueError(message)
            end = sentence.end

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, in hexadecimal."""
        # JSON may smuggle in halves of surrogate pairs, which plain UTF-8 refuses
        return sha256(self.text.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of a document that refers to something of a type.

    ``sentence`` is the index into `Document.sentences` of the sentence that holds the span;
    ``confidence`` is in [0, 1].
    """

    span: Span
    type: str
    sentence: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two mentions of one document that mean the same thing, with a confidence in [0, 1]."""

    first: Mention
    second: Mention
    confidence: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: the document's id, the sentence, and who read it there.

    ``extractor`` is name and version, such as ``model 1.0``.
    """

    document: str
    sentence: Span
    extractor: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation that one sentence states, between two mentions in it.

    ``predicate`` and ``status`` are local names of the ontology (``suppliesTo``, ``current``);
    ``confidence`` is in [0, 1].
    """

    subject: Mention
    predicate: str
    object: Mention
    status: str
    confidence: float
    evidence: Evidence

    def __post_init__(self) -> None:
        """Refuse confidences out of range and mentions outside the sentence."""
        if not 0.0 <= self.confidence <= 1.0:
            message = f"confidence must lie in [0, 1], got {self.confidence}"
            raise ValueError(message)
        for mention in (self.subject, self.object):
            if not self.evidence.sentence.holds(mention.span):
                message = f"{mention.span} lies outside the sentence {self.evidence.sentence}"
                raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor found in one document.

    ``mentions`` are in text order and do not overlap; ``links`` and ``claims`` speak of them only.
    """

    document: Document
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that mentions of one document mean.

    ``key`` is its stable path below the base IRI, such as ``company/softbank``; two entities with
    one key are one thing. ``label`` is its best name in this document, ``names`` all proper names
    in order of preference (the label first), ``mentions`` in text order. ``same_as`` holds IRIs
    of the same thing elsewhere; ``code`` is an ISO 3166 code of a country, or None.
    """

    key: str
    type: str
    label: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    same_as: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """An extraction whose every mention belongs to one entity.

    ``entities`` are ordered by their first mention.
    """

    extraction: Extraction
    entities: tuple[Entity, ...]

    def entity_of(self) -> dict[Mention, Entity]:
        """Return the entity of each mention."""
        return {mention: entity for entity in self.entities for mention in entity.mentions}
