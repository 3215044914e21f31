"""Files: every format round-trips, and the same quads give the same bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    parse,
)

from graphkit.errors import UnknownNameError, WriteError
from graphkit.graph import FORMATS, Graph, encode, format_of, to_bytes, write_graph
from graphkit.graph.formats import SUFFIXES

if TYPE_CHECKING:
    from graphkit.model import ResolvedDocument

XSD = "http://www.w3.org/2001/XMLSchema#"
WITHOUT_GRAPHS = [name for name, kind in FORMATS.items() if not kind.supports_datasets]
WITH_GRAPHS = [name for name, kind in FORMATS.items() if kind.supports_datasets]

# Text that XML can hold: what `encode` writes. Other programs' text is their affair.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]))
IRIS = st.sampled_from(
    [
        NamedNode("https://w3id.org/graphkit/id/company/a"),
        NamedNode("https://w3id.org/graphkit/id/company/a(b)"),
        NamedNode("https://w3id.org/graphkit/id/claim/00ff"),
        NamedNode("https://w3id.org/graphkit/id/document/a//b.txt"),
        NamedNode("https://w3id.org/graphkit/id/document/a.txt#char=9,10"),
        NamedNode("https://w3id.org/graphkit/id/document/a.txt#char=10,11"),
        NamedNode("https://w3id.org/graphkit/id/document/%2E%2E/x%20y"),
        NamedNode("https://example.org/"),
        NamedNode("urn:a"),
    ]
)
PREDICATES = st.sampled_from(
    [
        NamedNode("https://w3id.org/graphkit/ns#suppliesTo"),
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
        NamedNode("https://example.org/p"),
    ]
)
LITERALS = st.one_of(
    TEXT.map(Literal),
    TEXT.map(lambda text: Literal(text, language="en-gb")),
    st.sampled_from(["0", "0.9", "1", "0.0001"]).map(
        lambda text: Literal(text, datatype=NamedNode(XSD + "decimal"))
    ),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))),
    st.integers(0, 10**6).map(
        lambda number: Literal(str(number), datatype=NamedNode(XSD + "integer"))
    ),
)
GRAPHS = st.one_of(IRIS, st.just(DefaultGraph()))
QUADS = st.sets(st.builds(Quad, IRIS, PREDICATES, st.one_of(IRIS, LITERALS), GRAPHS), max_size=12)


@pytest.mark.parametrize("name", WITH_GRAPHS)
@given(quads=QUADS)
def test_parsing_undoes_writing(name: str, quads: set[Quad]) -> None:
    assert set(parse(to_bytes(quads, name), FORMATS[name])) == quads


@pytest.mark.parametrize("name", WITHOUT_GRAPHS)
@given(quads=QUADS)
def test_a_format_without_named_graphs_gets_the_union(name: str, quads: set[Quad]) -> None:
    found = list(parse(to_bytes(quads, name), FORMATS[name]))
    assert {quad.triple for quad in found} == {quad.triple for quad in quads}
    assert {quad.graph_name for quad in found} <= {DefaultGraph()}
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", list(FORMATS))
@given(quads=QUADS, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_quads_makes_no_difference(
    name: str, quads: set[Quad], seed: st.DataObject
) -> None:
    shuffled = sorted(quads, key=str)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert to_bytes([*shuffled, *shuffled], name) == to_bytes(quads, name)


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_blank_nodes_of_other_graphs_survive(name: str) -> None:
    node, label = BlankNode("b"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    quads = [Quad(node, label, Literal("x")), Quad(NamedNode("urn:a"), label, node)]
    before, after = Dataset(quads), Dataset(parse(to_bytes(quads, name), FORMATS[name]))
    for dataset in (before, after):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert before == after


SCRIPT = """
import runpy, sys
from graphkit.graph import Graph, encode, to_bytes
made = runpy.run_path(sys.argv[1])
graph = Graph.create()
for name in sys.argv[3:]:
    graph.add(encode(made[name]()))
