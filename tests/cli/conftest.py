"""The program as its users call it, and graphs that it has built from the examples."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graphkit.cli import main
from support import EXAMPLES, Run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def graphkit(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Return a function that calls the program within this process."""

    def call(*words: object) -> Run:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return Run(
            code if isinstance(code, int) else int(code is not None), out.decode(), err.decode()
        )

    return call


@pytest.fixture
def piped() -> Callable[..., Run]:
    """Return a function that calls the program as a process of its own, with standard input."""

    def call(*words: object, stdin: bytes = b"") -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "graphkit", *map(str, words)],
            input=stdin,
            capture_output=True,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph of the example on SoftBank, as a Turtle file."""
    target = tmp_path_factory.mktemp("chain") / "chain.ttl"
    with pytest.raises(SystemExit) as ended:
        main(["build", str(EXAMPLES / "softbank.txt"), "-o", str(target)])
    assert ended.value.code in (0, None)
    return target
