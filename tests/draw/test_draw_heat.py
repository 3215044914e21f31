"""Heat maps: ordered by total, every number in its cell, colours that say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import matplotlib.colors
import numpy as np
import pytest

from draw.invented import HEAT, SHARES, SOURCES, written
from graphkit.draw import HeatMap, chart_figure, overlaps
from graphkit.draw.style import THEMES, readable
from graphkit.errors import OptionError

if TYPE_CHECKING:
    from matplotlib.typing import ColorType


def light(colour: ColorType) -> float:
    """Return the relative luminance of a colour."""
    rgb = np.array(matplotlib.colors.to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_rows_and_columns_are_ordered_by_their_totals() -> None:
    figure = chart_figure(HEAT)
    rows = written(figure, "label-row-")
    assert [row[:7] for row in rows] == ["gallium", "battery", "photore", "copper "]
    columns = [column.replace("\n", " ") for column in written(figure, "label-column-")]
    assert columns == ["Chile", "Taiwan", "Democratic Republic of the Congo", "Japan"]


def test_every_number_stands_in_its_cell_and_nothing_in_empty_ones() -> None:
    figure = chart_figure(HEAT)
    cells = {
        str(text.get_gid()): text.get_text()
        for text in figure.axes[0].texts
        if str(text.get_gid()).startswith("label-cell-")
    }
    assert cells["label-cell-0-0"] == "30"
    assert cells["label-cell-1-1"] == "19"
    assert len(cells) == sum(value > 0 for row in HEAT.values for value in row)


def test_shares_are_written_in_percent_and_nearly_all_is_not_all() -> None:
    assert sorted(written(chart_figure(SHARES), "label-cell-")) == ["25%", "75%", "<1%", ">99%"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_run_evenly_away_from_the_ground(theme: str) -> None:
    lights = [light(colour) for colour in THEMES[theme].ramp]
    assert lights == sorted(lights, reverse=theme == "light")
    assert len(set(lights)) == len(lights)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_can_be_read_on_every_colour(theme: str) -> None:
    for colour in THEMES[theme].ramp:
        low, high = sorted((light(readable(colour)), light(colour)))
        assert (high + 0.05) / (low + 0.05) >= 4.0


def test_the_darker_cell_holds_the_larger_number() -> None:
    patches = {str(patch.get_gid()): patch for patch in chart_figure(HEAT).axes[0].patches}
    shades = [light(patches[f"cell-{cell}"].get_facecolor()) for cell in ("0-0", "1-1", "2-3")]
    assert shades == sorted(shades)
    assert shades[0] < shades[-1]


def test_of_too_many_the_rest_is_counted_in_the_note() -> None:
    rows = tuple(f"good {n}" for n in range(60))
    columns = tuple(f"country {n}" for n in range(40))
    values = tuple(tuple(n + m for m in range(40)) for n in range(60))
    figure = chart_figure(HeatMap(rows, columns, values, SOURCES))
    (note,) = written(figure, "note")
    plain = " ".join(note.split())
    shown = len(written(figure, "label-row-")), len(written(figure, "label-column-"))
    assert f"The {shown[0]} of 60 products with the highest totals are shown." in plain
    assert f"The {shown[1]} of 40 countries with the highest totals are shown." in plain
    assert overlaps(figure) == []


@pytest.mark.parametrize("largest", [1, 2, 6, 7, 61, 1234567, 0.3, 2.5])
def test_the_classes_of_the_legend_hold_all_numbers(largest: float) -> None:
    figure = chart_figure(HeatMap(("cells",), ("Chile",), ((largest,),), SOURCES))
    texts = written(figure, "legend-swatch-")
    last = re.findall(r"[\d.,]+", texts[-1])[-1]
    assert len(texts) <= 6
    assert float(last.replace(",", "")) == largest


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        (((1, 2),), "one value for each of its 1 columns"),
        ((), "one value for each"),
        (((-1,),), "numbers of at least 0"),
        (((float("nan"),),), "numbers of at least 0"),
    ],
    ids=["wide", "short", "negative", "nan"],
)
def test_a_table_that_is_none_is_refused(values: tuple[tuple[float, ...], ...], rule: str) -> None:
    with pytest.raises(OptionError, match=rule):
        HeatMap(("cells",), ("Chile",), values, SOURCES)


def test_a_row_of_which_nothing_is_shown_is_left_out_and_counted() -> None:
    columns = tuple(f"country {n}" for n in range(20))
    values = (tuple(50 - n for n in range(20)), (*(0 for _ in range(19)), 1))
    figure = chart_figure(HeatMap(("cells", "rare"), columns, values, SOURCES))
    assert written(figure, "label-row-") == ["cells"]
    assert "The 1 of 2 products" in " ".join(written(figure, "note")[0].split())
