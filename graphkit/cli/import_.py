"""``graphkit import``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import Base, DecisionsFile, OutputFile, Register
from graphkit.cli.terminal import read_in, say, shown


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Graphs (.ttl .trig .nq .nt .jsonld .rdf) and tables (.csv .tsv); - is a graph "
            "from standard input.",
            show_default=False,
        ),
    ],
    output: OutputFile = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Add to a store on disk or at an address; graphs of the same name are replaced.",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml",
            help="What the columns of tables mean; by default the file beside each table that "
            "ends with .toml.",
            show_default=False,
        ),
    ] = None,
    register: Register = None,
    decisions: DecisionsFile = None,
    base: Base = None,
    *,
    check: Annotated[
        bool | None,
        typer.Option(
            "--check/--no-check",
            help="Whether to check graphs against the shapes; by default all but N-Quads of "
            "32 MB and more, which are loaded in bulk.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Import graphs that use graphkit's vocabulary, and tables such as lists of suppliers.

    All files are read and checked before anything is written; importing again changes nothing.
    What is merged in a graph is added to the file of decisions.

    [bold]Examples[/bold]

      graphkit import partner.ttl --store chain

      graphkit import suppliers.csv --mapping suppliers.toml -o suppliers.trig
    """
    target = store if output is None else output
    if target is None or (output is not None and store is not None):
        message = "give either --output FILE or --store DIR"
        raise typer.BadParameter(message)
    from graphkit.importing import ImportOptions, import_file, import_store  # noqa: PLC0415

    options = ImportOptions(
        mapping=mapping,
        register=register,
        decisions=_decisions(target, decisions),
        check=check,
        stdin=read_in() if Path("-") in files else None,
    )
    if base is not None:
        options = replace(options, base=base)
    if output is not None:
        report = import_file(files, output, options=options)
    elif store is not None:
        report = import_store(files, store, options=options)
    say(f"{report.summary()} → {shown(target)}")


def _decisions(target: Path, named: Path | None) -> Path | None:
    """Return the file of decisions, that beside *target* even if it is not there yet."""
    from graphkit.graph.remote_address import address_of  # noqa: PLC0415 - see the package
    from graphkit.identity import decisions_beside, decisions_for  # noqa: PLC0415 - slow

    found = decisions_for(target, named)
    return decisions_beside(target) if found is None and address_of(target) is None else found
