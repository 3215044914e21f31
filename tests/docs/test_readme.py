"""The README's Python runs, and its first command does what it says."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

from support import ROOT


def test_the_python_in_the_readme_runs() -> None:
    before = Path.cwd()
    os.chdir(ROOT)  # its paths are those of a reader in the checkout
    try:
        failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    finally:
        os.chdir(before)
    assert tried > 0
    assert failed == 0


def test_the_first_command_ends_with_a_graph_an_answer_and_a_picture(tmp_path: Path) -> None:
    article = tmp_path / "unseen.txt"
    article.write_text("Norhald Metals supplies cobalt to Kestrel Cells.", encoding="utf-8")
    program = Path(sys.executable).parent / "graphkit"
    assert program == ROOT / ".venv" / "bin" / "graphkit"  # else it would set another one up
    words = ["sh", str(ROOT / "examples" / "first-run.sh"), str(article), str(tmp_path / "out")]
    done = subprocess.run(words, capture_output=True, check=True, cwd=tmp_path)
    assert "Norhald Metals" in done.stdout.decode()
    written = tmp_path / "out"
    assert b"gk:Claim" in (written / "chain.ttl").read_bytes()
    assert (written / "chain.png").read_bytes().startswith(b"\x89PNG")
