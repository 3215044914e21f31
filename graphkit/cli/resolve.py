"""``graphkit resolve``."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.terminal import print_rows, say

if TYPE_CHECKING:
    from graphkit.identity import Doubt, Identity, Side

_ANSWERS = {"y": "yes", "n": "no", "d": "unknown"}
_WORDS = {"y": "yes", "n": "no", "d": "don't know", "s": "skip", "q": "quit"}
_QUESTION = "one and the same? [y]es, [n]o, [d]on't know, [s]kip, [q]uit "
_COLUMNS = ("score", "first", "second", "why")


class Format(StrEnum):
    """How doubtful pairs are listed."""

    table = "table"
    json = "json"


def resolve(
    store: Annotated[
        Path,
        typer.Argument(
            metavar="STORE",
            help="A store's folder, or a graph file with a graph for each document (.trig .nq).",
            show_default=False,
        ),
    ],
    decisions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The file of decisions; by default STORE.decisions beside the store.",
            show_default=False,
        ),
    ] = None,
    same: Annotated[
        tuple[str, str] | None,
        typer.Option("--yes", metavar="A B", help="Two names or keys are one.", show_default=False),
    ] = None,
    different: Annotated[
        tuple[str, str] | None,
        typer.Option("--no", metavar="A B", help="Two names or keys are two.", show_default=False),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the doubtful pairs, and ask and change nothing.")
    ] = False,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How --list lists.")
    ] = Format.table,
    batch: Annotated[
        bool, typer.Option("--batch", help="Ask nothing; only apply what is sure or decided.")
    ] = False,
) -> None:
    """Say who is who: merge what is one thing under two names, and split it again.

    What is sure is merged, what is doubtful is shown side by side and asked. Both are kept in a
    text file: change a line there and run the command again, and the graph follows. A no is never
    asked again.

    [bold]Examples[/bold]

      graphkit resolve chain

      graphkit resolve chain --list

      graphkit resolve chain --no "Delta Mining" "Delta Metals"
    """
    from graphkit.identity import resolving  # noqa: PLC0415 - slow

    said = [(verdict, pair) for verdict, pair in (("yes", same), ("no", different)) if pair]
    if listed and (said or batch):
        message = "--list changes nothing; leave out --yes, --no and --batch"
        raise typer.BadParameter(message)
    with resolving(store, decisions, writes=not listed) as identity:
        if listed:
            _list(identity, form)
            return
        keys = [(verdict, *map(identity.key, pair)) for verdict, pair in said]
        if len(keys) > len({frozenset(pair) for _, *pair in keys}):
            message = "--yes and --no name the same two things; say one of them"
            raise typer.BadParameter(message)
        for verdict, first, second in keys:
            identity.decide(verdict, first, second)
        sure = identity.settle()
        answered = 0 if batch or said else _ask(identity)
        changed = identity.apply()
        left = len(identity.doubtful())
    say(_summary(sure=sure, answered=answered, left=left, changed=changed, path=identity.path))


def _ask(identity: Identity) -> int:
    """Ask about doubtful pairs until the answers end; return how many were answered."""
    answered = 0
    pairs = identity.doubtful()
    for number, pair in enumerate(pairs, start=1):
        if identity.decisions.verdict(pair.first, pair.second) is not None:
            continue  # it follows from an answer before
        _show(identity.doubt(pair), number, len(pairs))
        answer = _answer()
        if answer == "q":
            break
        if answer in _ANSWERS:
            identity.decide(_ANSWERS[answer], pair.first, pair.second)
            answered += 1
    return answered


def _answer() -> str:
    """Return the letter that is typed, alone or as its word; the end of the input quits."""
    while True:
        try:  # around the question too: who reads it may interrupt before the reading begins
            # not typer.prompt, which writes to standard output and fails if the input is closed
            typer.echo(_QUESTION, nl=False, err=True)
            line = b"" if sys.stdin is None else sys.stdin.buffer.readline()
        except KeyboardInterrupt:
            line = b""
        if not line.endswith(b"\n"):
            say("")
        said = line.decode(errors="replace").strip().lower()
        if not line or said in {*_WORDS, *_WORDS.values()}:
            return said[:1] if line else "q"


def _show(doubt: Doubt, number: int, total: int) -> None:
    from rich.console import Console  # noqa: PLC0415 - see the package's docstring
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=f"{number} of {total}", title_justify="left", expand=True, show_lines=True)
    sides = (doubt.first, doubt.second)
    for side in sides:
        table.add_column(Text(side.record.names[0]), ratio=1, overflow="fold")
    table.add_row(*(Text(_facts(side)) for side in sides))
    table.add_row(*(Text("\n\n".join(_quotes(side))) for side in sides))
    console = Console(stderr=True, highlight=False)
    console.print(table)
    console.print(Text(f"score {doubt.pair.score:.2f}: {'; '.join(doubt.pair.reasons)}"))


def _facts(side: Side) -> str:
    record = side.record
    lines = [record.key, record.type]
    if len(record.names) > 1:
        lines.append(f"also: {', '.join(record.names[1:])}")
    if record.countries:
        lines.append(f"country: {', '.join(sorted(record.countries))}")
    lines.append(f"documents: {len(record.documents)}")
    return "\n".join(lines)


def _quotes(side: Side) -> list[str]:
    return [
        f"{quote.text}\n({', '.join(_source(quote.document, quote.date))})" for quote in side.quotes
    ]


def _source(document: str, date: object | None) -> list[str]:
    return [document] if date is None else [document, str(date)]


def _list(identity: Identity, form: Format) -> None:
    doubts = list(identity.doubts())
    if form is Format.json:
        typer.echo(json.dumps([_to_json(doubt) for doubt in doubts], indent=1, ensure_ascii=False))
        return
    rows = [
        (f"{d.pair.score:.2f}", _named(d.first), _named(d.second), "; ".join(d.pair.reasons))
        for d in doubts
    ]
    print_rows(_COLUMNS, rows)
    say("1 doubtful pair" if len(rows) == 1 else f"{len(rows):,} doubtful pairs")


def _named(side: Side) -> str:
    return f"{side.record.names[0]} ({side.record.key})"


def _to_json(doubt: Doubt) -> dict[str, object]:
    return {
        "score": doubt.pair.score,
        "reasons": list(doubt.pair.reasons),
        "first": _side_to_json(doubt.first),
        "second": _side_to_json(doubt.second),
    }


def _side_to_json(side: Side) -> dict[str, object]:
    record = side.record
    return {
        "key": record.key,
        "type": record.type,
        "names": list(record.names),
        "countries": sorted(record.countries),
        "documents": sorted(record.documents),
        "sentences": [quote.text for quote in side.quotes],
    }


def _summary(*, sure: int, answered: int, left: int, changed: int, path: Path) -> str:
    parts = [
        f"{sure:,} sure",
        f"{answered:,} answered",
        f"{left:,} doubtful left",
        f"{changed:,} documents changed",
    ]
    return f"{', '.join(parts)} → {path}"
