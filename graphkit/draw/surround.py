"""The frame drawn: headline, subtitle, legend with its signs, and note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphkit.draw.arcs import Arc, draw_arc
from graphkit.draw.frame import MARGIN, sign_width, text_shift
from graphkit.draw.marks import mark
from graphkit.draw.sheet import Line

if TYPE_CHECKING:
    from graphkit.draw.frame import Entry
    from graphkit.draw.geometry import Floats
    from graphkit.draw.sheet import Sheet


def surround(sheet: Sheet) -> None:
    """Draw all that stands around the drawing on *sheet*."""
    frame, theme = sheet.frame, sheet.theme
    for gid, text, top, size, colour in (
        ("title", frame.title, frame.title_top, frame.title_size, theme.text),
        ("subtitle", frame.subtitle, frame.subtitle_top, frame.subtitle_size, theme.quiet),
    ):
        if text:
            place = (MARGIN, top)
            sheet.text(place, text, size, bold=gid == "title", color=colour, va="top", gid=gid)
    for entry in frame.entries:
        _entry(sheet, entry)
    sheet.text(
        (MARGIN, MARGIN), frame.note, frame.note_size, color=theme.quiet, va="bottom", gid="note"
    )


def _entry(sheet: Sheet, entry: Entry) -> None:
    size, gid = sheet.frame.legend_size, f"legend-{entry.kind}-{entry.name}"
    _sign(sheet, entry, f"{gid}-sign")
    sheet.text(
        (entry.x + text_shift(entry.kind, size), entry.y),
        entry.text,
        size,
        color=sheet.theme.text,
        va="center_baseline",
        gid=gid,
    )


def _sign(sheet: Sheet, entry: Entry, gid: str) -> None:
    """Draw the sign of an entry of the legend, from its left edge on its baseline."""
    size, wide = sheet.frame.legend_size, sign_width(entry.kind, sheet.frame.legend_size)
    centre = np.array([entry.x + wide / 2, entry.y])
    if entry.kind == "type":
        sheet.marker(centre, 0.5 * size, entry.name, gid)
    elif entry.kind == "mark":
        mark(sheet, centre, 0.5 * size, entry.name, gid)
    elif entry.kind == "letter":
        sheet.text(
            (float(centre[0]), entry.y),
            entry.name,
            size,
            bold=True,
            color=sheet.theme.text,
            ha="center",
            va="center_baseline",
        )
    elif entry.kind == "status":
        sheet.arrow(Line(_straight(entry, wide), entry.name), gid, size=1.1 * size)
    elif entry.kind == "line":
        sheet.arrow(Line(_straight(entry, wide), entry.name, directed=False), gid, size=1.1 * size)
    elif entry.kind == "flow":
        draw_arc(sheet, Arc(_straight(entry, wide), 1.6, entry.name), np.zeros(2), gid=gid)
    elif entry.kind == "width":
        half = float(entry.name) / 2
        box = (entry.x, entry.y - half, entry.x + wide, entry.y + half)
        sheet.box(box, facecolor=sheet.theme.flow, gid=gid)
    elif entry.kind in {"swatch", "group"}:
        high = 0.5 * size
        box = (entry.x, entry.y - high, entry.x + wide, entry.y + high)
        sheet.box(box, facecolor=entry.name, gid=gid)


def _straight(entry: Entry, wide: float) -> Floats:
    start, end = np.array([entry.x, entry.y]), np.array([entry.x + wide, entry.y])
    line: Floats = start + (end - start) * np.array([[0.0], [1 / 3], [2 / 3], [1.0]])
    return line
