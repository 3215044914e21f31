"""The loader of the vocabulary: what it returns and what it refuses."""

from __future__ import annotations

import re
from itertools import product
from time import process_time
from typing import TYPE_CHECKING

import pytest

from graphkit import ontology
from graphkit.errors import GraphkitError, UnknownNameError
from graphkit.ontology import GK, OntologyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TYPES = (
    "Company",
    "Government",
    "Organization",
    "Country",
    "Place",
    "Facility",
    "Product",
    "Material",
    "Event",
)
STATUSES = ("current", "planned", "negotiating", "past", "denied", "possible")
ACTORS = "Company Government Organization Country"
# relation: types of the subject, types of the object
SIGNATURES = {
    "suppliesTo": (ACTORS, ACTORS),
    "manufacturesFor": ("Company", "Company Government"),
    "partnersWith": (ACTORS, ACTORS),
    "acquires": ("Company Government", "Company Facility"),
    "investsIn": (ACTORS, "Company Facility Country Place"),
    "subsidiaryOf": ("Company", "Company Government"),
    "competesWith": ("Company", "Company"),
    "licensesTo": ("Company Organization", "Company"),
    "manufactures": ("Company Facility", "Product Material"),
    "assembles": ("Company Facility", "Product"),
    "designs": ("Company Organization", "Product"),
    "supplies": ("Company Facility Country", "Product Material"),
    "uses": ("Company Government Facility", "Product Material"),
    "dependsOn": (
        "Company Government Country Product Facility",
        "Company Country Place Product Material Facility",
    ),
    "componentOf": ("Product Material", "Product Material"),
    "basedIn": ("Company Government Organization", "Country Place"),
    "operatesIn": ("Company Government Organization", "Country Place"),
    "operates": ("Company Government", "Facility"),
    "locatedIn": ("Facility Place", "Place Country"),
    "producedIn": ("Product Material", "Country Place Facility"),
    "exportsTo": ("Company Country", "Country Place"),
    "restricts": (
        "Government Country",
        "Company Government Country Product Material Facility",
    ),
    "affects": ("Event", "Company Government Facility Product Material Country Place"),
}


def test_types_relations_and_statuses_come_in_the_order_of_the_file() -> None:
    known = ontology.load()
    assert tuple(known.types) == TYPES
    assert tuple(known.relations) == tuple(SIGNATURES)
    assert tuple(known.statuses) == STATUSES


@pytest.mark.parametrize("name", SIGNATURES)
def test_each_relation_has_its_signature(name: str) -> None:
    domain, range_ = SIGNATURES[name]
    relation = ontology.load().relation(name)
    assert relation.domain == set(domain.split())
    assert relation.range == set(range_.split())


def test_a_relation_is_allowed_exactly_where_its_signature_says() -> None:
    known = ontology.load()
    for name, subject, entity in product(SIGNATURES, TYPES, TYPES):
        domain, range_ = SIGNATURES[name]
        wanted = subject in domain.split() and entity in range_.split()
        assert known.allows(subject, name, entity) is wanted, (subject, name, entity)


def test_only_partners_and_rivals_are_symmetric() -> None:
    relations = ontology.load().relations.values()
    assert [each.name for each in relations if each.symmetric] == ["partnersWith", "competesWith"]


def test_a_symmetric_relation_reads_the_same_in_both_directions() -> None:
    for relation in ontology.load().relations.values():
        assert (relation.label == relation.inverse_label) is relation.symmetric
        assert not relation.symmetric or relation.domain == relation.range


def test_contract_work_is_supply_and_assembly_is_manufacture() -> None:
    relations = ontology.load().relations.values()
    parents = {each.name: each.parent for each in relations if each.parent is not None}
    assert parents == {"manufacturesFor": "suppliesTo", "assembles": "manufactures"}


def test_a_relation_goes_nowhere_its_parent_does_not_go() -> None:
    known = ontology.load()
    for relation in known.relations.values():
        if relation.parent is not None:
            assert relation.domain <= known.relation(relation.parent).domain
            assert relation.range <= known.relation(relation.parent).range


