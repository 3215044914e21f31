"""``graphkit diff``: tables, JSON, patches and wrong calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

    Program = Callable[..., Run]


@pytest.fixture
def graphs(graphkit: Program, tmp_path: Path) -> tuple[Path, Path]:
    """Return two graphs, of which the second holds a later document too."""
    lines = [
        {"id": "a", "date": "2026-03-01", "text": "Corvane plans to acquire Kestrel Cells."},
        {"id": "b", "date": "2026-05-07", "text": "Norvik AB supplies nickel to Kestrel Cells."},
    ]
    found = []
    for count in (1, 2):
        source = tmp_path / f"{count}.jsonl"
        source.write_text("\n".join(map(json.dumps, lines[:count])))
        found.append(tmp_path / f"{count}.trig")
        assert graphkit("build", source, "-o", found[-1]).code == 0
    return found[0], found[1]


def test_new_relations_are_told_in_words(graphkit: Program, graphs: tuple[Path, Path]) -> None:
    run = graphkit("diff", *graphs)
    assert run.code == 0
    rows = [line for line in run.out.splitlines() if line.strip().startswith("new")]
    assert any("Norvik AB" in row and "Kestrel Cells" in row for row in rows)
    assert run.err == f"{len(rows)} differences\n"
    assert "gone" in graphkit("diff", *reversed(graphs)).out


def test_json_has_the_states(graphkit: Program, graphs: tuple[Path, Path]) -> None:
    found = json.loads(graphkit("diff", *graphs, "--format", "json").out)
    assert {each["kind"] for each in found} == {"new"}
    assert found[0]["before"] is None
    assert found[0]["after"]["sources"] == 1


def test_two_days_of_one_graph_differ_as_two_graphs(
    graphkit: Program, graphs: tuple[Path, Path]
) -> None:
    days = ("--at", "2026-04-01", "2026-06-01")
    for form in ("table", "json", "patch"):
        at = graphkit("diff", graphs[1], *days, "--format", form)
        assert at.out == graphkit("diff", *graphs, "--format", form).out != ""


def test_equal_graphs_have_no_differences(graphkit: Program, graphs: tuple[Path, Path]) -> None:
    run = graphkit("diff", graphs[0], graphs[0])
    assert (run.code, run.out, run.err) == (0, "", "0 differences\n")
    assert graphkit("diff", graphs[0], graphs[0], "-f", "patch").out == "TX .\nTC .\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("{1}", "--at", "2026-01-01", "2026-02-01"),
        ("--at", "May", "2026-02-01"),
        ("--at", "2026-01-01"),
    ],
)
def test_a_wrong_call_is_one_line(
    graphkit: Program, graphs: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    run = graphkit("diff", graphs[0], *(word.replace("{1}", str(graphs[1])) for word in words))
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 1)


def test_standard_input_is_one_graph_only(graphkit: Program) -> None:
    run = graphkit("diff", "-", "-")
    assert run.code == 2
    assert "standard input holds one graph" in run.err
