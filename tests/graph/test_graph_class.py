"""The opened graph: its claims, documents and entities, and changes to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.errors import QueryError, StoreError, UnknownNameError
from graphkit.graph import FORMATS, Graph, Node, StatedClaim, StatedDocument, encode, write_graph
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import document_iri
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from graph.conftest import Draft
    from graphkit.model import ResolvedDocument

BASE = "https://w3id.org/graphkit/id/"
NORVIK = Node(f"{BASE}company/norvik-cells", "Norvik", "Company")
CORVANE = Node(f"{BASE}company/corvane", "Corvane", "Company")


def short(claims: Collection[StatedClaim]) -> list[tuple[str, str, str, str]]:
    """Return what each claim states, without its evidence."""
    return [(c.subject.label, c.predicate, c.object.label, c.status) for c in claims]


def test_a_claim_comes_back_with_all_its_evidence(graph: Graph) -> None:
    claim = next(claim for claim in graph.claims() if claim.predicate == "partnersWith")
    assert claim == StatedClaim(
        iri=claim.iri,
        subject=NORVIK,
        predicate="partnersWith",
        object=CORVANE,
        status="negotiating",
        confidence=0.81,
        quote='Norvik is in talks with Corvane, which it calls "the best".',
        sentence=Span(65, 124),
        subject_span=Span(65, 71),
        object_span=Span(89, 96),
        document="wire/norvik 1.txt",
        document_iri=f"{BASE}document/wire/norvik%201.txt",
        title="Norvik ships cells",
        date=dt.date(2026, 5, 7),
        source="Example Wire",
    )
    assert claim.iri.startswith(f"{BASE}claim/")


def test_what_a_document_does_not_tell_is_none(graph: Graph) -> None:
    claim = next(graph.claims(statuses=["denied"]))
    assert (claim.title, claim.date, claim.source) == (None, None, None)


def test_every_quote_is_what_stands_at_its_offsets(graph: Graph, norvik: ResolvedDocument) -> None:
    document = norvik.extraction.document
    claims = [claim for claim in graph.claims() if claim.document == document.id]
    assert len(claims) == 5
    for claim in claims:
        assert claim.quote == claim.sentence.of(document.text)
        assert claim.sentence.holds(claim.subject_span)
        assert claim.sentence.holds(claim.object_span)


def test_claims_are_ordered_by_document_sentence_and_iri(graph: Graph) -> None:
    claims = list(graph.claims())
    assert len(claims) == 8
    assert claims == sorted(claims, key=lambda c: (c.document, c.sentence, c.iri))
    assert [claim.document for claim in claims] == ["corvane.txt"] * 3 + ["wire/norvik 1.txt"] * 5


@pytest.mark.parametrize("status", list(ontology.load().statuses))
def test_claims_can_be_limited_to_a_status(graph: Graph, status: str) -> None:
    every = list(graph.claims())
    assert list(graph.claims(statuses=[status])) == [c for c in every if c.status == status]


def test_several_statuses_can_be_asked_for_and_none_at_all(graph: Graph) -> None:
    found = {claim.status for claim in graph.claims(statuses=("planned", "denied"))}
    assert found == {"planned", "denied"}
    assert list(graph.claims(statuses=())) == []


@pytest.mark.parametrize(
    ("least", "number"), [(0.0, 8), (0.6, 7), (0.6001, 6), (0.93, 2), (1.0, 1)]
)
def test_claims_can_be_limited_to_the_surest(graph: Graph, least: float, number: int) -> None:
    assert len(list(graph.claims(min_confidence=least))) == number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Japan", 1),
        ("aldane  motors", 3),
        ("NORVIK CELLS GMBH", 5),
        (f"{BASE}company/norvik-cells", 5),
        ("battery cells", 3),
    ],
)
def test_claims_can_be_limited_to_an_entity_by_any_of_its_names(
    graph: Graph, name: str, number: int
) -> None:
    claims = list(graph.claims(entities=[name]))
    assert len(claims) == number
    (wanted,) = graph.find(name)
    assert all(wanted in {claim.subject, claim.object} for claim in claims)


def test_a_claim_about_two_of_the_entities_asked_for_comes_once(graph: Graph) -> None:
    claims = list(graph.claims(entities=["Norvik", "Corvane", "corvane inc."]))
    assert len(claims) == len(set(claims)) == 6


def test_all_limits_hold_together(graph: Graph) -> None:
    found = graph.claims(statuses=["denied"], min_confidence=0.65, entities=["Norvik"])
    assert short(list(found)) == [("Norvik", "suppliesTo", "Corvane", "denied")]


@pytest.mark.parametrize("name", ["Corvan", "", "company/corvane", "https://example.org/x"])
def test_an_entity_that_nobody_is_called_by_is_an_error(graph: Graph, name: str) -> None:
    with pytest.raises(QueryError, match=f"no entity of the graph is called {name!r}"):
        graph.claims(entities=["Norvik", name])


def test_close_names_are_offered(graph: Graph) -> None:
    with pytest.raises(QueryError, match="there are 'Corvane'"):
        graph.claims(entities=["Corvan"])


def test_a_status_that_does_not_exist_is_an_error(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'current'"):
        graph.claims(statuses=["curent"])


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_confidence_out_of_range_is_an_error(graph: Graph, least: float) -> None:
    with pytest.raises(QueryError, match="give a number from 0 to 1"):
        graph.claims(min_confidence=least)


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_plain_file_and_a_dataset_hold_the_same_claims(
    tmp_path: Path, graph: Graph, name: str
) -> None:
    path = tmp_path / f"chain.{FORMATS[name].file_extension}"
    write_graph(graph, path, name)
    again = Graph.open(path)
    assert list(again.claims()) == list(graph.claims())
    assert again.documents() == graph.documents()


def test_the_label_of_a_thing_is_the_one_that_most_mentions_spell(draft: type[Draft]) -> None:
    graph = Graph.create()
    names = [("a", "Norvik Cells"), ("b", "Norvik Cells"), ("c", "Norvik"), ("d", "NC")]
    for identifier, name in names:
        page = draft(identifier, (f"{name} ships cells.",))
        norvik, cells = page.mention("company/n", name), page.mention("product/c", "cells")
        page.claim(norvik, "supplies", cells)
        graph.add(encode(page.resolved()))
    assert {claim.subject.label for claim in graph.claims()} == {"Norvik Cells"}
    graph.replace_document(document_iri("a").value, [])
    assert {claim.subject.label for claim in graph.claims()} == {"NC"}, "the shortest of equals"


def test_documents_come_with_what_tells_whether_they_are_known(
    graph: Graph, norvik: ResolvedDocument
) -> None:
    first, second = graph.documents()
    assert first.id == "corvane.txt"
    assert second == StatedDocument(
        id="wire/norvik 1.txt",
        iri=f"{BASE}document/wire/norvik%201.txt",
        sha256=norvik.extraction.document.sha256,
        extractors=("fixed 1",),
        title="Norvik ships cells",
        date=dt.date(2026, 5, 7),
        source="Example Wire",
        url="https://example.org/norvik",
    )


@pytest.mark.parametrize(
    "name", ["Norvik", "norvik", " NORVIK\tcells gmbh ", f"{BASE}company/norvik-cells"]
)
def test_an_entity_is_found_by_each_of_its_names_in_any_case(graph: Graph, name: str) -> None:
    assert graph.find(name) == (NORVIK,)


@pytest.mark.parametrize(
    "name", ["", "Norv", "the plant", "document", f"{BASE}document/corvane.txt", "Denied"]
)
def test_nothing_else_is_found(graph: Graph, name: str) -> None:
    assert graph.find(name) == ()


def test_two_things_of_one_name_are_both_found(draft: type[Draft]) -> None:
    page = draft("a", ("Delta and Delta.",))
    page.mention("company/delta-electronics", "Delta")
    page.mention("company/delta-air-lines", "Delta", nth=1)
    graph = Graph.create()
    graph.add(encode(page.resolved()))
    found = [node.iri.rpartition("/")[2] for node in graph.find("delta")]
    assert found == ["delta-air-lines", "delta-electronics"]


def test_replacing_a_document_replaces_its_graph_and_no_other(
    graph: Graph, norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    iri = document_iri(corvane.extraction.document.id).value
    fewer = [quad for quad in encode(corvane) if quad.object != v.CLAIM]
    assert graph.replace_document(iri, fewer)
    assert set(graph) == {*encode(norvik), *fewer}


def test_replacing_a_document_by_itself_changes_nothing(
    graph: Graph, corvane: ResolvedDocument
) -> None:
    before = set(graph)
    assert not graph.replace_document(document_iri("corvane.txt").value, encode(corvane))
    assert set(graph) == before


def test_replacing_a_document_by_nothing_removes_it(graph: Graph, norvik: ResolvedDocument) -> None:
    iri = document_iri("corvane.txt").value
    assert graph.replace_document(iri, [])
    assert not graph.replace_document(iri, [])
    assert set(graph) == set(encode(norvik))
    assert list(graph.store.named_graphs()) == [document_iri("wire/norvik 1.txt")]


def test_replacing_puts_every_quad_into_the_graph_that_is_named() -> None:
    graph, name = Graph.create(), NamedNode("urn:g")
    label = Literal("x")
    quads = [Quad(name, v.LABEL, label, graph_name) for graph_name in (DefaultGraph(), name)]
    assert graph.replace_document("urn:g", quads)
    assert list(graph) == [Quad(name, v.LABEL, label, name)]


@pytest.mark.parametrize(
    "text",
    [
        "\\u0041",
        "} } ; DROP ALL ; INSERT DATA { <urn:x> <urn:x> <urn:x> ",
        '" . <urn:x> <urn:x> "',
        "\\",
        '"""',
        "'''",
        "a\r\nb\tc",
        "\x00\x7f\x85\u2028",
        "#",
        "\U0001f600",
    ],
)
def test_no_text_of_a_document_becomes_part_of_the_update(text: str) -> None:
    graph, name = Graph.create(), NamedNode("urn:g")
    quad = Quad(name, v.LABEL, Literal(text), name)
    graph.replace_document("urn:g", [quad])
    assert list(graph) == [quad]


