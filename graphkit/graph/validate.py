"""Checks a graph against the shipped shapes with pyshacl, and says what is wrong in its words.

Each document's graph is checked by itself, which bounds the memory: it holds all that its claims
speak of. The graphs of builds are checked one by one too, and what stands outside of both together.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse, serialize

from graphkit.errors import OptionError, WorkerError
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import FINGERPRINT, FINGERPRINTS
from graphkit.graph.history import MEMBER, record_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    import rdflib
    from pyoxigraph import BlankNode, Store
    from rdflib.term import Node as RdflibNode

    from graphkit.graph.graph import Graph
    from graphkit.graph.shacl import Part

    _Name = NamedNode | BlankNode | DefaultGraph

_IN_FLIGHT: Final = 8  # parts that wait for each worker; a part is a document's graph
_LISTED: Final = frozenset(
    (FINGERPRINT, MEMBER, *(v.term(f"gk:{kind}") for kind in ("added", "changed", "dropped")))
)
"""What records tell of each document. No shape is about it, and there may be millions."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing of a graph that is not as a shape says.

    ``focus`` is its IRI and ``label`` how a reader knows it; ``path`` is the property that is
    wrong and ``value`` its value; ``quote`` is the sentence of the claim that it is or belongs to,
    and ``document`` the id of the document that says so. Each is None if there is none.
    """

    focus: str
    label: str
    message: str
    path: str | None
    value: str | None
    quote: str | None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was found wrong, ordered by the thing; nothing, if the graph ``conforms``."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether the graph is as the shapes say."""
        return not self.violations


def validate(graph: Graph) -> ValidationReport:
    """Return what in *graph* is not as ``ontologies/shapes.ttl`` says.

    Takes about three seconds for 100,000 quads. All violations are held at once; see `violations`.

    Raises:
        OntologyError: The shapes cannot be read or applied.
        StoreError: The graph has been closed.

    >>> from graphkit.graph import Graph
    >>> validate(Graph.create()).conforms
    True
    """
    return ValidationReport(tuple(sorted(set(violations(graph)), key=_order)))


def violations(
    graph: Graph, *, workers: int = 1, done: Callable[[object], None] | None = None
) -> Iterator[Violation]:
    """Yield what in *graph* is not as the shapes say, as soon as it is found.

    Documents come in the order of their IRIs, then builds, then all that stands elsewhere; the
    violations of each are ordered by the thing. Only one document for each worker, and the names
    of all, are in memory.

    Args:
        graph: What to check.
        workers: Processes that check side by side, with the same result for any number.
        done: Called with the name of each graph that has been checked.

    Raises:
        OntologyError: The shapes cannot be read or applied.
        OptionError: There are no workers.
        StoreError: The graph has been closed.
        WorkerError: A worker died.

    >>> from graphkit.graph import Graph
    >>> list(violations(Graph.create()))
    []
    """
    if workers < 1:
        message = f"workers is {workers}; give at least 1"
        raise OptionError(message)
    for name, found in _checked(_parts(graph.store), workers):
        yield from found
        if done is not None:
            done(name)


def _order(violation: Violation) -> tuple[str, ...]:
    """Return the key that sorts violations; a missing part comes before any other."""
    parts = (violation.focus, violation.message, violation.path, violation.value)
    return tuple("" if part is None else part for part in (*parts, violation.document))


def _parts(store: Store) -> Iterator[tuple[_Name, Iterable[Triple]]]:
    """Yield graphs to check one by one: each document's, each record, and then all the rest."""
    named = store.quads_for_pattern(None, v.RDF_TYPE, v.DOCUMENT)
    documents = {quad.graph_name for quad in named if quad.subject == quad.graph_name}
    records = record_graphs(store)
    prints = {q.graph_name for q in store.quads_for_pattern(None, v.RDF_TYPE, FINGERPRINTS)}
    for name in sorted(documents, key=str):
        yield name, _triples(store, [name])
    for name in sorted(records - prints - documents, key=str):
        yield name, _unlisted(store, [name])
    others = sorted(set(store.named_graphs()) - documents - records, key=str)
    yield DefaultGraph(), _unlisted(store, [DefaultGraph(), *others])


def _triples(store: Store, names: Sequence[_Name]) -> Iterator[Triple]:
    for name in names:
        for quad in store.quads_for_pattern(None, None, None, name):
            yield quad.triple


def _unlisted(store: Store, names: Sequence[_Name]) -> Iterator[Triple]:
    return (each for each in _triples(store, names) if each.predicate not in _LISTED)


def _checked(
    parts: Iterable[tuple[_Name, Iterable[Triple]]], workers: int
) -> Iterator[tuple[_Name, list[Violation]]]:
    """Yield what is wrong in each part, in their order."""
    if workers == 1:
        for name, triples in parts:
            yield name, _found(name, triples)
        return
    try:
        yield from _side_by_side(parts, workers)
    except BrokenProcessPool as error:
        message = "a worker died, perhaps for want of memory; check again with fewer --workers"
        raise WorkerError(message) from error


