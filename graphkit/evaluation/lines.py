"""JSON Lines in the shape of ``graphkit extract`` → annotated documents, checked.

A line has ``id``, ``text``, ``mentions`` (``start``, ``end``, ``type``, ``entity``) and
``relations`` (``subject``, ``predicate``, ``object``, ``status``); ``sentences``, and ``sentence``
of a relation, only serve to show where something went wrong and may be missing. Other keys are
ignored. The first thing that is wrong ends the reading: a figure over half a file misleads.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from difflib import get_close_matches
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from graphkit import ontology
from graphkit.errors import ReadError
from graphkit.evaluation.annotations import (
    AnnotatedDocument,
    AnnotatedMention,
    AnnotatedRelation,
)
from graphkit.model import Span
from graphkit.read.decode import decode, is_utf16, refuse_binary
from graphkit.read.jsonlines import parse_id, parse_object
from graphkit.read.sources import shown, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

SHAPE = "write lines as `graphkit extract` prints them"
"""The way out of most errors."""


def read_annotations(path: str | PathLike[str]) -> tuple[AnnotatedDocument, ...]:
    """Return the documents of a file.

    Raises:
        ReadError: If the file cannot be read or a line is wrong.
    """
    where = shown(str(path))
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise unreadable(where, error) from error
    except ValueError as error:  # a NUL in the name
        raise ReadError(where, "no such file", "check the path") from error
    return parse_lines(BytesIO(content), where)


def parse_lines(lines: Iterable[bytes], where: str) -> tuple[AnnotatedDocument, ...]:
    """Return the document of each line that is not blank.

    Args:
        lines: UTF-8, or UTF-16 with a byte order mark, as a file opened in binary yields them.
        where: The file, for messages; lines count from 1.

    Raises:
        ReadError: If a line is wrong, two have one id, or there is none.

    >>> line = b'{"id": 7, "text": "Ships wait.", "mentions": [], "relations": []}'
    >>> [document.id for document in parse_lines([line], "gold.jsonl")]
    ['7']
    """
    found: list[AnnotatedDocument] = []
    places: dict[str, str] = {}
    for number, line in enumerate(_in_utf8(lines, where), start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        document = parse_annotation(parse_object(line, place), place)
        if document.id in places:
            reason = f"the id {document.id!r} is taken by {places[document.id]}"
            raise ReadError(place, reason, "keep one of the two")
        places[document.id] = place
        found.append(document)
    if not found:
        raise ReadError(where, "there is no document in it", SHAPE)
    return tuple(found)


def parse_annotation(value: Mapping[str, object], where: str) -> AnnotatedDocument:
    """Return the document that a JSON object describes.

    Raises:
        ReadError: If something in it is missing or cannot be.
    """
    text = value.get("text")
    if not isinstance(text, str) or not text:
        raise ReadError(where, 'no "text"', SHAPE)
    sentences = _sentences(value, len(text), where)
    mentions = tuple(
        sorted(
            _mention(given, len(text), f"{where}: mention {number}")
            for number, given in enumerate(_objects(value, "mentions", where), start=1)
        )
    )
    _refuse_twins(mentions, where)
    entities = {mention.entity for mention in mentions}
    relations = tuple(
        _relation(given, entities, len(sentences), f"{where}: relation {number}")
        for number, given in enumerate(_objects(value, "relations", where), start=1)
    )
    return AnnotatedDocument(parse_id(value, where), text, sentences, mentions, relations)


def _in_utf8(lines: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Return the lines without byte order mark, as `graphkit.read` takes them too."""
    rest = iter(lines)
    first = next(rest, b"")
    if is_utf16(first):
        # UTF-16 cannot be cut at the byte 0x0A, so it is put together again first.
        return iter(BytesIO(decode(first + b"".join(rest), where).encode()))
    refuse_binary(first, where)
    return chain([first.removeprefix(BOM_UTF8)], rest)


def _objects(value: Mapping[str, object], key: str, where: str) -> Sequence[Mapping[str, object]]:
    given = value.get(key)
    if not isinstance(given, (list, tuple)) or not all(isinstance(i, Mapping) for i in given):
        raise ReadError(where, f'"{key}" is no list of objects', SHAPE)
    return given


def _sentences(value: Mapping[str, object], length: int, where: str) -> tuple[Span, ...]:
    given = value.get("sentences", [])
    if not isinstance(given, (list, tuple)):
        raise ReadError(where, '"sentences" is no list of pairs of offsets', SHAPE)
    spans = []
    for number, pair in enumerate(given, start=1):
        place = f"{where}: sentence {number}"
        if not isinstance(pair, (list, tuple)) or len(pair) != len(("start", "end")):
            raise ReadError(place, "it is no pair of offsets", SHAPE)
        spans.append(_span(pair[0], pair[1], length, place))
    return tuple(spans)


def _mention(given: Mapping[str, object], length: int, where: str) -> AnnotatedMention:
    span = _span(given.get("start"), given.get("end"), length, where)
    kind = _known(given, "type", ontology.load().types, where)
    return AnnotatedMention(span, kind, _string(given, "entity", where))


def _relation(
    given: Mapping[str, object], entities: set[str], sentences: int, where: str
) -> AnnotatedRelation:
    terms = ontology.load()
    subject, object_ = _string(given, "subject", where), _string(given, "object", where)
    for end in (subject, object_):
        if end not in entities:
            raise ReadError(where, f"no mention has the entity {end!r}", "mark where it is named")
    sentence = given.get("sentence") if sentences else None
    if sentence is not None and not (_is_count(sentence) and sentence < sentences):
        reason = f"the sentence {sentence!r} is none of the {sentences} of the document"
        raise ReadError(where, reason, "sentences count from 0")
    predicate = _known(given, "predicate", terms.relations, where)
    status = _known(given, "status", terms.statuses, where)
    return AnnotatedRelation(subject, predicate, object_, status, sentence)


def _refuse_twins(mentions: tuple[AnnotatedMention, ...], where: str) -> None:
    """Refuse two mentions of one span and type: one of their entities would count twice."""
    for before, after in pairwise(mentions):
        if (before.span, before.type) == (after.span, after.type):
            span = f"{before.span.start}-{before.span.end}"
            reason = f"two mentions have the span {span} and the type {before.type}"
            raise ReadError(where, reason, "keep one of the two")


def _span(start: object, end: object, length: int, where: str) -> Span:
    if not _is_count(start) or not _is_count(end):
        raise ReadError(where, f"its offsets {start!r} and {end!r} are no whole numbers", SHAPE)
    if not start < end <= length:
        reason = f"its offsets {start} and {end} lie outside of the text of {length} characters"
        raise ReadError(where, reason, "offsets count code points, the end is exclusive")
    return Span(start, end)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _string(given: Mapping[str, object], key: str, where: str) -> str:
    value = given.get(key)
    if _is_count(value):  # numbers will do for entities
        return str(value)
    if not isinstance(value, str) or not value:
        raise ReadError(where, f'no "{key}"', SHAPE)
    return value


def _known(given: Mapping[str, object], key: str, terms: Mapping[str, object], where: str) -> str:
    value = _string(given, key, where)
    if value not in terms:
        close = get_close_matches(value, terms, n=1)
        way_out = f"did you mean {close[0]!r}?" if close else f"it is one of {', '.join(terms)}"
        raise ReadError(where, f"the ontology has no {key} {value!r}", way_out)
    return value
