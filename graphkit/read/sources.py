"""Arguments → sources: files, folders, patterns and standard input, checked before any is read.

Order is the order of the arguments; within a folder or a pattern names are sorted. A file that is
met twice counts once, under the first id.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KINDS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""The kind of a file by its suffix; in folders only these are read."""

STDIN = "-"
STDIN_NAME = "stdin"
"""What standard input is called in messages and ids."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input (path None).

    ``id`` is what its document is called if the file itself does not say so; ``kind`` is a value of
    `KINDS`; that of standard input shows only when it is read.
    """

    id: str
    path: Path | None
    kind: str

    @property
    def where(self) -> str:
        """The file's name as it stands in messages."""
        return STDIN_NAME if self.path is None else shown(self.path)


def find_sources(inputs: Sequence[str]) -> Iterator[Source | ReadError]:
    """Check every argument, then return an iterator over the files that they name.

    A folder that cannot be listed below the one given is yielded as an error.

    Raises:
        ReadError: At once, if an argument names nothing that can be read.
    """
    found: list[Iterable[Source | ReadError]] = []
    for argument in inputs:
        found.extend(_expand(argument))
    return _once(source for part in found for source in part)


def shown(path: str | Path) -> str:
    r"""Return a path on one line, for messages; what UTF-8 or a line cannot hold is escaped.

    >>> shown("news/a\nb.txt")
    'news/a\\nb.txt'
    """
    text = os.fspath(path).encode("utf-8", "backslashreplace").decode()
    return _CONTROL.sub(lambda match: repr(match[0])[1:-1], text)


def _expand(argument: str) -> Iterator[Iterable[Source | ReadError]]:
    """Yield the sources of one argument, a part for each file or folder."""
    if argument == STDIN:
        yield [Source(STDIN_NAME, None, "plain")]
        return
    if not argument:
        raise ReadError(repr(argument), "the path is empty", "give a file, a folder or -")
    path = Path(argument)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if not glob.has_magic(argument):
            raise _missing(argument, error) from error
        yield from ([_file(match, match.name)] for match in _match(argument))
    else:
        yield _check_folder(path) if is_folder else [_file(path, path.name)]


def _missing(argument: str, error: OSError | ValueError) -> ReadError:
    if isinstance(error, PermissionError):
        return unreadable(shown(argument), error)
    return ReadError(shown(argument), "no such file or folder", "check the path")


def _match(pattern: str) -> Iterator[Path]:
    """Yield the files that a pattern matches; folders are left out, since ``**`` names them too."""
    matches = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - Path.glob takes no absolute pattern
    files = [match for match in matches if not _is_folder(match)]
    if not files:
        way_out = "give the folder itself" if matches else "check the pattern"
        raise ReadError(shown(pattern), "the pattern matches no file", way_out)
    yield from files


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # opening it will say why
        return False


def _check_folder(root: Path) -> Iterable[Source | ReadError]:
    first = next(_walk(root), None)
    if isinstance(first, ReadError) and first.where == shown(root):
        raise first
    if first is None:
        known = " ".join(sorted(KINDS))
        reason = "the folder holds no file that can be read"
        raise ReadError(shown(root), reason, f"files in folders must end in one of {known}")
    return _walk(root)


def _walk(root: Path) -> Iterator[Source | ReadError]:
    """Yield the files below a folder in sorted order; links to folders are not followed."""
    waiting = [(root, "", True)]
    while waiting:
        path, name, is_folder = waiting.pop()
        if not is_folder:
            yield _file(path, name)
            continue
        try:
            inside = _listed(path, f"{name}/" if name else "")
        except OSError as error:
            yield unreadable(shown(path), error)
        else:
            waiting.extend(reversed(inside))


def _listed(folder: Path, prefix: str) -> list[tuple[Path, str, bool]]:
    """Return what is in a folder, sorted: path, relative name and whether it is a folder."""
    with os.scandir(folder) as entries:
        found = [
            (entry.name, entry.is_dir(follow_symlinks=False), entry)
            for entry in entries
            if not entry.name.startswith(".")
        ]
    return [
        (Path(entry.path), prefix + name, is_folder)
        for name, is_folder, entry in sorted(found, key=lambda each: each[0])
        if is_folder or _is_known(entry)
    ]


def _is_known(entry: os.DirEntry[str]) -> bool:
    # A broken link is kept: opening it will say so.
    known = Path(entry.name).suffix.lower() in KINDS
    return known and not entry.is_dir() and (entry.is_symlink() or entry.is_file())


def unreadable(where: str, error: OSError) -> ReadError:
    """Return the error for what the system refuses to open."""
    reason = error.strerror if error.strerror is not None else "it cannot be read"
    return ReadError(where, reason[:1].lower() + reason[1:], "check the path and its permissions")


def _file(path: Path, document_id: str) -> Source:
    # A file given by name with another suffix is taken for plain text.
    return Source(document_id, path, KINDS.get(path.suffix.lower(), "plain"))


def _once(sources: Iterable[Source | ReadError]) -> Iterator[Source | ReadError]:
    """Yield each file the first time that it is met, whatever path leads to it."""
    seen: set[str] = set()
    for source in sources:
        if isinstance(source, Source):
            real = STDIN if source.path is None else os.path.realpath(source.path)
            if real in seen:
                continue
            seen.add(real)
        yield source
