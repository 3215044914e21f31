"""The relations that a selection of claims states, each with its claims, and the things they join.

Everything is ordered by IRIs, so that the order of the claims in a store has no influence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rapidfuzz.process import extract

from graphkit import ontology
from graphkit.analyse.network_names import folded, key_of, read_names, read_nodes, read_seats
from graphkit.analyse.selection import Selection
from graphkit.analyse.statements import read_statements
from graphkit.errors import GraphkitError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.analyse.statements import Statement
    from graphkit.graph import Graph, Node

    _Relation = tuple[str, str, str]

_CLOSE: Final = 3  # names that an error offers
_LIKE: Final = 60.0  # per cent of a name, below which another is no misspelling of it


class UnknownThingError(UnknownNameError):
    """Nothing in a graph bears the name that was asked for.

    >>> print(UnknownThingError("thing", "Norvic", ["Norvik", "Corvane"]))
    nothing in the graph is called 'Norvic'; there are 'Corvane', 'Norvik'
    """

    def __init__(self, kind: str, name: str, available: Iterable[str]) -> None:
        """Name the *kind* of thing, the *name* asked for, and the names that are close to it."""
        super().__init__(kind, name, available)
        close = ", ".join(map(repr, self.available))
        way_out = f"there are {close}" if close else "the query `entities` lists all"
        self.args = (f"nothing in the graph is called {name!r}; {way_out}",)


class AmbiguousNameError(GraphkitError, LookupError):
    """Several things bear the name of what is to be one."""

    def __init__(self, name: str, nodes: Iterable[Node]) -> None:
        """Name the *name* and the *nodes* that bear it."""
        self.name, self.nodes = name, tuple(nodes)
        keys = ", ".join(f"{key_of(node.iri)} ({node.label})" for node in self.nodes)
        super().__init__(f"{name!r} is the name of several things: {keys}; give one of these keys")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.name, self.nodes)


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two things, with the claims that state it, ordered by IRI.

    ``others`` are the claims that give the same relation a status that is not selected; they are
    of the selection otherwise. A symmetric relation has its ends in the order of their IRIs,
    whatever that of the texts is.
    """

    subject: str
    predicate: str
    object: str
    statements: tuple[Statement, ...]
    others: tuple[Statement, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What is related: subject, relation, object."""
        return self.subject, self.predicate, self.object

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that its claims give it, sorted."""
        return tuple(sorted({each.status for each in self.statements}))

    @property
    def confidence(self) -> float:
        """The highest of its claims."""
        return max(each.confidence for each in self.statements)

    @property
    def sources(self) -> int:
        """The number of independent documents that state it."""
        return len({each.independent for each in self.statements})

    @property
    def disputed(self) -> bool:
        """Whether other claims give it a status that is not selected."""
        return bool(self.others)

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of its claims."""
        return tuple(each.iri for each in self.statements)


_HOME: Final = "basedIn"


@dataclass(frozen=True, slots=True)
class Network:
    """The relations of the claims that *selection* lets pass, and the things of all claims.

    ``nodes`` holds what any claim of the graph is about, by IRI; ``edges`` are ordered by subject,
    relation and object. ``left_out`` counts the claims that have no date, if the selection asks for
    one. ``names`` leads from each name, folded, to the IRIs of its bearers. ``seats`` leads from a
    thing to the country in which a register says that it has its seat; that country need not be in
    ``nodes``. ``refuted`` holds, apart from ``edges``, the relations that give a thing another home
    than its register does: registers are right about homes far more often than what is read.
    """

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    selection: Selection = field(default_factory=Selection)
    left_out: int = 0
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    seats: Mapping[str, Node] = field(default_factory=lambda: MappingProxyType({}))
    refuted: tuple[Edge, ...] = ()

    def find(self, name: str) -> tuple[Node, ...]:
        """Return the things whose label, other name, IRI or key is *name*, in any case, by IRI.

        Raises:
            UnknownThingError: Nothing is called so; close names are told.
        """
        wanted = folded(name)
        found = set(self.names.get(wanted, ()))
        found |= {iri for iri in self.nodes if wanted in {iri.casefold(), key_of(iri).casefold()}}
        if not found:
            close = extract(wanted, sorted(self.names), limit=_CLOSE, score_cutoff=_LIKE)
            labels = {self.nodes[iri].label for near, _, _ in close for iri in self.names[near]}
            kind = "thing"
            raise UnknownThingError(kind, name, labels)
        return tuple(self.nodes[iri] for iri in sorted(found))

    def get(self, name: str) -> Node:
        """Return the one thing called *name*, see `find`.

        Raises:
            AmbiguousNameError: Several are.
            UnknownThingError: Nothing is.
        """
        found = self.find(name)
        if len(found) > 1:
            raise AmbiguousNameError(name, found)
        return found[0]


def read_network(graph: Graph, selection: Selection | None = None) -> Network:
    """Return the relations that the claims of *graph* state, as *selection* asks.

    All claims are read once: a second or two for 100,000 of them.

    Args:
        graph: Where the claims are.
        selection: Which of them count; None takes what is stated as a fact.

    Raises:
        StoreError: A claim lacks a part, or a number or date of it is none.

    >>> from graphkit.graph import Graph
    >>> read_network(Graph.create()).edges
    ()
    """
    chosen = Selection() if selection is None else selection
    statements = read_statements(graph)
    ends = {end for each in statements for end in (each.subject, each.object)}
    nodes = read_nodes(graph, ends)
    seats = read_seats(graph, nodes)
    edges = edges_of(statements, chosen)
    refuted = tuple(edge for edge in edges if _is_refuted(edge, nodes, seats))
    apart = {(edge.subject, edge.object) for edge in refuted}
    return Network(
        nodes=nodes,
        edges=tuple(e for e in edges if e.predicate != _HOME or (e.subject, e.object) not in apart),
        selection=chosen,
        left_out=sum(each.date is None for each in statements) if chosen.as_of is not None else 0,
        names=read_names(graph, nodes),
        seats=seats,
        refuted=refuted,
    )


def _is_refuted(edge: Edge, nodes: Mapping[str, Node], seats: Mapping[str, Node]) -> bool:
    """Return whether *edge* gives a thing its home in another country than its register does."""
    return (
        edge.predicate == _HOME
        and edge.subject in seats
        and nodes[edge.object].type == "Country"
        and nodes[edge.object].iri != seats[edge.subject].iri
    )


def edges_of(statements: Iterable[Statement], selection: Selection) -> tuple[Edge, ...]:
    """Return the relations that *statements* state, as *selection* asks, in order.

    >>> edges_of([], Selection())
    ()
    """
    relations: dict[_Relation, tuple[list[Statement], list[Statement]]] = {}
    symmetric = {name for name, each in ontology.load().relations.items() if each.symmetric}
    for each in sorted(statements, key=_iri_of):
        if _counts(each, selection):
            first, last = each.subject, each.object
            if last < first and each.predicate in symmetric:
                first, last = last, first
            kept, others = relations.setdefault((first, each.predicate, last), ([], []))
            (kept if each.status in selection.statuses else others).append(each)
    edges = (
        Edge(*key, tuple(relations[key][0]), tuple(relations[key][1]))
        for key in sorted(relations)
        if relations[key][0]
    )
    least = selection.min_sources
    return tuple(edge for edge in edges if least == 1 or edge.sources >= least)


def _counts(statement: Statement, selection: Selection) -> bool:
    """Return whether *selection* lets the claim pass, whatever its status is."""
    day = selection.as_of
    in_time = day is None or (statement.date is not None and statement.date <= day)
    return in_time and statement.confidence >= selection.min_confidence


def _iri_of(statement: Statement) -> str:
    return statement.iri
