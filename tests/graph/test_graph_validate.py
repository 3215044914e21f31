"""Validation: what encode writes conforms, and what is changed in it is found and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graphkit.errors import StoreError
from graphkit.graph import (
    FORMATS,
    Graph,
    ValidationReport,
    Violation,
    encode,
    validate,
    write_graph,
)
from graphkit.graph import vocabulary as v
from graphkit.graph.validate import path_of
from graphkit.ontology import GK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from graphkit.model import ResolvedDocument

ID = "https://w3id.org/graphkit/id/"


def changed(document: ResolvedDocument, change: Callable[[Quad], Iterable[Quad]]) -> Graph:
    """Return the graph of *document* with each quad put through *change*."""
    graph = Graph.create()
    graph.add(new for quad in encode(document) for new in change(quad))
    return graph


def without(predicate: NamedNode) -> Callable[[Quad], Iterable[Quad]]:
    """Return the change that drops a property."""
    return lambda quad: () if quad.predicate == predicate else (quad,)


def instead(predicate: NamedNode, value: Literal | NamedNode) -> Callable[[Quad], Iterable[Quad]]:
    """Return the change that gives a property another value."""

    def change(quad: Quad) -> Iterable[Quad]:
        new = Quad(quad.subject, quad.predicate, value, quad.graph_name)
        return (new if quad.predicate == predicate else quad,)

    return change


def test_what_is_built_conforms(graph: Graph) -> None:
    assert validate(graph) == ValidationReport(())
    assert validate(graph).conforms


def test_an_empty_graph_conforms() -> None:
    assert validate(Graph.create()).conforms


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_file_of_any_format_conforms(graph: Graph, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"chain.{FORMATS[name].file_extension}"
    write_graph(graph, path, name)
    assert validate(Graph.open(path)).conforms


def test_a_store_on_disk_conforms(norvik: ResolvedDocument, tmp_path: Path) -> None:
    with Graph.create(tmp_path / "store") as graph:
        graph.add(encode(norvik))
    assert validate(Graph.open(tmp_path / "store")).conforms


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (without(v.QUOTE), "gk:quote"),
        (without(v.STATUS), "gk:status"),
        (without(v.CONFIDENCE), "gk:confidence"),
        (without(v.RDF_SUBJECT), "rdf:subject"),
        (without(v.SUBJECT_MENTION), "gk:subjectMention"),
        (without(v.IN_SENTENCE), "gk:sentence"),
        (without(v.SHA256), "gk:sha256"),
        (without(v.IDENTIFIER), "dcterms:identifier"),
        (without(v.EXACT), "oa:exact"),
        (without(v.START), "oa:start"),
        (without(v.LABEL), "rdfs:label"),
        (instead(v.CONFIDENCE, Literal("1.5", datatype=v.XSD_DECIMAL)), "gk:confidence"),
        (instead(v.CONFIDENCE, Literal("high")), "gk:confidence"),
        (instead(v.QUOTE, Literal("")), "gk:quote"),
        (instead(v.SHA256, Literal("00")), "gk:sha256"),
        (instead(v.ISSUED, Literal("in May")), "dcterms:issued"),
        (instead(v.STATUS, v.term("gk:Rumoured")), "gk:status"),
        (instead(v.RDF_PREDICATE, v.term("gk:likes")), "rdf:predicate"),
        (instead(v.SUBJECT_MENTION, NamedNode(f"{ID}nowhere")), "gk:subjectMention"),
    ],
)
def test_a_change_for_the_worse_is_found(
    norvik: ResolvedDocument, change: Callable[[Quad], Iterable[Quad]], path: str
) -> None:
    report = validate(changed(norvik, change))
    assert not report.conforms
    assert path in {violation.path for violation in report.violations}
    assert all(violation.message.endswith(".") for violation in report.violations)


def test_a_relation_between_things_of_the_wrong_types_is_found(norvik: ResolvedDocument) -> None:
    report = validate(changed(norvik, instead(v.RDF_PREDICATE, v.term("gk:componentOf"))))
    assert not report.conforms
    assert f"{GK}componentOf" in {violation.value for violation in report.violations}


def test_a_violation_shows_the_claim_its_sentence_and_the_value(
    norvik: ResolvedDocument,
) -> None:
    claim = next(q.subject for q in encode(norvik) if q.object == v.term("gk:Negotiating"))
    wrong = Literal("7", datatype=v.XSD_DECIMAL)

    def change(quad: Quad) -> Iterable[Quad]:
        if (quad.subject, quad.predicate) == (claim, v.CONFIDENCE):
            return (Quad(claim, v.CONFIDENCE, wrong, quad.graph_name),)
        return (quad,)

    (violation,) = validate(changed(norvik, change)).violations
    assert violation == Violation(
        focus=str(claim)[1:-1],
        label=f"{ID}company/norvik-cells gk:partnersWith {ID}company/corvane",
        message=violation.message,
        path="gk:confidence",
        value="7",
        quote='Norvik is in talks with Corvane, which it calls "the best".',
    )
    assert "from 0 to 1" in violation.message


def test_what_is_no_claim_is_known_by_its_label_and_has_no_quote(
    norvik: ResolvedDocument,
) -> None:
    violations = validate(changed(norvik, without(v.SHA256))).violations
    assert [(found.label, found.quote) for found in violations] == [("wire/norvik 1.txt", None)]


def test_a_violation_in_each_of_two_documents_is_found_in_each(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    graph = changed(norvik, without(v.SHA256))
    graph.add(quad for quad in encode(corvane) if quad.predicate != v.SHA256)
    found = [violation.label for violation in validate(graph).violations]
    assert found == ["corvane.txt", "wire/norvik 1.txt"]


def test_what_stands_outside_the_documents_is_checked_too(graph: Graph) -> None:
    stray = NamedNode("urn:stray")
    for name in (DefaultGraph(), NamedNode("urn:mine"), BlankNode("b")):
        again = Graph.create()
        again.add([*graph, Quad(stray, v.RDF_TYPE, v.CLAIM, name)])
        focuses = {violation.focus for violation in validate(again).violations}
        assert focuses == {"urn:stray"}


def test_a_claim_that_is_a_blank_node_is_found(graph: Graph) -> None:
    graph.add(
        [Quad(BlankNode("b"), v.RDF_TYPE, v.CLAIM), Quad(BlankNode("b"), v.QUOTE, Literal("Q."))]
    )
    violations = validate(graph).violations
    assert violations
    assert {violation.quote for violation in violations} == {"Q."}


def test_a_path_of_several_steps_is_written_as_in_sparql(norvik: ResolvedDocument) -> None:
    other = Literal("2020-01-01", datatype=v.XSD_DATE)
    paths = {found.path for found in validate(changed(norvik, instead(v.ISSUED, other))).violations}
    assert "prov:wasDerivedFrom/dcterms:issued" in paths


def test_every_form_of_path_is_written_as_in_sparql() -> None:
    report = rdflib.Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <urn:e:> .
        e:r sh:resultPath ( [ sh:inversePath e:a ] [ sh:alternativePath ( e:b e:c ) ]
          [ sh:zeroOrMorePath e:d ] [ sh:oneOrMorePath e:f ] [ sh:zeroOrOnePath e:g ] ) .
        """,
        format="turtle",
    )
    path = report.value(rdflib.URIRef("urn:e:r"), rdflib.SH.resultPath)
    assert path is not None
    assert path_of(report, path) == "^urn:e:a/(urn:e:b|urn:e:c)/urn:e:d*/urn:e:f+/urn:e:g?"


def test_the_report_comes_in_one_order(norvik: ResolvedDocument) -> None:
    broken = changed(norvik, without(v.STATUS))
    first, second = validate(broken), validate(broken)
    assert first == second
    assert list(first.violations) == sorted(first.violations, key=lambda found: found.focus)


def test_a_closed_graph_cannot_be_checked() -> None:
    with Graph.create() as graph:
        pass
    with pytest.raises(StoreError, match="closed"):
        validate(graph)
