"""Takes graphs and tables that others made into a graph, checked before anything is written."""

from __future__ import annotations

from graphkit.importing.files import import_file, import_store
from graphkit.importing.options import ImportOptions, ImportReport
from graphkit.importing.refused import ImportRefusedError

__all__ = [
    "ImportOptions",
    "ImportRefusedError",
    "ImportReport",
    "import_file",
    "import_store",
]
