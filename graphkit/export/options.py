"""Which part of a graph is exported: `ExportOptions`, a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graphkit.errors import OptionError


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Which claims to export; edges and entities are those that they have.

    ``statuses`` names the statuses, None for all. Claims below ``min_confidence`` (in [0, 1]) are
    left out. ``focus`` holds names or IRIs of entities; with a focus, only claims between entities
    at most ``depth`` steps from one of them are taken, in whatever direction the relations run.

    >>> ExportOptions(focus=("Aldane Motors",)).depth
    2
    >>> ExportOptions(depth=0)
    Traceback (most recent call last):
    ...
    graphkit.errors.OptionError: depth is 0; give 1 or more
    """

    statuses: tuple[str, ...] | None = None
    min_confidence: float = 0.0
    focus: tuple[str, ...] = ()
    depth: int = 2

    def __post_init__(self) -> None:
        """Refuse a depth within which there is no claim; the graph checks the rest."""
        if self.depth < 1:
            message = f"depth is {self.depth}; give 1 or more"
            raise OptionError(message)


ALL: Final = ExportOptions()
"""The whole graph."""
