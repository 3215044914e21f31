"""Checks the file of decisions beside a graph against what the graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from graphkit.doctor.finding import Finding, counted, guarded, ok
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.graph.merge import key_iri
from graphkit.identity import decisions_beside
from graphkit.resolve.decisions import read_decisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Store

    from graphkit.graph import Graph
    from graphkit.resolve.decisions import Decisions

_APPLY: Final = "apply them with `graphkit resolve --batch`"


def decided(graph: Graph, path: Path) -> Iterator[Finding]:
    """Yield what is found out about the decisions on *graph*, which stands at *path*."""
    yield from guarded("decisions", lambda: _decided(graph.store, path), "correct the file")


def _decided(store: Store, path: Path) -> Iterator[Finding]:
    beside = decisions_beside(path)
    decisions = read_decisions(beside)
    base = _base_of(store)
    if base is None:
        return
    bad = False
    for finding in (*_unknown(store, decisions, base), *_unapplied(store, decisions, base)):
        bad = True
        yield finding
    cut = decisions.cut()
    if cut:
        bad = True
        told = f"{counted(len(cut), 'line')} of auto that a no cuts"
        yield Finding("warning", "decisions", told, f"take them out of {beside}")
    if not bad:
        number = sum(line.choice is not None for line in decisions.lines)
        there = f"{counted(number, 'decision')} in {beside}" if beside.exists() else "none"
        yield ok("decisions", f"{there}, all of them applied" if number else there)


def _base_of(store: Store) -> str | None:
    """Return the IRI below which the things of a graph are, or None if nothing tells."""
    for quad in store.quads_for_pattern(None, v.IDENTIFIER, None):
        tail = f"document/{quote(text_of(quad.object), safe='/', errors='surrogatepass')}"
        if isinstance(quad.subject, NamedNode) and quad.subject.value.endswith(tail):
            return quad.subject.value.removesuffix(tail)
    return None


def _unknown(store: Store, decisions: Decisions, base: str) -> Iterator[Finding]:
    choices = (line.choice for line in decisions.lines)
    keys = {key for each in choices if each is not None for key in (each.first, each.second)}
    unknown = sorted(key for key in keys if not _stands(store, key_iri(key, base=base)))
    if unknown:
        told = f"{counted(len(unknown), 'key')} that the graph does not know, as {unknown[0]}"
        yield Finding("warning", "decisions", told, "correct them, or leave them for later texts")


def _unapplied(store: Store, decisions: Decisions, base: str) -> Iterator[Finding]:
    wanted = {
        key_iri(old, base=base): key_iri(new, base=base)
        for old, new in decisions.replaced().items()
    }
    waiting = sorted(str(old) for old, new in wanted.items() if not _applied(store, old, new))
    if waiting:
        told = f"{counted(len(waiting), 'merge')} decided but not applied, as that of {waiting[0]}"
        yield Finding("warning", "decisions", told, _APPLY)
    old = sorted({str(each) for each in _replaced(store, wanted)})
    if old:
        told = f"{counted(len(old), 'merge')} applied but no longer decided, as that of {old[0]}"
        yield Finding("warning", "decisions", told, _APPLY)


def _applied(store: Store, old: NamedNode, new: NamedNode) -> bool:
    """Return whether *old* is replaced by *new* in each graph in which it stands."""
    if old == new:
        return True
    quads = (*store.quads_for_pattern(old, None, None), *store.quads_for_pattern(None, None, old))
    return all(
        Quad(old, v.IS_REPLACED_BY, new, name) in store for name in {q.graph_name for q in quads}
    )


def _replaced(store: Store, wanted: Mapping[NamedNode, NamedNode]) -> Iterator[object]:
    for quad in store.quads_for_pattern(None, v.IS_REPLACED_BY, None):
        if isinstance(quad.subject, NamedNode) and wanted.get(quad.subject) != quad.object:
            yield quad.subject


def _stands(store: Store, thing: NamedNode) -> bool:
    """Return whether anything is said of *thing*."""
    return next(iter(store.quads_for_pattern(thing, None, None)), None) is not None
