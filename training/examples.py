"""Turns annotated documents into the arrays that the network learns from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from corpus import to_document
from graphkit import ontology
from graphkit.extract.pairs import candidate_pairs
from graphkit.extract.windows import SHAPES, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

    from corpus import Annotated
    from graphkit.extract.labels import Labels
    from graphkit.extract.windows import Window


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window with the mentions and relations that annotators marked in it.

    ``mentions`` has rows (first word, last word, type, entity), ``relations`` maps (sentence,
    subject entity, object entity) to {relation: status}, all as indices.
    """

    window: Window
    mentions: np.ndarray
    relations: dict[tuple[int, int, int], dict[int, int]]


class Signatures:
    """What the ontology allows, as arrays."""

    def __init__(self, labels: Labels) -> None:
        terms = ontology.load()
        self.allowed = labels.allowed(terms)
        self.related = self.allowed.any(-1)
        self.alike = labels.alike()
        self.symmetric = labels.symmetric(terms)


def examples(document: Annotated, tokenizer: Tokenizer, labels: Labels) -> list[Example]:
    """Return an example for each window of *document*."""
    entities = {
        name: i for i, name in enumerate(sorted({m["entity"] for m in document["mentions"]}))
    }
    relations: dict[tuple[int, int, int], dict[int, int]] = defaultdict(dict)
    for r in document["relations"]:
        key = (r["sentence"], entities[r["subject"]], entities[r["object"]])
        relations[key][labels.relations.index(r["predicate"])] = labels.statuses.index(r["status"])
    out = []
    for window in windows(to_document(document), tokenizer):
        rows = []
        for m in document["mentions"]:
            if m["start"] >= window.start[0] and m["end"] <= window.end[-1]:
                first = int(np.searchsorted(window.end, m["start"], side="right"))
                last = int(np.searchsorted(window.start, m["end"], side="left")) - 1
                if first <= last:
                    rows.append((first, last, labels.types.index(m["type"]), entities[m["entity"]]))
        out.append(Example(window, np.array(rows, dtype=np.int64).reshape(-1, 4), dict(relations)))
    return out


def word_tags(example: Example) -> np.ndarray:
    """Return the tag of each word, (n_words,)."""
    tags = np.zeros(len(example.window.start), dtype=np.int64)
    for first, last, kind, _ in example.mentions:
        tags[first : last + 1] = 2 * kind + 2
        tags[first] = 2 * kind + 1
    return tags


MASK = 103
"""The piece that stands for a hidden word."""


def noised(example: Example, rng: np.random.Generator, *, hidden: float, cased: float) -> Example:
    """Return *example* as a reader of poor text would see it.

    A share *hidden* of the words is hidden, and with the probability *cased* each everything is
    written in capitals, or in small letters.
    """
    window = example.window
    ids, shapes = window.ids.copy(), window.shapes.copy()
    for word in np.nonzero(rng.random(len(window.first)) < hidden)[0]:
        ids[window.first[word] : window.last[word] + 1] = MASK
    how = rng.random()
    if how < 2 * cased:
        letters = np.isin(shapes, [SHAPES.index(name) for name in ("lower", "title", "upper")])
        shapes[letters] = SHAPES.index("upper" if how < cased else "lower")
    return replace(example, window=replace(window, ids=ids, shapes=shapes))


TOKEN_STEP, MENTION_STEP, PAIR_STEP = 16, 8, 64
"""Sizes are padded to these steps: the kernels are compiled anew for each shape."""


