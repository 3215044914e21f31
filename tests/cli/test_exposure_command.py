"""``graphkit exposure``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.happening import write_happening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Run

    Program = Callable[..., Run]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Return the file of a small supply chain."""
    return write_happening(tmp_path)


ASKED = ("Orrin Motors", "--to", "Tw")


def test_a_table_tells_ways_and_claims(graphkit: Program, graph: Path) -> None:
    ran = graphkit("exposure", graph, *ASKED)
    assert ran.code == 0
    way = "Tw [is the location of] Hedda Works [is operated by] Sedge Foundry [manufactures] Chips"
    assert f"{way} [is used by] Orrin Motors" in ran.out
    assert ran.err == "1 way of at most 6 steps by which Orrin Motors depends on Tw\n"
    claim = next(word for word in ran.out.split() if word.startswith("claim:"))
    assert claim in graphkit("why", graph, claim).out


def test_json_holds_the_claims_behind_each_step(graphkit: Program, graph: Path) -> None:
    found = json.loads(graphkit("exposure", graph, *ASKED, "--format", "json").out)
    used = {iri for way in found["ways"] for step in way["steps"] for iri in step["claims"]}
    assert used == {claim["iri"] for claim in found["claims"]} != set()
    assert found["ways"][0]["steps"][0]["statuses"] == ["current"]
    assert found["ways"][0]["strength"] == pytest.approx(0.9**4)


def test_that_there_is_no_way_is_said_and_no_failure(graphkit: Program, graph: Path) -> None:
    ran = graphkit("exposure", graph, "Tarn", "--to", "Tw", "-o", graph.parent / "no.png")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "no way by which Tarn depends on Tw, in the claims that are selected\n"
    assert not (graph.parent / "no.png").exists()


def test_a_way_that_is_too_long_is_said(graphkit: Program, graph: Path) -> None:
    ran = graphkit("exposure", graph, *ASKED, "--depth", 2)
    assert (ran.code, ran.out) == (0, "")
    assert "the shortest has 4 steps; give --depth 4 or more" in ran.err


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_drawn(graphkit: Program, graph: Path, suffix: str) -> None:
    target = graph.with_suffix(f".{suffix}")
    assert graphkit("exposure", graph, *ASKED, "-o", target).code == 0
    assert target.stat().st_size > 1000


def test_an_unknown_name_is_one_line_with_near_names(graphkit: Program, graph: Path) -> None:
    ran = graphkit("exposure", graph, "Orin Motors", "--to", "Tw")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "'Orrin Motors'" in ran.err


@pytest.mark.parametrize(
    "words", [("--status", "sure"), ("--depth", "0"), ("--most", "0"), ("--as-of", "yesterday")]
)
def test_wrong_options_are_wrong_calls(
    graphkit: Program, graph: Path, words: tuple[str, str]
) -> None:
    assert graphkit("exposure", graph, *ASKED, *words).code == 2


def test_what_it_depends_on_has_to_be_named(graphkit: Program, graph: Path) -> None:
    assert graphkit("exposure", graph, "Orrin Motors").code == 2
