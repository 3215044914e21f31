"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import Final

from graphkit.errors import WriteError

_WAYS_OUT: Final = {
    errno.ENOENT: "create the folder first",
    errno.ENOSPC: "free some space or write elsewhere",
    errno.EDQUOT: "free some space or write elsewhere",
    errno.EISDIR: "name a file in it",
}


def write_bytes(target: Path, content: bytes) -> None:
    """Write *content* to *target*; after a failure the old file stands as it was.

    The bytes go to a new file in the same folder, which takes the target's place once they are
    on the disk. A link is followed. A device or a pipe has no old content and is written straight.

    Raises:
        WriteError: The folder is missing or closed to us, or the disk is full.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder) / "a.txt", b"text")
    ...     [path.name for path in Path(folder).iterdir()]
    ['a.txt']
    """
    try:
        real = Path(os.path.realpath(target))
        if real.exists() and not real.is_file():
            _write_straight(real, content)
        else:
            _replace(real, content)
    except OSError as error:
        reason = str(error) if error.strerror is None else error.strerror
        way_out = _WAYS_OUT.get(0 if error.errno is None else error.errno, "write elsewhere")
        message = f"{target}: cannot be written ({reason}); {way_out}"
        raise WriteError(message) from error


def check_target(target: Path) -> None:
    """Check that *target* can be written, before the work whose result it shall hold.

    Raises:
        WriteError: It is a folder, or its own folder is missing or closed to us.

    >>> check_target(Path("nowhere/a.ttl"))
    Traceback (most recent call last):
    ...
    graphkit.errors.WriteError: nowhere/a.ttl: the folder nowhere is missing; create it first
    """
    real = Path(os.path.realpath(target))
    # os.path answers False for names that no file can have, where Path raises
    if os.path.isdir(real):  # noqa: PTH112
        message = f"{target}: it is a folder; name a file in it"
        raise WriteError(message)
    if not os.path.isdir(real.parent):  # noqa: PTH112
        message = f"{target}: the folder {target.parent} is missing; create it first"
        raise WriteError(message)
    written = real if os.path.exists(real) else real.parent  # noqa: PTH110
    if not os.access(written, os.W_OK):
        message = f"{target}: it may not be written; write elsewhere or change the permissions"
        raise WriteError(message)


def _write_straight(target: Path, content: bytes) -> None:
    with target.open("wb") as stream:
        stream.write(content)


def _replace(target: Path, content: bytes) -> None:
    # The random name never reaches the output; it keeps two writers of one file apart.
    part = target.with_name(f".graphkit-{secrets.token_hex(8)}.part")
    # "x" refuses an existing file, and the mode is the usual one under the user's umask.
    with part.open("xb") as stream:
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            part.replace(target)
        except BaseException:  # also on Ctrl-C: nothing half-written stays behind
            part.unlink()
            raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can do so."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that we may write to but not read
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
