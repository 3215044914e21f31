"""States the claims of a document's graph anew after things in it have become one.

Follows the rules of `graphkit.resolve.merged_claims` and of the plain edges of
`graphkit.graph.encode`, on statements in place of values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from graphkit import ontology
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.graph.iris import claim_iri
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.graph.entities import Term, Thing

Statement: TypeAlias = "tuple[Thing, NamedNode, Term]"
Parts: TypeAlias = "dict[Thing, dict[NamedNode, set[Term]]]"

_SPEAKERS: Final = frozenset({"Company", "Government", "Organization"})


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with its ends as they are after the merge, and what ranks it among its equals."""

    old: Thing
    iri: NamedNode
    document: Term
    sentence: Term
    relation: tuple[NamedNode, NamedNode, NamedNode]
    status: Term
    rank: tuple[Decimal, Span, Span, str, str]

    @property
    def ends(self) -> tuple[str, str, str]:
        """What is related, the ends of a symmetric relation in one order."""
        subject, predicate, object_ = (part.value for part in self.relation)
        if _symmetric(self.relation[1]) and subject > object_:
            return object_, predicate, subject
        return subject, predicate, object_


def to_parts(statements: Iterable[Statement]) -> Parts:
    """Return *statements* by subject and predicate."""
    parts: Parts = {}
    for subject, predicate, object_ in statements:
        parts.setdefault(subject, {}).setdefault(predicate, set()).add(object_)
    return parts


def restated(
    parts: Parts,
    kept: Mapping[NamedNode, NamedNode],
    types: Mapping[Term, str],
    *,
    base: str,
) -> set[Statement]:
    """Return the statements of *parts* with claims, amounts and plain edges as they are to be.

    What is not said of claims is left as it is, but for sentences that carry no claim any more.

    Args:
        parts: A graph.
        kept: From the IRI of what is replaced to that of what is kept.
        types: The name of the type of each thing after the merge.
        base: Begins the IRIs of claims.

    Raises:
        StoreError: A claim lacks a part, or a number of it is none.
    """
    found = [_read(thing, parts, kept, base) for thing, told in parts.items() if _is(told, v.CLAIM)]
    best: dict[tuple[Term, Term, tuple[str, str, str]], _Claim] = {}
    for claim in sorted(found, key=lambda claim: (claim.rank, str(claim.old))):
        if _holds(claim, types):
            best.setdefault((claim.document, claim.sentence, claim.ends), claim)
    carrying = {claim.sentence for claim in best.values()}
    amounts = {amount for claim in found for amount in parts[claim.old].get(v.AMOUNT, ())}
    gone = amounts | {claim.old for claim in found}
    left = {
        statement
        for thing, told in parts.items()
        if thing not in gone
        for statement in _without_claims(thing, told, carrying)
    }
    left.update(s for claim in best.values() for s in _claim_statements(claim, parts, kept, types))
    left.update(_edges(best.values()))
    return left


def _read(thing: Thing, parts: Parts, kept: Mapping[NamedNode, NamedNode], base: str) -> _Claim:
    """Return the claim *thing*."""
    told = parts[thing]
    ends = [_node(thing, told, end) for end in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT)]
    new = kept.get(ends[0], ends[0]), ends[1], kept.get(ends[2], ends[2])
    document, sentence = _one(thing, told, v.DERIVED_FROM), _one(thing, told, v.IN_SENTENCE)
    spans = [
        _span(_one(thing, told, mention), parts)
        for mention in (v.SUBJECT_MENTION, v.OBJECT_MENTION)
    ]
    status = _one(thing, told, v.STATUS)
    surety = -Decimal(text_of(_one(thing, told, v.CONFIDENCE)))
    iri = thing
    if not isinstance(iri, NamedNode) or list(new) != ends:
        identifier = text_of(_one(document, _told(document, parts), v.IDENTIFIER))
        words = (new[0].value, new[1].value, new[2].value)
        iri = claim_iri(identifier, _span(sentence, parts), words, base=base)
    rank = (surety, spans[0], spans[1], new[1].value, text_of(status))
    return _Claim(thing, iri, document, sentence, new, status, rank)


