"""``graphkit doctor`` as its users call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer
from typer.testing import CliRunner

from graphkit.cli.doctor import doctor

if TYPE_CHECKING:
    from pathlib import Path

APP = typer.Typer()
APP.command()(doctor)


def test_a_sound_store_is_a_line_for_each_check_and_exit_0(store: Path) -> None:
    run = CliRunner().invoke(APP, [str(store)])
    assert run.exit_code == 0
    lines = run.stdout.splitlines()
    assert lines
    assert all(line.startswith("ok ") for line in lines)
    assert run.stderr == "nothing is wrong\n"


def test_a_damaged_store_exits_1_and_a_warning_does_not(store: Path) -> None:
    (store / "mine.txt").write_text("x", encoding="utf-8")
    run = CliRunner().invoke(APP, [str(store)])
    assert (run.exit_code, run.stderr) == (0, "nothing is wrong, 1 to look at\n")
    (store / "CURRENT").unlink()
    run = CliRunner().invoke(APP, [str(store)])
    assert run.exit_code == 1
    assert run.stderr.startswith("2 wrong")


def test_a_machine_reads_an_object_a_line(store: Path) -> None:
    run = CliRunner().invoke(APP, [str(store), "--format", "json"])
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert {"state", "check", "message", "way_out"} == set(found[0])
    assert {each["state"] for each in found} == {"ok"}


def test_a_graph_from_standard_input_is_examined() -> None:
    run = CliRunner().invoke(APP, ["-"], input=b"<urn:a> <urn:b> <urn:c> .")
    assert run.exit_code == 0
    assert "0 documents, 0 claims, 1 quad" in run.stdout
    run = CliRunner().invoke(APP, ["-"], input=b"no graph")
    assert run.exit_code == 1