def test_a_name_that_is_no_iri_cannot_be_a_documents(graph: Graph) -> None:
    with pytest.raises(ValueError, match="IRI"):
        graph.replace_document("urn:g> ; DROP ALL #", [])
    assert len(graph)


def test_adding_twice_adds_once(graph: Graph, norvik: ResolvedDocument) -> None:
    before = len(graph)
    graph.add(encode(norvik))
    assert len(graph) == before


def test_quads_that_fail_halfway_add_nothing() -> None:
    graph = Graph.create()

    def broken() -> list[Quad]:
        message = "the source broke off"
        raise ValueError(message)

    first = Quad(NamedNode("urn:a"), v.LABEL, Literal("x"))
    with pytest.raises(ValueError, match="broke off"):
        graph.add(quad for part in ([first], broken()) for quad in part)
    assert len(graph) == 0


def test_an_empty_graph_is_true_and_has_no_length() -> None:
    graph = Graph.create()
    assert graph
    assert len(graph) == 0


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        (v.CONFIDENCE, "high", "is not as the model says .*'high'"),
        (v.START, "first", "is not as the model says .*'first'"),
        (v.END, "0", "is not as the model says .*0 <= start < end"),
        (v.ISSUED, "in May", "the date 'in May' of the document"),
        (v.QUOTE, None, "lacks <https://w3id.org/graphkit/ns#quote>"),
        (v.START, None, "lacks <http://www.w3.org/ns/oa#start>"),
        (v.IN_SENTENCE, None, "lacks <https://w3id.org/graphkit/ns#sentence>"),
    ],
)
def test_a_claim_that_is_not_whole_is_an_error_and_not_left_out(
    norvik: ResolvedDocument, predicate: NamedNode, value: str | None, message: str
) -> None:
    graph = Graph.create()
    kept = [quad for quad in encode(norvik) if quad.predicate != predicate]
    changed = [quad for quad in encode(norvik) if quad.predicate == predicate]
    if value is not None:
        literal = Literal(value)
        kept += [Quad(q.subject, q.predicate, literal, q.graph_name) for q in changed]
    graph.add(kept)
    with pytest.raises(StoreError, match=f"{message}.*; see `graphkit validate`"):
        graph.claims()


