"""What may be chosen, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.draw import DrawOptions
from graphkit.errors import GraphkitError, UnknownNameError


def test_by_default_every_status_is_drawn() -> None:
    assert DrawOptions().statuses is None


@pytest.mark.parametrize(
    ("choice", "known"),
    [
        ({"theme": "sepia"}, "dark, light"),
        ({"statuses": ("rumoured",)}, "current, denied, negotiating, past, planned, possible"),
    ],
    ids=["theme", "status"],
)
def test_an_unknown_name_is_refused_with_the_known_ones(choice: dict[str, Any], known: str) -> None:
    with pytest.raises(UnknownNameError, match=known):
        DrawOptions(**choice)


@pytest.mark.parametrize(
    ("choice", "rule"),
    [
        ({"min_confidence": 1.1}, "min_confidence must lie in"),
        ({"min_confidence": -0.1}, "min_confidence must lie in"),
        ({"depth": -1}, "depth must not be negative"),
        ({"max_nodes": 1}, "max_nodes must be at least 2"),
        ({"dpi": 10}, "dpi must lie in"),
        ({"dpi": 5000}, "dpi must lie in"),
        ({"size": (0.0, 8.0)}, "size must be a width and a height in inches"),
        ({"size": (8.0, 900.0)}, "size must be a width and a height in inches"),
    ],
    ids=str,
)
def test_a_number_out_of_range_is_refused_with_the_range(choice: dict[str, Any], rule: str) -> None:
    with pytest.raises(GraphkitError, match=rule):
        DrawOptions(**choice)
