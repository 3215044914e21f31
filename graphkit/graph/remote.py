"""A graph on a server that speaks SPARQL 1.1, asked and changed as a store in this process is.

Only named graphs are read, since the default graph of one server is the union of all graphs and
that of another is not.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from graphkit.graph.remote_address import checked, credentials_from
from graphkit.graph.remote_answers import TURTLE, Asker
from graphkit.graph.remote_change import change_of, insertion
from graphkit.graph.remote_http import Connection, Limits, RemoteError
from graphkit.graph.remote_layout import find_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphkit.graph.entities import Term, Thing
    from graphkit.graph.query import Answer

    GraphName = NamedNode | BlankNode | DefaultGraph
    _Parts = tuple[Thing | None, NamedNode | None, Term | None, GraphName | None]

_PAGE: Final = 5000  # rows; below the 10,000 at which Virtuoso's own settings cap answers
_BATCH: Final = 200  # things that one query asks about; some servers cap its length

# Graphs that servers keep for themselves.
_OWN: Final = (
    "http://www.openlinksw.com/",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "http://localuriqaserver/",
    "urn:virtuoso:",
    "urn:rules.",
)


class RemoteStore:
    """A store on a server; it has the methods of a pyoxigraph store that graphkit calls."""

    def __init__(self, connection: Connection) -> None:
        """Find out how the server is asked.

        Raises:
            RemoteError: No server answers SPARQL at the address.
        """
        self._connection = connection
        self.layout = find_layout(connection)
        self._asker = Asker(connection, self.layout)

    @classmethod
    def open(cls, address: str, *, limits: Limits | None = None) -> RemoteStore:
        """Return the store at *address*, asked by whom the environment names.

        Raises:
            OptionError: The address cannot be meant, or the environment is wrong.
            RemoteError: No server answers SPARQL at the address.
        """
        credentials = credentials_from()
        address = checked(address, credentials)
        chosen = Limits.from_environment() if limits is None else limits
        connection = Connection(address, credentials, chosen)
        try:
            return cls(connection)
        except RemoteError:
            connection.close()
            raise

    def quads_for_pattern(
        self,
        subject: Thing | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002 - as pyoxigraph calls it
        graph_name: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of named graphs with these parts; None stands for any."""
        if isinstance(graph_name, DefaultGraph):
            return iter(())
        return iter(self._quads((subject, predicate, object, graph_name)))

    def about(
        self,
        things: Iterable[Term],
        predicate: NamedNode | None = None,
        *,
        without: Sequence[NamedNode] = (),
    ) -> Iterator[Quad]:
        """Yield the quads of named graphs whose subject is one of *things*, asked in batches.

        Those with one of the predicates *without* stay on the server.
        """
        others = f" FILTER(?p NOT IN ({', '.join(map(str, without))}))" if without else ""
        yield from self._each("?s", things, predicate, others)

    def leading_to(self, things: Iterable[Term], predicate: NamedNode) -> Iterator[Quad]:
        """Yield the quads of named graphs whose object is one of *things*, asked in batches."""
        yield from self._each("?o", things, predicate)

    def named_below(self, kind: NamedNode, start: str) -> list[NamedNode]:
        """Return the things of the type *kind* whose IRI goes on with *start* after a slash."""
        part = Literal(f"/{start}")
        pattern = f"GRAPH ?g {{ ?s a {kind} }} FILTER(CONTAINS(STR(?s), {part}))"
        rows = self._asker.rows(f"SELECT ?s {{ {pattern} }}", count=pattern)
        found = {term for (term,) in rows if isinstance(term, NamedNode)}
        return sorted((f for f in found if f.value.rpartition("/")[2].startswith(start)), key=str)

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> Answer:
        """Return the server's answer to *query*.

        Raises:
            RemoteError: The server refuses, fails, or does not answer whole.
            SyntaxError: It is no query; the server is not asked.
        """
        known = {} if prefixes is None else prefixes
        return self._asker.answer(query, known, union=use_default_graph_as_union)

    def update(self, update: str) -> None:
        """Change the graphs; sent again after a failure only if twice comes to the same as once.

        Raises:
            RemoteError: The server refuses, fails, or does not answer.
        """
        change = change_of(update)
        if change is None:
            self._update(update, repeatable=False)
        elif self.layout.whole:
            self._update(update, repeatable=True)
        else:
            for step in change.steps():
                self._update(step, repeatable=True)

    def put(self, name: NamedNode, quads: Sequence[Quad]) -> None:
        """Put *quads* in the place of the named graph *name*; no quads at all remove it.

        In one transaction where the server takes whole graphs in one.

        Raises:
            RemoteError: The server refuses, fails, or does not answer.
        """
        if self.layout.graphs is None or not self.layout.whole or not quads:
            data = f" ; {insertion(quads)}" if quads else ""
            self.update(f"DROP SILENT GRAPH {name}{data}")
            return
        content = BytesIO()
        serialize((quad.triple for quad in quads), content, RdfFormat.TURTLE)
        self._connection.send(
            "PUT",
            self.layout.graphs,
            repeatable=True,
            params={"graph": name.value},
            content=content.getvalue(),
            headers={"Content-Type": TURTLE},
        )

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add *quads*.

        Raises:
            RemoteError: The server refuses, fails, or does not answer.
        """
        told = list(quads)
        if told:
            self.update(insertion(told))

    def remove_graph(self, graph_name: NamedNode) -> None:
        """Drop the named graph *graph_name*, if it is there."""
        self.update(f"DROP SILENT GRAPH {graph_name}")

    def contains_named_graph(self, graph_name: NamedNode) -> bool:
        """Return whether there is something in the named graph *graph_name*."""
        return self._asker.ask(f"GRAPH {graph_name} {{ ?s ?p ?o }}")

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of all graphs but those that the server keeps for itself, sorted."""
        last = ""
        while True:
            after = f"FILTER(STR(?g) > {Literal(last)})" if last else ""
            pattern = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {after} }}"
            rows = self._asker.rows(f"{pattern} ORDER BY STR(?g) LIMIT {_PAGE}")
            names = [term for (term,) in rows if isinstance(term, NamedNode)]
            yield from (name for name in names if not name.value.startswith(_OWN))
            if len(rows) < _PAGE:
                return
            last = names[-1].value

    def flush(self) -> None:
        """Do nothing: the server has written what it has answered."""

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def __contains__(self, quad: Quad) -> bool:
        """Return whether *quad* stands in its named graph."""
        if isinstance(quad.graph_name, DefaultGraph):
            return False
        return bool(self._quads((quad.subject, quad.predicate, quad.object, quad.graph_name)))

    def __iter__(self) -> Iterator[Quad]:
        """Yield the quads of all named graphs, one graph after the other."""
        for name in self.named_graphs():
            yield from self.quads_for_pattern(None, None, None, name)

    def __len__(self) -> int:
        """Return the number of quads in named graphs."""
        return sum(
            self._asker.count(f"GRAPH {name} {{ ?s ?p ?o }}") for name in self.named_graphs()
        )

    def __bool__(self) -> bool:
        """Return True: an empty store is a store too."""
        return True

    def _update(self, update: str, *, repeatable: bool) -> None:
        url = self.layout.update
        self._connection.send("POST", url, repeatable=repeatable, data={"update": update})

    def _each(
        self, place: str, things: Iterable[Term], predicate: NamedNode | None, others: str = ""
    ) -> Iterator[Quad]:
        named = [self._named(thing) for thing in sorted(set(things), key=str)]
        known = (None, predicate, None, None)
        for start in range(0, len(named), _BATCH):
            among = f"VALUES {place} {{ {' '.join(named[start : start + _BATCH])} }} "
            yield from self._quads(known, among=among, others=others)

    def _quads(self, known: _Parts, *, among: str = "", others: str = "") -> list[Quad]:
        """Return the quads with the parts that are *known*, within *among* and *others*."""
        shown = [
            f"?{n}" if t is None else self._named(t) for n, t in zip("spog", known, strict=True)
        ]
        pattern = f"{among}GRAPH {shown[3]} {{ {' '.join(shown[:3])} }}{others}"
        asked = [name for name in shown if name.startswith("?")]
        if not asked:
            return [_quad(known, ())] if self._asker.ask(pattern) else []
        rows = self._asker.rows(f"SELECT {' '.join(asked)} {{ {pattern} }}", count=pattern)
        quads = (_quad(known, row) for row in rows)
        return [quad for quad in quads if not str(quad.graph_name)[1:].startswith(_OWN)]

    def _named(self, term: Term | GraphName) -> str:
        """Return *term* as SPARQL has it.

        Raises:
            RemoteError: It is a blank node, which has no name that a server would know.
        """
        if isinstance(term, BlankNode | Triple):
            what = f"{term} has no name by which the server could find it"
            raise self._asker.error(what, "export the graph to a file and ask that")
        return str(term)


def _quad(known: _Parts, row: Iterable[Term | None]) -> Quad:
    """Return the quad whose parts are *known*, and the others in *row*."""
    others = iter(row)
    parts = [next(others) if part is None else part for part in known]
    return Quad(*cast("tuple[Thing, NamedNode, Term, GraphName]", parts))
