"""What a reader of the page may choose beforehand: `PageOptions`, a value checked when made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graphkit import ontology
from graphkit.errors import OptionError, UnknownNameError

# what a browser of today moves about without waiting, and what it still shows
MAX_NODES: Final = 2000
LIMIT: Final = 5000


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What comes onto the page; all of it can be filtered there.

    ``title`` is the headline, ``subtitle`` the line below it. ``focus``, ``depth``, ``statuses``
    and ``min_confidence`` choose as in `graphkit.draw.DrawOptions`; of more than ``max_nodes``
    entities the best connected ones are kept, and the page says so.

    >>> PageOptions(focus=("Aldane Motors",)).max_nodes
    2000
    >>> PageOptions(statuses=("rumoured",))
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no status named 'rumoured'. Available: current, denied, \
negotiating, past, planned, possible
    """

    title: str | None = None
    subtitle: str | None = None
    statuses: tuple[str, ...] | None = None
    min_confidence: float = 0.0
    focus: tuple[str, ...] = ()
    depth: int = 2
    max_nodes: int = MAX_NODES

    def __post_init__(self) -> None:
        """Refuse unknown names and numbers out of range."""
        known = ontology.load().statuses
        for status in self.statuses if self.statuses is not None else ():
            if status not in known:
                raise UnknownNameError(kind="status", name=status, available=known)
        for right, rule in (
            (0.0 <= self.min_confidence <= 1.0, "min_confidence must lie in [0, 1]"),
            (self.depth >= 0, "depth must not be negative"),
            # a relation joins two entities
            (2 <= self.max_nodes <= LIMIT, f"max_nodes must lie in [2, {LIMIT}]"),  # noqa: PLR2004
        ):
            if not right:
                message = f"{rule}; change the option"
                raise OptionError(message)


DEFAULTS: Final = PageOptions()
