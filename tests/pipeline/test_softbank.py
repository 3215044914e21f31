"""The article on SoftBank's talks, told in several ways: what its graph must and must not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.graph import to_table, validate
from graphkit.pipeline import build
from support import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph import Graph

ARTICLES = {
    "example": (EXAMPLES / "softbank.txt").read_text(encoding="utf-8"),
    "short": (
        "SoftBank is in talks with Nvidia and Foxconn to make artificial-intelligence servers in "
        "Japan, a newspaper reported. The Japanese company wants to depend less on foreign "
        "hardware. Nvidia is based in the United States and Foxconn in Taiwan. SoftBank Corp "
        "declined to comment."
    ),
    "wire": (
        "TOKYO, May 7 (Example Wire) - SoftBank Corp. has started discussions with U.S. chip maker "
        "Nvidia and Taiwanese contract manufacturer Foxconn about producing AI servers in Japan "
        "[1].\n\nThe negotiations between SoftBank, Nvidia and Foxconn are at an early stage. "
        "“We are exploring what is possible,” a spokesman said. Japan, Taiwan and the United "
        "States would each bring their strengths, analysts said [2], [3]."
    ),
}


@pytest.fixture(scope="module", params=list(ARTICLES))
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Graph]:
    """Return an article and its graph."""
    name: str = request.param
    path: Path = tmp_path_factory.mktemp("told") / f"{name}.txt"
    path.write_text(ARTICLES[name], encoding="utf-8")
    return ARTICLES[name], build(path)[0]


def ask(graph: Graph, pattern: str) -> bool:
    return bool(graph.query(f"ASK {{ {pattern} }}"))


def test_the_graph_conforms_to_the_shapes(told: tuple[str, Graph]) -> None:
    report = validate(told[1])
    assert report.conforms, report.violations


@pytest.mark.parametrize("name", ["SoftBank", "Nvidia", "Foxconn"])
def test_each_company_is_one_node_however_often_named(told: tuple[str, Graph], name: str) -> None:
    text, graph = told
    nodes = {node for node in graph.find(name) if node.type == "Company"}
    assert len(nodes) == 1
    (node,) = nodes
    spoken = to_table(graph.query(f"SELECT ?t {{ ?m gk:refersTo <{node.iri}> ; oa:exact ?t }}"))
    assert sum(name in str(words) for (words,) in spoken.rows) == text.count(name)


@pytest.mark.parametrize(
    ("code", "name"), [("JP", "Japan"), ("TW", "Taiwan"), ("US", "United States")]
)
def test_the_countries_are_countries(told: tuple[str, Graph], code: str, name: str) -> None:
    pattern = f'?country a gk:Country ; gk:isoCode "{code}" ; rdfs:label ?label ; owl:sameAs ?known'
    assert ask(told[1], pattern), name


@pytest.mark.parametrize("partner", ["Nvidia", "Foxconn"])
def test_the_partnership_is_in_negotiation_and_no_fact(
    told: tuple[str, Graph], partner: str
) -> None:
    graph = told[1]
    softbank, other = graph.find("SoftBank")[0].iri, graph.find(partner)[0].iri
    claims = [
        c
        for c in graph.claims(entities=[other])
        if c.predicate == "partnersWith" and {c.subject.iri, c.object.iri} == {softbank, other}
    ]
    assert claims
    assert {c.status for c in claims} == {"negotiating"}
    assert not ask(graph, f"<{softbank}> gk:partnersWith <{other}>")
    assert not ask(graph, f"<{other}> gk:partnersWith <{softbank}>")


def test_every_quote_and_mention_is_found_in_the_text_at_its_offsets(
    told: tuple[str, Graph],
) -> None:
    text, graph = told
    claims = list(graph.claims())
    assert claims
    for claim in claims:
        assert claim.sentence.of(text) == claim.quote
        assert claim.sentence.holds(claim.subject_span)
        assert claim.sentence.holds(claim.object_span)
    where = "?m a gk:Mention ; oa:start ?start ; oa:end ?end ; oa:exact ?text"
    mentions = to_table(graph.query(f"SELECT ?start ?end ?text {{ {where} }}"))
    assert mentions.rows
    for start, end, words in mentions.rows:
        assert text[int(str(start)) : int(str(end))] == words
