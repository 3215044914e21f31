"""The classifier of a pair: the extractor's encoder, and a head on what stands at the entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from base import base_folder
from graphkit import ontology
from graphkit.extract.labels import Labels
from graphkit.extract.windows import SHAPES
from instances import LABELS, MARKS
from network import HIDDEN, Tagger

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from instances import Batch

VECTORS = 6
"""What the head reads of an instance; see `instances.Pieces`."""


class Classifier(nn.Module):
    """Scores the labels of a pair, and for each label the chance that it is inverted."""

    def __init__(self, tagger: Tagger, dropout: float = 0.1) -> None:
        """Take the encoder of *tagger*; its tags are not used."""
        super().__init__()
        self.encoder = tagger
        # the marks get shapes of their own: the embedding of pieces is not learned, this one is
        shapes = nn.Embedding(len(SHAPES) + len(MARKS), HIDDEN)
        nn.init.normal_(shapes.weight, std=0.02)
        shapes.weight.data[: len(SHAPES)] = tagger.shapes.weight.data
        tagger.shapes = shapes
        tagger.tags.requires_grad_(requires_grad=False)
        self.head = nn.Sequential(
            nn.LayerNorm(VECTORS * HIDDEN),
            nn.Dropout(2 * dropout),
            nn.Linear(VECTORS * HIDDEN, HIDDEN),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(HIDDEN, 2 * len(LABELS)),
        )

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return the logits of labels and of their inversion, both (batch, n_labels)."""
        states = self.encoder.encode(batch.ids, batch.mask, batch.shapes)
        read = batch.pool.to(states.dtype) @ states
        labels, inverted = self.head(read.flatten(1)).float().chunk(2, -1)
        return labels, inverted


def load_tagger(encoder: Path | None, start: Path | None) -> Tagger:
    """Return the first weights: of a pretraining run, of a training run, or else the base's."""
    tagger = Tagger(Labels.from_ontology(ontology.load()))
    tagger.load_bert(base_folder())
    if encoder is not None:
        saved = torch.load(encoder / "encoder.pt")
        tagger.load_state_dict(saved, strict=False)
    if start is not None:
        saved = torch.load(start / "checkpoint.pt", mmap=True)["average"][0]
        tagger.load_state_dict({k: v for k, v in saved.items() if k[:5] != "tags."}, strict=False)
    return tagger
