"""A sound store to damage, built from two short texts and a table."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from graphkit.pipeline import build_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with a log that no test may change."""
    folder = tmp_path_factory.mktemp("sound")
    texts = folder / "news"
    texts.mkdir()
    first = "Norvik Cells GmbH supplies battery cells to Aldane Motors in Japan."
    (texts / "norvik.txt").write_text(first, encoding="utf-8")
    second = "Corvane Metals Ltd. supplies cobalt sulphate to Kestrel Cells."
    (texts / "corvane.txt").write_text(second, encoding="utf-8")
    build_store([str(texts)], folder / "chain")
    return folder / "chain"


@pytest.fixture
def store(sound: Path, tmp_path: Path) -> Path:
    """Return a copy of the sound store."""
    return shutil.copytree(sound, tmp_path / "chain")
