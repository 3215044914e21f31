"""Resolution over a store: records, quotes, and bringing the graphs to a map of decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import StoreError
from graphkit.graph import Graph, apply, document_iri, encode, merged, run_named, to_table
from graphkit.graph import read_records as read
from graphkit.graph import sentences_about as about
from graphkit.model import Identifier, Known
from graphkit.resolve.across.records import Record, records_of
from graphkit.resolve.keys import local_key

if TYPE_CHECKING:
    from pathlib import Path

    from graph.conftest import Draft
    from graphkit.model import ResolvedDocument

BASE = "https://w3id.org/graphkit/id/"
ONE = {"company/corvane": "company/norvik-cells"}
OTHER = {"company/aldane-motors": "company/aldane"}
GOODS = {"product/battery-cells": "product/cells"}


def in_order(record: Record) -> Record:
    """Return *record* with its names but the first in order."""
    return replace(record, names=(record.names[0], *sorted(record.names[1:])))


@pytest.mark.parametrize("map_", [{}, ONE, OTHER, GOODS, ONE | OTHER | GOODS])
def test_the_records_of_a_store_are_those_of_its_documents_whatever_is_merged(
    graph: Graph, norvik: ResolvedDocument, corvane: ResolvedDocument, map_: dict[str, str]
) -> None:
    apply(graph, map_, base=BASE)
    wanted = [in_order(record) for record in records_of([norvik, corvane])]
    assert [in_order(record) for record in read(graph.store, base=BASE)] == wanted


def test_what_a_register_knows_is_in_the_record(norvik: ResolvedDocument) -> None:
    codes = tuple(Identifier(*each) for each in (("isin", "US0378331005"), ("erp", "a:7")))
    known = Known(
        "mine", "Norvik AG", "same name", 0.9, (*codes, Identifier("geonames", "7")), "SE"
    )
    entities = tuple(
        replace(e, known=known) if e.key == "company/norvik-cells" else e for e in norvik.entities
    )
    document = replace(norvik, entities=entities)
    graph = Graph.create()
    graph.add(encode(document))
    found = {record.key: record for record in read(graph.store, base=BASE)}
    record = found["company/norvik-cells"]
    assert record.known
    assert record.countries == {"SE"}
    assert record.identifiers == set(known.identifiers)
    assert record.names[0] == "Norvik AG"
    assert [in_order(each) for each in records_of([document])] == [
        in_order(found[key]) for key in sorted(found)
    ]


def test_what_is_local_to_its_document_has_no_record(draft: type[Draft]) -> None:
    page = draft("a.txt", ("The company ships.",))
    key = local_key("Company", "company", document="a.txt", span=page.sentence(0))
    mention = page.mention(key, "The company ships.")
    assert mention.span == page.sentence(0)
    page.mention("company/nothing-0badcafe", "ships")
    graph = Graph.create()
    graph.add(encode(page.resolved(), extractor="fixed 1"))
    assert [r.key for r in read(graph.store, base=BASE)] == ["company/nothing-0badcafe"]


def test_applying_a_map_gives_what_building_under_it_gives(
    graph: Graph, norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    quads = frozenset([*encode(norvik), *encode(corvane)])
    for steps in permutations([ONE, OTHER, GOODS, {}]):
        for map_ in steps:
            apply(graph, map_, base=BASE)
            assert frozenset(graph) == merged(quads, map_, base=BASE)


def test_only_affected_graphs_change_and_only_once(graph: Graph) -> None:
    assert apply(graph, OTHER, base=BASE) == 1
    assert apply(graph, OTHER, base=BASE) == 0
    assert apply(graph, OTHER | GOODS, base=BASE) == 2
    assert apply(graph, OTHER | {"company/else": "company/a"}, base=BASE) == 2
    assert apply(graph, {"company/else": "company/a"}, base=BASE) == 1
    assert apply(graph, {}, base=BASE) == 0


def test_a_kept_key_may_be_replaced_later(graph: Graph) -> None:
    before = frozenset(graph)
    apply(graph, OTHER, base=BASE)
    longer = {"company/aldane-motors": "company/al", "company/aldane": "company/al"}
    assert apply(graph, longer, base=BASE) == 1
    assert apply(graph, longer, base=BASE) == 0
    assert [node.label for node in graph.find(f"{BASE}company/al")] == ["Aldane Motors"]
    assert apply(graph, {}, base=BASE) == 1
    assert frozenset(graph) == before


def test_a_store_that_cannot_be_changed_is_an_error(tmp_path: Path, graph: Graph) -> None:
    with Graph.create(tmp_path / "store") as made:
        made.add(graph)
    reader = Graph.open(tmp_path / "store")
    assert apply(reader, {}, base=BASE) == 0
    with pytest.raises(StoreError, match="cannot be changed"):
        apply(reader, ONE, base=BASE)


def test_a_name_of_what_is_replaced_and_its_iri_find_what_is_kept(graph: Graph) -> None:
    apply(graph, OTHER, base=BASE)
    kept = [f"{BASE}company/aldane"]
    for name in ("aldane motors", f"{BASE}company/aldane-motors", *kept):
        assert [node.iri for node in graph.find(name)] == kept
        assert list(graph.claims(entities=[name]))
    assert graph.find(f"{BASE}company/nobody") == ()


@pytest.mark.parametrize("query", ["about", "suppliers", "relations", "timeline"])
def test_a_named_query_finds_what_is_kept_by_the_replaced_iri(graph: Graph, query: str) -> None:
    wanted = to_table(run_named(graph, query, {"name": "Aldane Motors"})).rows
    apply(graph, OTHER, base=BASE)
    for iri in ("aldane", "aldane-motors"):
        found = to_table(run_named(graph, query, {"name": f"{BASE}company/{iri}"})).rows
        assert len(found) == len(wanted) > 0
    assert not to_table(run_named(graph, query, {"name": f"{BASE}company/nobody"})).rows


def test_entities_lists_what_is_kept_and_nothing_else(graph: Graph) -> None:
    apply(graph, OTHER, base=BASE)
    rows = {str(row[-1]) for row in to_table(run_named(graph, "entities", {})).rows}
    assert f"{BASE}company/aldane" in rows
    assert not [iri for iri in rows if "aldane-motors" in iri and "/company/" in iri]
    assert not [iri for iri in rows if "as-read" in iri]


@pytest.mark.parametrize("map_", [{}, {"company/norvik-cells": "company/n"}, ONE])
def test_quotes_are_sentences_with_claims_one_of_each_document_first(
    graph: Graph, norvik: ResolvedDocument, map_: dict[str, str]
) -> None:
    apply(graph, map_, base=BASE)
    quotes = about(graph.store, "company/norvik-cells", base=BASE, limit=9)
    assert [quote.document for quote in quotes] == ["corvane.txt", *["wire/norvik 1.txt"] * 2]
    text = norvik.extraction.document.text.split("\n")
    assert [quote.text for quote in quotes[1:]] == text[:2]
    assert (quotes[1].title, quotes[1].date) == ("Norvik ships cells", dt.date(2026, 5, 7))
    assert (quotes[0].title, quotes[0].date) == (None, None)
    assert about(graph.store, "company/norvik-cells", base=BASE, limit=1) == quotes[:1]


def test_without_claims_the_words_of_the_mentions_are_quoted(draft: type[Draft]) -> None:
    page = draft("a.txt", ("Alfa is old.", "Alfa AG is new, says Alfa."))
    for word, sentence in (("Alfa", 0), ("Alfa AG", 1)):
        page.mention("company/alfa", word, sentence)
    graph = Graph.create()
    graph.add(encode(page.resolved(), extractor="fixed 1"))
    (quote,) = about(graph.store, "company/alfa", base=BASE, limit=3)
    assert quote.text == "Alfa, Alfa AG"
    assert about(graph.store, "company/nobody", base=BASE, limit=3) == ()


def test_the_document_of_a_graph_stays_known_as_it_was_built(graph: Graph) -> None:
    iri = document_iri("wire/norvik 1.txt", base=BASE)
    before = set(graph.store.quads_for_pattern(iri, None, None, iri))
    apply(graph, OTHER, base=BASE)
    assert set(graph.store.quads_for_pattern(iri, None, None, iri)) == before


def test_documents_below_another_base_stay_as_they_are_merged(
    norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    graph = Graph.create()
    for document, base in ((norvik, BASE), (corvane, f"{BASE}theirs/")):
        graph.add(encode(document, base=base))
    assert apply(graph, ONE, base=f"{BASE}theirs/") > 0
    before = set(graph)
    assert apply(graph, {}, base=BASE) == 0
    assert set(graph) == before
    assert apply(graph, {}, base=f"{BASE}theirs/") > 0
