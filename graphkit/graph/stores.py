"""Opens pyoxigraph stores: a file into memory, a folder for reading or for writing.

A folder that is no store is never opened, since RocksDB would make one of it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, Store

from graphkit.errors import StoreError, UnknownNameError
from graphkit.graph.formats import SUFFIXES, format_of, get_format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

# Oxigraph keeps its strings in a RocksDB column family of this name; the manifest lists them.
_MARK: Final = b"id2str"
# Stands in a folder while a store is made in it: RocksDB takes several steps, and a folder that has
# been left after the first of them holds nothing by which to tell it from another program's.
_UNFINISHED: Final = ".unfinished"
_LOCKED: Final = re.compile(r"\block (file|hold)")  # and not that of a block
_PLACE: Final = re.compile(r"^Parser error [^:]*: ")


_WAYS_OUT: Final = {
    "no space left on device": "free some space and run it again",
    "disk quota exceeded": "free some space and run it again",
    "read-only file system": "make it writable and run it again",
    "permission denied": "change the permissions of its folder and run it again",
}
"""What the system says of a disk on which nothing can be written, and what to do."""


def open_file(path: Path) -> Store:
    """Return a store in memory with what stands in the RDF file *path*.

    Raises:
        StoreError: It is missing, cannot be read, or is not what its suffix says.
    """
    rdf_format = _format(path)
    store = Store()
    try:
        store.bulk_load(path=path, format=rdf_format)
    except FileNotFoundError as error:
        message = f"{path}: there is no such file; build it with `graphkit build INPUT... -o FILE`"
        raise StoreError(message) from error
    except SyntaxError as error:
        raise StoreError(_syntax_message(path, error)) from error
    except OSError as error:
        message = f"{path}: cannot be read ({_reason(error)}); check its permissions"
        raise StoreError(message) from error
    return store


def open_stream(stream: BinaryIO, name: str) -> Store:
    """Return a store in memory with what *stream* holds: Turtle, TriG, N-Triples or N-Quads.

    A stream has no suffix that tells its format. TriG takes in Turtle and N-Triples, so two
    attempts do. *name* is for messages.

    Raises:
        StoreError: It holds something else.
    """
    content = stream.read()
    try:
        return _loaded(content, RdfFormat.TRIG)
    except SyntaxError as error:
        try:
            return _loaded(content, RdfFormat.N_QUADS)
        except SyntaxError:
            raise StoreError(_syntax_message(name, error)) from error


def _loaded(content: bytes, rdf_format: RdfFormat) -> Store:
    store = Store()
    store.bulk_load(content, rdf_format)
    return store


def open_folder(path: Path) -> Store:
    """Return a read-only snapshot of the store in the folder *path*, as it is now.

    It opens while another program writes, and does not see what is written from then on.

    Raises:
        StoreError: The folder holds no store, or a damaged one.
    """
    if not is_store(path):
        message = f"{path}: the folder holds no graph store; make one with `graphkit build`"
        raise StoreError(message)
    return _guarded(path, Store.read_only)


def open_for_writing(path: Path) -> Store:
    """Return the store in the folder *path*, to read and write; a new one if nothing is there.

    Raises:
        StoreError: Something else is there, it is damaged, or another program writes to it.
    """
    # os.path answers False for names that no file can have, where Path raises
    if os.path.exists(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112
        message = f"{path}: it is a file; name a folder for the store"
        raise StoreError(message)
    if _is_begun(path) or is_store(path):
        return _finished(path)
    if os.path.isdir(path) and any(path.iterdir()):  # noqa: PTH112
        message = f"{path}: the folder holds other files and no graph store; name a new folder"
        raise StoreError(message)
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / _UNFINISHED).touch()
    except OSError as error:
        raise StoreError(_closed_message(path, error)) from error
    return _finished(path)


def write_error(name: str, error: Exception) -> StoreError:
    """Return the error for a change of the graph *name* that *error* has stopped.

    >>> print(write_error("chain", OSError("IO error: No space left on device: While appending")))
    chain: the graph cannot be changed (no space left on device); free some space and run it again
    """
    reason = _reason(error)
    for known, way_out in _WAYS_OUT.items():
        if known in reason.lower():
            return StoreError(f"{name}: the graph cannot be changed ({known}); {way_out}")
    way_out = "open it with Graph.create to write to it, and see that the disk has space"
    return StoreError(f"{name}: the graph cannot be changed ({reason}); {way_out}")


def _is_begun(path: Path) -> bool:
    # os.path answers False for names that no file can have, where Path raises
    return os.path.exists(path / _UNFINISHED)  # noqa: PTH110


def _finished(path: Path) -> Store:
    """Return the store in a folder in which one is, or was to be made when that was cut off."""
    store = _guarded(path, Store)
    try:
        (path / _UNFINISHED).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(_closed_message(path, error)) from error
    return store


def is_store(path: Path) -> bool:
    """Return whether the folder *path* holds a store that Oxigraph has made, sound or damaged.

    Raises:
        StoreError: The folder cannot be read.

    >>> from pathlib import Path
    >>> is_store(Path("/nowhere"))
    False
    """
    # RocksDB lists its column families in both kinds of file; one of them may be damaged.
    try:
        lists = [*sorted(path.glob("OPTIONS-*")), *sorted(path.glob("MANIFEST-*"))]
        return any(_MARK in file.read_bytes() for file in lists if file.is_file())
    except OSError as error:
        message = f"{path}: cannot be read ({_reason(error)}); check its permissions"
        raise StoreError(message) from error


def _guarded(path: Path, opener: Callable[[str], Store]) -> Store:
    try:
        return opener(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(_closed_message(path, error)) from error


def _closed_message(path: Path, error: Exception) -> str:
    """Return why a store does not open."""
    reason = _reason(error)
    told = next((known for known in _WAYS_OUT if known in reason.lower()), None)
    if told is not None:
        reason, way_out = told, _WAYS_OUT[told]
    elif _LOCKED.search(reason):
        way_out = "another program is writing to it; wait for that or open it for reading"
    elif isinstance(error, RuntimeError) or "orruption" in reason:
        way_out = "the store is damaged; put its backup back or build it again"
    else:
        way_out = "check its permissions and the space on the disk"
    return f"{path}: the store does not open ({reason}); {way_out}"


def _format(path: Path) -> RdfFormat:
    try:
        return get_format(format_of(path))
    except UnknownNameError as error:
        if not path.suffix and not os.path.lexists(path):
            message = f"{path}: there is no such file or folder; build it with `graphkit build`"
            raise StoreError(message) from error
        kinds = ", ".join(SUFFIXES)
        message = f"{path}: no graph file ends with {path.suffix!r}; rename it to one of {kinds}"
        raise StoreError(message) from error


def _syntax_message(path: Path | str, error: SyntaxError) -> str:
    line = "" if error.lineno is None else f":{error.lineno}"
    column = "" if error.offset is None else f":{error.offset}"
    reason = " ".join(_PLACE.sub("", error.msg).split())
    return f"{path}{line}{column}: {reason}; correct the file or build it again"


def _reason(error: BaseException) -> str:
    text = (
        str(error) if not isinstance(error, OSError) or error.strerror is None else error.strerror
    )
    return " ".join(text.split())
