"""The named queries on what registers know, on kinds of goods, and on what was decided to be one.

What registers know of the small graph ``data/chain.trig`` stands in ``data/known.ru``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from graphkit.errors import QueryError, UnknownNameError
from graphkit.queries import load_query

if TYPE_CHECKING:
    from collections.abc import Iterable

# rdflib 7.6 uses its own deprecated names inside Dataset.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset.(default_context|contexts) is deprecated:DeprecationWarning"
)

DATA = Path(__file__).parent / "data"
ID = "https://w3id.org/graphkit/id/"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
GK = "https://w3id.org/graphkit/ns#"
NORVIK = f"{ID}company/norvik"
IDENTIFIERS = (
    "erp:4711; isin:SE0000000018; isin:SE0000000026; lei:549300EXAMPLE0000018; ticker:XSTO:NORV"
)
ASKED = [
    ("batteries", "", "21 09 02 22 15"),
    ("BATTERIES", "", "21 09 02 22 15"),
    (f"{ID}product/batteries", "", "21 09 02 22 15"),
    ("battery cells", "", "21 09 02 22 15"),
    ("electric goods", "", "21 23 09 02 04 22 15"),
    ("radio chips", "", "23 04"),
    ("graphite", "", "14 17 15"),
    ("electric goods", "current", "21 23 09 02 04 22 15"),
    ("electric goods", "planned", ""),
    ("electric", "", ""),
    ("Norvik", "", ""),
    ("Sweden", "", ""),
]
LINKED = [
    ("norvik cells", "norvik"),
    ("NORVIK AB", "norvik"),
    (NORVIK, "norvik"),
    (f"{ID}company/norvik-ab", "norvik"),
    ("Corvane", "corvane"),
    ("battery cells", "battery-cells"),
    ("batteries", ""),
    ("Aldane Motors", ""),
    ("Norvik Cells A", ""),
    (".*", ""),
    ('x" } UNION { ?s ?p ?o } #', ""),
]


def quads(*, named: bool) -> list[ox.Quad]:
    """Return the small graph and what is known of it, with named graphs or all in one."""
    store = ox.Store()
    store.load(path=DATA / "chain.trig", format=ox.RdfFormat.TRIG)
    store.update((DATA / "known.ru").read_text(encoding="utf-8"))
    found = set(store) if named else {ox.Quad(q.subject, q.predicate, q.object) for q in store}
    return sorted(found, key=str)


def stored(found: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    for quad in found:  # one by one, in this order
        store.add(quad)
    return store


def ask(store: ox.Store, query: str, **arguments: str) -> list[dict[str, str | None]]:
    text = load_query(query).bind(arguments)
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{n: None if row[n] is None else row[n].value for n in names} for row in solutions]


@pytest.fixture(scope="module", params=["named graphs", "default graph"])
def store(request: pytest.FixtureRequest) -> ox.Store:
    """The small graph, once with a graph for each document and once without."""
    return stored(quads(named=request.param == "named graphs"))


def test_each_thing_of_a_register_has_one_row_however_many_graphs_link_it(store: ox.Store) -> None:
    rows = ask(store, "known")
    assert [(row["name"], row["type"], row["confidence"]) for row in rows] == [
        ("Corvane", "Company", "0.9"),
        ("NORVIK AB", "Company", "0.98"),
        ("Scania", "Place", "1"),
        ("battery cells", "Product", "1"),
    ]


def test_the_identifiers_of_all_graphs_are_joined_each_once_in_one_order(store: ox.Store) -> None:
    assert [row["identifiers"] for row in ask(store, "known")] == [
        None,
        IDENTIFIERS,
        "geonames:3337385",
        "hs:850760",
    ]


@pytest.mark.parametrize(("name", "key"), LINKED)
def test_what_is_known_is_found_by_names_and_by_iris_old_and_new(
    store: ox.Store, name: str, key: str
) -> None:
    rows = ask(store, "known", name=name)
    assert " ".join(str(row["entity"]).rpartition("/")[2] for row in rows) == key


def test_register_name_country_and_evidence_are_those_of_the_surest_link() -> None:
    (row,) = ask(stored(quads(named=True)), "known", name="Norvik")
    assert row == {
        "name": "NORVIK AB",
        "type": "Company",
        "registeredName": "Norvik Cells AB",
        "register": "graphkit",
        "country": "SE",
        "identifiers": IDENTIFIERS,
        "evidence": "legal name",
        "confidence": "0.98",
        "entity": NORVIK,
    }


def test_of_equally_sure_links_the_first_by_its_words_is_shown() -> None:
    (row,) = ask(stored(quads(named=True)), "known", name="Corvane")
    assert (row["evidence"], row["country"]) == ("brand", None)


def test_without_named_graphs_the_words_of_all_links_are_shown() -> None:
    (row,) = ask(stored(quads(named=False)), "known", name="Norvik")
    assert (row["register"], row["country"]) == ("a-list.csv; graphkit", "NO; SE")
    assert (row["registeredName"], row["evidence"]) == (
        "Norvik; Norvik Cells AB",
        "acronym; legal name",
    )


def test_a_sure_link_outside_the_named_graphs_is_shown_too() -> None:
    store = stored(quads(named=True))
    store.update(f"INSERT DATA {{ <{NORVIK}> <{GK}linkConfidence> 0.99 }}")
    (row,) = ask(store, "known", name="Norvik")
    assert (row["confidence"], row["evidence"]) == ("0.99", "acronym; legal name")


def test_a_known_thing_without_a_label_is_shown_by_its_iri() -> None:
    store = stored(q for q in quads(named=True) if q.predicate != LABEL)
    assert NORVIK in [row["name"] for row in ask(store, "known")]


@pytest.mark.parametrize(("name", "status", "numbers"), ASKED)
def test_the_claims_of_a_good_are_those_of_its_narrower_kinds_too(
    store: ox.Store, name: str, status: str, numbers: str
) -> None:
    arguments = {"name": name, "status": status} if status else {"name": name}
    rows = ask(store, "kinds-of", **arguments)
    assert " ".join(str(row["claim"]).removeprefix(f"{ID}claim/") for row in rows) == numbers


def test_a_kind_has_the_columns_of_other_claims(store: ox.Store) -> None:
    broad, narrow = (ask(store, "kinds-of", name=name)[0] for name in ("batteries", "graphite"))
    assert broad.keys() == narrow.keys() == ask(store, "about", name="graphite")[0].keys()


def test_a_circle_of_kinds_comes_to_an_end() -> None:
    store = stored(quads(named=True))
    broader = "http://www.w3.org/2004/02/skos/core#broader"
    store.update(
        f"INSERT DATA {{ <{ID}product/electric-goods> <{broader}> <{ID}product/battery-cells> }}"
    )
    assert ask(store, "kinds-of", name="batteries") == ask(store, "kinds-of", name="electric goods")


def test_each_replaced_iri_comes_once_with_what_has_taken_its_place(store: ox.Store) -> None:
    rows = [[row[n] for n in ("replaced", "names", "name", "type")] for row in ask(store, "merged")]
    assert rows == [
        [f"{ID}company/norvik-ab", None, "NORVIK AB", "Company"],
        [f"{ID}company/tessaly", "TF; Tessaly", "Tessaly Foundry", "Company"],
        [f"{ID}company/gone", None, f"{ID}company/nameless", None],
    ]
    assert ask(store, "merged")[0]["entity"] == NORVIK


@pytest.mark.parametrize("query", ["known", "merged"])
def test_a_graph_without_links_or_decisions_gives_no_rows(query: str) -> None:
    store = ox.Store()
    store.load(path=DATA / "chain.trig", format=ox.RdfFormat.TRIG)
    assert ask(store, query) == []


def test_the_kinds_of_nothing_are_refused() -> None:
    with pytest.raises(QueryError, match="'kinds-of' needs the parameter 'name'"):
        load_query("kinds-of").bind({"status": "current"})


@pytest.mark.parametrize("query", ["known", "merged"])
def test_a_parameter_that_a_query_lacks_is_refused(query: str) -> None:
    with pytest.raises(UnknownNameError, match="status"):
        load_query(query).bind({"status": "current"})


def test_an_unknown_status_of_a_kind_is_refused() -> None:
    with pytest.raises(QueryError, match="did you mean 'current'"):
        load_query("kinds-of").bind({"name": "batteries", "status": "currnet"})


QUESTIONS = [("known", {}), ("known", {"name": "norvik"}), ("merged", {})]
QUESTIONS += [("kinds-of", {"name": "electric goods"})]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("query", "arguments"), QUESTIONS)
def test_the_order_of_writing_changes_nothing(
    query: str, arguments: dict[str, str], *, named: bool
) -> None:
    found = quads(named=named)
    forward, backward = stored(found), stored(reversed(found))
    assert ask(forward, query, **arguments) == ask(backward, query, **arguments)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("query", "arguments"), QUESTIONS)
def test_another_sparql_engine_gives_the_same_answer(
    query: str, arguments: dict[str, str], *, named: bool
) -> None:
    found = quads(named=named)
    text = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    assert text is not None
    dataset = Dataset(default_union=True)
    dataset.parse(data=text.decode(), format="nquads")
    rows = [
        [None if value is None else str(value) for value in row]
        for row in dataset.query(load_query(query).bind(arguments))
        if isinstance(row, tuple)
    ]
    assert rows == [list(row.values()) for row in ask(stored(found), query, **arguments)]
