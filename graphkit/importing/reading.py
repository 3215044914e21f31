"""Reads the files of an import and checks them, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graphkit.graph import document_iri
from graphkit.importing import bulk
from graphkit.importing.checks import check_claims, check_graphs
from graphkit.importing.graphs import Parsed, read_graphs
from graphkit.importing.mapping import read_mapping
from graphkit.importing.refused import ImportRefusedError
from graphkit.importing.rows import to_document
from graphkit.importing.tables import read_table
from graphkit.resolve.known.register import with_users
from graphkit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import NamedNode

    from graphkit.importing.options import ImportOptions
    from graphkit.model import ResolvedDocument

TABLES: Final = (".csv", ".tsv")
PROGRAM: Final = f"import, graphkit {__version__}"
_QUADS: Final = ".nq"


@dataclass(frozen=True, slots=True)
class Listed:
    """A table, resolved, with who reads it and what its name would be without a mapping."""

    name: str
    reader: str
    resolved: ResolvedDocument


@dataclass(frozen=True, slots=True)
class Big:
    """A file to be loaded in bulk, with the names of its graphs."""

    path: Path
    sha256: str
    names: frozenset[NamedNode]


Ready = Parsed | Listed | Big


def read_all(files: Sequence[Path], options: ImportOptions, *, bulk_too: bool) -> list[Ready]:
    """Return the files, read and checked.

    Raises:
        ImportRefusedError: A file is not as it should be, or two say what one graph is.
        ReadError: A file is no text.
    """
    ready: list[Ready] = []
    seen: dict[NamedNode, Path] = {}
    for path in files:
        found = _ready(path, options, bulk_too=bulk_too)
        for name in names_of(found, options.base):
            if name in seen:
                reason = f"its graph {name.value} is that of {seen[name]} too"
                raise ImportRefusedError(str(path), reason, other_name(found, name))
            seen[name] = path
        ready.append(found)
    return ready


def read_big(path: Path, options: ImportOptions) -> Parsed:
    """Return the graphs of a file that cannot be loaded in bulk.

    Raises:
        ImportRefusedError: It is not as it should be.
        ReadError: It is no text.
    """
    return read_graphs(path, base=options.base, reader=PROGRAM)


def is_unchecked(path: Path, options: ImportOptions) -> bool:
    """Return whether no shape sees the graphs of *path*; those of tables are as they should be."""
    is_big = path.suffix.lower() == _QUADS and _size(path) >= bulk.BULK_BYTES
    return path.suffix.lower() not in TABLES and (
        is_big if options.check is None else not options.check
    )


def names_of(found: Ready, base: str) -> Iterable[NamedNode]:
    """Return the names of the graphs of a file."""
    if isinstance(found, Listed):
        return [document_iri(found.resolved.extraction.document.id, base=base)]
    return found.names if isinstance(found, Big) else found.graphs


def other_name(found: Ready, name: NamedNode) -> str:
    """Return the way out where the graph *name* of a file is that of another file, too."""
    if isinstance(found, Listed):
        return 'give it another id: [table] id = "…" in its mapping'
    if isinstance(found, Parsed) and name == found.home:
        return "rename the file"
    return "leave out the one that is out of date"


def _ready(path: Path, options: ImportOptions, *, bulk_too: bool) -> Ready:
    if path.suffix.lower() in TABLES:
        return _listed(path, options)
    skips = is_unchecked(path, options)
    if bulk_too and skips and path.suffix.lower() == _QUADS and _size(path):
        names = bulk.names_in(path, base=options.base)
        if names is not None:
            return Big(path, _digest(path), names)
    parsed = read_graphs(path, base=options.base, reader=PROGRAM, stdin=options.stdin)
    if skips:
        check_claims(parsed, path)
    else:
        check_graphs(parsed, path)
    return parsed


def _listed(path: Path, options: ImportOptions) -> Listed:
    mapping = path.with_suffix(".toml") if options.mapping is None else options.mapping
    if options.mapping is None and not mapping.exists():
        reason = f"there is no {mapping.name} beside it that says what its columns mean"
        raise ImportRefusedError(str(path), reason, "write one (docs/import.md) or name --mapping")
    mapped = read_mapping(mapping)
    table = read_table(path, mapped)
    register = None if options.register is None else with_users(options.register)
    known = "" if register is None else f", register {register.version}"
    reader = f"{PROGRAM}, file sha256 {table.sha256}, mapping {mapped.sha256[:16]}{known}"
    resolved = to_document(table, mapped, reader=reader, register=register)
    return Listed(path.name, reader, resolved)


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
