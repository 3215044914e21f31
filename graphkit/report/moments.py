"""What was said when, and amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.graph import told as told_beside
from graphkit.report.parts import Column, Paragraph, Refs, Section, Table
from graphkit.report.pictures import time_picture
from graphkit.report.rows import filled, sentence
from graphkit.report.words import counted, more, span

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.analyse.timeline import Moment
    from graphkit.graph import StatedClaim
    from graphkit.report.context import Context
    from graphkit.report.parts import Line


def timeline_section(context: Context) -> Section | None:
    """Return the section of what happened when, whatever its status is, the latest rows."""
    found: dict[tuple[dt.date, str, str], list[Moment]] = {}
    for each in context.moments:
        if each.date is not None:
            told = f"{each.subject.label} {each.relation} {each.object.label}"
            found.setdefault((each.date, told, each.event), []).append(each)
    if not found:
        return None
    shown = list(found.items())[-context.options.rows :]
    columns = (
        Column("Day"),
        Column("What is said"),
        Column("Event"),
        Column("Told"),
        Column("By"),
        Column("Ref."),
    )
    rows = tuple(_row(key, moments) for key, moments in shown)
    left = len(found) - len(shown)
    earlier = f"and {counted(left, 'earlier entry')}" if left else ""
    undated = sum(each.date is None for each in context.moments)
    note = "A claim stands on the day that its sentence gives, or else on that of its document." + (
        f" {counted(undated, 'claim')} without a day cannot be placed." if undated else ""
    )
    picture = time_picture(context)
    pictures = () if picture is None else (picture,)
    table = filled(Table(columns, rows, earlier))
    return Section("timeline", "Time line", (*pictures, Paragraph((note,), quiet=True), table))


def _row(key: tuple[dt.date, str, str], moments: list[Moment]) -> tuple[Line, ...]:
    day, told, event = key
    publishers = {each.statement.source for each in moments} - {None}
    days = {each.statement.date for each in moments}
    disputed = any(each.disputed for each in moments)
    return (
        (str(day),),
        (told,),
        (f"{event} (contradicted)" if disputed else event,),
        ("" if days == {day} else span(days),),
        (", ".join(sorted(str(each) for each in publishers)),),
        (Refs(tuple(sorted(each.statement.iri for each in moments))),),
    )


def amounts_section(context: Context) -> Section | None:
    """Return the section of the amounts that claims about the focus tell, latest first."""
    edges = {each.iri: edge for edge in context.all_edges for each in edge.statements}
    claims = [claim for claim in context.told.values() if claim.amounts]
    if not claims:
        return None
    claims.sort(key=lambda claim: (str(claim.date), claim.iri), reverse=True)
    columns = (
        Column("Amount"),
        Column("What is said"),
        Column("Status"),
        Column("Told"),
        Column("Ref."),
    )
    shown = claims[: context.options.rows]
    rows: list[tuple[Line, ...]] = [
        (
            ("; ".join(line.removeprefix("amount: ") for line in _amounts(claim)),),
            (sentence(context, edges[claim.iri]),),
            (claim.status,),
            ("" if claim.date is None else str(claim.date),),
            (Refs((claim.iri,)),),
        )
        for claim in shown
    ]
    table = Table(
        columns,
        tuple(rows),
        more(len(shown), len(claims), "claim with an amount", "claims with amounts"),
    )
    note = Paragraph(
        ("An amount belongs to the sentence; what it measures is told there.",), quiet=True
    )
    return Section("amounts", "Amounts", (note, table))


def _amounts(claim: StatedClaim) -> list[str]:
    return [line for line in told_beside(claim) if line.startswith("amount: ")]
