"""Mermaid and DOT: small graphs as text from which other programs draw.

A relation that holds is a solid line; any other is dashed, and its label tells the status.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graphkit.errors import GraphkitError
from graphkit.export.columns import EDGE_COLUMNS, ENTITY_COLUMNS, as_text, relation_label, value_of
from graphkit.export.ids import short_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.export.columns import Column
    from graphkit.export.rows import EdgeRow, Row
    from graphkit.export.tables import Tables

MERMAID_EDGES: Final = 500
MERMAID_CHARACTERS: Final = 50_000
"""What Mermaid draws unless a page allows more: its ``maxEdges`` and ``maxTextSize``."""

DOT_EDGES: Final = 2_000
"""Above this nothing can be read, and Graphviz warns of its time; GraphML has no limit."""

_CURRENT: Final = "current"
_ENDS: Final = {"iri", "subject", "object"}
_WAY_OUT: Final = (
    "choose with --focus NAME --depth 1, --status or --min-confidence, or export GraphML"
)
# The syntax of Mermaid, of HTML and of Markdown; such a character is written by its number.
_SYNTAX: Final = re.compile(r"""[!-&(-+:-@[-`{-~]""")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


def to_mermaid(tables: Tables) -> bytes:
    """Return the entities and edges as a Mermaid flowchart, in UTF-8.

    Raises:
        GraphkitError: There are none, or more than Mermaid draws.
    """
    _check(tables, "Mermaid", MERMAID_EDGES)
    ids = short_ids(row.iri for row in tables.entities)
    nodes = [f'  {ids[row.iri]}["{mermaid_text(row.label)}"]' for row in tables.entities]
    edges = [_mermaid_edge(edge, ids) for edge in tables.edges]
    text = "\n".join(["flowchart LR", *nodes, *edges, ""])
    length = len(text.encode("utf-16-le")) // 2  # as JavaScript counts
    if length > MERMAID_CHARACTERS:
        what = f"Mermaid: the diagram has {length} characters, and {MERMAID_CHARACTERS} is the most"
        message = f"{what}; {_WAY_OUT}"
        raise GraphkitError(message)
    return text.encode()


def to_dot(tables: Tables) -> bytes:
    """Return the entities and edges as a Graphviz digraph with all attributes, in UTF-8.

    Raises:
        GraphkitError: There are none, or more than Graphviz lays out in reasonable time.
    """
    _check(tables, "DOT", DOT_EDGES)
    nodes = [
        f"  {dot_text(row.iri)} [{_listed(_dot_attributes(row, ENTITY_COLUMNS))}];"
        for row in tables.entities
    ]
    edges = [_dot_edge(edge) for edge in tables.edges]
    head = ["digraph {", '  graph [charset="UTF-8", rankdir="LR"];', '  node [shape="box"];']
    return "\n".join([*head, *nodes, *edges, "}", ""]).encode()


def mermaid_text(text: str) -> str:
    """Return *text* as it stands between the quotes of a Mermaid label.

    >>> mermaid_text('The "best" #1 <b>')
    'The #34;best#34; #35;1 #60;b#62;'
    """
    plain = _CONTROLS.sub(" ", text)
    if not plain.strip():
        return "#32;"  # Mermaid refuses a label without any text
    return _SYNTAX.sub(lambda found: f"#{ord(found[0])};", plain)


def dot_text(text: str) -> str:
    r"""Return *text* as a quoted string of DOT that shows it as it is.

    >>> print(dot_text('The "best" \\N &lt;'))
    "The \"best\" \\N &amp;lt;"
    """
    escaped = _CONTROLS.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ENTITY.sub("&amp;", escaped)}"'


def _check(tables: Tables, name: str, most: int) -> None:
    if not tables.edges:
        message = f"{name}: there are no claims to draw; allow more of them, or export GraphML"
        raise GraphkitError(message)
    if len(tables.edges) > most:
        what = f"{name}: the graph has {len(tables.edges)} edges, and {most} is the most"
        message = f"{what}; {_WAY_OUT}"
        raise GraphkitError(message)


def _mermaid_edge(edge: EdgeRow, ids: Mapping[str, str]) -> str:
    solid = edge.status == _CURRENT
    line = ("---" if solid else "-.-") if edge.symmetric else ("-->" if solid else "-.->")
    link = f'{line}|"{mermaid_text(_label(edge))}"|'
    return f"  {ids[edge.subject]} {link} {ids[edge.object]}"


def _dot_edge(edge: EdgeRow) -> str:
    style = {
        "label": dot_text(_label(edge)),
        "style": '"solid"' if edge.status == _CURRENT else '"dashed"',
        "dir": '"none"' if edge.symmetric else '"forward"',
    }
    told = {**style, **_dot_attributes(edge, EDGE_COLUMNS)}
    return f"  {dot_text(edge.subject)} -> {dot_text(edge.object)} [{_listed(told)}];"


def _dot_attributes(row: Row, columns: Sequence[Column]) -> dict[str, str]:
    """Return the columns of *row* that have a value and are not its ends."""
    values = {c.name: value_of(row, c) for c in columns if c.name not in _ENDS}
    return {n: dot_text(as_text(value)) for n, value in values.items() if value not in {None, ()}}


def _listed(attributes: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in attributes.items())


def _label(edge: EdgeRow) -> str:
    name = relation_label(edge.predicate)
    return name if edge.status == _CURRENT else f"{name} ({edge.status})"
