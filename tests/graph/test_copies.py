"""Copies of one text: who is one, of which document, in whatever order they come."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.graph import DEFAULT_BASE, Graph, document_iri
from graphkit.graph.copies import (
    COPY_OF,
    LIKE,
    Printed,
    copies_graph,
    copies_patch,
    fingerprint,
    likeness,
)
from graphkit.graph.growing import Writer
from graphkit.graph.history import Recorder
from graphkit.model import Document, Extraction, ResolvedDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from pyoxigraph import Literal, NamedNode, Quad, Store

    Subject = NamedNode | None
    Value = NamedNode | Literal | None

WIRE = (
    "Norvik AB said on Monday that it will ship battery-grade nickel sulphate from its new plant "
    "at Lund to Aldane Motors for seven years, starting in the spring, under a contract that both "
    "companies signed last week. The plant, which cost 400 million euros, turns recycled cathodes "
    "into salts. Analysts expect a second line to follow, since demand from makers of cars in the "
    "north of Europe grows faster than supply, and the nearest rival closed its doors in March."
)
OTHER = (
    "Rains have raised the level of the canal by half a metre, and its administration lets more "
    "ships pass each day than in the year before. Carriers that had sent vessels around the cape "
    "return to the old route, so that voyages between the two coasts take eleven days less."
)
TEXTS = (
    WIRE,
    f"OSLO, March 3 (Example Wire) - {WIRE}",
    WIRE.replace("Monday", "Tuesday").replace("seven", "eight"),
    WIRE.rpartition(" Analysts")[0] + " Analysts expect a second line to follow.",
    OTHER,
    f"{OTHER} Tolls stay as they are.",
    "Norvik ships nickel.",
)


class Counting:
    """A store that counts the quads that are read from it."""

    def __init__(self, store: Store) -> None:
        """Count from now on what is read from *store*."""
        self._store, self.read = store, 0

    def quads_for_pattern(
        self, subject: Subject, predicate: NamedNode | None, value: Value, name: NamedNode
    ) -> Iterator[Quad]:
        """Yield the quads with these parts."""
        for quad in self._store.quads_for_pattern(subject, predicate, value, name):
            self.read += 1
            yield quad

    def __contains__(self, quad: Quad) -> bool:
        """Return whether *quad* is in the store."""
        return quad in self._store


def written(graph: Graph, recorder: Recorder, *documents: Document) -> dict[str, str]:
    writer = Writer(graph, reader="fixed 1", base=DEFAULT_BASE, recorder=recorder)
    for document in documents:
        writer.write(ResolvedDocument(Extraction(document, (), (), ()), ()), {})
    writer.finish(prunes=False)
    return marks(graph)


def marks(graph: Graph) -> dict[str, str]:
    found = graph.store.quads_for_pattern(None, COPY_OF, None, copies_graph(DEFAULT_BASE))
    return {_name(quad.subject): _name(quad.object) for quad in found}


def _name(term: object) -> str:
    return str(term).rstrip(">").rpartition("/")[2]


def recorder(graph: Graph) -> Recorder:
    return Recorder(graph.store, ["news"], "fixed 1", base=DEFAULT_BASE)


def document(name: str, text: str, day: int | None = None) -> Document:
    date = None if day is None else dt.date(2026, 3, day)
    return Document(name, text, (), date=date)


def expected(documents: list[Document]) -> dict[str, str]:
    """Return the marks by the definition, with every pair compared."""
    groups = [{d.id} for d in documents]
    bands = {d.id: fingerprint(d.text) for d in documents}
    for one, other in combinations(documents, 2):
        a, b = bands[one.id], bands[other.id]
        if set(a) & set(b) and likeness(a, b) >= LIKE:
            joined = [g for g in groups if {one.id, other.id} & g]
            groups = [g for g in groups if g not in joined] + [set().union(*joined)]
    rank = {d.id: ("9" if d.date is None else str(d.date), d.id) for d in documents}
    return {
        d: min(g, key=rank.__getitem__)
        for g in groups
        for d in g
        if d != min(g, key=rank.__getitem__)
    }


def test_an_edited_and_a_shortened_copy_are_marked_as_the_first_by_date() -> None:
    graph = Graph.create()
    texts = (document("c", TEXTS[0], 2), document("b", TEXTS[1], 1), document("a", TEXTS[2], 3))
    assert written(graph, recorder(graph), *texts) == {"a": "b", "c": "b"}


def test_of_one_day_the_first_by_id_is_the_first_and_without_a_date_one_comes_last() -> None:
    graph = Graph.create()
    texts = (document("a", WIRE), document("c", WIRE, 2), document("b", WIRE, 2))
    assert written(graph, recorder(graph), *texts) == {"a": "b", "c": "b"}


def test_other_texts_are_no_copies() -> None:
    graph = Graph.create()
    assert written(graph, recorder(graph), document("a", WIRE), document("b", OTHER)) == {}


drafts = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.integers(0, len(TEXTS) - 1), st.sampled_from([None, 1, 2])
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=40)
@given(drafts, st.randoms(use_true_random=False))
def test_marks_are_those_of_the_definition_whatever_came_before(
    drafts: list[tuple[str, int, int | None]], shuffle: Random
) -> None:
    graph = Graph.create()
    texts = [document(name, TEXTS[text], day) for name, text, day in drafts]
    final = list({text.id: text for text in texts}.values())
    assert written(graph, recorder(graph), *texts) == expected(final)
    shuffled = list(final)
    shuffle.shuffle(shuffled)
    other = Graph.create()
    assert written(other, recorder(other), *shuffled) == expected(final)


@settings(deadline=None, max_examples=40)
@given(drafts, st.sets(st.sampled_from("abcdef")))
def test_marks_are_those_of_the_definition_after_documents_have_gone(
    drafts: list[tuple[str, int, int | None]], gone: set[str]
) -> None:
    graph = Graph.create()
    texts = [document(name, TEXTS[text], day) for name, text, day in drafts]
    written(graph, recorder(graph), *texts)
    writer = Writer(graph, reader="fixed 1", base=DEFAULT_BASE, recorder=recorder(graph))
    left = {text.id: text for text in texts if text.id not in gone}
    for text in left.values():
        writer.leave(text)
    writer.finish(prunes=True)
    assert marks(graph) == expected(list(left.values()))


def test_an_unrelated_document_moves_nothing() -> None:
    graph = Graph.create()
    before = written(graph, recorder(graph), document("b", WIRE, 1), document("c", WIRE, 2))
    assert written(graph, recorder(graph), document("a", OTHER, 1)) == before != {}


def test_a_text_that_changed_is_no_copy_any_more() -> None:
    graph = Graph.create()
    written(graph, recorder(graph), *(document(n, WIRE, 1) for n in "abc"))
    assert written(graph, recorder(graph), document("a", OTHER, 1)) == {"c": "b"}
    assert written(graph, recorder(graph), document("c", OTHER, 1)) == {"c": "a"}


def test_the_fingerprint_is_the_same_in_every_release() -> None:
    # a change here makes the fingerprints of stores worthless: their scheme must change with it
    assert (
        fingerprint("Norvik ships nickel.")[0]
        == "rensa2:00:8913ffbcd041185cc3b28ec1d5200c04dbc0a53e9d046b6fe48a7f9ad9c18c0c"
    )


@pytest.mark.parametrize("text", ["", "!!!", "one", "\ud800", "\u6771\u4eac \u5927\u962a"])
def test_every_text_has_a_fingerprint_and_is_like_itself(text: str) -> None:
    assert likeness(fingerprint(text), fingerprint(text)) == 1.0


def test_a_copy_that_comes_reads_no_more_of_many_copies_than_of_few() -> None:
    def reads(number: int) -> int:
        graph = Graph.create()
        written(graph, recorder(graph), *(document(f"d{n:03}", WIRE, 1) for n in range(number)))
        iri = document_iri("d999", base=DEFAULT_BASE)
        new = Printed(iri, "2026-03-02", "d999", fingerprint(WIRE))
        store = Counting(graph.store)
        patch = copies_patch(cast("Store", store), iri, new, base=DEFAULT_BASE)
        assert len([quad for quad in patch.added if quad.predicate == COPY_OF]) == 1
        return store.read

    assert reads(40) == reads(10)
