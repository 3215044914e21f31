"""Answers of queries as bytes of the W3C formats, and as rows of text for a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QueryResultsFormat, QueryTriples

from graphkit.errors import QueryError, StoreError, UnknownNameError
from graphkit.graph import vocabulary as v
from graphkit.graph.formats import to_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.graph.query import Answer

RESULT_FORMATS: Final[Mapping[str, QueryResultsFormat]] = MappingProxyType(
    {
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
        "json": QueryResultsFormat.JSON,
    }
)


# Of a claim's hash, as much as tells it from all others of a graph, and as `why` takes.
_CLAIM: Final = re.compile(r"/claim/([0-9a-f]{12})[0-9a-f]*$")


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query, as text; an unbound variable is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def to_table(answer: Answer) -> Table:
    """Return the solutions of a SELECT, or the one answer of an ASK, for people to read.

    IRIs are abbreviated by the known prefixes, claims to the beginning of their hash; of literals
    only the text is shown.

    Raises:
        QueryError: The answer is a graph, from CONSTRUCT or DESCRIBE.
        StoreError: The store cannot be read to its end.

    >>> from pyoxigraph import Store
    >>> to_table(Store().query("ASK {}"))
    Table(columns=('answer',), rows=(('yes',),))
    """
    if isinstance(answer, QueryBoolean):
        return Table(("answer",), (("yes" if answer else "no",),))
    if isinstance(answer, QueryTriples):
        message = "the answer is a graph and no table; write it as turtle"
        raise QueryError(message)
    columns = tuple(variable.value for variable in answer.variables)
    try:
        return Table(columns, tuple(tuple(map(_shown, solution)) for solution in answer))
    except (OSError, RuntimeError) as error:
        raise _read_error(error) from error


def answer_bytes(answer: Answer, format_name: str) -> bytes:
    r"""Return *answer* in one of `RESULT_FORMATS`; a CONSTRUCT or DESCRIBE always as Turtle.

    Source:
        SPARQL 1.1 Query Results CSV and TSV Formats; SPARQL 1.1 Query Results JSON Format.

    Raises:
        StoreError: The store cannot be read to its end.
        UnknownNameError: There is no format of that name.

    >>> from pyoxigraph import Store
    >>> answer_bytes(Store().query("SELECT ?a { BIND (1 AS ?a) }"), "csv")
    b'a\r\n1\r\n'
    """
    if format_name not in RESULT_FORMATS:
        kind = "result format"
        raise UnknownNameError(kind, format_name, RESULT_FORMATS)
    try:
        if isinstance(answer, QueryTriples):
            return to_bytes((Quad(t.subject, t.predicate, t.object) for t in answer), "turtle")
        content = BytesIO()
        answer.serialize(content, RESULT_FORMATS[format_name])
        return content.getvalue()
    except (OSError, RuntimeError) as error:
        raise _read_error(error) from error


def _shown(term: object) -> str | None:
    if term is None:
        return None
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        claim = _CLAIM.search(term.value)
        if claim is not None:
            return f"claim:{claim[1]}"
        return v.to_curie(term.value)
    return str(term)


def _read_error(error: Exception) -> StoreError:
    reason = " ".join(str(error).split())
    return StoreError(f"the graph cannot be read to its end ({reason}); build it again")
