"""SPARQL queries on a graph: bound parameters, clear refusals, no writing and no network.

The default graph of a query is the union of all graphs. A parameter enters a query where it reads
``VALUES ?name { UNDEF }``, as in the named queries of `graphkit.queries`, and as an RDF term that
pyoxigraph has written, so that no value can become syntax. pyoxigraph's own substitution of
variables would do without text, but (0.5.13) it reaches only variables that the outermost SELECT
names, and answers wrongly where a query asks ``BOUND`` of one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from graphkit.errors import QueryError, StoreError
from graphkit.graph import vocabulary as v
from graphkit.queries import load_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal

    from graphkit.graph.graph import Graph

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

_SHOWN: Final = 80  # characters of a wrong line, so that a message stays one line

# Strings, comments and IRIs: what stands in them is no syntax.
_OPAQUE: Final = (
    r"""\"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n\r]*|<[^<>"{}|^`\\\s]*>"""
)
_FLAGS: Final = re.IGNORECASE | re.DOTALL
_TEXT: Final = re.compile(_OPAQUE, _FLAGS)
_PLACE: Final = re.compile(_OPAQUE + r"|\bVALUES\s+[?$](?P<name>\w+)\s*\{\s*UNDEF\s*\}", _FLAGS)
_FROM: Final = re.compile(r"(?<![?$:\w.-])FROM(?=\s*<|\s+NAMED\b|\s+[\w.-]*:)", re.IGNORECASE)
# The first word of a query after its prefixes; IRIs have been blanked out.
_PROLOGUE: Final = re.compile(r"\s*(?:(?:BASE|PREFIX\s+[^\s:]*:)\s*<[^>]*>\s*)*", re.IGNORECASE)
_FAULT: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REMARK: Final = re.compile(r"(?:^|, |expected |one of )([A-Z]\w* [^\[\]\"]*?)(?=, |$)")

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
)


def run_query(
    graph: Graph, sparql: str, parameters: Mapping[str, NamedNode | Literal] | None = None
) -> Answer:
    """Return the answer to *sparql*, read lazily: solutions, a boolean or triples.

    A triple that stands in the graphs of two documents is found twice; ask for DISTINCT.

    Args:
        graph: Asked with the union of its graphs as default graph, unless *sparql* says FROM.
        sparql: A SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes of
            `graphkit.graph.vocabulary` need not be declared.
        parameters: Values by name, without ``?``; each takes every ``VALUES ?name { UNDEF }``.

    Raises:
        QueryError: It is no query, would change the graph or reach into the network, or has no
            place for a parameter.
        StoreError: The store cannot be read.

    >>> from graphkit.graph import Graph
    >>> bool(run_query(Graph.create(), "ASK { ?s ?p ?o }"))
    False
    """
    _refuse_services(sparql)
    return _answer(graph, sparql if parameters is None else _bound(sparql, parameters))


def run_named(graph: Graph, name: str, parameters: Mapping[str, str]) -> Answer:
    """Return the answer of *graph* to a named query, whose values are given as text.

    Raises:
        QueryError: A required parameter is missing, or a value is not of its kind.
        StoreError: The store cannot be read.
        UnknownNameError: There is no such query, or it has no such parameter.

    >>> from graphkit.graph import Graph
    >>> list(run_named(Graph.create(), "suppliers", {"name": "Corvane"}))
    []
    """
    # No search for SERVICE: the shipped queries call none, and a value may hold the word.
    query = load_query(name)
    if not isinstance(graph.store, Store):  # a server has an optimizer of its own, and caps answers
        return _answer(graph, query.bind(parameters))
    return _answer(graph, query.stepwise(parameters, lambda text: _found(graph, text)))


def _found(graph: Graph, sparql: str) -> list[str]:
    """Return the IRIs that a query with one variable finds, sorted."""
    rows = cast("QuerySolutions", _answer(graph, sparql))
    return sorted(term.value for row in rows if isinstance(term := row[0], NamedNode))


def _answer(graph: Graph, sparql: str) -> Answer:
    # pyoxigraph would let the union override the graphs that a query names itself.
    union = _FROM.search(_blanked(sparql)) is None
    try:
        prefixes = dict(v.PREFIXES)
        return graph.store.query(sparql, prefixes=prefixes, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from error
    except UnicodeEncodeError as error:
        message = f"the query is not in UTF-8 ({error.reason}); write it in UTF-8"
        raise QueryError(message) from error
    except RuntimeError as error:
        message = f"the query cannot be answered: {' '.join(str(error).split())}"
        raise QueryError(message) from error
    except OSError as error:
        message = f"the graph cannot be read ({error}); build it again if that lasts"
        raise StoreError(message) from error


def _blanked(sparql: str) -> str:
    """Return *sparql* with spaces for what is no syntax, and every offset as it was."""

    def spaces(match: re.Match[str]) -> str:
        text = re.sub(r"[^\n]", " ", match[0])
        return f"<{text[1:-1]}>" if match[0].startswith("<") else text

    return _TEXT.sub(spaces, sparql)


def _bound(sparql: str, parameters: Mapping[str, NamedNode | Literal]) -> str:
    places = {match["name"] for match in _PLACE.finditer(sparql)}
    for name in sorted(parameters):
        if name not in places:
            way_out = f"write VALUES ?{name} {{ UNDEF }} where its value belongs"
            message = f"the query has no place for the parameter {name!r}; {way_out}"
            raise QueryError(message)

    def written(match: re.Match[str]) -> str:
        if match["name"] not in parameters:
            return match[0]
        return f"VALUES ?{match['name']} {{ {parameters[match['name']]} }}"

    return _PLACE.sub(written, sparql)


def _refuse_services(sparql: str) -> None:
    """Refuse a query that calls another endpoint.

    pyoxigraph cannot be told not to. Only a parser can tell the keyword from the same letters
    in a text or a name, and rdflib's is the one that shows what it has read.
    """
    if "service" not in sparql.casefold():
        return
    from pyparsing import ParseException  # noqa: PLC0415 - slow to import, and seldom needed
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        parsed = str(parseQuery(sparql))
    except (ParseException, RecursionError) as error:
        way_out = "if it calls none, avoid the word `service` or give it as a parameter"
        message = f"it cannot be seen whether the query calls a SERVICE ({error}); {way_out}"
        raise QueryError(message) from error
    if "ServiceGraphPattern" in parsed:
        message = "the query calls a SERVICE; a query has no network access, so leave that part out"
        raise QueryError(message)


def _syntax_error(sparql: str, text: str) -> QueryError:
    blanked = _blanked(sparql)
    prologue = _PROLOGUE.match(blanked)
    start = 0 if prologue is None else prologue.end()
    word = re.match(r"\w*", blanked[start:])
    keyword = "" if word is None else word[0].upper()
    if keyword in _UPDATES:
        what = f"{keyword} would change the graph, and a query only reads"
        return QueryError(f"{what}; build the graph anew from changed documents")
    fault = _FAULT.match(text)
    if fault is None:
        return QueryError(f"the query is wrong: {' '.join(text.split())}; correct it")
    if keyword not in _FORMS:
        reason = f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
        line = blanked.count("\n", 0, start) + 1
        return _fault(sparql, line, start - blanked.rfind("\n", 0, start), reason)
    remarks = _REMARK.findall(" ".join(fault[3].split()))
    # Otherwise the parser lists whole classes of characters that it would have taken.
    reason = remarks[0].strip() if remarks else "it is wrong here or just before"
    return _fault(sparql, int(fault[1]), int(fault[2]), reason)


def _fault(sparql: str, line: int, column: int, reason: str) -> QueryError:
    text = sparql.split("\n")[line - 1]
    start = max(0, min(column - 1 - _SHOWN // 2, len(text) - _SHOWN))
    shown = text[start : start + _SHOWN].strip()
    return QueryError(f"line {line}, column {column}: {shown!r}: {reason}; correct the query")
