"""Updates as graphkit writes them, as sets of quads: what may be sent twice, and in which order.

A server that does an update in parts may be stopped in the middle. What marks a document as read
whole is therefore taken away first and written last, so that a build that goes on does that
document again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize

from graphkit.graph import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEALS: Final = frozenset({v.SHA256, v.EXTRACTOR})
"""The properties by which a build knows that a document was read, and by whom."""

_PART: Final = 1000  # quads; Virtuoso's compiler (7.2.5) runs out of memory at 5,000
_STEP: Final = re.compile(
    r"\s*(?:DROP\s+SILENT\s+GRAPH\s+<(?P<dropped>[^<>\s]*)>"
    r"|(?P<verb>INSERT|DELETE)\s+DATA\s*\{"
    # strings and IRIs are passed over, so that no brace in them counts
    r'(?P<data>(?:[^{}"<]|"(?:[^"\\]|\\.)*"|<[^<>\s]*>|\{(?:[^{}"<]|"(?:[^"\\]|\\.)*"|<[^<>\s]*>)*\})*)'
    r"\})\s*(?:;|$)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Change:
    """Graphs to drop, then quads to delete, then quads to add: the same if it is done twice."""

    dropped: tuple[NamedNode, ...] = ()
    deleted: tuple[Quad, ...] = ()
    added: tuple[Quad, ...] = ()

    def steps(self) -> Iterator[str]:
        """Yield updates, each small enough for every server, in an order that any may be the last.

        >>> list(Change(dropped=(NamedNode("urn:a"),)).steps())
        ['DROP SILENT GRAPH <urn:a>']
        """
        yield from _parts("DELETE", [quad for quad in self.deleted if quad.predicate in SEALS])
        yield from (f"DROP SILENT GRAPH {name}" for name in self.dropped)
        yield from _parts("DELETE", [quad for quad in self.deleted if quad.predicate not in SEALS])
        yield from _parts("INSERT", [quad for quad in self.added if quad.predicate not in SEALS])
        yield from _parts("INSERT", [quad for quad in self.added if quad.predicate in SEALS])


def change_of(update: str) -> Change | None:
    """Return what *update* does; None if it is of another form, or does not come to the same twice.

    >>> change_of("DROP SILENT GRAPH <urn:a> ; INSERT DATA { GRAPH <urn:b> { <urn:c> <urn:d> 1 } }")
    ... # doctest: +ELLIPSIS
    Change(dropped=(<NamedNode value=urn:a>,), deleted=(), added=(<Quad ...>,))
    >>> change_of("DELETE WHERE { ?s ?p ?o }") is None
    True
    """
    place, found = 0, _Found()
    while place < len(update):
        step = _STEP.match(update, place)
        if step is None or not found.takes(step):
            return None
        place = step.end()
    quads = (*found.deleted, *found.added)
    if any(isinstance(end, BlankNode) for quad in quads for end in (quad.subject, quad.object)):
        return None
    return Change(tuple(found.dropped), tuple(found.deleted), tuple(found.added))


def insertion(quads: Iterable[Quad]) -> str:
    """Return the update that adds *quads*."""
    return f"INSERT DATA {{ {_data(quads)} }}"


class _Found:
    """What the steps of an update do; only in the order of a `Change`."""

    def __init__(self) -> None:
        self.dropped: list[NamedNode] = []
        self.deleted: list[Quad] = []
        self.added: list[Quad] = []

    def takes(self, step: re.Match[str]) -> bool:
        """Return whether *step* comes in its order and could be taken."""
        if step["dropped"] is not None:
            self.dropped.append(NamedNode(step["dropped"]))
            return not self.deleted and not self.added
        try:
            quads = list(parse(step["data"], format=RdfFormat.TRIG))
        except SyntaxError:
            return False
        (self.added if step["verb"] == "INSERT" else self.deleted).extend(quads)
        return step["verb"] == "INSERT" or not self.added


def _parts(verb: str, quads: Sequence[Quad]) -> Iterator[str]:
    for start in range(0, len(quads), _PART):
        yield f"{verb} DATA {{ {_data(quads[start : start + _PART])} }}"


def _data(quads: Iterable[Quad]) -> str:
    """Return *quads* as SPARQL has them in its data."""
    groups: dict[str, list[Quad]] = {}
    for quad in quads:
        name = quad.graph_name
        groups.setdefault(str(name) if isinstance(name, NamedNode) else "", []).append(quad)
    return " ".join(
        f"GRAPH {name} {{ {_triples(group)} }}" if name else _triples(group)
        for name, group in groups.items()
    )


def _triples(quads: Iterable[Quad]) -> str:
    text = BytesIO()
    serialize((quad.triple for quad in quads), text, RdfFormat.N_TRIPLES)
    return text.getvalue().decode()
