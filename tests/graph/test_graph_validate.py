"""Validation: what encode writes conforms, and what is changed in it is found and named."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.errors import OptionError, StoreError
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
from graphkit.graph.growing import Writer
from graphkit.graph.history import Recorder
from graphkit.graph.shacl import Part, checker
from graphkit.graph.validate import path_of, violations
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


CHANGES = [
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
]


@pytest.mark.parametrize(("change", "path"), CHANGES)
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
        label="Norvik Cells GmbH gk:partnersWith Corvane",
        message=violation.message,
        path="gk:confidence",
        value="7",
        quote='Norvik is in talks with Corvane, which it calls "the best".',
        document="wire/norvik 1.txt",
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


Found = set[tuple[str, str | None, str | None, str]]


def by_pyshacl(graph: Graph) -> Found:
    """Return what pyshacl itself finds in the graph of one document."""
    copy = rdflib.Graph()
    copy.parse(data=b"".join(f"{quad.triple} .\n".encode() for quad in graph), format="nt")
    shapes = rdflib.Graph().parse(str(ontology.file("shapes.ttl")), format="turtle")
    report = pyshacl.validate(copy, shacl_graph=shapes)[1]
    assert isinstance(report, rdflib.Graph)
    return {
        (
            str(report.value(result, rdflib.SH.focusNode)),
            None
            if (p := report.value(result, rdflib.SH.resultPath)) is None
            else path_of(report, p),
            None if (o := report.value(result, rdflib.SH.value)) is None else str(o),
            str(report.value(result, rdflib.SH.resultMessage)),
        )
        for result in report.objects(None, rdflib.SH.result)
    }


@pytest.mark.parametrize(
    "change",
    [lambda quad: (quad,), without(v.RDF_TYPE), instead(v.RDF_PREDICATE, v.term("gk:affects"))]
    + [change for change, _ in CHANGES],
)
def test_the_same_is_found_as_by_pyshacl_itself(
    norvik: ResolvedDocument, change: Callable[[Quad], Iterable[Quad]]
) -> None:
    graph = changed(norvik, change)
    found = {(x.focus, x.path, x.value, x.message) for x in violations(graph)}
    assert found == by_pyshacl(graph)


def test_a_subclass_that_a_graph_states_counts_as_for_pyshacl(norvik: ResolvedDocument) -> None:
    graph = changed(norvik, instead(v.STATUS, v.term("gk:Rumoured")))
    sub, name = NamedNode("urn:sub"), next(iter(graph)).graph_name
    graph.add(
        [
            Quad(sub, v.term("rdfs:subClassOf"), v.CLAIM, name),
            Quad(NamedNode("urn:c"), v.RDF_TYPE, sub, name),
        ]
    )
    found = {(x.focus, x.path, x.value, x.message) for x in violations(graph)}
    assert found == by_pyshacl(graph)
    assert "urn:c" in {focus for focus, *_ in found}


def test_violations_come_one_by_one_and_documents_in_the_order_of_their_iris(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    graph = changed(norvik, without(v.QUOTE))
    graph.add(quad for quad in encode(corvane) if quad.predicate != v.QUOTE)
    done: list[object] = []
    stream = violations(graph, done=done.append)
    first = next(stream)
    assert (first.document, done) == ("corvane.txt", [])
    documents = [first.document, *(violation.document for violation in stream)]
    assert documents == sorted(documents, key=str)
    assert [str(name) for name in done][:2] == sorted(map(str, done[:2]))
    assert len(done) == 3


def test_more_processes_find_the_same_in_the_same_order(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    graph = changed(norvik, without(v.STATUS))
    graph.add(quad for quad in encode(corvane) if quad.predicate != v.SHA256)
    graph.add([Quad(BlankNode("b"), v.RDF_TYPE, v.CLAIM)])
    assert list(violations(graph, workers=2)) == list(violations(graph))
    assert list(islice(violations(graph, workers=2), 1)) == list(islice(violations(graph), 1))


def test_no_workers_check_nothing() -> None:
    with pytest.raises(OptionError, match="at least 1"):
        next(violations(Graph.create(), workers=0))


def test_what_belongs_to_a_claim_is_shown_with_its_sentence(norvik: ResolvedDocument) -> None:
    found = validate(changed(norvik, without(v.EXACT))).violations
    assert {x.quote for x in found} >= {
        "Norvik Cells GmbH ships battery cells to Aldane Motors of Japan."
    }
    assert {x.document for x in found} == {"wire/norvik 1.txt"}


def test_a_document_hides_nothing_that_is_wrong_in_another(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    graph = changed(norvik, lambda quad: (quad,))
    graph.add(q for q in encode(corvane) if q.object not in {v.term("gk:Company"), v.DOCUMENT})
    assert {x.focus for x in violations(graph)} >= {f"{ID}company/corvane"}


def test_the_log_is_checked_but_not_what_it_lists(norvik: ResolvedDocument) -> None:
    graph = Graph.create()
    recorder = Recorder(graph.store, ["news"], "fixed 1", base=ID)
    writer = Writer(graph, reader="fixed 1", base=ID, recorder=recorder)
    writer.write(norvik, {})
    writer.finish(prunes=False)
    assert validate(graph).conforms
    (number,) = graph.store.quads_for_pattern(None, v.term("gk:number"), None)
    graph.store.remove(number)
    (violation,) = validate(graph).violations
    assert (violation.focus, violation.path) == (str(number.subject)[1:-1], "gk:number")


def test_a_triple_that_is_said_of_a_triple_is_no_reason_to_stop(graph: Graph) -> None:
    said = next(iter(graph)).triple
    graph.add([Quad(NamedNode("urn:x"), v.QUOTE, said)])
    assert {x.focus for x in violations(graph)} == {"urn:x"}


def test_a_part_answers_as_rdflib_does(norvik: ResolvedDocument) -> None:
    text = b"".join(f"{quad.triple} .\n".encode() for quad in encode(norvik))
    plain = rdflib.Graph().parse(data=text, format="nt")
    part = Part(plain)
    s, p, o = min(plain)
    assert set(part) == set(plain)
    assert len(part) == len(plain)
    for mask in range(8):
        asked = (s if mask & 1 else None, p if mask & 2 else None, o if mask & 4 else None)
        assert set(part.triples(asked)) == set(plain.triples(asked)), mask
        assert (asked in part) == (asked in plain)
    assert (rdflib.URIRef("urn:x"), None, None) not in part
    assert checker() is checker()
