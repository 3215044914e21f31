"""The errors that graphkit raises on purpose, all under one base.

Each message says what is wrong, where, and the way out; the parts are attributes too.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class GraphkitError(Exception):
    """Base of every error that graphkit raises on purpose."""


class CallError(GraphkitError, ValueError):
    """Something was asked for in a way that cannot be meant; the shell's exit code is 2."""


class UnknownNameError(CallError, LookupError):
    """Something was asked for by a name that does not exist.

    >>> raise UnknownNameError("query", "sits", ["sites"])
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no query named 'sits'; did you mean 'sites'? Available: sites
    """

    def __init__(self, kind: str, name: str, available: Iterable[str]) -> None:
        """Name the *kind* of thing, the *name* asked for and the names that exist."""
        self.kind, self.name, self.available = kind, name, tuple(sorted(available))
        close = get_close_matches(name, self.available, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else "."
        names = ", ".join(self.available) or "none"
        super().__init__(f"no {kind} named {name!r}{hint} Available: {names}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.kind, self.name, self.available)


class ReadError(GraphkitError, ValueError):
    """An input could not be turned into a document.

    >>> print(ReadError("news/a.txt", "the file is empty", "remove it or put text in it"))
    news/a.txt: the file is empty; remove it or put text in it
    """

    def __init__(self, where: str, reason: str, way_out: str) -> None:
        """Say *where* (``file`` or ``file:line``), for what *reason*, and the *way_out*."""
        self.where, self.reason, self.way_out = where, reason, way_out
        super().__init__(f"{where}: {reason}; {way_out}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return type(self), (self.where, self.reason, self.way_out)


class WriteError(GraphkitError, OSError):
    """An output could not be written; nothing was left half-written."""


class StoreError(GraphkitError, OSError):
    """A graph could not be opened: missing, locked or damaged."""


class WorkerError(GraphkitError, RuntimeError):
    """A process that extracted beside others has died."""


class OptionError(CallError):
    """An option has a value that it cannot have."""


class QueryError(CallError):
    """A query could not be run: its syntax or its parameters are wrong."""


class ModelError(GraphkitError, OSError):
    """The files of an extractor's model are missing or damaged."""


class EvaluationError(GraphkitError, ValueError):
    """Two sets of documents cannot be compared."""
