"""The same build into memory, a folder and two servers gives the same claims and answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, QuerySolutions

from graphkit.building import BuildOptions
from graphkit.graph import Graph, run_named, validate
from graphkit.graph import vocabulary as v
from graphkit.graph.history import without_records
from graphkit.pipeline import build, build_file, build_store
from graphkit.queries import load_query, query_names
from remote.servers import held, lines_of
from support import EXAMPLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from remote.servers import Server

VALUES = {"relation": "suppliesTo", "type": "Company", "maximum": "0.6", "minimum": "0.3"}
VALUES |= {"since": "2026-01-01", "day": "2026-05-07", "speaker": "SoftBank"}
TEXTS = [str(EXAMPLES / f"*.{kind}") for kind in ("txt", "md", "html", "jsonl")]
"""The short examples; a whole industry would take Virtuoso more memory than a test should."""
NAMES = ("Nvidia", "Panasonic Energy")


@pytest.fixture(scope="module")
def plain() -> Graph:
    """The examples, built in memory."""
    return build(TEXTS)[0]


def questions(graph: Graph) -> list[tuple[str, dict[str, str]]]:
    """Return each named query with what it has to be told, so that it finds something if it can."""
    claim = next(graph.claims())
    found = []
    for name in query_names():
        known = {p.name: p for p in load_query(name).parameters}
        fixed = {"claim": claim.iri, "document": claim.document}
        needed = {p: fixed.get(p, VALUES.get(p)) for p in known if known[p].required}
        if None in needed.values():
            tried = [{p: a or other for p, a in needed.items()} for other in NAMES]
            found.append((name, max(tried, key=lambda told: len(answer(graph, name, told)))))
        else:
            found.append((name, {p: a for p, a in needed.items() if a is not None}))
        found += [(name, {"since": "2026-01-01"})] if set(known) == {"since"} else []
    return found


def answer(graph: Graph, name: str, arguments: dict[str, str]) -> list[list[str | None]]:
    solutions = run_named(graph, name, arguments)
    assert isinstance(solutions, QuerySolutions)
    return [[None if term is None else str(term) for term in solution] for solution in solutions]


def test_a_server_and_a_folder_hold_the_same_quads_and_give_the_same_answers(
    server: Server, plain: Graph, tmp_path: Path
) -> None:
    build_store(TEXTS, tmp_path / "store")
    report = build_store(TEXTS, Path(server.address))
    assert report.claims == len(list(plain.claims()))
    assert held(server) == lines_of(plain)
    with Graph.open(server.address) as remote, Graph.open(tmp_path / "store") as folder:
        assert set(without_records(folder, folder.store)) == set(plain)
        assert list(remote.claims()) == list(plain.claims())
        assert remote.documents() == plain.documents()
        for name in NAMES:
            assert remote.find(name) == plain.find(name)
            if plain.find(name):
                assert list(remote.claims(entities=[name])) == list(plain.claims(entities=[name]))
        assert validate(remote) == validate(plain)


def test_each_named_query_has_the_same_answer_from_a_server(server: Server, plain: Graph) -> None:
    build_store(TEXTS, Path(server.address))
    asked = questions(plain)
    expected = [answer(plain, name, told) for name, told in asked]
    # Virtuoso takes half a second to compile some of them
    with Graph.open(server.address) as remote, ThreadPoolExecutor(4) as side_by_side:
        found = list(side_by_side.map(lambda each: answer(remote, *each), asked))
    for question, here, there in zip(asked, expected, found, strict=True):
        assert there == here, question
    assert {name for name, _ in asked} == set(query_names())
    assert sum(1 for rows in expected if rows) > len(asked) / 2


def test_a_second_build_changes_nothing_and_a_changed_document_takes_the_place(
    server: Server, tmp_path: Path
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Corvane supplies battery cells to Norvik Motors.")
    other = tmp_path / "b.txt"
    other.write_text("Tessaly Foundry supplies castings to Aldane Motors.")
    inputs = str(tmp_path)
    assert build_store(inputs, Path(server.address)).documents == 2
    with Graph.open(server.address) as remote:
        before = lines_of(remote)
    again = build_store(inputs, Path(server.address))
    assert (again.unchanged, again.mentions, again.claims) == (2, 0, 0)  # nothing was read out
    with Graph.open(server.address) as remote:
        assert lines_of(remote) == before  # the log too
    text.write_text("Corvane no longer supplies battery cells to Norvik Motors.")
    other.unlink()
    options = BuildOptions(prune=True)
    report = build_store(inputs, Path(server.address), options=options)
    assert (report.replaced, report.dropped) == (1, 1)
    assert held(server) == lines_of(build(inputs)[0])


def test_what_a_second_writer_has_mixed_is_put_right_by_the_next_build(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Corvane supplies battery cells to Norvik Motors.")
    build_store(str(tmp_path), Path(server.address))
    with Graph.create(server.address) as remote:
        (document,) = (NamedNode(each.iri) for each in remote.documents())
        mixed = f'{document} {v.EXTRACTOR} "other 1" ; {v.DERIVED_FROM} <urn:x>'
        remote.store.update(f"INSERT DATA {{ GRAPH {document} {{ {mixed} }} }}")
    build_store(str(tmp_path), Path(server.address))
    assert held(server) == lines_of(build(str(tmp_path))[0])


def test_every_command_takes_an_address(
    oxigraph: Server, tmp_path: Path, run: Callable[..., Run]
) -> None:
    file, wires = tmp_path / "chain.nq", str(EXAMPLES / "wires.jsonl")
    build_file(wires, file)
    assert run("build", wires, "--store", oxigraph.address).code == 0
    with Graph.open(file) as graph:
        claim = next(graph.claims()).iri.rpartition("/")[2][:12]
    edges = "CONSTRUCT { ?s gk:suppliesTo ?o } WHERE { ?s gk:suppliesTo ?o }"
    words: list[list[str]] = [
        ["query", "GRAPH", edges],
        ["why", "GRAPH", "Norhald Metals"],
        ["why", "GRAPH", claim],
    ]
    for command in (*words, ["validate", "GRAPH"]):
        there, here = (
            run(*(place if word == "GRAPH" else word for word in command))
            for place in (oxigraph.address, str(file))
        )
        assert there == here, command
        assert there.code == 0
    written = [tmp_path / name for name in ("there.ttl", "here.ttl")]
    for target, place in zip(written, (oxigraph.address, str(file)), strict=True):
        assert run("export", place, "-o", str(target)).code == 0
    assert written[0].read_bytes() == written[1].read_bytes()
    assert run("draw", oxigraph.address, "-o", str(tmp_path / "chain.svg")).code == 0
    assert run("log", oxigraph.address).code == 0
    assert run("diff", oxigraph.address, str(file)).code == 0
