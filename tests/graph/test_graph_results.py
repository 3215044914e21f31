"""Answers: the W3C formats to the byte, and rows for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from graphkit.errors import QueryError, UnknownNameError
from graphkit.graph import RESULT_FORMATS, Graph, Table, answer_bytes, to_table

if TYPE_CHECKING:
    from conftest import Golden

TERMS = """
PREFIX gk: <https://w3id.org/graphkit/ns#>
SELECT ?iri ?text ?number ?nothing {
  VALUES (?iri ?text ?number) {
    (gk:Claim "a, \\"b\\"\\n\\tc" 0.5)
    (<https://example.org/ä> "ä"@de 1)
    (UNDEF "" true)
  }
}"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "csv",
            (
                "iri,text,number,nothing\r\n"
                'https://w3id.org/graphkit/ns#Claim,"a, ""b""\n\tc",0.5,\r\n'
                "https://example.org/ä,ä,1,\r\n"
                ",,true,\r\n"
            ),
        ),
        (
            "tsv",
            (
                "?iri\t?text\t?number\t?nothing\n"
                '<https://w3id.org/graphkit/ns#Claim>\t"a, \\"b\\"\\n\\tc"\t0.5\t\n'
                '<https://example.org/ä>\t"ä"@de\t1\t\n'
                '\t""\ttrue\t\n'
            ),
        ),
    ],
)
def test_solutions_are_written_as_the_w3c_says(name: str, expected: str) -> None:
    assert answer_bytes(Graph.create().query(TERMS), name).decode() == expected


def test_json_says_what_each_term_is() -> None:
    written = json.loads(answer_bytes(Graph.create().query(TERMS), "json"))
    assert written["head"] == {"vars": ["iri", "text", "number", "nothing"]}
    first, second, third = written["results"]["bindings"]
    assert first["iri"] == {"type": "uri", "value": "https://w3id.org/graphkit/ns#Claim"}
    assert second["text"] == {"type": "literal", "value": "ä", "xml:lang": "de"}
    assert third == {
        "text": {"type": "literal", "value": ""},
        "number": {
            "type": "literal",
            "value": "true",
            "datatype": "http://www.w3.org/2001/XMLSchema#boolean",
        },
    }


@pytest.mark.parametrize("name", ["tsv", "json"])
def test_a_program_reads_back_what_was_answered(graph: Graph, name: str) -> None:
    sparql = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    again = parse_query_results(answer_bytes(graph.query(sparql), name), RESULT_FORMATS[name])
    expected = graph.query(sparql)
    assert isinstance(again, QuerySolutions)
    assert isinstance(expected, QuerySolutions)
    assert [tuple(row) for row in again] == [tuple(row) for row in expected]


@pytest.mark.parametrize("name", list(RESULT_FORMATS))
def test_no_solutions_still_have_a_head(name: str) -> None:
    written = answer_bytes(Graph.create().query("SELECT ?a ?b { ?a ?p ?b }"), name)
    assert len(written.splitlines()) == 1
    assert written.startswith((b"a,b", b"?a\t?b", b'{"head":{"vars":["a","b"]}'))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("csv", b"true"), ("tsv", b"true"), ("json", b'{"head":{},"boolean":true}')],
)
def test_a_yes_or_no_is_written(name: str, expected: bytes) -> None:
    assert answer_bytes(Graph.create().query("ASK { }"), name) == expected


def test_a_construct_is_turtle_in_one_order_whatever_is_asked_for(
    graph: Graph, golden: Golden
) -> None:
    sparql = """
    PREFIX gk: <https://w3id.org/graphkit/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    CONSTRUCT { ?s ?p ?o } { ?c gk:status gk:Denied ;
      rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"""
    written = {answer_bytes(graph.query(sparql), name) for name in RESULT_FORMATS}
    assert len(written) == 1
    golden("construct.ttl", written.pop())


def test_a_describe_is_turtle_too(graph: Graph) -> None:
    sparql = "DESCRIBE <https://w3id.org/graphkit/id/country/JP>"
    written = answer_bytes(graph.query(sparql), "csv")
    assert len(list(parse(written, RdfFormat.TURTLE))) == 4


def test_an_unknown_format_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match=r"no result format named 'xlsx'.*csv, json, tsv"):
        answer_bytes(Graph.create().query("ASK { }"), "xlsx")


def test_a_table_shows_short_iris_and_bare_text() -> None:
    assert to_table(Graph.create().query(TERMS)) == Table(
        ("iri", "text", "number", "nothing"),
        (
            ("gk:Claim", 'a, "b"\n\tc', "0.5", None),
            ("https://example.org/ä", "ä", "1", None),
            (None, "", "true", None),
        ),
    )


def test_a_table_shows_blank_nodes_too() -> None:
    ((cell,),) = to_table(Graph.create().query("SELECT ?a { BIND(BNODE() AS ?a) }")).rows
    assert cell is not None
    assert cell.startswith("_:")


@pytest.mark.parametrize(("sparql", "word"), [("ASK { }", "yes"), ("ASK { ?s ?p ?o }", "no")])
def test_a_yes_or_no_is_a_table_of_one_cell(sparql: str, word: str) -> None:
    assert to_table(Graph.create().query(sparql)) == Table(("answer",), ((word,),))


@pytest.mark.parametrize("sparql", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <urn:a>"])
def test_a_graph_is_no_table(sparql: str) -> None:
    with pytest.raises(QueryError, match="a graph and no table; write it as turtle"):
        to_table(Graph.create().query(sparql))


def test_the_formats_are_those_of_the_w3c() -> None:
    assert set(RESULT_FORMATS.values()) == {
        QueryResultsFormat.CSV,
        QueryResultsFormat.TSV,
        QueryResultsFormat.JSON,
    }
