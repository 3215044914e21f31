"""Tier charts: columns from left to right, few crossings, long tiers folded."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draw.invented import SOURCES, TIERS, written
from graphkit.draw import TierChart, TierLink, TierNode, chart_figure, overlaps
from graphkit.draw.columns import LINE, arrange
from graphkit.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def places(figure: Figure) -> dict[str, tuple[float, float]]:
    """Return where each label begins, by its first line."""
    return {
        text.get_text().split("\n")[0]: text.get_position()
        for text in figure.axes[0].texts
        if str(text.get_gid()).startswith("node-label-")
    }


def crowd(tier: int, count: int) -> list[TierNode]:
    return [TierNode(f"{tier}/{n}", f"Maker {tier} {n}", "Company", tier, n) for n in range(count)]


def crossings(columns: list[int], levels: tuple[float, ...], links: list[tuple[int, int]]) -> int:
    """Return how many links between two neighbouring columns cross."""
    ends = [(a, b) if columns[a] < columns[b] else (b, a) for a, b in links]
    return sum(
        columns[a] == columns[c] and (levels[a] - levels[c]) * (levels[b] - levels[d]) < 0
        for n, (a, b) in enumerate(ends)
        for c, d in ends[n + 1 :]
    )


def test_what_is_upstream_stands_further_left() -> None:
    found = places(chart_figure(TIERS))
    order = ["quartz", "silicon carbide wafers", "Tessaly Foundry", "Aldane Motors"]
    order += ["Kestrel Retail", "Umbra Fleet"]
    assert all(found[a][0] < found[b][0] for a, b in pairwise(order))


def test_each_tier_but_the_one_in_question_is_named_above_its_column() -> None:
    assert written(chart_figure(TIERS), "label-head-") == [
        "3 steps upstream",
        "2 steps upstream",
        "1 step upstream",
        "1 step downstream",
        "2 steps downstream",
    ]


def test_the_legend_lists_only_the_types_and_statuses_that_occur() -> None:
    figure = chart_figure(TierChart(TIERS.nodes[:4], TIERS.links[:2], SOURCES))
    assert written(figure, "legend-type-") == ["country", "facility", "product", "material"]
    assert written(figure, "legend-flow-") == ["current"]


def test_a_long_tier_is_folded_and_those_with_most_weight_stay() -> None:
    nodes = [*crowd(-1, 40), TierNode("hub", "Aldane", "Company", 0)]
    links = [TierLink(node.key, "hub") for node in nodes[:-1]]
    figure = chart_figure(TierChart(tuple(nodes), tuple(links), SOURCES))
    found = places(figure)
    assert "and 27 more" in found
    assert {"Maker -1 39", "Maker -1 27"} <= set(found)
    assert "Maker -1 26" not in found
    assert "14 of 41 are named" in " ".join(written(figure, "note")[0].split())
    assert overlaps(figure) == []


def test_a_tier_that_just_fits_is_not_folded() -> None:
    figure = chart_figure(TierChart(tuple(crowd(-1, 14)), (), SOURCES))
    assert len(places(figure)) == 14


def test_crowded_tiers_are_drawn_without_overlap() -> None:
    nodes = [node for tier in range(-3, 4) for node in crowd(tier, 13)]
    links = [
        TierLink(f"{tier}/{n}", f"{tier + step}/{n * 7 % 13}", weight=n)
        for tier, n, step in product(range(-3, 2), range(13), (1, 2))
    ]
    assert overlaps(chart_figure(TierChart(tuple(nodes), tuple(links), SOURCES))) == []


@pytest.mark.parametrize("tiers", [(0, 0), (1, 0), (2, -2), (0, 1)], ids=str)
def test_a_link_may_run_within_a_tier_against_the_stream_and_far(tiers: tuple[int, int]) -> None:
    nodes = [TierNode(f"n{n}", f"Maker {n}", "Company", tier) for n, tier in enumerate(tiers)]
    middle = TierNode("between", "Between", "Company", 0)
    figure = chart_figure(TierChart((*nodes, middle), (TierLink("n0", "n1"),), SOURCES))
    assert sum(patch.get_gid() == "link" for patch in figure.axes[0].patches) == 1
    assert overlaps(figure) == []


def test_a_plain_crossing_is_undone() -> None:
    columns, links = [0, 0, 0, 1, 1, 1], [(0, 5), (1, 4), (2, 3)]
    assert crossings(columns, arrange(columns, links, [1] * 6).levels, links) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(4, 7)), unique=True, max_size=9))
def test_there_are_never_more_crossings_than_in_the_order_given(
    links: list[tuple[int, int]],
) -> None:
    columns = [0, 0, 0, 0, 1, 1, 1, 1]
    found = arrange(columns, links, [1] * 8).levels
    assert crossings(columns, found, links) <= crossings(columns, (0, 1, 2, 3) * 2, links)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=14).flatmap(
        lambda columns: st.tuples(
            st.just(columns),
            st.lists(
                st.tuples(
                    st.integers(0, len(columns) - 1), st.integers(0, len(columns) - 1)
                ).filter(lambda pair: pair[0] != pair[1]),
                max_size=14,
            )
            if len(columns) > 1
            else st.just([]),
        )
    )
)
def test_no_two_things_of_a_column_share_a_row(
    drawn: tuple[list[int], list[tuple[int, int]]],
) -> None:
    columns, links = drawn
    found = arrange(columns, links, [1.0] * len(columns))
    passing = [(column, level, LINE) for way in found.ways for column, level in way[1:-1]]
    cells = [*((c, lv, 1.0) for c, lv in zip(columns, found.levels, strict=True)), *passing]
    for column in set(columns):
        rows = sorted((level, room) for c, level, room in cells if c == column)
        for (above, tall), (below, high) in pairwise(rows):
            assert below - above >= (tall + high) / 2 - 1e-6
    assert min(found.levels) >= -1e-6
    assert max(found.levels) <= found.height
    assert np.isfinite(found.levels).all()


def test_a_link_to_nothing_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no node named 'nobody'"):
        TierChart(TIERS.nodes, (TierLink("mine", "nobody"),), SOURCES)


def test_two_nodes_with_one_key_are_refused() -> None:
    with pytest.raises(OptionError, match="two nodes of the tier chart have the key 'mine'"):
        TierChart((*TIERS.nodes, TIERS.nodes[1]), (), SOURCES)


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_a_weight_that_cannot_be_drawn_is_refused(weight: float) -> None:
    with pytest.raises(OptionError, match="numbers of at least 0"):
        TierChart(TIERS.nodes, (TierLink("mine", "quartz", weight=weight),), SOURCES)
