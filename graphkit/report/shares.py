"""How concentrated the supply is: the index, what it is called, and the shares behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.analyse.concentration_index import AMOUNTS, EQUAL, EU, US
from graphkit.report.context import GOODS
from graphkit.report.parts import Column, Paragraph, Refs, Section, Table
from graphkit.report.words import counted, more

if TYPE_CHECKING:
    from graphkit.analyse import Index, Share
    from graphkit.report.context import Context
    from graphkit.report.parts import Block, Line


def concentration_section(context: Context) -> Section | None:
    """Return the section of concentration; None for countries and other things without supply."""
    found = context.concentration
    if found is None:
        return None
    goods = context.focus.type in GOODS
    kinds: list[tuple[str, Index | None]] = [
        ("maker or seller" if goods else "supplier", found.suppliers),
        ("country of the suppliers", found.countries),
        ("country of production", found.origins),
    ]
    indices = [(kind, index) for kind, index in kinds if index is not None and index.shares]
    blocks: list[Block] = [_table(indices)]
    blocks += [_shares(context, kind, index) for kind, index in indices if _uneven(index)]
    blocks.append(Paragraph((_explained(),), quiet=True))
    return Section("concentration", "How concentrated its supply is", tuple(blocks))


def level_words(index: Index) -> str:
    """Return what the index is called by the two guidelines.

    >>> from graphkit.analyse import Index
    >>> level_words(Index(()))
    'low'
    """
    if index.us == index.eu:
        return index.us
    return f"{index.us} by the US threshold, {index.eu} by that of the EU"


def hhi_words(index: Index) -> str:
    """Return the index as a number, or its bounds if a part is unknown."""
    least, most = round(index.hhi), round(index.at_most)
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def basis_words(index: Index) -> str:
    """Return how the shares are known."""
    if index.basis == EQUAL:
        return "each named holder counted equally"
    unit = "" if index.unit is None else f" ({index.unit})"
    return f"{'stated amounts' if index.basis == AMOUNTS else 'stated shares'}{unit}"


def _table(indices: list[tuple[str, Index]]) -> Table:
    columns = (
        Column("By"),
        Column("Named", number=True),
        Column("HHI", number=True),
        Column("Level"),
        Column("Largest"),
        Column("Known by"),
        Column("Ref."),
    )
    return Table(columns, tuple(_row(kind, index) for kind, index in indices))


def _row(kind: str, index: Index) -> tuple[Line, ...]:
    largest = index.largest
    known = sum(share.node is not None for share in index.shares)
    return (
        (kind,),
        (str(known),),
        (hhi_words(index) if largest is not None else "",),
        (level_words(index) if largest is not None else "not known",),
        (_largest(index),),
        (basis_words(index),),
        (Refs(index.claims),),
    )


def _largest(index: Index) -> str:
    """Return the holder of the largest share, or how many hold the same."""
    largest = index.largest
    if largest is None or largest.node is None:
        return "not known"
    same = [s for s in index.shares if s.node is not None and s.share == largest.share]
    if len(same) > 1:
        return f"{counted(len(same), 'holder')} with {_percent(largest.share)} each"
    return f"{largest.node.label}, {_percent(largest.share)}"


def _shares(context: Context, kind: str, index: Index) -> Table:
    columns = (Column(kind.capitalize()), Column("Share", number=True), Column("Ref."))
    shown = index.shares[: context.options.rows]
    rest = more(len(shown), len(index.shares), "holder")
    return Table(columns, tuple(map(_share, shown)), rest)


def _uneven(index: Index) -> bool:
    """Return whether the shares differ, or one is not known."""
    return len({(share.node is None, share.share) for share in index.shares}) > 1


def _share(share: Share) -> tuple[Line, ...]:
    name = "not known" if share.node is None else share.node.label
    told = " (by a register)" if share.told_by == "register" else ""
    return ((f"{name}{told}",), (_percent(share.share),), (Refs(share.claims),))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _explained() -> str:
    return (
        "HHI is the Herfindahl-Hirschman index, the sum of the squares of all shares in per cent: "
        "10,000 for a single holder. High begins above "
        f"{US[1]:,.0f} in the US merger guidelines of 2023 and above {EU[1]:,.0f} in those of the "
        f"EU, moderate at {US[0]:,.0f} in both. It tells how concentrated the supply is that the "
        "documents name; who is not named in them is in no share."
    )
