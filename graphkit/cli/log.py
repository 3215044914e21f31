"""``graphkit log``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph, print_rows, say

if TYPE_CHECKING:
    from graphkit.graph.history import Build


def log(
    store: GraphPath,
    *,
    documents: Annotated[
        bool, typer.Option("--documents", help="Name the documents, a line each.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON with all names.")] = False,
) -> None:
    """List what each build added to a store, changed in it and dropped from it.

    Builds that changed nothing are not listed. Only stores keep a log, files do not.

    [bold]Examples[/bold]

      graphkit log chain

      graphkit log chain --documents
    """
    from graphkit.graph.history import read_builds  # noqa: PLC0415 - slow

    with open_graph(store) as opened:
        builds = read_builds(opened.store)
    if as_json:
        typer.echo(json.dumps([asdict(build) for build in builds], ensure_ascii=False, indent=2))
    elif documents:
        heads = ("build", "time", "change", "document")
        print_rows(heads, [row for build in builds for row in _documents(build)])
    elif builds:
        columns = ("build", "time", "inputs", "added", "changed", "dropped")
        print_rows(columns, map(_counts, builds))
    say("1 build" if len(builds) == 1 else f"{len(builds):,} builds")


def _counts(build: Build) -> tuple[str, ...]:
    numbers = (len(found) for found in (build.added, build.changed, build.dropped))
    return str(build.number), build.time, " ".join(build.inputs), *(f"{n:,}" for n in numbers)


def _documents(build: Build) -> list[tuple[str, ...]]:
    done = (("added", build.added), ("changed", build.changed), ("dropped", build.dropped))
    return [(str(build.number), build.time, kind, name) for kind, names in done for name in names]
