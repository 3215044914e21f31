"""Options of all commands that analyse a graph, and what they print of it."""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from graphkit.cli.terminal import open_graph, say, write_out
from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphkit.analyse import Network, Selection, Step
    from graphkit.graph import Graph, Node, StatedClaim


class NoThingError(GraphkitError, LookupError):
    """The graph holds nothing of the name that was asked for."""


class Form(StrEnum):
    """How an analysis is printed."""

    table = "table"
    json = "json"


class Theme(StrEnum):
    """The background of a picture."""

    light = "light"
    dark = "dark"


SelectedStatuses = Annotated[
    list[str],
    typer.Option(
        "--status",
        help="Count claims of this status, such as planned or possible; may be given several "
        "times.",
    ),
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Count only what had been published by this day, such as 2026-05-31.",
        show_default=False,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Leave out claims that the extractor is less sure of."),
]
MinSources = Annotated[
    int,
    typer.Option(min=1, help="Count a relation only if so many independent documents state it."),
]
Format = Annotated[Form, typer.Option("--format", "-f", help="How to print.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PICTURE",
        help="Draw it as well: .png, .svg or .pdf.",
        show_default=False,
    ),
]
PictureTheme = Annotated[Theme, typer.Option("--theme", help="Of the picture: light or dark.")]

FACTS: list[str] = ["current"]
"""The default of `SelectedStatuses`."""


def selection_of(
    status: list[str], as_of: dt.datetime | None, min_confidence: float, min_sources: int
) -> Selection:
    """Return which claims the options select.

    Raises:
        UnknownNameError: There is no such status.
    """
    from graphkit.analyse import Selection  # noqa: PLC0415 - slow

    return Selection(
        statuses=tuple(dict.fromkeys(status)),
        as_of=None if as_of is None else as_of.date(),
        min_confidence=min_confidence,
        min_sources=min_sources,
    )


TOLD_FROM: Final = 2.0
"""Seconds from which on a wait is foretold."""


@contextmanager
def working(what: str, seconds: float = 0.0) -> Iterator[None]:
    """Show on a terminal that *what* is under way, and how many *seconds* it may take, if long."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - see the package's docstring

    told = f"{what}, some {seconds:.0f} s" if seconds >= TOLD_FROM else what
    with Console(stderr=True).status(told):
        yield


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected within the block.

    A command makes millions of values, none of them in a circle, and ends. Looking for circles in
    them again and again would take as long as the analysis itself.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def open_network(path: Path, selection: Selection) -> Iterator[tuple[Graph, Network]]:
    """Yield the graph at *path* and the relations in it that *selection* lets pass.

    Says how many claims are left out since they bear no date.

    Raises:
        NoThingError: Something is looked for within the block that the graph does not hold.
    """
    from graphkit.analyse import UnknownThingError, read_network  # noqa: PLC0415 - slow

    with uncollected(), open_graph(path) as graph:
        with working("reading the claims"):
            network = read_network(graph, selection)
        if network.left_out:
            one = network.left_out == 1
            claims = "1 claim" if one else f"{network.left_out} claims"
            say(f"{claims} without a date {'is' if one else 'are'} left out")
        try:
            yield graph, network
        except UnknownThingError as error:
            raise NoThingError(str(error)) from error


def claim_id(iri: str) -> str:
    """Return how a claim is told, as ``graphkit why`` takes it.

    >>> claim_id("https://w3id.org/graphkit/id/claim/2674a15935298fb036f5e6d04492df9b")
    'claim:2674a1593529'
    """
    return f"claim:{iri.rpartition('/')[2][:12]}"


def claim_ids(iris: Iterable[str], *, most: int = 3) -> str:
    """Return how some claims are told in a cell of a table: the first ones, and how many more.

    >>> claim_ids(["claim/aa", "claim/bb"], most=1)
    'claim:aa +1'
    """
    told = [claim_id(iri) for iri in iris]
    more = f" +{len(told) - most}" if len(told) > most else ""
    return " ".join(told[:most]) + more


def claims_json(graph: Graph, iris: Iterable[str]) -> list[Mapping[str, object]]:
    """Return the claims *iris* in full, ordered by IRI, as JSON has them."""
    from graphkit.analyse import evidence  # noqa: PLC0415 - slow

    return [_claim_json(claim) for claim in evidence(graph, iris).values()]


def node_json(node: Node) -> Mapping[str, str]:
    """Return a thing as JSON has it."""
    return {"iri": node.iri, "label": node.label, "type": node.type}


def steps_json(steps: Iterable[Step]) -> list[Mapping[str, object]]:
    """Return a path as JSON has it: each step with its relations and the IRIs of its claims."""
    return [
        {
            "from": step.start.iri,
            "to": step.end.iri,
            "relations": list(step.relations),
            "disputed": step.disputed,
            "claims": list(step.claims),
        }
        for step in steps
    ]


def selection_json(network: Network) -> Mapping[str, object]:
    """Return which claims counted, as JSON has it."""
    chosen = network.selection
    return {
        "statuses": list(chosen.statuses),
        "as_of": None if chosen.as_of is None else chosen.as_of.isoformat(),
        "min_confidence": chosen.min_confidence,
        "min_sources": chosen.min_sources,
        "without_date": network.left_out,
    }


def print_json(value: object) -> None:
    """Print *value* as JSON, in UTF-8."""
    write_out(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode())


def _claim_json(claim: StatedClaim) -> Mapping[str, object]:
    return {
        "iri": claim.iri,
        "subject": claim.subject.label,
        "relation": claim.predicate,
        "object": claim.object.label,
        "status": claim.status,
        "confidence": claim.confidence,
        "quote": claim.quote,
        "document": claim.document,
        "date": None if claim.date is None else claim.date.isoformat(),
        "source": claim.source,
    }
