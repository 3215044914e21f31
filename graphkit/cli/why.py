"""``graphkit why``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph

if TYPE_CHECKING:
    from graphkit.graph import StatedClaim


def why(
    graph: GraphPath,
    first: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM|NAME",
            help="A claim (its IRI, or its hash as printed here), or the name of something.",
            show_default=False,
        ),
    ],
    second: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="Only claims between the two names.", show_default=False
        ),
    ] = None,
) -> None:
    """Show the sentences behind a claim, or behind all that is said of one or two things.

    [bold]Examples[/bold]

      graphkit why chain.ttl SoftBank Nvidia

      graphkit why chain.ttl 4f0c21d7
    """
    from graphkit.graph import find_claims  # noqa: PLC0415 - slow

    with open_graph(graph) as opened:
        for claim in find_claims(opened, first, second):
            typer.echo(_shown(claim))


def _shown(claim: StatedClaim) -> str:
    from graphkit import ontology  # noqa: PLC0415 - slow
    from graphkit.graph import marked_quote, told  # noqa: PLC0415

    said = ontology.load().relation(claim.predicate).label
    identity = claim.iri.rpartition("/")[2][:12]
    where = [claim.document, f"characters {claim.sentence.start}-{claim.sentence.end}"]
    where.extend(str(part) for part in (claim.date, claim.source) if part is not None)
    return (
        f"{claim.subject.label} {said} {claim.object.label}  "
        f"[{claim.status}, confidence {claim.confidence:.2f}]  claim:{identity}\n"
        f"    {marked_quote(claim, _mark)}\n"
        f"{''.join(f'    {line}{chr(10)}' for line in told(claim))}"
        f"    {', '.join(where)}\n"
    )


def _mark(role: str, words: str) -> str:
    """Return *words* in colour on a terminal, in brackets elsewhere."""
    if sys.stdout.isatty():
        return typer.style(words, bold=True, fg="green" if role == "subject" else "cyan")
    return f"[{words}]"
