"""The card is read quickly if it is as it should be; if not, that is noticed and told."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.errors import ModelError
from graphkit.extract.card import CARD, PAIRER, TAGGER, TOKENIZER, quick_version
from graphkit.extract.onnx import read_card

if TYPE_CHECKING:
    from collections.abc import Callable

NETWORK = Path(str(files("graphkit.extract") / "network"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the card and empty files in the place of the others."""
    (tmp_path / CARD).write_bytes((NETWORK / CARD).read_bytes())
    for name in (TAGGER, PAIRER, TOKENIZER):
        (tmp_path / name).touch()
    return tmp_path


def test_it_tells_what_the_whole_card_tells(folder: Path) -> None:
    assert quick_version(folder) == read_card(folder).decision.version


@pytest.mark.parametrize("name", [TAGGER, PAIRER, TOKENIZER, CARD])
def test_a_missing_file_is_noticed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert quick_version(folder) is None
    with pytest.raises(ModelError, match=f"{name}: the file is missing"):
        read_card(folder)


@pytest.mark.parametrize("content", [b"", b"{ damaged", b"[]", b"\xff", b"null", b'{"version": 3}'])
def test_a_damaged_card_is_noticed(folder: Path, content: bytes) -> None:
    (folder / CARD).write_bytes(content)
    assert quick_version(folder) is None
    with pytest.raises(ModelError, match="damaged"):
        read_card(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card["labels"]["types"].pop(),
        lambda card: card["labels"]["statuses"].append("rumoured"),
        lambda card: card["thresholds"].pop("suppliesTo"),
        lambda card: card["thresholds"].update(suppliesTo="high"),
        lambda card: card["calibration"].update(bias=None),
        lambda card: card["sha256"].pop(TOKENIZER),
        lambda card: card.pop("same"),
        lambda card: card.pop("version"),
    ],
)
def test_a_card_that_says_something_else_is_noticed(
    folder: Path, change: Callable[[dict[str, dict[str, object]]], object]
) -> None:
    card = json.loads((folder / CARD).read_bytes())
    change(card)
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    assert quick_version(folder) is None
    with pytest.raises(ModelError):
        read_card(folder)
