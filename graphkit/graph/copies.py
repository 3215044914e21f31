"""Near-duplicates: which documents are copies of one text, such as a report of a news agency.

A document's fingerprint is a MinHash of its pairs of neighbouring words, cut into bands. Two
documents are copies of one text if a band of theirs is equal and the fingerprints agree in at
least `LIKE` of their numbers; so are those that a chain of such pairs joins. Each is then marked
as a copy of the first of them by date and id, whatever the order in which they came.

Fingerprints stay in a graph of their own, each band a literal, so that the likes of a new document
are found by looking its bands up, however large the store is. The marks stand in another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.graph.patch import Patch, between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

BANDS: Final = 16
ROWS: Final = 8  # numbers in a band; 16 bands of 8 let 94 of 100 pairs pass that are 80 % alike
LIKE: Final = 0.7
"""The share of pairs of words that two documents must have in common, as estimated."""

COPY_OF: Final = v.term("gk:copyOf")
FINGERPRINT: Final = v.term("gk:fingerprint")
RECORD: Final = v.term("gk:Record")
FINGERPRINTS: Final = v.term("gk:Fingerprints")

_WORD: Final = re.compile(r"\w+")
_SEED: Final = 1  # any number does, if it stays the same
_DIGITS: Final = 8  # hexadecimal digits of a number of 32 bits
_LAST: Final = "9999-99-99"  # sorts after every date

Bands = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as copies are told: its IRI, its place among them, and its fingerprint."""

    iri: NamedNode
    date: str | None
    id: str
    bands: Bands

    @property
    def rank(self) -> tuple[str, str, str]:
        """What the first of several copies is the least in; one without a date comes last."""
        return _LAST if self.date is None else self.date, self.id, self.iri.value


def fingerprint(text: str) -> Bands:
    """Return the bands of the fingerprint of *text*, which begin with their scheme and number.

    >>> one = "Norvik will ship nickel to Corvane from its new plant in May, the company said."
    >>> len(fingerprint(one)), likeness(fingerprint(one), fingerprint(one.upper()))
    (16, 1.0)
    >>> likeness(fingerprint(one), fingerprint("Rain is expected in the north."))
    0.0
    """
    from rensa import RMinHash  # type: ignore[import-untyped] # noqa: PLC0415 - for new texts

    # lone surrogates have no UTF-8, in which words are hashed
    written = text.encode("utf-8", "backslashreplace").decode()
    words = _WORD.findall(written.casefold())
    pairs = {" ".join(words[i : i + 2]) for i in range(max(1, len(words) - 1))}
    hashed = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    hashed.update(sorted(pairs if words else {written}))
    numbers = [f"{number:0{_DIGITS}x}" for number in hashed.digest()]
    cut = ("".join(numbers[i * ROWS : (i + 1) * ROWS]) for i in range(BANDS))
    return tuple(f"{_scheme()}:{place:02d}:{band}" for place, band in enumerate(cut))


@cache
def _scheme() -> str:
    """Return what fingerprints must share to be compared: another release may hash otherwise."""
    from rensa import RMinHash  # noqa: PLC0415 - see above

    return f"rensa{RMinHash.ALGORITHM_VERSION}"


def likeness(one: Bands, other: Bands) -> float:
    """Return the estimated share of pairs of words that two texts have in common."""
    numbers = [
        (first[i : i + _DIGITS], second[i : i + _DIGITS])
        for first, second in zip(map(_band, sorted(one)), map(_band, sorted(other)), strict=False)
        for i in range(0, len(first), _DIGITS)
    ]
    return sum(a == b for a, b in numbers) / (BANDS * ROWS)


def _band(literal: str) -> str:
    return literal.rpartition(":")[2]


def copies_graph(base: str) -> NamedNode:
    """Return the name of the graph of marks.

    >>> copies_graph("https://example.org/").value
    'https://example.org/copies'
    """
    return NamedNode(f"{base}copies")


def fingerprints_graph(base: str) -> NamedNode:
    """Return the name of the graph of fingerprints."""
    return NamedNode(f"{base}fingerprints")


