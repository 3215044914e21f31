"""The page put together: template, style, script and content in one file.

Text of documents reaches the page as JSON in a block that no browser runs, without any character
that could end the block; the script shows it as text only. Scripts and styles are let in by their
hashes, and the page may not load, send or frame anything.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from graphkit.graph.atomic import check_target, write_bytes
from graphkit.page.choice import choose
from graphkit.page.content import colours, content
from graphkit.page.options import DEFAULTS, MAX_NODES, PageOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graphkit.graph.claims import StatedClaim
    from graphkit.graph.stated import StatedDocument
    from graphkit.page.content import Plain

# one script in parts, in this order
SCRIPTS: Final = (
    "text", "model", "state", "shapes", "camera", "scene", "labels", "canvas", "pointer",
    "quotes", "panel", "dates", "filters", "search", "table", "page",
)  # fmt: skip
_UNSAFE: Final = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_SLOT: Final = re.compile(r"\{\{(\w+)\}\}")


def to_html(  # noqa: PLR0913 # the choices of a reader, by name only
    claims: Iterable[StatedClaim],
    *,
    title: str | None = None,
    focus: Sequence[str] = (),
    depth: int = 2,
    statuses: Sequence[str] | None = None,
    min_confidence: float = 0.0,
    max_nodes: int = MAX_NODES,
    documents: Iterable[StatedDocument] = (),
) -> bytes:
    """Return the page of *claims*, in UTF-8; see `PageOptions` for the choices.

    ``documents`` tell the addresses that documents came from, for links.

    Raises:
        GraphkitError: There is nothing to show.
        OptionError: A number is out of range.
        UnknownNameError: The focus names no entity of the claims, or there is no such status.
    """
    options = PageOptions(
        title=title,
        focus=tuple(focus),
        depth=depth,
        statuses=None if statuses is None else tuple(statuses),
        min_confidence=min_confidence,
        max_nodes=max_nodes,
    )
    return _page(claims, options, documents)


def write_page(
    claims: Iterable[StatedClaim],
    target: Path,
    options: PageOptions = DEFAULTS,
    *,
    documents: Iterable[StatedDocument] = (),
) -> None:
    """Write the page of *claims* to *target*; *documents* tell where they came from.

    Raises:
        GraphkitError: There is nothing to show.
        UnknownNameError: The focus names no entity of the claims.
        WriteError: The file cannot be written; an older one is left as it was.
    """
    check_target(target)
    write_bytes(target, _page(claims, options, documents))


def _page(
    claims: Iterable[StatedClaim], options: PageOptions, documents: Iterable[StatedDocument]
) -> bytes:
    shown = content(choose(claims, options), documents, options)
    script = "\n".join(["(() => {", '"use strict";', *map(_script, SCRIPTS), "})();\n"])
    style = _theme_css() + _read("page.css")
    title = "Supply chain" if options.title is None else options.title
    parts = {
        "title": escape(title),
        "policy": _policy(script, style),
        "style": style,
        "script": script,
        "content": to_json(shown),
    }
    page = _SLOT.sub(lambda slot: parts[slot[1]], _read("page.html"))
    # a title may hold half a surrogate pair, which no file can
    return page.encode("utf-8", errors="replace")


def to_json(value: Mapping[str, Plain]) -> str:
    r"""Return *value* as JSON that can stand in a script block: nothing in it can end the block.

    >>> to_json({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _policy(script: str, style: str) -> str:
    """Return what the page may do: run its script, use its style, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",  # the icon; without one a browser asks the server for it
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            # no text becomes markup or script, whatever the script of the page did
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _theme_css() -> str:
    """Return the colours of the pictures as variables, for light and dark."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in colours(theme).items())
        for theme in ("light", "dark")
    )
    return (
        f":root{{{light}color-scheme:light}}\n"
        "@media (prefers-color-scheme:dark)"
        f'{{:root:not([data-theme="light"]){{{dark}color-scheme:dark}}}}\n'
        f':root[data-theme="dark"]{{{dark}color-scheme:dark}}\n'
        f"@media print{{:root:root:root{{{light}color-scheme:light}}}}\n"
    )


def _script(name: str) -> str:
    return _read(f"{name}.js")


def _read(name: str) -> str:
    # a checkout with other line ends gives the same page
    return files("graphkit.page").joinpath("static", name).read_text("utf-8").replace("\r\n", "\n")
