"""Checks the graphs of a file before one is taken in: by the shapes and the rule of plain edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphkit.graph import Graph, validate
from graphkit.graph import vocabulary as v
from graphkit.graph.query import run_named
from graphkit.importing.refused import ImportRefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.importing.graphs import Parsed


def check_graphs(parsed: Parsed, where: Path) -> None:
    """Check the graphs of a file against the shapes and against the rule of plain edges.

    Raises:
        ImportRefusedError: Something is not as they say.
    """
    staged = Graph.create()
    staged.add(quad for quads in parsed.graphs.values() for quad in quads)
    staged.add(parsed.marks)
    _check_shapes(staged, where)
    check_claims(parsed, where)
    _check_edges(staged, where)


def check_claims(parsed: Parsed, where: Path) -> None:
    """Refuse a file in which nothing is claimed: nobody could tell who says what it holds.

    Raises:
        ImportRefusedError: There is no claim in it.
    """
    if not any(quad.object == v.CLAIM for quads in parsed.graphs.values() for quad in quads):
        raise without_claims(where)


def without_claims(where: Path) -> ImportRefusedError:
    """Return the refusal of a file without claims."""
    way_out = "state each relation as a claim, see docs/vocabulary.md"
    return ImportRefusedError(str(where), "there is no gk:Claim in it", way_out)


def _check_shapes(staged: Graph, where: Path) -> None:
    found = validate(staged).violations
    if not found:
        return
    first = found[0]
    value = "" if first.value in {None, first.focus} else f" (it is {first.value!r})"
    more = f"; {len(found) - 1:,} more" if len(found) > 1 else ""
    reason = f"{first.label}: {first.message.removesuffix('.')}{value}{more}"
    raise ImportRefusedError(str(where), reason, "correct it; docs/vocabulary.md has the shapes")


def _check_edges(staged: Graph, where: Path) -> None:
    """Refuse plain edges that no current claim states, and current claims without their edge."""
    rows = list(cast("QuerySolutions", run_named(staged, "edge-check", {})))
    if not rows:
        return
    subject, relation, object_, problem = (
        term.value if isinstance(term := rows[0][name], NamedNode | Literal) else ""
        for name in ("subject", "relation", "object", "problem")
    )
    more = f"; {len(rows) - 1:,} more" if len(rows) > 1 else ""
    reason = f"{subject} {relation} {object_}: {problem}{more}"
    way_out = "write a plain edge for each relation that a claim of its document calls current"
    raise ImportRefusedError(str(where), reason, f"{way_out}, and no other")
