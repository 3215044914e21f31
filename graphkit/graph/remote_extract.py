"""Fetches from a server what a reader of claims needs, in a few requests instead of many.

A reader follows each claim's own quads; over a network each step would be a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from graphkit import ontology
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import FINGERPRINT
from graphkit.graph.entities import EntityReader, subjects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import Quad

    from graphkit.graph.entities import Term
    from graphkit.graph.remote import RemoteStore

_DEPTH = 2  # from a claim to its document, spans, amounts and ends, and to what these point at
_LARGE = (v.AS_READ, FINGERPRINT)  # told of a document, and of no use to who reads its claims


def whole(remote: RemoteStore) -> Store:
    """Return all that the server holds, in memory."""
    store = Store()
    for name in remote.named_graphs():
        store.extend(remote.quads_for_pattern(None, None, None, name))
    return store


def named(remote: RemoteStore) -> Store:
    """Return the names, types and successors of all things, in memory."""
    store = Store()
    for predicate in (v.LABEL, v.ALT_LABEL, v.IS_REPLACED_BY):
        store.extend(remote.quads_for_pattern(None, predicate, None))
    for kind in ontology.load().types.values():
        store.extend(remote.quads_for_pattern(None, v.RDF_TYPE, NamedNode(kind.iri)))
    return store


def documents(remote: RemoteStore) -> Store:
    """Return what is told of the documents themselves, in memory."""
    store = Store()
    store.extend(remote.about(subjects(remote.quads_for_pattern(None, v.RDF_TYPE, v.DOCUMENT))))
    return store


def around(remote: RemoteStore, names: Collection[str]) -> Store:
    """Return what claims about the things called *names* say, in memory, with all names.

    Raises:
        QueryError: No thing bears one of the names.
    """
    store = named(remote)
    reader = EntityReader(store)
    things = {thing for name in names for thing in reader.get(name)}
    claims: set[Term] = set()
    for end in (v.RDF_SUBJECT, v.RDF_OBJECT):
        claims |= subjects(remote.leading_to(things, end))
    return _with_surroundings(remote, claims, store)


def claims_called(remote: RemoteStore, start: str) -> Store:
    """Return the claims whose IRI, or the beginning of whose hash, is *start*, in memory.

    Only they and what they lead to are asked for.
    """
    try:
        claims: set[Term] = {NamedNode(start)}
    except ValueError:  # a hash is no IRI
        claims = set(remote.named_below(v.CLAIM, start))
    return _with_surroundings(remote, claims, Store())


def _with_surroundings(remote: RemoteStore, claims: set[Term], store: Store) -> Store:
    """Return *store* with what the *claims* say and lead to."""
    seen: set[Term] = set()
    wanted = claims
    for _ in range(_DEPTH):
        seen |= wanted
        found = list(remote.about(wanted, without=_LARGE))
        store.extend(found)
        wanted = _pointed_at(found) - seen
    ends = _pointed_at(q for q in store if q.predicate in {v.RDF_SUBJECT, v.RDF_OBJECT})
    mentions = list(remote.leading_to(_ambiguous(store, ends), v.REFERS_TO))
    store.extend(mentions)
    store.extend(remote.about(subjects(mentions), v.EXACT))
    return store


def _ambiguous(store: Store, things: Iterable[Term]) -> set[Term]:
    """Return those of *things* that have several labels, of which their mentions choose one."""
    found = set()
    for thing in things:
        labels = {q.object for q in store.quads_for_pattern(thing, v.LABEL, None)}  # type: ignore[arg-type]
        if len(labels) > 1:
            found.add(thing)
    return found


def _pointed_at(quads: Iterable[Quad]) -> set[Term]:
    """Return the IRIs that are the objects of *quads*, but for types and predicates."""
    vague = {v.RDF_TYPE, v.RDF_PREDICATE, v.STATUS}
    return {
        quad.object
        for quad in quads
        if isinstance(quad.object, NamedNode) and quad.predicate not in vague
    }
