"""The page as bytes, before any browser has seen it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.draw.style import STATUSES, THEMES, TYPES
from graphkit.errors import GraphkitError, OptionError, UnknownNameError, WriteError
from graphkit.page import PageOptions, to_html, write_page
from graphkit.page.assemble import to_json
from graphkit.page.layout import positions
from page.page_claims import random_claims
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph.claims import StatedClaim


def data_of(page: bytes) -> dict[str, Any]:
    text = page.decode().split('id="content">')[1].split("</script>")[0]
    found: dict[str, Any] = json.loads(text)
    return found


def test_the_order_of_the_claims_does_not_change_a_byte(
    trade: list[StatedClaim],
) -> None:
    assert to_html(trade[::-1] + trade, title="Who supplies whom") == to_html(
        trade, title="Who supplies whom"
    )


def test_the_seed_of_hashes_does_not_change_a_byte() -> None:
    program = (
        "import sys; from graphkit.page import to_html; from page.page_claims import random_claims;"
        "sys.stdout.buffer.write(to_html(random_claims(30)))"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    # the seed of this process is another one, or random
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "0" else "0"
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    ).stdout
    assert other == to_html(random_claims(30))


def test_the_policy_lets_in_this_script_and_this_style_and_no_other(trade_page: bytes) -> None:
    page = trade_page.decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    for kind, text in (
        ("script", page.split("<script>")[1].split("</script>")[0]),
        ("style", page.split("<style>")[1].split("</style>")[0]),
    ):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_in_the_page_names_another_file(trade_page: bytes) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", trade_page.decode(), flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', markup) == []
    assert "@import" not in trade_page.decode()
    assert "url(" not in trade_page.decode()


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_no_text_ends_the_block_and_all_of_it_comes_back(text: str) -> None:
    written = to_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"text": text}


def test_a_slot_in_a_title_is_no_slot(trade: list[StatedClaim]) -> None:
    page = to_html(trade, title="{{content}} & <b>").decode()
    assert page.count('"claims":[') == 1
    assert "<title>{{content}} &amp; &lt;b&gt;</title>" in page


def test_half_a_surrogate_pair_does_not_stop_the_page(trade: list[StatedClaim]) -> None:
    assert b"a\\udc80b" in to_html(trade, title="a\udc80b")


def test_colours_and_shapes_are_those_of_the_pictures(trade_page: bytes) -> None:
    data = data_of(trade_page)
    assert data["types"]["Material"]["colour"] == TYPES["Material"].colour
    assert data["statuses"]["planned"]["dashes"] == list(STATUSES["planned"].dashes)
    assert data["themes"]["dark"]["ground"] == THEMES["dark"].ground
    assert list(data["statuses"]) == list(STATUSES)


def test_spans_count_from_the_start_of_the_sentence(trade_page: bytes) -> None:
    for claim in data_of(trade_page)["claims"]:
        quote, nodes = str(claim["quote"]), data_of(trade_page)["nodes"]
        for role, end in (("subject", "s"), ("object", "o")):
            start, stop = claim[role]
            assert quote[start:stop] == nodes[claim[end]]["label"]


def test_a_focus_leaves_what_is_near(trade: list[StatedClaim]) -> None:
    nodes = data_of(to_html(trade, focus=["chile"], depth=1))["nodes"]
    assert {node["label"] for node in nodes} == {"Chile", "graphite"}


def test_statuses_and_confidence_choose_claims(trade: list[StatedClaim]) -> None:
    claims = data_of(to_html(trade, statuses=["current"], min_confidence=0.89))["claims"]
    assert sorted(claim["confidence"] for claim in claims) == [0.9, 0.97]


def test_of_too_many_entities_the_best_connected_are_kept_and_all_are_counted(
    trade: list[StatedClaim],
) -> None:
    data = data_of(to_html(trade, max_nodes=3))
    assert len(data["nodes"]) == 3
    assert data["entities"] == 7


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        ({"focus": ["Nobody"]}, UnknownNameError),
        ({"statuses": ["rumoured"]}, UnknownNameError),
        ({"min_confidence": 1.5}, OptionError),
        ({"depth": -1}, OptionError),
        ({"max_nodes": 1}, OptionError),
        ({"max_nodes": 100_000}, OptionError),
        ({"min_confidence": 0.99}, GraphkitError),
    ],
    ids=str,
)
def test_what_cannot_be_shown_is_refused(
    trade: list[StatedClaim], choice: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        to_html(trade, **choice)  # type: ignore[arg-type]


def test_no_claims_are_no_page() -> None:
    with pytest.raises(GraphkitError, match="nothing to draw"):
        to_html([])


def test_a_page_is_written(trade: list[StatedClaim], tmp_path: Path) -> None:
    write_page(trade, tmp_path / "page.html", PageOptions(title="Cells"))
    assert (tmp_path / "page.html").read_bytes() == to_html(trade, title="Cells")


def test_a_folder_that_is_missing_is_told_before_the_work(
    trade: list[StatedClaim], tmp_path: Path
) -> None:
    with pytest.raises(WriteError, match="create it first"):
        write_page(trade, tmp_path / "none" / "page.html", PageOptions())


def test_an_older_page_stands_if_there_is_nothing_to_show(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")
    with pytest.raises(GraphkitError):
        write_page([], tmp_path / "page.html", PageOptions())
    assert (tmp_path / "page.html").read_text() == "old"


def ring(count: int) -> list[tuple[int, int]]:
    return [(number, (number + 1) % count) for number in range(count)]


@pytest.mark.parametrize("count", [2, 30, 700], ids=["pair", "small", "large"])
def test_no_two_nodes_stand_on_each_other(count: int) -> None:
    here = np.array(positions(["x"] * count, ring(count)))
    apart = np.hypot(*(here[:, None] - here[None]).transpose(2, 0, 1)) + 1e9 * np.eye(count)
    assert apart.min() > 12


def test_components_of_a_large_graph_stand_apart() -> None:
    pairs = [*ring(600), *((a + 600, b + 600) for a, b in ring(20))]
    here = np.array(positions(["x"] * 620, pairs))
    first, second = here[:600], here[600:]
    over = np.minimum(first.max(axis=0), second.max(axis=0)) - np.maximum(
        first.min(axis=0), second.min(axis=0)
    )
    assert over.min() < 0


@settings(max_examples=10, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=1), st.randoms())
def test_every_graph_has_places(pairs: set[tuple[int, int]], random: object) -> None:
    del random
    places = np.array(positions(["name"] * 12, pairs))
    assert np.isfinite(places).all()
    assert len({tuple(place) for place in places.tolist()}) == 12
