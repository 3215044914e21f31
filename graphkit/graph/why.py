"""Finds the claims that answer "why does the graph say so", and shows them in their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.graph.claims import StatedClaim
    from graphkit.graph.graph import Graph

SHORTEST_ID = 6
"""Characters of a claim's hash that must be given at least: fewer could be a word."""


class NoClaimError(GraphkitError, LookupError):
    """The graph holds both things, and no claim between them."""


def find_claims(graph: Graph, first: str, second: str | None = None) -> tuple[StatedClaim, ...]:
    """Return the claims that *first* and *second* ask for, in the order of the texts.

    Args:
        graph: Where to look.
        first: A claim's IRI, ``claim:`` and its hash, or the beginning of its hash; or the name
            or IRI of an entity.
        second: The name or IRI of another entity: only claims between the two, in either
            direction. None asks for all claims of the first.

    Raises:
        NoClaimError: If the two have no claim between them.
        QueryError: If an entity or claim is not in the graph.
    """
    if second is None:
        named = tuple(c for c in graph.claims() if _has_id(c, first))
        return named if named else tuple(graph.claims(entities=[first]))
    of_first = {c.iri for c in graph.claims(entities=[first])}
    found = tuple(c for c in graph.claims(entities=[second]) if c.iri in of_first)
    if not found:
        message = f"no claim between {first!r} and {second!r}; ask for one of them alone"
        raise NoClaimError(message)
    return found


def marked_quote(claim: StatedClaim, mark: Callable[[str, str], str]) -> str:
    """Return the claim's sentence with its subject and object marked.

    Args:
        claim: What to show.
        mark: Called with ``subject`` or ``object`` and the words of that mention; returns them
            with a mark.
    """
    places = sorted([(claim.subject_span, "subject"), (claim.object_span, "object")])
    shown, cursor = [], claim.sentence.start
    for span, role in places:
        shown.append(_between(claim, cursor, span.start))
        shown.append(mark(role, _between(claim, span.start, span.end)))
        cursor = span.end
    shown.append(_between(claim, cursor, claim.sentence.end))
    return "".join(shown)


def _between(claim: StatedClaim, start: int, end: int) -> str:
    return claim.quote[start - claim.sentence.start : end - claim.sentence.start]


def _has_id(claim: StatedClaim, name: str) -> bool:
    if claim.iri == name:
        return True
    wanted = name.removeprefix("claim:")
    return len(wanted) >= SHORTEST_ID and claim.iri.rpartition("/")[2].startswith(wanted)
