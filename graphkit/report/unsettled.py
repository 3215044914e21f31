"""What is no fact: plans, talks, rumours, denials and what is past; and what sources contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.analyse.timeline_contradictions import DENIED, contradictions
from graphkit.report.parts import Column, Paragraph, Refs, Section, Table
from graphkit.report.rows import filled, sentence
from graphkit.report.words import more, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.analyse import Edge, Statement
    from graphkit.analyse.timeline_contradictions import Contradiction
    from graphkit.report.context import Context
    from graphkit.report.parts import Block, Line

HEADS: Final = {
    "current": "Stated as a fact",
    "planned": "Plans",
    "negotiating": "Talks",
    "possible": "Rumours and possibilities",
    "denied": "Denials",
    "past": "No longer so",
}
ONE: Final = {
    "current": "fact",
    "planned": "plan",
    "negotiating": "talk",
    "possible": "rumour",
    "denied": "denial",
    "past": "past relation",
}


def not_facts(context: Context) -> dict[str, list[tuple[Edge, tuple[Statement, ...]]]]:
    """Return the relations of the focus by each status that is not selected, latest first."""
    found: dict[str, list[tuple[Edge, tuple[Statement, ...]]]] = {}
    for status in HEADS:
        if status in context.network.selection.statuses:
            continue
        for edge in context.all_edges:
            told = tuple(each for each in edge.statements if each.status == status)
            if told:
                found.setdefault(status, []).append((edge, told))
    for rows in found.values():
        rows.sort(key=lambda row: (_last(row[1]), row[0].key), reverse=True)
    return found


def unsettled_section(context: Context) -> Section | None:
    """Return the section of what is not selected as a fact, a table for each status."""
    found = not_facts(context)
    if not found:
        return None
    chosen = ", ".join(context.network.selection.statuses)
    note = f"None of this is in any table or figure above, which hold what is {chosen}."
    tables: list[Block] = [_table(context, status, rows) for status, rows in found.items()]
    blocks: tuple[Block, ...] = (Paragraph((note,), quiet=True), *tables)
    return Section("not-facts", "Not facts: plans, talks, rumours, denials, the past", blocks)


def _table(
    context: Context, status: str, rows: Sequence[tuple[Edge, tuple[Statement, ...]]]
) -> Table:
    columns = (
        Column("What is said"),
        Column("For when"),
        Column("Who says so"),
        Column("Told"),
        Column("Sources", number=True),
        Column("Ref."),
    )
    shown = rows[: context.options.rows]
    told = tuple(_row(context, edge, statements) for edge, statements in shown)
    rest = more(len(shown), len(rows), ONE[status])
    return filled(Table(columns, told, rest, HEADS[status]))


def _row(context: Context, edge: Edge, statements: Sequence[Statement]) -> tuple[Line, ...]:
    claims = [context.told[each.iri] for each in statements if each.iri in context.told]
    times = dict.fromkeys(claim.time_text for claim in claims if claim.time_text is not None)
    speakers = dict.fromkeys(claim.said_by for claim in claims if claim.said_by is not None)
    return (
        (sentence(context, edge),),
        (", ".join(times),),
        (", ".join(speakers),),
        (span(each.date for each in statements),),
        (str(len({each.independent for each in statements})),),
        (Refs(tuple(sorted(each.iri for each in statements))),),
    )


def contradicting(context: Context) -> tuple[tuple[Edge, tuple[Contradiction, ...]], ...]:
    """Return the relations of the focus of which independent sources contradict each other."""
    found = ((edge, contradictions(edge.statements)) for edge in context.all_edges)
    return tuple((edge, pairs) for edge, pairs in found if pairs)


def contradictions_section(context: Context) -> Section | None:
    """Return the section in which contradicting statuses stand side by side, denials first."""
    found = [(edge, pair) for edge, pairs in contradicting(context) for pair in pairs]
    if not found:
        return None
    found.sort(key=lambda each: DENIED not in {each[1].one.status, each[1].other.status})
    columns = (Column("What is said"), Column("One side"), Column("The other side"))
    shown = found[: context.options.rows]
    rows = tuple(
        (
            (sentence(context, edge),),
            _side(edge, pair.one.status),
            _side(edge, pair.other.status),
        )
        for edge, pair in shown
    )
    note = (
        "Independent sources give these relations different statuses, and not in the order in "
        "which a plan becomes a fact. All sides are shown; none is taken for right."
    )
    table = Table(columns, rows, more(len(shown), len(found), "contradiction"))
    blocks = (Paragraph((note,), quiet=True), table)
    return Section("contradictions", "Where sources contradict each other", blocks)


def _side(edge: Edge, status: str) -> Line:
    """Return what says of a relation that it has a status: when, who, and the references."""
    told = [each for each in edge.statements if each.status == status]
    publishers = sorted({each.source for each in told if each.source is not None})
    parts = (status, span(each.date for each in told), ", ".join(publishers))
    claims = Refs(tuple(sorted(each.iri for each in told)))
    return ("; ".join(part for part in parts if part), claims)


def _last(statements: Iterable[Statement]) -> str:
    return max((str(each.date) for each in statements if each.date is not None), default="")
