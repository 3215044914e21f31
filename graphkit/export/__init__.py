"""Graphs for the tools that people have: network programs, databases, data frames, documents.

Three tables stand between a graph and every format: entities, edges (all claims that state one
relation of the same two things with one status) and claims. The same graph gives the same bytes.
The RDF formats are those of `graphkit.graph`.
"""

from __future__ import annotations

from graphkit.export.formats import FOLDERS, FORMATS, SUFFIXES, export, format_of, to_bytes
from graphkit.export.options import ExportOptions
from graphkit.export.rows import ClaimRow, EdgeRow, EntityRow
from graphkit.export.tables import Tables, gather

__all__ = [
    "FOLDERS",
    "FORMATS",
    "SUFFIXES",
    "ClaimRow",
    "EdgeRow",
    "EntityRow",
    "ExportOptions",
    "Tables",
    "export",
    "format_of",
    "gather",
    "to_bytes",
]