def test_of_two_values_where_there_should_be_one_the_first_is_taken(
    norvik: ResolvedDocument,
) -> None:
    graph = Graph.create()
    graph.add(encode(norvik))
    graph.add(
        Quad(quad.subject, v.STATUS, v.term("gk:Past"), quad.graph_name)
        for quad in encode(norvik)
        if quad.object == v.CLAIM
    )
    assert [claim.status for claim in graph.claims()].count("past") == 1
    assert len(list(graph.claims())) == 5


def test_a_claim_that_stands_in_two_graphs_comes_once(
    graph: Graph, norvik: ResolvedDocument
) -> None:
    before = list(graph.claims())
    graph.add(Quad(quad.subject, quad.predicate, quad.object) for quad in encode(norvik))
    assert list(graph.claims()) == before


def test_terms_of_other_vocabularies_keep_their_iris() -> None:
    graph = Graph.create()
    graph.store.load(
        b"""
        @prefix gk: <https://w3id.org/graphkit/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix prov: <http://www.w3.org/ns/prov#> . @prefix e: <https://example.org/x#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        e:claim a gk:Claim ; rdf:subject e:s ; rdf:predicate e:buys ; rdf:object _:o ;
          gk:status e:Rumoured ; gk:confidence 0.5 ; gk:quote "q" ; prov:wasDerivedFrom e:d ;
          gk:sentence e:t ; gk:subjectMention e:t ; gk:objectMention e:t .
        e:t oa:start 0 ; oa:end 1 . e:s a e:Thing .
        """,
        format=FORMATS["turtle"],
    )
    (claim,) = graph.claims()
    assert claim.subject == Node("https://example.org/x#s", "s", "https://example.org/x#Thing")
    assert claim.object.type == "Entity"
    assert claim.object.iri.startswith("_:")
    assert claim.predicate == "https://example.org/x#buys"
    assert claim.status == "https://example.org/x#Rumoured"
    assert claim.document == claim.document_iri == "https://example.org/x#d"


def test_the_notebook_table_counts_and_shows_claims(graph: Graph) -> None:
    table = graph._repr_html_()
    assert f"<caption>graph of {len(graph)} quads</caption>" in table
    assert "<tr><th>company</th><td>3</td></tr>" in table
    assert "<tr><th>denied claims</th><td>3</td></tr>" in table
    assert "past claims" not in table
    assert table.count("<tr>") == 4 + 4 + 5


def test_the_notebook_table_escapes_what_it_shows(draft: type[Draft]) -> None:
    name = "<script>alert('x')</script> & Sons"
    page = draft("a", (f"{name} ships <b>cells</b>.",))
    page.claim(page.mention("company/n", name), "supplies", page.mention("product/c", "cells"))
    graph = Graph.create()
    graph.add(encode(page.resolved()))
    table = graph._repr_html_()
    assert "<script" not in table
    assert "<b>" not in table
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; Sons" in table
