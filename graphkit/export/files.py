"""Folders of files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import WriteError
from graphkit.graph.stores import is_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO


def check_folder(target: Path) -> None:
    """Check that files can be put into the folder *target*, which need not be there yet.

    Raises:
        WriteError: It is a file or a store, or its own folder is missing, or one of them is closed
            to us.

    >>> check_folder(Path("nowhere/tables"))
    Traceback (most recent call last):
    ...
    graphkit.errors.WriteError: nowhere/tables: the folder nowhere is missing; create it first
    """
    # os.path answers False for names that no file can have, where Path raises
    if os.path.lexists(target) and not os.path.isdir(target):  # noqa: PTH112
        message = f"{target}: it is a file, and the tables need a folder; name another one"
        raise WriteError(message)
    parent = Path(os.path.abspath(target)).parent  # noqa: PTH100 - a link's own folder is meant
    if not os.path.isdir(parent):  # noqa: PTH112
        message = f"{target}: the folder {target.parent} is missing; create it first"
        raise WriteError(message)
    check_beside_stores(target)
    written = target if os.path.isdir(target) else parent  # noqa: PTH112
    if not os.access(written, os.W_OK):
        message = f"{target}: it may not be written; write elsewhere or change the permissions"
        raise WriteError(message)


def check_beside_stores(target: Path) -> None:
    """Check that *target* is no store and does not lie in one: its files are Oxigraph's own.

    Raises:
        StoreError: A folder cannot be read.
        WriteError: It is or does.
    """
    real = Path(os.path.realpath(target))
    for folder in (real, real.parent):
        if os.path.isdir(folder) and is_store(folder):  # noqa: PTH112
            place = "it is" if folder == real else "its folder is"
            message = f"{target}: {place} a store, which keeps its own files; name another folder"
            raise WriteError(message)


def write_folder(target: Path, files: Mapping[str, Callable[[BinaryIO], None]]) -> None:
    """Write *files* into the folder *target*; after a failure the old ones stand as they were.

    All are written beside *target* first. A new folder then takes its name at once; into one that
    is there the files are moved one after the other, and what else is in it stays.

    Raises:
        WriteError: The folder cannot be written, or the disk is full.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_folder(Path(folder) / "a", {"b.txt": lambda stream: None})
    ...     [str(path.relative_to(folder)) for path in Path(folder).rglob("*.txt")]
    ['a/b.txt']
    """
    check_folder(target)
    real = Path(os.path.realpath(target))
    for name in files:
        if (real / name).is_dir():  # found out before the first file is moved
            message = f"{target / name}: it is a folder, and a file is to be there; move it away"
            raise WriteError(message)
    # The random name never reaches the output. A folder that is there may be a mount of its own,
    # into which nothing could be moved from beside it.
    above = real if real.is_dir() else real.parent
    part = above / f".graphkit-{secrets.token_hex(8)}.part"
    try:
        part.mkdir()
        try:
            for name, write in files.items():
                _write(part / name, write)
            if real.is_dir():
                for name in files:
                    (part / name).replace(real / name)
            else:
                part.rename(real)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        reason = str(error) if error.strerror is None else error.strerror
        message = f"{target}: cannot be written ({reason}); free some space or write elsewhere"
        raise WriteError(message) from error


def _write(path: Path, write: Callable[[BinaryIO], None]) -> None:
    with path.open("xb") as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
