"""The formats: which a name means, and a graph written in one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graphkit.errors import OptionError, UnknownNameError
from graphkit.export.diagrams import to_dot, to_mermaid
from graphkit.export.files import check_beside_stores, check_folder, write_folder
from graphkit.export.graphml import to_graphml
from graphkit.export.options import ALL
from graphkit.export.tables import gather
from graphkit.export.tabular import csv_files, parquet_files
from graphkit.graph import SUFFIXES as RDF_SUFFIXES
from graphkit.graph import check_target
from graphkit.graph.atomic import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from graphkit.export.options import ExportOptions
    from graphkit.export.tables import Tables
    from graphkit.graph import Graph

    _Files = Mapping[str, Callable[[BinaryIO], None]]

_TO_BYTES: Final[Mapping[str, Callable[[Tables], bytes]]] = MappingProxyType(
    {"graphml": to_graphml, "mermaid": to_mermaid, "dot": to_dot}
)
FOLDERS: Final[Mapping[str, Callable[[Tables], _Files]]] = MappingProxyType(
    {"csv": csv_files, "parquet": parquet_files}
)
"""The formats that are a folder with a file for each table."""

FORMATS: Final = (*_TO_BYTES, *FOLDERS)
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".graphml": "graphml",
        ".mmd": "mermaid",
        ".mermaid": "mermaid",
        ".dot": "dot",
        ".gv": "dot",
    }
)


def format_of(path: Path) -> str:
    """Return the format, of `FORMATS` or of RDF, that the suffix of *path* stands for.

    Raises:
        OptionError: It is that of a table, of which a graph has three.
        UnknownNameError: It stands for none.

    >>> from pathlib import Path
    >>> format_of(Path("chain.GraphML")), format_of(Path("chain.ttl"))
    ('graphml', 'turtle')
    """
    suffix = path.suffix.lower()
    table = suffix.removeprefix(".")
    if table in FOLDERS:
        way_out = f"give -o FOLDER --format {table}"
        message = f"{path}: {suffix} is one table, and a graph has three; {way_out}"
        raise OptionError(message)
    known = {**RDF_SUFFIXES, **SUFFIXES}
    if suffix not in known:
        kind = "graph file suffix"
        raise UnknownNameError(kind, suffix, known)
    return known[suffix]


def export(graph: Graph, target: Path, form: str, options: ExportOptions = ALL) -> Tables:
    """Write what *options* choose of *graph* to *target*, and return it.

    The target is a folder for the formats of `FOLDERS` and a file for the others; it is whole
    afterwards, or as it was before.

    Raises:
        GraphkitError: The format cannot hold it, or needs a library that is not installed.
        QueryError: The focus names no entity, or the confidence is not in [0, 1].
        StoreError: A claim lacks a part.
        UnknownNameError: There is no such format or status.
        WriteError: The target cannot be written.
    """
    _check_name(form)
    if form in FOLDERS:
        check_folder(target)
        tables = gather(graph, options)
        write_folder(target, FOLDERS[form](tables))
    else:
        check_target(target)
        check_beside_stores(target)
        tables = gather(graph, options)
        write_bytes(target, _TO_BYTES[form](tables))
    return tables


def to_bytes(graph: Graph, form: str, options: ExportOptions = ALL) -> bytes:
    """Return what *options* choose of *graph* in one of the formats that are one file.

    Raises:
        GraphkitError: As for `export`.
        OptionError: The format is a folder.

    >>> from graphkit.graph import Graph
    >>> to_bytes(Graph.create(), "csv")
    Traceback (most recent call last):
    ...
    graphkit.errors.OptionError: csv is a folder of three tables; name one to write it to
    """
    _check_name(form)
    if form in FOLDERS:
        message = f"{form} is a folder of three tables; name one to write it to"
        raise OptionError(message)
    return _TO_BYTES[form](gather(graph, options))


def _check_name(form: str) -> None:
    if form not in FORMATS:
        kind = "export format"
        raise UnknownNameError(kind, form, FORMATS)
