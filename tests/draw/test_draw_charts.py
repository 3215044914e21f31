"""What holds for all kinds of charts: readable, the same bytes, one frame, refusals."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from matplotlib.colors import to_rgb

from draw.invented import CHARTS, FLOWS, HEAT, SOURCES, TIERS, TIMELINE, TITLES, written
from graphkit.draw import (
    ChartOptions,
    FlowMap,
    HeatMap,
    TierChart,
    Timeline,
    TimelineRow,
    chart_figure,
    draw_chart,
    overlaps,
)
from graphkit.errors import GraphkitError, OptionError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.draw import Chart

KINDS = ("tiers", "map", "timeline", "heat", "shares")
MAGIC = {".png": b"\x89PNG\r\n", ".svg": b"<?xml", ".pdf": b"%PDF-"}
PROGRAM = """
import sys
from pathlib import Path
from draw.invented import CHARTS, written
from graphkit.draw import ChartOptions, draw_chart
for name, chart in CHARTS.items():
    for suffix in ("png", "svg", "pdf"):
        options = ChartOptions(title="Chart", dpi=50)
        draw_chart(chart, Path(sys.argv[1]) / f"{name}.{suffix}", options=options)
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_no_label_overlaps_anything(name: str, theme: str) -> None:
    options = ChartOptions(
        title=TITLES[name],
        subtitle="In an invented industry",
        theme=theme,  # type: ignore[arg-type]
    )
    figure = chart_figure(CHARTS[name], options)
    assert written(figure, "label-") or written(figure, "node-label-")
    assert overlaps(figure) == []


@pytest.mark.parametrize("name", KINDS)
def test_headline_subtitle_and_note_frame_every_chart(name: str) -> None:
    options = ChartOptions(title="Headline", subtitle="Subtitle", note="As of May 2026.")
    figure = chart_figure(CHARTS[name], options)
    assert written(figure, "title") == ["Headline"]
    assert written(figure, "subtitle") == ["Subtitle"]
    (note,) = written(figure, "note")
    assert note.startswith("33 documents, 61 claims.")
    assert " ".join(note.split()).endswith("As of May 2026.")


@pytest.mark.parametrize("name", KINDS)
def test_the_theme_sets_the_ground(name: str) -> None:
    light, dark = (
        to_rgb(chart_figure(CHARTS[name], ChartOptions(theme=theme)).get_facecolor())
        for theme in ("light", "dark")
    )
    assert min(light) > 0.9
    assert max(dark) < 0.15


@pytest.mark.parametrize("suffix", sorted(MAGIC))
def test_the_suffix_decides_the_format(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"chart{suffix}"
    draw_chart(HEAT, target)
    assert target.read_bytes().startswith(MAGIC[suffix])


def test_another_suffix_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"Available: \.pdf, \.png, \.svg"):
        draw_chart(HEAT, tmp_path / "chart.gif")
    assert list(tmp_path.iterdir()) == []


def test_the_hash_seed_does_not_change_a_byte(tmp_path: Path) -> None:
    tests = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - the folder of the tests
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        path = os.pathsep.join([tests, *filter(None, [os.environ.get("PYTHONPATH")])])
        subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
        )
    files = sorted(file.name for file in (tmp_path / "1").iterdir())
    assert len(files) == 15
    for name in files:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_the_order_of_the_parts_does_not_change_a_byte(tmp_path: Path) -> None:
    turned: dict[str, tuple[Chart, Chart]] = {
        "tiers": (TIERS, replace(TIERS, nodes=TIERS.nodes[::-1], links=TIERS.links[::-1])),
        "map": (FLOWS, replace(FLOWS, flows=FLOWS.flows[::-1])),
        "timeline": (TIMELINE, replace(TIMELINE, rows=TIMELINE.rows[::-1])),
        "heat": (
            HEAT,
            replace(HEAT, rows=HEAT.rows[::-1], values=HEAT.values[::-1]),
        ),
    }
    for name, charts in turned.items():
        for number, chart in enumerate(charts):
            draw_chart(chart, tmp_path / f"{name}{number}.svg")
        first, second = ((tmp_path / f"{name}{number}.svg").read_bytes() for number in (0, 1))
        assert first == second, name


@pytest.mark.parametrize("name", KINDS)
def test_pdf_files_hold_their_fonts_and_no_time(name: str, tmp_path: Path) -> None:
    draw_chart(CHARTS[name], tmp_path / "chart.pdf")
    content = (tmp_path / "chart.pdf").read_bytes()
    assert b"/FontFile2" in content
    assert b"CreationDate" not in content


@pytest.mark.parametrize(
    "chart",
    [
        TierChart((), (), SOURCES),
        FlowMap((), SOURCES),
        FlowMap((FLOWS.flows[-1],), SOURCES),
        Timeline((), SOURCES),
        Timeline((TimelineRow("Nothing yet", ()),), SOURCES),
        HeatMap((), (), (), SOURCES),
        HeatMap(("cells",), ("Chile",), ((0,),), SOURCES),
    ],
    ids=["tiers", "map", "one country", "timeline", "no moment", "heat", "zeros"],
)
def test_nothing_to_draw_is_one_line_and_leaves_no_file(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(GraphkitError, match="nothing to draw: there are no") as error:
        draw_chart(chart, tmp_path / "chart.png")
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dpi", [10, 5000])
def test_a_number_of_pixels_out_of_range_is_refused(dpi: int) -> None:
    with pytest.raises(OptionError, match=r"dpi must lie in \[20, 1200\]"):
        ChartOptions(dpi=dpi)


def test_an_unknown_theme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="dark, light"):
        ChartOptions(theme="sepia")  # type: ignore[arg-type]


def test_text_of_others_is_never_markup() -> None:
    heat = HeatMap(("$x^2$ <b>cells</b>",), ("A$B$C",), ((1,),), SOURCES)
    figure = chart_figure(heat, ChartOptions(title="$\\frac{1}{2}$"))
    assert written(figure, "label-row-") == ["$x^2$ <b>cells</b>"]
    assert overlaps(figure) == []
