"""What has become of relations since a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.conftest import Told, build
from graphkit import ontology
from graphkit.analyse import Selection, read_network
from graphkit.analyse.changes import changes
from graphkit.errors import OptionError
from graphkit.graph.diff import claim_changes_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.analyse.changes import Change

EVERY = Selection(statuses=tuple(ontology.load().statuses))
SINCE = dt.date(2026, 2, 1)
SALE = "company/a suppliesTo company/b"
EARLY, LATE = "2026-01-31", "2026-02-01"


def said(status: str, day: str | None, document: str) -> Told:
    return Told(SALE, status, document=document, day=day)


def found(
    claims: Iterable[Told], since: dt.date = SINCE, until: dt.date | None = None
) -> tuple[Change, ...]:
    return changes(read_network(build(claims), EVERY), since, until=until)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], ["current"], [("new", "current")]),
        ([], ["denied"], [("denied", "denied")]),
        ([], ["past"], [("ended", "past")]),
        (["planned"], ["current"], [("changed", "planned → current")]),
        (["current"], ["past"], [("ended", "current → past")]),
        (
            ["planned"],
            ["denied"],
            [("contradicted", "planned against denied"), ("denied", "planned → denied")],
        ),
        (
            ["current"],
            ["planned"],
            [("contradicted", "current against planned"), ("changed", "current → planned")],
        ),
        (["current"], ["current"], []),
        (["current"], [], []),
        (
            [],
            ["current", "planned"],
            [("contradicted", "current against planned"), ("new", "current/planned")],
        ),
    ],
)
def test_what_becomes_of_a_relation(
    before: list[str], after: list[str], expected: list[tuple[str, str]]
) -> None:
    claims = [said(status, EARLY, f"{status}0.txt") for status in before]
    claims += [said(status, LATE, f"{status}1.txt") for status in after]
    told = [(each.kind, each.words()) for each in found(claims)]
    # which of two claims of one day comes first is of no meaning
    assert [(kind, set(words.split(" against "))) for kind, words in told] == [
        (kind, set(words.split(" against "))) for kind, words in expected
    ]


def test_both_sides_have_their_claims() -> None:
    claims = [said("planned", EARLY, "a.txt"), said("current", LATE, "b.txt")]
    (change,) = found(claims)
    assert [[each.iri for each in side] for side in (change.before, change.after)] == [
        [claim.iri.value] for claim in claims
    ]
    assert change.date == SINCE


def test_an_old_contradiction_is_not_told_again() -> None:
    claims = [said("current", EARLY, "a.txt"), said("denied", EARLY, "b.txt")]
    claims += [said("denied", LATE, "c.txt")]
    assert [each.kind for each in found(claims)] == ["changed"]


def test_what_has_no_date_was_known_before() -> None:
    claims = [said("planned", None, "a.txt"), said("current", LATE, "b.txt")]
    assert [(e.kind, e.words()) for e in found(claims) if e.kind != "contradicted"] == [
        ("changed", "planned → current")
    ]
    assert found(claims[:1]) == ()


def test_the_last_day_ends_it() -> None:
    claims = [said("current", "2026-02-10", "a.txt"), said("denied", "2026-03-10", "b.txt")]
    told = found(claims, until=dt.date(2026, 2, 28))
    assert [each.kind for each in told] == ["new"]


def test_a_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(OptionError, match="before the first"):
        found([], until=dt.date(2026, 1, 1))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(sorted(EVERY.statuses)),
            st.sampled_from(["2026-01-01", EARLY, LATE, "2026-03-01"]),
        ),
        max_size=6,
    )
)
def test_statuses_change_as_between_two_days_of_a_graph(told: list[tuple[str, str, str]]) -> None:
    claims = [
        Told(f"company/{end} suppliesTo company/x", status, document=f"{n}.txt", day=day)
        for n, (end, status, day) in enumerate(told)
    ]
    graph = build(claims)
    own = changes(read_network(graph, EVERY), SINCE)
    other = claim_changes_at(graph, SINCE - dt.timedelta(days=1), dt.date(2027, 1, 1))
    differing = {(each.subject, each.after) for each in other if "sure" not in each.kind}
    ours = {each.subject.label for each in own if each.kind != "contradicted"}
    assert ours == {subject for subject, _ in differing}
    assert own == changes(read_network(build(claims[::-1]), EVERY), SINCE)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(sorted(EVERY.statuses)), max_size=5))
def test_nothing_changes_after_the_last_document(statuses: list[str]) -> None:
    claims = [said(status, EARLY, f"{n}.txt") for n, status in enumerate(statuses)]
    assert found(claims) == ()
