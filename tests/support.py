"""What several folders of tests share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from graphkit import ontology
from graphkit.graph import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True, slots=True)
class Run:
    """How a call of the program ended."""

    code: int
    out: str
    err: str


def claims_of(quads: Iterable[Quad]) -> list[dict[str, str]]:
    """Return the claims as mappings from the local names of their properties."""
    found: dict[str, dict[str, str]] = {}
    kept = list(quads)
    claims = {q.subject for q in kept if q.object == v.CLAIM}
    for quad in kept:
        if quad.subject in claims and isinstance(quad.object, NamedNode | Literal):
            name = quad.predicate.value.replace("#", "/").rsplit("/", 1)[-1]
            found.setdefault(str(quad.subject), {})[name] = quad.object.value
    return list(found.values())


def plain_edges(quads: Iterable[Quad]) -> set[tuple[str, str, str]]:
    """Return the triples whose predicate is a relation."""
    relations = {relation.iri for relation in ontology.load().relations.values()}
    return {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in quads
        if q.predicate.value in relations
        and isinstance(q.subject, NamedNode)
        and isinstance(q.object, NamedNode)
    }
