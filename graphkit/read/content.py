"""What a reader found in one input, and the step from there to a document.

Every kind of input passes through `to_document`, so that all documents are checked and cut into
sentences alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.errors import ReadError
from graphkit.model import Document

if TYPE_CHECKING:
    import datetime as dt

MAX_CHARACTERS = 20_000_000
"""The longest text of one document; ten times a long annual report, still cut in half a minute."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""The longest file that is read whole: UTF-8 needs at most four bytes a character."""


@dataclass(frozen=True, slots=True)
class Content:
    """The kept text of one input and what the input says about it."""

    text: str
    title: str | None = None
    date: dt.date | None = None
    url: str | None = None
    source: str | None = None


def to_document(document_id: str, content: Content, where: str, *, cut: bool = True) -> Document:
    """Return the document of this content, cut into sentences.

    Args:
        document_id: The id of the document.
        content: Its text and metadata.
        where: The file, or ``file:line``, for messages.
        cut: Whether it is cut; without that, which takes the most time, it has no sentences yet.

    Raises:
        ReadError: If the text is blank, too long or holds what no text may hold.

    >>> to_document("a", Content("It rained. Ships waited."), "a.txt").sentences
    (Span(start=0, end=10), Span(start=11, end=24))
    """
    for name, value in (("id", document_id), ("title", content.title), ("source", content.source)):
        if value is not None:
            check_characters(value, name, where)
    check_text(content.text, where)
    document = Document(
        document_id, content.text, (), content.title, content.date, content.url, content.source
    )
    return with_sentences(document) if cut else document


def with_sentences(document: Document) -> Document:
    """Return *document* cut into sentences, if it is not yet."""
    if document.sentences:
        return document
    from graphkit.read.sentences import split_sentences  # noqa: PLC0415 - start-up stays quick

    return replace(document, sentences=split_sentences(document.text))


def check_text(text: str, where: str) -> None:
    """Refuse a text that is blank, too long or holds what no text may hold."""
    if not text or text.isspace():
        raise ReadError(where, "there is no text in it", "put text in or leave it out")
    if len(text) > MAX_CHARACTERS:
        raise too_long(where)
    check_characters(text, "text", where)


def check_characters(value: str, name: str, where: str) -> None:
    r"""Refuse a NUL character and half a surrogate pair, which UTF-8 cannot write.

    >>> check_characters("a\0", "text", "a.jsonl:1")
    Traceback (most recent call last):
    ...
    graphkit.errors.ReadError: a.jsonl:1: the text holds a NUL at character 1; take it out
    """
    nul = value.find("\0")
    if nul >= 0:
        raise ReadError(where, f"the {name} holds a NUL at character {nul}", "take it out")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        reason = f"the {name} holds half a surrogate pair at character {error.start}"
        raise ReadError(where, reason, "repair the encoding") from error


def too_long(where: str) -> ReadError:
    """Return the error for a text beyond `MAX_CHARACTERS`.

    >>> print(too_long("a.txt"))
    a.txt: longer than 20,000,000 characters, the most that one document may hold; split it
    """
    reason = f"longer than {MAX_CHARACTERS:,} characters, the most that one document may hold"
    return ReadError(where, reason, "split it")


def is_iri(value: str) -> bool:
    """Return whether this is an absolute IRI that a graph can hold.

    >>> is_iri("https://example.org/a"), is_iri("example.org/a"), is_iri("https://example.org/a b")
    (True, False, False)
    """
    from pyoxigraph import NamedNode  # noqa: PLC0415 - most documents have no address

    try:
        NamedNode(value)
    except ValueError:
        return False
    return True
