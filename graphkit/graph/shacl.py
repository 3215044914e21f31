"""Runs pyshacl over one small graph after another, with the shapes prepared once.

`pyshacl.validate` reads its shapes anew for each graph, looks for the targets of every shape, and
asks graphs that are made for far more than a document. Here the shapes stay, a shape whose targets
a graph lacks is not run, and graphs are two tables. The checks themselves are pyshacl's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from pyshacl.errors import ConstraintLoadWarning, ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib.namespace import RDF, RDFS

from graphkit import ontology
from graphkit.ontology import OntologyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple
    from pyshacl.shape import Shape
    from rdflib.term import Node

    Term = NamedNode | BlankNode | Literal | Triple

_SHAPES: Final = "shapes.ttl"
_PARAMETERS: Final = frozenset(ALL_CONSTRAINT_PARAMETERS)
_NONE: Final[dict[Node, dict[Node, None]]] = {}
_NOTHING: Final[dict[Node, None]] = {}


class Part(rdflib.Graph):
    """A graph that is read often and written once: two tables, and no contexts.

    >>> part = Part([(rdflib.URIRef("urn:a"), RDF.type, rdflib.URIRef("urn:B"))])
    >>> len(part), list(part.subjects(RDF.type, rdflib.URIRef("urn:B")))
    (1, [rdflib.term.URIRef('urn:a')])
    """

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]] = ()) -> None:
        """Hold *triples*."""
        super().__init__(store="SimpleMemory", bind_namespaces="none")
        self.by_subject: dict[Node, dict[Node, dict[Node, None]]] = {}
        self.by_predicate: dict[Node, dict[Node, dict[Node, None]]] = {}
        for triple in triples:
            self.add(triple)

    def add(self, triple: tuple[Node, Node, Node]) -> Part:
        """Add a triple; once is as good as twice."""
        subject, predicate, value = triple
        self.by_subject.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        self.by_predicate.setdefault(predicate, {}).setdefault(value, {})[subject] = None
        return self

    def triples(  # type: ignore[override]
        self, triple: tuple[Node | None, Node | None, Node | None]
    ) -> Iterator[tuple[Node, Node, Node]]:
        """Yield the triples with these parts; None stands for any."""
        subject, predicate, value = triple
        if subject is not None:
            found = self.by_subject.get(subject, _NONE)
            for each in found if predicate is None else (predicate,):
                values = found.get(each, _NOTHING)
                for one in values if value is None else (value,):
                    if one in values:
                        yield subject, each, one
            return
        for each in self.by_predicate if predicate is None else (predicate,):
            by_value = self.by_predicate.get(each, _NONE)
            for one in by_value if value is None else (value,):
                for who in by_value.get(one, _NOTHING):
                    yield who, each, one

    def objects(  # type: ignore[override]
        self, subject: Node | None = None, predicate: Node | None = None, **_: object
    ) -> Iterator[Node]:
        """Yield the objects of the triples with these parts."""
        if subject is None or predicate is None:
            return (triple[2] for triple in self.triples((subject, predicate, None)))
        return iter(self.by_subject.get(subject, _NONE).get(predicate, _NOTHING))

    def subjects(  # type: ignore[override]
        self,
        predicate: Node | None = None,
        object: Node | None = None,  # noqa: A002 - as rdflib calls it
        **_: object,
    ) -> Iterator[Node]:
        """Yield the subjects of the triples with these parts."""
        if predicate is None or object is None:
            return (triple[0] for triple in self.triples((None, predicate, object)))
        return iter(self.by_predicate.get(predicate, _NONE).get(object, _NOTHING))

    def __contains__(self, triple: object) -> bool:
        """Return whether there is a triple with these parts."""
        return any(True for _ in self.triples(triple))  # type: ignore[arg-type]

    def __len__(self) -> int:
        """Return the number of triples."""
        return sum(len(each) for found in self.by_subject.values() for each in found.values())


class _Shapes(Part):
    """The graph of the shapes, which tells of a shape nothing but its constraints.

    pyshacl asks for all there is, and looks each predicate up in a list, for every shape it runs.
    """

    prepared = False

    def predicate_objects(  # type: ignore[override]
        self, subject: Node | None = None, **_: object
    ) -> Iterator[tuple[Node, Node]]:
        found = ((p, o) for _, p, o in self.triples((subject, None, None)))
        if self.prepared and isinstance(subject, rdflib.URIRef):
            return (each for each in found if each[0] in _PARAMETERS)
        return found


class Checker:
    """The shapes, ready to be run."""

    def __init__(self) -> None:
        """Read the shipped shapes.

        Raises:
            OntologyError: They cannot be read.
        """
        path = str(ontology.file(_SHAPES))
        try:
            shapes = _Shapes(rdflib.Graph().parse(path, format="turtle"))
            empty = DataGraph.from_rdflib_graph(rdflib.Graph())
            validator = Validator(empty, shacl_graph=shapes)
            self._graph = validator.shacl_graph
            self._executor = validator.make_executor()
            targets = [_Target(shape) for shape in self._graph.shapes]
        except (OSError, SyntaxError, ReportableRuntimeError) as error:
            raise OntologyError(path, f"it cannot be read ({error})") from error
        shapes.prepared = True
        self._targets = [each for each in targets if each.is_one]
        self._path = path

    def __len__(self) -> int:
        """Return the number of shapes that are about something by themselves."""
        return len(self._targets)

    def report(self, part: Part) -> rdflib.Graph | None:
        """Return the report of SHACL on *part*, or None if it is as the shapes say.

        Raises:
            OntologyError: The shapes cannot be applied.
        """
        results = []
        try:
            for target in self._targets:
                focus: list[Any] = list(target.found_in(part))
                if focus:
                    _, found = target.shape.validate(self._executor, part, focus=focus)
                    results += found
        except (ReportableRuntimeError, ConstraintLoadWarning) as error:
            raise OntologyError(self._path, f"it cannot be applied ({error})") from error
        if not results:
            return None
        report: rdflib.Graph
        report, _ = Validator.create_validation_report(self._graph, conforms=False, results=results)
        return report


class _Target:
    """A shape with what it is about, see SHACL, section 2.1.3."""

    def __init__(self, shape: Shape) -> None:
        nodes, classes, implicit, objects_of, subjects_of = map(tuple, shape.target())  # type: ignore[no-untyped-call]
        self.shape = shape
        self._nodes, self._classes = nodes, (*classes, *implicit)
        self._objects_of, self._subjects_of = objects_of, subjects_of

    @property
    def is_one(self) -> bool:
        """Whether the shape is about anything by itself."""
        return bool(self._nodes or self._classes or self._objects_of or self._subjects_of)

    def found_in(self, part: Part) -> set[Node]:
        """Return the nodes of *part* that the shape is about."""
        if RDFS.subClassOf in part.by_predicate:  # which no document states
            found: set[Node] = self.shape.focus_nodes(part)  # type: ignore[no-untyped-call]
            return found
        typed = part.by_predicate.get(RDF.type, _NONE)
        found = {node for each in self._classes for node in typed.get(each, _NOTHING)}
        for each in self._objects_of:
            found.update(part.by_predicate.get(each, _NONE))
        for each in self._subjects_of:
            for subjects in part.by_predicate.get(each, _NONE).values():
                found.update(subjects)
        found.update(self._nodes)
        return found


@cache
def checker() -> Checker:
    """Return the shapes, ready to be run; read once in a process."""
    return Checker()


def to_part(triples: Iterable[tuple[Term, Term, Term]]) -> Part:
    """Return *triples* of pyoxigraph as a part."""
    known: dict[Term, Node] = {}  # most terms stand in several triples, and making one is slow

    def term(each: Term) -> Node:
        found = known.get(each)
        if found is None:
            found = known[each] = _term(each)
        return found

    return Part((term(s), term(p), term(o)) for s, p, o in triples)


def _term(term: Term) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):  # a triple, of which rdflib has no notion
        return rdflib.BNode(str(term))
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
