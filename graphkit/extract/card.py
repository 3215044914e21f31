"""What a network's card says, as far as it can be read without numpy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from graphkit import ontology

if TYPE_CHECKING:
    from pathlib import Path

TAGGER, PAIRER, TOKENIZER, CARD = "tagger.onnx", "pairer.onnx", "tokenizer.json", "model.json"

_NUMBERS: Final = ("same", "current")
_TABLES: Final = ("thresholds", "calibration")


def quick_version(folder: Path) -> str | None:
    """Return the version of the network in *folder*, or None if something is wrong with its card.

    What is wrong, `graphkit.extract.onnx.read_card` tells.
    """
    files = (TAGGER, PAIRER, TOKENIZER)
    try:
        card = json.loads((folder / CARD).read_bytes())
        numbers = [card[name] for name in _NUMBERS]
        numbers += [number for name in _TABLES for number in card[name].values()]
        sound = (
            _fits(card["labels"], card["thresholds"])
            and all(isinstance(number, int | float) for number in numbers)
            and set(files) <= set(card["sha256"])
            and all((folder / name).is_file() for name in files)
        )
        return str(card["version"]) if sound else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _fits(labels: dict[str, list[str]], thresholds: dict[str, float]) -> bool:
    """Return whether the labels are those of the ontology, and each relation has a threshold."""
    known = ontology.load()
    return (
        set(labels["types"]) == set(known.types)
        and set(labels["relations"]) == set(known.relations) <= set(thresholds)
        and set(labels["statuses"]) == set(known.statuses)
    )
