"""Sentences with marks, for the tests of qualifiers: ``[Apex]c sells [cells]p to [Bolt]c.``."""

from __future__ import annotations

import datetime as dt
import re

from graphkit.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Mention,
    Period,
    Qualifiers,
    Span,
)
from graphkit.qualify import qualify

FRIDAY = dt.date(2026, 5, 8)
"""The day of the documents, unless a case gives another."""

_MARK = re.compile(r"\[(?P<words>[^\]]+)\](?P<kind>[cgonlfpme])")
_KINDS = {
    "c": "Company",
    "g": "Government",
    "o": "Organization",
    "n": "Country",
    "l": "Place",
    "f": "Facility",
    "p": "Product",
    "m": "Material",
    "e": "Event",
}


def extraction_of(marked: str, claims: str, date: dt.date | None = FRIDAY) -> Extraction:
    """Return a document of the one sentence *marked*.

    Each of *claims*, which ``;`` separates, is ``subject relation object`` with an optional
    status; the ends are numbers of marks, from 0.
    """
    text, mentions, position = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        span = Span(len(text), len(text) + len(mark["words"]))
        mentions.append(Mention(span, _KINDS[mark["kind"]], 0))
        text += mark["words"]
        position = mark.end()
    text += marked[position:]
    document = Document("a.txt", text, (Span(0, len(text)),), date=date)
    evidence = Evidence("a.txt", Span(0, len(text)), "test 1")
    stated = []
    for claim in claims.split(";"):
        subject, predicate, object_, *status = claim.split()
        ends = mentions[int(subject)], mentions[int(object_)]
        stated.append(
            Claim(ends[0], predicate, ends[1], status[0] if status else "current", 0.9, evidence)
        )
    return Extraction(document, tuple(mentions), (), tuple(stated))


def told(marked: str, claim: str, date: dt.date | None = FRIDAY) -> Qualifiers:
    """Return the qualifiers of the (first) *claim* in the sentence *marked*."""
    return qualify(extraction_of(marked, claim, date)).claims[0].qualifiers


def time_of(marked: str, claim: str, date: dt.date | None = FRIDAY) -> str | None:
    """Return the time of a claim: its relation (if not "in") and its value; "?" if unresolved."""
    when = told(marked, claim, date).when
    return None if when is None else written(when)


def written(when: Period) -> str:
    """Return *when* in short: ``2019``, ``by ../2030``, ``?year``."""
    value = f"?{when.grain}" if when.edtf is None else when.edtf
    return f"by {value}" if when.relation == "by" else value


def amounts_of(marked: str, claim: str) -> list[str]:
    """Return the amounts of a claim in short: ``at least 5..7 tonne/year``, ``41 % of revenue``."""
    found = []
    for amount in told(marked, claim).amounts:
        number = f"{amount.value:f}" + ("" if amount.upper is None else f"..{amount.upper:f}")
        unit = " ".join(part for part in (amount.currency, amount.unit) if part is not None)
        joint = " of " if amount.kind == "share" else "/"
        per = "" if amount.per is None else joint + amount.per
        bound = "" if amount.bound == "exact" else f"{amount.bound} "
        found.append(f"{bound}{number} {unit}{per}")
    return found


def speaker_of(marked: str, claim: str) -> str | None:
    """Return who says a claim, as ``words (kind)``."""
    said_by = told(marked, claim).said_by
    return None if said_by is None else f"{said_by.text} ({said_by.kind})"
