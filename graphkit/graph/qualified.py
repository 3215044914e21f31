"""The qualifiers of a claim as triples: who says it, for when, and how much."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from graphkit.graph import vocabulary as v
from graphkit.graph.iris import amount_iri

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from graphkit.model import Amount, Claim, Entity, Mention, Period, Qualifiers, Span

    _Text = Callable[[str], Literal]
    Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_SPEAKERS: Final = frozenset({"Company", "Government", "Organization"})


def qualifier_triples(
    claim: NamedNode, qualifiers: Qualifiers, *, text: str, literal: _Text
) -> Iterator[Triple]:
    """Yield what is told of the qualifiers of *claim*, but for the entity that speaks.

    Args:
        claim: The claim's IRI.
        qualifiers: Those of the claim.
        text: That of the document.
        literal: Turns a piece of text into a literal that every format can hold.
    """
    if qualifiers.said_by is not None:
        yield claim, v.SAID_BY, literal(qualifiers.said_by.text)
        yield claim, v.SPEAKER_KIND, Literal(qualifiers.said_by.kind)
    if qualifiers.when is not None:
        yield claim, v.TIME_TEXT, literal(qualifiers.when.span.of(text))
        yield from _time_triples(claim, qualifiers.when)
    for amount in qualifiers.amounts:
        iri = amount_iri(claim, amount.span)
        yield claim, v.AMOUNT, iri
        yield iri, v.RDF_TYPE, v.AMOUNT_CLASS
        yield iri, v.AMOUNT_TEXT, literal(amount.span.of(text))
        yield from _amount_triples(iri, amount, literal)


def speaking_entities(
    claims: Iterable[Claim], entities: Mapping[Mention, Entity]
) -> dict[Span, Entity]:
    """Return who speaks: the one company, government or organization that a speaker's words name.

    Keyed by where those words stand. Speakers without or with several such names are left out, and
    anonymous ones: people close to a company do not speak for it.
    """
    spoken = {claim.qualifiers.said_by for claim in claims} - {None}
    places = {said.span for said in spoken if said is not None and said.kind != "anonymous"}
    actors = sorted(m for m, entity in entities.items() if entity.type in _SPEAKERS)
    starts = [mention.span.start for mention in actors]
    found = {}
    for place in places:
        near = actors[bisect_left(starts, place.start) : bisect_left(starts, place.end)]
        held = {entities[m].key: entities[m] for m in near if place.holds(m.span)}
        if len(held) == 1:
            found[place] = next(iter(held.values()))
    return found


def _time_triples(claim: NamedNode, when: Period) -> Iterator[Triple]:
    if when.edtf is not None:
        yield claim, v.TIME, Literal(when.edtf)
    if when.relation == "by":
        if when.end is not None:
            yield claim, v.DUE_BY, _day(when.end)
        return
    if when.start is not None:
        yield claim, v.VALID_FROM, _day(when.start)
    if when.end is not None:
        yield claim, v.VALID_UNTIL, _day(when.end)


def _amount_triples(iri: NamedNode, amount: Amount, literal: _Text) -> Iterator[Triple]:
    yield iri, v.QUANTITY_KIND, Literal(amount.kind)
    yield iri, v.VALUE, _decimal(amount.value)
    if amount.upper is not None:
        yield iri, v.UPPER_VALUE, _decimal(amount.upper)
    if amount.bound != "exact":
        yield iri, v.BOUND, Literal(amount.bound)
    for predicate, said in (
        (v.UNIT, amount.unit),
        (v.CURRENCY, amount.currency),
        (v.PER, amount.per),
    ):
        if said is not None:
            yield iri, predicate, literal(said)


def _day(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=v.XSD_DATE)


def _decimal(number: Decimal) -> Literal:
    """Return *number* in the canonical form of xsd:decimal."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal(digits, datatype=v.XSD_DECIMAL)
