"""What has become of relations since a day: first stated, changed, ended, denied, contradicted.

The status of a relation on a day is that of the latest claims published by then, as in
`graphkit.graph.diff`, which tells the same of two graphs; here each change has its claims. Claims
of documents without a date count as known from the beginning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.analyse.timeline_contradictions import contradictions
from graphkit.errors import OptionError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from graphkit.analyse.network import Edge, Network
    from graphkit.analyse.statements import Statement
    from graphkit.graph import Node

NEW: Final = "new"
CHANGED: Final = "changed"
ENDED: Final = "ended"
DENIED: Final = "denied"
CONTRADICTED: Final = "contradicted"
KINDS: Final = (CONTRADICTED, DENIED, ENDED, CHANGED, NEW)
"""What can have become of a relation, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of one relation; ``kind`` is one of `KINDS`.

    ``before`` and ``after`` are the latest claims of either time, ``before`` is empty if none
    stated the relation. Of a contradiction they are the claim that was published first and the one
    that contradicts it.
    """

    kind: str
    subject: Node
    predicate: str
    object: Node
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]

    @property
    def date(self) -> dt.date | None:
        """The day of the latest of its claims."""
        days = (each.date for each in self.after)
        return max((day for day in days if day is not None), default=None)

    @property
    def relation(self) -> str:
        """The relation in words: "supplies to"."""
        return ontology.load().relation(self.predicate).label

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of its claims, sorted."""
        return tuple(sorted({each.iri for each in (*self.before, *self.after)}))

    def words(self) -> str:
        """Return how the status has changed: "planned → current"."""
        sides = (_statuses(side) for side in (self.before, self.after) if side)
        return (" against " if self.kind == CONTRADICTED else " → ").join(sides)


def changes(
    network: Network, since: dt.date, *, until: dt.date | None = None
) -> tuple[Change, ...]:
    """Return what has become of relations from the day *since* on, by kind, then the latest first.

    Args:
        network: The relations that count, of all statuses that are to be told.
        since: The first day.
        until: The last day; None stands for that of the latest document.

    Raises:
        OptionError: The last day is before the first.
    """
    if until is not None and until < since:
        message = f"the last day, {until}, is before the first, {since}; change one of them"
        raise OptionError(message)
    found = [change for edge in network.edges for change in _of(edge, network, since, until)]
    return tuple(sorted(found, key=_order))


def _of(edge: Edge, network: Network, since: dt.date, until: dt.date | None) -> Iterator[Change]:
    """Yield what has become of one relation."""
    known = [e for e in edge.statements if e.date is None or until is None or e.date <= until]
    fresh = {each.iri for each in known if each.date is not None and each.date >= since}
    if not fresh:
        return
    ends = network.nodes[edge.subject], edge.predicate, network.nodes[edge.object]
    old = latest(each for each in known if each.iri not in fresh)
    new = latest(each for each in known if each.iri in fresh)
    kind = _kind({each.status for each in old}, {each.status for each in new})
    if kind is not None:
        yield Change(kind, *ends, old, new)
    earlier = {
        frozenset((one.status, other.status))
        for one, other in contradictions(e for e in known if e.iri not in fresh)
    }
    for one, other in contradictions(known):
        if frozenset((one.status, other.status)) not in earlier:
            yield Change(CONTRADICTED, *ends, (one,), (other,))


def latest(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return those with the latest day, by IRI; those without one only if none has a day."""
    every = tuple(statements)
    last = max((each.date for each in every if each.date is not None), default=None)
    return tuple(sorted((e for e in every if e.date == last), key=lambda each: each.iri))


def _kind(before: set[str], after: set[str]) -> str | None:
    """Return what has become of a relation of which the latest claims had these statuses."""
    if before == after:
        return None
    for kind, status in ((DENIED, "denied"), (ENDED, "past")):
        if status in after - before:
            return kind
    return CHANGED if before else NEW


def _statuses(statements: Iterable[Statement]) -> str:
    return "/".join(sorted({each.status for each in statements}))


def _order(change: Change) -> tuple[int, int, str, str, str, tuple[str, ...]]:
    day = 0 if change.date is None else -change.date.toordinal()
    labels = change.subject.label, change.relation, change.object.label
    return KINDS.index(change.kind), day, *labels, change.claims
