"""Trains the network of the embedded extractor; see README.md beside this file.

    python training/train.py --corpus ../shared/corpus --run training/runs/first

Each epoch ends with a checkpoint in the run's folder; the same command goes on from the last one.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812

sys.path.insert(0, str(Path(__file__).parent))

from base import base_folder, load_tokenizer
from corpus import Renamer, is_news, read_corpus
from evaluate import TorchNetwork, figures, predict
from examples import (
    TOKEN_STEP,
    Example,
    Signatures,
    examples,
    noised,
    padded,
    pair_batch,
    tag_batch,
)
from graphkit import ontology
from graphkit.extract.labels import Labels
from graphkit.extract.model import Decision, ModelExtractor
from graphkit.extract.tags import log_softmax, tagged
from network import Pairer, Tagger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor

    from corpus import Corpus


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may choose; chosen on the development part, see README.md."""

    epochs: int = 10
    tokens: int = 1024  # word pieces a batch
    encoder_rate: float = 1.2e-4
    head_rate: float = 7e-4
    warmup: float = 0.06  # share of the steps
    renamed: float = 0.3  # share of the named things that get another name, anew in each epoch
    hidden: float = 0.08  # share of the words that are hidden, anew in each epoch
    cased: float = 0.03  # share of the windows that are all in capitals, and all in small letters
    predicted: float = 0.5  # share of the windows whose pairs are built on the network's mentions
    ramp: int = 3  # epochs until that share is reached: at first the mentions are poor
    relation_weight: float = 2.0
    written: float = 0.4  # share of the documents written for the corpus that come in an epoch
    average: float = 0.997  # decay of the running average of the weights
    seed: int = 20261126


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--annotations", type=Path, default=Path(__file__).parent / "annotations")
    parser.add_argument("--encoder", type=Path, help="a run of pretrain.py whose encoder to take")
    parser.add_argument("--start", type=Path, help="a run whose weights to start from")
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has it")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = vars(parser.parse_args())
    settings = Settings(**{name: args[name] for name in asdict(Settings())})
    data = read_corpus(args["corpus"], args["own"], args["annotations"])
    training = Training(settings, data, args["run"], corpus=args["corpus"], bf16=args["bf16"])
    if args["encoder"] is not None:
        training.take_encoder(args["encoder"])
    if args["start"] is not None:
        training.start_from(args["start"])
    training.run()


