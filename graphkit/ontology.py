"""The vocabulary of graphkit, read from ``ontologies/supply-chain.ttl``.

The file is the only place where types, relations and statuses are declared; code asks here and
never spells a signature out. What a status or relation means stands in the file's definitions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

import pyoxigraph

from graphkit.errors import GraphkitError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GK: Final = "https://w3id.org/graphkit/ns#"
FILES: Final = ("alignments.ttl", "shapes.ttl", "supply-chain.ttl")

_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_DEFINITION: Final = "http://www.w3.org/2004/02/skos/core#definition"
_SYMMETRIC: Final = "http://www.w3.org/2002/07/owl#SymmetricProperty"


class OntologyError(GraphkitError, OSError):
    """A shipped ontology file is missing or damaged.

    >>> print(OntologyError("supply-chain.ttl", "the file is missing"))
    supply-chain.ttl: the file is missing; install graphkit again
    """

    def __init__(self, where: str, reason: str) -> None:
        """Say *where* (a file, or a term in a file) and for what *reason*."""
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}; install graphkit again")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.where, self.reason)


@dataclass(frozen=True, slots=True)
class EntityType:
    """One of the types that an entity may have, such as ``Company``."""

    name: str
    iri: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One of the relations that a claim may state, such as ``suppliesTo``.

    ``domain`` and ``range`` are names of entity types. ``label`` reads from subject to object,
    ``inverse_label`` from object to subject. ``parent`` names the relation that this one implies,
    or is None.
    """

    name: str
    iri: str
    label: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    inverse_label: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """One of the ways in which a text presents a claim, such as ``current``."""

    name: str
    iri: str
    label: str
    definition: str


_Named = TypeVar("_Named", EntityType, Relation, Status)


@dataclass(frozen=True, slots=True)
class Ontology:
    """The entity types, relations and statuses, keyed by name, in the order of the file.

    >>> list(load().statuses)
    ['current', 'planned', 'negotiating', 'past', 'denied', 'possible']
    """

    types: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    statuses: Mapping[str, Status]

    def entity_type(self, name: str) -> EntityType:
        """Return the entity type called *name*.

        Raises:
            UnknownNameError: There is none.

        >>> load().entity_type("Company").iri
        'https://w3id.org/graphkit/ns#Company'
        """
        return _get(self.types, "entity type", name)

    def relation(self, name: str) -> Relation:
        """Return the relation called *name*.

        Raises:
            UnknownNameError: There is none.

        >>> load().relation("manufacturesFor").parent
        'suppliesTo'
        """
        return _get(self.relations, "relation", name)

    def status(self, name: str) -> Status:
        """Return the status called *name*.

        Raises:
            UnknownNameError: There is none.

        >>> load().status("denied").iri
        'https://w3id.org/graphkit/ns#Denied'
        """
        return _get(self.statuses, "status", name)

    def allows(self, subject_type: str, relation: str, object_type: str) -> bool:
        """Return whether *relation* may go from *subject_type* to *object_type*.

        Raises:
            UnknownNameError: A name is not one of this ontology.

        >>> load().allows("Company", "suppliesTo", "Company")
        True
        >>> load().allows("Product", "suppliesTo", "Company")
        False
        """
        subject, entity = self.entity_type(subject_type), self.entity_type(object_type)
        found = self.relation(relation)
        return subject.name in found.domain and entity.name in found.range


@cache
def load() -> Ontology:
    """Return the ontology that graphkit ships; read once, then kept.

    Raises:
        OntologyError: The file is missing or damaged.

    >>> len(load().types), len(load().relations), len(load().statuses)
    (9, 23, 6)
    """
    return read_ontology(file("supply-chain.ttl"))


def file(name: str) -> Path:
    """Return the path of a shipped ontology file, one of `FILES`.

    Raises:
        UnknownNameError: No file of that name is shipped.
        OntologyError: It is not where it should be.

    >>> file("shapes.ttl").name
    'shapes.ttl'
    """
    if name not in FILES:
        kind = "ontology file"
        raise UnknownNameError(kind, name, FILES)
    found = _folder() / name
    if not found.is_file():
        raise OntologyError(str(found), "the file is missing")
    return found


