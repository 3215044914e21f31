"""The IRIs that graphs are written and read with, as pyoxigraph terms, and their prefixes.

What each term means stands in ``ontologies/supply-chain.ttl``. Entity types, relations and
statuses are not listed here: `graphkit.ontology` reads them from that file.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graphkit.ontology import GK

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "gk": GK,
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def term(curie: str) -> NamedNode:
    """Return the IRI that *curie* abbreviates.

    >>> term("gk:Claim").value
    'https://w3id.org/graphkit/ns#Claim'
    """
    prefix, local = curie.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def local_name(iri: str) -> str:
    """Return the part of *iri* after the ``gk:`` namespace, or the whole IRI if it is another's.

    >>> local_name("https://w3id.org/graphkit/ns#suppliesTo")
    'suppliesTo'
    >>> local_name("http://www.w3.org/2002/07/owl#sameAs")
    'http://www.w3.org/2002/07/owl#sameAs'
    """
    return iri.removeprefix(GK)


def to_curie(iri: str) -> str:
    """Return *iri* abbreviated by one of `PREFIXES`, or as it is.

    >>> to_curie("https://w3id.org/graphkit/ns#Claim")
    'gk:Claim'
    >>> to_curie("https://example.org/a")
    'https://example.org/a'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


DOCUMENT: Final = term("gk:Document")
SENTENCE: Final = term("gk:Sentence")
MENTION: Final = term("gk:Mention")
CLAIM: Final = term("gk:Claim")
AMOUNT_CLASS: Final = term("gk:Amount")
READ_GRAPH: Final = term("gk:ReadGraph")

AMOUNT: Final = term("gk:amount")
AMOUNT_TEXT: Final = term("gk:amountText")
AS_READ: Final = term("gk:asRead")
ATTRIBUTED_TO: Final = term("gk:attributedTo")
BOUND: Final = term("gk:bound")
CONFIDENCE: Final = term("gk:confidence")
CURRENCY: Final = term("gk:currency")
DUE_BY: Final = term("gk:dueBy")
EXTRACTOR: Final = term("gk:extractor")
HS_CODE: Final = term("gk:hsCode")
HAS_IDENTIFIER: Final = term("gk:identifier")
IN_SENTENCE: Final = term("gk:sentence")
ISIN: Final = term("gk:isin")
ISO_CODE: Final = term("gk:isoCode")
LEI: Final = term("gk:lei")
LINKED_TO: Final = term("gk:linkedTo")
LINK_CONFIDENCE: Final = term("gk:linkConfidence")
LINK_EVIDENCE: Final = term("gk:linkEvidence")
OBJECT_MENTION: Final = term("gk:objectMention")
PER: Final = term("gk:per")
QUANTITY_KIND: Final = term("gk:quantityKind")
QUOTE: Final = term("gk:quote")
REFERS_TO: Final = term("gk:refersTo")
REGISTERED_IN: Final = term("gk:registeredIn")
REGISTERED_NAME: Final = term("gk:registeredName")
SAID_BY: Final = term("gk:saidBy")
SETTLED_BY: Final = term("gk:settledBy")
SHA256: Final = term("gk:sha256")
SPEAKER_KIND: Final = term("gk:speakerKind")
STATED_ON: Final = term("gk:statedOn")
STATUS: Final = term("gk:status")
SUBJECT_MENTION: Final = term("gk:subjectMention")
TICKER: Final = term("gk:ticker")
TIME: Final = term("gk:time")
TIME_TEXT: Final = term("gk:timeText")
UNIT: Final = term("gk:unit")
UPPER_VALUE: Final = term("gk:upperValue")
VALID_FROM: Final = term("gk:validFrom")
VALID_UNTIL: Final = term("gk:validUntil")
VALUE: Final = term("gk:value")

RDF_TYPE: Final = term("rdf:type")
RDF_SUBJECT: Final = term("rdf:subject")
RDF_PREDICATE: Final = term("rdf:predicate")
RDF_OBJECT: Final = term("rdf:object")

ALT_LABEL: Final = term("skos:altLabel")
BROADER: Final = term("skos:broader")
DERIVED_FROM: Final = term("prov:wasDerivedFrom")
END: Final = term("oa:end")
EXACT: Final = term("oa:exact")
IDENTIFIER: Final = term("dcterms:identifier")
IS_REPLACED_BY: Final = term("dcterms:isReplacedBy")
ISSUED: Final = term("dcterms:issued")
LABEL: Final = term("rdfs:label")
PROV_ENTITY: Final = term("prov:Entity")
PUBLISHER: Final = term("dcterms:publisher")
SAME_AS: Final = term("owl:sameAs")
SELECTOR: Final = term("oa:TextPositionSelector")
SOURCE: Final = term("dcterms:source")
START: Final = term("oa:start")
TITLE: Final = term("dcterms:title")

XSD_DATE: Final = term("xsd:date")
XSD_DECIMAL: Final = term("xsd:decimal")
XSD_INTEGER: Final = term("xsd:integer")
