"""Resolved documents into quads: one named graph per document, without blank nodes.

Decides how each value stands in RDF and nothing else; `iris` names things, `formats` writes them.
Literals are written in their canonical form, since stores keep no other: ``0.9`` and not ``0.90``,
``xsd:integer`` for the offsets (a ``xsd:nonNegativeInteger`` would come back as one).
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import (
    DEFAULT_BASE,
    check_base,
    claim_iri,
    document_iri,
    entity_iri,
    span_iri,
)
from graphkit.graph.linked import concept_triples, known_triples, probability
from graphkit.graph.qualified import qualifier_triples, speaking_entities
from graphkit.resolve import merged_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphkit.model import Claim, Document, Entity, Mention, ResolvedDocument, Span

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

# What XML 1.0 (section 2.2, Char) cannot hold in any spelling. Lone surrogates are among it.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT: Final = "\ufffd"
_IRI_PUNCTUATION: Final = ":/?#[]@!$&'()*+,;=%~"  # RFC 3986: reserved characters and escapes


class _Scope(NamedTuple):
    """What is the same for everything in one document's graph."""

    base: str
    document: Document
    iri: NamedNode
    entities: dict[Mention, Entity]
    speakers: dict[Span, Entity]

    def name(self, mention: Mention) -> NamedNode:
        """Return the IRI of the entity that *mention* means."""
        if mention not in self.entities:
            message = f"document {self.document.id!r}: no entity holds the mention {mention}"
            raise ValueError(message)
        return entity_iri(self.entities[mention].key, base=self.base)

    def span(self, span: Span) -> NamedNode:
        return span_iri(self.iri, span)


def encode(
    resolved: ResolvedDocument, *, base: str = DEFAULT_BASE, extractor: str | None = None
) -> Iterator[Quad]:
    """Return the quads of a document's named graph, each once, in an order of no meaning.

    Claims that agree are one, see `graphkit.resolve.merged_claims`. The plain edge stands beside a
    claim only if it is current, and no other claim of the document gives the same relation
    another status.
    A ``url`` that is no absolute address says nothing of where a document is, and is left out.
    Characters that no XML can hold, such as NUL and lone surrogates, are replaced by U+FFFD, one
    by one, so that offsets stay true.

    Args:
        resolved: The document, its entities and its claims.
        base: Begins the IRI of everything that is named; ends with ``/`` or ``#``.
        extractor: Name and version of who read the document; None leaves it to the claims to tell.

    Raises:
        BaseIriError: Nothing can be named below *base*.
        UnknownNameError: A type, relation or status is not of the ontology.
        ValueError: A mention has no entity, or an entity has no usable key.

    >>> from graphkit.model import Document, Extraction, ResolvedDocument
    >>> document = Document("a.txt", "Prices rose.", ())
    >>> quads = encode(ResolvedDocument(Extraction(document, (), (), ()), ()))
    >>> sorted(str(quad.predicate) for quad in quads)[0]
    '<http://purl.org/dc/terms/identifier>'
    """
    document = resolved.extraction.document
    iri = document_iri(document.id, base=check_base(base))
    claims, entities = merged_claims(resolved), resolved.entity_of()
    scope = _Scope(base, document, iri, entities, speaking_entities(claims, entities))
    names = {claim.evidence.extractor for claim in claims} if extractor is None else {extractor}
    triples = chain(
        _document_triples(document, iri, sorted(names)),
        chain.from_iterable(_entity_triples(same, base) for same in _by_key(resolved.entities)),
        concept_triples(resolved.entities, base=base, literal=_text),
        chain.from_iterable(_mention_triples(m, scope) for m in resolved.extraction.mentions),
        ((scope.span(m.span), v.SETTLED_BY, _text(why)) for m, why in resolved.settled),
        chain.from_iterable(_sentence_triples(c.evidence.sentence, scope) for c in claims),
        chain.from_iterable(_claim_triples(claim, scope) for claim in claims),
        _edges(claims, scope),
    )
    # A dict keeps the first of equal triples, in order: sentences are shared between claims.
    return (Quad(*triple, iri) for triple in dict.fromkeys(triples))


def document_quads(document: Document, *, base: str, extractor: str) -> frozenset[Quad]:
    """Return what `encode` says of the document itself, without reading it.

    A graph that says just this of it holds the document as it would be built now.
    """
    iri = document_iri(document.id, base=check_base(base))
    return frozenset(Quad(*triple, iri) for triple in _document_triples(document, iri, [extractor]))


def _document_triples(
    document: Document, iri: NamedNode, extractors: list[str]
) -> Iterator[_Triple]:
    yield iri, v.RDF_TYPE, v.DOCUMENT
    yield iri, v.RDF_TYPE, v.PROV_ENTITY
    yield iri, v.IDENTIFIER, _text(document.id)
    yield iri, v.SHA256, Literal(document.sha256)
    for name in extractors:
        yield iri, v.EXTRACTOR, _text(name)
    if document.title is not None:
        yield iri, v.TITLE, _text(document.title)
    if document.date is not None:
        yield iri, v.ISSUED, Literal(document.date.isoformat(), datatype=v.XSD_DATE)
    if document.source is not None:
        yield iri, v.PUBLISHER, _text(document.source)
    address = None if document.url is None else _address(document.url)
    if address is not None:
        yield iri, v.SOURCE, address


