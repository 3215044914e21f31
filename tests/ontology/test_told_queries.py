"""The named queries on who says a claim, for when and how much, on the small graph of the others.

Nothing but the qualifiers of ``data/told.ru`` is added to ``data/chain.trig``.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graphkit.queries import load_query

DATA = Path(__file__).parent / "data"
CLAIM = "https://w3id.org/graphkit/id/claim/"
ASKED = [
    ("said-by", {}, "01 02"),
    ("said-by", {"name": "Norvik"}, "01 02"),
    ("said-by", {"name": "norvik cells"}, "01"),
    ("said-by", {"name": "people close"}, "02"),
    ("said-by", {"name": "Aldane Motors"}, ""),
    ("said-by", {"kind": "anonymous"}, "02"),
    ("said-by", {"kind": "nobody"}, ""),
    ("said-by", {"status": "planned"}, ""),
    ("valid", {}, "09 01 02 05"),
    ("valid", {"since": "2024-01-01"}, "01 05"),
    ("valid", {"until": "2018-12-31"}, "09"),
    ("valid", {"since": "2019-01-01", "until": "2019-12-31"}, "01"),
    ("valid", {"since": "2022-06-01", "until": "2022-06-01"}, "01 02"),
    ("valid", {"since": "2023-12-31", "until": "2023-12-31"}, "01 02"),
    ("valid", {"since": "2030-01-01", "until": "2030-12-31"}, "01 05"),
    ("valid", {"name": "battery cells"}, "09 02"),
    ("valid", {"status": "planned"}, "05"),
    ("amounts", {}, "02 02 01"),
    ("amounts", {"kind": "money"}, "02"),
    ("amounts", {"kind": "weight"}, ""),
    ("amounts", {"name": "Aldane Motors"}, "01"),
    ("amounts", {"status": "denied"}, ""),
]


def stored(*, named: bool) -> ox.Store:
    """Return the small graph, with named graphs or all in one, and the qualifiers beside it."""
    store = ox.Store()
    for quad in ox.parse(path=DATA / "chain.trig", format=ox.RdfFormat.TRIG):
        store.add(quad if named else ox.Quad(quad.subject, quad.predicate, quad.object))
    store.update((DATA / "told.ru").read_text(encoding="utf-8"))
    return store


def ask(store: ox.Store, query: str, arguments: dict[str, str]) -> list[dict[str, str | None]]:
    text = load_query(query).bind(arguments)
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{n: None if row[n] is None else row[n].value for n in names} for row in solutions]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("query", "arguments", "numbers"), ASKED)
def test_a_query_answers_with_these_claims(
    query: str, arguments: dict[str, str], numbers: str, *, named: bool
) -> None:
    rows = ask(stored(named=named), query, arguments)
    assert " ".join(str(row["claim"]).removeprefix(CLAIM) for row in rows) == numbers


def test_a_speaker_of_no_kind_is_found_too() -> None:
    store = stored(named=True)
    store.update(
        "DELETE WHERE { GRAPH ?g { "
        f"<{CLAIM}01> <https://w3id.org/graphkit/ns#speakerKind> ?kind }} }}"
    )
    store.update(f"DELETE WHERE {{ <{CLAIM}01> <https://w3id.org/graphkit/ns#speakerKind> ?kind }}")
    assert len(ask(store, "said-by", {})) == len(ask(stored(named=True), "said-by", {}))
    assert len(ask(store, "said-by", {"kind": "unknown"})) == 1


def test_an_amount_comes_with_its_number_its_unit_and_its_words() -> None:
    (row,) = ask(stored(named=True), "amounts", {"kind": "quantity"})
    assert (row["amount"], row["value"], row["upper"]) == ("about 5 to 7 GWh a year", "5", "7")
    assert (row["unit"], row["per"], row["currency"]) == ("gigawatt-hour", "year", None)


def test_a_time_comes_with_its_days_and_its_words() -> None:
    (row,) = ask(stored(named=True), "valid", {"status": "planned"})
    assert (row["time"], row["from"], row["to"]) == ("by the end of 2027", "2027-12-31", None)


@pytest.mark.parametrize("query", ["said-by", "valid", "amounts"])
def test_another_sparql_engine_gives_the_same_answer(query: str) -> None:
    store = stored(named=False)
    text = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    graph = Graph().parse(data=text.decode(), format="nt")
    found = [
        [None if value is None else str(value) for value in row]
        for row in graph.query(load_query(query).text)
        if isinstance(row, tuple)
    ]
    assert found == [list(row.values()) for row in ask(store, query, {})]
