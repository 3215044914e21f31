"""The values that flow through graphkit: documents, mentions, claims and entities.

Frozen, without input or output, and on the standard library alone. Names of types, relations and
statuses are those of ``ontologies/supply-chain.ttl``; `graphkit.ontology` reads and checks them.
Every offset counts Unicode code points of `Document.text`; spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

SPEAKER_KINDS: Final = ("named", "described", "anonymous")
GRAINS: Final = (
    *("day", "week", "month", "quarter", "season", "third", "half"),
    *("year", "fiscal", "decade"),
)
"""How exactly a text tells a time; a third of a year is what "early" or "late 2025" means."""
TIME_RELATIONS: Final = ("in", "since", "until", "by")
AMOUNT_KINDS: Final = ("money", "quantity", "share")
BOUNDS: Final = ("exact", "about", "at least", "at most")


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
class Attribution:
    """Who says a claim, in the words of the text.

    ``kind`` is ``named`` if the words hold a name (of a company, a person, a newspaper),
    ``anonymous`` if they speak of people or reports without one ("people familiar with the
    matter", "analysts"), and ``described`` if they point to someone whom the text names elsewhere
    ("the company", "a spokesman").
    """

    span: Span
    text: str
    kind: str

    def __post_init__(self) -> None:
        """Refuse other kinds."""
        _check("kind", self.kind, SPEAKER_KINDS)


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a sentence gives for a claim, in whole days, both ends included.

    ``start`` or ``end`` is None where the time is open, and both are where the text cannot be
    resolved ("next year" in a document without a date, "fiscal 2024"). ``grain`` is how exactly
    the text tells it: ``2019`` is a year, and its first and last day are no more than its bounds.
    ``relation`` is ``in`` (within that time), ``since`` (from its first day on), ``until`` (up to
    its last day) or ``by`` (at some time, at the latest on its last day). ``edtf`` is the value in
    the Extended Date/Time Format, such as ``2019/..``, or None if it is not resolved.
    """

    span: Span
    start: dt.date | None
    end: dt.date | None
    grain: str
    relation: str = "in"
    approximate: bool = False
    edtf: str | None = None

    def __post_init__(self) -> None:
        """Refuse a time that ends before it begins, and other grains and relations."""
        _check("grain", self.grain, GRAINS)
        _check("relation", self.relation, TIME_RELATIONS)
        if self.start is not None and self.end is not None and self.start > self.end:
            message = f"a period must not end before it begins, got {self.start} to {self.end}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that a sentence attaches to a claim.

    ``kind`` is ``money`` (with an ISO 4217 ``currency``), ``quantity`` (with a ``unit``: the
    Unicode CLDR's name of a unit, such as ``gigawatt-hour``, or the goods that are counted, in the
    words of the text) or ``share`` (``value`` in per cent, ``unit`` "%"). ``per`` is the time that
    the amount is for ("year"), or the whole that a share is of ("revenue"). ``upper`` is the upper
    end of a range. ``bound`` is ``exact``, ``about``, ``at least`` or ``at most``.
    """

    span: Span
    kind: str
    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    bound: str = "exact"

    def __post_init__(self) -> None:
        """Refuse other kinds and bounds, money without a currency, and ranges turned round."""
        _check("kind", self.kind, AMOUNT_KINDS)
        _check("bound", self.bound, BOUNDS)
        if (self.kind == "money") is not (self.currency is not None):
            message = f"money and nothing else has a currency, got {self.kind}, {self.currency}"
            raise ValueError(message)
        if self.upper is not None and self.upper <= self.value:
            message = f"a range must ascend, got {self.value} to {self.upper}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """Who says a claim, for when, and how much, where its sentence tells."""

    said_by: Attribution | None = None
    when: Period | None = None
    amounts: tuple[Amount, ...] = ()


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
    qualifiers: Qualifiers = Qualifiers()

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


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A name of a thing in a scheme of identifiers: ``isin``, ``ticker``, ``lei``, ``hs`` ….

    Schemes are in lower case; a ticker is written ``EXCHANGE:CODE``.
    """

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a register knows of a thing that a document names.

    ``register`` names the register and ``name`` the thing there; ``evidence`` says in a few words
    by what the two were found to be one ("former name", "short name; the text speaks of Taiwan"),
    and ``confidence`` in [0, 1] how sure that is. ``country`` is the ISO 3166-1 alpha-2 code of
    its seat, or None.
    """

    register: str
    name: str
    evidence: str
    confidence: float
    identifiers: tuple[Identifier, ...] = ()
    country: str | None = None

    def __post_init__(self) -> None:
        """Refuse confidences out of range."""
        if not 0.0 <= self.confidence <= 1.0:
            message = f"confidence must lie in [0, 1], got {self.confidence}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """A kind of goods, named or not in a document: its key, its type and its label."""

    key: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that mentions of one document mean.

    ``key`` is its stable path below the base IRI, such as ``company/softbank``; two entities with
    one key are one thing. ``label`` is its best name in this document, ``names`` all proper names
    in order of preference (the label first), ``mentions`` in text order. ``same_as`` holds IRIs
    of the same thing elsewhere; ``code`` is an ISO 3166 code of a country, or None. ``known`` is
    what a register knows of it. ``broader`` are the kinds of goods that it is a kind of, the
    nearest first, each broader than the one before.
    """

    key: str
    type: str
    label: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    same_as: tuple[str, ...] = ()
    code: str | None = None
    known: Known | None = None
    broader: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """An extraction whose every mention belongs to one entity.

    ``entities`` are ordered by their first mention. ``settled`` tells of mentions without a name
    of their own ("the Taiwanese company") by what they were found to mean an entity with one.
    """

    extraction: Extraction
    entities: tuple[Entity, ...]
    settled: tuple[tuple[Mention, str], ...] = ()

    def entity_of(self) -> dict[Mention, Entity]:
        """Return the entity of each mention."""
        return {mention: entity for entity in self.entities for mention in entity.mentions}


def _check(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        message = f"{what} must be one of {', '.join(known)}, got {value!r}"
        raise ValueError(message)
