"""``graphkit export`` in the shell: suffixes, formats, options, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from graphkit.cli import main
from support import Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graphkit.graph import Graph

FAILED, WRONG_CALL = 1, 2


@pytest.fixture
def chain(graph: Graph, tmp_path: Path) -> Path:
    """Return the graph as a file."""
    path = tmp_path / "chain.nq"
    path.write_bytes("".join(sorted(f"{quad} .\n" for quad in graph)).encode())
    return path


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Return a function that calls the command within this process."""

    def run(*words: object) -> Run:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["export", *map(str, words)])
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return Run(code if isinstance(code, int) else 0, out.decode(), err.decode())

    return run


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        (".graphml", b"<?xml"),
        (".mmd", b"flowchart LR"),
        (".mermaid", b"flowchart LR"),
        (".dot", b"digraph {"),
        (".GV", b"digraph {"),
    ],
)
def test_the_suffix_tells_the_format(
    suffix: str, begins: bytes, call: Callable[..., Run], chain: Path, tmp_path: Path
) -> None:
    target = tmp_path / f"out{suffix}"
    run = call(chain, "-o", target)
    assert (run.code, run.err) == (0, f"3 entities, 4 edges, 5 claims → {target}\n")
    assert target.read_bytes().startswith(begins)


def test_standard_input_goes_to_standard_output(chain: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "export", "-", "-f", "mermaid"]
    words = [*command, "--status", "denied"]
    run = subprocess.run(words, input=chain.read_bytes(), capture_output=True, check=True)
    assert run.stderr == b""
    assert run.stdout.decode().count("supplies to #40;denied#41;") == 1


def test_tables_take_the_options(call: Callable[..., Run], chain: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    words = ["-f", "csv", "--focus", "norvik", "--depth", "1", "--min-confidence", "0.55"]
    run = call(chain, "-o", target, *words)
    assert run.err == f"2 entities, 3 edges, 3 claims → {target}\n"
    assert len(duckdb.read_csv(str(target / "claims.csv"))) == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "{folder}/a.csv"], WRONG_CALL, "give -o FOLDER --format csv"),
        (["-o", "{folder}/a.parquet"], WRONG_CALL, "give -o FOLDER --format parquet"),
        (["-o", "{folder}/a.xlsx"], WRONG_CALL, ".graphml"),
        (["-o", "{folder}/a"], WRONG_CALL, ".graphml"),
        (["-o", "{folder}/a", "-f", "gexf"], WRONG_CALL, "gexf"),
        (["-f", "csv"], WRONG_CALL, "folder of three tables"),
        (["-f", "graphml", "--base", "https://example.org/"], WRONG_CALL, "--base"),
        (["-f", "turtle", "--status", "current"], WRONG_CALL, "whole graph"),
        (["-f", "nquads", "--min-confidence", "0.5"], WRONG_CALL, "whole graph"),
        (["-o", "{folder}/a.ttl", "--focus", "Norvik"], WRONG_CALL, "whole graph"),
        (["-f", "dot", "--focus", "Norvk"], WRONG_CALL, "'Norvik'"),
        (["-f", "dot", "--depth", "0"], WRONG_CALL, "--depth"),
        (["-f", "dot", "--status", "certain"], WRONG_CALL, "certain"),
        (["-f", "dot", "--min-confidence", "1"], FAILED, "no claims to draw"),
        (["-o", "{folder}/no/a.dot"], FAILED, "create it first"),
        (["-o", "{folder}/no/a", "-f", "csv"], FAILED, "create it first"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_call_that_cannot_be_meant_is_one_line_and_writes_nothing(
    words: list[str], code: int, said: str, call: Callable[..., Run], chain: Path, tmp_path: Path
) -> None:
    run = call(chain, *(word.format(folder=tmp_path) for word in words))
    (line,) = run.err.splitlines()
    assert line.startswith("graphkit: ")
    assert said in line
    assert run.code == code
    assert run.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["chain.nq"]
