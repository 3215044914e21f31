"""Where a server answers queries, updates and requests for whole graphs, found by asking it.

Source:
    SPARQL 1.1 Protocol; SPARQL 1.1 Graph Store HTTP Protocol. The paths of Oxigraph and Virtuoso
    are tried by the tests, those of Fuseki and RDF4J are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graphkit.graph.remote_http import AbsentError, RemoteError

if TYPE_CHECKING:
    from graphkit.graph.remote_http import Connection

JSON: Final = "application/sparql-results+json"
_PROBE: Final = "ASK { }"
_FIRST_PATIENCE: Final = 5.0  # seconds: a wrong address is told at once


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one make of server below its address, and how it is.

    ``graphs`` is where whole graphs are put, None if nowhere. ``union`` is the parameter that asks
    for the union of all graphs. ``whole`` tells that an update is done whole or not at all; where
    it is not, what marks a document as complete is written last. ``rewords`` tells that queries
    have to go round a fault of the server.
    """

    name: str
    query: str
    update: str
    graphs: str | None = None
    union: tuple[str, str] | None = None
    whole: bool = False
    rewords: bool = False

    def worded(self, query: str) -> str:
        """Return *query* as this server has to be asked it.

        >>> query = 'BIND(IF(?a = "none", ?unknown, STRDT(?a, xsd:date)) AS ?day)'
        >>> Layout("any", "", "", rewords=True).worded(query)
        'BIND(xsd:date(?a) AS ?day)'
        """
        if not self.rewords:
            return query
        return _NO_STEP.sub(_NO_STEP_OR_SOME, _DAY_OR_NONE.sub(r"xsd:date(?\1)", query))


# Virtuoso (7.2.5) drops the rows where this is a day. Its own cast of a text that is none leaves
# the variable unbound, as this is meant to.
_DAY_OR_NONE: Final = re.compile(
    r'IF\(\?(\w+) = "(?:none|!)", \?unknown, STRDT\(\?\1, xsd:date\)\)'
)
# After some other queries it (7.2.5) finds things by no step that it should not start from.
_NO_STEP: Final = re.compile(r"(\?\w+) (\w+:\w+)\* (\?\w+) \.")
_NO_STEP_OR_SOME: Final = r"{ \1 \2+ \3 } UNION { \1 a ?anyKind . BIND(\1 AS \3) }"
_OXIGRAPH: Final = Layout(
    "Oxigraph", "/query", "/update", "/store", ("union-default-graph", "true"), whole=True
)
_FUSEKI: Final = Layout("Fuseki", "/query", "/update", "/data", whole=True)
_RDF4J: Final = Layout("RDF4J", "", "/statements", whole=True)
_VIRTUOSO: Final = Layout("Virtuoso", "/sparql", "/sparql", rewords=True)
_VIRTUOSO_LOGIN: Final = Layout("Virtuoso", "/sparql-auth", "/sparql-auth", rewords=True)
_PLAIN: Final = Layout("SPARQL", "", "")
_ORDER: Final = (_OXIGRAPH, _VIRTUOSO, _PLAIN)


def find_layout(connection: Connection) -> Layout:
    """Return where the server at the address of *connection* answers, as whole addresses.

    Raises:
        RemoteError: No server answers SPARQL there, or none answers at all.
    """
    address, login = connection.address, _VIRTUOSO_LOGIN
    if address.endswith(login.query):
        _probe(connection, address)
        return _below(login, address.removesuffix(login.query))
    for layout in _ORDER:
        base = address.removesuffix(layout.query) if layout.query else address
        try:
            server = _probe(connection, base + layout.query)
        except AbsentError:
            continue
        return _below(_told_apart(connection, layout, base, server), base)
    message = f"{address}: nothing answers SPARQL there; check the address and that the server runs"
    raise RemoteError(message)


def _probe(connection: Connection, url: str) -> str:
    """Return what make of server answers queries at *url*, as far as it says."""
    response = connection.send(
        "POST",
        url,
        repeatable=True,
        patience=_FIRST_PATIENCE,
        data={"query": _PROBE},
        headers={"Accept": JSON},
    )
    if "json" not in response.headers.get("content-type", ""):
        message = f"{connection.address}: nothing answers SPARQL there; check the address"
        raise AbsentError(message)
    return str(response.headers.get("server", "")).casefold()


def _told_apart(connection: Connection, layout: Layout, base: str, server: str) -> Layout:
    """Return the layout of the make that answers where *layout* does."""
    if "virtuoso" in server:
        # without a login nobody may write, unless the server lets everybody do so
        return _VIRTUOSO_LOGIN if connection.known else _VIRTUOSO
    if "/repositories/" in base and layout is _PLAIN:
        return _RDF4J
    if layout is _OXIGRAPH and "oxigraph" not in server:
        try:
            connection.send("HEAD", f"{base}/data", repeatable=True, params={"default": ""})
        except AbsentError:
            return replace(_PLAIN, query="/query", update="/update")
        return _FUSEKI
    return layout


def _below(layout: Layout, base: str) -> Layout:
    graphs = None if layout.graphs is None else base + layout.graphs
    return replace(layout, query=base + layout.query, update=base + layout.update, graphs=graphs)
