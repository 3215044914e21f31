"""What a reader of the report may choose: `ReportOptions`, a value checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graphkit.errors import OptionError


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report looks: its title, the most rows of each table, and whether it has pictures.

    >>> ReportOptions(rows=0)
    Traceback (most recent call last):
    ...
    graphkit.errors.OptionError: rows is 0; give 1 or more
    """

    title: str | None = None
    rows: int = 20
    pictures: bool = True

    def __post_init__(self) -> None:
        """Refuse tables without rows."""
        if self.rows < 1:
            message = f"rows is {self.rows}; give 1 or more"
            raise OptionError(message)


DEFAULTS: Final = ReportOptions()
