"""Fits the classifier to instances and says what it holds of others."""

from __future__ import annotations

import copy
import random
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812 - the name that PyTorch's own texts use

from classifier import Classifier
from examples import TOKEN_STEP, padded
from instances import LABELS, Encoder, Renamer, batch, hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from instances import Batch, Instance, Pieces
    from network import Tagger

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may choose; chosen on the development split, see README.md."""

    epochs: int = 4
    tokens: int = 1024  # word pieces a batch
    encoder_rate: float = 1e-4
    head_rate: float = 5e-4
    warmup: float = 0.1  # share of the steps
    renamed: float = 0.3  # share of the entities that get other words, anew in each epoch
    hidden: float = 0.12  # share of the words that are hidden, anew in each epoch
    smoothed: float = 0.1  # share of the certainty that is spread over all labels
    direction_weight: float = 0.5
    average: float = 0.99  # decay of the running average of the weights
    names: int = 0  # 1: the published names of the entities follow the context


class Fit:
    """One run: its instances, its network and how far it is."""

    def __init__(
        self, settings: Settings, tagger: Tagger, encoder: Encoder, *, folder: Path, seed: int
    ) -> None:
        """Prepare a run whose checkpoint is in *folder*."""
        torch.manual_seed(seed)
        self.settings, self.encoder, self.seed = settings, encoder, seed
        self.folder = folder
        self.network = Classifier(tagger)
        self.average = copy.deepcopy(self.network)
        # stands for the first weights, so that no run goes on from other ones
        self.first = float(sum(p.detach().double().sum() for p in tagger.parameters()))
        self.epoch = 0

    def run(
        self, instances: Sequence[Instance], report: Callable[[np.ndarray], str], dev: Sequence
    ) -> None:
        """Fit to *instances*, from the last checkpoint on; print a line on *dev* each epoch."""
        s, renamer = self.settings, Renamer(instances)
        self._prepare(len(list(self._batches(instances, renamer, 0))))
        self._resume()
        while self.epoch < s.epochs:
            began = time.monotonic()
            torch.manual_seed(1000 * self.seed + self.epoch)
            self.network.train()
            losses = [self._step(b) for b in self._batches(instances, renamer, self.epoch)]
            self.epoch += 1
            self._save()
            took = time.monotonic() - began
            line = f"seed {self.seed} epoch {self.epoch} loss {np.mean(losses):.3f} {took:.0f} s"
            print(line, report(self.scores(dev)) if dev else "", flush=True)

    def scores(self, instances: Sequence[Instance]) -> np.ndarray:
        """Return log-probabilities, (n, n_labels, 2): of each label, not inverted and inverted."""
        rows = [self.encoder(instance) for instance in instances]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
        out = np.zeros((len(rows), len(LABELS), 2), dtype=np.float32)
        self.average.eval()
        for places in _filled(order, lambda i: len(rows[i].ids), self.settings.tokens):
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                labels, inverted = self.average(batch([rows[i] for i in places]))
            turned = torch.stack([F.logsigmoid(-inverted), F.logsigmoid(inverted)], -1)
            out[places] = (labels.log_softmax(-1)[..., None] + turned).numpy()
        return out

    def _prepare(self, batches: int) -> None:
        s = self.settings
        encoder = [p for p in self.network.encoder.parameters() if p.requires_grad]
        groups = [
            {"params": encoder, "lr": s.encoder_rate},
            {"params": list(self.network.head.parameters()), "lr": s.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(
            groups, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=True
        )
        steps, warm = s.epochs * batches, s.warmup * s.epochs * batches
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: min(step / warm, max(0.02, (steps - step) / (steps - warm))),
        )

    def _batches(
        self, instances: Sequence[Instance], renamer: Renamer, epoch: int
    ) -> Iterator[Batch]:
        rng = random.Random(f"{self.seed} {epoch}")  # noqa: S311 - no secret
        noise = np.random.default_rng([self.seed, epoch])
        s = self.settings
        rows: list[Pieces] = [
            hidden(self.encoder(renamer.renamed(i, rng, s.renamed)), noise, share=s.hidden)
            for i in instances
        ]
        rows.sort(key=lambda p: len(p.ids) + rng.random() * 24)
        batches = list(_filled(rows, lambda p: len(p.ids), s.tokens))
        rng.shuffle(batches)
        for rows in batches:
            yield batch(rows)

    def _step(self, b: Batch) -> float:
        with torch.autocast("cpu", torch.bfloat16):
            labels, inverted = self.network(b)
        loss = F.cross_entropy(labels, b.label, label_smoothing=self.settings.smoothed)
        turned = inverted.gather(1, b.label[:, None])[:, 0]
        direction = F.binary_cross_entropy_with_logits(turned, b.inverted.float())
        total = loss + self.settings.direction_weight * direction
        self.optimizer.zero_grad()
        total.backward()
        for group in self.optimizer.param_groups:
            torch.nn.utils.clip_grad_norm_(group["params"], 1.0)
        self.optimizer.step()
        self.schedule.step()
        self._follow()
        return float(loss.detach())

    def _follow(self) -> None:
        done = self.schedule.last_epoch
        decay = min(self.settings.average, (1 + done) / (10 + done))
        pairs = zip(self.average.parameters(), self.network.parameters(), strict=True)
        slow, fast = zip(*[(a, b) for a, b in pairs if b.requires_grad], strict=True)
        with torch.no_grad():
            torch._foreach_lerp_(list(slow), list(fast), 1 - decay)

    def _made(self) -> dict[str, object]:
        return {**asdict(self.settings), "seed": self.seed, "first": self.first}

    def _save(self) -> None:
        names = ("network", "average", "optimizer", "schedule")
        state = {"epoch": self.epoch, "made": self._made()}
        state |= {name: getattr(self, name).state_dict() for name in names}
        self.folder.mkdir(parents=True, exist_ok=True)
        torch.save(state, self.folder / "next.pt")
        (self.folder / "next.pt").replace(self.folder / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path)
            if state["made"] != self._made():
                message = f"{path} is of other settings or weights: remove it or name another run"
                raise ValueError(message)
            self.epoch = state["epoch"]
            for name in ("network", "average", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(state[name])


def _filled(rows: Sequence[T], length: Callable[[T], int], tokens: int) -> Iterator[list[T]]:
    """Yield *rows* in order, in batches of about *tokens* word pieces with their padding."""
    out: list[T] = []
    for row in rows:
        if out and (len(out) + 1) * padded(length(row), TOKEN_STEP) > tokens:
            yield out
            out = []
        out.append(row)
    if out:
        yield out
