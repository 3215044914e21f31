"""``graphkit report``: files, standard output and wrong calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from graphkit.cli.report import report
from graphkit.errors import GraphkitError, UnknownNameError, WriteError
from graphkit.graph import write_graph
from report.report_graph import DOCUMENTS, LABELS, SAID, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Call = Callable[..., Result]


@pytest.fixture
def call() -> Call:
    """Return a function that calls the command."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(report)

    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph in a file."""
    target = tmp_path_factory.mktemp("report") / "chain.trig"
    write_graph(build(SAID, DOCUMENTS, LABELS), target, "trig")
    return target


def test_the_suffix_tells_the_format(call: Call, chain: Path, tmp_path: Path) -> None:
    for name, begins in (("a.html", b"<!doctype html>"), ("a.md", b"# Kestrel Cells")):
        done = call(chain, "kestrel cells", "-o", tmp_path / name, "--no-pictures")
        assert done.exit_code == 0
        assert done.stderr == f"Kestrel Cells: 15 claims of 4 sources → {tmp_path / name}\n"
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_dash_is_standard_output(call: Call, chain: Path) -> None:
    done = call(chain, "Sweden", "-o", "-", "--title", "The north", "--rows", 3)
    assert done.stdout.startswith("# The north\n")
    assert "Graph: chain.trig" in done.stdout
    page = call(chain, "Sweden", "-f", "html", "--no-pictures")
    assert page.stdout.startswith("<!doctype html>")


def test_the_options_of_analyses_choose_the_claims(call: Call, chain: Path) -> None:
    early = call(chain, "Kestrel Cells", "--as-of", "2026-02-01")
    assert "Norvik AB" in early.stdout
    assert "Aldane" not in early.stdout
    sure = call(chain, "Kestrel Cells", "--min-sources", 2)
    assert "No customer is stated" in sure.stdout


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [
        (["Kestrel Cels"], GraphkitError, "nothing in the graph is called 'Kestrel Cels'; there"),
        (["Sweden", "-o", "a.pdf"], UnknownNameError, "no report file suffix named '.pdf'"),
        (["Sweden", "-o", "nowhere/a.md"], WriteError, "the folder nowhere is missing"),
        (["Sweden", "--status", "sure"], UnknownNameError, "no status named 'sure'"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    call: Call, chain: Path, words: list[str], kind: type[GraphkitError], message: str
) -> None:
    done = call(chain, *words)
    assert isinstance(done.exception, kind)
    assert message in str(done.exception)
    assert "\n" not in str(done.exception)
