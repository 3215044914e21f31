"""GraphML, which Gephi, yEd, Cytoscape, networkx and igraph read; networkx writes it.

It has no lists, so several texts are one with ``;`` between them; days and flags are texts.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from graphkit.export.columns import EDGE_COLUMNS, ENTITY_COLUMNS, as_text, relation_label, value_of
from graphkit.export.ids import short_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.export.columns import Column, Value
    from graphkit.export.rows import Row
    from graphkit.export.tables import Tables

# Of these columns GraphML has its own: a node's id stands for its IRI.
_ENDS: Final = {"id", "subject", "object"}
# XML 1.0 has no other characters, not even written as numbers.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_graphml(tables: Tables) -> bytes:
    """Return the entities and edges as GraphML, in UTF-8.

    Nodes are called as `short_ids` has it, edges by their hash. An edge's ``label`` is that of its
    relation, its ``weight`` the number of its claims.

    >>> from graphkit.export.tables import Tables
    >>> b"<graph edgedefault=" in to_graphml(Tables())
    True
    """
    import networkx as nx  # noqa: PLC0415 - slow to import

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ids = short_ids(row.iri for row in tables.entities)
    for row in tables.entities:
        graph.add_node(ids[row.iri], **_attributes(row, ENTITY_COLUMNS))
    for edge in tables.edges:
        attributes = _attributes(edge, EDGE_COLUMNS)
        attributes["label"], attributes["weight"] = (
            relation_label(edge.predicate),
            float(edge.claims),
        )
        graph.add_edge(ids[edge.subject], ids[edge.object], f"e{edge.id}", **attributes)
    buffer = BytesIO()
    nx.write_graphml_xml(graph, buffer)
    return buffer.getvalue()


def _attributes(row: Row, columns: Sequence[Column]) -> dict[str, str | int | float]:
    """Return the columns of *row* that have a value."""
    found = {c.name: _attribute(value_of(row, c)) for c in columns if c.name not in _ENDS}
    return {name: value for name, value in found.items() if value is not None}


def _attribute(value: Value) -> str | int | float | None:
    # networkx writes True, and XML's booleans are written true: readers refuse the one or the other
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return None if value in {None, ()} else _NOT_XML.sub("\ufffd", as_text(value))
