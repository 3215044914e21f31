"""Imports files into a store or into one file: all are read and checked before one is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graphkit.graph import (
    DEFAULT_BASE,
    Graph,
    apply,
    check_base,
    check_target,
    document_iri,
    document_quads,
    format_of,
    merged,
    write_graph,
)
from graphkit.graph import vocabulary as v
from graphkit.graph.growing import Writer
from graphkit.graph.history import Recorder
from graphkit.graph.patch import Patch, apply_patch, between
from graphkit.graph.stores import is_store
from graphkit.importing import bulk
from graphkit.importing.graphs import Parsed, check_shapes, read_graphs
from graphkit.importing.mapping import read_mapping
from graphkit.importing.refused import ImportRefusedError
from graphkit.importing.rows import to_document
from graphkit.importing.tables import read_table
from graphkit.resolve import merged_claims
from graphkit.resolve.decisions import read_decisions
from graphkit.resolve.known.register import with_users
from graphkit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode, Quad

    from graphkit.graph.history import Kind
    from graphkit.model import ResolvedDocument

TABLES: Final = (".csv", ".tsv")
_QUADS: Final = ".nq"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    ``mapping`` says what the columns of tables mean; None stands for the file beside each table
    that ends with ``.toml``. ``register`` and ``decisions`` are those of a build. ``check`` says
    whether graphs are checked against the shapes; None stands for all but N-Quads files from
    `graphkit.importing.bulk.BULK_BYTES` on. N-Quads that are not checked are loaded in bulk.
    """

    base: str = DEFAULT_BASE
    mapping: Path | None = None
    register: Path | None = None
    decisions: Path | None = None
    check: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a base that cannot be meant."""
        check_base(self.base)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``graphs`` counts the graphs that these files have in the target now; ``unchanged`` and
    ``replaced`` those of them that were there already, equal or not. ``claims`` counts what all
    but the unchanged brought. ``unchecked`` are the files that no shape has seen.
    """

    files: int
    graphs: int
    unchanged: int
    replaced: int
    claims: int
    unchecked: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return the report in one line.

        >>> ImportReport(1, 3, 1, 1, 12).summary()
        '1 file, 3 graphs (1 unchanged, 1 replaced), 12 claims'
        """
        notes = [(self.unchanged, "unchanged"), (self.replaced, "replaced")]
        note = ", ".join(f"{number:,} {what}" for number, what in notes if number)
        parts = [
            _count(self.files, "file"),
            _count(self.graphs, "graph") + (f" ({note})" if note else ""),
            _count(self.claims, "claim"),
        ]
        if self.unchecked:
            parts.append(f"not checked against the shapes: {', '.join(self.unchecked)}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A table, resolved, with who reads it."""

    name: str
    reader: str
    resolved: ResolvedDocument


@dataclass(frozen=True, slots=True)
class _Big:
    """A file to be loaded in bulk, with the names of its graphs."""

    path: Path
    sha256: str
    names: frozenset[NamedNode]


_Ready = Parsed | _Listed | _Big


def import_store(
    files: Sequence[str | Path], folder: Path, *, options: ImportOptions | None = None
) -> ImportReport:
    """Import into the store in *folder*, which is made if it is not there; return the report.

    Raises:
        ImportRefusedError: A file is not as it should be; nothing was written.
        ReadError: A file is no text; nothing was written.
        StoreError: The folder holds something else, or another program writes to the store.
    """
    chosen = ImportOptions() if options is None else options
    # wrong files leave no new store behind; that another program writes is told before long reading
    ready = None if is_store(folder) else _all_ready(files, chosen, bulk_too=True)
    with Graph.create(folder) as graph:
        if ready is None:
            ready = _all_ready(files, chosen, bulk_too=True)
        return _imported(ready, graph, chosen, files=files, logs=True)


def import_file(
    files: Sequence[str | Path], output: Path, *, options: ImportOptions | None = None
) -> ImportReport:
    """Import into the graph file *output*, which is made anew; return the report.

    Raises:
        ImportRefusedError: A file is not as it should be; nothing was written.
        ReadError: A file is no text; nothing was written.
        UnknownNameError: The suffix of *output* is that of no format.
        WriteError: It cannot be written; nothing is left half-written.
    """
    chosen = ImportOptions() if options is None else options
    check_target(output)
    form = format_of(output)
    graph = Graph.create()
    ready = _all_ready(files, chosen, bulk_too=False)
    report = _imported(ready, graph, chosen, files=files, logs=False)
    write_graph(graph, output, form, base=chosen.base)
    return report


def _all_ready(
    files: Sequence[str | Path], options: ImportOptions, *, bulk_too: bool
) -> list[_Ready]:
    """Return the files, read and checked."""
    ready: list[_Ready] = []
    seen: dict[str, str] = {}
    for path in map(Path, files):
        found = _ready(path, options, bulk_too=bulk_too)
        for name in _own_names(found, options.base):
            if name in seen:
                reason = f"its graph {name} is that of {seen[name]} too"
                raise ImportRefusedError(str(path), reason, "import them one after the other")
            seen[name] = str(path)
        ready.append(found)
    return ready


def _own_names(found: _Ready, base: str) -> Iterable[str]:
    if isinstance(found, _Listed):
        return [document_iri(found.resolved.extraction.document.id, base=base).value]
    names = found.names if isinstance(found, _Big) else found.graphs
    return [name.value for name in names]


