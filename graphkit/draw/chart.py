"""What all charts of figures have in common: their options, their sources, their page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NoReturn

from graphkit.draw.frame import Words, page_for
from graphkit.draw.options import THEMES as NAMES
from graphkit.draw.sheet import Sheet
from graphkit.draw.style import THEMES
from graphkit.draw.surround import surround
from graphkit.draw.text import clean
from graphkit.draw.wording import counted
from graphkit.errors import GraphkitError, OptionError, UnknownNameError

if TYPE_CHECKING:
    from graphkit.draw.frame import Sign
    from graphkit.draw.measure import Measure

# font size of labels, and of what stands back
LABEL: Final = 8.6
SMALL: Final = 7.4
# headline and legend stay near the size of the labels on every page
UNIT: Final = 1.12


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """How a chart looks: headline, a line below it, a sentence for its note, theme.

    ``dpi`` counts pixels per inch of PNG pictures; PDF and SVG have none.

    >>> ChartOptions(theme="sepia")
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no theme named 'sepia'. Available: dark, light
    """

    title: str | None = None
    subtitle: str | None = None
    note: str | None = None
    theme: Literal["light", "dark"] = "light"
    dpi: int = 200

    def __post_init__(self) -> None:
        """Refuse an unknown theme and a number of pixels out of range."""
        if self.theme not in NAMES:
            raise UnknownNameError(kind="theme", name=self.theme, available=NAMES)
        # below 20 no letter can be read; above 1200 a page no longer fits into memory
        if not 20 <= self.dpi <= 1200:  # noqa: PLR2004
            message = "dpi must lie in [20, 1200]; change the option"
            raise OptionError(message)


PLAIN: Final = ChartOptions()


@dataclass(frozen=True, slots=True)
class Sources:
    """How many claims of how many documents a chart stands on."""

    claims: int
    documents: int

    def words(self) -> str:
        """Return the beginning of the note.

        >>> Sources(claims=3, documents=1).words()
        '1 document, 3 claims.'
        """
        return f"{counted(self.documents, 'document')}, {counted(self.claims, 'claim')}."


def open_sheet(
    room: tuple[float, float],
    legend: tuple[tuple[Sign, ...], ...],
    notes: tuple[str, ...],
    options: ChartOptions,
    measure: Measure,
) -> Sheet:
    """Return a page with its frame, and in its middle a free *room* (width and height).

    ``notes`` are sentences of the chart itself; the one of the options comes last.
    """
    own = () if options.note is None else (clean(options.note),)
    note = " ".join(part for part in (*notes, *own) if part)
    words = Words(options.title, options.subtitle, tuple(row for row in legend if row), note, UNIT)
    frame = page_for(words, room, measure, least=0.0)
    sheet = Sheet(frame, THEMES[options.theme], scale=1, dpi=options.dpi)
    surround(sheet)
    return sheet


def lower_left(sheet: Sheet, room: tuple[float, float]) -> tuple[float, float]:
    """Return where the lower left corner of a drawing of the size *room* stands on the page.

    Drawings stand at the left, below the legend, as the headline does.
    """
    frame = sheet.frame
    return frame.centre[0] - frame.room[0] / 2, frame.centre[1] + frame.room[1] / 2 - room[1]


def nothing_to_draw(what: str) -> NoReturn:
    """Raise the error that says that there is nothing to draw, for want of *what*."""
    message = (
        f"nothing to draw: there are no {what}; allow more statuses, a lower confidence or a "
        "later date, or build the graph from more documents"
    )
    raise GraphkitError(message)
