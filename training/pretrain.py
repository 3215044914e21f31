"""Goes on pretraining the base encoder on raw text of the field, by guessing hidden words.

    python training/pretrain.py --corpus ../shared/corpus --run training/runs/encoder

The base was last trained to compare sentences; guessing words brings back what each word means
where it stands. Documents of the development part are left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

sys.path.insert(0, str(Path(__file__).parent))

from base import base_folder, load_tokenizer
from examples import MASK, TOKEN_STEP, padded
from graphkit import ontology
from graphkit.extract.labels import Labels
from graphkit.extract.windows import windows
from graphkit.model import Document
from graphkit.read.sentences import split_sentences
from network import HIDDEN, Tagger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor

    from graphkit.extract.windows import Window

TOKENS = 2048  # word pieces a batch
RATE = 2.5e-4
WARMUP = 0.06
HIDDEN_SHARE = 0.15  # of the words, as in BERT
MASKED, KEPT = 0.8, 0.1  # of those: hidden, left as they are; the rest become another piece
PROFILE_LENGTH = 700
"""Characters of a profile that are read: they are many, and end much alike."""
SEED = 20261126


def main() -> None:
    """Pretrain, or go on pretraining."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has it")
    args = parser.parse_args()
    Pretraining(args.corpus, args.run, epochs=args.epochs, bf16=args.bf16).run()


class Pretraining:
    """One run: its text, its network and how far it is."""

    def __init__(self, corpus: Path, run: Path, *, epochs: int, bf16: bool) -> None:
        run.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(SEED)
        self.folder, self.epochs, self.bf16 = run, epochs, bf16
        tokenizer = load_tokenizer()
        self.windows = [
            window
            for index, text in enumerate(raw_texts(corpus))
            for window in windows(_document(index, text), tokenizer)
        ]
        tagger = Tagger(Labels.from_ontology(ontology.load()))
        tagger.load_bert(base_folder())
        self.guesser = Guesser(tagger)
        self.learned = [p for p in self.guesser.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.learned, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.steps = epochs * len(batches(self.windows, 0))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)

    def _rate(self, step: int) -> float:
        warm = WARMUP * self.steps
        return min(step / warm, max(0.02, (self.steps - step) / (self.steps - warm)))

    def run(self) -> None:
        """Pretrain epoch by epoch, from the last checkpoint on."""
        for epoch in range(self._resume(), self.epochs):
            began, losses = time.monotonic(), []
            torch.manual_seed(SEED + epoch)
            rng = np.random.default_rng([SEED, epoch])
            self.guesser.train()
            for batch in batches(self.windows, epoch):
                loss = self.guesser(*inputs(batch, rng), bf16=self.bf16)
                self.optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.learned, 1.0)
                self.optimizer.step()
                self.schedule.step()
                losses.append(float(loss.detach()))
            self._save(epoch + 1)
            took = time.monotonic() - began
            print(f"epoch {epoch + 1} loss {np.mean(losses):.3f} {took:.0f} s", flush=True)

    def _resume(self) -> int:
        path = self.folder / "pretraining.pt"
        if not path.exists():
            return 0
        state = torch.load(path)
        for name in ("guesser", "optimizer", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        return int(state["epoch"])

    def _save(self, epoch: int) -> None:
        names = ("guesser", "optimizer", "schedule")
        state = {"epoch": epoch, **{name: getattr(self, name).state_dict() for name in names}}
        weights = self.guesser.tagger.state_dict()
        encoder = {name: value for name, value in weights.items() if not name.startswith("tags.")}
        for name, value in (("pretraining.pt", state), ("encoder.pt", encoder)):
            torch.save(value, self.folder / "next.pt")
            (self.folder / "next.pt").replace(self.folder / name)


class Guesser(nn.Module):
    """The encoder with a head that guesses word pieces, its weights shared with the embedding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        self.transform = nn.Sequential(
            nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.LayerNorm(HIDDEN, eps=1e-12)
        )
        self.bias = nn.Parameter(torch.zeros(tagger.words.num_embeddings))

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, gold: Tensor, *, bf16: bool
    ) -> Tensor:
        """Return the mean loss over the hidden pieces; *gold* is -100 for the others."""
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            states = self.tagger.encode(ids, mask, shapes)
            hidden = gold >= 0
            logits = F.linear(self.transform(states[hidden]), self.tagger.words.weight, self.bias)
        return F.cross_entropy(logits.float(), gold[hidden])


def raw_texts(corpus: Path) -> Iterator[str]:
    """Yield raw texts: news, profiles, sentences; none of a development document."""
    sys.path.insert(0, str(corpus))
    sys.dont_write_bytecode = True
    markup, dev = importlib.import_module("markup"), importlib.import_module("dev")
    forbidden, ids = set(), set()
    for path in sorted((corpus / "train").glob("*real*.txt")):
        for d, _ in markup.parse(str(path)):
            if d["id"] and dev.part(path, d) == "real":
                ids.add(d["id"])
                forbidden.add(_key(d["text"]))
    for name in ("wikinews", "profiles"):
        with gzip.open(corpus / "raw" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                d = json.loads(line)
                if d["id"] not in ids and _key(d["text"]) not in forbidden:
                    yield d["text"] if name == "wikinews" else d["text"][:PROFILE_LENGTH]


def _key(text: str) -> str:
    return re.sub(r"\W", "", text.lower())[:50]


def _document(index: int, text: str) -> Document:
    """Return a text as a document."""
    return Document(str(index), text, split_sentences(text))


def batches(cut: list[Window], epoch: int) -> list[list[Window]]:
    """Return the windows of an epoch in batches of about as many word pieces."""
    rng = random.Random(f"{SEED} {epoch}")  # noqa: S311 - no secret
    ordered = sorted(cut, key=lambda w: len(w.ids) + rng.random() * 24)
    out: list[list[Window]] = [[]]
    for w in ordered:
        if (len(out[-1]) + 1) * padded(len(w.ids), TOKEN_STEP) > TOKENS and out[-1]:
            out.append([])
        out[-1].append(w)
    rng.shuffle(out)
    return out


def inputs(batch: list[Window], rng: np.random.Generator) -> tuple[torch.Tensor, ...]:
    """Return pieces with some words hidden, mask, shapes and the hidden pieces (-100 elsewhere)."""
    width = padded(max(len(w.ids) for w in batch), TOKEN_STEP)
    ids, mask, shapes = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    gold = torch.full((len(batch), width), -100)
    for row, w in enumerate(batch):
        n = len(w.ids)
        pieces, seen = w.ids.copy(), w.shapes.copy()
        for word in np.nonzero(rng.random(len(w.first)) < HIDDEN_SHARE)[0]:
            where = slice(w.first[word], w.last[word] + 1)
            gold[row, where] = torch.from_numpy(w.ids[where])
            how = rng.random()
            if how < MASKED:
                pieces[where] = MASK
            elif how >= MASKED + KEPT:
                pieces[where] = rng.integers(1000, 30000, size=pieces[where].shape)
        ids[row, :n], shapes[row, :n] = torch.from_numpy(pieces), torch.from_numpy(seen)
        mask[row, :n] = 1
    return ids, mask, shapes, gold


if __name__ == "__main__":
    main()