def _holds(claim: _Claim, types: Mapping[Term, str]) -> bool:
    """Return whether *claim* relates two things as the ontology allows."""
    subject, predicate, object_ = claim.relation
    if subject == object_:
        return False
    ends, name = [types.get(subject), types.get(object_)], v.local_name(predicate.value)
    if ends[0] is None or ends[1] is None or name not in ontology.load().relations:
        return True
    allows = ontology.load().allows
    turned = _symmetric(predicate) and allows(ends[1], name, ends[0])
    return allows(ends[0], name, ends[1]) or turned


def _claim_statements(
    claim: _Claim,
    parts: Parts,
    kept: Mapping[NamedNode, NamedNode],
    types: Mapping[Term, str],
) -> Iterator[Statement]:
    """Yield what is said of *claim* and its amounts, under their new names."""
    new = dict(zip((v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT), claim.relation, strict=True))
    for predicate, values in parts[claim.old].items():
        for value in values:
            if predicate in new:
                yield claim.iri, predicate, new[predicate]
            elif predicate == v.AMOUNT:
                amount = _renamed(value, claim)
                yield claim.iri, predicate, amount
                for kind, terms in _told(value, parts).items():
                    yield from ((amount, kind, term) for term in terms)
            elif predicate != v.ATTRIBUTED_TO:
                yield claim.iri, predicate, value
            elif isinstance(value, NamedNode):
                speaker = kept.get(value, value)
                if types.get(speaker) in _SPEAKERS:
                    yield claim.iri, predicate, speaker


def _edges(claims: Iterable[_Claim]) -> Iterator[Statement]:
    """Yield the plain edges: see `graphkit.graph.encode`."""
    statuses: dict[tuple[Term, tuple[str, str, str]], set[Term]] = {}
    current = {NamedNode(ontology.load().status("current").iri)}
    told = list(claims)
    for claim in told:
        statuses.setdefault((claim.document, claim.ends), set()).add(claim.status)
    for claim in told:
        if statuses[claim.document, claim.ends] == current:
            yield claim.relation


def _without_claims(
    thing: Thing, told: Mapping[NamedNode, set[Term]], carrying: set[Term]
) -> Iterator[Statement]:
    """Yield what is said of *thing* but for plain edges, and for being an idle sentence."""
    idle = _is(told, v.SENTENCE) and thing not in carrying
    if idle and not _is(told, v.MENTION):
        return
    relations = ontology.load().relations
    for predicate, values in told.items():
        if v.local_name(predicate.value) not in relations:
            for value in values:
                if not (idle and value == v.SENTENCE):
                    yield thing, predicate, value


def _is(told: Mapping[NamedNode, set[Term]], kind: NamedNode) -> bool:
    return kind in told.get(v.RDF_TYPE, ())


def _symmetric(predicate: NamedNode) -> bool:
    relation = ontology.load().relations.get(v.local_name(predicate.value))
    return relation is not None and relation.symmetric


def _renamed(amount: Term, claim: _Claim) -> NamedNode:
    """Return the IRI of an amount below that of its claim."""
    return NamedNode(claim.iri.value + text_of(amount).removeprefix(text_of(claim.old)))


def _told(thing: Term, parts: Parts) -> Mapping[NamedNode, set[Term]]:
    return {} if isinstance(thing, Literal) else parts.get(thing, {})


def _node(thing: Term, told: Mapping[NamedNode, set[Term]], predicate: NamedNode) -> NamedNode:
    found = _one(thing, told, predicate)
    if not isinstance(found, NamedNode):
        message = f"the {predicate} of {thing} is no IRI; see `graphkit validate`"
        raise StoreError(message)
    return found


def _one(thing: Term, told: Mapping[NamedNode, set[Term]], predicate: NamedNode) -> Term:
    """Return the value of a property; of several the first in order."""
    if predicate not in told:
        message = f"{thing} lacks {predicate}; see `graphkit validate` for all that is wrong"
        raise StoreError(message)
    return min(told[predicate], key=str)


def _span(selector: Term, parts: Parts) -> Span:
    told = _told(selector, parts)
    edges = [text_of(_one(selector, told, edge)) for edge in (v.START, v.END)]
    try:
        return Span(int(edges[0]), int(edges[1]))
    except ValueError as error:
        message = f"{selector} is no range of characters ({error}); see `graphkit validate`"
        raise StoreError(message) from error
