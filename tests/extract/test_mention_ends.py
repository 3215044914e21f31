"""A mention does not end with a word or a mark that joins it to what follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tokenizers import Tokenizer

from graphkit import ontology
from graphkit.extract import get_extractor
from graphkit.extract.labels import Labels
from graphkit.extract.model import JOINING_MARKS, JOINING_WORDS, Decision, ModelExtractor
from graphkit.extract.onnx import TOKENIZER
from graphkit.model import Document
from graphkit.read.content import with_sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABELS = Labels.from_ontology(ontology.load())
ROOT = Path(__file__).parents[2]
NETWORK = ROOT / "graphkit" / "extract" / "network"


class MarksAll:
    """Takes all words of a text for one product."""

    def tag(
        self, ids: NDArray[np.int64], shapes: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return logits that begin a product with the first word and go on to the end."""
        assert ids.shape == shapes.shape
        product = 2 * LABELS.types.index("Product") + 1
        logits = np.zeros((1, ids.shape[1], len(LABELS.tags)), dtype=np.float32)
        logits[0, :, product + 1] = 9.0
        logits[0, 1, product] = 99.0
        return np.zeros((1, ids.shape[1], 1), dtype=np.float32), logits

    def pair(
        self,
        states: NDArray[np.float32],
        tags: NDArray[np.int64],
        mentions: NDArray[np.int64],
        pairs: NDArray[np.int64],
        reach: NDArray[np.int64],
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Is not asked: there is one mention."""
        raise AssertionError(states, tags, mentions, pairs, reach)


def marked(text: str) -> list[str]:
    decision = Decision("0", dict.fromkeys(LABELS.relations, 0.5), 0.5)
    tokenizer = Tokenizer.from_file(str(NETWORK / TOKENIZER))
    extractor = ModelExtractor(MarksAll(), tokenizer, labels=LABELS, decision=decision)
    document = with_sentences(Document("a", text, ()))
    return [m.span.of(text) for m in extractor.extract(document).mentions]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Delta Electronics of", "Delta Electronics"),
        ("gearboxes and", "gearboxes"),
        ("Antenna Works /", "Antenna Works"),
        ("brake pads , and the", "brake pads"),
        ("steel - for", "steel"),
    ],
)
def test_joining_words_and_marks_at_the_end_are_cut_off(text: str, mention: str) -> None:
    assert marked(text) == [mention]


@pytest.mark.parametrize(
    "text",
    [
        "a plug-in",  # one word to a reader, though three to the tokenizer
        "Bed Bath and Beyond",
        "Vitamin A",
        "ON",  # a name that is spelled like a joining word
        "Corvane Inc.",
        "Yahoo!",
    ],
)
def test_other_ends_stay(text: str) -> None:
    assert marked(text) == [text]


def test_no_mention_of_the_shipped_network_ends_so() -> None:
    extractor, found = get_extractor("model"), 0
    for path in sorted((ROOT / "examples").glob("*.txt")):
        document = with_sentences(Document("a", path.read_text(encoding="utf-8"), ()))
        for mention in extractor.extract(document).mentions:
            words = mention.span.of(document.text).split()
            assert words[-1] not in JOINING_WORDS or len(words) == 1
            assert words[-1][-1] not in JOINING_MARKS
            found += 1
    assert found > 0
