"""The named queries on a small graph whose answers are known.

The claims of ``data/chain.trig`` are numbered; most answers are given as the numbers of the claims
in the order of the rows. Every question is put twice: to the graph as it stands, one named graph
for each document and the union asked, and to the same triples in the default graph.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graphkit.ontology import GK
from graphkit.queries import load_query, query_names

if TYPE_CHECKING:
    from collections.abc import Iterable

CHAIN = Path(__file__).parent / "data" / "chain.trig"
ID = "https://w3id.org/graphkit/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
Row = dict[str, str | None]


def stored(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def chain() -> list[ox.Quad]:
    return list(ox.parse(path=CHAIN, format=ox.RdfFormat.TRIG))


@pytest.fixture(scope="module", params=["named graphs", "default graph"])
def store(request: pytest.FixtureRequest) -> ox.Store:
    """The small graph, once as TriG has it and once without graph names."""
    if request.param == "named graphs":
        return stored(chain())
    return stored(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in chain())


def ask(store: ox.Store, query: str, **arguments: str) -> list[Row]:
    text = load_query(query).bind(arguments)
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: None if solution[name] is None else solution[name].value for name in names}
        for solution in solutions
    ]


def claims(rows: list[Row]) -> str:
    """Return the numbers of the claims in *rows*, in order."""
    return " ".join(str(row["claim"]).removeprefix(f"{ID}claim/") for row in rows)


@pytest.mark.parametrize(
    ("query", "arguments", "numbers"),
    [
        ("about", {"name": "Tessaly Foundry"}, "24 04 03 12"),
        ("about", {"name": "Tessaly Foundry", "status": "current"}, "24 04 03"),
        ("about", {"name": "Tessaly"}, ""),
        ("amounts", {}, ""),  # see test_told_queries.py
        ("between", {"first": "Norvik", "second": "Aldane Motors"}, "16 01 19 10 05"),
        ("between", {"first": "Aldane Motors", "second": "Norvik"}, "16 01 19 10 05"),
        ("between", {"first": "Norvik", "second": "Norvik"}, ""),
        ("competitors", {"name": "Norvik"}, "20"),
        ("competitors", {"name": "Olmeda Power"}, "20"),
        ("contradictions", {}, "05 10"),
        ("contradictions", {"name": "Aldane Motors"}, "05 10"),
        ("contradictions", {"name": "Corvane"}, ""),
        ("customers", {"name": "Norvik"}, "01 19"),
        ("customers", {"name": "Tessaly Foundry"}, "03 12"),
        ("customers", {"name": "Olmeda Power", "status": "past"}, "18"),
        ("dependents", {"name": "graphite"}, "16 17"),
        ("dependents", {"name": "Norvik"}, "16"),
        ("depends-on", {"name": "Aldane Motors"}, "16 17"),
        ("depends-on", {"name": "Norvik"}, "17"),
        ("designers-of", {"name": "radio chips"}, "23"),
        ("document", {"document": "two.txt"}, "10 11 12 13 14 15 16 17"),
        ("document", {"document": "two.txt", "status": "denied"}, "10"),
        ("document", {"document": "TWO.TXT"}, ""),
        ("doubtful", {"maximum": "0.65"}, "19 11 24"),
        ("doubtful", {"maximum": "0.649"}, "19 11"),
        ("events", {}, "13"),
        ("events", {"name": "Lunde plant"}, "13"),
        ("events", {"name": "Scania"}, ""),
        ("exports", {}, "26"),
        ("exports", {"name": "Japan"}, "26"),
        ("kinds-of", {"name": "battery cells"}, "21 09 02 22 15"),
        ("known", {}, ""),  # see test_known_queries.py
        ("licences", {}, "24"),
        ("licences", {"name": "Norvik"}, ""),
        ("made-where", {"name": "battery cells"}, "07 09 06 08 22"),
        ("made-where", {"name": "radio chips"}, "04"),
        ("makers-of", {"name": "battery cells"}, "09"),
        ("merged", {}, ""),
        ("not-facts", {}, "10 12 18 27 05 11"),
        ("not-facts", {"name": "Norvik"}, "10 05"),
        ("not-facts", {"status": "current"}, ""),
        ("ownership", {"name": "Olmeda Power"}, "27"),
        ("partners", {"name": "Norvik"}, "10 05"),
        ("partners", {"name": "Aldane Motors", "status": "planned"}, "05"),
        ("planned", {}, "12 27 05"),
        ("planned", {"name": "Corvane"}, "12"),
        ("planned", {"status": "planned"}, "27 05"),
        ("restrictions", {}, "14"),
        ("restrictions", {"name": "graphite"}, "14"),
        ("restrictions", {"name": "Japan", "status": "planned"}, ""),
        ("said-by", {}, ""),
        ("sellers-of", {"name": "battery cells"}, "02"),
        ("sites", {"name": "Norvik"}, "07 25 06 08"),
        ("sites", {"name": "Corvane"}, ""),
        ("suppliers", {"name": "Aldane Motors"}, "01 19 11"),
        ("suppliers", {"name": "Aldane Motors", "status": "possible"}, "11"),
        ("suppliers", {"name": "Corvane"}, "03 12 18"),
        ("suppliers", {"name": "Norvik"}, ""),
        ("supply-network", {}, "19 01 03 12 18 11"),
        ("supply-network", {"since": "2026-03-02"}, "12 11"),
        ("supply-network", {"since": "2026-04-10"}, "12 11"),
        ("supply-network", {"minimum": "0.9"}, "01 03"),
        ("supply-network", {"minimum": "0.6", "status": "past"}, "18"),
        ("timeline", {"until": "2026-03-01"}, "07 09 06 05 02 01 08 04 03"),
        ("timeline", {"since": "2026-03-02"}, "16 10 14 17 11 12 15 13"),
        ("timeline", {"since": "2026-03-01", "until": "2026-04-09", "name": "Scania"}, "07 08"),
        ("timeline", {"since": "2026-04-11"}, ""),
        ("used-by", {"name": "battery cells"}, "21"),
        ("used-by", {"name": "graphite"}, "15"),
        ("uses-and-inputs", {"name": "battery cells"}, "15"),
        ("uses-and-inputs", {"name": "Aldane Motors"}, "21"),
        ("valid", {}, ""),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else None,
)
def test_a_query_answers_with_these_claims(
    store: ox.Store, query: str, arguments: dict[str, str], numbers: str
) -> None:
    assert claims(ask(store, query, **arguments)) == numbers


def test_every_named_query_is_asked_above_or_below() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{name}"' in text for name in query_names())


def test_a_row_says_who_what_how_sure_when_and_where(store: ox.Store) -> None:
    assert ask(store, "suppliers", name="Corvane")[0] == {
        "subject": "Tessaly Foundry",
        "relation": "manufacturesFor",
        "object": "Corvane",
        "status": "current",
        "confidence": "0.9",
        "date": "2026-03-01",
        "document": "wire/one.txt",
        "quote": "Tessaly Foundry makes radio chips for Corvane.",
        "claim": f"{ID}claim/03",
    }


def test_a_document_without_a_date_leaves_the_date_out(store: ox.Store) -> None:
    (row,) = ask(store, "designers-of", name="radio chips")
    assert row["date"] is None


@pytest.mark.parametrize(
    "name",
    ["Norvik Cells", "norvik cells", "NORVIK", "Norvik AB", f"{ID}company/norvik"],
    ids=["label", "other case", "other name", "label elsewhere", "IRI"],
)
def test_a_thing_is_found_by_each_of_its_names_and_by_its_iri(store: ox.Store, name: str) -> None:
    assert claims(ask(store, "customers", name=name)) == "01 19"


@pytest.mark.parametrize("name", ["Norv", "Norvik Cell", "%", ".*", f"{ID}company/NORVIK", ""])
def test_a_part_of_a_name_or_a_pattern_finds_nothing(store: ox.Store, name: str) -> None:
    assert ask(store, "about", name=name) == []


@pytest.mark.parametrize("attack", ['x" } UNION { ?s ?p ?o } #', "x\\", "VALUES ?status { UNDEF }"])
@pytest.mark.parametrize("query", ["about", "planned", "suppliers"])
def test_syntax_in_a_value_finds_nothing(store: ox.Store, query: str, attack: str) -> None:
    assert ask(store, query, name=attack) == []


def test_of_several_labels_the_first_in_code_points_is_shown(store: ox.Store) -> None:
    assert {row["subject"] for row in ask(store, "customers", name="Norvik")} == {"NORVIK AB"}


def test_the_goods_and_the_publisher_stand_beside_each_supply(store: ox.Store) -> None:
    rows = ask(store, "supply-network")
    assert [(row["goods"], row["publisher"]) for row in rows[:3]] == [
        (None, None),
        ("battery cells", "Example Wire"),
        ("radio chips", "Example Wire"),
    ]


def test_the_evidence_of_a_claim_leads_to_the_places_in_the_text(store: ox.Store) -> None:
    (row,) = ask(store, "evidence", claim=f"{ID}claim/01")
    quote = row["quote"]
    assert quote == "Norvik Cells supplies battery cells to Aldane Motors."
    assert (row["sentenceStart"], row["sentenceEnd"]) == ("0", str(len(quote)))
    for role in ("subject", "object"):
        start, end = int(str(row[f"{role}Start"])), int(str(row[f"{role}End"]))
        assert quote[start:end] == row[f"{role}Text"]
    assert row["subjectIri"] == f"{ID}company/norvik"
    assert row["documentIri"] == f"{ID}document/wire%2Fone.txt"
    assert (row["title"], row["publisher"]) == ("Cells for Aldane", "Example Wire")
    assert (row["url"], row["extractor"]) == ("https://example.org/one", "by hand 1")


@pytest.mark.parametrize("number", [f"{n:02}" for n in range(1, 28)])
def test_every_claim_has_its_evidence(store: ox.Store, number: str) -> None:
    assert claims(ask(store, "evidence", claim=f"{ID}claim/{number}")) == number


def test_an_unknown_claim_has_no_evidence(store: ox.Store) -> None:
    assert ask(store, "evidence", claim=f"{ID}claim/99") == []


def test_the_sources_come_latest_first_with_their_claims(store: ox.Store) -> None:
    rows = ask(store, "sources")
    assert [(row["document"], row["date"], row["claims"]) for row in rows] == [
        ("two.txt", "2026-04-10", "8"),
        ("wire/one.txt", "2026-03-01", "9"),
        ("three.txt", None, "10"),
    ]
    assert len(ask(store, "sources", since="2026-03-01")) == 2
    assert len(ask(store, "sources", since="2026-03-02")) == 1


def test_a_document_without_claims_is_a_source_too() -> None:
    quads = [quad for quad in chain() if "claim/" not in str(quad.subject)]
    assert {row["claims"] for row in ask(stored(quads), "sources")} == {"0"}


def test_each_relation_stands_once_with_its_claims_and_documents(store: ox.Store) -> None:
    rows = ask(store, "relations", name="Aldane Motors", relation="suppliesTo", status="current")
    assert rows == [
        {
            "subject": "NORVIK AB",
            "relation": "suppliesTo",
            "object": "Aldane Motors",
            "status": "current",
            "claims": "2",
            "documents": "2",
            "sources": "2",
            "confidence": "0.97",
            "first": "2026-03-01",
            "last": "2026-03-01",
        }
    ]
    assert sum(int(str(row["claims"])) for row in ask(store, "relations")) == 27


def test_a_relation_in_both_directions_is_one_relation(store: ox.Store) -> None:
    rows = ask(store, "relations", relation="partnersWith")
    assert {(row["subject"], row["object"]) for row in rows} == {("Aldane Motors", "NORVIK AB")}


def test_the_things_come_with_the_number_of_their_claims(store: ox.Store) -> None:
    rows = ask(store, "entities")
    assert (rows[0]["name"], rows[0]["type"], rows[0]["claims"]) == ("NORVIK AB", "Company", "11")
    assert len(rows) == 13
    assert sum(int(str(row["claims"])) for row in rows) == 2 * 27
    assert [row["name"] for row in ask(store, "entities", type="Country")] == ["Japan", "Sweden"]


def test_a_built_graph_has_no_edge_without_a_claim_nor_a_claim_without_its_edge(
    store: ox.Store,
) -> None:
    assert ask(store, "edge-check") == []


def edge(subject: str, relation: str, entity: str) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(ID + subject),
        ox.NamedNode(GK + relation),
        ox.NamedNode(ID + entity),
        ox.NamedNode(f"{ID}document/two.txt"),
    )


def test_an_edge_that_only_a_rumour_states_is_found() -> None:
    rumour = edge("company/olmeda-power", "suppliesTo", "company/aldane-motors")
    (row,) = ask(stored([*chain(), rumour]), "edge-check")
    assert (row["subject"], row["object"]) == ("Olmeda Power", "Aldane Motors")
    assert (row["problem"], row["claim"]) == ("edge without claim", None)


def test_a_fact_that_lost_its_edge_is_found() -> None:
    lost = edge("country/JP", "restricts", "material/graphite")
    (row,) = ask(stored(quad for quad in chain() if quad != lost), "edge-check")
    assert (row["problem"], row["claim"]) == ("claim without edge", f"{ID}claim/14")


def test_dependence_is_followed_through_facts_only() -> None:
    step = edge("company/aldane-motors", "dependsOn", "company/norvik")
    store = stored(quad for quad in chain() if quad != step)
    assert claims(ask(store, "depends-on", name="Aldane Motors")) == "16"


def test_a_circle_of_dependence_comes_to_an_end() -> None:
    circle = edge("material/graphite", "dependsOn", "company/aldane-motors")
    store = stored([*chain(), circle])
    assert claims(ask(store, "depends-on", name="Norvik")) == "16 17"


def test_labels_in_a_language_are_found_and_shown() -> None:
    label = ox.Quad(
        ox.NamedNode(f"{ID}company/corvane"), LABEL, ox.Literal("Корван", language="ru")
    )
    store = stored([*(quad for quad in chain() if quad.object != ox.Literal("Corvane")), label])
    assert ask(store, "customers", name="Tessaly Foundry")[0]["object"] == "Корван"
    assert claims(ask(store, "suppliers", name="корван")) == "03 12 18"


def test_a_thing_without_a_label_is_shown_by_its_iri() -> None:
    store = stored(quad for quad in chain() if quad.object != ox.Literal("Corvane"))
    assert {row["object"] for row in ask(store, "customers", name="Tessaly Foundry")} == {
        f"{ID}company/corvane"
    }


EVERY = {
    "name": "Norvik",
    "first": "Norvik",
    "second": "Aldane Motors",
    "maximum": "0.9",
    "document": "two.txt",
    "claim": f"{ID}claim/01",
}


@pytest.mark.parametrize("query", query_names())
def test_the_order_of_the_rows_does_not_depend_on_the_order_of_writing(query: str) -> None:
    parameters = load_query(query).parameters
    arguments = {each.name: EVERY[each.name] for each in parameters if each.required}
    forward, backward = stored(chain()), stored(reversed(chain()))
    assert ask(forward, query, **arguments) == ask(backward, query, **arguments)


@pytest.mark.parametrize(
    "query", ["suppliers", "planned", "contradictions", "relations", "supply-network", "made-where"]
)
def test_another_sparql_engine_gives_the_same_answer(query: str) -> None:
    parameters = load_query(query).parameters
    arguments = {each.name: EVERY[each.name] for each in parameters if each.required}
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in chain()]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    graph = Graph().parse(data=text.decode(), format="nt")
    found = [
        [None if value is None else str(value) for value in row]
        for row in graph.query(load_query(query).bind(arguments))
        if isinstance(row, tuple)
    ]
    assert found == [list(row.values()) for row in ask(stored(chain()), query, **arguments)]
