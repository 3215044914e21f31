"""Differences between graphs as sets of quads: applied in one transaction, or written down.

Source:
    RDF Patch, as Apache Jena reads and writes it: a line for each quad, ``A`` if it is added and
    ``D`` if it is deleted, between ``TX`` and ``TC``; terms are those of N-Quads.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, RdfFormat, serialize

from graphkit.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from graphkit.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Patch:
    """Quads that go and quads that come; those that go, go first."""

    deleted: frozenset[Quad] = frozenset()
    added: frozenset[Quad] = frozenset()

    def __or__(self, other: Patch) -> Patch:
        """Return both patches as one; they must be about different quads."""
        return Patch(self.deleted | other.deleted, self.added | other.added)

    def __bool__(self) -> bool:
        """Return whether it changes anything."""
        return bool(self.deleted or self.added)


def between(old: Iterable[Quad], new: Iterable[Quad]) -> Patch:
    """Return the patch that makes *new* of *old*.

    >>> between([], [])
    Patch(deleted=frozenset(), added=frozenset())
    """
    before, after = frozenset(old), frozenset(new)
    return Patch(before - after, after - before)


def apply_patch(graph: Graph, patch: Patch) -> None:
    """Change *graph* by *patch*, in one transaction: a crash leaves all of it done, or nothing.

    The name of a graph that it empties goes too.

    Raises:
        StoreError: The graph cannot be changed, or the disk is full.
    """
    if not patch:
        return
    # pyoxigraph has no transactions of its own, but an update is one. Its own writer makes the
    # text of the quads, so nothing in them can be taken for SPARQL.
    whole = {name for name in _names(patch.deleted) if _is_emptied(graph, name, patch)}
    rest = [quad for quad in patch.deleted if quad.graph_name not in whole]
    steps = [f"DROP SILENT GRAPH {name}" for name in sorted(whole, key=str)]
    steps += [f"DELETE DATA {{ {_data(rest)} }}"] if rest else []
    steps += [f"INSERT DATA {{ {_data(patch.added)} }}"] if patch.added else []
    graph.update(" ; ".join(steps))


def patch_bytes(patch: Patch) -> bytes:
    r"""Return *patch* as an RDF Patch: sorted, what goes before what comes.

    Raises:
        StoreError: A quad has a blank node, which a patch cannot name in another graph.

    >>> from pyoxigraph import NamedNode, Quad
    >>> a = NamedNode("urn:a")
    >>> patch_bytes(Patch(added=frozenset([Quad(a, a, a)])))
    b'TX .\nA <urn:a> <urn:a> <urn:a> .\nTC .\n'
    """
    lines = [b"TX .\n"]
    for letter, quads in ((b"D ", patch.deleted), (b"A ", patch.added)):
        for quad in quads:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                message = (
                    f"{quad.subject} {quad.predicate} {quad.object}: a patch cannot name blank "
                    "nodes; compare the graphs without --format patch"
                )
                raise StoreError(message)
        lines += sorted(letter + line for line in _lines(quads))
    return b"".join([*lines, b"TC .\n"])


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    buffer = BytesIO()
    serialize(quads, buffer, RdfFormat.N_QUADS)
    return buffer.getvalue().splitlines(keepends=True)


def _names(quads: Iterable[Quad]) -> set[NamedNode]:
    return {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}


def _is_emptied(graph: Graph, name: NamedNode, patch: Patch) -> bool:
    """Return whether nothing of the named graph is left, so that dropping it is the quickest."""
    found = graph.store.quads_for_pattern(None, None, None, name)
    return all(quad in patch.deleted for quad in found)


def _data(quads: Iterable[Quad]) -> str:
    """Return *quads* as SPARQL has them in its data."""
    parts: dict[str, list[Quad]] = {}
    for quad in sorted(quads, key=str):
        name = quad.graph_name
        parts.setdefault(str(name) if isinstance(name, NamedNode) else "", []).append(quad)
    return " ".join(
        f"GRAPH {name} {{ {_triples(group)} }}" if name else _triples(group)
        for name, group in parts.items()
    )


def _triples(quads: Iterable[Quad]) -> str:
    text = BytesIO()
    serialize((quad.triple for quad in quads), text, RdfFormat.N_TRIPLES)
    return text.getvalue().decode()
