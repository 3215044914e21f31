"""What commands print: data to standard output, words to standard error."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from graphkit.errors import ReadError
    from graphkit.graph import Graph, Table


PIPE_WIDTH = 100_000
"""Columns of a table that goes to a pipe or a file: in effect, it is never wrapped."""


def say(line: str) -> None:
    """Print a line of words."""
    typer.echo(line, err=True)


def shown(place: Path) -> str:
    """Return how a file, a folder or an address is told; a path has folded an address's slashes."""
    from graphkit.graph.remote_address import address_of  # noqa: PLC0415 - see the docstring

    address = address_of(place)
    return str(place) if address is None else address


def say_skipped(skipped: Sequence[ReadError]) -> None:
    """Name each input that could not be read, a line each."""
    for error in skipped:
        say(f"graphkit: {error}")


def open_graph(path: Path) -> Graph:
    """Return the graph in a file, in a folder, or at an address; ``-`` is standard input."""
    from graphkit.graph import Graph  # noqa: PLC0415 - see the package's docstring

    return Graph.read(BytesIO(read_in())) if str(path) == "-" else Graph.open(path)


def read_in() -> bytes:
    """Return what standard input holds.

    Raises:
        ReadError: It is closed or cannot be read.
    """
    from graphkit.errors import ReadError  # noqa: PLC0415 - see the package's docstring

    try:
        if sys.stdin is not None:
            return sys.stdin.buffer.read()
        reason = "it is closed"
    except OSError as error:
        reason = f"it cannot be read ({error.strerror})"
    where, way_out = "stdin", "send something to it, or name a file"
    raise ReadError(where, reason, way_out)


@contextmanager
def progress(what: str) -> Iterator[Callable[[object], None]]:
    """Show how many documents are done, on a terminal only; yield a function that counts one."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - see the package's docstring
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), what, MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    # data goes to standard output meanwhile, and must arrive there as it is
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None)
        yield lambda _: bar.advance(task)


def print_table(table: Table) -> None:
    """Print the rows of an answer and say how many they are."""
    print_rows(table.columns, [["" if c is None else c for c in row] for row in table.rows])
    say(f"{len(table.rows)} rows" if len(table.rows) != 1 else "1 row")


def print_rows(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = False
) -> None:
    """Print rows under their headings, wrapped to the terminal's width; a pipe has none.

    Args:
        columns: The headings.
        rows: Cells, as many as headings.
        numbers: Whether all columns but the first hold numbers, to be aligned.
    """
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - see the package's docstring
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as RichTable  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    shown = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(columns):
        shown.add_column(name, overflow="fold", justify="right" if numbers and place else "left")
    for row in rows:
        shown.add_row(*map(Text, row))
    console.print(shown)


def write_out(content: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
