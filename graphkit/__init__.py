"""Reads text about supply chains and writes an RDF graph in which every claim has its sentence.

`build` makes a graph from texts and `open` takes one up; a `Graph` answers with `StatedClaim`
values and SPARQL; `evaluate` measures what was found against what people annotated. Pictures are
made by `graphkit.draw.draw`, checks by `graphkit.graph.validate`; who wants what a text says
without a graph calls `graphkit.pipeline.extract`. All that goes wrong on purpose is a
`GraphkitError`.

>>> import graphkit
>>> graphkit.Span(0, 4).of("TSMC supplies Apple.")
'TSMC'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from graphkit.version import __version__

if TYPE_CHECKING:
    from graphkit.building import BuildOptions, BuildReport
    from graphkit.errors import GraphkitError
    from graphkit.evaluation import Evaluation, evaluate
    from graphkit.graph import Graph, StatedClaim
    from graphkit.model import Claim, Document, Entity, Evidence, Mention, Span
    from graphkit.pipeline import build

    open = Graph.open  # noqa: A001 - `graphkit.open` reads well, and nobody imports * from here

_HOMES = {
    "BuildOptions": "building",
    "BuildReport": "building",
    "Claim": "model",
    "Document": "model",
    "Entity": "model",
    "Evaluation": "evaluation",
    "Evidence": "model",
    "Graph": "graph",
    "GraphkitError": "errors",
    "Mention": "model",
    "Span": "model",
    "StatedClaim": "graph",
    "build": "pipeline",
    "evaluate": "evaluation",
}
"""The module of each public name: imported when it is asked for, so that starting is instant."""

__all__ = [
    "BuildOptions",
    "BuildReport",
    "Claim",
    "Document",
    "Entity",
    "Evaluation",
    "Evidence",
    "Graph",
    "GraphkitError",
    "Mention",
    "Span",
    "StatedClaim",
    "__version__",
    "build",
    "evaluate",
    "open",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name == "open":
        found: object = import_module("graphkit.graph").Graph.open
    elif name in _HOMES:
        found = getattr(import_module(f"graphkit.{_HOMES[name]}"), name)
    else:
        message = f"module 'graphkit' has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = found
    return found
