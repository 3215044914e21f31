"""Answers of a server to SPARQL queries: whole, or an error.

Rows that a server leaves out, because it caps its answers, are asked for again; where that cannot
be, it is an error and not a short answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from graphkit.graph import vocabulary as v
from graphkit.graph.remote_http import RemoteError
from graphkit.graph.remote_layout import JSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphkit.graph.entities import Term
    from graphkit.graph.query import Answer
    from graphkit.graph.remote_http import Connection
    from graphkit.graph.remote_layout import Layout

    Row = tuple[Term | None, ...]

TURTLE: Final = "text/turtle"
_CAPPED: Final = "x-sparql-maxrows"  # Virtuoso tells in it how many rows it gave of more
_STOPPED: Final = "x-sql-state"  # and in this that it stopped at a time limit
_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_RAISE_CAP: Final = "set its cap higher (Virtuoso: ResultSetMaxRows)"


class Asker:
    """Puts queries to one server."""

    def __init__(self, connection: Connection, layout: Layout) -> None:
        """Ask over *connection*, where *layout* says."""
        self._connection, self._layout = connection, layout
        self._is_union: bool | None = None

    def answer(self, query: str, prefixes: Mapping[str, str], *, union: bool) -> Answer:
        """Return the answer to a query that a user has written.

        Args:
            query: What to ask.
            prefixes: Those that the query need not declare.
            union: Whether to ask the union of all graphs where the query names none.

        Raises:
            RemoteError: The server refuses, fails, or does not answer whole.
            SyntaxError: It is no query; the server is not asked.
        """
        # what can write is no query to pyoxigraph; some servers would do it all the same
        form = Store().query(query, prefixes=dict(prefixes))
        if union:
            self._see_union()
        declared = set(_DECLARED.findall(query))
        heads = [f"PREFIX {p}: <{iri}>" for p, iri in prefixes.items() if p not in declared]
        text = self._layout.worded("\n".join([*heads, query]))
        if isinstance(form, QueryTriples):
            return self._triples(text, union=union)
        answer, capped = self._parsed(text, union=union)
        if capped is not None:
            what = f"the server gives no more than {capped} rows"
            raise self.error(what, f"{_RAISE_CAP}, or ask with a LIMIT")
        if isinstance(form, QueryBoolean) and isinstance(answer, QuerySolutions):
            return _boolean(value=self._is_yes(answer))
        if not isinstance(answer, type(form)):
            reason = "it has another form than the query asks for"
            raise self._connection.garbled(reason)
        return answer

    def rows(self, select: str, *, count: str | None = None) -> list[Row]:
        """Return all rows of *select*, page by page where the server caps them.

        Args:
            select: A SELECT query; without LIMIT and OFFSET if *count* is given.
            count: The pattern of the query, by which it can be told that no row is lacking.

        Raises:
            RemoteError: Not all rows come, or the server refuses or fails.
        """
        answer, capped = self._parsed(select)
        rows = self._read(answer)
        if capped is None:
            return rows
        if count is None:
            msg = f"the server gives no more than {capped} rows"
            raise self.error(msg, _RAISE_CAP)
        wanted, found = self.count(count), set(rows)
        for start in range(len(rows), wanted, max(len(rows), 1)):
            page, _ = self._parsed(f"{select} OFFSET {start} LIMIT {len(rows)}")
            found.update(self._read(page))
        if len(found) != wanted:
            what = f"{len(found):,} of {wanted:,} rows came, since the server caps its answers"
            raise self.error(what, f"{_RAISE_CAP}, or let nobody write meanwhile")
        return list(found)

    def count(self, pattern: str) -> int:
        """Return how many rows fit *pattern*."""
        rows = self._read(self._parsed(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0])
        term = rows[0][0] if rows and rows[0] else None
        if not isinstance(term, Literal) or re.fullmatch(r"\d+", term.value) is None:
            reason = "no number where one was asked for"
            raise self._connection.garbled(reason)
        return int(term.value)

    def ask(self, pattern: str) -> bool:
        """Return whether something fits *pattern*."""
        answer, _ = self._parsed(f"ASK {{ {pattern} }}")
        return bool(answer) if isinstance(answer, QueryBoolean) else self._is_yes(answer)

    def error(self, what: str, way_out: str) -> RemoteError:
        """Return the error that says *what* is wrong there, and the *way_out*."""
        return RemoteError(f"{self._connection.address}: {what}; {way_out}")

    def _read(self, answer: QuerySolutions | QueryBoolean) -> list[Row]:
        if isinstance(answer, QueryBoolean):
            reason = "yes or no where rows were asked for"
            raise self._connection.garbled(reason)
        try:
            return [tuple(cast("Iterable[Term | None]", row)) for row in answer]
        except (SyntaxError, ValueError) as error:
            raise self._connection.garbled(str(error)) from error

    def _is_yes(self, answer: QuerySolutions) -> bool:
        """Return what Virtuoso means, which answers an ASK with a row that holds 1, or no row."""
        terms = (term for row in self._read(answer) for term in row)
        return any(isinstance(t, Literal) and t.value in {"1", "true"} for t in terms)

    def _parsed(
        self, text: str, *, union: bool = False
    ) -> tuple[QuerySolutions | QueryBoolean, str | None]:
        """Return the answer to a SELECT or an ASK, and at how many rows it was capped, if so."""
        content, headers = self._sent(text, JSON, union=union)
        try:
            return parse_query_results(content, QueryResultsFormat.JSON), headers.get(_CAPPED)
        except (SyntaxError, ValueError) as error:
            raise self._connection.garbled(str(error)) from error

    def _triples(self, text: str, *, union: bool) -> QueryTriples:
        """Return the answer to a CONSTRUCT or a DESCRIBE."""
        accepted = f"application/n-triples, {TURTLE};q=0.5"
        content, _ = self._sent(text, accepted, union=union)
        store = Store()
        try:
            # Turtle takes in N-Triples, so what the server calls it makes no difference
            store.extend(parse(content, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise self._connection.garbled(str(error)) from error
        return cast("QueryTriples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))

    def _sent(self, text: str, accepted: str, *, union: bool) -> tuple[bytes, Mapping[str, str]]:
        # a form, since Virtuoso (7.2.5) never answers a query that is sent as the body
        form = {"query": text}
        if union and self._layout.union is not None:
            form |= dict([self._layout.union])
        response = self._connection.send(
            "POST", self._layout.query, repeatable=True, data=form, headers={"Accept": accepted}
        )
        if _STOPPED in response.headers:
            what = "the server stopped the query at its time limit"
            raise self.error(what, "ask for less, or set the server's limit higher")
        return response.content, response.headers

    def _see_union(self) -> None:
        """See that the server answers from the union of its graphs.

        Raises:
            RemoteError: It does not.
        """
        if self._is_union is None and self._layout.union is None:
            some = f"{{ SELECT ?s {{ GRAPH ?s {{ ?s a {v.DOCUMENT} }} }} LIMIT 1 }}"
            self._is_union = not self.ask(f"{some} FILTER NOT EXISTS {{ ?s a {v.DOCUMENT} }}")
        if self._is_union is False:
            what = "queries there do not see the named graphs"
            way_out = "set the server up to ask the union of all graphs (see docs/servers.md)"
            raise self.error(what, way_out)


def _boolean(*, value: bool) -> QueryBoolean:
    return cast("QueryBoolean", Store().query(f"ASK {{ FILTER({str(value).lower()}) }}"))
