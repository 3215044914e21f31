"""Finds Virtuoso: where the environment says, kept from an earlier run, or fetched from Debian.

apt downloads its packages and dpkg unpacks them, without root and without a change of the system:
what apt has to know is kept beside them. Nothing is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLACE = "GRAPHKIT_VIRTUOSO"
PACKAGE = "virtuoso-opensource-7-bin"
WAY_OUT = f"run on Debian or Ubuntu, or set {PLACE} to a folder where {PACKAGE} is unpacked"
_MISSING = re.compile(r"^Inst (\S+) \(", re.MULTILINE)  # what is there in another version has a [
_SECONDS = 300  # for a download


class NoVirtuosoError(Exception):
    """Virtuoso is neither here nor to be had; the message tells why."""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """The server, the tool that administers it, and the folders of the libraries of both."""

    program: Path
    isql: Path
    libraries: str


def find_virtuoso(cache: Path, environment: Mapping[str, str]) -> Virtuoso:
    """Return Virtuoso, which works; a download is kept in the folder *cache*.

    Raises:
        NoVirtuosoError: It is not where GRAPHKIT_VIRTUOSO says, or cannot be fetched, or run.
    """
    told = environment.get(PLACE)
    if told is not None:
        found = unpacked_in(Path(told))
        if not works(found):
            message = f"{PLACE} is {told}, and there is no Virtuoso in it that runs; {WAY_OUT}"
            raise NoVirtuosoError(message)
        return found
    found = unpacked_in(cache / "root")
    if not works(found):
        shutil.rmtree(cache / "root", ignore_errors=True)
        fetch(cache, environment)
        found = unpacked_in(cache / "root")
    if not works(found):
        message = f"Virtuoso, unpacked in {cache}, does not run here; {WAY_OUT}"
        raise NoVirtuosoError(message)
    return found


def unpacked_in(root: Path) -> Virtuoso:
    """Return Virtuoso as its packages hold it, unpacked below *root*, there or not."""
    folders = sorted({str(each.parent) for each in root.rglob("lib*.so.*")})
    programs = root / "usr" / "bin"
    return Virtuoso(programs / "virtuoso-t", programs / "isql-vt", ":".join(folders))


def works(found: Virtuoso) -> bool:
    """Return whether the server runs as far as to tell its version."""
    try:
        done = subprocess.run(
            [found.program, "-?"],
            env={"LD_LIBRARY_PATH": found.libraries},
            capture_output=True,
            check=False,
            timeout=60,
        )
    except OSError:
        return False
    return b"Virtuoso" in done.stdout + done.stderr and found.isql.is_file()


def fetch(cache: Path, environment: Mapping[str, str]) -> None:
    """Put Virtuoso and the libraries that this system lacks into the folder ``root`` of *cache*.

    Raises:
        NoVirtuosoError: There is no apt, or it finds no package.
    """
    for tool in ("apt-get", "dpkg"):
        if shutil.which(tool, path=environment.get("PATH")) is None:
            message = f"Virtuoso comes from Debian, and there is no {tool} here; {WAY_OUT}"
            raise NoVirtuosoError(message)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as name:
        folder = Path(name)
        try:
            _download(folder)
            for package in sorted(folder.glob("*.deb")):
                _run(["dpkg", "-x", str(package), str(folder / "root")], folder)
        except subprocess.CalledProcessError as error:
            said = " ".join(error.stderr.split())[-300:]
            message = f"{error.cmd[0]} cannot fetch Virtuoso ({said}); {WAY_OUT}"
            raise NoVirtuosoError(message) from error
        except subprocess.TimeoutExpired as error:
            message = f"{error.cmd[0]} did not fetch Virtuoso in {_SECONDS} seconds; {WAY_OUT}"
            raise NoVirtuosoError(message) from error
        (folder / "root").rename(cache / "root")


def _download(folder: Path) -> None:
    """Download the packages, with lists of packages in *folder* if those of the system are old."""
    try:
        _download_with((), folder)
    except subprocess.CalledProcessError:
        lists, cache = folder / "lists", folder / "cache"
        lists.mkdir()
        cache.mkdir()
        own = [f"-oDir::State::Lists={lists}", f"-oDir::Cache={cache}", "-oAPT::Sandbox::User=root"]
        _run(["apt-get", *own, "update"], folder)
        _download_with(own, folder)


def _download_with(options: Sequence[str], folder: Path) -> None:
    """Download Virtuoso and what it needs and the system lacks."""
    simulated = ["install", "--simulate", "--no-install-recommends", PACKAGE]
    missing = _MISSING.findall(_run(["apt-get", *options, *simulated], folder))
    _run(["apt-get", *options, "download", *sorted({PACKAGE, *missing})], folder)


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