def test_an_iri_is_the_namespace_and_the_name_and_statuses_are_capitalised() -> None:
    known = ontology.load()
    assert known.entity_type("Company").iri == GK + "Company"
    assert known.relation("suppliesTo").iri == GK + "suppliesTo"
    assert known.status("negotiating").iri == GK + "Negotiating"


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (lambda: ontology.load().entity_type("company"), "entity type"),
        (lambda: ontology.load().relation("supplyTo"), "relation"),
        (lambda: ontology.load().status("Current"), "status"),
        (lambda: ontology.load().allows("Firm", "suppliesTo", "Company"), "entity type"),
        (lambda: ontology.load().allows("Company", "suppliesTo", "Firm"), "entity type"),
        (lambda: ontology.load().allows("Company", "sellsTo", "Company"), "relation"),
        (lambda: ontology.file("../pyproject.toml"), "ontology file"),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(
    ask: Callable[[], object], kind: str
) -> None:
    with pytest.raises(UnknownNameError, match=f"no {kind} named") as caught:
        ask()
    assert caught.value.available


def test_the_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        ontology.load().types["Planet"] = ontology.load().entity_type("Place")  # type: ignore[index]


def test_the_ontology_is_read_once() -> None:
    assert ontology.load() is ontology.load()


def test_the_file_is_read_in_less_than_twenty_milliseconds() -> None:
    path = ontology.file("supply-chain.ttl")
    best = 1.0
    for _ in range(5):
        start = process_time()
        ontology.read_ontology(path)
        best = min(best, process_time() - start)
    assert best < 0.02


@pytest.mark.parametrize("name", ontology.FILES)
def test_each_shipped_file_is_there(name: str) -> None:
    assert ontology.file(name).is_file()


def test_the_query_files_are_sorted_by_name() -> None:
    files = ontology.query_files()
    assert list(files) == sorted(files)
    assert all(path.name == f"{name}.rq" for name, path in files.items())


def damaged(tmp_path: Path, pattern: str, replacement: str) -> Path:
    """Return a copy of the vocabulary in which the first match of *pattern* is replaced."""
    text = ontology.file("supply-chain.ttl").read_text(encoding="utf-8")
    changed, count = re.subn(pattern, replacement, text, count=1)
    assert count == 1
    path = tmp_path / "supply-chain.ttl"
    path.write_text(changed, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pattern", "replacement", "reason"),
    [
        pytest.param(
            r"gk:Entity a owl:Class ;", "gk:Entity a owl:Class", "not Turtle", id="syntax"
        ),
        pytest.param(r"rdfs:label \"supplies to\"@en ;", "", "exactly one", id="no label"),
        pytest.param(
            r"rdfs:label \"company\"@en ;",
            'rdfs:label "company"@en, "firm"@en ;',
            "and has 2",
            id="two labels",
        ),
        pytest.param(r"skos:definition \"A business[^;]*;", "", "exactly one", id="no definition"),
        pytest.param(r"\n    gk:inverseLabel [^;]*;", "", "exactly one", id="no inverse label"),
        pytest.param(
            r"\n    gk:domainIncludes [^;]*;", "", "needs gk:domainIncludes", id="no domain"
        ),
        pytest.param(
            r"\n    gk:rangeIncludes [^;]*;", "", "needs gk:domainIncludes", id="no range"
        ),
        pytest.param(
            r"gk:domainIncludes gk:Company,", "gk:domainIncludes gk:Firm,", "Firm", id="stray type"
        ),
        pytest.param(
            r"rdfs:subPropertyOf gk:suppliesTo",
            "rdfs:subPropertyOf gk:sellsTo",
            "sellsTo",
            id="stray parent",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(
    tmp_path: Path, pattern: str, replacement: str, reason: str
) -> None:
    path = damaged(tmp_path, pattern, replacement)
    with pytest.raises(OntologyError, match=reason) as caught:
        ontology.read_ontology(path)
    assert caught.value.where.startswith(str(path))
    assert str(caught.value).endswith("install graphkit again")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        ontology.read_ontology(tmp_path / "none.ttl")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"<a:b> <a:b> <a:b> ."])
def test_a_file_without_a_vocabulary_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.ttl"
    path.write_bytes(content)
    with pytest.raises(OntologyError):
        ontology.read_ontology(path)


def test_blank_nodes_and_other_terms_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "more.ttl"
    text = ontology.file("supply-chain.ttl").read_text(encoding="utf-8")
    path.write_text(text + "[] rdfs:seeAlso [] . gk:x rdfs:seeAlso [] .", encoding="utf-8")
    assert ontology.read_ontology(path) == ontology.load()


def test_the_error_is_one_of_graphkit_and_of_the_system() -> None:
    assert issubclass(OntologyError, GraphkitError)
    assert issubclass(OntologyError, OSError)
