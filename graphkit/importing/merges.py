"""Takes what is merged in graphs of others apart, and keeps it as decisions.

What is merged in a store follows from its file of decisions alone. A graph that came merged is
therefore taken in as it was read, and its merges become lines of that file: ``auto``, since nobody
who works with this store was asked, so that a ``no`` of theirs goes before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphkit.errors import StoreError
from graphkit.graph import vocabulary as v
from graphkit.graph.merge import as_read
from graphkit.importing.refused import ImportRefusedError
from graphkit.resolve.decision_lines import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Quad

    from graphkit.importing.graphs import Parsed
    from graphkit.resolve.decisions import Decisions


def taken_apart(parsed: Parsed, where: Path, *, base: str) -> tuple[Parsed, tuple[Choice, ...]]:
    """Return *parsed* with the graphs below *base* as they were read, and what was merged in them.

    Graphs below another base are left as they are: no decision of this store is about them.

    Raises:
        ImportRefusedError: What is merged there cannot be taken apart or kept.
    """
    graphs, choices = dict(parsed.graphs), set[Choice]()
    for name, quads in parsed.graphs.items():
        if not name.value.startswith(base):
            continue
        found = [quad for quad in quads if quad.predicate == v.IS_REPLACED_BY]
        choices |= {_choice(quad, parsed.name, where, base=base) for quad in found}
        try:
            graphs[name] = as_read(quads)
        except StoreError as error:
            reason = f"{name.value} cannot be taken apart ({error})"
            raise ImportRefusedError(str(where), reason, "build it again") from error
    return replace(parsed, graphs=graphs), tuple(sorted(choices))


def has_merges(parsed: Parsed, *, base: str) -> bool:
    """Return whether things are merged in graphs of *parsed* below *base*."""
    return any(
        quad.predicate == v.IS_REPLACED_BY
        for name, quads in parsed.graphs.items()
        if name.value.startswith(base)
        for quad in quads
    )


def with_merges(decisions: Decisions, choices: Iterable[Choice]) -> Decisions:
    """Return *decisions* with those of *choices* on which nothing is decided yet."""
    new = (each for each in choices if decisions.verdict(each.first, each.second) is None)
    return decisions.decide_all(new)


def _choice(quad: Quad, name: str, where: Path, *, base: str) -> Choice:
    keys = []
    for end in (quad.subject, quad.object):
        if not isinstance(end, NamedNode) or not end.value.startswith(base):
            reason = f"{end} is merged and is not below {base}"
            raise ImportRefusedError(str(where), reason, "name --base, below which its things are")
        keys.append(end.value.removeprefix(base))
    first, second = sorted(keys)
    return Choice("auto", first, second, f"merged in {name}")