sys.stdout.buffer.write(to_bytes(graph, sys.argv[2]))
"""


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_process_writes_the_same_bytes_whatever_its_hash_seed(name: str) -> None:
    drafts = str(Path(__file__).with_name("conftest.py"))
    written = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, drafts, name, *order],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed, order in (
            ("1", ("make_norvik", "make_corvane")),
            ("20261126", ("make_corvane", "make_norvik")),
        )
    }
    assert len(written) == 1
    assert written.pop()


def test_a_store_writes_the_same_bytes_as_the_quads_that_went_in(
    norvik: ResolvedDocument, corvane: ResolvedDocument, graph: Graph
) -> None:
    assert to_bytes(graph, "trig") == to_bytes([*encode(norvik), *encode(corvane)], "trig")


def test_a_document_comes_before_its_spans_and_these_in_text_order(
    norvik: ResolvedDocument,
) -> None:
    lines = to_bytes(encode(norvik), "turtle").decode().splitlines()
    subjects = [line.partition(" ")[0] for line in lines if line.startswith("<")]
    subjects = [subject for subject in subjects if "/document/" in subject]
    fragments = [subject.partition("#char=")[2].rstrip(">") for subject in subjects]
    assert fragments[0] == ""
    offsets = [tuple(map(int, fragment.split(","))) for fragment in fragments[1:]]
    assert offsets == sorted(offsets)
    assert offsets[:2] == [(0, 17), (0, 64)]


@pytest.mark.parametrize(("suffix", "name"), SUFFIXES.items())
def test_the_suffix_tells_the_format(suffix: str, name: str) -> None:
    assert format_of(Path("a" + suffix)) == name
    assert format_of(Path("b.c" + suffix.upper())) == name


@pytest.mark.parametrize("file", ["a", "a.txt", "ttl", "a.ttl.gz", ".ttl", "a.json"])
def test_another_suffix_is_refused_with_those_that_exist(file: str) -> None:
    with pytest.raises(
        UnknownNameError, match=r"\.jsonld, \.nq, \.nt, \.rdf, \.trig, \.ttl, \.xml"
    ):
        format_of(Path(file))


def test_an_unknown_format_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean 'turtle'\? Available: json-ld"):
        to_bytes([], "turtel")


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_empty_graph_is_written_too(tmp_path: Path, name: str) -> None:
    write_graph([], tmp_path / "empty", name)
    assert list(parse((tmp_path / "empty").read_bytes(), FORMATS[name])) == []


def test_a_graph_goes_to_a_file_or_a_stream_alike(graph: Graph, tmp_path: Path) -> None:
    stream, file = io.BytesIO(), tmp_path / "chain.ttl"
    write_graph(graph, stream, "turtle")
    write_graph(graph, file, "turtle")
    assert stream.getvalue() == file.read_bytes() == to_bytes(graph, "turtle")


def test_a_stream_on_a_full_disk_is_an_error(graph: Graph) -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(WriteError, match="No space left"),
    ):
        write_graph(graph, full, "turtle")


def test_a_reader_who_leaves_is_not_made_into_a_failure_to_write(graph: Graph) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with pytest.raises(BrokenPipeError), io.FileIO(writer, "wb") as stream:
        write_graph(graph, io.BufferedWriter(stream), "turtle")


def test_the_prefixes_of_another_base_abbreviate_too(norvik: ResolvedDocument) -> None:
    base = "https://example.org/kg/"
    written = to_bytes(encode(norvik, base=base), "turtle", base=base).decode()
    assert "@prefix company: <https://example.org/kg/company/> ." in written
    assert "\ncompany:corvane a gk:Company" in written


def test_only_prefixes_that_are_used_are_declared() -> None:
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    written = to_bytes([Quad(NamedNode("urn:a"), label, Literal("A"))], "turtle").decode()
    assert written == (
        '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n<urn:a> rdfs:label "A" .\n'
    )
