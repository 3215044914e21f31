"""Queries: the union is asked, values are never syntax, and refusals say why and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from graphkit.errors import GraphkitError, QueryError, StoreError, UnknownNameError
from graphkit.graph import Graph, run_named, run_query, to_table
from graphkit.queries import load_query, query_names

if TYPE_CHECKING:
    from pathlib import Path

GK = "PREFIX gk: <https://w3id.org/graphkit/ns#> "
SLOT = "SELECT ?x WHERE { VALUES ?x { UNDEF } }"


def rows(graph: Graph, sparql: str, **parameters: Literal | NamedNode) -> list[tuple[str, ...]]:
    """Return the solutions as sorted tuples of text."""
    table = to_table(run_query(graph, sparql, parameters))
    return sorted(tuple(str(cell) for cell in row) for row in table.rows)


def test_a_query_sees_the_union_of_all_documents(graph: Graph) -> None:
    found = rows(graph, GK + "SELECT (COUNT(?c) AS ?n) WHERE { ?c a gk:Claim }")
    assert found == [("8",)]


def test_the_prefixes_of_the_vocabulary_need_not_be_declared(graph: Graph) -> None:
    sparql = "SELECT ?l { ?s gk:isoCode 'JP' ; rdfs:label ?l }"
    assert rows(graph, sparql) == [("Japan",)]
    assert rows(graph, f"PREFIX rdfs: <urn:other:> {sparql}") == []


def test_a_query_can_name_one_document(graph: Graph) -> None:
    name = NamedNode("https://w3id.org/graphkit/id/document/corvane.txt")
    sparql = "SELECT (COUNT(?c) AS ?n) { VALUES ?g { UNDEF } GRAPH ?g { ?c a gk:Claim } }"
    assert rows(graph, GK + sparql, g=name) == [("3",)]


def test_a_triple_of_two_documents_is_found_once_with_distinct(graph: Graph) -> None:
    assert len(rows(graph, GK + "SELECT DISTINCT ?e { ?e a gk:Product }")) == 1


def test_plain_edges_are_current_claims_only(graph: Graph) -> None:
    assert rows(graph, GK + "SELECT ?s { ?s gk:operates|gk:partnersWith|gk:uses ?o }") == []
    assert len(rows(graph, GK + "SELECT ?s { ?s gk:suppliesTo ?o }")) == 1


def test_a_parameter_fills_each_of_its_places_and_no_other(graph: Graph) -> None:
    sparql = """SELECT ?x ?y ?z {
        VALUES ?x { UNDEF } { SELECT ?y { VALUES  $x {UNDEF}  BIND(?x AS ?y) } }
        VALUES ?z { UNDEF } }"""
    assert rows(graph, sparql, x=Literal("1")) == [("1", "1", "None")]


def test_a_parameter_that_is_left_out_is_unbound(graph: Graph) -> None:
    sparql = "SELECT ?b { VALUES ?x { UNDEF } BIND(BOUND(?x) AS ?b) }"
    assert rows(graph, sparql) == [("false",)]
    assert rows(graph, sparql, x=Literal("")) == [("true",)]


@pytest.mark.parametrize(
    "text",
    [
        '" } ; DROP ALL ; #',
        "' }",
        "VALUES ?x { UNDEF }",
        "\\u0022 }",
        "\\",
        "\n\r\t\x00",
        "} SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } {",
        "?x",
        "\U0001f600",
    ],
)
def test_no_value_becomes_syntax(text: str) -> None:
    assert rows(Graph.create(), SLOT, x=Literal(text)) == [(text,)]


@given(st.text(st.characters(codec="utf-8")))
def test_a_value_comes_out_as_it_went_in(text: str) -> None:
    answer = run_query(Graph.create(), SLOT, {"x": Literal(text)})
    assert isinstance(answer, QuerySolutions)
    assert [solution[Variable("x")] for solution in answer] == [Literal(text)]


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ("VALUES ?x { UNDEF }" AS ?y) { VALUES ?x { UNDEF } }',
        "SELECT ('VALUES ?x { UNDEF }' AS ?y) { VALUES ?x { UNDEF } }",
        'SELECT ("""VALUES ?x { UNDEF }""" AS ?y) { VALUES ?x { UNDEF } }',
        "SELECT ('''VALUES ?x { UNDEF }''' AS ?y) { VALUES ?x { UNDEF } }",
        "SELECT ('\\'VALUES ?x { UNDEF }' AS ?y) { VALUES ?x { UNDEF } }",
    ],
)
def test_what_looks_like_a_place_within_a_text_is_none(sparql: str) -> None:
    ((found,),) = rows(Graph.create(), sparql, x=Literal('" + ?y'))
    assert found.endswith("VALUES ?x { UNDEF }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?x { ?s ?p ?x }",
        "SELECT ?x { } # VALUES ?x { UNDEF }",
        "SELECT ?x { VALUES ?x { 1 } }",
        "SELECT ?x { VALUES ?xx { UNDEF } }",
    ],
)
def test_a_parameter_without_a_place_is_named(graph: Graph, sparql: str) -> None:
    with pytest.raises(QueryError, match=r"no place for the parameter 'x'; write VALUES \?x"):
        run_query(graph, sparql, {"x": Literal("1")})


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("", "line 1, column 1: '': a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT", "line 1, column 7: 'SELECT': it is wrong here or just before"),
        ("SELECT *\nWHERE {\n  ?s ?p ?o . FILTER(\n}", "line 4, column 2: '}': it is wrong"),
        ("SELECT * { ?s foo:p ?o }", r"line 1, column \d+: 'SELECT .*': Prefix not found; "),
        ("SELECT ?a { ?s ?p ?o } GROUP BY ?b", "SELECT contains a variable that is unbound"),
        ("SELECT * { ?s <rel> ?o }", "IRI parsing failed; correct"),
        ("SELECT * { } LIMIT 99999999999999999999999", "The query limit should be a non negative"),
        ("SELECT * { ?s ?p }", "line 1, column 19: 'SELECT .*'"),
        ("SELEKT * { ?s ?p ?o }", "line 1, column 1: 'SELEKT.*': a query begins with"),
        ("# customers\nPREFIX a: <urn:a#>\n  buys", "line 3, column 3: 'buys': a query begins"),
        ("PREFIX a: <urn:a#> SELECT", "line 1, column 26: .*wrong here or just before"),
        ("customers of Nvidia", "line 1, column 1: 'customers of Nvidia': a query begins"),
        ("SELECT * { ?s ?p 'ä\u2028' ' }", "line 1, column "),
    ],
)
def test_a_syntax_error_has_line_column_and_the_line(
    graph: Graph, sparql: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        graph.query(sparql)
    assert isinstance(caught.value, GraphkitError)
    assert isinstance(caught.value, ValueError)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert str(caught.value).endswith("; correct the query")


@pytest.mark.parametrize("values", ["", "?o"])
def test_a_function_that_does_not_exist_is_named(graph: Graph, values: str) -> None:
    with pytest.raises(QueryError, match=r"cannot be answered: .*<urn:f> is not supported"):
        to_table(graph.query(f"SELECT (<urn:f>({values}) AS ?x) {{ ?s ?p ?o }}"))


def test_of_a_long_line_the_part_around_the_error_is_shown(graph: Graph) -> None:
    sparql = f"SELECT * {{ {'?s ?p ?o . ' * 100} FILTER(!!!) {'?s ?p ?o . ' * 100} }}"
    with pytest.raises(QueryError) as caught:
        graph.query(sparql)
    shown = re.search(r"'(.*)': ", str(caught.value))
    assert shown is not None
    assert "FILTER(!!!)" in shown[1]
    assert len(shown[1]) <= 80


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "delete where { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
        "LOAD <http://127.0.0.1:1/a.ttl>",
        "CREATE GRAPH <urn:g>",
        "COPY <urn:g> TO <urn:h>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# a note\nPREFIX gk: <https://w3id.org/graphkit/ns#>\nBASE <urn:x> # why\nDROP ALL",
    ],
)
def test_an_update_is_refused_and_changes_nothing(graph: Graph, sparql: str) -> None:
    before = set(graph)
    with pytest.raises(QueryError, match="would change the graph, and a query only reads"):
        graph.query(sparql)
    assert set(graph) == before


# Nothing listens there. Without the refusal the error would be one of the network.
ELSEWHERE = "http://127.0.0.1:1/"


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"PREFIX e: <{ELSEWHERE}> SELECT * {{ SERVICE e:x{{ ?s ?p ?o }} }}",
        f"PREFIX : <{ELSEWHERE}> SELECT * {{SERVICE:x{{ ?s ?p ?o }} }}",
        f"ASK {{ {{ ?s ?p ?o }} UNION {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{ELSEWHERE}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?a ?b ?c FILTER(?a<'b>c') SERVICE <{ELSEWHERE}> {{ ?s ?p 'x' }} }}",
        f"SELECT * {{ ?s ?p 1SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\u0053ERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ #\rSERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
    ],
)
def test_a_query_that_calls_a_service_is_refused(graph: Graph, sparql: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|ERVICE"):
        graph.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s ?p 'cloud SERVICE' }",
        "PREFIX service: <urn:service:> SELECT * { ?s service:service <urn:service> }",
        "SELECT * { ?s ?p ?o } # SERVICE <urn:x> { }",
        'ASK { ?s ?p ?o FILTER(CONTAINS(STR(?o), "service")) }',
    ],
)
def test_the_word_alone_is_no_reason_to_refuse(graph: Graph, sparql: str) -> None:
    graph.query(sparql)


def test_no_shipped_query_calls_a_service() -> None:
    for name in query_names():
        run_query(Graph.create(), load_query(name).text)


def test_a_query_reads_no_file_and_no_address(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    for source in (f"file://{tmp_path}/a.ttl", ELSEWHERE):
        sparql = "SELECT * FROM <source> { ?s ?p ?o }".replace("source", source)
        assert rows(graph, sparql) == []


@pytest.mark.parametrize(
    ("clause", "number"),
    [
        ("", "8"),
        ("FROM <https://w3id.org/graphkit/id/document/corvane.txt>", "3"),
        ("from d:corvane.txt", "3"),
        ("FROM d:corvane.txt\nFROM d:wire\\/norvik\\%201.txt", "8"),
        ("FROM NAMED d:corvane.txt", "0"),
        ("# FROM d:corvane.txt\n", "8"),
    ],
)
def test_the_graphs_that_a_query_names_itself_are_asked(
    graph: Graph, clause: str, number: str
) -> None:
    prefix = f"PREFIX d: <https://w3id.org/graphkit/id/document/> {GK}"
    sparql = f"{prefix} SELECT (COUNT(?from) AS ?n) {clause} WHERE {{ ?from a gk:Claim }}"
    assert rows(graph, sparql) == [(number,)]


ARGUMENTS = {
    "text": "Norvik",
    "iri": "https://w3id.org/graphkit/id/claim/00",
    "number": "0.9",
    "date": "2026-05-07",
    "status": "current",
}


@pytest.mark.parametrize("name", query_names())
def test_every_named_query_runs_with_and_without_its_options(graph: Graph, name: str) -> None:
    parameters = load_query(name).parameters
    every = {p.name: ARGUMENTS[p.kind] for p in parameters}
    to_table(run_named(graph, name, every))
    to_table(run_named(graph, name, {p.name: every[p.name] for p in parameters if p.required}))


@pytest.mark.parametrize("name", query_names())
@pytest.mark.parametrize("meant", ["Norvik", "norvik AB", "Nobody", "https://example.org/none"])
def test_a_named_query_answers_in_steps_what_its_text_answers(
    graph: Graph, name: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (thing, *_) = graph.find("Norvik")
    for value in (meant, thing.iri):
        every = {p.name: value for p in load_query(name).parameters if p.kind == "text"}
        required = {p.name: ARGUMENTS[p.kind] for p in load_query(name).parameters if p.required}
        given = {k: v for k, v in (required | every).items() if k in {"name", "first", *required}}
        text = load_query(name).bind(given)
        assert to_table(run_named(graph, name, given)) == to_table(run_query(graph, text))
        with monkeypatch.context() as few:  # as if each name had too many claims to list them
            few.setattr("graphkit.queries.MOST", -1)
            assert to_table(run_named(graph, name, given)) == to_table(run_query(graph, text))


def test_what_a_name_means_is_found_before_its_claims_are_looked_for() -> None:
    asked: list[str] = []

    def ask(text: str) -> list[str]:
        asked.append(text)
        return ["https://example.org/a"]

    text = load_query("suppliers").stepwise({"name": "https://example.org/a"}, ask)
    assert len(asked) == 3  # by label, by IRI, and the claims
    assert "VALUES ?claim { <https://example.org/a> }" in text
    assert "?known" not in text
    assert load_query("suppliers").stepwise({"name": 'a"} {'}, ask).count("VALUES ?claim") == 3


def test_a_named_query_answers(graph: Graph) -> None:
    table = to_table(run_named(graph, "customers", {"name": "norvik cells gmbh"}))
    place = {column: index for index, column in enumerate(table.columns)}
    found = {(row[place["object"]], row[place["status"]]) for row in table.rows}
    assert found == {("Aldane Motors", "current"), ("Corvane", "denied")}


def test_a_value_with_the_word_service_is_a_value_like_others(graph: Graph) -> None:
    assert to_table(run_named(graph, "customers", {"name": "SERVICE <urn:x> {}"})).rows == ()


def test_a_named_query_without_a_required_parameter_names_it(graph: Graph) -> None:
    with pytest.raises(QueryError, match="query 'customers' needs the parameter 'name'"):
        run_named(graph, "customers", {"status": "current"})


def test_an_unknown_parameter_is_named_with_those_that_exist(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="'nam'; did you mean 'name'"):
        run_named(graph, "customers", {"nam": "Norvik"})


def test_an_unknown_query_is_named_with_those_that_exist(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="no query named 'custmers'; did you mean"):
        run_named(graph, "custmers", {})


def test_a_closed_graph_cannot_be_asked() -> None:
    with Graph.create() as graph:
        pass
    with pytest.raises(StoreError, match="closed"):
        graph.query("ASK { }")
