"""What was announced, agreed, started, ended and denied about a thing, in order.

A claim stands on the day that its own sentence gives, and if it gives none on that of its document;
which of both it is, is told. Claims that contradict each other are all told, each with the others.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit import ontology
from graphkit.analyse.evidence import evidence
from graphkit.analyse.timeline_contradictions import opponents

if TYPE_CHECKING:
    from graphkit.analyse.network import Edge, Network
    from graphkit.analyse.statements import Statement
    from graphkit.graph import Graph, Node, StatedClaim

BY_CLAIM: Final = "claim"
BY_DOCUMENT: Final = "document"

_WORDS: Final = {
    "possible": "may be",
    "negotiating": "under negotiation",
    "planned": "announced",
    "current": "in force",
    "past": "ended",
    "denied": "denied",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One claim at its day.

    ``dated_by`` is `BY_CLAIM` if the sentence gives the day, `BY_DOCUMENT` if it is that of the
    document, and None if neither has one. ``against`` are claims of the same relation that
    contradict it, of many like ones some.
    """

    date: dt.date | None
    dated_by: str | None
    subject: Node
    object: Node
    statement: Statement
    claim: StatedClaim
    against: tuple[Statement, ...] = ()

    @property
    def event(self) -> str:
        """What happened to the relation, in a word or two."""
        status, told = self.statement.status, self.statement
        if status == "current" and told.when_from is not None:
            return "started"
        return _WORDS.get(status, status)

    @property
    def relation(self) -> str:
        """The relation in words: "supplies to"."""
        return ontology.load().relation(self.statement.predicate).label

    @property
    def symmetric(self) -> bool:
        """Whether the relation holds both ways."""
        return ontology.load().relation(self.statement.predicate).symmetric

    @property
    def disputed(self) -> bool:
        """Whether another source contradicts it."""
        return bool(self.against)


def timeline(graph: Graph, network: Network, name: str) -> tuple[Moment, ...]:
    """Return what the claims about the thing called *name* tell, by day; undated ones come last.

    Args:
        graph: Where the claims are; the sentences of those about the thing are read from it.
        network: The relations of *graph* that count, of all statuses that are to be told.
        name: A label, another name, a key or an IRI.

    Raises:
        AmbiguousNameError: Several things are called so.
        UnknownThingError: Nothing is called so.
    """
    focus = network.get(name).iri
    edges = [edge for edge in network.edges if focus in {edge.subject, edge.object}]
    claims = evidence(graph, (iri for edge in edges for iri in edge.claims))
    moments = [moment for edge in edges for moment in _moments(edge, network, claims)]
    return tuple(sorted(moments, key=_order))


def _moments(edge: Edge, network: Network, claims: dict[str, StatedClaim]) -> list[Moment]:
    against = opponents(edge.statements)
    return [
        Moment(
            *day_of(each),
            network.nodes[each.subject],
            network.nodes[each.object],
            each,
            claims[each.iri],
            against[each.iri],
        )
        for each in edge.statements
    ]


def day_of(statement: Statement) -> tuple[dt.date | None, str | None]:
    """Return the day of a claim, and whether the claim or its document gives it.

    What has ended stands on its last day, all else on its first.
    """
    ends = (statement.when_from, statement.when_until)
    told = [day for day in (ends[::-1] if statement.status == "past" else ends) if day is not None]
    if told:
        return told[0], BY_CLAIM
    return statement.date, None if statement.date is None else BY_DOCUMENT


def _order(moment: Moment) -> tuple[bool, dt.date, str, str, str]:
    day = dt.date.min if moment.date is None else moment.date
    labels = moment.subject.label, moment.relation
    return moment.date is None, day, *labels, moment.statement.iri