def copies_patch(store: Store, iri: NamedNode, new: Printed | None, *, base: str) -> Patch:
    """Return how fingerprints and marks change when the document *iri* becomes *new*.

    Only documents that are alike are looked at, before and after the change.

    Args:
        store: As it is before the change.
        iri: The document.
        new: What it becomes; None if it goes.
        base: The IRI below which the graphs of marks and fingerprints are.
    """
    view = _View(store, base, iri, new)
    group: set[NamedNode] = view.marked(iri) | ({iri} if new is not None else set())
    groups: dict[NamedNode, NamedNode] = {}
    for member in sorted(group - ({iri} if new is None else set()), key=str):
        if member not in groups:
            groups.update(view.firsts(member))
    old = {quad for each in group | groups.keys() | {iri} for quad in view.marks(each)}
    marks = {
        Quad(copy, COPY_OF, first, view.copies) for copy, first in groups.items() if copy != first
    }
    return between(old, marks) | _print_patch(view, iri, new)


def _print_patch(view: _View, iri: NamedNode, new: Printed | None) -> Patch:
    name = view.prints
    old = set(view.store.quads_for_pattern(iri, FINGERPRINT, None, name))
    bands = () if new is None else new.bands
    now = {Quad(iri, FINGERPRINT, Literal(band), name) for band in bands}
    heads = {Quad(name, v.RDF_TYPE, kind, name) for kind in (RECORD, FINGERPRINTS)}
    return between(old, now | {head for head in heads if head not in view.store and now})


class _View:
    """The documents of a store and their fingerprints, as they are once one has changed."""

    def __init__(self, store: Store, base: str, iri: NamedNode, new: Printed | None) -> None:
        self.store, self._iri, self._new = store, iri, new
        self.copies, self.prints = copies_graph(base), fingerprints_graph(base)
        self._known: dict[NamedNode, Printed] = {}

    def marks(self, iri: NamedNode) -> Iterator[Quad]:
        return self.store.quads_for_pattern(iri, COPY_OF, None, self.copies)

    def marked(self, iri: NamedNode) -> set[NamedNode]:
        """Return the documents that are marked as copies of one text with *iri*, as it was."""
        first = next((q.object for q in self.marks(iri) if isinstance(q.object, NamedNode)), iri)
        found = self.store.quads_for_pattern(None, COPY_OF, first, self.copies)
        copies = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
        return {*copies, first} if copies else set()

    def firsts(self, start: NamedNode) -> dict[NamedNode, NamedNode]:
        """Return for each document of the group of *start* the first one of the group."""
        seen, waiting = {start}, [start]
        while waiting:
            new = self._likes(waiting.pop()) - seen
            seen |= new
            waiting += sorted(new, key=str)
        first = start if len(seen) == 1 else min(seen, key=lambda each: self._printed(each).rank)
        return dict.fromkeys(seen, first)

    def _likes(self, iri: NamedNode) -> set[NamedNode]:
        own = self._bands(iri)
        near: set[NamedNode] = set()
        for band in own:
            found = self.store.quads_for_pattern(None, FINGERPRINT, Literal(band), self.prints)
            near.update(q.subject for q in found if isinstance(q.subject, NamedNode))
        near.discard(self._iri)
        if self._new is not None and set(own) & set(self._new.bands):
            near.add(self._iri)
        near.discard(iri)
        return {each for each in near if likeness(own, self._bands(each)) >= LIKE}

    def _bands(self, iri: NamedNode) -> Bands:
        if self._new is not None and iri == self._iri:
            return self._new.bands
        found = self.store.quads_for_pattern(iri, FINGERPRINT, None, self.prints)
        return tuple(text_of(quad.object) for quad in found)

    def _printed(self, iri: NamedNode) -> Printed:
        if self._new is not None and iri == self._iri:
            return self._new
        if iri not in self._known:
            name, date = self._one(iri, v.IDENTIFIER), self._one(iri, v.ISSUED)
            known = iri.value if name is None else name
            self._known[iri] = Printed(iri, date, known, self._bands(iri))
        return self._known[iri]

    def _one(self, iri: NamedNode, predicate: NamedNode) -> str | None:
        found = self.store.quads_for_pattern(iri, predicate, None, iri)
        return min((text_of(quad.object) for quad in found), default=None)
