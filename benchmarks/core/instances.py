"""Reads the instances of CORE and turns them into the arrays that the classifier learns from."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import torch

from examples import MASK, TOKEN_STEP, padded
from graphkit.extract.windows import SHAPES, word_shape

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

LABELS = (
    "acquired_by", "brand_of", "client_of", "collaboration", "competitor_of", "merged_with",
    "product_or_service_of", "regulated_by", "shareholder_of", "subsidiary_of", "traded_on",
    "undefined",
)  # fmt: skip
UNDEFINED = LABELS.index("undefined")

DEV_SHARE = 0.12
"""Share of the contexts of the train part that is held out to choose by: about 480 instances."""

QUOTES = {"``": '"', "''": '"'}
"""The published tokens write quotation marks as the Penn Treebank does."""

MARKS = tuple(f"[unused{i}]" for i in range(1, 5))
"""Pieces that no text has; they stand before and after the first and the second entity."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A context with two marked entities and the relation between them.

    ``spans`` are half-open ranges of ``words``, the first of them always first in the context.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], tuple[int, int]]
    names: tuple[str, str]
    label: int
    inverted: int


def read_train(folder: Path) -> tuple[Instance, ...]:
    """Return the train part."""
    return _read(folder / "train.json")


def read_test(folder: Path) -> tuple[Instance, ...]:
    """Return the test part: nothing else reads it."""
    return _read(folder / "test.json")


def _read(path: Path) -> tuple[Instance, ...]:
    return tuple(
        Instance(
            tuple(QUOTES.get(word, word) for word in row["context"]),
            tuple((row[f"{e}_start"], row[f"{e}_end"] + 1) for e in ("e1", "e2")),
            (row["e1_name"], row["e2_name"]),
            LABELS.index(row["relation"]),
            row["invert_relation"],
        )
        for row in json.loads(path.read_text(encoding="utf-8"))
    )


def split(train: Iterable[Instance]) -> tuple[tuple[Instance, ...], tuple[Instance, ...]]:
    """Return what to fit on and what to choose by; equal contexts stand on one side."""
    parts: tuple[list[Instance], list[Instance]] = ([], [])
    for instance in train:
        digest = sha256(" ".join(instance.words).encode()).digest()
        held_out = int.from_bytes(digest[:4]) < DEV_SHARE * 2**32
        parts[held_out].append(instance)
    return tuple(parts[0]), tuple(parts[1])


