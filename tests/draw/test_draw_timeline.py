"""Time lines: every claim at its date, contradictions marked, axes that name few dates."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draw.invented import SOURCES, TIMELINE, written
from graphkit import ontology
from graphkit.draw import Moment, Timeline, TimelineRow, chart_figure, overlaps
from graphkit.draw.style import MARKS
from graphkit.draw.ticks import MOST, ticks

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def marks(figure: Figure) -> dict[str, tuple[float, float]]:
    """Return the middle of each mark by its id."""
    found = {}
    for patch in figure.axes[0].patches:
        if str(patch.get_gid()).startswith("mark-"):
            box = patch.get_path().get_extents()
            found[str(patch.get_gid())] = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    return found


def one_row(*moments: Moment) -> Timeline:
    return Timeline((TimelineRow("Norvik supplies Aldane", moments),), SOURCES)


def test_every_status_has_its_own_mark() -> None:
    assert set(MARKS) == set(ontology.load().statuses)
    assert len(set(MARKS.values())) == len(MARKS)


def test_every_claim_has_a_mark_and_later_ones_stand_further_right() -> None:
    figure = chart_figure(TIMELINE)
    found = marks(figure)
    assert len(found) == sum(len(row.moments) for row in TIMELINE.rows)
    # rows are ordered by their first moments: the second is that of Norvik Cells
    places = [found[f"mark-1-{number}"][0] for number in range(4)]
    assert places == sorted(places)


def test_places_are_in_proportion_to_days() -> None:
    days = [dt.date(2026, 1, 1), dt.date(2026, 1, 11), dt.date(2026, 3, 2)]
    found = marks(chart_figure(one_row(*(Moment(day, "current") for day in days))))
    first, second, third = (found[f"mark-0-{number}"][0] for number in range(3))
    assert (third - first) / (second - first) == pytest.approx(6.0)


def test_claims_of_one_day_stand_one_above_the_other() -> None:
    day = dt.date(2026, 1, 1)
    figure = chart_figure(one_row(*(Moment(day, status) for status in MARKS)))
    heights = sorted(y for _, y in marks(figure).values())
    assert len(heights) == len(MARKS)
    assert min(b - a for a, b in pairwise(heights)) > 8
    assert overlaps(figure) == []


def test_only_disputed_rows_are_marked_and_the_legend_says_so() -> None:
    assert "sources contradict each other" in written(chart_figure(TIMELINE), "legend-swatch-")
    calm = Timeline(tuple(row for row in TIMELINE.rows if not row.disputed), SOURCES)
    assert written(chart_figure(calm), "legend-swatch-") == []


def test_the_legend_lists_only_the_statuses_that_occur() -> None:
    figure = chart_figure(one_row(Moment(dt.date(2026, 1, 1), "denied")))
    assert written(figure, "legend-mark-") == ["denied"]


def test_a_status_that_the_ontology_lacks_is_drawn_too() -> None:
    figure = chart_figure(one_row(Moment(dt.date(2026, 1, 1), "halfKnown")))
    assert written(figure, "legend-mark-") == ["half known"]


def test_texts_without_room_are_left_out_and_never_overlap() -> None:
    moments = [
        Moment(dt.date(2026, 1, 1) + dt.timedelta(days=n), "current", "a rather long remark")
        for n in range(40)
    ]
    figure = chart_figure(one_row(*moments))
    assert len(written(figure, "label-mark-")) < 40
    assert overlaps(figure) == []


def test_of_too_many_rows_the_rest_is_counted_in_the_note() -> None:
    rows = tuple(
        TimelineRow(f"Maker {n} supplies Aldane", (Moment(dt.date(2026, 1, 1 + n % 28), "past"),))
        for n in range(70)
    )
    (note,) = written(chart_figure(Timeline(rows, SOURCES)), "note")
    assert "40 of 70 relations are shown" in " ".join(note.split())


@settings(max_examples=60, deadline=None)
@given(
    st.dates(min_value=dt.date(1, 1, 1)).flatmap(
        lambda first: st.tuples(st.just(first), st.dates(min_value=first))
    )
)
def test_axes_name_at_least_one_date_in_order_and_never_too_many(
    ends: tuple[dt.date, dt.date],
) -> None:
    first, last = ends
    dates = [date for date, _ in ticks(first, last)]
    assert dates == sorted(set(dates))
    assert 1 <= len(dates) <= MOST
    assert all(first <= date <= last for date in dates)


@pytest.mark.parametrize(
    "days",
    [(dt.date(2026, 5, 7),), (dt.date(1, 1, 1), dt.date(9999, 12, 31))],
    ids=["one day", "all time"],
)
def test_any_span_of_time_is_drawn(days: tuple[dt.date, ...]) -> None:
    figure = chart_figure(one_row(*(Moment(day, "current", "then") for day in days)))
    assert overlaps(figure) == []
