"""Programs of Debian that tests need: downloaded by apt and unpacked by dpkg, not installed.

Neither root nor a change of the system is needed; what apt has to know is kept beside the packages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MISSING = re.compile(r"^Inst (\S+) \(", re.MULTILINE)  # what is there in another version has a [
_SECONDS = 300  # for a download


class FetchError(Exception):
    """A package is not to be had; the message tells why."""


def fetch(package: str, cache: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder ``root`` of *cache*, with *package* and the libraries that lack here.

    Raises:
        FetchError: There is no apt, or it finds no package.
    """
    for tool in ("apt-get", "dpkg"):
        if shutil.which(tool, path=environment.get("PATH")) is None:
            message = f"{package} comes from Debian, and there is no {tool} here"
            raise FetchError(message)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as name:
        folder = Path(name)
        try:
            _download(package, folder)
            for each in sorted(folder.glob("*.deb")):
                _run(["dpkg", "-x", str(each), str(folder / "root")], folder)
        except subprocess.CalledProcessError as error:
            said = " ".join(error.stderr.split())[-300:]
            message = f"{error.cmd[0]} cannot fetch {package} ({said})"
            raise FetchError(message) from error
        except subprocess.TimeoutExpired as error:
            message = f"{error.cmd[0]} did not fetch {package} in {_SECONDS} seconds"
            raise FetchError(message) from error
        (folder / "root").rename(cache / "root")
    return cache / "root"


def libraries_of(root: Path) -> str:
    """Return the folders of the libraries below *root*, as LD_LIBRARY_PATH wants them."""
    return ":".join(sorted({str(each.parent) for each in root.rglob("lib*.so*")}))


def _download(package: str, folder: Path) -> None:
    """Download the packages, with lists of packages in *folder* if those of the system are old."""
    try:
        _download_with((), package, folder)
    except subprocess.CalledProcessError:
        lists, cache = folder / "lists", folder / "cache"
        lists.mkdir()
        cache.mkdir()
        own = [f"-oDir::State::Lists={lists}", f"-oDir::Cache={cache}", "-oAPT::Sandbox::User=root"]
        _run(["apt-get", *own, "update"], folder)
        _download_with(own, package, folder)


def _download_with(options: Sequence[str], package: str, folder: Path) -> None:
    """Download *package* and what it needs and the system lacks."""
    simulated = ["install", "--simulate", "--no-install-recommends", package]
    missing = _MISSING.findall(_run(["apt-get", *options, *simulated], folder))
    _run(["apt-get", *options, "download", *sorted({package, *missing})], folder)


def _run(words: Sequence[str], folder: Path) -> str:
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C"},
        check=True,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )
    return done.stdout