def _side_by_side(
    parts: Iterable[tuple[_Name, Iterable[Triple]]], workers: int
) -> Iterator[tuple[_Name, list[Violation]]]:
    """Let processes check the parts, which are read here, so that all see one state of the graph.

    They are spawned: a fork would lose the threads of the store.
    """
    waiting: deque[tuple[_Name, Future[list[Violation]]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        for name, triples in parts:
            content = BytesIO()
            serialize(triples, content, RdfFormat.N_TRIPLES)
            waiting.append((name, pool.submit(_found_in, str(name), content.getvalue())))
            while len(waiting) > _IN_FLIGHT * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _found_in(name: str, content: bytes) -> list[Violation]:
    """Return what is wrong in a part that has come from another process."""
    known = NamedNode(name[1:-1]) if name.startswith("<") else DefaultGraph()
    return _found(known, (quad.triple for quad in parse(content, RdfFormat.N_TRIPLES)))


def _found(name: _Name, triples: Iterable[Triple]) -> list[Violation]:
    """Return what is wrong in the part *name*, in order."""
    from graphkit.graph.shacl import checker, to_part  # noqa: PLC0415 - brings rdflib and pyshacl

    part = to_part((each.subject, each.predicate, each.object) for each in triples)
    report = checker().report(part)
    return [] if report is None else sorted(set(_violations(report, part, name)), key=_order)


def _violations(report: rdflib.Graph, part: Part, name: _Name) -> Iterator[Violation]:
    from rdflib.namespace import SH  # noqa: PLC0415 - slow to import, and only needed here

    for result, focus in report.subject_objects(SH.focusNode):
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        messages = sorted(map(str, report.objects(result, SH.resultMessage)))
        yield Violation(
            focus=str(focus),
            label=_label(part, focus),
            message=" ".join(messages),
            path=None if path is None else path_of(report, path),
            value=None if value is None else str(value),
            quote=_quote(part, focus),
            document=_document(part, focus, name),
        )


def path_of(report: rdflib.Graph, path: RdflibNode) -> str:
    """Return a property path of SHACL as SPARQL writes it.

    Source:
        SHACL, section 2.3.1: the forms of a property path and their SPARQL equivalents.
    """
    import rdflib  # noqa: PLC0415
    from rdflib.collection import Collection  # noqa: PLC0415
    from rdflib.namespace import SH  # noqa: PLC0415

    if isinstance(path, rdflib.URIRef):
        return v.to_curie(str(path))
    forms = {
        SH.inversePath: "^{}",
        SH.zeroOrMorePath: "{}*",
        SH.oneOrMorePath: "{}+",
        SH.zeroOrOnePath: "{}?",
    }
    for form, notation in forms.items():
        inner = report.value(path, form)
        if inner is not None:
            return notation.format(path_of(report, inner))
    choice = report.value(path, SH.alternativePath)
    if choice is not None:
        return f"({'|'.join(path_of(report, one) for one in Collection(report, choice))})"
    return "/".join(path_of(report, step) for step in Collection(report, path))


def _label(part: Part, focus: RdflibNode) -> str:
    """Return how a reader knows *focus*: a claim by its ends, others by a name."""
    subject = _value(part, focus, v.RDF_SUBJECT)
    predicate = _value(part, focus, v.RDF_PREDICATE)
    target = _value(part, focus, v.RDF_OBJECT)
    if subject is None and predicate is None and target is None:
        return _name(part, focus)
    ends = [None if end is None else _name(part, end) for end in (subject, target)]
    middle = None if predicate is None else v.to_curie(str(predicate))
    return " ".join("?" if each is None else each for each in (ends[0], middle, ends[1]))


def _name(part: Part, thing: RdflibNode) -> str:
    names = (_value(part, thing, each) for each in (v.LABEL, v.IDENTIFIER, v.EXACT))
    return next((str(name) for name in names if name is not None), v.to_curie(str(thing)))


def _quote(part: Part, focus: RdflibNode) -> str | None:
    """Return the sentence of the claim that *focus* is, or that speaks of it as a part of its."""
    own = _value(part, focus, v.QUOTE)
    if own is not None:
        return str(own)
    ends = (v.SUBJECT_MENTION, v.OBJECT_MENTION, v.IN_SENTENCE, v.AMOUNT)
    claims = {claim for end in ends for claim in part.subjects(_iri(end), focus)}
    quotes = (_value(part, claim, v.QUOTE) for claim in claims)
    return min((str(quote) for quote in quotes if quote is not None), default=None)


def _document(part: Part, focus: RdflibNode, name: _Name) -> str | None:
    """Return the id of the document that *focus* comes from, or else whose graph the part is."""
    source = _value(part, focus, v.DERIVED_FROM)
    if source is None and isinstance(name, NamedNode):
        source = _iri(name)
    if source is None:
        return None
    told = _value(part, source, v.IDENTIFIER)
    return str(source) if told is None else str(told)


def _value(part: Part, thing: RdflibNode, predicate: NamedNode) -> RdflibNode | None:
    """Return the least value of a property, or None."""
    return min(part.objects(thing, _iri(predicate)), key=str, default=None)


def _iri(name: NamedNode) -> RdflibNode:
    import rdflib  # noqa: PLC0415

    return rdflib.URIRef(name.value)
