"""Finds Virtuoso: where the environment says, kept from an earlier run, or fetched from Debian."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from debian import FetchError, fetch, libraries_of

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "GRAPHKIT_VIRTUOSO"
PACKAGE = "virtuoso-opensource-7-bin"
WAY_OUT = f"run on Debian or Ubuntu, or set {PLACE} to a folder where {PACKAGE} is unpacked"


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
        try:
            fetch(PACKAGE, cache, environment)
        except FetchError as error:
            message = f"{error}; {WAY_OUT}"
            raise NoVirtuosoError(message) from error
        found = unpacked_in(cache / "root")
    if not works(found):
        message = f"Virtuoso, unpacked in {cache}, does not run here; {WAY_OUT}"
        raise NoVirtuosoError(message)
    return found


def unpacked_in(root: Path) -> Virtuoso:
    """Return Virtuoso as its packages hold it, unpacked below *root*, there or not."""
    programs = root / "usr" / "bin"
    return Virtuoso(programs / "virtuoso-t", programs / "isql-vt", libraries_of(root))


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
