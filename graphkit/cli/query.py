"""``graphkit query``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.parameters import GraphPath
from graphkit.cli.terminal import open_graph, print_table, read_in, write_out


class Format(StrEnum):
    """How answers are printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"


def _list(*, asked: bool) -> None:
    if asked:
        from graphkit.queries import load_query, query_names  # noqa: PLC0415 - slow

        for name in query_names():
            found = load_query(name)
            typer.echo(f"{name}: {found.description}")
            for p in found.parameters:
                need = "" if p.required else " (optional)"
                typer.echo(f"    --param {p.name}={p.kind.upper()}  {p.meaning}{need}")
        raise typer.Exit


def _arguments(given: list[str] | None) -> dict[str, str]:
    """Return NAME=VALUE pairs as a mapping."""
    found = {}
    for pair in given if given is not None else ():
        name, equals, value = pair.partition("=")
        if not equals:
            message = f"--param takes NAME=VALUE, not {pair!r}"
            raise typer.BadParameter(message)
        found[name] = value
    return found


def _text(sparql: str) -> str:
    """Return the query itself: what is given, or what the file or standard input holds."""
    if sparql == "-":
        try:
            return read_in().decode()
        except UnicodeDecodeError as error:
            message = f"standard input: the query is not in UTF-8 ({error.reason})"
            raise typer.BadParameter(message) from error
    if sparql.endswith((".rq", ".sparql")):
        try:
            return Path(sparql).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"{sparql}: the query cannot be read ({error})"
            raise typer.BadParameter(message) from error
    return sparql


def query(
    graph: GraphPath,
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL 1.1 text, a file that holds it (.rq .sparql), or - for standard input.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", "-n", help="Ask a named query instead.", show_default=False),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="A parameter of the named query; may be given several times.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
    *,
    list_queries: Annotated[
        bool,
        typer.Option(
            "--list",
            help="List the named queries.",
            is_eager=True,
            callback=_list,
        ),
    ] = False,
) -> None:
    """Ask a graph in SPARQL, or by a named query.

    [bold]Examples[/bold]

      graphkit query chain.ttl --name suppliers --param name=Nvidia

      graphkit query chain.ttl "SELECT ?a ?b { ?a gk:suppliesTo ?b }" --format csv
    """
    del list_queries
    if (sparql is None) == (name is None):
        message = "give either a QUERY or --name NAME"
        raise typer.BadParameter(message)
    from pyoxigraph import QueryTriples  # noqa: PLC0415 - slow

    from graphkit.graph import answer_bytes, run_named, run_query, to_table  # noqa: PLC0415

    with open_graph(graph) as opened:
        if name is not None:
            answer = run_named(opened, name, _arguments(param))
        else:
            answer = run_query(opened, _text("" if sparql is None else sparql))
        if isinstance(answer, QueryTriples):
            write_out(answer_bytes(answer, "json"))  # a graph comes as Turtle whatever is asked
        elif form is Format.table:
            print_table(to_table(answer))
        else:
            write_out(answer_bytes(answer, form.value))
