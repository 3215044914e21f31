"""The page on servers shows what its commands print, put to a real server.

``pytest tests/remote --update-golden`` writes the true output into the page.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from support import ROOT, Run

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from remote.servers import Server

PAGE = ROOT / "docs" / "servers.md"
BLOCK = re.compile(r"(?<=```shell-session\n).*?(?=```)", re.DOTALL)
SHOWN = "http://localhost:7878"


def test_the_page_shows_what_its_commands_print(
    oxigraph: Server,
    run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    monkeypatch.chdir(ROOT)  # its paths are those of a reader in the checkout
    text = PAGE.read_text(encoding="utf-8")
    (block,) = BLOCK.findall(text)
    true = ""
    for command in re.findall(r"(?m)^\$ (graphkit .*)$", block):
        words = shlex.split(command.replace(SHOWN, oxigraph.address))[1:]
        told = run(*words, COLUMNS="100")
        assert told.code == 0, told.err
        lines = (told.out + told.err).replace(oxigraph.address, SHOWN).splitlines()
        true += f"$ {command}\n" + "".join(line.rstrip() + "\n" for line in lines)
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(text.replace(block, true), encoding="utf-8")
    else:
        assert block == true