def query_files() -> Mapping[str, Path]:
    """Return the files of the named queries, keyed and sorted by name.

    Raises:
        OntologyError: There are none.
    """
    found = {path.stem: path for path in sorted((_folder() / "queries").glob("*.rq"))}
    if not found:
        raise OntologyError(str(_folder() / "queries"), "the named queries are missing")
    return MappingProxyType(found)


def read_ontology(path: Path) -> Ontology:
    """Read the types, relations and statuses that the Turtle file at *path* declares.

    Raises:
        OntologyError: The file is missing, is not Turtle, or a term lacks something.
    """
    terms = _read_terms(path)
    types, relations, statuses = (
        [term for term in terms if GK + kind in term.values(predicate)]
        for predicate, kind in (
            (_RDFS + "subClassOf", "Entity"),
            (_TYPE, "Relation"),
            (_TYPE, "Status"),
        )
    )
    if not (types and relations and statuses):
        raise OntologyError(str(path), "entity types, relations or statuses are missing")
    ontology = Ontology(
        _keyed(EntityType(*term.basics()) for term in types),
        _keyed(_relation(term) for term in relations),
        _keyed(_status(term) for term in statuses),
    )
    _check(ontology, path)
    return ontology


@dataclass(frozen=True, slots=True)
class _Term:
    """One IRI that the file describes; ``properties`` holds the values in file order."""

    path: Path
    iri: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def values(self, predicate: str) -> list[str]:
        return self.properties.get(predicate, [])

    def one(self, predicate: str) -> str:
        values = self.values(predicate)
        if len(values) != 1:
            where = f"{self.path}: <{self.iri}>"
            reason = f"it needs exactly one <{predicate}>, and has {len(values)}"
            raise OntologyError(where, reason)
        return values[0]

    def names(self, predicate: str) -> frozenset[str]:
        return frozenset(value.removeprefix(GK) for value in self.values(predicate))

    def basics(self) -> tuple[str, str, str, str]:
        label, definition = self.one(_RDFS + "label"), self.one(_DEFINITION)
        return self.iri.removeprefix(GK), self.iri, label, definition


def _read_terms(path: Path) -> list[_Term]:
    terms: dict[str, _Term] = {}
    try:
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            if isinstance(quad.subject, pyoxigraph.NamedNode):
                term = terms.setdefault(quad.subject.value, _Term(path, quad.subject.value))
                if isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal):
                    values = term.properties.setdefault(quad.predicate.value, [])
                    values.append(quad.object.value)
    except SyntaxError as error:
        raise OntologyError(str(path), f"it is not Turtle ({error.msg})") from error
    except OSError as error:
        raise OntologyError(str(path), f"it cannot be read ({error})") from error
    return list(terms.values())


def _relation(term: _Term) -> Relation:
    parents = term.values(_RDFS + "subPropertyOf")
    return Relation(
        *term.basics(),
        domain=term.names(GK + "domainIncludes"),
        range=term.names(GK + "rangeIncludes"),
        symmetric=_SYMMETRIC in term.values(_TYPE),
        inverse_label=term.one(GK + "inverseLabel"),
        parent=parents[0].removeprefix(GK) if parents else None,
    )


def _status(term: _Term) -> Status:
    name, iri, label, definition = term.basics()
    return Status(name[:1].lower() + name[1:], iri, label, definition)


def _check(ontology: Ontology, path: Path) -> None:
    """Refuse relations whose ends or parents are not declared."""
    for relation in ontology.relations.values():
        where = f"{path}: <{relation.iri}>"
        if not relation.domain or not relation.range:
            reason = "it needs gk:domainIncludes and gk:rangeIncludes"
            raise OntologyError(where, reason)
        parent = set() if relation.parent is None else {relation.parent}
        unknown = (relation.domain | relation.range) - ontology.types.keys()
        unknown |= parent - ontology.relations.keys()
        if unknown:
            reason = f"it names terms that are not declared: {', '.join(sorted(unknown))}"
            raise OntologyError(where, reason)


def _keyed(terms: Iterable[_Named]) -> Mapping[str, _Named]:
    return MappingProxyType({term.name: term for term in terms})


def _get(terms: Mapping[str, _Named], kind: str, name: str) -> _Named:
    if name not in terms:
        raise UnknownNameError(kind, name, terms)
    return terms[name]


def _folder() -> Path:
    """Return the folder of the ontologies: in the package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "ontologies"
    return inside if inside.is_dir() else package.parent / "ontologies"
