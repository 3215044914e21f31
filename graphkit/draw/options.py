"""What a reader of the diagram may choose: `DrawOptions`, a value checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from graphkit import ontology
from graphkit.errors import OptionError, UnknownNameError

THEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """What to draw, and for what page.

    ``title`` is the headline, ``subtitle`` a line below it. ``statuses`` names the statuses to
    draw, None for all: their line styles tell them apart. Claims below ``min_confidence`` (in
    [0, 1]) are left out. ``focus`` holds labels or IRIs of entities; with a focus, only entities
    at most ``depth`` steps from one of them are drawn, in whatever direction the relations run.
    Of more than ``max_nodes`` entities the best connected ones are kept, and the note under the
    diagram says so; there may be 1000 at most. ``communities`` puts tints behind groups of
    entities that are joined more with one another than with the rest; None does so in pictures of
    hundreds of entities, which are overviews. ``size`` is width and height of the page in inches,
    None for what the diagram needs. ``dpi`` counts pixels per inch of PNG pictures; PDF and SVG
    have none.

    >>> DrawOptions(title="Who supplies whom", focus=("Aldane Motors",)).depth
    2
    >>> DrawOptions(theme="sepia")
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no theme named 'sepia'. Available: dark, light
    """

    title: str | None = None
    subtitle: str | None = None
    statuses: tuple[str, ...] | None = None
    min_confidence: float = 0.0
    focus: tuple[str, ...] = ()
    depth: int = 2
    max_nodes: int = 150
    communities: bool | None = None
    theme: Literal["light", "dark"] = "light"
    size: tuple[float, float] | None = None
    dpi: int = 200

    def __post_init__(self) -> None:
        """Refuse unknown names and numbers out of range."""
        if self.theme not in THEMES:
            raise UnknownNameError(kind="theme", name=self.theme, available=THEMES)
        known = ontology.load().statuses
        for status in self.statuses if self.statuses is not None else ():
            if status not in known:
                raise UnknownNameError(kind="status", name=status, available=known)
        for right, rule in (
            (0.0 <= self.min_confidence <= 1.0, "min_confidence must lie in [0, 1]"),
            (self.depth >= 0, "depth must not be negative"),
            # a relation joins two entities
            (self.max_nodes >= 2, "max_nodes must be at least 2"),  # noqa: PLR2004
            # no page shows more, and a layout of more takes minutes
            (self.max_nodes <= 1000, "max_nodes must be at most 1000"),  # noqa: PLR2004
            # below 20 no letter can be read; above 1200 a page no longer fits into memory
            (20 <= self.dpi <= 1200, "dpi must lie in [20, 1200]"),  # noqa: PLR2004
            # smaller than a visiting card nothing fits; larger than a wall nothing prints
            (
                self.size is None or all(2.0 <= side <= 200.0 for side in self.size),  # noqa: PLR2004
                "size must be a width and a height in inches, each in [2, 200]",
            ),
        ):
            if not right:
                message = f"{rule}; change the option"
                raise OptionError(message)


DEFAULTS: Final = DrawOptions()
