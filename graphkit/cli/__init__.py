"""The shell's way to graphkit: a command parses, makes one call of the library, and prints.

Nothing heavy is imported before a command needs it, so that ``graphkit --help`` is instant.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Final

import typer
from typer.exceptions import TyperException

from graphkit import __version__
from graphkit.cli.build import build
from graphkit.cli.changes import changes
from graphkit.cli.chokepoints import chokepoints
from graphkit.cli.concentration import concentration
from graphkit.cli.diff import diff
from graphkit.cli.doctor import doctor
from graphkit.cli.draw import draw
from graphkit.cli.evaluate import evaluate
from graphkit.cli.export import export
from graphkit.cli.exposure import exposure
from graphkit.cli.extract import extract
from graphkit.cli.import_ import import_
from graphkit.cli.log import log
from graphkit.cli.query import query
from graphkit.cli.report import report
from graphkit.cli.resolve import resolve
from graphkit.cli.tiers import tiers
from graphkit.cli.timeline import timeline
from graphkit.cli.validate import validate
from graphkit.cli.whatif import whatif
from graphkit.cli.why import why
from graphkit.errors import CallError, GraphkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

app = typer.Typer(
    name="graphkit",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS: Final[Mapping[str, Mapping[str, Callable[..., object]]]] = {
    "Make a graph": {"build": build, "extract": extract, "import": import_, "resolve": resolve},
    "Ask and show it": {
        "query": query,
        "why": why,
        "draw": draw,
        "report": report,
        "export": export,
    },
    "Analyse it": {
        "tiers": tiers,
        "chokepoints": chokepoints,
        "concentration": concentration,
        "exposure": exposure,
        "whatif": whatif,
        "timeline": timeline,
        "changes": changes,
    },
    "Keep and check it": {"log": log, "diff": diff, "validate": validate, "doctor": doctor},
    "Measure": {"evaluate": evaluate},
}
for panel, commands in _COMMANDS.items():
    for name, command in commands.items():
        # doctor needs no arguments
        asks = name != "doctor"
        app.command(name, no_args_is_help=asks, rich_help_panel=panel)(command)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"graphkit {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """Read text about supply chains, write an RDF graph, and ask it.

    Every claim in the graph leads back to the sentence that states it, and a plan, a rumour or a
    denial is never written as a fact.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code.

    A wrong call is one line and exit code 2; work that failed is one line and exit code 1.

    Args:
        arguments: The words after the program's name; None takes those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale: data is UTF-8 everywhere
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(app(arguments, prog_name="graphkit", standalone_mode=False))
    except TyperException as error:
        message = " ".join(error.format_message().split()).removesuffix(".")
        if message:  # there is none if the help has been shown instead
            typer.echo(f"graphkit: {message}; see `graphkit --help`", err=True)
        sys.exit(error.exit_code)
    except GraphkitError as error:
        typer.echo(f"graphkit: {error}", err=True)
        sys.exit(2 if isinstance(error, CallError) else 1)
    except OSError as error:  # those of inputs and graphs are GraphkitErrors: this is the output
        reason = str(error) if error.strerror is None else error.strerror
        typer.echo(f"graphkit: the output cannot be written ({reason}); write elsewhere", err=True)
        # what is still buffered would fail once more when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
