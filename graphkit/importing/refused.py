"""The error of a file that is not taken in, and hints for its readers."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ImportRefusedError(GraphkitError, ValueError):
    """A file cannot be taken in; nothing of it was written.

    ``others`` counts what else is wrong in the same file.

    >>> print(ImportRefusedError("a.csv:3", "no subject", "fill the column Supplier", others=2))
    a.csv:3: no subject; fill the column Supplier (2 more lines are wrong)
    """

    def __init__(self, where: str, reason: str, way_out: str, *, others: int = 0) -> None:
        """Say *where* (``file`` or ``file:line``), for what *reason*, and the *way_out*."""
        self.where, self.reason, self.way_out, self.others = where, reason, way_out, others
        lines = "line is" if others == 1 else "lines are"
        more = f" ({others:,} more {lines} wrong)" if others else ""
        super().__init__(f"{where}: {reason}; {way_out}{more}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which rebuild it from its parts."""
        return _rebuilt, (self.where, self.reason, self.way_out, self.others)


def first_of(errors: Sequence[ImportRefusedError]) -> ImportRefusedError:
    """Return the first of *errors*, which tells how many others there are."""
    first = errors[0]
    return ImportRefusedError(first.where, first.reason, first.way_out, others=len(errors) - 1)


def hint(name: str, known: Iterable[str]) -> str:
    """Return the way out of a name that is not among the *known* ones.

    >>> hint("supliesTo", ["suppliesTo", "uses"])
    "did you mean 'suppliesTo'?"
    >>> hint("x", ["suppliesTo", "uses"])
    'there are suppliesTo, uses'
    """
    names = sorted(set(known))
    folded = {each.casefold(): each for each in reversed(names)}
    close = get_close_matches(name.casefold(), folded, n=1)
    if close:
        return f"did you mean {folded[close[0]]!r}?"
    return f"there are {', '.join(names)}" if names else "there are none"


def _rebuilt(where: str, reason: str, way_out: str, others: int) -> ImportRefusedError:
    return ImportRefusedError(where, reason, way_out, others=others)
