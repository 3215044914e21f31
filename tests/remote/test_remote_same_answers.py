"""The same build into memory, a folder and two servers gives the same claims and answers."""

from __future__ import annotations

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
from support import EXAMPLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from remote.conftest import Server

VALUES = {"relation": "suppliesTo", "type": "Company", "maximum": "0.6", "minimum": "0.3"}
VALUES |= {"since": "2026-01-01", "day": "2026-05-07", "speaker": "SoftBank"}
NAMES = ("Nvidia", "Panasonic Energy")


@pytest.fixture(scope="module")
def plain() -> Graph:
    """The examples, built in memory."""
    return build(str(EXAMPLES))[0]


def questions(graph: Graph) -> list[tuple[str, dict[str, str]]]:
    claim = next(graph.claims())
    found = []
    for name in query_names():
        known = {p.name: p for p in load_query(name).parameters}
        fixed = {"claim": claim.iri, "document": claim.document}
        needed = {p: fixed.get(p, VALUES.get(p)) for p in known if known[p].required}
        if None in needed.values():
            found += [(name, {p: a or other for p, a in needed.items()}) for other in NAMES]
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
    build_store(str(EXAMPLES), tmp_path / "store")
    report = build_store(str(EXAMPLES), Path(server.address))
    assert report.claims == len(list(plain.claims()))
    with Graph.open(server.address) as remote, Graph.open(tmp_path / "store") as folder:
        assert set(without_records(remote, remote.store)) == set(plain)
        assert set(without_records(folder, folder.store)) == set(plain)
        assert list(remote.claims()) == list(plain.claims())
        assert remote.documents() == plain.documents()
        for name in NAMES:
            assert remote.find(name) == plain.find(name)
            if plain.find(name):
                assert list(remote.claims(entities=[name])) == list(plain.claims(entities=[name]))
        answered = set()
        for name, arguments in questions(plain):
            expected = answer(plain, name, arguments)
            assert answer(remote, name, arguments) == expected, (name, arguments)
            answered.update([name] if expected else [])
        assert len(answered) > len(query_names()) / 2
        assert validate(remote) == validate(plain)


def test_a_second_build_changes_nothing_and_a_changed_document_takes_the_place(
    server: Server, tmp_path: Path
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Corvane supplies battery cells to Norvik Motors.")
    other = tmp_path / "b.txt"
    other.write_text("Tessaly Foundry supplies castings to Aldane Motors.")
    inputs = str(tmp_path)
    assert build_store(inputs, Path(server.address)).documents == 2
    assert build_store(inputs, Path(server.address)).unchanged == 2
    text.write_text("Corvane no longer supplies battery cells to Norvik Motors.")
    other.unlink()
    options = BuildOptions(prune=True)
    report = build_store(inputs, Path(server.address), options=options)
    assert (report.replaced, report.dropped) == (1, 1)
    with Graph.open(server.address) as remote:
        assert set(without_records(remote, remote.store)) == set(build(inputs)[0])


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
    with Graph.open(server.address) as remote:
        assert set(without_records(remote, remote.store)) == set(build(str(tmp_path))[0])


def test_every_command_takes_an_address(
    oxigraph: Server, tmp_path: Path, run: Callable[..., Run]
) -> None:
    file = tmp_path / "chain.nq"
    build_file(str(EXAMPLES / "wires.jsonl"), file)
    assert run("build", "examples/wires.jsonl", "--store", oxigraph.address).code == 0
    graph = "CONSTRUCT { ?s gk:suppliesTo ?o } WHERE { ?s gk:suppliesTo ?o }"
    for words in (["query", "GRAPH", graph], ["why", "GRAPH", "Nvidia"], ["validate", "GRAPH"]):
        there, here = (
            run(*(place if word == "GRAPH" else word for word in words))
            for place in (oxigraph.address, str(file))
        )
        assert there == here, words
    picture, again = tmp_path / "chain.svg", tmp_path / "again.nq"
    assert run("draw", oxigraph.address, "-o", str(picture)).code == 0
    assert run("export", oxigraph.address, "-o", str(again)).code == 0
