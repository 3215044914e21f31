"""Cuts a document into windows of word pieces, the unit that the network reads.

A window owns consecutive sentences; the sentences before them are read again as context, so that
every sentence is owned by exactly one window and still sees what came before. Training and
extraction share this module: the network meets the same windows in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category, combining

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    from graphkit.model import Document

    Ints = NDArray[np.int64]

MAX_TOKENS = 256
"""Word pieces a window, with its two special ones: attention grows with the square of it."""

CONTEXT_TOKENS = 64
"""Word pieces at most that a window repeats from the sentences before its own."""

_UNSEEN = ("Cf", "Mn")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x1f\x85"), " ")

SHAPES = ("lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "mark", "other")
"""How a word is written: the vocabulary is uncased, and capitals tell names."""


def word_shape(word: str) -> int:
    """Return the index into `SHAPES` of the way in which *word* is written.

    >>> [SHAPES[word_shape(w)] for w in ("steel", "Tokyo", "TSMC", "U", "iPhone", "2026", "H100")]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'digits', 'alphanumeric']
    """
    if word.isalpha():
        return _case(word)
    if word.isdigit():
        return SHAPES.index("digits")
    return SHAPES.index("alphanumeric" if word.isalnum() else "mark")


def _case(word: str) -> int:
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper():
        return SHAPES.index("initial" if len(word) == 1 else "upper")
    if word.istitle():
        return SHAPES.index("title")
    return SHAPES.index("mixed" if word.lower() != word.upper() else "other")


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Word pieces of consecutive sentences, with the words that they belong to.

    ``ids`` and ``shapes`` have shape (n_tokens,), the special pieces included. The other arrays
    have shape (n_words,): offsets of the word in the document, index of its first and last piece
    in ``ids``, and index of its sentence. Words before ``owned`` are context only.
    """

    ids: Ints
    shapes: Ints
    start: Ints
    end: Ints
    first: Ints
    last: Ints
    sentence: Ints
    owned: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: its offsets in the document and its word pieces."""

    start: int
    end: int
    ids: tuple[int, ...]
    shape: int
    sentence: int


def windows(document: Document, tokenizer: Tokenizer) -> Iterator[Window]:
    """Yield the windows of *document*, in order; together they own every sentence once.

    A sentence longer than a window is cut between words into parts that are taken for sentences.
    """
    context: list[list[_Word]] = []
    owned: list[list[_Word]] = []
    room = MAX_TOKENS - 2  # the two special pieces
    used = 0
    for part in _parts(document, tokenizer, room - CONTEXT_TOKENS):
        size = _size(part)
        if owned and used + size > room:
            yield _window(context, owned, tokenizer)
            context = _tail([*context, *owned])
            owned, used = [], sum(map(_size, context))
        owned.append(part)
        used += size
    if owned:
        yield _window(context, owned, tokenizer)


def _parts(document: Document, tokenizer: Tokenizer, limit: int) -> Iterator[list[_Word]]:
    texts = [_readable(span.of(document.text)) for span in document.sentences]
    for index, encoding in enumerate(tokenizer.encode_batch(texts, add_special_tokens=False)):
        part: list[_Word] = []
        size = 0
        for word in _words(encoding, texts[index], document.sentences[index].start, index):
            if part and size + len(word.ids) > limit:
                yield part
                part, size = [], 0
            part.append(word)
            size += len(word.ids)
        if part:
            yield part


def _readable(text: str) -> str:
    """Return *text* with what the tokenizer would refuse or overlook, character for character.

    It refuses halves of surrogate pairs, and takes out line and page breaks other than the usual
    ones, so that the words around them become one.
    """
    return _SURROGATES.sub("\ufffd", text).translate(_BREAKS)


def _words(encoding: Encoding, text: str, offset: int, sentence: int) -> Iterator[_Word]:
    ids, offsets, word_ids = encoding.ids, encoding.offsets, encoding.word_ids
    begin = 0
    for index in range(1, len(ids) + 1):
        if index == len(ids) or word_ids[index] != word_ids[begin]:
            start, end = offsets[begin][0], offsets[index - 1][1]
            while end < len(text) and combining(text[end]):  # an accent belongs to its letter
                end += 1
            shape = word_shape(_visible(text[start:end]))
            yield _Word(offset + start, offset + end, tuple(ids[begin:index]), shape, sentence)
            begin = index


def _visible(word: str) -> str:
    """Return *word* without soft hyphens, joiners and accents of their own, which hide its case."""
    return word if word.isascii() else "".join(c for c in word if category(c) not in _UNSEEN)


def _size(part: Sequence[_Word]) -> int:
    return sum(len(word.ids) for word in part)


def _tail(parts: list[list[_Word]]) -> list[list[_Word]]:
    """Return the last of *parts* that fit into the context."""
    kept, used = 0, 0
    for part in reversed(parts):
        used += _size(part)
        if used > CONTEXT_TOKENS:
            break
        kept += 1
    return parts[len(parts) - kept :]


def _window(context: list[list[_Word]], owned: list[list[_Word]], tokenizer: Tokenizer) -> Window:
    words = [word for part in (*context, *owned) for word in part]
    ids, shapes, first, last = [tokenizer.token_to_id("[CLS]")], [SHAPES.index("other")], [], []
    for word in words:
        first.append(len(ids))
        ids.extend(word.ids)
        shapes.extend([word.shape] * len(word.ids))
        last.append(len(ids) - 1)
    ids.append(tokenizer.token_to_id("[SEP]"))
    shapes.append(SHAPES.index("other"))
    return Window(
        ids=np.array(ids, dtype=np.int64),
        shapes=np.array(shapes, dtype=np.int64),
        start=np.array([word.start for word in words], dtype=np.int64),
        end=np.array([word.end for word in words], dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        last=np.array(last, dtype=np.int64),
        sentence=np.array([word.sentence for word in words], dtype=np.int64),
        owned=sum(map(len, context)),
    )
