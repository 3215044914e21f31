"""What a check has found."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

State = Literal["ok", "warning", "wrong"]

FAILURES: Final = (
    GraphkitError,
    ImportError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    SyntaxError,
    csv.Error,
)
"""What a damaged file, or a package that is not whole, raises when it is used."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: what was looked at, how it is, and the way out if it is not well.

    >>> print(Finding("wrong", "numpy", "it is missing", "install graphkit again"))
    wrong    numpy: it is missing; install graphkit again
    """

    state: State
    check: str
    message: str
    way_out: str | None = None

    def __str__(self) -> str:
        """Return the finding on one line."""
        told = self.message if self.way_out is None else f"{self.message}; {self.way_out}"
        return f"{self.state:<8} {self.check}: {told}"


def ok(check: str, message: str) -> Finding:
    """Return the finding that all is well."""
    return Finding("ok", check, message)


def guarded(
    check: str, found: Callable[[], Iterable[Finding]], way_out: str | None
) -> Iterator[Finding]:
    """Yield what *found* yields; what it raises becomes a finding too, so that others go on.

    Args:
        check: What is looked at.
        found: Looks at it.
        way_out: What to do if that fails; None if the errors say so themselves.
    """
    try:
        yield from found()
    except FAILURES as error:
        reason = " ".join(str(error).split())
        told = reason if isinstance(error, GraphkitError) else f"{type(error).__name__}: {reason}"
        yield Finding("wrong", check, told, None if isinstance(error, GraphkitError) else way_out)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "document"), counted(2000, "document")
    ('1 document', '2,000 documents')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def megabytes(number: int) -> str:
    """Return a number of bytes in a unit that suits it.

    >>> megabytes(12_300_000), megabytes(2_500_000_000), megabytes(900)
    ('12.3 MB', '2.5 GB', '0.0 MB')
    """
    return f"{number / 1e9:,.1f} GB" if number >= 10**9 else f"{number / 1e6:.1f} MB"
