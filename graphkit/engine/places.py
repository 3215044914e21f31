"""Files on this machine and in object stores, through pyarrow, which comes with Daft.

A place is a path or an address such as ``s3://bucket/news``; who asks and where is told by the
environment variables of the store (``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL`` …).
"""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from pyarrow import fs  # type: ignore[import-untyped]

from graphkit.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BUFFER: Final = 1 << 20


def is_remote(place: str) -> bool:
    """Return whether *place* is an address and not a path.

    >>> is_remote("s3://bucket/news"), is_remote("/data/news")
    (True, False)
    """
    return _ADDRESS.match(place) is not None


def at(place: str) -> tuple[fs.FileSystem, str]:
    """Return the file system of *place* and its path there.

    Raises:
        ReadError: No such kind of address is known.
    """
    if not is_remote(place):
        return fs.LocalFileSystem(), os.path.abspath(place)  # noqa: PTH100 - a place is text
    try:
        system, path = fs.FileSystem.from_uri(place)
    except (ValueError, OSError) as error:
        reason = f"it cannot be reached ({_reason(error)})"
        raise ReadError(place, reason, "check the address") from error
    return system, path


def whole(path: str, beside: str) -> str:
    """Return the place of *path* in the file system of *beside*; Daft leaves the scheme out.

    >>> whole("bucket/parts/a.parquet", "s3://bucket/parts"), whole("/parts/a", "/parts")
    ('s3://bucket/parts/a.parquet', '/parts/a')
    """
    if is_remote(path) or not is_remote(beside):
        return path
    return beside[: beside.index("://") + 3] + path


def join(place: str, *names: str) -> str:
    """Return the place of *names* below *place*.

    >>> join("s3://bucket/parts/", "rows", "a.parquet")
    's3://bucket/parts/rows/a.parquet'
    """
    return "/".join([place.rstrip("/"), *names])


def open_place(place: str) -> BinaryIO:
    """Return the file at *place* to be read, from any position.

    Raises:
        ReadError: It cannot be opened.
    """
    system, path = at(place)
    try:
        return cast("BinaryIO", io.BufferedReader(system.open_input_file(path), _BUFFER))
    except OSError as error:
        raise unreadable(place, error) from error


def write_place(place: str, content: bytes) -> None:
    """Write a file at *place*, whole or not at all."""
    system, path = at(place)
    system.create_dir(path.rpartition("/")[0], recursive=True)
    if is_remote(place):  # an object is there when it has been sent
        with system.open_output_stream(path) as stream:
            stream.write(content)
        return
    with system.open_output_stream(f"{path}.new") as stream:
        stream.write(content)
    system.move(f"{path}.new", path)


def files_below(place: str) -> Iterator[tuple[str, int, str]]:
    """Yield the files below the folder *place*, sorted: place, bytes, and when it was changed."""
    system, path = at(place)
    inside = fs.FileSelector(path, recursive=True, allow_not_found=True)
    found = [each for each in system.get_file_info(inside) if each.type == fs.FileType.File]
    for each in sorted(found, key=lambda each: each.path):
        yield whole(each.path, place), each.size, str(each.mtime_ns)


def info(place: str) -> fs.FileInfo:
    """Return what is known of *place*.

    Raises:
        ReadError: It cannot be asked.
    """
    system, path = at(place)
    try:
        return system.get_file_info(path)
    except OSError as error:
        raise unreadable(place, error) from error


def unreadable(place: str, error: OSError) -> ReadError:
    """Return the error for a file that cannot be read."""
    reason = f"it cannot be read ({_reason(error)})"
    return ReadError(place, reason, "check the path and its permissions")


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
