"""Who stands how far upstream and downstream: a row for each number of companies between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.report.parts import Column, Paragraph, Refs, Section, Table
from graphkit.report.pictures import tier_picture
from graphkit.report.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.analyse import Standing
    from graphkit.report.context import Context
    from graphkit.report.parts import Line

_NAMED: Final = 10  # things named in a row


def tiers_section(context: Context) -> Section | None:
    """Return the section of tiers; None for what stands in no chain of supply."""
    found = context.tiers
    if not found.upstream and not found.downstream:
        return None
    columns = (
        Column("Side"),
        Column("Tier", number=True),
        Column("Things", number=True),
        Column("Who and what, nearest first"),
        Column("Ref."),
    )
    rows = [
        *_rows("upstream", found.upstream),
        *_rows("downstream", found.downstream),
    ]
    told = (
        "The tier counts the companies that have to be passed at least: goods and sites that no "
        "company stands before are of tier 0. "
        f"{counted(len(found.upstream), 'thing')} upstream and "
        f"{counted(len(found.downstream), 'thing')} downstream are connected with it"
        + (f", {len(found.cyclic):,} of them both ways." if found.cyclic else ".")
    )
    picture = tier_picture(context)
    blocks = (Paragraph((told,), quiet=True), Table(columns, tuple(rows)))
    return Section(
        "tiers", "Tiers upstream and downstream", blocks if picture is None else (picture, *blocks)
    )


def _rows(side: str, standing: Sequence[Standing]) -> list[tuple[Line, ...]]:
    rows: list[tuple[Line, ...]] = []
    for tier in sorted({each.tier for each in standing}):
        among = [each for each in standing if each.tier == tier]
        first = among[:_NAMED]
        claims = {iri for each in first for iri in each.claims}
        names = listed([each.node.label for each in among], most=_NAMED)
        rows.append(
            (
                (side,),
                (str(tier),),
                (f"{len(among):,}",),
                (names,),
                (Refs(tuple(sorted(claims))),),
            )
        )
    return rows
