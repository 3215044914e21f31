"""Finds the claims that answer "why does the graph say so", and shows them in their sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import Store

from graphkit.errors import GraphkitError
from graphkit.graph.stated import StatementReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.graph.claims import StatedAmount, StatedClaim
    from graphkit.graph.graph import Graph
    from graphkit.graph.remote import RemoteStore

_ID: Final = re.compile(r"(?:claim:)?[0-9a-f]{6,}|[a-z][a-z0-9+.-]*:.*/claim/[0-9a-f]+")
"""A claim's IRI, or at least six characters of its hash: fewer could be a word."""


class NoClaimError(GraphkitError, LookupError):
    """The graph holds what was asked for, and no claim about it."""


def find_claims(graph: Graph, first: str, second: str | None = None) -> tuple[StatedClaim, ...]:
    """Return the claims that *first* and *second* ask for, in the order of the texts.

    Args:
        graph: Where to look.
        first: A claim's IRI, ``claim:`` and its hash, or the beginning of its hash; or the name
            or IRI of an entity.
        second: The name or IRI of another entity: only claims between the two, in either
            direction. None asks for all claims of the first.

    Raises:
        NoClaimError: If nothing is said of the entity, or of the two together.
        QueryError: If an entity or claim is not in the graph.
    """
    if second is None:
        named = _named(graph, first) if _ID.fullmatch(first) is not None else ()
        found = named if named else tuple(graph.claims(entities=[first]))
        message = f"no claim about {first!r}; `graphkit query GRAPH --name entities` tells who has"
    else:
        one, other = ({node.iri for node in graph.find(name)} for name in (first, second))
        both = (c for name in (first, second) for c in graph.claims(entities=[name]))
        found = tuple(dict.fromkeys(c for c in both if _joins(c, one, other)))
        message = f"no claim between {first!r} and {second!r}; ask for one of them alone"
    if not found:
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


def told(claim: StatedClaim) -> tuple[str, ...]:
    """Return lines on who says the claim, for when, and how much, as far as its sentence tells."""
    lines = []
    if claim.said_by is not None:
        speaker = claim.attributed_to
        known = "" if speaker is None or speaker.label in claim.said_by else f" ({speaker.label})"
        lines.append(f"said by: {_one_line(claim.said_by)}{known}")
    if claim.time_text is not None:
        days = [
            f"{word} {day}"
            for word, day in (
                ("from", claim.when_from),
                ("until", claim.when_until),
                ("by", claim.due_by),
            )
            if day is not None
        ]
        meant = f" ({' '.join(days)})" if days else ""
        lines.append(f"time: {_one_line(claim.time_text)}{meant}")
    lines += [f"amount: {_one_line(amount.text)} ({_meant(amount)})" for amount in claim.amounts]
    return tuple(lines)


def _meant(amount: StatedAmount) -> str:
    """Return the value of *amount* with its unit, in full."""
    numbers = [f"{number:,f}" for number in (amount.value, amount.upper) if number is not None]
    bound = () if amount.bound == "exact" else (amount.bound,)
    what = [part for part in (amount.currency, amount.unit) if part is not None]
    joint = "of" if amount.kind == "share" else "per"
    per = () if amount.per is None else (joint, amount.per)
    return " ".join((*bound, " to ".join(numbers), *what, *per))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _between(claim: StatedClaim, start: int, end: int) -> str:
    return claim.quote[start - claim.sentence.start : end - claim.sentence.start]


def _named(graph: Graph, name: str) -> tuple[StatedClaim, ...]:
    """Return the claims whose IRI, or the beginning of whose hash, is *name*."""
    start = name.removeprefix("claim:")
    store = cast("Store | RemoteStore", graph.store)
    if not isinstance(store, Store):
        from graphkit.graph import remote_extract  # noqa: PLC0415 - brings an HTTP client

        store = remote_extract.claims_called(store, start)
    found = StatementReader(store).claims_called(lambda iri: _is_called(iri, name, start))
    return tuple(sorted(found, key=lambda claim: (claim.document, claim.sentence, claim.iri)))


def _is_called(iri: str, name: str, start: str) -> bool:
    return iri == name or iri.rpartition("/")[2].startswith(start)


def _joins(claim: StatedClaim, one: set[str], other: set[str]) -> bool:
    subject, object_ = claim.subject.iri, claim.object.iri
    return (subject in one and object_ in other) or (subject in other and object_ in one)
