"""The network of the embedded extractor, in PyTorch.

Two parts, exported as two ONNX files. The *tagger* reads the word pieces of a window: a BERT
encoder whose input has a learned embedding of each word's shape added, and a BIO tag for each
piece. The *pairer* knows which pieces are mentions: it adds the tags to the encoder's states, lets
one more layer look at the window again, and scores ordered pairs of mentions for relations,
status and being the same entity. A pair looks back at the window by attention of its own, with a
learned bias for what stands before, in, between and after the two mentions.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that PyTorch's own texts use

from graphkit.extract.windows import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.extract.labels import Labels

HIDDEN = 384
HEADS = 12
INNER = 1536
LAYERS = 6
PAIR = 320
PAIR_HEADS = 5
STATUS_RANK = 64
DISTANCES = 12
"""Buckets of the distance between two mentions: 0, 1, 2, 3-4, 5-8 ... pieces."""
EXACT = 3
"""Distances below this have a bucket each; above, the buckets double."""
LOWEST = 0.17
"""How far below nought GELU goes."""
REGIONS = 5
"""Before the first mention, in it, between the two, in the second, after it."""


def _attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor, *, training: bool) -> Tensor:
    if not training:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
    # written out: the fused kernel's gradient takes three times as long on a processor
    scores = q @ (k * q.shape[-1] ** -0.5).transpose(-1, -2) + bias.to(q.dtype)
    return torch.softmax(scores, -1, dtype=scores.dtype) @ v


def _heads(x: Tensor) -> Tensor:
    batch, tokens, _ = x.shape
    return x.view(batch, tokens, HEADS, HIDDEN // HEADS).transpose(1, 2)


def _joined(x: Tensor) -> Tensor:
    batch, _, tokens, _ = x.shape
    return x.transpose(1, 2).reshape(batch, tokens, HIDDEN)


def _in_8_bits(x: Tensor) -> Tensor:
    """Round values as the exported network does, which has 256 steps for a window.

    Gradients pass the rounding, and reach the ends of the range: wide ranges cost exactness.
    """
    step = (x.flatten(1).amax(1)[:, None, None] + LOWEST) / 255
    with torch.no_grad():
        off = x / step
        off = torch.round(off).sub_(off)
    return torch.addcmul(x, off, step)


class _Attention(torch.autograd.Function):
    """Attention over all pieces, as one node of the exported graph: onnxruntime has a kernel."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # noqa: ARG004
        return _joined(F.scaled_dot_product_attention(*map(_heads, (q, k, v))))

    @staticmethod
    def symbolic(g, q, k, v):  # noqa: ANN001, ANN205 - as torch.onnx asks for it
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS)
        return out.setType(q.type())


class _Dropout:
    """Drops values as `nn.functional.dropout` does, by masks drawn once and cut anew each time.

    To draw a random number for each value takes a tenth of a training step.
    """

    def __init__(self) -> None:
        self._masks: dict[tuple[float, torch.dtype], Tensor] = {}

    def __call__(self, x: Tensor, rate: float, training: bool) -> Tensor:  # noqa: FBT001
        if not training or rate == 0.0:
            return x
        size = x.numel()
        masks = self._masks.get((rate, x.dtype))
        if masks is None or len(masks) < 4 * size:
            kept = torch.rand(max(4 * size, 1 << 22)) >= rate
            masks = self._masks[rate, x.dtype] = kept.to(x.dtype) / (1 - rate)
        start = int(torch.randint(len(masks) - size, ()))
        return x * masks[start : start + size].view(x.shape)


