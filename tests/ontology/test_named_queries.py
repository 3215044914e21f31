"""The named queries as files: their parameters, and how values enter them."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from graphkit import ontology
from graphkit.errors import GraphkitError, QueryError, UnknownNameError
from graphkit.ontology import OntologyError
from graphkit.queries import Kind, NamedQuery, Parameter, load_query, parse_query, query_names

CLAIM_COLUMNS = {"status", "confidence", "quote", "document", "date", "claim"}
# these count claims, look at edges that have none, or tell what does not come from texts
WITHOUT_CLAIMS = {"edge-check", "entities", "known", "merged", "relations", "sources"}
EXAMPLES = {
    "text": "Norvik Cells",
    "iri": "https://w3id.org/graphkit/id/claim/01",
    "number": "0.5",
    "date": "2026-03-01",
    "status": "planned",
}
# what one might write to break out of a string, a block or the query
ATTACKS = (
    'Norvik" } DELETE { ?s ?p ?o } WHERE { ?s ?p ?o',
    '" } #',
    "\\",
    '\\"',
    "a\nb\r\tc",
    "} UNION { ?s ?p ?o }",
    "VALUES ?status { UNDEF }",
    "UNDEF",
    "?name",
    "\\1 \\g<name>",
    "'''",
    "",
    "\x00\x1f",
)
ANY = Parameter("name", "text", "any text", required=True)


def values(text: str, variable: str) -> list[str]:
    """Return what *variable* is bound to where *text* gives it a value, as SPARQL reads it."""
    store = pyoxigraph.Store()
    places = re.findall(rf"VALUES \?{variable} \{{ .* \}}", text)
    found = []
    for place in places:
        solutions = store.query(f"SELECT ?{variable} WHERE {{ {place} }}")
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        found += [solution[variable].value for solution in solutions]
    return found


def one_parameter(parameter: Parameter) -> NamedQuery:
    text = f"# A query.\nSELECT * WHERE {{\nVALUES ?{parameter.name} {{ UNDEF }}\n}}"
    return NamedQuery("one", "A query.", (parameter,), text)


@pytest.mark.parametrize("name", query_names())
def test_each_query_says_what_it_answers_in_one_sentence(name: str) -> None:
    query = load_query(name)
    assert query.name == name
    assert re.fullmatch(r"[A-Z][^.]*\.", query.description)


@pytest.mark.parametrize("name", query_names())
def test_each_query_is_sparql_1_1_with_and_without_values(name: str) -> None:
    query = load_query(name)
    prepareQuery(query.text)
    prepareQuery(query.bind({each.name: EXAMPLES[each.kind] for each in query.parameters}))


@pytest.mark.parametrize("name", query_names())
def test_each_query_orders_its_rows_down_to_an_iri_or_a_document(name: str) -> None:
    order = load_query(name).text.rstrip().rpartition("ORDER BY ")[2]
    assert "\n" not in order
    assert order.split()[-1] in {"?claim", "?o", "?entity", "?document"}


@pytest.mark.parametrize("name", sorted(set(query_names()) - WITHOUT_CLAIMS))
def test_each_row_of_a_claim_carries_its_evidence(name: str) -> None:
    solutions = pyoxigraph.Store().query(load_query(name).text)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert {variable.value for variable in solutions.variables} >= CLAIM_COLUMNS


@pytest.mark.parametrize("name", query_names())
def test_a_query_that_names_a_relation_names_those_that_imply_it(name: str) -> None:
    text = load_query(name).text
    for relation in ontology.load().relations.values():
        if relation.parent is not None and re.search(rf"gk:{relation.parent}\b", text):
            assert re.search(rf"gk:{relation.name}\b", text)


def test_the_lists_of_all_relations_and_of_all_types_are_complete() -> None:
    edges = re.findall(r"gk:([a-z]\w+)", load_query("edge-check").text)
    assert list(ontology.load().relations) == [name for name in edges if name != "status"]
    types = re.findall(r"gk:([A-Z]\w+)", load_query("entities").text)
    assert list(ontology.load().types) == types


@pytest.mark.parametrize("name", ["relations", "contradictions"])
def test_relations_in_both_directions_are_those_of_the_vocabulary(name: str) -> None:
    known = ontology.load().relations.values()
    symmetric = ", ".join(f"gk:{each.name}" for each in known if each.symmetric)
    lists = re.findall(r"IN \((gk:[^)]*)\)", load_query(name).text)
    assert lists
    assert set(lists) == {symmetric}


def test_a_value_is_written_wherever_its_parameter_stands() -> None:
    text = load_query("planned").bind({"name": "Norvik"})
    assert values(text, "name") == ["Norvik", "Norvik"]
    assert "VALUES ?status { UNDEF }" in text


def test_a_query_without_values_stays_as_it_is() -> None:
    assert load_query("planned").bind({}) == load_query("planned").text


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", ["suppliers", "between", "document", "planned"])
def test_no_text_becomes_syntax(name: str, attack: str) -> None:
    query = load_query(name)
    texts = [each.name for each in query.parameters if each.kind == "text"]
    bound = query.bind(dict.fromkeys(texts, attack))
    assert isinstance(pyoxigraph.Store().query(bound), pyoxigraph.QuerySolutions)
    for each in texts:
        assert set(values(bound, each)) == {attack}
    assert len(bound.splitlines()) == len(query.text.splitlines())


@given(st.text())
def test_any_text_is_read_back_as_it_was(value: str) -> None:
    assert values(one_parameter(ANY).bind({"name": value}), "name") == [value]


@given(st.text(), st.text())
def test_one_value_never_changes_another(first: str, second: str) -> None:
    bound = load_query("between").bind({"first": first, "second": second})
    assert values(bound, "first") == [first]
    assert values(bound, "second") == [second]


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("text", 'a "b"', '"a \\"b\\""'),
        ("iri", "https://example.org/a", "<https://example.org/a>"),
        ("number", "0.50", '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("number", "1e-3", '"0.001"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("date", "2026-03-01", '"2026-03-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("status", "denied", '"denied"'),
    ],
)
def test_a_value_becomes_a_term_of_its_kind(kind: Kind, value: str, term: str) -> None:
    assert Parameter("x", kind, "x", required=True).term(value) == term


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("text", "\ud800", "needs text in Unicode"),
        ("iri", "claim/01", "needs an absolute IRI"),
        ("iri", "https://example.org/> } #", "needs an absolute IRI"),
        ("iri", "", "needs an absolute IRI"),
        ("number", "a lot", "needs a number"),
        ("number", "nan", "needs a number"),
        ("number", "Infinity", "needs a number"),
        ("number", '0.5" }', "needs a number"),
        ("date", "yesterday", "needs a day"),
        ("date", "2026-02-30", "needs a day"),
        ("date", "", "needs a day"),
        ("status", "currnet", "did you mean 'current'"),
        ("status", "Current", "no status named"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(kind: Kind, value: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        one_parameter(Parameter("x", kind, "x", required=True)).bind({"x": value})


def test_a_missing_value_is_refused_with_what_it_means() -> None:
    with pytest.raises(QueryError, match=r"'suppliers' needs the parameter 'name' \(the customer"):
        load_query("suppliers").bind({"status": "current"})


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'name'") as caught:
        load_query("suppliers").bind({"nam": "Norvik"})
    assert caught.value.available == ("name", "status")


def test_an_unknown_query_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'suppliers'") as caught:
        load_query("supplier")
    assert caught.value.available == query_names()


def test_a_query_is_read_once() -> None:
    assert load_query("about") is load_query("about")


def test_there_are_names_enough() -> None:
    assert {"suppliers", "customers", "supply-network", "evidence"} <= set(query_names())
    assert list(query_names()) == sorted(query_names())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("SELECT * WHERE {}\n", id="no description"),
        pytest.param("# A query.\n# param name: the name\n", id="no kind"),
        pytest.param("# A query.\n# param name colour: it [required]\n", id="unknown kind"),
        pytest.param("# A query.\n# param name text: it\n", id="no need"),
        pytest.param("# A query.\n# param name text: it [maybe]\n", id="unknown need"),
        pytest.param("# A query.\n# param name text: it [required]\n", id="no place"),
        pytest.param("# A query.\nSELECT * { VALUES ?name { UNDEF } }\n", id="not described"),
    ],
)
def test_a_damaged_query_file_is_refused(text: str) -> None:
    with pytest.raises(OntologyError, match=r"some\.rq") as caught:
        parse_query("some", text, where="some.rq")
    assert isinstance(caught.value, GraphkitError)
