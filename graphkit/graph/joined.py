"""Joins what a document's graph says of things that have become one.

The thing that is kept keeps its label, its link to a register and its code; of the others it gets
the names, the identifiers and all else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graphkit import ontology
from graphkit.graph import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graphkit.graph.entities import Term, Thing
    from graphkit.graph.restated import Parts, Statement

_LINK: Final = (
    *(v.LINKED_TO, v.REGISTERED_NAME, v.LINK_EVIDENCE, v.LINK_CONFIDENCE, v.REGISTERED_IN),
)
"""What is told of one link to a register; that of one thing is not mixed with another's."""
_GOODS: Final = frozenset({"Product", "Material"})
_ONLY: Final = {
    v.ISO_CODE: frozenset({"Country", "Place"}),
    v.HS_CODE: _GOODS,
    v.BROADER: _GOODS,
}
"""The types of things that a property is for: a merged thing may have got another type."""
_ONCE: Final = (v.ISO_CODE, *_LINK)


def joined(
    parts: Parts, kept: Mapping[NamedNode, NamedNode], types: Mapping[Term, str]
) -> set[Statement]:
    """Return the statements of *parts* with what is kept in the place of what is replaced.

    Args:
        parts: A graph whose claims are restated already.
        kept: From the IRI of what is replaced to that of what is kept.
        types: The name of the type of each thing after the merge.
    """
    groups: dict[NamedNode, list[NamedNode]] = {new: [new] for new in kept.values()}
    for old in sorted(kept, key=rank):
        groups[kept[old]].append(old)
    alone = parts.keys() - kept.keys() - groups.keys()
    told = {(thing, p, o) for thing in alone for p, values in parts[thing].items() for o in values}
    for new, members in groups.items():
        told.update(_thing(new, [parts[m] for m in members if m in parts], types.get(new)))
    found = {(subject, predicate, new_term(value, kept)) for subject, predicate, value in told}
    fitting = {each for each in found if _fits(each, types)}
    return fitting - _in_circles({each for each in fitting if each[1] == v.BROADER})


def _thing(
    new: NamedNode, members: Sequence[Mapping[NamedNode, set[Term]]], type_: str | None
) -> Iterator[Statement]:
    """Yield what is said of a thing that several have become; *members* are in order."""
    types = {NamedNode(kind.iri) for kind in ontology.load().types.values()}
    label = _first(members, v.LABEL)
    link = next((told for told in members if v.LINKED_TO in told), {})
    yield from ((new, v.LABEL, text) for text in label)
    yield from ((new, predicate, value) for predicate in _LINK for value in link.get(predicate, ()))
    yield from ((new, v.ISO_CODE, code) for code in _first(members, v.ISO_CODE))
    if type_ is not None:
        yield new, v.RDF_TYPE, NamedNode(ontology.load().entity_type(type_).iri)
    for told in members:
        for predicate, values in told.items():
            if predicate in {v.LABEL, v.ALT_LABEL}:
                yield from ((new, v.ALT_LABEL, text) for text in values - label)
            elif predicate == v.RDF_TYPE:
                yield from ((new, predicate, kind) for kind in values - types)
            elif predicate not in _ONCE:
                yield from ((new, predicate, value) for value in values)


def _first(members: Iterable[Mapping[NamedNode, set[Term]]], predicate: NamedNode) -> set[Term]:
    """Return the values of a property of the first thing that has it."""
    return next((told[predicate] for told in members if predicate in told), set())


def _fits(statement: Statement, types: Mapping[Term, str]) -> bool:
    """Return whether things of their new types can have that said of them."""
    subject, predicate, value = statement
    if subject == value:
        return False
    allowed = _ONLY.get(predicate)
    if allowed is None:
        return True
    ends = (subject, value) if predicate == v.BROADER else (subject,)
    return all(types.get(end) in allowed for end in ends)


def _in_circles(broader: set[Statement]) -> set[Statement]:
    """Return those of the statements *broader* from whose object they lead back to their subject.

    Two kinds of goods have become one though another lies between them.
    """
    above: dict[Term, set[Term]] = {}
    for narrow, _, wide in broader:
        above.setdefault(narrow, set()).add(wide)

    def reached(start: Term) -> set[Term]:
        seen, waiting = {start}, [start]
        while waiting:
            new = above.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        return seen

    return {each for each in broader if each[0] in reached(each[2])}


def new_term(term: Term, kept: Mapping[NamedNode, NamedNode]) -> Term:
    """Return what *term* is to be."""
    return kept.get(term, term) if isinstance(term, NamedNode) else term


def rank(thing: Thing) -> tuple[int, str]:
    """Return the key that sorts the shortest IRI first."""
    return len(str(thing)), str(thing)