class Renamer:
    """Gives an entity the words of another one that stands in the same place of a relation."""

    def __init__(self, instances: Iterable[Instance]) -> None:
        """Collect the words of the entities of *instances*."""
        self._found: dict[tuple[int, int, int], list[tuple[str, ...]]] = {}
        for instance in instances:
            for place, (start, end) in enumerate(instance.spans):
                key = (instance.label, instance.inverted, place)
                self._found.setdefault(key, []).append(instance.words[start:end])

    def renamed(self, instance: Instance, rng: random.Random, share: float) -> Instance:
        """Return *instance*, each entity with the chance *share* under other words."""
        (a, b), (c, d) = instance.spans
        one, two = instance.words[a:b], instance.words[c:d]
        if rng.random() < share:
            one = rng.choice(self._found[instance.label, instance.inverted, 0])
        if rng.random() < share:
            two = rng.choice(self._found[instance.label, instance.inverted, 1])
        words = (*instance.words[:a], *one, *instance.words[b:c], *two, *instance.words[d:])
        begin = c - b + a + len(one)
        spans = ((a, a + len(one)), (begin, begin + len(two)))
        return replace(instance, words=words, spans=spans)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The word pieces of an instance.

    ``word`` is the index of the word that a piece belongs to, -1 for those that we add;
    ``pool`` (6, n_pieces) has a row of weights for each vector that the classifier reads: the
    marks before the two entities, and the means over both, over what lies between and over all.
    """

    ids: np.ndarray
    shapes: np.ndarray
    word: np.ndarray
    pool: np.ndarray
    label: int
    inverted: int


class Encoder:
    """Cuts instances into word pieces, as `graphkit.extract.windows` does, and marks entities."""

    def __init__(self, tokenizer: Tokenizer, *, names: bool) -> None:
        """Take *names* to have the published names of the entities follow the context."""
        self._tokenizer, self._names = tokenizer, names
        self._known: dict[str, list[tuple[int, int]]] = {}
        self._marks = [tokenizer.token_to_id(mark) for mark in MARKS]
        self._begin, self._end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

    def __call__(self, instance: Instance) -> Pieces:
        """Return the word pieces of *instance*."""
        (a, b), (c, d) = instance.spans
        before = {a: 0, c: 2}
        after = {b - 1: 1, d - 1: 3}
        other = SHAPES.index("other")
        rows = [(self._begin, other, -1)]
        for index, word in enumerate(instance.words):
            if index in before:
                rows.append(self._mark(before[index]))
            rows.extend((piece, shape, index) for piece, shape in self._pieces(word))
            if index in after:
                rows.append(self._mark(after[index]))
        rows.append((self._end, other, -1))
        size = len(rows)
        if self._names:
            for name in instance.names:
                rows.extend((piece, shape, -1) for piece, shape in self._pieces(name))
                rows.append((self._end, other, -1))
        ids, shapes, word = np.array(rows, dtype=np.int64).T
        pool = np.zeros((6, len(rows)), dtype=np.float32)
        pool[0, ids == self._marks[0]] = pool[1, ids == self._marks[2]] = 1
        for row, (start, end) in enumerate(((a, b), (c, d), (b, c)), 2):
            inside = (word >= start) & (word < end)
            pool[row, inside] = 1 / max(inside.sum(), 1)
        pool[5, :size] = 1 / size
        return Pieces(ids, shapes, word, pool, instance.label, instance.inverted)

    def _mark(self, which: int) -> tuple[int, int, int]:
        return self._marks[which], len(SHAPES) + which, -1

    def _pieces(self, text: str) -> list[tuple[int, int]]:
        """Return (piece, shape of its word) for each piece of *text*."""
        if text not in self._known:
            encoding = self._tokenizer.encode(text, add_special_tokens=False)
            ends: dict[int, tuple[int, int]] = {}
            for index, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
                ends[index] = (ends.get(index, (start, end))[0], end)
            shape = {index: word_shape(text[start:end]) for index, (start, end) in ends.items()}
            found = [(i, shape[w]) for i, w in zip(encoding.ids, encoding.word_ids, strict=True)]
            self._known[text] = found
        return self._known[text]


def hidden(pieces: Pieces, rng: np.random.Generator, *, share: float) -> Pieces:
    """Return *pieces* with about *share* of the words hidden."""
    words = rng.random(int(pieces.word.max()) + 1) < share
    return replace(pieces, ids=np.where((pieces.word >= 0) & words[pieces.word], MASK, pieces.ids))


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Padded instances; all have as many rows."""

    ids: torch.Tensor
    mask: torch.Tensor
    shapes: torch.Tensor
    pool: torch.Tensor
    label: torch.Tensor
    inverted: torch.Tensor


def batch(rows: Sequence[Pieces]) -> Batch:
    """Return *rows* side by side."""
    width = padded(max(len(p.ids) for p in rows), TOKEN_STEP)
    ids, mask, shapes = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(3))
    pool = torch.zeros(len(rows), 6, width)
    for row, p in enumerate(rows):
        n = len(p.ids)
        ids[row, :n], shapes[row, :n] = torch.from_numpy(p.ids), torch.from_numpy(p.shapes)
        mask[row, :n] = 1
        pool[row, :, :n] = torch.from_numpy(p.pool)
    label, inverted = torch.tensor([[p.label, p.inverted] for p in rows]).T
    return Batch(ids, mask, shapes, pool, label, inverted)
