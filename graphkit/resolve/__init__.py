"""Turns the mentions of a document into entities whose keys are the same in every document.

Read, block, compare, judge, cluster: each step is a module, and so is each property that is
compared. Names reach over documents; descriptions and pronouns join names of their own document
or stay there. It does not guess: what it cannot tell to be one stays two.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from graphkit.resolve.merged import merged_claims

if TYPE_CHECKING:
    from graphkit.resolve.within import resolve
    from graphkit.resolve.written import to_json_line, to_text

_HOMES = {"resolve": "within", "to_json_line": "written", "to_text": "written"}
"""The module of each name whose registers and tables take long to import."""

__all__ = ["merged_claims", "resolve", "to_json_line", "to_text"]


def __getattr__(name: str) -> object:
    """Import what resolves when it is first used: what only writes claims does without."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
