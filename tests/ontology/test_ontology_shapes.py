"""The SHACL shapes: what they let pass, and one by one what they find.

Each fault is made by a SPARQL update of the small graph, and the shapes that report it are named.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef

from graphkit import ontology

CHAIN = Path(__file__).parent / "data" / "chain.trig"
ID = "https://w3id.org/graphkit/id/"
SHAPES = "https://w3id.org/graphkit/shapes#"
PREFIXES = f"""\
BASE <{ID}>
PREFIX gk: <{ontology.GK}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
ONE = "<document/wire%2Fone.txt>"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes as a graph."""
    return Graph().parse(ontology.file("shapes.ttl"))


def chain() -> Graph:
    """Return the first document of the small graph, without the name of its graph."""
    graph = Graph()
    for quad in ox.parse(path=CHAIN, format=ox.RdfFormat.TRIG):
        if str(quad.graph_name).endswith("one.txt>"):
            line = f"{quad.subject} {quad.predicate} {quad.object} .\n"
            graph.parse(data=line, format="nt")
    return graph


def found(graph: Graph, shapes: Graph) -> set[str]:
    """Return the names of the shapes that *graph* violates, and check what they say."""
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    names = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        source, message = (
            report.value(result, SH.sourceShape),
            report.value(result, SH.resultMessage),
        )
        assert str(source).startswith(SHAPES), "a result has no named shape"
        assert str(message).endswith("."), "a result has no message of ours"
        names.add(str(source).removeprefix(SHAPES))
    assert conforms is not bool(names)
    return names


def test_a_graph_that_follows_the_model_conforms(shapes: Graph) -> None:
    assert found(chain(), shapes) == set()


def test_named_graphs_in_a_store_conform_as_a_whole(shapes: Graph) -> None:
    store = ox.Store()
    store.load(path=CHAIN, format=ox.RdfFormat.TRIG)
    # pyshacl takes a store, but its annotation does not say so
    assert pyshacl.validate(store, shacl_graph=shapes)[0]  # type: ignore[arg-type]


def test_the_vocabulary_beside_the_graph_changes_nothing(shapes: Graph) -> None:
    for name in ("supply-chain.ttl", "alignments.ttl"):
        beside = Graph().parse(ontology.file(name))
        assert pyshacl.validate(chain(), shacl_graph=shapes, ont_graph=beside)[0]


def test_the_vocabulary_itself_conforms(shapes: Graph) -> None:
    assert found(Graph().parse(ontology.file("supply-chain.ttl")), shapes) == set()


def test_an_empty_graph_conforms(shapes: Graph) -> None:
    assert found(Graph(), shapes) == set()


def test_the_shapes_are_well_formed(shapes: Graph) -> None:
    assert pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)[0]


def test_the_shapes_are_shacl_core(shapes: Graph) -> None:
    beyond = {SH.sparql, SH.rule, SH.target, SH.js, SH.expression, SH.SPARQLTarget}
    assert not beyond & (set(shapes.predicates()) | set(shapes.objects()))


def test_every_shape_has_a_target_and_one_message(shapes: Graph) -> None:
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    assert named
    for shape in named:
        assert isinstance(shape, URIRef)
        assert any((shape, target, None) in shapes for target in targets), shape
        assert len(list(shapes.objects(shape, SH.message))) == 1, shape


def test_more_types_from_elsewhere_are_no_fault(shapes: Graph) -> None:
    graph = chain()
    graph.update(
        PREFIXES + "INSERT DATA { <company/norvik> a <https://schema.org/Corporation>, gk:Entity }"
    )
    assert found(graph, shapes) == set()


def replaced(node: str, path: str, value: str) -> str:
    """Return an update that gives *node* one *value* in place of all."""
    return f"DELETE WHERE {{ {node} {path} ?old }} ; INSERT DATA {{ {node} {path} {value} }}"


def removed(node: str, path: str) -> str:
    return f"DELETE WHERE {{ {node} {path} ?old }}"


def added(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


CLAIM = "<claim/01>"
SENTENCE = "<document/wire%2Fone.txt#char=0,53>"
MENTION = "<document/wire%2Fone.txt#char=0,12>"
OTHER_MENTION = "<document/wire%2Fone.txt#char=39,52>"
NORVIK, CELLS, SWEDEN = "<company/norvik>", "<product/battery-cells>", "<country/SE>"

FAULTS = [
    # claims
    ("claim without its type", removed(CLAIM, "a"), "Claim"),
    ("claim without subject", removed(CLAIM, "rdf:subject"), "claim-subject claim-subject-meant"),
    ("claim without object", removed(CLAIM, "rdf:object"), "claim-object claim-object-meant"),
    (
        "claim with two subjects",
        added(f"{CLAIM} rdf:subject <company/corvane>"),
        "claim-subject claim-subject-meant",
    ),
    (
        "claim about a literal",
        replaced(CLAIM, "rdf:object", '"Aldane Motors"'),
        "claim-object claim-object-meant entity-type",
    ),
    ("claim without predicate", removed(CLAIM, "rdf:predicate"), "claim-predicate"),
    (
        "claim with two predicates",
        added(f"{CLAIM} rdf:predicate gk:partnersWith"),
        "claim-predicate",
    ),
    (
        "claim of an unknown relation",
        replaced(CLAIM, "rdf:predicate", "gk:sellsTo"),
        "claim-predicate Company-subject Company-object",
    ),
    ("claim without status", removed(CLAIM, "gk:status"), "claim-status"),
    ("claim with two statuses", added(f"{CLAIM} gk:status gk:Denied"), "claim-status"),
    ("claim of an unknown status", replaced(CLAIM, "gk:status", "gk:Rumoured"), "claim-status"),
    ("status as text", replaced(CLAIM, "gk:status", '"current"'), "claim-status"),
    ("claim without confidence", removed(CLAIM, "gk:confidence"), "claim-confidence"),
    ("confidence above one", replaced(CLAIM, "gk:confidence", "1.01"), "claim-confidence"),
    (
        "confidence below zero",
        replaced(CLAIM, "gk:confidence", '"-0.1"^^xsd:decimal'),
        "claim-confidence",
    ),
    ("confidence as a double", replaced(CLAIM, "gk:confidence", "9.7e-1"), "claim-confidence"),
    ("two confidences", added(f"{CLAIM} gk:confidence 0.5"), "claim-confidence"),
    ("claim without quote", removed(CLAIM, "gk:quote"), "claim-quote"),
    ("empty quote", replaced(CLAIM, "gk:quote", '""'), "claim-quote"),
    ("quote in a language", replaced(CLAIM, "gk:quote", '"Norvik"@en'), "claim-quote"),
    (
        "claim without document",
        removed(CLAIM, "prov:wasDerivedFrom"),
        "claim-wasDerivedFrom claim-date",
    ),
    (
        "claim from something else",
        replaced(CLAIM, "prov:wasDerivedFrom", SENTENCE),
        "claim-wasDerivedFrom claim-date",
    ),
    ("claim without sentence", removed(CLAIM, "gk:sentence"), "claim-sentence"),
    ("mention as sentence", replaced(CLAIM, "gk:sentence", MENTION), "claim-sentence"),
    (
        "claim without subject mention",
        removed(CLAIM, "gk:subjectMention"),
        "claim-subjectMention claim-subject-meant",
    ),
    (
        "claim without object mention",
        removed(CLAIM, "gk:objectMention"),
        "claim-objectMention claim-object-meant",
    ),
    (
        "mention of something else",
        replaced(CLAIM, "gk:subjectMention", OTHER_MENTION),
        "claim-subject-meant",
    ),
    ("claim without the date of its document", removed(CLAIM, "gk:statedOn"), "claim-date"),
    (
        "claim with another date",
        replaced(CLAIM, "gk:statedOn", '"2026-03-02"^^xsd:date'),
        "claim-date",
    ),
    (
        "date as text",
        replaced(CLAIM, "gk:statedOn", '"2026-03-01"'),
        "claim-statedOn claim-date",
    ),
    # documents
    ("document without identifier", removed(ONE, "dcterms:identifier"), "document-identifier"),
    (
        "document with two identifiers",
        added(f'{ONE} dcterms:identifier "x"'),
        "document-identifier",
    ),
    ("document without hash", removed(ONE, "gk:sha256"), "document-sha256"),
    ("hash in capitals", replaced(ONE, "gk:sha256", f'"{"A" * 64}"'), "document-sha256"),
    ("short hash", replaced(ONE, "gk:sha256", '"abc"'), "document-sha256"),
    ("document without extractor", removed(ONE, "gk:extractor"), "document-extractor"),
    ("document with two titles", added(f'{ONE} dcterms:title "x"'), "document-title"),
    ("title as IRI", replaced(ONE, "dcterms:title", "<x>"), "document-title"),
    ("two publishers", added(f'{ONE} dcterms:publisher "x"'), "document-publisher"),
    (
        "day as text",
        replaced(ONE, "dcterms:issued", '"2026-03-01"'),
        "document-issued claim-date",
    ),
    ("address as text", replaced(ONE, "dcterms:source", '"https://a.b"'), "document-source"),
    (
        "document that is no prov:Entity",
        f"DELETE DATA {{ {ONE} a prov:Entity }}",
        "Document",
    ),
    # sentences and mentions
    ("sentence without start", removed(SENTENCE, "oa:start"), "position-start"),
    ("sentence without end", removed(SENTENCE, "oa:end"), "position-end"),
    ("end before start", replaced(MENTION, "oa:start", "99"), "position-order"),
    ("end at start", replaced(MENTION, "oa:start", "12"), "position-order"),
    ("start below zero", replaced(MENTION, "oa:start", "-1"), "position-start"),
    ("half a position", replaced(MENTION, "oa:end", "12.5"), "position-end"),
    (
        "position as text",
        replaced(MENTION, "oa:start", '"0"'),
        "position-start position-order",
    ),
    (
        "sentence that is no selector",
        f"DELETE DATA {{ {SENTENCE} a oa:TextPositionSelector }}",
        "Position",
    ),
    ("mention without text", removed(MENTION, "oa:exact"), "mention-exact"),
    (
        "mention of nothing",
        removed(MENTION, "gk:refersTo"),
        "mention-refersTo claim-subject-meant",
    ),
    (
        "mention of two things",
        added(f"{MENTION} gk:refersTo <company/corvane>"),
        "mention-refersTo claim-subject-meant",
    ),
    ("unsure mention", replaced(MENTION, "gk:confidence", "2.0"), "mention-confidence"),
    ("mention without document", removed(MENTION, "prov:wasDerivedFrom"), "mention-wasDerivedFrom"),
    (
        "mention without its type",
        f"DELETE DATA {{ {MENTION} a gk:Mention }}",
        "Mention claim-subjectMention",
    ),
    # entities
    ("thing of two types", added(f"{SWEDEN} a gk:Product"), "entity-type Product-object"),
    ("thing without label", removed(CELLS, "rdfs:label"), "entity-label"),
    ("thing with an empty label", added(f'{CELLS} rdfs:label ""'), "entity-label"),
    ("other name that is a thing", added(f"{CELLS} skos:altLabel <x>"), "entity-altLabel"),
    ("code in small letters", replaced(SWEDEN, "gk:isoCode", '"se"'), "entity-isoCode"),
    ("code of three letters", replaced(SWEDEN, "gk:isoCode", '"SWE"'), "entity-isoCode"),
    ("two codes", added(f'{SWEDEN} gk:isoCode "NO"'), "entity-isoCode"),
    ("company with a code", added(f'{NORVIK} gk:isoCode "NO"'), "IsoCode"),
    ("same as a text", added(f'{SWEDEN} owl:sameAs "Q34"'), "entity-sameAs"),
    (
        "thing without a type",
        removed("<company/corvane>", "a"),
        "entity-type manufacturesFor-object",
    ),
    # signatures
    (
        "edge from the wrong type",
        added(f"{SWEDEN} gk:competesWith {NORVIK}"),
        "competesWith-subject",
    ),
    ("edge to the wrong type", added(f"{NORVIK} gk:competesWith {SWEDEN}"), "competesWith-object"),
    ("edge to a text", added(f'{NORVIK} gk:suppliesTo "Aldane"'), "entity-type suppliesTo-object"),
    (
        "claim from and to the wrong types",
        replaced(CLAIM, "rdf:predicate", "gk:locatedIn"),
        "Company-subject Company-object",
    ),
    (
        "claim whose subject may only be an object",
        replaced("<claim/08>", "rdf:predicate", "gk:affects"),
        "Place-subject",
    ),
    (
        "claim of something that is the object of none",
        f"{replaced(SWEDEN, 'a', 'gk:Event')} ; {removed(SWEDEN, 'gk:isoCode')}",
        "Event-object locatedIn-object",
    ),
]


@pytest.mark.parametrize(
    ("update", "expected"),
    [pytest.param(update, expected, id=name) for name, update, expected in FAULTS],
)
def test_each_fault_is_found_and_named(shapes: Graph, update: str, expected: str) -> None:
    graph = chain()
    graph.update(PREFIXES + update)
    assert found(graph, shapes) == set(expected.split())


@pytest.mark.parametrize("relation", ontology.load().relations)
def test_a_claim_and_an_edge_are_let_pass_exactly_where_the_vocabulary_allows(
    shapes: Graph, relation: str
) -> None:
    known = ontology.load()
    graph = Graph()
    wanted: set[tuple[str, str]] = set()
    for number, name in enumerate(known.types):
        graph.update(
            PREFIXES + f'INSERT DATA {{ <a/{name}> a gk:{name} ; rdfs:label "a" ; '
            f"gk:{relation} <a/{name}> . <c/{number}> rdf:subject <b/{name}> ; "
            f"rdf:predicate gk:{relation} ; rdf:object <b/{name}> . "
            f'<b/{name}> a gk:{name} ; rdfs:label "b" }}'
        )
        for end, types in (
            ("subject", known.relation(relation).domain),
            ("object", known.relation(relation).range),
        ):
            if name not in types:
                wanted |= {(f"{relation}-{end}", f"a/{name}"), (f"{name}-{end}", f"b/{name}")}
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    results = {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            str(report.value(result, SH.focusNode)).removeprefix(ID),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert {(shape, node) for shape, node in results if shape != "Claim"} == wanted


def test_a_blank_node_is_no_claim(shapes: Graph) -> None:
    graph = chain()
    graph.update(PREFIXES + "INSERT DATA { [] a gk:Claim }")
    assert "Claim" in found(graph, shapes)


def test_hundreds_of_claims_are_checked_in_seconds(shapes: Graph) -> None:
    graph = Graph()
    text = chain().serialize(format="nt")
    # 50 documents of 9 claims each, about the same things
    for number in range(50):
        copy = text.replace("one.txt", f"{number}.txt").replace("/claim/", f"/claim/{number}-")
        graph.parse(data=copy, format="nt")
    start = process_time()
    assert pyshacl.validate(graph, shacl_graph=shapes, inplace=True)[0]
    # it takes about 0.3 s; the rest is for busy machines
    assert process_time() - start < 3
