"""Which claims count in an analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.errors import OptionError

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims count; by default all that state something as a fact.

    ``statuses`` are names of statuses. ``as_of`` takes only what was published on that day or
    before it, and so nothing without a date. ``min_sources`` is the number of independent documents
    that have to state a relation; copies of one text count once.

    >>> Selection(statuses=("current", "planned"), min_sources=2).statuses
    ('current', 'planned')
    >>> Selection(min_confidence=1.5)
    Traceback (most recent call last):
    ...
    graphkit.errors.OptionError: min_confidence is 1.5; give a number from 0 to 1
    """

    statuses: tuple[str, ...] = ("current",)
    as_of: dt.date | None = None
    min_confidence: float = 0.0
    min_sources: int = 1

    def __post_init__(self) -> None:
        """Check the options.

        Raises:
            OptionError: There is no status, or a number is out of its range.
            UnknownNameError: There is no status of that name.
        """
        for name in self.statuses:
            ontology.load().status(name)
        if not self.statuses:
            message = "no status is selected; give one, such as current"
            raise OptionError(message)
        if not 0.0 <= self.min_confidence <= 1.0:
            message = f"min_confidence is {self.min_confidence}; give a number from 0 to 1"
            raise OptionError(message)
        if self.min_sources < 1:
            message = f"min_sources is {self.min_sources}; give a number from 1 on"
            raise OptionError(message)
