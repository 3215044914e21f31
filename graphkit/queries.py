"""The named queries of ``ontologies/queries``: what they answer, ask for, and how to fill them.

A query file is SPARQL 1.1 that runs as it stands. It begins with one line that says what it
answers and one line for each parameter::

    # Who supplies a company, government, organization or country.
    # param name text: the customer, by name or IRI [required]
    # param status status: only claims with this status [optional]

A parameter enters the query where it reads ``VALUES ?name { UNDEF }``; `NamedQuery.bind` writes
the value in place of ``UNDEF``, as an RDF term, so that no value can become syntax. It does not
use the variable substitution of pyoxigraph, which (0.5.13) takes only variables of the projection
and answers wrongly where a query asks ``BOUND`` of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

import pyoxigraph

from graphkit import ontology
from graphkit.errors import QueryError, UnknownNameError
from graphkit.ontology import OntologyError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MOST: Final = 20_000
"""Claims that a query names one by one; with more, the engine's own way is as good."""

Kind = Literal["text", "iri", "number", "date", "status"]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_PARAMETER: Final = re.compile(
    r"# param (?P<name>[a-z]+) (?P<kind>[a-z]+): (?P<meaning>.+) \[(?P<need>required|optional)\]"
)
_PLACE: Final = re.compile(r"VALUES \?(?P<name>\w+) \{ UNDEF \}")
_NAMED: Final = re.compile(
    r"\{\s*SELECT DISTINCT \?entity WHERE \{\s*VALUES \?name \{ UNDEF \}[^{}]*\}\s*\}"
)
"""The part of a query that looks for the things which a name means."""
_EITHER: Final = "FILTER(LCASE(STR(?known)) = LCASE(?name) || STR(?entity) = ?name)"
_BY_LABEL: Final = "FILTER(LCASE(STR(?known)) = LCASE(?name))"
_CHOICE: Final = "SELECT DISTINCT ?claim WHERE {"
"""How the part of a query begins that chooses the claims of which the rest tells."""
_NAMES: Final = ("name", "first", "second")
_LABELLED: Final = re.compile(r"WHERE \{ (\?[so]) rdfs:label \?label \}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a named query asks for."""

    name: str
    kind: Kind
    meaning: str
    required: bool

    def term(self, value: str) -> str:
        """Return *value* as SPARQL writes a term of this parameter's kind.

        Raises:
            QueryError: *value* is not of that kind.

        >>> Parameter("since", "date", "the first day", required=False).term("2026-05-07")
        '"2026-05-07"^^<http://www.w3.org/2001/XMLSchema#date>'
        """
        try:
            return str(_TERMS[self.kind](value))
        except UnknownNameError as error:
            raise QueryError(str(error)) from error
        except (ValueError, InvalidOperation) as error:
            message = f"parameter {self.name!r} needs {_WANTED[self.kind]}, got {value!r}"
            raise QueryError(message) from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name; ``text`` is its file, ``description`` one sentence."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, arguments: Mapping[str, str]) -> str:
        """Return the SPARQL text with *arguments*, keyed by the parameters' names, written in.

        Raises:
            QueryError: A required argument is missing, or one has the wrong form.
            UnknownNameError: The query has no parameter of that name.

        >>> 'VALUES ?name { "Corvane" }' in load_query("suppliers").bind({"name": "Corvane"})
        True
        """
        return self._filled(self.text, arguments)

    def stepwise(self, arguments: Mapping[str, str], ask: Callable[[str], Sequence[str]]) -> str:
        """Return the text as `bind` does, with what a name means and its claims found beforehand.

        The answer is the same. An engine that does not know how few they are may begin with all
        claims of the graph, which takes long in a big one.

        Args:
            arguments: The values.
            ask: Returns the IRIs that a SPARQL query with one variable finds.
        """
        text = self.text
        if not any(each in arguments for each in _NAMES):
            return self.bind(arguments)
        prologue = text[: text.index("SELECT")]
        found = _NAMED.search(text)
        if found is not None and "name" in arguments:
            search = prologue + found[0].removeprefix("{").removesuffix("}")
            ways = [_BY_LABEL, *_by_iri(arguments["name"])]
            # each way by itself uses an index or reads labels alone; both in one filter do not
            texts = [self._filled(search.replace(_EITHER, way), arguments) for way in ways]
            things = sorted({thing for each in texts for thing in ask(each)})
            text = _NAMED.sub(lambda _: _values("entity", things), text)
        if _CHOICE in text:
            start, end = _block(text, text.index(_CHOICE))
            claims = ask(self._filled(prologue + text[start + 1 : end - 1], arguments))
            if len(claims) <= MOST:
                chosen = _values("claim", claims)
                text = f"{text[:start]}{chosen}{text[end:]}"
                text = _LABELLED.sub(
                    lambda place: (
                        f"WHERE {{ {{ SELECT DISTINCT {place[1]} WHERE {{ {chosen} "
                        f"?claim rdf:subject|rdf:object {place[1]} }} }} "
                        f"{place[1]} rdfs:label ?label }}"
                    ),
                    text,
                )
        return self._filled(text, arguments)

    def _filled(self, text: str, arguments: Mapping[str, str]) -> str:
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in arguments:
            if name not in known:
                kind = f"parameter of query {self.name!r}"
                raise UnknownNameError(kind, name, known)
        for parameter in self.parameters:
            if parameter.required and parameter.name not in arguments:
                message = (
                    f"query {self.name!r} needs the parameter {parameter.name!r} "
                    f"({parameter.meaning}); give it a value"
                )
                raise QueryError(message)
        terms = {name: known[name].term(value) for name, value in arguments.items()}

        def written(place: re.Match[str]) -> str:
            return f"VALUES ?{place['name']} {{ {terms.get(place['name'], 'UNDEF')} }}"

        # one pass: a value that looks like a place for a value stays as it is
        return _PLACE.sub(written, text)


def _by_iri(name: str) -> list[str]:
    """Return the way to find the thing whose IRI is *name*, if that can be one."""
    try:
        return [_values("entity", [pyoxigraph.NamedNode(name).value])]
    except ValueError:
        return []


def _values(variable: str, iris: Sequence[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _block(text: str, at: int) -> tuple[int, int]:
    """Return where the group in braces begins and ends that holds a query starting at *at*."""
    start = text.rindex("{", 0, at)
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return start, place + 1
    message = "its braces do not match"
    raise ValueError(message)


def query_names() -> tuple[str, ...]:
    """Return the names of all named queries, sorted.

    >>> "suppliers" in query_names()
    True
    """
    return tuple(ontology.query_files())


@cache
def load_query(name: str) -> NamedQuery:
    """Return the named query called *name*.

    Raises:
        UnknownNameError: There is none.
        OntologyError: Its file is damaged.

    >>> load_query("suppliers").description
    'Who supplies a company, government, organization or country.'
    """
    files = ontology.query_files()
    if name not in files:
        kind = "query"
        raise UnknownNameError(kind, name, files)
    try:
        text = files[name].read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = f"it cannot be read ({error})"
        raise OntologyError(str(files[name]), reason) from error
    return parse_query(name, text, where=str(files[name]))


def parse_query(name: str, text: str, *, where: str) -> NamedQuery:
    """Return the named query that *text* holds; *where* names its file in errors.

    Raises:
        OntologyError: The lines that describe it are damaged, or do not fit the query.
    """
    first, _, rest = text.partition("\n")
    lines = [line for line in rest.splitlines() if line.startswith("# param ")]
    parameters = tuple(_parameter(line, where) for line in lines)
    places = {place["name"] for place in _PLACE.finditer(text)}
    if not first.startswith("# ") or places != {parameter.name for parameter in parameters}:
        reason = "its first lines do not describe it and its parameters"
        raise OntologyError(where, reason)
    return NamedQuery(name, first.removeprefix("# "), parameters, text)


def _parameter(line: str, where: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or found["kind"] not in get_args(Kind):
        reason = f"the line {line!r} does not describe a parameter"
        raise OntologyError(where, reason)
    kind = cast("Kind", found["kind"])
    return Parameter(found["name"], kind, found["meaning"], required=found["need"] == "required")


def _number(value: str) -> pyoxigraph.Literal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    # format "f" because xsd:decimal knows no exponent
    return pyoxigraph.Literal(f"{number:f}", datatype=pyoxigraph.NamedNode(_XSD + "decimal"))


def _date(value: str) -> pyoxigraph.Literal:
    day = date.fromisoformat(value)
    return pyoxigraph.Literal(day.isoformat(), datatype=pyoxigraph.NamedNode(_XSD + "date"))


def _status(value: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(ontology.load().status(value).name)


_TERMS: Final[Mapping[Kind, Callable[[str], pyoxigraph.Literal | pyoxigraph.NamedNode]]] = {
    "text": pyoxigraph.Literal,
    "iri": pyoxigraph.NamedNode,
    "number": _number,
    "date": _date,
    "status": _status,
}
_WANTED: Final[Mapping[Kind, str]] = {
    "text": "text in Unicode",
    "iri": "an absolute IRI",
    "number": "a number such as 0.5",
    "date": "a day such as 2026-05-07",
    "status": "a status",
}