class Training:
    """One run: its data, its network and how far it is."""

    def __init__(
        self, settings: Settings, data: Corpus, run: Path, *, corpus: Path, bf16: bool
    ) -> None:
        self.settings, self.folder, self.bf16 = settings, run, bf16
        run.mkdir(parents=True, exist_ok=True)
        (run / "settings.json").write_text(json.dumps(asdict(settings), indent=1))
        torch.manual_seed(settings.seed)
        self.labels = Labels.from_ontology(ontology.load())
        (run / "labels.json").write_text(json.dumps(asdict(self.labels), indent=1))
        self.tokenizer, self.rules = load_tokenizer(), Signatures(self.labels)
        self.data = data
        self.corpus_folder = corpus
        self.renamer = Renamer(self.data.train)
        self.tagger, self.pairer = Tagger(self.labels), Pairer(self.labels)
        self.tagger.load_bert(base_folder())
        self.pairer.layer.load_state_dict(self.tagger.layers[-1].state_dict())
        self.average = copy.deepcopy((self.tagger, self.pairer))
        self.optimizer = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.steps = settings.epochs * len(list(self.batches(0)))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.epoch = 0

    def _groups(self) -> list[dict[str, object]]:
        s = self.settings
        encoder = [
            *self.tagger.layers.parameters(),
            *self.tagger.positions.parameters(),
            *self.tagger.norm.parameters(),
        ]
        known = {id(p) for p in (*encoder, self.tagger.words.weight)}
        heads = [
            p for m in (self.tagger, self.pairer) for p in m.parameters() if id(p) not in known
        ]
        return [
            {"params": encoder, "lr": s.encoder_rate, "weight_decay": 0.01},
            {"params": heads, "lr": s.head_rate, "weight_decay": 0.01},
        ]

    def _rate(self, step: int) -> float:
        warm = self.settings.warmup * self.steps
        return min(step / warm, max(0.02, (self.steps - step) / (self.steps - warm)))

    def batches(self, epoch: int) -> Iterator[list[Example]]:
        """Yield the windows of an epoch in batches of about as many word pieces."""
        rng = random.Random(f"{self.settings.seed} {epoch}")  # noqa: S311 - no secret
        noise = np.random.default_rng([self.settings.seed, epoch])
        how = {"hidden": self.settings.hidden, "cased": self.settings.cased}
        windows: list[Example] = []
        for document in self.data.train:
            if document["written"] and rng.random() >= self.settings.written:
                continue
            varied = self.renamer.renamed(document, rng, self.settings.renamed)
            found = examples(varied, self.tokenizer, self.labels)
            windows.extend(noised(e, noise, **how) for e in found)
        windows.sort(key=lambda e: len(e.window.ids) + rng.random() * 24)
        batches: list[list[Example]] = [[]]
        for e in windows:
            width = padded(len(e.window.ids), TOKEN_STEP)
            if (len(batches[-1]) + 1) * width > self.settings.tokens and batches[-1]:
                batches.append([])
            batches[-1].append(e)
        rng.shuffle(batches)
        yield from batches

    def run(self) -> None:
        """Train epoch by epoch, from the last checkpoint on."""
        self.resume()
        while self.epoch < self.settings.epochs:
            began = time.monotonic()
            torch.manual_seed(self.settings.seed + self.epoch)
            rng = random.Random(f"{self.settings.seed} mix {self.epoch}")  # noqa: S311
            self.tagger.train()
            self.pairer.train()
            losses = [self.step(batch, rng) for batch in self.batches(self.epoch)]
            self.epoch += 1
            self.save()
            mean = " ".join(f"{x:.3f}" for x in np.mean(losses, axis=0))
            took = time.monotonic() - began
            print(f"epoch {self.epoch} losses {mean} {took:.0f} s", flush=True)
            if self.epoch % 2 == 0 or self.epoch == self.settings.epochs:
                self.report()

    def step(self, batch: list[Example], rng: random.Random) -> list[float]:
        """Learn from one batch; return the losses of tags, relations, identity and status."""
        tags = tag_batch(batch)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            states, logits = self.tagger(tags.ids, tags.mask, tags.shapes)
        logits = logits.float()
        losses = [F.cross_entropy(logits.flatten(0, 1), tags.gold.flatten(), ignore_index=-100)]
        ramp = self.settings.ramp
        share = self.settings.predicted * (1.0 if ramp == 0 else min(1.0, self.epoch / ramp))
        mentions = [
            self.mixed(e, row) if rng.random() < share else e.mentions
            for e, row in zip(batch, logits.detach().numpy(), strict=True)
        ]
        pairs = pair_batch(batch, mentions, self.rules, tags.ids.shape[1])
        if pairs is not None:
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
                out = self.pairer(
                    states, tags.mask, pairs.tags, pairs.mentions, pairs.pairs, pairs.reach
                )
            relation, same, status = pair_losses(pairs, out[0].float(), out[1].float())
            losses.extend((self.settings.relation_weight * relation, same, status))
        total = sum(losses, torch.tensor(0.0))
        self.optimizer.zero_grad()
        total.backward()
        for group in self.optimizer.param_groups:
            torch.nn.utils.clip_grad_norm_(group["params"], 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.follow()
        return (
            [float(x.detach()) for x in losses]
            if len(losses) > 1
            else [float(losses[0]), 0.0, 0.0, 0.0]
        )

    def mixed(self, e: Example, logits: np.ndarray) -> np.ndarray:
        """Return the mentions that the network finds, each with the entity it overlaps most."""
        rows = []
        for found in tagged(log_softmax(logits[e.window.first]), e.window.sentence):
            entity, best = -1 - len(rows), 0.5
            for first, last, kind, gold in e.mentions:
                inter = min(last, found.last) - max(first, found.first) + 1
                union = max(last, found.last) - min(first, found.first) + 1
                if inter > 0 and inter / union >= best and self.rules.alike[kind, found.type]:
                    entity, best = int(gold), inter / union
            rows.append((found.first, found.last, found.type, entity))
        return np.array(rows, dtype=np.int64).reshape(-1, 4)

    def follow(self) -> None:
        """Let the averaged weights follow the trained ones."""
        done = self.schedule.last_epoch
        decay = min(self.settings.average, (1 + done) / (10 + done))
        with torch.no_grad():
            for slow, fast in zip(self.average, (self.tagger, self.pairer), strict=True):
                followed = [
                    (a, b)
                    for a, b in zip(slow.parameters(), fast.parameters(), strict=True)
                    if b.requires_grad
                ]
                torch._foreach_lerp_(*map(list, zip(*followed, strict=True)), 1 - decay)

    def extractor(self) -> ModelExtractor:
        """Return an extractor on the averaged weights, with one threshold for all."""
        decision = Decision("0", dict.fromkeys(self.labels.relations, 0.5), 0.5)
        return ModelExtractor(
            TorchNetwork(*self.average), self.tokenizer, labels=self.labels, decision=decision
        )

    def report(self) -> None:
        """Print the figures of the development parts."""
        last = self.epoch == self.settings.epochs
        parts = (("real", self.data.real), ("synthetic", self.data.synthetic if last else ()))
        for name, part in parts:
            if not part:
                continue
            predicted = predict(self.extractor(), part)
            for line in figures(part, predicted, self.corpus_folder):
                print(f"  {name:9} {line}", flush=True)
            if name == "real":
                news = tuple(filter(is_news, part))
                for line in figures(news, predicted, self.corpus_folder):
                    print(f"  {'news':9} {line}", flush=True)

    def save(self) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "epoch": self.epoch,
            "tagger": self.tagger.state_dict(),
            "pairer": self.pairer.state_dict(),
            "average": [m.state_dict() for m in self.average],
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        torch.save(state, self.folder / "next.pt")
        (self.folder / "next.pt").replace(self.folder / "checkpoint.pt")

    def take_encoder(self, run: Path) -> None:
        """Take the encoder that `pretrain.py` left in *run*."""
        saved = torch.load(run / "encoder.pt")
        for tagger in (self.tagger, self.average[0]):
            tagger.load_state_dict(saved, strict=False)
        for tagger, pairer in ((self.tagger, self.pairer), self.average):
            pairer.layer.load_state_dict(tagger.layers[-1].state_dict())

    def start_from(self, run: Path) -> None:
        """Take the averaged weights of another run for the first ones."""
        saved = torch.load(run / "checkpoint.pt")["average"]
        modules = ((self.tagger, self.pairer), self.average)
        for pair in modules:
            for module, weights in zip(pair, saved, strict=True):
                module.load_state_dict(weights)

    def resume(self) -> None:
        """Take up the last checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path)
            self.epoch = state["epoch"]
            self.tagger.load_state_dict(state["tagger"])
            self.pairer.load_state_dict(state["pairer"])
            for module, saved in zip(self.average, state["average"], strict=True):
                module.load_state_dict(saved)
            self.optimizer.load_state_dict(state["optimizer"])
            self.schedule.load_state_dict(state["schedule"])


def pair_losses(pairs, relations: Tensor, statuses: Tensor) -> list[Tensor]:  # noqa: ANN001
    """Return the losses of relations, identity and status.

    A group of pairs between the same two entities shows a relation as strongly as its best pair.
    """
    rel, stat = relations[pairs.row, pairs.column], statuses[pairs.row, pairs.column]
    zero = relations.sum() * 0.0
    of_group = pairs.group >= 0
    n_groups, n_relations = pairs.relations.shape
    loss_relation = loss_status = zero
    if n_groups:
        index = pairs.group[of_group][:, None].expand(-1, n_relations)
        best = torch.full((n_groups, n_relations), -1e4).scatter_reduce(
            0, index, rel[of_group, :-1], "amax"
        )
        asked = pairs.relations >= 0
        each = F.binary_cross_entropy_with_logits(
            best, pairs.relations.clamp(min=0), reduction="none"
        )
        loss_relation = (each * asked).sum() / n_groups
        gold = pairs.statuses[pairs.group[of_group]]
        if (gold >= 0).any():
            loss_status = F.cross_entropy(stat[of_group][gold >= 0], gold[gold >= 0])
    asked = pairs.same >= 0
    loss_same = zero
    if asked.any():
        loss_same = F.binary_cross_entropy_with_logits(rel[asked, -1], pairs.same[asked])
    return [loss_relation, loss_same, 0.5 * loss_status]


if __name__ == "__main__":
    main()
