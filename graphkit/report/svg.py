"""Drawings of graphkit as SVG that may stand within a page, light and dark in one.

Drawn in both themes, a drawing differs in its colours only. They become variables of the page's
style, named after the two colours, and the page chooses. What a page cannot have twice, such as
ids, is renamed; what it does not need, such as comments, is dropped.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from graphkit.draw.text import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

_COLOUR: Final = re.compile(r"#([0-9a-fA-F]{6})\b")
_MADE: Final = re.compile(r"var\(--c-([0-9a-f]{6})-([0-9a-f]{6})\)")
_NAME: Final = re.compile(r"\{[^}]*\}")
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)|^#(.+)$")


def inline_svg(figure: Callable[[str], Figure], prefix: str) -> str:
    """Return what *figure* draws in the themes ``light`` and ``dark`` as one SVG element.

    Args:
        figure: Called with the name of a theme.
        prefix: What the ids in it begin with; no other drawing of the page may have it.
    """
    light, dark = (_cleaned(_drawn(figure(theme)), prefix) for theme in ("light", "dark"))
    if _COLOUR.sub("", light) != _COLOUR.sub("", dark):
        return light  # the page then shows it on paper, in both themes
    pairs = zip(_COLOUR.findall(light), _COLOUR.findall(dark), strict=True)
    variables = (f"var(--c-{one.lower()}-{other.lower()})" for one, other in pairs)
    return _COLOUR.sub(lambda _: next(variables), light)


def colour_rules(drawings: str, *, dark: bool) -> str:
    """Return the declarations of the colours that *drawings* use, for one of the two themes.

    >>> colour_rules("fill: var(--c-ffffff-14181d)", dark=True)
    '--c-ffffff-14181d:#14181d;'
    """
    pairs = sorted(set(_MADE.findall(drawings)))
    return "".join(f"--c-{light}-{other}:#{other if dark else light};" for light, other in pairs)


def _drawn(figure: Figure) -> bytes:
    content = io.BytesIO()
    with settings():
        figure.savefig(content, format="svg", metadata={"Date": None})
    return content.getvalue()


def _cleaned(svg: bytes, prefix: str) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - matplotlib has just written it
    for parent in list(root.iter()):
        for child in list(parent):
            if _NAME.sub("", child.tag) in {"metadata", "title"}:
                parent.remove(child)
    used = dict.fromkeys(name for each in root.iter() for name in _references(each))
    names = {name: f"{prefix}{number}" for number, name in enumerate(used)}
    for each in root.iter():
        _rename(each, names)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.attrib.pop("version", None)
    return ET.tostring(root, encoding="unicode").replace("\n", "")


def _references(element: ET.Element) -> list[str]:
    found = [match for value in element.attrib.values() for match in _REFERENCE.finditer(value)]
    return [match[1] if match[1] is not None else match[2] for match in found]


def _rename(element: ET.Element, names: dict[str, str]) -> None:
    """Take namespaces out, drop ids that nothing refers to, and rename the others."""
    element.tag = _NAME.sub("", element.tag)
    element.tail = None
    attributes = {_NAME.sub("", name): value for name, value in element.attrib.items()}
    element.attrib.clear()
    for name, value in attributes.items():
        if name != "id":
            element.set(name, _REFERENCE.sub(lambda m: _renamed(m, names), value))
        elif value in names:
            element.set("id", names[value])


def _renamed(match: re.Match[str], names: dict[str, str]) -> str:
    if match[1] is not None:
        return f"url(#{names[match[1]]})"
    return f"#{names[match[2]]}"
