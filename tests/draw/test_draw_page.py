"""The blocks of docs/drawing.md draw what the page shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = ROOT / "docs" / "drawing.md"


def test_the_blocks_of_the_page_run_and_write_its_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(block, names)  # noqa: S102 # what the page tells its readers to run
    drawn = {path.name for path in tmp_path.iterdir()}
    assert drawn == {"drawing-tiers.png", "drawing-timeline.png"}


def test_every_picture_of_the_page_is_there() -> None:
    shown = re.findall(r"\]\((pictures/[^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert len(shown) == 6
    assert [name for name in shown if not (PAGE.parent / name).is_file()] == []