def padded(size: int, step: int) -> int:
    """Return the next multiple of *step*.

    >>> padded(17, 16), padded(0, 16)
    (32, 0)
    """
    return -(-size // step) * step


@dataclass(frozen=True, slots=True, eq=False)
class TagBatch:
    """Padded windows for the tagger, with the tag of each word's first piece (-100 elsewhere)."""

    ids: torch.Tensor
    mask: torch.Tensor
    shapes: torch.Tensor
    gold: torch.Tensor


def tag_batch(batch: Sequence[Example]) -> TagBatch:
    """Return the windows of *batch* side by side."""
    width = padded(max(len(e.window.ids) for e in batch), TOKEN_STEP)
    ids, mask, shapes = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    gold = torch.full((len(batch), width), -100)
    for row, e in enumerate(batch):
        n = len(e.window.ids)
        ids[row, :n] = torch.from_numpy(e.window.ids)
        shapes[row, :n] = torch.from_numpy(e.window.shapes)
        mask[row, :n] = 1
        own = e.window.owned
        gold[row, torch.from_numpy(e.window.first[own:])] = torch.from_numpy(word_tags(e)[own:])
    return TagBatch(ids, mask, shapes, gold)


@dataclass(frozen=True, slots=True, eq=False)
class PairBatch:
    """Padded mentions and pairs for the pairer, with what holds of them.

    ``row``, ``column`` and ``group`` flatten the pairs: pairs of one group are between the same
    two entities in the same sentence, and only one of them needs to show the relation.
    ``relations`` (n_groups, n_relations) is 1, 0 or -1 for not asked; ``statuses`` likewise, -100
    for none. ``same`` (n_pairs,) is 1, 0 or -1.
    """

    tags: torch.Tensor
    mentions: torch.Tensor
    pairs: torch.Tensor
    reach: torch.Tensor
    row: torch.Tensor
    column: torch.Tensor
    group: torch.Tensor
    relations: torch.Tensor
    statuses: torch.Tensor
    same: torch.Tensor


def pair_batch(
    batch: Sequence[Example], mentions: Sequence[np.ndarray], rules: Signatures, width: int
) -> PairBatch | None:
    """Return the pairs between *mentions* (rows as in `Example`), or None if there are none.

    A mention that means no annotated entity has a negative entity of its own.
    """
    found = [_pairs(e, m, rules) for e, m in zip(batch, mentions, strict=True)]
    most = padded(max(len(p) for p in found), PAIR_STEP)
    if most == 0:
        return None
    size, n_mentions = len(batch), padded(max(len(m) for m in mentions), MENTION_STEP)
    tags = torch.zeros(size, width, dtype=torch.long)
    places = torch.zeros(size, n_mentions, 3, dtype=torch.long)
    pairs = torch.zeros(size, most, 3, dtype=torch.long)
    reach = torch.zeros(size, most, 2, dtype=torch.long)
    gold = _Gold(rules)
    for row, (e, m, p) in enumerate(zip(batch, mentions, found, strict=True)):
        if len(p):
            _place(e, m, tags[row], places[row])
            pairs[row, : len(p)] = torch.from_numpy(p)
            reach[row, : len(p)] = torch.from_numpy(_reach(e, m, p))
            gold.add(row, e, m, p)
    flat = torch.tensor(gold.flat)
    n = len(rules.symmetric)
    return PairBatch(
        tags, places, pairs, reach, flat[:, 0], flat[:, 1], flat[:, 2],
        torch.from_numpy(np.array(gold.relations, dtype=np.float32).reshape(-1, n)),
        torch.from_numpy(np.array(gold.statuses, dtype=np.int64).reshape(-1, n)),
        torch.tensor(gold.same, dtype=torch.float32),
    )  # fmt: skip


def _place(e: Example, m: np.ndarray, tags: torch.Tensor, places: torch.Tensor) -> None:
    """Write where the mentions of a window stand into its rows of a batch."""
    first, last = e.window.first[m[:, 0]], e.window.last[m[:, 1]]
    places[: len(m)] = torch.from_numpy(np.stack([first, last, m[:, 2]], -1))
    for begin, end, kind in zip(first, last, m[:, 2], strict=True):
        tags[begin : end + 1] = 2 * int(kind) + 2
        tags[begin] = 2 * int(kind) + 1


def _reach(e: Example, m: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Return the first and last piece of the sentences of each pair, (n_pairs, 2)."""
    w = e.window
    ends = w.sentence[m[:, 0]][p[:, :2]]
    start = w.first[np.searchsorted(w.sentence, ends.min(-1), side="left")]
    end = w.last[np.searchsorted(w.sentence, ends.max(-1), side="right") - 1]
    return np.stack([start, end], -1)


class _Gold:
    """Gathers what holds of the pairs of a batch; see `PairBatch`."""

    def __init__(self, rules: Signatures) -> None:
        self.rules = rules
        self.flat: list[tuple[int, int, int]] = []
        self.relations: list[np.ndarray] = []
        self.statuses: list[np.ndarray] = []
        self.same: list[int] = []
        self._groups: dict[tuple[int, int, int, int], int] = {}

    def add(self, row: int, e: Example, m: np.ndarray, p: np.ndarray) -> None:
        """Add the pairs of one window."""
        for column, (i, j, gap) in enumerate(p):
            one, two = int(m[i, 3]), int(m[j, 3])
            asked = self.rules.alike[m[i, 2], m[j, 2]] and i < j
            self.same.append(int(one == two and one >= 0) if asked else -1)
            group = -1
            if not gap and one != two:
                sentence = int(e.window.sentence[m[i, 0]])
                may = self.rules.allowed[m[i, 2], m[j, 2]] & ~(self.rules.symmetric & (i > j))
                group = self._group((row, sentence, one, two))
                self._state(group, e, (sentence, one, two), may)
            self.flat.append((row, column, group))

    def _group(self, key: tuple[int, int, int, int]) -> int:
        if key not in self._groups:
            n = len(self.rules.symmetric)
            self.relations.append(np.full(n, -1.0, dtype=np.float32))
            self.statuses.append(np.full(n, -100))
            self._groups[key] = len(self._groups)
        return self._groups[key]

    def _state(self, group: int, e: Example, key: tuple[int, int, int], may: np.ndarray) -> None:
        """Ask a group for the relations that its types allow, and say which hold."""
        self.relations[group][may] = np.maximum(self.relations[group][may], 0.0)
        sentence, one, two = key
        stated = list(e.relations.get(key, {}).items())
        turned = e.relations.get((sentence, two, one), {}).items()
        for relation, status in [*stated, *(x for x in turned if self.rules.symmetric[x[0]])]:
            if may[relation]:
                self.relations[group][relation] = 1.0
                self.statuses[group][relation] = status


def _pairs(example: Example, mentions: np.ndarray, rules: Signatures) -> np.ndarray:
    if len(mentions) < 2:  # noqa: PLR2004 - a pair
        return np.zeros((0, 3), dtype=np.int64)
    return candidate_pairs(
        mentions[:, 2],
        example.window.sentence[mentions[:, 0]],
        mentions[:, 0] >= example.window.owned,
        related=rules.related,
        alike=rules.alike,
    )
