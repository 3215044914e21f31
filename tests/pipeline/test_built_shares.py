"""What is built conforms to the shapes, shares of a whole among it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graphkit import build
from graphkit.graph import validate

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Vantaro Motors owns a 49% stake in Aldermoor Chemicals."


def test_a_share_that_was_built_conforms(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    graph, _ = build(source)
    amounts = {amount for claim in graph.claims() for amount in claim.amounts}
    assert {(amount.kind, amount.unit) for amount in amounts} == {("share", "%")}
    assert validate(graph).violations == ()
