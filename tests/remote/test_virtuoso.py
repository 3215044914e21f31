"""Virtuoso is found where the environment says, or kept, or the reason why not is told."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from remote.virtuoso import PLACE, NoVirtuosoError, find_virtuoso, unpacked_in, works
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from remote.servers import Server


def test_a_folder_without_virtuoso_is_refused_and_nothing_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(NoVirtuosoError, match=r"^GRAPHKIT_VIRTUOSO is .*no Virtuoso in it"):
        find_virtuoso(tmp_path / "cache", {**os.environ, PLACE: str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_without_apt_the_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoVirtuosoError, match=r"there is no apt-get here; run on Debian .* or set"):
        find_virtuoso(tmp_path / "cache", {"PATH": str(tmp_path)})


def test_what_was_fetched_is_kept_and_serves_without_apt(virtuoso: Server, tmp_path: Path) -> None:
    cache = ROOT / ".cache" / "virtuoso"
    told = os.environ.get(PLACE)
    root = cache / "root" if told is None else told
    assert str(root) in virtuoso.command[0]
    nowhere = {"PATH": str(tmp_path)}
    assert works(find_virtuoso(cache, nowhere if told is None else {**nowhere, PLACE: told}))


def test_a_copy_that_does_not_run_is_thrown_away(virtuoso: Server, tmp_path: Path) -> None:
    assert virtuoso.process is not None
    programs = tmp_path / "root" / "usr" / "bin"
    programs.mkdir(parents=True)
    shutil.copy(virtuoso.command[0], programs)
    (programs / "virtuoso-t").write_bytes(b"")
    assert not works(unpacked_in(tmp_path / "root"))
    with pytest.raises(NoVirtuosoError, match="no apt-get"):
        find_virtuoso(tmp_path, {"PATH": str(tmp_path)})
    assert not (tmp_path / "root").exists()