_drop = _Dropout()


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention, then a feed-forward net, each normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the states (batch, tokens, HIDDEN) after this layer; no bias: no padding."""
        parts = self.qkv(x).chunk(3, -1)
        if bias is None:
            mixed = _Attention.apply(*parts)
        else:
            mixed = _joined(_attend(*map(_heads, parts), bias, training=self.training))
        x = self.norm1(x + _drop(self.out(mixed), self.dropout, self.training))
        inner = F.gelu(self.up(x))
        if self.training:
            inner = _in_8_bits(inner)
        inner = self.down(inner)
        return self.norm2(x + _drop(inner, self.dropout, self.training))


class Tagger(nn.Module):
    """Encoder and tags: word pieces in, states and the logits of BIO tags out."""

    def __init__(self, labels: Labels, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(len(SHAPES), HIDDEN)
        nn.init.normal_(self.shapes.weight, std=0.02)
        # half of all weights, hardly moved by so little text: to keep them saves a third of a step
        self.words.weight.requires_grad_(requires_grad=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tags = nn.Sequential(
            nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, len(labels.tags))
        )
        self.dropout = dropout

    def forward(self, ids: Tensor, mask: Tensor | None, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """Return states (batch, tokens, HIDDEN) and tag logits (batch, tokens, n_tags).

        Args:
            ids: Word pieces, (batch, tokens).
            mask: 1 where there is a piece, 0 where there is padding, (batch, tokens); None if there
                is no padding.
            shapes: Shape of the word of each piece, (batch, tokens).
        """
        x = self.encode(ids, mask, shapes)
        return x, self.tags(_drop(x, self.dropout, self.training))

    def encode(self, ids: Tensor, mask: Tensor | None, shapes: Tensor) -> Tensor:
        """Return the states (batch, tokens, HIDDEN) alone; without a mask there is no padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.shapes(shapes)
        x = _drop(self.norm(x), self.dropout, self.training)
        bias = None if mask is None else _bias(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_bert(self, folder: Path) -> None:
        """Take the weights of a BERT encoder that was saved with transformers."""
        config = json.loads((folder / "config.json").read_text())
        if (config["hidden_size"], config["num_hidden_layers"]) != (HIDDEN, LAYERS):
            message = f"{folder}: expected {LAYERS} layers of {HIDDEN}"
            raise ValueError(message)
        weights = load_file(folder / "model.safetensors")
        saved = {name.removeprefix("bert."): value for name, value in weights.items()}
        e = "embeddings."
        self.words.weight.data.copy_(saved[e + "word_embeddings.weight"])
        self.positions.weight.data.copy_(saved[e + "position_embeddings.weight"])
        self.positions.weight.data.add_(saved[e + "token_type_embeddings.weight"][0])
        _copy(self.norm, saved, e + "LayerNorm")
        for index, layer in enumerate(self.layers):
            p = f"encoder.layer.{index}."
            parts = [f"{p}attention.self.{name}" for name in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([saved[part + ".weight"] for part in parts]))
            layer.qkv.bias.data.copy_(torch.cat([saved[part + ".bias"] for part in parts]))
            _copy(layer.out, saved, p + "attention.output.dense")
            _copy(layer.norm1, saved, p + "attention.output.LayerNorm")
            _copy(layer.up, saved, p + "intermediate.dense")
            _copy(layer.down, saved, p + "output.dense")
            _copy(layer.norm2, saved, p + "output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, saved: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(saved[name + ".weight"])
    module.bias.data.copy_(saved[name + ".bias"])


class Pairer(nn.Module):
    """Scores ordered pairs of mentions of a window."""

    def __init__(self, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.labels = labels
        self.tags = nn.Embedding(len(labels.tags), HIDDEN)
        nn.init.normal_(self.tags.weight, std=0.02)
        self.layer = Layer(dropout)
        self.types = nn.Embedding(len(labels.types), 64)
        self.subject = nn.Linear(2 * HIDDEN + 64, 2 * PAIR)
        self.object = nn.Linear(2 * HIDDEN + 64, 2 * PAIR)
        self.distance = nn.Embedding(2 * DISTANCES, PAIR)
        self.sentences = nn.Embedding(4, PAIR)
        self.norm = nn.LayerNorm(PAIR)
        self.query = nn.Linear(PAIR, PAIR)
        self.key = nn.Linear(HIDDEN, PAIR)
        self.value = nn.Linear(HIDDEN, PAIR)
        self.region = nn.Parameter(torch.zeros(PAIR_HEADS, REGIONS))
        self.join = nn.Linear(2 * PAIR, PAIR)
        self.relations = nn.Linear(PAIR, len(labels.relations) + 1)
        self.status = nn.Linear(PAIR, len(labels.statuses))
        self.status_pair = nn.Linear(PAIR, STATUS_RANK)
        self.status_relation = nn.Parameter(torch.randn(len(labels.relations), STATUS_RANK) * 0.1)
        self.status_out = nn.Linear(STATUS_RANK, len(labels.statuses), bias=False)
        self.dropout = dropout

    def forward(  # noqa: PLR0913, PLR0917 - the inputs of the ONNX graph
        self,
        states: Tensor,
        mask: Tensor | None,
        tags: Tensor,
        mentions: Tensor,
        pairs: Tensor,
        reach: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Return logits of relations and statuses for each pair.

        Args:
            states: The tagger's states, (batch, tokens, HIDDEN).
            mask: 1 where there is a piece, (batch, tokens); None if there is no padding.
            tags: The tag that each piece has been given, (batch, tokens).
            mentions: First piece, last piece and type of each mention, (batch, n_mentions, 3).
            pairs: Subject, object (indices of mentions) and how many sentences lie between,
                (batch, n_pairs, 3).
            reach: First piece and last piece that a pair may look at, (batch, n_pairs, 2).

        Returns:
            (batch, n_pairs, n_relations + 1), the last being "same entity", and
            (batch, n_pairs, n_relations, n_statuses).
        """
        bias = None if mask is None else _bias(mask, states.dtype)
        x = self.layer(states + self.tags(tags), bias)
        ends = torch.cat(
            [_take(x, mentions[..., 0]), _take(x, mentions[..., 1]), self.types(mentions[..., 2])],
            -1,
        )
        ends = _drop(ends, self.dropout, self.training)
        s, s_gate = _take(self.subject(ends), pairs[..., 0]).chunk(2, -1)
        o, o_gate = _take(self.object(ends), pairs[..., 1]).chunk(2, -1)
        places = _take(mentions[..., :2], pairs[..., 0]), _take(mentions[..., :2], pairs[..., 1])
        near = self.distance(_distance(*places)) + self.sentences(pairs[..., 2])
        z = F.gelu(self.norm(s + o + s_gate * o_gate + near))
        context = self._look(z, x, places, reach)
        z = F.gelu(self.join(_drop(torch.cat([z, context], -1), self.dropout, self.training)))
        z = _drop(z, self.dropout, self.training)
        joint = self.status_pair(z)[..., None, :] * self.status_relation
        return self.relations(z), self.status(z)[..., None, :] + self.status_out(joint)

    def _look(self, z: Tensor, x: Tensor, places: tuple[Tensor, Tensor], reach: Tensor) -> Tensor:
        batch, n_pairs, _ = z.shape
        width = PAIR // PAIR_HEADS
        q = self.query(z).view(batch, n_pairs, PAIR_HEADS, width).transpose(1, 2)
        k = self.key(x).view(batch, -1, PAIR_HEADS, width).transpose(1, 2)
        v = self.value(x).view(batch, -1, PAIR_HEADS, width).transpose(1, 2)
        token = torch.arange(x.shape[1], device=x.device)
        a, b = places
        # (batch, n_pairs, tokens): counting the borders passed numbers the regions in text order
        region = sum(
            (token >= edge[..., None]).long()
            for edge in (a[..., 0], a[..., 1] + 1, b[..., 0], b[..., 1] + 1)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(width)
        scores = scores + self.region[:, region].transpose(0, 1)
        hidden = (token < reach[..., 0:1]) | (token > reach[..., 1:2])
        scores = scores + hidden[:, None].to(scores.dtype) * -1e4
        return (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, n_pairs, PAIR)


def _bias(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """Return what to add to scores of attention, (batch, 1, 1, tokens)."""
    return (1.0 - mask[:, None, None, :].to(dtype)) * -1e4


def _take(x: Tensor, index: Tensor) -> Tensor:
    """Return the rows of x (batch, n, width) at index (batch, m), as (batch, m, width)."""
    return x.gather(1, index[..., None].expand(-1, -1, x.shape[-1]))


def _distance(a: Tensor, b: Tensor) -> Tensor:
    """Return the bucket of the distance of two mentions, on a scale of its own for each order."""
    forward = b[..., 0] > a[..., 0]
    gap = torch.where(forward, b[..., 0] - a[..., 1], a[..., 0] - b[..., 1]).clamp(min=0)
    coarse = (torch.log2(gap.clamp(min=1).float()) + 0.0001).floor().long() + 2
    bucket = torch.where(gap < EXACT, gap, coarse)
    return bucket.clamp(max=DISTANCES - 1) + DISTANCES * forward.long()
