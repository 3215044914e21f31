"""The graph: claims as RDF, the stores that keep it, its files, its queries and its shapes.

pyoxigraph does the RDF; rdflib and pyshacl are imported only by what needs them.
"""

from __future__ import annotations

from graphkit.graph.atomic import check_target
from graphkit.graph.claims import Node, StatedAmount, StatedClaim
from graphkit.graph.encode import document_quads, encode
from graphkit.graph.formats import FORMATS, SUFFIXES, format_of, to_bytes, write_graph
from graphkit.graph.graph import Graph
from graphkit.graph.iris import DEFAULT_BASE, check_base, document_iri
from graphkit.graph.merge import as_read, merged
from graphkit.graph.query import Answer, run_named, run_query
from graphkit.graph.resolution import Quote, apply, read_records, sentences_about
from graphkit.graph.results import RESULT_FORMATS, Table, answer_bytes, to_table
from graphkit.graph.stated import StatedDocument
from graphkit.graph.validate import ValidationReport, Violation, validate, violations
from graphkit.graph.why import NoClaimError, find_claims, marked_quote, told

__all__ = [
    "DEFAULT_BASE",
    "FORMATS",
    "RESULT_FORMATS",
    "SUFFIXES",
    "Answer",
    "Graph",
    "NoClaimError",
    "Node",
    "Quote",
    "StatedAmount",
    "StatedClaim",
    "StatedDocument",
    "Table",
    "ValidationReport",
    "Violation",
    "answer_bytes",
    "apply",
    "as_read",
    "check_base",
    "check_target",
    "document_iri",
    "document_quads",
    "encode",
    "find_claims",
    "format_of",
    "marked_quote",
    "merged",
    "read_records",
    "run_named",
    "run_query",
    "sentences_about",
    "to_bytes",
    "to_table",
    "told",
    "validate",
    "violations",
    "write_graph",
]
