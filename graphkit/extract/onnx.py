"""Runs the two halves of the network in onnxruntime."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.errors import ModelError
from graphkit.extract.calibration import Calibration
from graphkit.extract.card import CARD, PAIRER, TAGGER, TOKENIZER
from graphkit.extract.labels import Labels
from graphkit.extract.model import Decision, ModelExtractor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

__all__ = [
    "CARD",
    "PAIRER",
    "TAGGER",
    "TOKENIZER",
    "Card",
    "OnnxNetwork",
    "digest",
    "load_extractor",
    "read_card",
]


class OnnxNetwork:
    """The network as two ONNX files of one folder."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        """Load the files; *threads* 0 means as many as the machine has cores."""
        # when it is imported, onnxruntime leaves a number of this machine in the user's cache and
        # files in the folder of temporary ones, and would send what it does to its maker; of all
        # its switches only this one stops all of that (1.32)
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime  # noqa: PLC0415 - takes a while, and only extraction needs it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._tagger, self._pairer = (
            onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
            for name in (TAGGER, PAIRER)
        )

    def tag(self, ids: Ints, shapes: Ints) -> tuple[Floats, Floats]:
        """Return states (1, tokens, width) and tag logits (1, tokens, n_tags)."""
        states, logits = self._tagger.run(None, {"ids": ids, "shapes": shapes})
        return states, logits

    def pair(
        self, states: Floats, tags: Ints, mentions: Ints, pairs: Ints, reach: Ints
    ) -> tuple[Floats, Floats]:
        """Return logits of relations (1, n_pairs, n + 1) and statuses (1, n_pairs, n, 6)."""
        relations, statuses = self._pairer.run(
            None,
            {
                "states": states,
                "tags": tags,
                "mentions": mentions,
                "pairs": pairs,
                "reach": reach,
            },
        )
        return relations, statuses


def load_extractor(
    folder: Path, *, threads: int = 1, decision: Decision | None = None
) -> ModelExtractor:
    """Return the extractor whose files lie in *folder*.

    Args:
        folder: Holds the two halves of the network, its tokenizer and its card.
        threads: How many cores one document may use; 0 means all.
        decision: Where a probability becomes an answer, in place of what the card says.

    Raises:
        ModelError: If a file is missing, damaged or made for another ontology.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415 - only extraction needs it

    card = read_card(folder)
    for name, known in card.hashes.items():
        if digest(folder / name) != known:
            message = f"{folder / name}: the file is damaged; install graphkit again"
            raise ModelError(message)
    network = OnnxNetwork(folder, threads=threads)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    chosen = card.decision if decision is None else decision
    return ModelExtractor(network, tokenizer, labels=card.labels, decision=chosen)


@dataclass(frozen=True, slots=True)
class Card:
    """What is written down about a network: its labels, its thresholds, its files' SHA-256."""

    labels: Labels
    decision: Decision
    hashes: Mapping[str, str]


def read_card(folder: Path) -> Card:
    """Return the card of the network in *folder*.

    Raises:
        ModelError: If a file is missing, or the card is damaged or made for another ontology.
    """
    for name in (TAGGER, PAIRER, TOKENIZER, CARD):
        if not (folder / name).is_file():
            message = f"{folder / name}: the file is missing; install graphkit again"
            raise ModelError(message)
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        labels = Labels.from_json(card["labels"], ontology.load())
        thresholds = {name: float(card["thresholds"][name]) for name in labels.relations}
        curve = Calibration(**{name: float(x) for name, x in card["calibration"].items()})
        bounds = float(card["same"]), float(card["current"]), float(card["alone"])
        decision = Decision(str(card["version"]), thresholds, *bounds, curve)
        hashes = {name: str(card["sha256"][name]) for name in (TAGGER, PAIRER, TOKENIZER)}
    except (ValueError, KeyError, TypeError) as error:
        message = f"{folder / CARD}: the file is damaged; install graphkit again"
        raise ModelError(message) from error
    return Card(labels, decision, hashes)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()
