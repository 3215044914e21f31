"""What registers know of things, and the kinds of goods, as triples.

These come from a register or from the scheme of goods and not from the text of a document.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from graphkit import ontology
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import entity_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graphkit.model import Concept, Entity, Identifier, Known

    _Text = Callable[[str], Literal]
    Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

SCHEMES: Final[Mapping[str, NamedNode]] = {
    "hs": v.HS_CODE,
    "isin": v.ISIN,
    "lei": v.LEI,
    "ticker": v.TICKER,
}
"""The schemes of identifiers with a property of their own; others share ``gk:identifier``."""

GEONAMES: Final = "https://sws.geonames.org/"


def known_triples(iri: NamedNode, known: Sequence[Known], *, literal: _Text) -> Iterator[Triple]:
    """Yield what registers know of the thing *iri*.

    The parts of the document that mean it may each have been linked in another way; the surest
    link is told, of equally sure ones the first by its words.
    """
    if not known:
        return
    best = min(known, key=lambda each: (-each.confidence, each.register, each.name, each.evidence))
    yield iri, v.LINKED_TO, literal(best.register)
    yield iri, v.REGISTERED_NAME, literal(best.name)
    yield iri, v.LINK_EVIDENCE, literal(best.evidence)
    yield iri, v.LINK_CONFIDENCE, probability(best.confidence)
    if best.country is not None:
        yield iri, v.REGISTERED_IN, literal(best.country)
    for identifier in best.identifiers:
        yield _identifier_triple(iri, identifier, literal)


def concept_triples(entities: Iterable[Entity], *, base: str, literal: _Text) -> Iterator[Triple]:
    """Yield the kinds that goods are of, and what those are that the text does not name."""
    named: set[str] = set()
    told: dict[str, Concept] = {}
    for entity in entities:
        named.add(entity.key)
        for narrower, broader in pairwise((entity.key, *(kind.key for kind in entity.broader))):
            ends = entity_iri(narrower, base=base), entity_iri(broader, base=base)
            yield ends[0], v.BROADER, ends[1]
        told.update(_first_labels(entity.broader, told))
    for key in sorted(told.keys() - named):
        iri, kind = entity_iri(key, base=base), told[key]
        yield iri, v.RDF_TYPE, NamedNode(ontology.load().entity_type(kind.type).iri)
        yield iri, v.LABEL, literal(kind.label)


def probability(confidence: float) -> Literal:
    """Return *confidence* with at most four places, in the canonical form of xsd:decimal.

    >>> probability(0.9).value, probability(1).value
    ('0.9', '1')
    """
    digits = f"{confidence + 0.0:.4f}".rstrip("0").rstrip(".")  # -0.0 + 0.0 is 0.0
    return Literal(digits, datatype=v.XSD_DECIMAL)


def _first_labels(kinds: Iterable[Concept], told: Mapping[str, Concept]) -> dict[str, Concept]:
    """Return *kinds* by key; of those with one key that with the least label."""
    return {kind.key: min(kind, told.get(kind.key, kind)) for kind in kinds}


def _identifier_triple(iri: NamedNode, identifier: Identifier, literal: _Text) -> Triple:
    if identifier.scheme == "geonames":
        return iri, v.SAME_AS, NamedNode(f"{GEONAMES}{identifier.value}/")
    if identifier.scheme in SCHEMES:
        return iri, SCHEMES[identifier.scheme], literal(identifier.value)
    return iri, v.HAS_IDENTIFIER, literal(f"{identifier.scheme}:{identifier.value}")
