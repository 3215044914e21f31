"""Text of others made fit to stand in a diagram: no surprises, short lines, known glyphs.

Labels are taken literally; nothing in them is markup. Characters that the font lacks (Chinese,
Japanese, Korean) are transliterated, or replaced by ``?`` where that gives nothing; emoji that it
lacks are left out.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from rigour.text import ascii_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_WIDTH: Final = 22
MAX_LINES: Final = 3
# control, format (direction marks, joiners), surrogate, private, unassigned
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return the font of all diagrams, *size* in points.

    The file comes with matplotlib and is named by its path, so that the fonts and settings of a
    machine have no influence.

    >>> Path(font(9, bold=True).get_file()).name
    'DejaVuSans-Bold.ttf'
    """
    return FontProperties(fname=_font_file(bold=bold), size=size)


@contextmanager
def settings() -> Iterator[None]:
    """Set aside what the user or the machine has set up in matplotlib, for a while.

    All that is measured and drawn happens under it. Not safe beside other threads that draw.
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                # without hinting, text is as wide in every size and format as it was measured
                "text.hinting": "none",
                # A viewer without the font would set the text of an SVG file in another one, wider
                # than the places that were measured for it, so there text is drawn as paths. In PDF
                # the font is embedded, and text stays text.
                "svg.fonttype": "path",
                "svg.hashsalt": "graphkit",
                "pdf.fonttype": 42,
            }
        )
        yield


def clean(text: str) -> str:
    r"""Return *text* on one line, composed, without invisible characters, in known glyphs.

    >>> clean("Nestl\u0065\u0301\x00\n S.A.")
    'Nestlé S.A.'
    >>> clean("\u4e2d\u82af\u56fd\u9645 (SMIC)")
    'zhong xin guo ji (SMIC)'
    >>> clean("\u200b")
    '?'
    >>> clean("\U0001f697 Aldane")
    'Aldane'
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    plain = "".join(c for c in plain if unicodedata.category(c) not in _INVISIBLE)
    runs = groupby(plain, key=_has_glyph)
    drawn = "".join(_drawable("".join(run), known=known) for known, run in runs)
    drawn = " ".join(drawn.split())
    if not drawn:
        return "?"
    return drawn


def wrap(text: str, *, width: int = LINE_WIDTH, lines: int = MAX_LINES) -> str:
    """Return *text* in at most *lines* lines of at most *width* characters, about equally long.

    What is left over is replaced by an ellipsis.

    >>> print(wrap("Taiwan Semiconductor Manufacturing Company"))
    Taiwan Semiconductor
    Manufacturing Company
    >>> wrap("w" * 80)[-3:]
    'ww…'
    """
    wrapped = _wrapped(text, width)
    if len(wrapped) > lines:
        last = wrapped[lines - 1]
        cut = last if len(last) < width else last[: width - 1].rstrip()
        return "\n".join([*wrapped[: lines - 1], cut + "…"])
    longest = min(width, max(map(len, text.split()), default=width))
    tries = (_wrapped(text, narrow) for narrow in range(longest, width))
    return "\n".join(next((even for even in tries if len(even) == len(wrapped)), wrapped))


def spaced(name: str) -> str:
    """Return a local name of RDF as words, for terms that the ontology does not declare.

    >>> spaced("shipsVia")
    'ships via'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=True)


def _drawable(run: str, *, known: bool) -> str:
    plain = run if known else ascii_text(run).strip()
    letters = any(unicodedata.category(c)[0] in "LN" for c in run)
    # a picture in a name may go, a letter may not go unnoticed
    return "?" if letters and not plain else plain


@cache
def _has_glyph(character: str) -> bool:
    """Return whether both faces can show the character, by itself or with the one before it."""
    return ord(character) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    faces = (FT2Font(_font_file(bold=bold)).get_charmap() for bold in (False, True))
    first, second = (frozenset(int(code) for code in face) for face in faces)
    return first & second


def _font_file(*, bold: bool) -> str:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path(), "fonts", "ttf", name))
