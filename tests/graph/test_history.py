"""The log of a store: what it tells of builds, in names without a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.errors import OptionError
from graphkit.graph import DEFAULT_BASE, Graph, document_iri, validate
from graphkit.graph import vocabulary as v
from graphkit.graph.history import Recorder, now, read_builds, record_graphs, without_records
from graphkit.graph.patch import Patch, apply_patch

if TYPE_CHECKING:
    from collections.abc import Iterable

A, B = (document_iri(name) for name in ("a b.txt", "b.txt"))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778112000")


def recorded(graph: Graph, inputs: Iterable[str] = ("news",)) -> Recorder:
    return Recorder(graph.store, inputs, "fixed 1", base=DEFAULT_BASE)


def test_a_build_is_told_with_its_documents_by_id() -> None:
    graph = Graph.create()
    recorder = recorded(graph, ["news", "filings"])
    apply_patch(graph, recorder.noted("added", A) | recorder.brought(A))
    apply_patch(graph, recorder.noted("dropped", B))
    (build,) = read_builds(graph.store)
    assert (build.added, build.changed, build.dropped) == (("a b.txt",), (), ("b.txt",))
    assert (build.number, build.time) == (1, "2026-05-07T00:00:00Z")
    assert (build.inputs, build.reader) == (("filings", "news"), "fixed 1")


def test_builds_are_numbered_and_follow_each_other() -> None:
    graph = Graph.create()
    for name in (A, B):
        apply_patch(graph, recorded(graph).noted("added", name))
    first, second = read_builds(graph.store)
    assert (first.number, second.number) == (1, 2)
    informed = graph.store.quads_for_pattern(NamedNode(second.iri), None, NamedNode(first.iri))
    assert [str(quad.predicate) for quad in informed] == [str(v.term("prov:wasInformedBy"))]


def test_the_name_of_a_build_has_no_clock_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Graph.create(), Graph.create()
    apply_patch(one, recorded(one).noted("added", A))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    apply_patch(other, recorded(other).noted("added", A))
    (first,), (second,) = read_builds(one.store), read_builds(other.store)
    assert first.iri == second.iri
    assert first.time != second.time


@pytest.mark.parametrize("told", ["", "noon", "1e9", "9" * 30])
def test_a_time_that_is_none_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    with pytest.raises(OptionError, match="SOURCE_DATE_EPOCH"):
        now()


def test_inputs_are_the_same_in_any_order_and_others_are_not() -> None:
    graph = Graph.create()
    assert recorded(graph, ["a", "b"]).inputs == recorded(graph, ["b", "a", "b"]).inputs
    assert recorded(graph, ["a", "b"]).inputs != recorded(graph, ["a b"]).inputs


def test_documents_of_other_inputs_are_told_from_those_of_these() -> None:
    graph = Graph.create()
    news, filings = recorded(graph, ["news"]), recorded(graph, ["filings"])
    for patch in (news.brought(A), news.brought(B), filings.brought(B)):
        apply_patch(graph, patch)
    assert set(news.members()) == {A, B}
    assert (news.is_shared(A), news.is_shared(B)) == (False, True)
    assert not news.brought(A)
    apply_patch(graph, news.forgotten(B))
    assert set(news.members()) == {A}


def test_records_are_told_from_all_else() -> None:
    graph = Graph.create()
    other = Quad(A, v.LABEL, Literal("x"), A)
    graph.add([other])
    recorder = recorded(graph)
    apply_patch(graph, recorder.noted("added", A) | recorder.brought(A))
    assert len(record_graphs(graph.store)) == 2
    assert list(without_records(graph, graph.store)) == [other]


def test_a_log_conforms_to_the_shapes() -> None:
    graph = Graph.create()
    recorder = recorded(graph)
    apply_patch(graph, recorder.noted("added", A) | recorder.brought(A))
    assert validate(graph).conforms


def test_a_graph_that_a_patch_empties_has_no_name_left() -> None:
    graph = Graph.create()
    quads = frozenset(Quad(A, v.LABEL, Literal(str(i)), A) for i in range(3))
    apply_patch(graph, Patch(added=quads))
    apply_patch(graph, Patch(deleted=frozenset(list(quads)[:2])))
    assert len(graph) == 1
    apply_patch(graph, Patch(deleted=quads))
    assert list(graph.store.named_graphs()) == []


def test_a_year_has_four_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "-62135596800")
    assert now() == "0001-01-01T00:00:00Z"
