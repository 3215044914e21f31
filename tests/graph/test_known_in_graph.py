"""What registers know, and kinds of goods, as they stand in a document's graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.graph import Graph, encode, run_named, to_table, validate
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import document_iri
from graphkit.model import Concept, Identifier, Known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.conftest import Draft
    from graphkit.model import ResolvedDocument

BASE = "https://w3id.org/graphkit/id/"
NORVIK, CELLS = "company/norvik-cells", "product/battery-cells"
IDENTIFIERS = (
    Identifier("isin", "US0378331005"),
    Identifier("lei", "529900T8BM49AURSDO55"),
    Identifier("ticker", "TWSE:2330"),
    Identifier("erp", "47:11"),
    Identifier("geonames", "1668341"),
)
KNOWN = Known("graphkit", "Norvik Cells AB", "former name", 0.95, IDENTIFIERS, "SE")
CHAIN = (
    Concept("product/cell", "Product", "cell"),
    Concept("product/battery", "Product", "battery"),
)


def with_known(norvik: ResolvedDocument) -> ResolvedDocument:
    entities = {entity.key: entity for entity in norvik.entities}
    entities[NORVIK] = replace(entities[NORVIK], known=KNOWN)
    codes = Known("goods", "battery cell", "scheme of goods", 1.0, (Identifier("hs", "850760"),))
    entities[CELLS] = replace(entities[CELLS], known=codes, broader=CHAIN)
    mention = norvik.extraction.mentions[4]
    settled = ((mention, "the only company of Sweden"),)
    return replace(norvik, entities=tuple(entities.values()), settled=settled)


def told(quads: Iterable[Quad], subject: str) -> set[tuple[str, str]]:
    """Return the properties of a thing, as CURIEs, with their values."""
    return {
        (v.to_curie(quad.predicate.value), quad.object.value)
        for quad in quads
        if quad.subject == NamedNode(BASE + subject)
        and isinstance(quad.object, NamedNode | Literal)
    }


def test_what_a_register_knows_stands_beside_the_thing(norvik: ResolvedDocument) -> None:
    before = told(encode(norvik), NORVIK)
    assert told(encode(with_known(norvik)), NORVIK) - before == {
        ("gk:linkedTo", "graphkit"),
        ("gk:registeredName", "Norvik Cells AB"),
        ("gk:linkEvidence", "former name"),
        ("gk:linkConfidence", "0.95"),
        ("gk:registeredIn", "SE"),
        ("gk:isin", "US0378331005"),
        ("gk:lei", "529900T8BM49AURSDO55"),
        ("gk:ticker", "TWSE:2330"),
        ("gk:identifier", "erp:47:11"),
        ("owl:sameAs", "https://sws.geonames.org/1668341/"),
    }


def test_kinds_of_goods_stand_in_a_chain_with_type_and_label(norvik: ResolvedDocument) -> None:
    quads = list(encode(with_known(norvik)))
    assert {("skos:broader", f"{BASE}product/cell"), ("gk:hsCode", "850760")} <= told(quads, CELLS)
    product = ("rdf:type", "https://w3id.org/graphkit/ns#Product")
    assert told(quads, "product/cell") == {
        product,
        ("rdfs:label", "cell"),
        ("skos:broader", f"{BASE}product/battery"),
    }
    assert told(quads, "product/battery") == {product, ("rdfs:label", "battery")}


def test_a_kind_that_the_text_names_keeps_its_own_label(draft: type[Draft]) -> None:
    page = draft("a", ("Batteries need cells.",))
    page.mention("product/battery", "Batteries")
    page.mention("product/cell", "cells")
    cell = page.entities["product/cell"]
    page.entities["product/cell"] = replace(cell, broader=CHAIN[1:])
    quads = list(encode(page.resolved()))
    assert ("rdfs:label", "Batteries") in told(quads, "product/battery")
    assert ("rdfs:label", "battery") not in told(quads, "product/battery")


def test_of_two_links_of_one_thing_the_surer_is_told(draft: type[Draft]) -> None:
    page = draft("a", ("Norvik and Norvik Cells ship.",))
    first, second = page.mention("company/n", "Norvik"), page.mention("company/n", "Norvik Cells")
    entity = page.entities["company/n"]
    document = page.resolved()
    parts = tuple(
        replace(
            entity, mentions=(mention,), known=replace(KNOWN, evidence=words, confidence=number)
        )
        for mention, words, number in ((first, "short name", 0.6), (second, "same name", 0.9))
    )
    for entities in (parts, parts[::-1]):
        found = told(encode(replace(document, entities=entities)), "company/n")
        assert {value for name, value in found if name == "gk:linkEvidence"} == {"same name"}
        assert {value for name, value in found if name == "gk:linkConfidence"} == {"0.9"}


def test_a_mention_tells_by_what_it_was_settled(norvik: ResolvedDocument) -> None:
    quads = list(encode(with_known(norvik)))
    (settled,) = (quad for quad in quads if quad.predicate == v.SETTLED_BY)
    assert settled.object == Literal("the only company of Sweden")
    assert Quad(settled.subject, v.RDF_TYPE, v.MENTION, settled.graph_name) in quads


def test_nothing_known_adds_nothing(norvik: ResolvedDocument) -> None:
    new = {v.LINKED_TO, v.BROADER, v.SETTLED_BY, v.REGISTERED_IN, v.HAS_IDENTIFIER, v.AS_READ}
    assert not [quad for quad in encode(norvik) if quad.predicate in new]


def test_kinds_that_no_text_names_are_no_row_of_the_entities(norvik: ResolvedDocument) -> None:
    graphs = [Graph.create(), Graph.create()]
    graphs[0].add(encode(norvik))
    graphs[1].add(encode(with_known(norvik)))
    rows = [to_table(run_named(each, "entities", {})).rows for each in graphs]
    assert rows[0] == rows[1]
    assert [node.type for node in graphs[1].find("battery")] == ["Product"]


def test_a_graph_with_all_of_it_conforms(norvik: ResolvedDocument) -> None:
    graph = Graph.create()
    graph.add(encode(with_known(norvik)))
    assert validate(graph).violations == ()


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "message"),
    [
        (NORVIK, v.ISIN, Literal("US037833"), "gk:isin is"),
        (NORVIK, v.LEI, Literal("5299"), "gk:lei is"),
        (NORVIK, v.TICKER, Literal("2330"), "gk:ticker is"),
        (NORVIK, v.HAS_IDENTIFIER, Literal("4711"), "gk:identifier is"),
        (NORVIK, v.REGISTERED_IN, Literal("Sweden"), "gk:registeredIn is"),
        (NORVIK, v.LINK_CONFIDENCE, Literal("2", datatype=v.XSD_DECIMAL), "gk:linkConfidence is"),
        (NORVIK, v.LINK_EVIDENCE, Literal(""), "gk:linkEvidence is"),
        (NORVIK, v.REGISTERED_NAME, Literal(""), "gk:registeredName is"),
        (NORVIK, v.LINKED_TO, Literal("x", language="en"), "gk:linkedTo is"),
        (NORVIK, v.HS_CODE, Literal("8507"), "Only products and materials"),
        (CELLS, v.HS_CODE, Literal("batteries"), "gk:hsCode is"),
        (CELLS, v.BROADER, NamedNode(f"{BASE}{NORVIK}"), "skos:broader kind"),
        (NORVIK, v.BROADER, NamedNode(f"{BASE}{CELLS}"), "skos:broader kind"),
        (NORVIK, v.SETTLED_BY, Literal("a"), "settled has the type"),
        ("company/corvane", v.ISIN, Literal("US0378331005"), "gk:linkedTo that names it"),
        ("company/corvane", v.LINKED_TO, Literal("x"), "has a gk:linkEvidence"),
        ("company/corvane", v.LINKED_TO, Literal("x"), "has a gk:linkConfidence"),
        ("company/corvane", v.LINKED_TO, Literal("x"), "has a gk:registeredName"),
        ("company/nobody", v.LINKED_TO, Literal("x"), "linked to a register is an entity"),
        (NORVIK, v.AS_READ, Literal("a"), "type gk:ReadGraph"),
        (NORVIK, v.RDF_TYPE, v.READ_GRAPH, "exactly one gk:asRead"),
        (NORVIK, v.IS_REPLACED_BY, NamedNode(f"{BASE}{CELLS}"), "no type any more"),
        (NORVIK, v.IS_REPLACED_BY, NamedNode(f"{BASE}{CELLS}"), "no label any more"),
        (NORVIK, v.IS_REPLACED_BY, NamedNode(f"{BASE}{CELLS}"), "owl:sameAs just"),
        ("company/x", v.IS_REPLACED_BY, NamedNode(f"{BASE}company/y"), "is an entity"),
    ],
)
def test_each_fault_is_found(
    norvik: ResolvedDocument,
    subject: str,
    predicate: NamedNode,
    value: Literal | NamedNode,
    message: str,
) -> None:
    graph = Graph.create()
    graph.add(encode(with_known(norvik)))
    name = document_iri("wire/norvik 1.txt", base=BASE)
    graph.add([Quad(NamedNode(BASE + subject), predicate, value, name)])
    assert [each for each in validate(graph).violations if message in each.message]
