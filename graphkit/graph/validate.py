"""Checks a graph against the shipped shapes with pyshacl, and says what is wrong in its words.

Each document's graph is checked by itself, which bounds the memory: it holds all that its claims
speak of. What stands outside the documents' graphs is checked together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from graphkit import ontology
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import properties, text_of
from graphkit.ontology import OntologyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib
    from rdflib.term import Node as RdflibNode

    from graphkit.graph.graph import Graph

_SHAPES: Final = "shapes.ttl"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing of a graph that is not as a shape says.

    ``focus`` is its IRI and ``label`` how a reader knows it; ``path`` is the property that is
    wrong, ``value`` its value and ``quote`` the sentence of a claim; each is None if there is none.
    """

    focus: str
    label: str
    message: str
    path: str | None
    value: str | None
    quote: str | None


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

    Takes about ten seconds for 100,000 quads, and some 40 ms for each document however small.

    Raises:
        OntologyError: The shapes cannot be read or applied.
        StoreError: The graph has been closed.

    >>> from graphkit.graph import Graph
    >>> validate(Graph.create()).conforms
    True
    """
    import rdflib  # noqa: PLC0415 - slow to import, and only needed here

    path = str(ontology.file(_SHAPES))
    try:
        shapes = rdflib.Graph().parse(path, format="turtle")
    except (OSError, SyntaxError) as error:
        raise OntologyError(path, f"it cannot be read ({error})") from error
    found = {violation for part in _parts(graph.store) for violation in _violations(part, shapes)}
    return ValidationReport(tuple(sorted(found, key=_order)))


def _order(violation: Violation) -> tuple[str, ...]:
    """Return the key that sorts violations; a missing part comes before any other."""
    parts = (violation.focus, violation.message, violation.path, violation.value)
    return tuple("" if part is None else part for part in parts)


def _parts(store: Store) -> Iterator[Store]:
    """Yield stores to check one by one: each document's graph, and then all the rest."""
    names = sorted(store.named_graphs(), key=str)
    documents = [name for name in names if Quad(name, v.RDF_TYPE, v.DOCUMENT, name) in store]
    for name in documents:
        yield _copy(store, [name])
    others: list[NamedNode | BlankNode | DefaultGraph]
    others = [name for name in names if name not in documents]
    yield _copy(store, [DefaultGraph(), *others])


def _copy(store: Store, names: list[NamedNode | BlankNode | DefaultGraph]) -> Store:
    part = Store()
    part.extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for name in names
        for quad in store.quads_for_pattern(None, None, None, name)
    )
    return part


def _violations(store: Store, shapes: rdflib.Graph) -> Iterator[Violation]:
    import pyshacl  # noqa: PLC0415 - slow to import, and only needed here
    from rdflib.namespace import SH  # noqa: PLC0415

    # pyshacl takes a pyoxigraph store; its annotations do not say so yet.
    _, report, text = pyshacl.validate(store, shacl_graph=shapes)  # type: ignore[arg-type]
    if isinstance(report, Exception):
        raise OntologyError(str(ontology.file(_SHAPES)), text) from report
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        messages = sorted(map(str, report.objects(result, SH.resultMessage)))
        label, quote = _seen(store, focus)
        yield Violation(
            focus=str(focus),
            label=label,
            message=" ".join(messages),
            path=None if path is None else path_of(report, path),
            value=None if value is None else str(value),
            quote=quote,
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


def _seen(store: Store, focus: RdflibNode) -> tuple[str, str | None]:
    """Return how a reader knows *focus*, and the sentence if it is a claim."""
    thing = _thing(focus)
    parts: dict[NamedNode, str] = {}
    if thing is not None:
        for predicate, value in sorted(properties(store, thing), key=str):
            parts.setdefault(predicate, text_of(value))
    ends = (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT)
    names = [v.to_curie(parts[end]) for end in ends if end in parts]
    known = [parts[name] for name in (v.LABEL, v.IDENTIFIER, v.EXACT) if name in parts]
    label = " ".join(names) if names else next(iter(known), str(focus))
    return label, parts.get(v.QUOTE)


def _thing(node: RdflibNode) -> NamedNode | BlankNode | None:
    import rdflib  # noqa: PLC0415

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    return BlankNode(str(node)) if isinstance(node, rdflib.BNode) else None
