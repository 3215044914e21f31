"""The embedded extractor: a small neural network that runs on the CPU, without a network."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from graphkit import ontology
from graphkit.extract.calibration import Calibration, sigmoid
from graphkit.extract.pairs import batches, candidate_pairs
from graphkit.extract.tags import log_softmax, tagged
from graphkit.extract.windows import windows
from graphkit.model import Claim, Evidence, Extraction, Link, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from graphkit.extract.labels import Labels
    from graphkit.extract.windows import Window
    from graphkit.model import Document

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]


ARTICLES = frozenset({"a", "an", "the"})
"""What remains of a description that the network begins to mark and does not end."""
_PREPOSITIONS = {"as", "at", "by", "for", "from", "in", "of", "on", "to", "with"}
JOINING_WORDS = ARTICLES | {"and", "or"} | _PREPOSITIONS
JOINING_MARKS = frozenset("-–—/,;:(")  # noqa: RUF001 - a dash
"""What no name and no good ends with; the network now and then stops one word too late."""


class Network(Protocol):
    """The two halves of the network; all arrays have a first axis of length one."""

    def tag(self, ids: Ints, shapes: Ints) -> tuple[Floats, Floats]:
        """Return states (1, tokens, width) and tag logits (1, tokens, n_tags)."""

    def pair(
        self, states: Floats, tags: Ints, mentions: Ints, pairs: Ints, reach: Ints
    ) -> tuple[Floats, Floats]:
        """Return logits of relations (1, n_pairs, n + 1) and statuses (1, n_pairs, n, 6)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a probability becomes an answer, and the version of the network that it is chosen for.

    ``relations`` holds a threshold for each relation, on the scale of ``calibration``; a pair is
    taken to be one entity from ``same`` on; below ``current`` another status takes the place of
    "current", since a plan that passes as a fact costs more than a fact that passes as a plan. A
    mention that is in no claim, and is linked to none that is, is left out below ``alone``.
    """

    version: str
    relations: Mapping[str, float]
    same: float
    current: float = 0.0
    alone: float = 0.0
    calibration: Calibration = field(default_factory=Calibration)


class ModelExtractor:
    """Extracts with a network; see `graphkit.extract.get_extractor` for the shipped one."""

    name = "model"

    def __init__(
        self, network: Network, tokenizer: Tokenizer, *, labels: Labels, decision: Decision
    ) -> None:
        """Take the parts; *tokenizer* and *labels* must be those of the network's training."""
        terms = ontology.load()
        self.version = decision.version
        self._network, self._tokenizer = network, tokenizer
        self._types, self._relations = labels.types, labels.relations
        self._statuses = labels.statuses
        self._allowed = labels.allowed(terms)
        self._related: NDArray[np.bool_] = np.logical_or.reduce(self._allowed, axis=-1)
        self._alike = labels.alike()
        self._symmetric = labels.symmetric(terms)
        self._threshold = np.array([decision.relations[name] for name in labels.relations])
        self._decision = decision
        self._current = labels.statuses.index("current")

    def extract(self, document: Document) -> Extraction:
        """Return the mentions, links and claims of *document*; linear in its length."""
        mentions: list[Mention] = []
        links: list[Link] = []
        claims: list[Claim] = []
        for window in windows(document, self._tokenizer):
            states, logits = self._network.tag(window.ids[None], window.shapes[None])
            known = len(mentions)
            mentions.extend(self._mentions(document, window, logits[0]))
            first = bisect_left(mentions, window.start[0], hi=known, key=lambda m: m.span.start)
            here = tuple(mentions[first:])
            if len(here) > 1:
                judged = _Judged(window, here, states, known - first)
                self._judge(document, judged, links, claims)
        return self._without_weak(
            Extraction(document, tuple(mentions), tuple(links), tuple(claims))
        )

    def _without_weak(self, found: Extraction) -> Extraction:
        """Leave out the weak mentions that no claim needs."""
        stated = {end for claim in found.claims for end in (claim.subject, claim.object)}
        linked = [{link.first, link.second} for link in found.links]
        needed = stated.union(*(ends for ends in linked if ends & stated))
        alone = self._decision.alone
        kept = tuple(m for m in found.mentions if m.confidence >= alone or m in needed)
        there = set(kept)
        links = tuple(n for n in found.links if n.first in there and n.second in there)
        return replace(found, mentions=kept, links=links)

    def _mentions(self, document: Document, window: Window, logits: Floats) -> Iterator[Mention]:
        """Yield the mentions in the sentences that the window owns."""
        own = slice(window.owned, None)
        scores = log_softmax(logits[window.first[own]])
        for found in tagged(scores, window.sentence[own]):
            first = found.first + window.owned
            last = _last_word(document.text, window, first, found.last + window.owned)
            span = Span(int(window.start[first]), int(window.end[last]))
            if span.of(document.text).casefold() in ARTICLES:
                continue
            yield Mention(
                span,
                self._types[found.type],
                int(window.sentence[first]),
                round(found.confidence, 4),
            )

    def _judge(
        self, document: Document, judged: _Judged, links: list[Link], claims: list[Claim]
    ) -> None:
        """Add the links and claims between the mentions of a window."""
        places = judged.places(self._types)
        sentence = np.array([m.sentence for m in judged.mentions])
        owned = np.arange(len(judged.mentions)) >= judged.known
        pairs = candidate_pairs(
            places[:, 2], sentence, owned, related=self._related, alike=self._alike
        )
        tags = judged.tags(places)[None]
        for batch in batches(pairs):
            reach = judged.reach(sentence, batch)[None]
            relations, statuses = self._network.pair(
                judged.states, tags, places[None], batch[None], reach
            )
            links.extend(self._links(judged, batch, relations[0, :, -1]))
            logits = relations[0, :, :-1], statuses[0]
            claims.extend(self._claims(document, judged, batch, logits))

    def _links(self, judged: _Judged, pairs: Ints, logits: Floats) -> Iterator[Link]:
        probability = sigmoid(logits)
        same = (pairs[:, 0] < pairs[:, 1]) & (probability >= self._decision.same)
        for row in np.flatnonzero(same):
            first, second = (judged.mentions[index] for index in pairs[row, :2])
            if self._alike[self._types.index(first.type), self._types.index(second.type)]:
                yield Link(first, second, round(float(probability[row]), 4))

    def _claims(
        self, document: Document, judged: _Judged, pairs: Ints, logits: tuple[Floats, Floats]
    ) -> Iterator[Claim]:
        sure = np.array([m.confidence for m in judged.mentions])
        probability = self._decision.calibration(logits[0], sure[pairs[:, :2]])
        types = np.array([self._types.index(m.type) for m in judged.mentions])
        fits = self._allowed[types[pairs[:, 0]], types[pairs[:, 1]]]
        fits &= ~(self._symmetric & (pairs[:, 0] > pairs[:, 1])[:, None])
        fits &= (pairs[:, 2] == 0)[:, None]
        for row, relation in zip(*np.nonzero(fits & (probability >= self._threshold)), strict=True):
            subject, object_ = (judged.mentions[index] for index in pairs[row, :2])
            sentence = document.sentences[subject.sentence]
            yield Claim(
                subject,
                self._relations[relation],
                object_,
                self._status(logits[1][row, relation]),
                round(float(probability[row, relation]), 4),
                Evidence(document.id, sentence, f"{self.name} {self.version}"),
            )

    def _status(self, logits: Floats) -> str:
        probability = np.exp(log_softmax(logits))
        if probability[self._current] < self._decision.current:
            probability[self._current] = 0.0
        return self._statuses[int(probability.argmax())]


