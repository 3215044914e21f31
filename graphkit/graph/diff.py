"""What has changed between two graphs, or between two dates of one: by relations, and by quads.

A relation is told once, whatever number of claims state it. Its status is that of the latest
claims, by the dates of their documents; where these disagree, all of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode

from graphkit import ontology
from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF
from graphkit.graph.entities import text_of
from graphkit.graph.history import record_graphs
from graphkit.graph.patch import Patch, between

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Store

    from graphkit.graph.claims import Node, StatedClaim
    from graphkit.graph.graph import Graph

CHANGES: Final = ("new", "gone", "changed status", "more sure", "less sure")
"""What can have become of a relation, in the order in which it is told."""

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class State:
    """How a relation stands in a graph.

    ``statuses`` and ``confidence``, the highest one, are those of its latest claims; ``sources``
    counts documents, copies of one text once.
    """

    statuses: tuple[str, ...]
    confidence: float
    claims: int
    sources: int


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of a relation, one of `CHANGES`; None stands for where it is not."""

    kind: str
    subject: str
    predicate: str
    object: str
    before: State | None
    after: State | None

    def words(self) -> str:
        """Return how its state has changed.

        >>> Change("new", "A", "suppliesTo", "B", None, State(("planned",), 0.5, 1, 1)).words()
        'planned 0.50'
        """
        states = (_words(state) for state in (self.before, self.after) if state is not None)
        return " → ".join(states)


def claim_changes(old: Graph, new: Graph) -> tuple[Change, ...]:
    """Return how the relations of *new* differ from those of *old*, by kind and name.

    Raises:
        StoreError: A claim lacks a part, or a number or date of it is none.

    >>> from graphkit.graph import Graph
    >>> claim_changes(Graph.create(), Graph.create())
    ()
    """
    states = [_states(graph.claims(), _firsts(graph.store)) for graph in (old, new)]
    return _changes(*states)


def claim_changes_at(graph: Graph, first: dt.date, second: dt.date) -> tuple[Change, ...]:
    """Return how the relations of *graph* changed from the day *first* to the day *second*.

    Documents of later days are left out; those without a date are in both states.

    Raises:
        StoreError: A claim lacks a part, or a number or date of it is none.
    """
    claims = list(graph.claims())
    marks = _firsts(graph.store)
    states = [
        _states((c for c in claims if c.date is None or c.date <= day), marks)
        for day in (first, second)
    ]
    return _changes(*states)


def quad_changes(old: Graph, new: Graph) -> Patch:
    """Return the patch that makes *new* of *old*, but for the log and the fingerprints.

    One named graph after another is compared, so that a server is asked once for each.
    """
    stores = (old.store, new.store)
    records = [record_graphs(store) for store in stores]
    names = {name for store in stores for name in store.named_graphs()}
    deleted: set[Quad] = set()
    added: set[Quad] = set()
    for name in (DefaultGraph(), *sorted(names, key=str)):
        before, after = (
            () if name in own else store.quads_for_pattern(None, None, None, name)
            for store, own in zip(stores, records, strict=True)
        )
        patch = between(before, after)
        deleted |= patch.deleted
        added |= patch.added
    return Patch(frozenset(deleted), frozenset(added))


def quad_changes_at(graph: Graph, first: dt.date, second: dt.date) -> Patch:
    """Return the patch from the state at *first* to that at *second*, as `claim_changes_at`.

    Raises:
        StoreError: Not each document has a graph of its own, so that their quads cannot be told.
    """
    store = graph.store
    if any(store.quads_for_pattern(None, v.RDF_TYPE, v.DOCUMENT, DefaultGraph())):
        message = "the graph does not keep each document in its own; use TriG, N-Quads or a store"
        raise StoreError(message)
    dates = {
        quad.subject: text_of(quad.object)
        for quad in store.quads_for_pattern(None, v.ISSUED, None)
        if quad.subject == quad.graph_name
    }
    low, high = sorted((first.isoformat(), second.isoformat()))
    dated = {name for name, date in dates.items() if low < date <= high}
    quads = {
        quad
        for name in dated
        if isinstance(name, NamedNode)
        for quad in store.quads_for_pattern(None, None, None, name)
    }
    quads |= {quad for quad in _marks(store) if quad.subject in dated}
    found = frozenset(quads)
    return Patch(added=found) if first <= second else Patch(deleted=found)


def _marks(store: Store) -> Iterator[Quad]:
    found = store.quads_for_pattern(None, COPY_OF, None)
    return (quad for quad in found if isinstance(quad.subject, NamedNode))


def _firsts(store: Store) -> dict[str, str]:
    return {text_of(quad.subject): text_of(quad.object) for quad in _marks(store)}


def _states(claims: Iterable[StatedClaim], marks: dict[str, str]) -> dict[_Key, _Told]:
    found: dict[_Key, list[StatedClaim]] = {}
    for claim in claims:
        found.setdefault(_key(claim), []).append(claim)
    return {key: _told(group, marks) for key, group in found.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """A relation's state and the names of its ends."""

    subject: str
    object: str
    state: State


def _told(claims: list[StatedClaim], marks: dict[str, str]) -> _Told:
    days = [claim.date for claim in claims if claim.date is not None]
    last = max(days, default=None)
    latest = [claim for claim in claims if claim.date == last]
    sources = {marks.get(claim.document_iri, claim.document_iri) for claim in claims}
    one, other = _ends(claims[0])
    state = State(
        statuses=tuple(sorted({claim.status for claim in latest})),
        confidence=max(claim.confidence for claim in latest),
        claims=len(claims),
        sources=len(sources),
    )
    return _Told(one.label, other.label, state)


def _ends(claim: StatedClaim) -> tuple[Node, Node]:
    """Return the ends of a claim; those of a relation that holds both ways in one order."""
    ends = claim.subject, claim.object
    known = ontology.load().relations.get(claim.predicate)
    if known is not None and known.symmetric and ends[1].iri < ends[0].iri:
        return ends[1], ends[0]
    return ends


def _key(claim: StatedClaim) -> _Key:
    one, other = _ends(claim)
    return one.iri, claim.predicate, other.iri


def _changes(old: dict[_Key, _Told], new: dict[_Key, _Told]) -> tuple[Change, ...]:
    found = []
    for key in old.keys() | new.keys():
        before, after = old.get(key), new.get(key)
        kind = _kind(before, after)
        named = after if after is not None else before
        if kind is not None and named is not None:
            states = (None if told is None else told.state for told in (before, after))
            found.append((Change(kind, named.subject, key[1], named.object, *states), key))
    order = attrgetter("subject", "predicate", "object")
    found.sort(key=lambda each: (CHANGES.index(each[0].kind), order(each[0]), each[1]))
    return tuple(change for change, _ in found)


def _kind(before: _Told | None, after: _Told | None) -> str | None:
    if before is None or after is None:
        return "gone" if after is None else "new"
    if before.state.statuses != after.state.statuses:
        return "changed status"
    old, new = _shown(before.state), _shown(after.state)
    if new != old:
        return "more sure" if float(new) > float(old) else "less sure"
    return None


def _words(state: State) -> str:
    return f"{'/'.join(state.statuses)} {_shown(state)}"


def _shown(state: State) -> str:
    """Return the confidence as it is told; what does not show there is no change."""
    return f"{state.confidence:.2f}"
