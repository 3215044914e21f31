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
from itertools import islice
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
_TRIED: Final = 16  # documents, among which one with the same fingerprint is looked for
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
    if one == other:
        return 1.0
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

    A document that comes is compared with those that share a band with it and are not in a group
    that it has joined; with none if one with the same fingerprint is done. A group is looked
    through only if a document of it changes or goes.

    Args:
        store: As it is before the change.
        iri: The document.
        new: What it becomes; None if it goes.
        base: The IRI below which the graphs of marks and fingerprints are.
    """
    view = _View(store, base, iri, new)
    if not view.is_settled():
        view.split()
    if new is not None:
        view.join(new)
    old = {quad for each in {*view.groups, iri} for quad in view.marks(each)}
    marks = {
        Quad(copy, COPY_OF, first, view.copies)
        for copy, first in view.groups.items()
        if copy != first
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
    """The documents of a store and their groups, as they are once one document has changed.

    ``groups`` has the documents whose group was looked at, with the first of each.
    """

    def __init__(self, store: Store, base: str, iri: NamedNode, new: Printed | None) -> None:
        self.store, self._iri, self._new = store, iri, new
        self.copies, self.prints = copies_graph(base), fingerprints_graph(base)
        self.groups: dict[NamedNode, NamedNode] = {}
        self._bands_of: dict[NamedNode, Bands] = {}
        self._ranks: dict[NamedNode, tuple[str, str, str]] = {}

    def marks(self, iri: NamedNode) -> Iterator[Quad]:
        return self.store.quads_for_pattern(iri, COPY_OF, None, self.copies)

    def is_settled(self) -> bool:
        """Return whether the groups stay, but for those that the document may join."""
        copies = self.store.quads_for_pattern(None, COPY_OF, self._iri, self.copies)
        if next(iter(self.marks(self._iri)), None) is None and next(iter(copies), None) is None:
            return True
        new = self._new
        if new is None or tuple(sorted(new.bands)) != self._bands(self._iri):
            return False
        return new.rank == self._rank(self._iri)

    def split(self) -> None:
        """Take the document out of its group, which may fall apart without it."""
        before = self._first(self._iri)
        rest = self._members(before) - {self._iri}
        own = self._bands(self._iri)
        whole = any(self._bands(each) == own for each in rest)  # likes the same ones
        for part in [rest] if whole else self._parts(rest):
            first = before if before in part else min(part, key=self._rank)
            self.groups.update(dict.fromkeys(part, first))
        self.groups[self._iri] = self._iri

    def join(self, new: Printed) -> None:
        """Make one group of the document's own one and those of its likes."""
        firsts = self._likes(tuple(sorted(new.bands))) | {self._first(self._iri)}
        self._ranks[self._iri] = new.rank
        first = min(firsts, key=self._rank)
        for other in firsts - {first}:
            self.groups.update(dict.fromkeys(self._members(other), first))
        self.groups[self._iri] = first

    def _first(self, iri: NamedNode) -> NamedNode:
        """Return the first of the group of *iri*, which is itself if it has no copies."""
        if iri in self.groups:
            return self.groups[iri]
        return next((q.object for q in self.marks(iri) if isinstance(q.object, NamedNode)), iri)

    def _members(self, first: NamedNode) -> set[NamedNode]:
        found = self.store.quads_for_pattern(None, COPY_OF, first, self.copies)
        marked = {q.subject for q in found if isinstance(q.subject, NamedNode)}
        looked_at = {each for each, its in self.groups.items() if its == first}
        return (marked - self.groups.keys()) | looked_at | {first}

    def _likes(self, own: Bands) -> set[NamedNode]:
        """Return the firsts of the groups in which a like of the document is."""
        twin = self._twin(own)
        if twin is not None:
            return {self._first(twin)}
        firsts: set[NamedNode] = set()
        seen = {self._iri}
        for band in own:
            for other in self._with(band):
                if other in seen:
                    continue
                seen.add(other)
                if likeness(own, self._bands(other)) >= LIKE:
                    first = self._first(other)
                    firsts.add(first)
                    seen |= self._members(first)
        return firsts

    def _twin(self, own: Bands) -> NamedNode | None:
        """Return a document that is done and has the same fingerprint: it has the same likes."""
        for other in islice(self._with(own[0]), _TRIED):
            done = Quad(other, v.RDF_TYPE, v.DOCUMENT, other)
            if other != self._iri and self._bands(other) == own and done in self.store:
                return other
        return None

    def _parts(self, members: set[NamedNode]) -> Iterator[set[NamedNode]]:
        """Yield the sets of *members* that chains of likes join."""
        sharing: dict[str, set[NamedNode]] = {}
        for member in members:
            for band in self._bands(member):
                sharing.setdefault(band, set()).add(member)
        rest = set(members)
        while rest:
            waiting = [rest.pop()]
            part = set(waiting)
            while waiting:
                own = self._bands(waiting.pop())
                near = set[NamedNode]().union(*(sharing[band] & rest for band in own))
                new = {each for each in near if likeness(own, self._bands(each)) >= LIKE}
                rest -= new
                part |= new
                waiting += new
            yield part

    def _with(self, band: str) -> Iterator[NamedNode]:
        found = self.store.quads_for_pattern(None, FINGERPRINT, Literal(band), self.prints)
        return (q.subject for q in found if isinstance(q.subject, NamedNode))

    def _bands(self, iri: NamedNode) -> Bands:
        """Return the fingerprint of *iri* as it was, sorted."""
        if iri not in self._bands_of:
            found = self.store.quads_for_pattern(iri, FINGERPRINT, None, self.prints)
            self._bands_of[iri] = tuple(sorted(text_of(quad.object) for quad in found))
        return self._bands_of[iri]

    def _rank(self, iri: NamedNode) -> tuple[str, str, str]:
        if iri not in self._ranks:
            name, date = self._one(iri, v.IDENTIFIER), self._one(iri, v.ISSUED)
            known = iri.value if name is None else name
            self._ranks[iri] = Printed(iri, date, known, ()).rank
        return self._ranks[iri]

    def _one(self, iri: NamedNode, predicate: NamedNode) -> str | None:
        found = self.store.quads_for_pattern(iri, predicate, None, iri)
        return min((text_of(quad.object) for quad in found), default=None)
