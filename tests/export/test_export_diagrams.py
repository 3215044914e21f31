"""Mermaid as mermaid.js itself draws it, DOT as Graphviz reads and lays it out."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import mermaidx  # type: ignore[import-untyped]
import pygraphviz  # type: ignore[import-untyped]
import pytest

from graphkit.errors import GraphkitError, QueryError
from graphkit.export import ExportOptions, Tables, gather, to_bytes
from graphkit.export.diagrams import (
    DOT_EDGES,
    MERMAID_CHARACTERS,
    MERMAID_EDGES,
    to_dot,
    to_mermaid,
)
from graphkit.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Callable

CONTROLS = re.compile(r"[\x00-\x1f\u2028]+")


def labels(mermaid: bytes) -> list[str]:
    """Return the labels of nodes and edges of the picture that mermaid.js draws."""
    svg = mermaidx.render(mermaid.decode()).svg()
    found = re.findall(r'class="(?:node|edge)Label">(.*?)</span>', svg, re.DOTALL)
    return [unescape(re.sub("<[^>]+>", "", label)) for label in found]


def test_mermaid_draws_the_nodes_and_the_relations_with_their_status(graph: Graph) -> None:
    assert sorted(labels(to_bytes(graph, "mermaid"))) == [
        "Corvane",
        "Norvik Cells GmbH",
        "battery cells",
        "partners with (planned)",
        "supplies to",
        "supplies to (denied)",
        "uses",
    ]


def test_mermaid_draws_hostile_names_as_they_are(hostile: Graph, texts: tuple[str, ...]) -> None:
    drawn = {label.strip() for label in labels(to_bytes(hostile, "mermaid"))}
    for text in texts:
        assert CONTROLS.sub(" ", text).strip() in drawn


def test_the_limits_are_those_of_mermaid_itself() -> None:
    lines = ["flowchart LR", *["  a --> b"] * (MERMAID_EDGES + 1)]
    with pytest.raises(RuntimeError, match=f"{MERMAID_EDGES} edges"):
        mermaidx.render("\n".join(lines)).svg()
    long = f'flowchart LR\n  a["{"x" * MERMAID_CHARACTERS}"]'
    assert "Maximum text size" in mermaidx.render(long).svg()


def test_graphviz_lays_dot_out_with_all_attributes(graph: Graph) -> None:
    read = pygraphviz.AGraph(string=to_bytes(graph, "dot").decode())
    node = read.get_node("https://w3id.org/graphkit/id/company/norvik")
    assert node.attr["label"] == "Norvik Cells GmbH"
    assert node.attr["identifiers"] == "lei:529900T8BM49AURSDO55"
    edges = {(e.attr["predicate"], e.attr["status"]): e.attr for e in read.edges()}
    told = edges["suppliesTo", "current"]
    assert (told["claims"], told["confidence"], told["style"]) == ("2", "0.8", "solid")
    assert (told["first_date"], told["last_date"]) == ("2025-01-31", "2026-05-07")
    assert told["quote"] == 'Norvik, "the maker", supplies Corvane.'
    assert edges["partnersWith", "planned"]["style"] == "dashed"
    assert edges["partnersWith", "planned"]["dir"] == "none"
    picture = read.draw(format="svg", prog="dot").decode()
    assert "supplies to (denied)" in picture


def test_graphviz_shows_hostile_names_as_they_are(hostile: Graph, texts: tuple[str, ...]) -> None:
    read = pygraphviz.AGraph(string=to_bytes(hostile, "dot").decode())
    assert len(read.edges()) == len(texts)
    picture = read.draw(format="svg", prog="dot").decode()
    shown = {" ".join(unescape(t).split()) for t in re.findall(r"<text[^>]*>(.*?)</text>", picture)}
    for text in texts:
        assert " ".join(CONTROLS.sub(" ", text).split()) in shown | {""}


@pytest.mark.parametrize("form", ["mermaid", "dot"])
def test_nothing_to_draw_is_refused(form: str) -> None:
    with pytest.raises(GraphkitError, match="there are no claims to draw"):
        to_bytes(Graph.create(), form)


@pytest.mark.parametrize(("write", "most"), [(to_mermaid, MERMAID_EDGES), (to_dot, DOT_EDGES)])
def test_a_graph_above_the_limit_is_refused_with_a_way_out(
    write: Callable[[Tables], bytes], most: int, graph: Graph
) -> None:
    tables = gather(graph)
    more = Tables(tables.entities, tables.edges[:1] * (most + 1), tables.claims)
    with pytest.raises(GraphkitError, match=f"{most + 1} edges.*--focus NAME"):
        write(more)


def test_a_diagram_of_more_text_than_mermaid_reads_is_refused(graph: Graph) -> None:
    tables = gather(graph)
    more = Tables(tables.entities * 1000, tables.edges, tables.claims)
    with pytest.raises(GraphkitError, match=r"characters.*--focus NAME"):
        to_mermaid(more)


def test_a_focus_takes_what_is_near(graph: Graph) -> None:
    near = to_bytes(graph, "mermaid", ExportOptions(focus=("battery cells",), depth=1)).decode()
    assert "uses" in near
    assert "Norvik" not in near


def test_a_focus_that_names_nothing_is_refused(graph: Graph) -> None:
    with pytest.raises(QueryError, match="'Norvk'; there are 'Norvik'"):
        to_bytes(graph, "dot", ExportOptions(focus=("Norvk",)))


@pytest.mark.parametrize(("form", "suffix"), [("mermaid", "mmd"), ("dot", "dot")])
def test_the_bytes_are_the_golden_ones(
    form: str, suffix: str, graph: Graph, golden: Callable[[str, bytes], None]
) -> None:
    golden(f"export/chain.{suffix}", to_bytes(graph, form))
