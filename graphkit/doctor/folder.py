"""Checks the folder of a store from outside: its files, its disk, and whether it opens.

Nothing in it is changed: the store is opened as a snapshot.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from graphkit.doctor.finding import Finding, counted, megabytes, ok
from graphkit.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BACKUP: Final = "put the store's backup back or build it again"
_OWN: Final = re.compile(
    r"(\d+\.(sst|log|dbtmp|blob)|MANIFEST-\d+|OPTIONS-\d+(\.dbtmp)?|CURRENT|IDENTITY|LOCK"
    r"|LOG(\.old\.\d+)?)\Z"
)
"""RocksDB's own files."""

_REST: Final = re.compile(r"(\.graphkit-[0-9a-f]{16}\.part|.*\.dbtmp)\Z")
_UNFINISHED: Final = ".unfinished"  # stands in a folder while a store is made in it
_SHOWN: Final = 3  # names in a line
_SPACE: Final = 100_000_000  # bytes; a big document and what RocksDB puts off

# Run in a process of its own: closing the file would take the locks of this one.
_TRY: Final = (
    "import fcntl, sys\n"
    "file = open(sys.argv[1], 'rb')\n"
    "try:\n"
    "    fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)\n"
    "except OSError:\n"
    "    sys.exit(3)\n"
)
_LOCKED: Final = 3


def folder(path: Path) -> Iterator[Finding]:
    """Yield what is found out about the folder *path*.

    After a finding "store" or "opening" that is wrong, there is no more to find out.
    """
    from graphkit.graph.stores import is_store  # noqa: PLC0415 - what it needs may be missing

    try:
        names = sorted(file.name for file in path.iterdir())
    except OSError as error:
        way_out = "give yourself the right to read it"
        yield Finding("wrong", "store", f"it cannot be read ({error.strerror})", way_out)
        return
    if not names:
        yield Finding("wrong", "store", "the folder is empty", "make a store with `graphkit build`")
        return
    if not is_store(path):
        yield _no_store(names)
        return
    yield ok("store", str(path))
    yield from _files(names)
    yield from _opening(path)
    yield _writer(path)
    yield from _disk(path, names)


def _no_store(names: list[str]) -> Finding:
    if _UNFINISHED in names:
        return Finding("wrong", "store", "its making was cut off", "build its inputs again")
    if any(name == "CURRENT" or name.endswith(".sst") for name in names):
        told = "the lists of its files (MANIFEST-…, OPTIONS-…) are missing or of another program"
        return Finding("wrong", "store", told, _BACKUP)
    way_out = "name the folder of a store, or make one with `graphkit build`"
    return Finding("wrong", "store", "the folder holds other files and no store", way_out)


def _files(names: list[str]) -> Iterator[Finding]:
    lists = [name for name in names if name.startswith("MANIFEST-")]
    for lacking in [
        *(["CURRENT"] if "CURRENT" not in names else []),
        *([] if lists else ["MANIFEST"]),
    ]:
        yield Finding("wrong", "files", f"{lacking} is missing", _BACKUP)
    rest = [name for name in names if _REST.match(name)]
    if rest:
        told = f"left over from a program that was cut off: {_some(rest)}"
        yield Finding("warning", "files", told, "delete them when nothing writes to the store")
    if _UNFINISHED in names:
        way_out = "build its inputs again"
        yield Finding("warning", "files", "the making of the store was cut off", way_out)
    known = {*rest, _UNFINISHED}
    foreign = [name for name in names if not _OWN.match(name) and name not in known]
    if foreign:
        told = f"not of the store: {_some(foreign)}"
        yield Finding(
            "warning", "files", told, "keep them elsewhere, since the folder is RocksDB's"
        )
    if not rest and not foreign and _UNFINISHED not in names:
        yield ok("files", f"{counted(len(names), 'file')}, all of them the store's")


def _opening(path: Path) -> Iterator[Finding]:
    from graphkit.graph.stores import open_folder  # noqa: PLC0415

    try:
        open_folder(path)
    except StoreError as error:
        cause = error.__cause__
        reason = " ".join(str(error if cause is None else cause).split())
        if "ermission" in reason:
            way_out = "give yourself the right to read its files"
        elif "o space" in reason or "oo many open files" in reason:
            way_out = "make room on the disk, and raise the limit of open files"
        else:
            way_out = f"the store is damaged: {_BACKUP}"
        yield Finding("wrong", "opening", f"it does not open ({reason})", way_out)
        return
    yield ok("opening", "it opens for reading")


def _writer(path: Path) -> Finding:
    lock = path / "LOCK"
    if sys.platform == "win32" or not lock.exists():
        return ok("writers", "nobody has written to it here")
    state = _tried(lock)
    if state == _LOCKED:
        told = "another program writes to it now"
        return Finding("warning", "writers", told, "what it writes from now on is not examined")
    if state != 0:
        told = "we may not see whether another program writes to it"
        return Finding("warning", "writers", told, "give yourself the right to read its LOCK")
    return ok("writers", "no other program writes to it")


def _tried(lock: Path) -> int:
    """Return how a program ends that tries to take the lock."""
    call = [sys.executable, "-c", _TRY, str(lock)]
    try:
        done = subprocess.run(call, check=False, capture_output=True)  # noqa: S603 - our own text
    except OSError:
        return -1
    return done.returncode


def _disk(path: Path, names: list[str]) -> Iterator[Finding]:
    closed = [name for name in names if not _may(path / name, os.R_OK | os.W_OK)]
    if not _may(path, os.W_OK) or closed:
        told = f"we may not write to it{f' ({_some(closed)})' if closed else ''}"
        yield Finding("warning", "rights", told, "it can be asked, but not added to")
    else:
        yield ok("rights", "we may write to it")
    size = sum((path / name).stat().st_size for name in names if (path / name).is_file())
    free = shutil.disk_usage(path).free
    told = f"{megabytes(size)} in the store, {megabytes(free)} free on its disk"
    if free < _SPACE:
        yield Finding("wrong", "disk", told, "make room: the next build would stop halfway")
    elif free < size:
        way_out = "make room: RocksDB needs as much again while it tidies up"
        yield Finding("warning", "disk", told, way_out)
    else:
        yield ok("disk", told)


def _may(path: Path, mode: int) -> bool:
    # the user who acts, where the system can tell, and not the one who logged in
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
