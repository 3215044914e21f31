"""The small graph that reports are tested on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from graphkit.graph.copies import COPY_OF
from graphkit.graph.iris import DEFAULT_BASE, document_iri
from report.report_graph import DOCUMENTS, LABELS, SAID, build

if TYPE_CHECKING:
    from graphkit.graph import Graph


@pytest.fixture(scope="session")
def batteries() -> Graph:
    """Return the graph."""
    graph = build(SAID, DOCUMENTS, LABELS)
    copy = Quad(
        document_iri("copy"), COPY_OF, document_iri("two"), NamedNode(f"{DEFAULT_BASE}copies")
    )
    graph.add([copy])
    return graph
