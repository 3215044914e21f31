"""Where nodes stand and how lines run."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.draw.geometry import arc, centred, sample, touching, visible
from graphkit.draw.layout import Link, arrange, islands
from graphkit.draw.packing import pack
from graphkit.draw.spacing import separate
from graphkit.draw.stress import crossings, settle

if TYPE_CHECKING:
    from graphkit.draw.geometry import Floats

EXTENTS = np.array([30.0, 30.0, 20.0, 8.0])
NO_LINES = np.zeros((0, 2), dtype=np.intp)
places = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=25).map(
    np.array
)
sizes = st.lists(st.tuples(st.floats(10, 400), st.floats(10, 400)), min_size=1, max_size=15).map(
    np.array
)


def boxes_at(positions: Floats) -> Floats:
    """Return the rectangles of nodes that all have the same extents."""
    low, high = EXTENTS[[0, 2]], EXTENTS[[1, 3]]
    return np.concatenate([positions - low, positions + high], axis=1)


def apart(boxes: Floats) -> bool:
    return not np.triu(touching(boxes, boxes), 1).any()


@given(places)
def test_separated_boxes_do_not_overlap_wherever_they_stood(positions: Floats) -> None:
    extents = np.tile(EXTENTS, (len(positions), 1))
    assert apart(boxes_at(separate(positions, extents, NO_LINES)))


def test_a_node_gives_way_to_a_line_that_passes_through_it() -> None:
    positions = np.array([[-200.0, 0.0], [200.0, 0.0], [0.0, 3.0]])
    there = separate(positions, np.tile(EXTENTS, (3, 1)), np.array([[0, 1]]))
    line = sample(arc(there[0], there[1], 0.0)[None])[0]
    box = boxes_at(there[[2]])[0]
    assert not ((line > box[:2]) & (line < box[2:])).all(axis=1).any()


@given(sizes)
def test_packed_boxes_do_not_overlap(size: Floats) -> None:
    boxes = centred(np.zeros_like(size), size)
    shifts, _ = pack(boxes, 1.5)
    assert apart(boxes + np.tile(shifts, 2))


def test_many_equal_boxes_fill_a_page_of_about_the_wanted_shape() -> None:
    boxes = centred(np.zeros((40, 2)), np.tile([60.0, 40.0], (40, 1)))
    shifts, _ = pack(boxes, 1.5)
    width, height = np.ptp((boxes + np.tile(shifts, 2)).reshape(-1, 2), axis=0)
    assert 1.1 < width / height < 2.0


def test_neighbours_stand_as_far_apart_as_their_line_is_long() -> None:
    cycle: nx.Graph[int] = nx.Graph()
    nx.add_cycle(cycle, range(6), weight=100.0)
    there = settle(cycle)
    lengths = [float(np.hypot(*(there[a] - there[b]))) for a, b in cycle.edges]
    assert min(lengths) > 80
    assert max(lengths) < 120


def test_a_grid_is_laid_out_without_crossings() -> None:
    grid = nx.convert_node_labels_to_integers(nx.grid_2d_graph(4, 5))
    nx.set_edge_attributes(grid, dict.fromkeys(grid.edges, 80.0), "weight")
    assert crossings(settle(grid), np.array(grid.edges)) == 0


def test_two_nodes_stand_side_by_side_in_the_direction_of_flow() -> None:
    found = islands(2, [Link(0, 1, 120.0, -1.0)])
    first, second = arrange(found, np.tile(EXTENTS, (2, 1)), growth=1.0, aspect=1.5)
    assert second[0] < first[0]
    assert first[1] == pytest.approx(second[1])


def test_a_long_chain_does_not_run_across_an_empty_page() -> None:
    links = [Link(a, b, 80.0, 1.0) for a, b in pairwise(range(30))]
    there = arrange(islands(30, links), np.tile(EXTENTS, (30, 1)), growth=1.0, aspect=1.5)
    assert float(np.ptp(there, axis=0).max()) < 29 * 80 / 2


def test_separate_components_are_packed_side_by_side() -> None:
    links = [Link(2 * n, 2 * n + 1, 100.0, 1.0) for n in range(12)]
    there = arrange(islands(24, links), np.tile(EXTENTS, (24, 1)), growth=1.0, aspect=1.5)
    assert apart(boxes_at(there))
    assert float(np.ptp(there, axis=0).max()) < 800


def test_a_line_starts_and_ends_outside_the_markers() -> None:
    curve = visible(arc(np.array([0.0, 0.0]), np.array([100.0, 0.0]), 20.0), 10.0, 15.0)
    assert np.hypot(*curve[0]) == pytest.approx(10.0, abs=0.5)
    assert np.hypot(*(curve[3] - [100.0, 0.0])) == pytest.approx(15.0, abs=0.6)


def test_a_line_between_markers_that_touch_does_not_vanish() -> None:
    curve = visible(arc(np.array([0.0, 0.0]), np.array([10.0, 0.0]), 0.0), 9.0, 9.0)
    assert np.ptp(curve[:, 0]) > 0