def _ready(path: Path, options: ImportOptions, *, bulk_too: bool) -> _Ready:
    if path.suffix.lower() in TABLES:
        return _listed(path, options)
    checks = not _is_big(path) if options.check is None else options.check
    if bulk_too and not checks and path.suffix.lower() == _QUADS and _size(path):
        names = bulk.names_in(path)
        if names is not None:
            return _Big(path, _digest(path), names)
    parsed = read_graphs(path, base=options.base, reader=f"import, {_program()}")
    if checks:
        check_shapes(parsed, path)
    return parsed


def _listed(path: Path, options: ImportOptions) -> _Listed:
    mapping = path.with_suffix(".toml") if options.mapping is None else options.mapping
    if options.mapping is None and not mapping.exists():
        reason = f"there is no {mapping.name} beside it that says what its columns mean"
        raise ImportRefusedError(str(path), reason, "write one (docs/import.md) or name --mapping")
    mapped = read_mapping(mapping)
    table = read_table(path, mapped)
    register = None if options.register is None else with_users(options.register)
    known = "" if register is None else f", register {register.version}"
    reader = (
        f"import, {_program()}, file sha256 {table.sha256}, mapping {mapped.sha256[:16]}{known}"
    )
    resolved = to_document(table, mapped, reader=reader, register=register)
    return _Listed(path.name, reader, resolved)


def _imported(
    ready: Sequence[_Ready],
    graph: Graph,
    options: ImportOptions,
    *,
    files: Sequence[str | Path],
    logs: bool,
) -> ImportReport:
    replaced = {} if options.decisions is None else read_decisions(options.decisions).replaced()
    counts: Counter[str] = Counter()
    unchecked: list[str] = []
    for found, file in zip(ready, files, strict=True):
        name = Path(file).name
        if isinstance(found, _Listed):
            recorder = _recorder(graph, name, found.reader, options) if logs else None
            counts.update(_write_table(found, graph, replaced, options, recorder))
            continue
        reader = f"import, {_program()}, file sha256 {found.sha256}"
        recorder = _recorder(graph, name, reader, options) if logs else None
        if isinstance(found, _Big) and recorder is not None:
            mark = bulk.mark_of(name, found.sha256, base=options.base)
            unchecked.append(name)
            if bulk.is_new(graph.store, found.names, mark):
                counts.update(_load(found, graph, mark, recorder))
                continue
        elif options.check is False or (options.check is None and _is_big(Path(file))):
            unchecked.append(name)
        parsed = (
            read_graphs(found.path, base=options.base, reader=f"import, {_program()}")
            if isinstance(found, _Big)
            else found
        )
        counts.update(_write_graphs(parsed, graph, replaced, options, recorder))
    if replaced:
        apply(graph, replaced, base=options.base)
    return ImportReport(
        len(ready),
        counts["graphs"],
        counts["unchanged"],
        counts["replaced"],
        counts["claims"],
        tuple(unchecked),
    )


def _write_table(
    found: _Listed,
    graph: Graph,
    replaced: Mapping[str, str],
    options: ImportOptions,
    recorder: Recorder | None,
) -> dict[str, int]:
    document, base = found.resolved.extraction.document, options.base
    writer = Writer(graph, reader=found.reader, base=base, recorder=recorder)
    iri = document_iri(document.id, base=base)
    told = frozenset(graph.store.quads_for_pattern(iri, None, None, iri))
    if told == document_quads(document, base=base, extractor=found.reader):
        writer.leave(document)
        counts = {"graphs": 1, "unchanged": 1}
    else:
        known = writer.write(found.resolved, replaced)
        claims = len(merged_claims(found.resolved))
        counts = {"graphs": 1, "replaced": int(known), "claims": claims}
    writer.finish(prunes=False)
    return counts


def _write_graphs(
    parsed: Parsed,
    graph: Graph,
    replaced: Mapping[str, str],
    options: ImportOptions,
    recorder: Recorder | None,
) -> Counter[str]:
    """Put each graph in the place of an older one, one transaction for each."""
    counts: Counter[str] = Counter()
    for name, quads in parsed.graphs.items():
        old = frozenset(graph.store.quads_for_pattern(None, None, None, name))
        new = merged(quads, replaced, base=options.base) if replaced else quads
        patch = between(old, new)
        counts["graphs"] += 1
        counts["replaced" if old else "added"] += bool(patch)
        counts["unchanged"] += not patch
        counts["claims"] += sum(quad.object == v.CLAIM for quad in new) if patch else 0
        if recorder is not None:
            kind: Kind = "changed" if old else "added"
            patch |= recorder.noted(kind, name, parsed.sha256) if patch else Patch()
            patch |= recorder.brought(name)
        apply_patch(graph, patch)
    return counts


def _load(found: _Big, graph: Graph, mark: Quad, recorder: Recorder) -> dict[str, int]:
    """Load a big file; then note its graphs in the log."""
    before = _claims(graph)
    bulk.load(graph.store, found.path, mark)
    noted: set[Quad] = set()
    for name in sorted(found.names, key=str):
        noted |= recorder.noted("added", name, found.sha256).added | recorder.brought(name).added
    graph.store.bulk_extend(noted)
    return {"graphs": len(found.names), "claims": _claims(graph) - before}


def _claims(graph: Graph) -> int:
    return sum(1 for _ in graph.store.quads_for_pattern(None, v.RDF_TYPE, v.CLAIM))


def _recorder(graph: Graph, name: str, reader: str, options: ImportOptions) -> Recorder:
    return Recorder(graph.store, [name], reader, base=options.base)


def _program() -> str:
    return f"graphkit {__version__}"


def _is_big(path: Path) -> bool:
    return path.suffix.lower() == _QUADS and _size(path) >= bulk.BULK_BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # told when it is read
        return 0


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
