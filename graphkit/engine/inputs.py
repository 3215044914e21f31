"""Arguments → files that an engine reads: JSON Lines, Parquet and WARC, here or in object stores.

Order is the order of the arguments, sorted within a folder or a pattern, as in `graphkit.read`.
"""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyarrow import fs  # type: ignore[import-untyped]

from graphkit.engine.places import files_below, info, is_remote
from graphkit.errors import ReadError
from graphkit.read.sources import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS: Final = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".parquet": "table",
    ".warc": "pages",
    ".warc.gz": "pages",
}
"""The kind of a file by its suffix."""

_WAY_OUT: Final = "an engine reads .jsonl .ndjson .parquet .warc .warc.gz; leave --engine out"
_MAGIC: Final = "*?["


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read: how messages call it, where it is, its kind, size and last change."""

    where: str
    place: str
    kind: str
    size: int
    changed: str


def find_files(inputs: Sequence[str]) -> tuple[InputFile, ...]:
    """Return the files that *inputs* name, each once.

    Raises:
        ReadError: An input names nothing that an engine reads.
    """
    found: dict[str, InputFile] = {}
    for argument in inputs:
        for file in _expand(argument):
            real = file.place if is_remote(file.place) else os.path.realpath(file.place)
            found.setdefault(real, file)
    return tuple(found.values())


def kind_of(name: str) -> str | None:
    """Return the kind of a file, None if an engine does not read it.

    >>> kind_of("a.WARC.gz"), kind_of("a.txt")
    ('pages', None)
    """
    lower = name.lower()
    return next((kind for suffix, kind in KINDS.items() if lower.endswith(suffix)), None)


def _expand(argument: str) -> Iterator[InputFile]:
    if argument == "-":
        where, reason = "stdin", "an engine cannot share standard input"
        raise ReadError(where, reason, _WAY_OUT)
    names = list(_remote(argument) if is_remote(argument) else _local(argument))
    if not names:
        raise ReadError(shown(argument), "it names no file that an engine can read", _WAY_OUT)
    yield from names


def _local(argument: str) -> Iterator[InputFile]:
    if os.path.isdir(argument):  # noqa: PTH112 - Path raises for names that no file can have
        for place, size, changed in files_below(argument):
            name = os.path.relpath(place, os.path.abspath(argument))  # noqa: PTH100
            hidden = any(part.startswith(".") for part in Path(name).parts)
            if not hidden and kind_of(name) is not None:
                yield _file(os.path.join(argument, name), place, size, changed)  # noqa: PTH118 - as it was given
        return
    exact = os.path.isfile(argument)  # noqa: PTH113
    names = [argument] if exact else sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not names:
        raise ReadError(shown(argument), "no such file or folder", "check the path")
    for name in names:
        if os.path.isfile(name):  # noqa: PTH113
            known = info(name)
            yield _file(name, known.path, known.size, str(known.mtime_ns))


def _remote(argument: str) -> Iterator[InputFile]:
    """Yield what an address names; a pattern's ``*`` takes in slashes, too."""
    if not set(_MAGIC) & set(argument):
        known = info(argument)
        if known.type == fs.FileType.File:
            yield _file(argument, argument, known.size, str(known.mtime_ns))
            return
    root = argument
    for letter in _MAGIC:
        root = root.partition(letter)[0]
    folder = argument if root == argument else root.rpartition("/")[0]
    try:
        inside = list(files_below(folder))
    except OSError as error:
        reason = f"it cannot be listed ({' '.join(str(error).split())[:200]})"
        raise ReadError(argument, reason, "check the address and who asks") from error
    for place, size, changed in inside:
        fits = root == argument or fnmatchcase(place, argument)
        if fits and kind_of(place) is not None:
            yield _file(place, place, size, changed)


def _file(name: str, place: str, size: int, changed: str) -> InputFile:
    kind = kind_of(name)
    if kind is None:
        raise ReadError(shown(name), "an engine does not read files of this kind", _WAY_OUT)
    return InputFile(shown(name), place, kind, size, changed)
