"""Figures written to files, whole or not at all, with the same bytes for the same figure."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from graphkit.draw.text import settings
from graphkit.errors import UnknownNameError
from graphkit.graph.atomic import write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matplotlib.figure import Figure

# what each format would otherwise stamp into the file: the time
_METADATA: Final[Mapping[str, dict[str, None]]] = {
    ".pdf": {"CreationDate": None},
    ".png": {},
    ".svg": {"Date": None},
}


def suffix_of(target: Path) -> str:
    """Return the suffix of *target* in small letters.

    >>> from pathlib import Path
    >>> suffix_of(Path("chain.PNG"))
    '.png'
    >>> suffix_of(Path("chain.gif"))
    Traceback (most recent call last):
    ...
    graphkit.errors.UnknownNameError: no picture format named '.gif'. Available: .pdf, .png, .svg

    Raises:
        UnknownNameError: It is not that of a known picture format.
    """
    suffix = target.suffix.lower()
    if suffix not in _METADATA:
        raise UnknownNameError(kind="picture format", name=target.suffix, available=_METADATA)
    return suffix


def write(figure: Figure, target: Path) -> None:
    """Write *figure* to *target*, in the format of its suffix.

    Raises:
        UnknownNameError: The suffix is not that of a known picture format.
        WriteError: The file cannot be written; an older one is left as it was.
    """
    suffix = suffix_of(target)
    content = io.BytesIO()
    with settings():
        figure.savefig(content, format=suffix[1:], dpi=figure.dpi, metadata=dict(_METADATA[suffix]))
    write_bytes(target, content.getvalue())