def _entity_triples(same: list[Entity], base: str) -> Iterator[_Triple]:
    """Yield what is said of one thing; *same* are the entities with its key."""
    iri, label = entity_iri(same[0].key, base=base), _text(same[0].label)
    yield iri, v.RDF_TYPE, NamedNode(ontology.load().entity_type(same[0].type).iri)
    yield iri, v.LABEL, label
    for entity in same:
        for name in map(_text, (entity.label, *entity.names)):
            if name != label:
                yield iri, v.ALT_LABEL, name
        if entity.code is not None:
            yield iri, v.ISO_CODE, _text(entity.code)
        for other in entity.same_as:
            yield iri, v.SAME_AS, NamedNode(other)
    yield from known_triples(iri, [e.known for e in same if e.known is not None], literal=_text)


def _mention_triples(mention: Mention, scope: _Scope) -> Iterator[_Triple]:
    iri = scope.span(mention.span)
    yield iri, v.RDF_TYPE, v.MENTION
    yield from _position_triples(iri, mention.span)
    yield iri, v.EXACT, _text(mention.span.of(scope.document.text))
    yield iri, v.REFERS_TO, scope.name(mention)
    yield iri, v.CONFIDENCE, probability(mention.confidence)
    yield iri, v.DERIVED_FROM, scope.iri


def _sentence_triples(sentence: Span, scope: _Scope) -> Iterator[_Triple]:
    iri = scope.span(sentence)
    yield iri, v.RDF_TYPE, v.SENTENCE
    yield from _position_triples(iri, sentence)


def _position_triples(iri: NamedNode, span: Span) -> Iterator[_Triple]:
    yield iri, v.RDF_TYPE, v.SELECTOR
    yield iri, v.START, Literal(str(span.start), datatype=v.XSD_INTEGER)
    yield iri, v.END, Literal(str(span.end), datatype=v.XSD_INTEGER)


def _claim_triples(claim: Claim, scope: _Scope) -> Iterator[_Triple]:
    document, sentence = scope.document, claim.evidence.sentence
    subject, predicate, object_ = _relation(claim, scope)
    parts = (subject.value, predicate.value, object_.value)
    iri = claim_iri(document.id, sentence, parts, base=scope.base)
    yield iri, v.RDF_TYPE, v.CLAIM
    yield iri, v.RDF_SUBJECT, subject
    yield iri, v.RDF_PREDICATE, predicate
    yield iri, v.RDF_OBJECT, object_
    yield iri, v.STATUS, NamedNode(ontology.load().status(claim.status).iri)
    yield iri, v.CONFIDENCE, probability(claim.confidence)
    yield iri, v.QUOTE, _text(sentence.of(document.text))
    if document.date is not None:
        yield iri, v.STATED_ON, Literal(document.date.isoformat(), datatype=v.XSD_DATE)
    yield iri, v.DERIVED_FROM, scope.iri
    yield iri, v.IN_SENTENCE, scope.span(sentence)
    yield iri, v.SUBJECT_MENTION, scope.span(claim.subject.span)
    yield iri, v.OBJECT_MENTION, scope.span(claim.object.span)
    yield from qualifier_triples(iri, claim.qualifiers, text=document.text, literal=_text)
    said_by = claim.qualifiers.said_by
    if said_by is not None and said_by.span in scope.speakers:
        yield iri, v.ATTRIBUTED_TO, entity_iri(scope.speakers[said_by.span].key, base=scope.base)


def _edges(claims: Iterable[Claim], scope: _Scope) -> Iterator[_Triple]:
    """Yield the plain edges: what the document says to hold, and nowhere else says otherwise.

    A text that speaks of talks in one sentence often speaks of "the partnership" in the next.
    """
    statuses: dict[_Triple, set[str]] = {}
    for claim in claims:
        statuses.setdefault(_relation(claim, scope, in_order=True), set()).add(claim.status)
    for claim in claims:
        if statuses[_relation(claim, scope, in_order=True)] == {"current"}:
            yield _relation(claim, scope)


def _relation(claim: Claim, scope: _Scope, *, in_order: bool = False) -> _Triple:
    """Return what is related; *in_order* puts the ends of a symmetric relation in one order."""
    relation = ontology.load().relation(claim.predicate)
    ends = [scope.name(claim.subject), scope.name(claim.object)]
    if in_order and relation.symmetric:
        ends.sort(key=str)
    return ends[0], NamedNode(relation.iri), ends[1]


def _by_key(entities: Iterable[Entity]) -> list[list[Entity]]:
    """Return the entities grouped by key: two with one key are one thing."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.key, []).append(entity)
    return list(groups.values())


def _text(text: str) -> Literal:
    return Literal(_UNWRITABLE.sub(_REPLACEMENT, text))


def _address(url: str) -> NamedNode | None:
    """Return the IRI that *url* is or can be escaped to, or None if it is no absolute address."""
    try:
        return NamedNode(quote(url, safe=_IRI_PUNCTUATION, errors="surrogatepass"))
    except ValueError:
        return None
