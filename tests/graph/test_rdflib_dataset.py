"""rdflib reads the same graph, without a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import QuerySolutions
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.query import ResultRow

from graphkit.graph import Graph, encode, to_bytes, to_table
from graphkit.graph.entities import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.model import ResolvedDocument

# rdflib 7.6 uses its own deprecated attribute inside Dataset.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset.default_context is deprecated:DeprecationWarning"
)

GK = rdflib.Namespace("https://w3id.org/graphkit/ns#")
ID = rdflib.Namespace("https://w3id.org/graphkit/id/")


def plain(row: Iterable[object]) -> tuple[str, ...]:
    """Return terms as text; rdflib takes "x" and "x"^^xsd:string for two terms."""
    return tuple(map(str, row))


QUERIES = [
    "SELECT ?s ?o { ?s gk:suppliesTo ?o }",
    "SELECT ?c ?q { ?c a gk:Claim ; gk:quote ?q ; gk:confidence ?n FILTER(?n >= 0.8) }",
    "SELECT ?status (COUNT(?c) AS ?n) { ?c gk:status ?status } GROUP BY ?status",
    "SELECT ?g (COUNT(?c) AS ?n) { GRAPH ?g { ?c a gk:Claim } } GROUP BY ?g",
    'SELECT ?s { ?s rdfs:label "Japan" }',
    "SELECT ?d { ?c gk:statedOn ?d FILTER(?d < '2027-01-01'^^xsd:date) }",
]
PREFIXES = """
PREFIX gk: <https://w3id.org/graphkit/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> """


@pytest.mark.parametrize("sparql", QUERIES)
def test_sparql_through_rdflib_answers_as_through_pyoxigraph(graph: Graph, sparql: str) -> None:
    found = graph.dataset.query(PREFIXES + sparql)
    answer = graph.query(PREFIXES + sparql)
    assert isinstance(answer, QuerySolutions)
    through_rdflib = sorted(plain(row) for row in found if isinstance(row, ResultRow))
    assert through_rdflib == sorted(tuple(cell.value for cell in row) for row in answer)
    assert through_rdflib


def test_the_default_graph_is_the_union(graph: Graph) -> None:
    triples = {quad.triple for quad in graph}
    assert len(set(graph.dataset.triples((None, None, None)))) == len(triples)


def test_properties_are_read_with_the_api_of_rdflib(graph: Graph) -> None:
    dataset = graph.dataset
    japan = ID["country/JP"]
    assert dataset.value(japan, GK.isoCode) == rdflib.Literal("JP", datatype=XSD.string)
    assert str(dataset.value(japan, RDFS.label)) == "Japan"
    assert set(dataset.objects(japan, RDF.type)) == {GK.Country}
    claims = set(dataset.subjects(RDF.type, GK.Claim))
    assert len(claims) == 8


def test_each_document_is_a_graph_of_the_dataset(graph: Graph) -> None:
    names = {str(part.identifier) for part in graph.dataset.graphs()}
    documents = {document.iri for document in graph.documents()}
    assert documents <= names
    part = graph.dataset.graph(ID["document/corvane.txt"])
    assert len(set(part.subjects(RDF.type, GK.Claim))) == 3


def test_a_plain_string_is_found_with_and_without_its_datatype(graph: Graph) -> None:
    for literal in (rdflib.Literal("Japan"), rdflib.Literal("Japan", datatype=XSD.string)):
        assert (ID["country/JP"], RDFS.label, literal) in graph.dataset


def test_what_rdflib_adds_the_graph_has(graph: Graph) -> None:
    part = graph.dataset.graph(rdflib.URIRef("urn:mine"))
    part.add((ID["company/corvane"], RDFS.seeAlso, rdflib.URIRef("https://example.org/c")))
    sparql = "SELECT ?o { ?s <http://www.w3.org/2000/01/rdf-schema#seeAlso> ?o }"
    assert to_table(graph.query(sparql)).rows == (("https://example.org/c",),)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("rdf-xml", "xml"), ("nquads", "nquads")],
)
def test_rdflib_reads_the_files_as_pyoxigraph_does(
    norvik: ResolvedDocument, ours: str, theirs: str
) -> None:
    found = rdflib.Dataset(default_union=True)
    found.parse(data=to_bytes(encode(norvik), ours), format=theirs)
    triples = {plain(triple) for triple in found.triples((None, None, None))}
    expected = {tuple(map(text_of, quad.triple)) for quad in encode(norvik)}
    assert triples == expected


def test_the_dataset_of_a_store_on_disk_is_that_store(
    tmp_path_factory: pytest.TempPathFactory, norvik: ResolvedDocument
) -> None:
    folder = tmp_path_factory.mktemp("rdflib") / "store"
    with Graph.create(folder) as graph:
        graph.add(encode(norvik))
    dataset = Graph.open(folder).dataset
    assert len(set(dataset.subjects(RDF.type, GK.Claim))) == 5
