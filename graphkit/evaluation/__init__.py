"""Measures what was found in documents against what people have annotated in them.

`evaluate` is the entry. All figures are micro-averaged and counted a document at a time, so that
neither the order of documents nor the names of entities changes anything.
"""

from __future__ import annotations

from graphkit.evaluation.annotations import (
    AnnotatedDocument,
    AnnotatedMention,
    AnnotatedRelation,
)
from graphkit.evaluation.counts import Count
from graphkit.evaluation.evaluation import Evaluation, evaluate
from graphkit.evaluation.lines import parse_lines, read_annotations
from graphkit.evaluation.mistakes import Mistake
from graphkit.evaluation.report import to_json, to_sections, to_text

__all__ = [
    "AnnotatedDocument",
    "AnnotatedMention",
    "AnnotatedRelation",
    "Count",
    "Evaluation",
    "Mistake",
    "evaluate",
    "parse_lines",
    "read_annotations",
    "to_json",
    "to_sections",
    "to_text",
]
