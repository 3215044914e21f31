"""Turns the mentions of a document into entities whose keys are the same in every document.

Read, block, compare, judge, cluster: each step is a module, and so is each property that is
compared. Names reach over documents; descriptions and pronouns join names of their own document
or stay there. It does not guess: what it cannot tell to be one stays two.
"""

from __future__ import annotations

from graphkit.resolve.merged import merged_claims
from graphkit.resolve.within import resolve
from graphkit.resolve.written import to_json_line, to_text

__all__ = ["merged_claims", "resolve", "to_json_line", "to_text"]
