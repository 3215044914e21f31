"""Every console block of the README and the docs is run, and prints what it shows.

``pytest tests/docs --update-golden`` writes the true output into the files, to be read in review.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import EXAMPLES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
PAGES = [
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if BLOCK.search(path.read_text(encoding="utf-8"))
]
SET_UP = re.compile(r"^(sh|git|cd) ")
"""Commands that set the project up: the set-up is what runs these tests."""


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block, as it is written, with the output that is shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        length = 1 + next(i for i, line in enumerate(lines) if not line.endswith("\\\n"))
        yield "".join(lines[:length]), "".join(lines[length:])


def output(command: str, folder: Path) -> str:
    """Return what a command prints, to standard output and standard error."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(  # noqa: S602 - pipes and redirections are part of what the docs show
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
    return "".join(line.rstrip() + "\n" for line in done.stdout.decode().splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_console_block_shows_what_its_commands_print(
    page: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("out"))
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.findall(text):
        true = "".join(
            f"$ {command}{shown if SET_UP.match(command) else output(command, tmp_path)}"
            for command, shown in commands(block)
        )
        if pytestconfig.getoption("--update-golden"):
            text = text.replace(block, true)
        else:
            assert block == true
    if pytestconfig.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8")
