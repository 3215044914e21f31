"""Reads entities out of a store: their labels and types, and which of them bear a name.

Every graph may give a thing a label of its own, so the union may hold several; one is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graphkit import ontology
from graphkit.errors import QueryError
from graphkit.graph import vocabulary as v
from graphkit.graph.claims import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from pyoxigraph import BlankNode, Quad, Store, Triple

    Thing: TypeAlias = NamedNode | BlankNode | Triple
    Term: TypeAlias = Thing | Literal


class EntityReader:
    """Reads the entities of one store, which must not change meanwhile; each is read once."""

    def __init__(self, store: Store) -> None:
        """Read from *store*."""
        self._store = store
        self._nodes: dict[Term, Node] = {}
        self._types = {NamedNode(kind.iri): name for name, kind in ontology.load().types.items()}

    def node(self, thing: Term) -> Node:
        """Return *thing* with its label and type."""
        if thing not in self._nodes:
            self._nodes[thing] = Node(text_of(thing), self._label(thing), self._type(thing))
        return self._nodes[thing]

    def find(self, name: str) -> set[Thing]:
        """Return the entities called *name* (in any case), or whose IRI it is or was."""
        wanted = _folded(name)
        named = (quad for quad in self._names() if _folded(text_of(quad.object)) == wanted)
        things = {*subjects(named), *self._kept(_iris(name))}
        return {thing for thing in things if self._is_entity(thing)}

    def get(self, name: str) -> set[Thing]:
        """Return what `find` finds.

        Raises:
            QueryError: It finds nothing.
        """
        found = self.find(name)
        if not found:
            known = sorted({text_of(q.object) for q in self._names() if self._is_entity(q.subject)})
            close = ", ".join(map(repr, get_close_matches(name, known)))
            way_out = f"there are {close}" if close else "the query `entities` lists all"
            message = f"no entity of the graph is called {name!r}; {way_out}"
            raise QueryError(message)
        return found

    def _kept(self, things: Iterable[NamedNode]) -> Iterator[NamedNode]:
        """Yield *things*, and what has taken the place of those that are replaced."""
        for thing in things:
            yield thing
            for kept in values(self._store, thing, v.IS_REPLACED_BY):
                if isinstance(kept, NamedNode):
                    yield kept

    def _names(self) -> Iterator[Quad]:
        for predicate in (v.LABEL, v.ALT_LABEL):
            yield from self._store.quads_for_pattern(None, predicate, None)

    def _label(self, thing: Term) -> str:
        """Return the best label: that which most mentions spell, then the shortest."""
        labels = texts(self._store, thing, v.LABEL)
        if not labels:
            return re.split("[/#]", text_of(thing).rstrip("/#"))[-1]
        if len(labels) == 1:
            return labels[0]
        mentions = subjects(self._store.quads_for_pattern(None, v.REFERS_TO, thing))
        spelt = Counter(text for m in mentions for text in texts(self._store, m, v.EXACT))
        return min(labels, key=lambda label: (-spelt[label], len(label), label))

    def _type(self, thing: Term) -> str:
        found = values(self._store, thing, v.RDF_TYPE)
        known = [name for kind, name in self._types.items() if kind in found]
        others = sorted(v.local_name(text_of(kind)) for kind in found)
        return next(iter([*known, *others]), "Entity")

    def _is_entity(self, thing: Thing) -> bool:
        return not self._types.keys().isdisjoint(values(self._store, thing, v.RDF_TYPE))


def properties(store: Store, thing: Term) -> Iterator[tuple[NamedNode, Term]]:
    """Yield the properties of *thing* with their values, over all graphs."""
    if not isinstance(thing, Literal):
        for quad in store.quads_for_pattern(thing, None, None):
            yield quad.predicate, quad.object


def values(store: Store, thing: Term, predicate: NamedNode) -> set[Term]:
    """Return the values of a property of *thing*, over all graphs."""
    if isinstance(thing, Literal):
        return set()
    return {quad.object for quad in store.quads_for_pattern(thing, predicate, None)}


def texts(store: Store, thing: Term, predicate: NamedNode) -> list[str]:
    """Return the values of a property of *thing* as text, sorted."""
    return sorted(map(text_of, values(store, thing, predicate)))


def text_of(term: Term) -> str:
    """Return the IRI or the text of *term*; of anything else, how N-Triples writes it.

    >>> text_of(Literal("Japan")), text_of(NamedNode("https://example.org/a"))
    ('Japan', 'https://example.org/a')
    """
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def subjects(quads: Iterable[Quad]) -> set[Thing]:
    """Return the subjects of *quads*."""
    return {quad.subject for quad in quads}


def _iris(name: str) -> set[NamedNode]:
    """Return *name* as an IRI, if it is one."""
    try:
        return {NamedNode(name)}
    except ValueError:
        return set()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
