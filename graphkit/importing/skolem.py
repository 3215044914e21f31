"""Gives blank nodes IRIs that are made from what is said of them.

Blank nodes that are tied together are named together: by the hash of their quads in the canonical
form, and by their place in it. The same content gets the same IRIs in every file, and what else
stands in a file does not matter.

Source:
    RDF Dataset Canonicalization (RDFC-1.0), W3C Recommendation, 2024; RDF 1.1 Concepts, section
    3.5, on the replacement of blank nodes by IRIs.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from math import factorial, prod
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from graphkit.importing.refused import ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import DefaultGraph, Literal, Triple

    _Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph

_DIGITS: Final = 32  # 128 bits, as in the IRIs of claims
_MOST: Final = 10_000  # orders of nodes that look the same; takes some seconds at the worst


def without_blanks(
    quads: Iterable[Quad], *, base: str, where: str = "the graph"
) -> frozenset[Quad]:
    """Return *quads* with an IRI below *base* in the place of each blank node.

    Raises:
        ImportRefusedError: Too many blank nodes cannot be told apart; *where* says so.

    >>> from pyoxigraph import Literal
    >>> name = NamedNode("urn:name")
    >>> ((quad,)) = without_blanks([Quad(BlankNode(), name, Literal("A"))], base="urn:x/")
    >>> quad.subject.value
    'urn:x/genid/41d3c091422b73b4206a1d6b1fe0ba50/0'
    """
    plain, groups = _grouped(quads)
    for group in groups:
        _check_alike(group, where)
    named = (quad for group in groups for quad in _named(group, base))
    return frozenset((*plain, *named))


def _grouped(quads: Iterable[Quad]) -> tuple[list[Quad], list[list[Quad]]]:
    """Return the quads without blank nodes, and the others, those together that share some."""
    plain: list[Quad] = []
    tied: list[Quad] = []
    parents: dict[BlankNode, BlankNode] = {}

    def root(node: BlankNode) -> BlankNode:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for quad in quads:
        blanks = _blanks(quad)
        (tied if blanks else plain).append(quad)
        for blank in blanks:
            parents.setdefault(blank, blank)
            parents[root(blank)] = root(blanks[0])
    groups: dict[BlankNode, list[Quad]] = {}
    for quad in tied:
        groups.setdefault(root(_blanks(quad)[0]), []).append(quad)
    return plain, list(groups.values())


def _blanks(quad: Quad) -> list[BlankNode]:
    ends = (quad.subject, quad.object, quad.graph_name)
    return [end for end in ends if isinstance(end, BlankNode)]


def _check_alike(group: list[Quad], where: str) -> None:
    """Refuse too many blank nodes that look the same: all orders of them may have to be tried.

    They look the same if their statements do with every other blank node left out, as in the first
    step of the algorithm.
    """
    lines: dict[BlankNode, list[str]] = {}
    for quad in group:
        for blank in set(_blanks(quad)):
            ends = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            line = " ".join(_masked(end, blank) for end in ends)
            lines.setdefault(blank, []).append(line)
    looks = Counter("\n".join(sorted(each)) for each in lines.values())
    if prod(map(factorial, looks.values())) > _MOST:
        number = sum(each for each in looks.values() if each > 1)
        reason = f"{number:,} blank nodes are tied together and look the same"
        raise ImportRefusedError(where, reason, "give them IRIs")


def _masked(term: _Term, blank: BlankNode) -> str:
    return str(term) if not isinstance(term, BlankNode) else "_:a" if term == blank else "_:z"


def _named(group: list[Quad], base: str) -> list[Quad]:
    dataset = Dataset(group)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = "\n".join(sorted(map(str, dataset)))
    digest = sha256(lines.encode()).hexdigest()[:_DIGITS]

    def new(term: _Term) -> _Term:
        if isinstance(term, BlankNode):  # c14n0, c14n1, …
            return NamedNode(f"{base}genid/{digest}/{term.value.removeprefix('c14n')}")
        return term

    return [
        Quad(new(q.subject), q.predicate, new(q.object), new(q.graph_name))  # type: ignore[arg-type]
        for q in dataset
    ]
