"""Reads claims and documents out of a store, as values.

Reads the union of all graphs, so it makes no difference whether a graph was kept with one named
graph per document or as one plain file. It follows each claim's own quads and does not join
patterns, since a union holds a triple once for each graph that has it, and joins multiply.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypedDict

from graphkit import ontology
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.claims import Node, StatedAmount, StatedClaim
from graphkit.graph.copies import COPY_OF
from graphkit.graph.entities import EntityReader, properties, subjects, text_of, texts, values
from graphkit.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from pyoxigraph import NamedNode, Quad, Store

    from graphkit.graph.entities import Term, Thing


class _Told(TypedDict):
    """The fields of `StatedClaim` that its sentence may fill beside the relation."""

    said_by: str | None
    speaker_kind: str | None
    attributed_to: Node | None
    time_text: str | None
    time: str | None
    when_from: dt.date | None
    when_until: dt.date | None
    due_by: dt.date | None
    amounts: tuple[StatedAmount, ...]


_WAY_OUT: Final = "see `graphkit validate` for all that is wrong"


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """What a graph holds of one document; ``sha256`` is that of its text.

    ``extractors`` are names and versions, sorted; ``url`` is where the document came from;
    ``copy_of`` the IRI of the first document with nearly the same text, None if it is that.
    """

    id: str
    iri: str
    sha256: str | None = None
    extractors: tuple[str, ...] = ()
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    url: str | None = None
    copy_of: str | None = None


class StatementReader:
    """Reads the claims and documents of one store, which must not change meanwhile."""

    def __init__(self, store: Store) -> None:
        """Read from *store*."""
        self._store = store
        self._entities = EntityReader(store)
        self._documents: dict[Term, StatedDocument] = {}
        self._spans: dict[Term, Span] = {}
        self._statuses = {kind.iri: name for name, kind in ontology.load().statuses.items()}

    def claims(self) -> Iterator[StatedClaim]:
        """Yield all claims, each once, in no order.

        Raises:
            StoreError: A claim lacks a part, or a number or date of it is none.
        """
        return self.claims_called(lambda _: True)

    def claims_called(self, is_meant: Callable[[str], bool]) -> Iterator[StatedClaim]:
        """Yield the claims whose IRI is meant, each once, in no order; no others are read.

        Raises:
            StoreError: A claim lacks a part, or a number or date of it is none.
        """
        found = subjects(self._store.quads_for_pattern(None, v.RDF_TYPE, v.CLAIM))
        return (self._claim(each, self._parts(each)) for each in found if is_meant(text_of(each)))

    def claims_of(self, document: NamedNode) -> Iterator[StatedClaim]:
        """Yield the claims of *document*, each once, in no order.

        Raises:
            StoreError: A claim lacks a part, or a number or date of it is none.
        """
        return self._claims(self._store.quads_for_pattern(None, v.DERIVED_FROM, document))

    def claims_about(self, names: Collection[str]) -> Iterator[StatedClaim]:
        """Yield the claims about the entities that bear *names*, each once, in no order.

        Raises:
            QueryError: No entity bears one of the names.
            StoreError: A claim lacks a part, or a number or date of it is none.
        """
        things = {thing for name in names for thing in self._entities.get(name)}
        return self._claims(
            quad
            for end in (v.RDF_SUBJECT, v.RDF_OBJECT)
            for thing in things
            for quad in self._store.quads_for_pattern(None, end, thing)
        )

    def documents(self) -> list[StatedDocument]:
        """Return all documents, ordered by id.

        Raises:
            StoreError: The date of one is none.
        """
        found = subjects(self._store.quads_for_pattern(None, v.RDF_TYPE, v.DOCUMENT))
        return sorted(map(self._document, found), key=lambda found: (found.id, found.iri))

    def _claims(self, quads: Iterable[Quad]) -> Iterator[StatedClaim]:
        for thing in subjects(quads):
            # A mention derives from a document too, and other statements have subjects.
            if any(self._store.quads_for_pattern(thing, v.RDF_TYPE, v.CLAIM)):
                yield self._claim(thing, self._parts(thing))

    def _claim(self, thing: Thing, parts: dict[NamedNode, Term]) -> StatedClaim:
        try:
            document, status = self._document(parts[v.DERIVED_FROM]), text_of(parts[v.STATUS])
            return StatedClaim(
                iri=text_of(thing),
                subject=self._entities.node(parts[v.RDF_SUBJECT]),
                predicate=v.local_name(text_of(parts[v.RDF_PREDICATE])),
                object=self._entities.node(parts[v.RDF_OBJECT]),
                status=self._statuses.get(status, status),
                confidence=float(text_of(parts[v.CONFIDENCE])),
                quote=text_of(parts[v.QUOTE]),
                sentence=self._span(parts[v.IN_SENTENCE]),
                subject_span=self._span(parts[v.SUBJECT_MENTION]),
                object_span=self._span(parts[v.OBJECT_MENTION]),
                document=document.id,
                document_iri=document.iri,
                title=document.title,
                date=document.date,
                source=document.source,
                copy_of=document.copy_of,
                **self._qualifiers(thing, parts),
            )
        except KeyError as error:
            message = f"the claim {thing} lacks {error.args[0]}; {_WAY_OUT}"
            raise StoreError(message) from error
        except ValueError as error:
            message = f"the claim {thing} is not as the model says ({error}); {_WAY_OUT}"
            raise StoreError(message) from error

    def _qualifiers(self, thing: Thing, parts: dict[NamedNode, Term]) -> _Told:
        """Return what the sentence of a claim tells beside the relation."""
        told = {kind: text_of(value) for kind, value in parts.items()}
        speaker = parts.get(v.ATTRIBUTED_TO)
        amounts = values(self._store, thing, v.AMOUNT)
        return {
            "said_by": told.get(v.SAID_BY),
            "speaker_kind": told.get(v.SPEAKER_KIND),
            "attributed_to": None if speaker is None else self._entities.node(speaker),
            "time_text": told.get(v.TIME_TEXT),
            "time": told.get(v.TIME),
            "when_from": _day(told.get(v.VALID_FROM)),
            "when_until": _day(told.get(v.VALID_UNTIL)),
            "due_by": _day(told.get(v.DUE_BY)),
            "amounts": tuple(sorted(map(self._amount, amounts), key=_place_of)),
        }

    def _amount(self, thing: Term) -> StatedAmount:
        told = {kind: text_of(value) for kind, value in self._parts(thing).items()}
        upper = told.get(v.UPPER_VALUE)
        return StatedAmount(
            iri=text_of(thing),
            text=told[v.AMOUNT_TEXT],
            kind=told[v.QUANTITY_KIND],
            value=_number(told[v.VALUE]),
            upper=None if upper is None else _number(upper),
            unit=told.get(v.UNIT),
            currency=told.get(v.CURRENCY),
            per=told.get(v.PER),
            bound=told.get(v.BOUND, "exact"),
        )

    def _span(self, selector: Term) -> Span:
        if selector not in self._spans:
            self._spans[selector] = Span(self._edge(selector, v.START), self._edge(selector, v.END))
        return self._spans[selector]

    def _edge(self, selector: Term, predicate: NamedNode) -> int:
        found = values(self._store, selector, predicate)
        if not found:
            message = f"{selector} lacks {predicate}"
            raise ValueError(message)
        return int(min(map(text_of, found)))

    def _document(self, thing: Term) -> StatedDocument:
        """Return what is known of a document; its id is its IRI if it has no other."""
        if thing not in self._documents:
            texts_of = {kind: text_of(value) for kind, value in self._parts(thing).items()}
            self._documents[thing] = StatedDocument(
                id=texts_of.get(v.IDENTIFIER, text_of(thing)),
                iri=text_of(thing),
                sha256=texts_of.get(v.SHA256),
                extractors=tuple(texts(self._store, thing, v.EXTRACTOR)),
                title=texts_of.get(v.TITLE),
                date=_date(thing, texts_of.get(v.ISSUED)),
                source=texts_of.get(v.PUBLISHER),
                url=texts_of.get(v.SOURCE),
                copy_of=texts_of.get(COPY_OF),
            )
        return self._documents[thing]

    def _parts(self, thing: Term) -> dict[NamedNode, Term]:
        """Return one value for each property of *thing*; of several the first in order."""
        found: dict[NamedNode, Term] = {}
        for predicate, value in properties(self._store, thing):
            known = found.setdefault(predicate, value)
            if known != value:
                found[predicate] = min(known, value, key=str)
        return found


def _place_of(amount: StatedAmount) -> tuple[int, str]:
    """Return where the amount stands in the text, which its IRI tells, and that IRI."""
    start = re.search(r"(\d+)-\d+$", amount.iri)
    return (0 if start is None else int(start[1])), amount.iri


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        message = f"the value {text!r} of an amount is no number"
        raise ValueError(message) from error
    if not number.is_finite():
        message = f"the value {text!r} of an amount is no number"
        raise ValueError(message)
    return number


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _date(thing: Term, text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"the date {text!r} of the document {thing} is none; {_WAY_OUT}"
        raise StoreError(message) from error
