"""Writes what was read into a graph: each document's graph in the place of an older one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from graphkit.graph import document_iri, document_quads, merged
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import Printed, copies_patch
from graphkit.graph.entities import text_of
from graphkit.graph.growing import Writer
from graphkit.graph.history import INPUT, MEMBER
from graphkit.graph.patch import Patch, apply_patch, between
from graphkit.importing import bulk
from graphkit.importing.graphs import Parsed
from graphkit.importing.marks import marks_patch
from graphkit.importing.reading import Listed, names_of, other_name
from graphkit.importing.refused import ImportRefusedError
from graphkit.resolve import merged_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graphkit.graph import Graph
    from graphkit.graph.history import Kind, Recorder
    from graphkit.importing.reading import Big, Ready


def check_source(found: Ready, graph: Graph, recorder: Recorder, where: Path, *, base: str) -> None:
    """Refuse a file whose own document is there from another file of the same name.

    Raises:
        ImportRefusedError: It would be replaced, though both may be meant to stay.
    """
    name = _own(found, base)
    if name is None or Quad(recorder.inputs, MEMBER, name, recorder.inputs) in graph.store:
        return
    others = [quad.subject for quad in graph.store.quads_for_pattern(None, MEMBER, name)]
    if others and not _is_same(found, graph, name, base):
        inputs = min(others, key=str)
        told = graph.store.quads_for_pattern(inputs, INPUT, None, None)
        source = min((text_of(quad.object) for quad in told), default=text_of(inputs))
        reason = f"its document {name.value} came from {source}, as seen from the store"
        raise ImportRefusedError(str(where), reason, other_name(found, name))


def write_table(
    found: Listed,
    graph: Graph,
    replaced: Mapping[str, str],
    recorder: Recorder | None,
    *,
    base: str,
) -> Counter[str]:
    """Put the graph of a table in the place of an older one; return what to count."""
    document = found.resolved.extraction.document
    writer = Writer(graph, reader=found.reader, base=base, recorder=recorder)
    if _is_same(found, graph, document_iri(document.id, base=base), base):
        writer.leave(document)
        counts = Counter(graphs=1, unchanged=1)
    else:
        known = writer.write(found.resolved, replaced)
        counts = Counter(graphs=1, replaced=int(known), claims=len(merged_claims(found.resolved)))
    writer.finish(prunes=False)
    return counts


def write_graphs(
    parsed: Parsed,
    graph: Graph,
    replaced: Mapping[str, str],
    recorder: Recorder | None,
    *,
    base: str,
) -> Counter[str]:
    """Put each graph in the place of an older one, one transaction for each; return the counts."""
    counts: Counter[str] = Counter()
    for name, quads in parsed.graphs.items():
        old = frozenset(graph.store.quads_for_pattern(None, None, None, name))
        is_ours = replaced and name.value.startswith(base)
        new = merged(quads, replaced, base=base) if is_ours else quads
        patch = between(old, new)
        counts["graphs"] += 1
        counts["replaced" if old else "added"] += bool(patch)
        counts["unchanged"] += not patch
        counts["claims"] += sum(quad.object == v.CLAIM for quad in new) if patch else 0
        if recorder is not None:
            kind: Kind = "changed" if old else "added"
            patch |= recorder.noted(kind, name, parsed.sha256) if patch else Patch()
            patch |= recorder.brought(name)
            patch |= _print_patch(parsed, graph, name, old, base=base)
        apply_patch(graph, patch)
    apply_patch(graph, marks_patch(graph.store, parsed.marks, base=base))
    return counts


def load(found: Big, graph: Graph, mark: Quad, recorder: Recorder) -> Counter[str]:
    """Load a big file; then note its graphs in the log; return what to count."""
    before = _claims(graph)
    bulk.load(graph.store, found.path, mark)
    noted: set[Quad] = set()
    for name in sorted(found.names, key=str):
        noted |= recorder.noted("added", name, found.sha256).added | recorder.brought(name).added
    graph.store.bulk_extend(noted)
    return Counter(graphs=len(found.names), claims=_claims(graph) - before)


def drop_gone(names: Iterable[NamedNode], graph: Graph, recorder: Recorder, *, base: str) -> int:
    """Drop what the file brought once and no longer has in *names*; return how many that were.

    What other inputs have brought too stays.
    """
    dropped = 0
    for name in sorted(set(recorder.members()) - set(names), key=str):
        patch = recorder.forgotten(name)
        old = frozenset(graph.store.quads_for_pattern(None, None, None, name))
        if old and not recorder.is_shared(name):
            patch |= Patch(deleted=old) | recorder.noted("dropped", name)
            patch |= copies_patch(graph.store, name, None, base=base)
            dropped += 1
        apply_patch(graph, patch)
    return dropped


def _own(found: Ready, base: str) -> NamedNode | None:
    """Return the name of the document that the file is, if it is one."""
    if isinstance(found, Listed):
        return next(iter(names_of(found, base)))
    return found.home if isinstance(found, Parsed) else None


def _is_same(found: Ready, graph: Graph, name: NamedNode, base: str) -> bool:
    """Return whether the document of a file is in *graph* as it is in the file."""
    there = frozenset(graph.store.quads_for_pattern(name, None, None, name))
    if isinstance(found, Listed):
        document = found.resolved.extraction.document
        return there == document_quads(document, base=base, extractor=found.reader)
    graphs = found.graphs if isinstance(found, Parsed) else {}
    return there == {quad for quad in graphs.get(name, ()) if quad.subject == name}


def _print_patch(
    parsed: Parsed, graph: Graph, name: NamedNode, old: frozenset[Quad], *, base: str
) -> Patch:
    """Return how fingerprints and marks of copies change with a document's graph.

    A fingerprint is made of the text, which is not in the graph: without one in the file, that of
    the same text stays, and that of another goes.
    """
    new = parsed.graphs[name]
    bands = parsed.prints.get(name)
    if bands is not None:
        told = {q.predicate: text_of(q.object) for q in new if q.subject == name}
        id_ = told.get(v.IDENTIFIER, name.value)
        printed = Printed(name, told.get(v.ISSUED), id_, bands)
        return copies_patch(graph.store, name, printed, base=base)
    if not old or _texts(old) == _texts(new):
        return Patch()
    return copies_patch(graph.store, name, None, base=base)


def _texts(quads: Iterable[Quad]) -> set[str]:
    """Return the hashes of the texts of documents."""
    found = (quad.object for quad in quads if quad.predicate == v.SHA256)
    return {hash_.value for hash_ in found if isinstance(hash_, Literal)}


def _claims(graph: Graph) -> int:
    return sum(1 for _ in graph.store.quads_for_pattern(None, v.RDF_TYPE, v.CLAIM))
