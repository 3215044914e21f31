"""What happened to a thing, in order, and which claims contradict each other."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from analyse.conftest import Told, build
from graphkit import ontology
from graphkit.analyse import Selection, Statement, UnknownThingError, read_network
from graphkit.analyse.timeline import timeline
from graphkit.analyse.timeline_contradictions import (
    contradict,
    contradictions,
    opponents,
)
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import document_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.analyse.timeline import Moment

EVERY = Selection(statuses=tuple(ontology.load().statuses))
DAYS = ("2026-01-01", "2026-02-01", "2026-03-01", None)
SALE = "company/a suppliesTo company/b"


def said(status: str, day: str | None, document: str, relation: str = SALE) -> Told:
    return Told(relation, status, document=document, day=day)


def when(claim: Told, predicate: NamedNode, day: str) -> Quad:
    """Return that the sentence of *claim* gives *day*."""
    value = Literal(day, datatype=v.XSD_DATE)
    return Quad(claim.iri, predicate, value, document_iri(claim.document))


def moments(
    claims: Iterable[str | Told], *more: Quad, selection: Selection = EVERY
) -> tuple[Moment, ...]:
    graph = build(claims, *more)
    return timeline(graph, read_network(graph, selection), "company/a")


def events(found: Iterable[Moment]) -> list[tuple[str, str, str | None]]:
    return [(str(each.date), each.event, each.dated_by) for each in found]


def test_all_that_is_said_stands_in_order() -> None:
    found = moments(
        [
            said("current", "2026-03-01", "c.txt"),
            said("planned", "2026-01-01", "a.txt"),
            said("denied", "2026-02-01", "b.txt", "company/a acquires company/c"),
            said("possible", None, "d.txt"),
            said("current", "2026-03-01", "c.txt", "company/x suppliesTo company/y"),
        ]
    )
    assert events(found) == [
        ("2026-01-01", "announced", "document"),
        ("2026-02-01", "denied", "document"),
        ("2026-03-01", "in force", "document"),
        ("None", "may be", None),
    ]


def test_the_day_that_a_sentence_gives_goes_before_that_of_its_document() -> None:
    begun, over = said("current", "2026-03-01", "a.txt"), said("past", "2026-03-02", "b.txt")
    found = moments(
        [begun, over],
        when(begun, v.VALID_FROM, "2025-04-01"),
        when(over, v.VALID_FROM, "2024-01-01"),
        when(over, v.VALID_UNTIL, "2026-02-28"),
    )
    assert events(found) == [
        ("2025-04-01", "started", "claim"),
        ("2026-02-28", "ended", "claim"),
    ]


def test_claims_that_contradict_each_other_are_both_told() -> None:
    claims = [said("current", "2026-01-01", "a.txt"), said("denied", "2026-02-01", "b.txt")]
    one, other = moments(claims)
    assert [each.iri for each in one.against] == [other.statement.iri]
    assert [each.iri for each in other.against] == [one.statement.iri]


def test_only_what_is_selected_is_told() -> None:
    claims = [said("current", "2026-01-01", "a.txt"), said("denied", "2026-02-01", "b.txt")]
    facts = moments(claims, selection=Selection())
    assert [(each.event, each.disputed) for each in facts] == [("in force", False)]
    early = Selection(EVERY.statuses, as_of=dt.date(2026, 1, 15))
    assert set(moments(claims, selection=early)) <= {
        *moments(claims[:1]),
    }


def test_a_name_that_nothing_bears_is_refused() -> None:
    graph = build([SALE])
    with pytest.raises(UnknownThingError):
        timeline(graph, read_network(graph), "Nobody at all")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("planned", 0, "a"), ("current", 1, "b"), False),
        (("planned", 1, "a"), ("current", 0, "b"), True),
        (("planned", 0, "a"), ("current", 0, "b"), True),
        (("planned", 0, "a"), ("planned", 1, "b"), False),
        (("planned", 1, "a"), ("current", 0, "a"), False),
        (("past", 0, "a"), ("current", 1, "b"), True),
        (("current", 0, "a"), ("past", 1, "b"), False),
        (("denied", 0, "a"), ("current", 1, "b"), True),
        (("current", 0, "a"), ("denied", 1, "b"), True),
        (("denied", 0, "a"), ("possible", 0, "a"), False),
        (("planned", None, "a"), ("current", 0, "b"), True),
    ],
)
def test_what_is_a_contradiction(
    one: tuple[str, int | None, str], other: tuple[str, int | None, str], *, expected: bool
) -> None:
    assert contradict(stated(*one), stated(*other)) is expected
    assert contradict(stated(*other), stated(*one)) is expected


def stated(status: str, month: int | None, document: str) -> Statement:
    day = None if month is None else dt.date(2026, 1 + month, 1)
    iri = f"claim/{status}-{month}-{document}"
    return Statement(
        iri, "a", "suppliesTo", "b", status, 0.9, document, day, None, None, None, document
    )


STATEMENTS = st.lists(
    st.builds(
        stated,
        st.sampled_from(sorted(EVERY.statuses)),
        st.one_of(st.none(), st.integers(0, 5)),
        st.sampled_from("abcde"),
    ),
    max_size=12,
    unique_by=lambda each: each.iri,
)


@settings(deadline=None)
@given(STATEMENTS)
def test_two_statuses_are_told_to_contradict_if_any_two_of_their_claims_do(
    statements: list[Statement],
) -> None:
    found = contradictions(statements)
    assert all(contradict(*pair) for pair in found)
    pairs = {frozenset((one.status, other.status)) for one, other in found}
    assert len(pairs) == len(found)
    assert pairs == {
        frozenset((one.status, other.status))
        for one, other in combinations(statements, 2)
        if contradict(one, other)
    }
    assert found == contradictions(statements[::-1])
    against = opponents(statements)
    for each in statements:
        opposed = {other.status for other in statements if contradict(each, other)}
        assert {other.status for other in against[each.iri]} == opposed


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(EVERY.statuses)), st.sampled_from(DAYS)),
        max_size=5,
    )
)
def test_every_claim_is_told_once_whatever_their_order(told: list[tuple[str, str | None]]) -> None:
    claims = [said(status, day, f"{n}.txt") for n, (status, day) in enumerate(told)]
    claims.append(said("current", "2026-05-05", "z.txt"))
    found = moments(claims)
    assert {each.statement.iri for each in found} == {claim.iri.value for claim in claims}
    assert len(found) == len(claims)
    assert found == moments(claims[::-1])