def _last_word(text: str, window: Window, first: int, last: int) -> int:
    """Return the last of the words *first* to *last* that a mention can end with."""
    while last > first:
        word = text[window.start[last] : window.end[last]]
        apart = window.start[last] > window.end[last - 1]  # "plug-in" may end so, "plug in" not
        if word not in JOINING_MARKS and not (apart and word in JOINING_WORDS):
            break
        last -= 1
    return last


@dataclass(frozen=True, slots=True)
class _Judged:
    """The mentions of a window that are judged together; the first ``known`` are context."""

    window: Window
    mentions: tuple[Mention, ...]
    states: Floats
    known: int

    def places(self, types: tuple[str, ...]) -> Ints:
        """Return first piece, last piece and type of each mention, (n_mentions, 3)."""
        first = np.searchsorted(self.window.start, [m.span.start for m in self.mentions])
        last = np.searchsorted(self.window.end, [m.span.end for m in self.mentions])
        kinds = np.array([types.index(m.type) for m in self.mentions])
        return np.stack([self.window.first[first], self.window.last[last], kinds], axis=-1)

    def tags(self, places: Ints) -> Ints:
        """Return the tag of each piece, (n_tokens,)."""
        tags = np.zeros(len(self.window.ids), dtype=np.int64)
        for first, last, kind in places:
            tags[first : last + 1] = 2 * kind + 2
            tags[first] = 2 * kind + 1
        return tags

    def reach(self, sentence: Ints, pairs: Ints) -> Ints:
        """Return the first and last piece of the sentences of each pair, (n_pairs, 2)."""
        low = np.minimum(sentence[pairs[:, 0]], sentence[pairs[:, 1]])
        high = np.maximum(sentence[pairs[:, 0]], sentence[pairs[:, 1]])
        first = self.window.first[np.searchsorted(self.window.sentence, low, side="left")]
        last = self.window.last[np.searchsorted(self.window.sentence, high, side="right") - 1]
        return np.stack([first, last], axis=-1)
