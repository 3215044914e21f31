"""The foot of a report: which graph and program it comes from, and what it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.report.head import selection_words
from graphkit.report.parts import Bullets, Paragraph, Section
from graphkit.report.words import counted, listed, noun, span
from graphkit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.graph import StatedDocument
    from graphkit.report.context import Context


def ending_section(context: Context, name: str, documents: Sequence[StatedDocument]) -> Section:
    """Return the foot of the report on the graph called *name*."""
    statements = [s for edge in context.every.edges for s in edge.statements]
    days = span(each.date for each in statements)
    extractors = sorted({each for document in documents for each in document.extractors})
    lines = [
        f"Graph: {name}, {counted(len(statements), 'claim')} in "
        f"{counted(len({s.document for s in statements}), 'document')}"
        + (f", {days}." if days else "."),
        f"Selection: {selection_words(context.network.selection)}.",
        f"Made by graphkit {__version__}"
        + (f"; claims extracted by {listed(extractors, most=5)}." if extractors else "."),
    ]
    return Section(
        "ending",
        "What this report stands on, and what it does not know",
        (
            Bullets(tuple((line,) for line in lines)),
            Paragraph(("It does not know:",)),
            Bullets(tuple((line,) for line in _unknown(context))),
        ),
    )


def _unknown(context: Context) -> list[str]:
    lines = [
        (
            "what no document of the graph tells. A missing supplier may exist; a sole source "
            "is the only one named."
        ),
        (
            "how far a sentence was understood. Claims are read by a program, with the confidence "
            "given; look at the sentence before you rely on one."
        ),
        (
            "how large a relation is, unless a sentence tells an amount. Counts of claims and "
            "sources measure attention, not trade."
        ),
        "whether a source is right, or what became of a fact after its last date.",
    ]
    if context.every.left_out:
        left = context.every.left_out
        lines.append(
            f"when {counted(left, 'claim')} without a date {noun(left, 'was', 'were')} stated; "
            "with a day asked for, they are left out."
        )
    return lines
