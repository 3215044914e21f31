"""GraphML as two programs of other make read it: networkx, and rustworkx' own parser in Rust."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import networkx as nx
import rustworkx

from graphkit.export import ExportOptions, export, to_bytes
from graphkit.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_networkx_reads_entities_with_their_names_identifiers_counts_and_dates(
    graph: Graph,
) -> None:
    read = nx.read_graphml(BytesIO(to_bytes(graph, "graphml")))
    assert sorted(read) == ["company_corvane", "company_norvik", "product_battery_cell"]
    assert read.nodes["company_norvik"] == {
        "iri": "https://w3id.org/graphkit/id/company/norvik",
        "type": "Company",
        "label": "Norvik Cells GmbH",
        "names": "Norvik;Norvik\uff1b the maker",
        "identifiers": "lei:529900T8BM49AURSDO55",
        "country": "NO",
        "claims": 4,
        "documents": 2,
        "first_date": "2025-01-31",
        "last_date": "2026-05-07",
    }
    assert read.nodes["company_corvane"]["same_as"] == "http://www.wikidata.org/entity/Q1"


def test_an_edge_sums_up_its_claims_and_statuses_stay_apart(graph: Graph) -> None:
    read = nx.read_graphml(BytesIO(to_bytes(graph, "graphml")))
    edges = {(a["predicate"], a["status"]): a for _, _, a in read.edges(data=True)}
    assert sorted(edges) == [
        ("partnersWith", "planned"),
        ("suppliesTo", "current"),
        ("suppliesTo", "denied"),
        ("uses", "current"),
    ]
    told = dict(edges["suppliesTo", "current"])
    told.pop("id", None)
    assert told == {
        "predicate": "suppliesTo",
        "label": "supplies to",
        "status": "current",
        "confidence": 0.8,
        "symmetric": "false",
        "claims": 2,
        "weight": 2.0,
        "documents": 2,
        "first_date": "2025-01-31",
        "last_date": "2026-05-07",
        "sources": "Example Wire;Other\uff1b Wire",
        "document_ids": "a.txt;b\uff1bc.txt",
        "quote": 'Norvik, "the maker", supplies Corvane.',
    }
    assert edges["partnersWith", "planned"]["symmetric"] == "true"


def test_a_second_reader_finds_the_same(graph: Graph, tmp_path: Path) -> None:
    target = tmp_path / "chain.graphml"
    export(graph, target, "graphml")
    (read,) = rustworkx.read_graphml(str(target))
    other = nx.read_graphml(target)
    assert {node["id"] for node in read.nodes()} == set(other)
    ends = {read[index]["id"]: index for index in read.node_indices()}
    norvik, corvane = ends["company_norvik"], ends["company_corvane"]
    found = read.get_all_edge_data(norvik, corvane) + read.get_all_edge_data(corvane, norvik)
    assert sorted((e["predicate"], e["status"], e["claims"], e["symmetric"]) for e in found) == [
        ("partnersWith", "planned", 1, "true"),
        ("suppliesTo", "current", 2, "false"),
        ("suppliesTo", "denied", 1, "false"),
    ]


def test_ids_are_name_tokens_and_none_is_there_twice(
    hostile: Graph, texts: tuple[str, ...]
) -> None:
    text = to_bytes(hostile, "graphml").decode()
    ids = re.findall(r'<(?:node|edge)\b[^>]* id="([^"]*)"', text)
    assert len(ids) == 2 * len(texts) + 1
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_]+", name) for name in ids)


def test_hostile_names_come_back_but_for_what_xml_cannot_hold(
    hostile: Graph, texts: tuple[str, ...], tmp_path: Path
) -> None:
    target = tmp_path / "hostile.graphml"
    export(hostile, target, "graphml")
    (second,) = rustworkx.read_graphml(str(target))
    labels = {node["id"]: node["label"] for node in second.nodes()}
    read = nx.read_graphml(target)
    for number, text in enumerate(texts):
        clean = text.replace("\x00", "\ufffd").replace("\x07", "\ufffd").replace("\r\n", "\n")
        assert read.nodes[f"company_n{number}"]["label"].replace("\r\n", "\n") == clean
        assert labels[f"company_n{number}"].replace("\r\n", "\n").strip() == clean.strip()


def test_an_empty_graph_is_an_empty_network(tmp_path: Path) -> None:
    target = tmp_path / "empty.graphml"
    export(Graph.create(), target, "graphml")
    assert len(nx.read_graphml(target)) == 0
    assert sum(read.num_nodes() for read in rustworkx.read_graphml(str(target))) == 0


def test_options_choose_claims_and_only_their_entities(graph: Graph) -> None:
    options = ExportOptions(statuses=("current",), min_confidence=0.45)
    read = nx.read_graphml(BytesIO(to_bytes(graph, "graphml", options)))
    assert sorted(read) == ["company_corvane", "company_norvik"]
    assert [a["predicate"] for _, _, a in read.edges(data=True)] == ["suppliesTo"]


def test_the_bytes_are_the_golden_ones(graph: Graph, golden: Callable[[str, bytes], None]) -> None:
    golden("export/chain.graphml", to_bytes(graph, "graphml"))
