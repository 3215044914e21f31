"""The vocabulary file: every term that built graphs use is declared and described."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from graphkit import ontology
from graphkit.ontology import GK

if TYPE_CHECKING:
    from pathlib import Path

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
# what stands in a built graph beside types, relations and statuses
MODEL = (
    *("Amount", "Claim", "Document", "Entity", "Mention", "Relation", "Sentence", "Status"),
    *("confidence", "extractor", "isoCode", "objectMention", "quote", "refersTo", "sentence"),
    *("sha256", "statedOn", "status", "subjectMention"),
    *("amount", "amountText", "attributedTo", "bound", "currency", "dueBy", "per", "quantityKind"),
    *("saidBy", "speakerKind", "time", "timeText", "unit", "upperValue", "validFrom", "validUntil"),
    *("value",),
    *("ReadGraph", "asRead", "hsCode", "identifier", "isin", "lei", "linkConfidence"),
    *("linkEvidence", "linkedTo", "registeredIn", "registeredName", "settledBy", "ticker"),
)
SUPERCLASSES = {
    "Claim": "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement",
    "Document": "http://www.w3.org/ns/prov#Entity",
    "Sentence": "http://www.w3.org/ns/oa#TextPositionSelector",
    "Mention": "http://www.w3.org/ns/oa#TextPositionSelector",
}
Terms = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def terms() -> Terms:
    """All that the file says, as subject → property → values."""
    found: Terms = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(path=ontology.file("supply-chain.ttl")):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
        found[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return found


def own(terms: Terms) -> list[str]:
    return [iri for iri in terms if iri.startswith(GK)]


def test_every_term_has_one_label_one_definition_and_its_home(terms: Terms) -> None:
    for iri in own(terms):
        for predicate in (RDFS + "label", SKOS + "definition", RDFS + "isDefinedBy"):
            assert len(terms[iri][predicate]) == 1, (iri, predicate)
        assert terms[iri][RDF_TYPE], iri


def test_a_definition_is_a_sentence(terms: Terms) -> None:
    for iri in own(terms):
        definition = terms[iri][SKOS + "definition"][0]
        assert definition[0].isupper(), definition
        assert definition.endswith("."), definition


def test_every_relation_and_status_has_one_example(terms: Terms) -> None:
    known = ontology.load()
    iris = [relation.iri for relation in known.relations.values()]
    iris += [status.iri for status in known.statuses.values()]
    for iri in iris:
        assert len(terms[iri][SKOS + "example"]) == 1, iri


def test_labels_and_definitions_are_marked_as_english() -> None:
    for quad in pyoxigraph.parse(path=ontology.file("supply-chain.ttl")):
        if quad.predicate.value in (RDFS + "label", SKOS + "definition", SKOS + "example"):
            assert isinstance(quad.object, pyoxigraph.Literal)
            assert quad.object.language == "en", quad


@pytest.mark.parametrize("name", MODEL)
def test_every_term_of_built_graphs_is_declared(terms: Terms, name: str) -> None:
    assert GK + name in own(terms)


def test_claims_and_evidence_stand_below_the_standard_classes(terms: Terms) -> None:
    for name, superclass in SUPERCLASSES.items():
        assert superclass in terms[GK + name][RDFS + "subClassOf"]


def test_every_relation_is_an_object_property_and_a_relation(terms: Terms) -> None:
    for relation in ontology.load().relations.values():
        assert {OWL + "ObjectProperty", GK + "Relation"} <= set(terms[relation.iri][RDF_TYPE])


@pytest.mark.parametrize("end", ["domain", "range"])
def test_a_single_type_is_the_rdfs_end_and_several_types_are_below_entity(
    terms: Terms, end: str
) -> None:
    for relation in ontology.load().relations.values():
        types = relation.domain if end == "domain" else relation.range
        wanted = next(iter(types)) if len(types) == 1 else "Entity"
        assert terms[relation.iri][RDFS + end] == [GK + wanted], relation.name


def test_no_inverse_properties_are_declared(terms: Terms) -> None:
    assert not any(OWL + "inverseOf" in properties for properties in terms.values())


@pytest.mark.parametrize(
    "path",
    [
        ontology.file("shapes.ttl"),
        ontology.file("alignments.ttl"),
        *ontology.query_files().values(),
    ],
    ids=lambda path: path.name,
)
def test_the_other_files_use_declared_terms_only(terms: Terms, path: Path) -> None:
    text = re.sub(r'"[^"\n]*"', "", path.read_text(encoding="utf-8"))
    used = set(re.findall(r"\bgk:(\w+)", text))
    assert used <= {iri.removeprefix(GK) for iri in own(terms)}


def test_each_file_says_who_made_it_and_under_which_licence() -> None:
    for name in ontology.FILES:
        found = {
            quad.predicate.value: quad.object
            for quad in pyoxigraph.parse(path=ontology.file(name))
            if quad.predicate.value.startswith("http://purl.org/dc/terms/")
        }
        creator, licence = (found[f"http://purl.org/dc/terms/{k}"] for k in ("creator", "license"))
        assert creator == pyoxigraph.Literal("The graphkit developers")
        assert licence == pyoxigraph.NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")
