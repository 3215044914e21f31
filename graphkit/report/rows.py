"""Tables of relations: a row for each thing on the other side, with all that is said of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.analyse.network_names import key_of
from graphkit.analyse.projections_paths import claims_of, phrase_of
from graphkit.report.parts import Column, Refs, Table
from graphkit.report.words import listed, more, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.analyse import Edge
    from graphkit.graph import Node
    from graphkit.report.context import Context
    from graphkit.report.parts import Line


@dataclass(frozen=True, slots=True)
class Group:
    """A thing and the relations that bring it into a table.

    ``note`` is told beside them. With ``active`` the relations are worded as what the focus does:
    "manufactures", and not what the thing is: "is manufactured by".
    """

    node: Node
    edges: tuple[Edge, ...]
    note: str = ""
    active: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims, sorted."""
        return claims_of(self.edges)

    @property
    def sources(self) -> int:
        """The number of independent documents."""
        return len({each.independent for edge in self.edges for each in edge.statements})


def groups(context: Context, edges: Iterable[Edge], *, active: bool = False) -> tuple[Group, ...]:
    """Return relations of the focus by the thing on the other side, best attested first."""
    found: dict[Node, list[Edge]] = {}
    for edge in edges:
        found.setdefault(context.other(edge), []).append(edge)
    return ranked(Group(node, tuple(told), active=active) for node, told in found.items())


def ranked(found: Iterable[Group]) -> tuple[Group, ...]:
    """Return groups in order: most independent documents, most claims, then by label."""
    return tuple(
        sorted(found, key=lambda g: (-g.sources, -len(g.claims), g.node.label, g.node.iri))
    )


def group_table(
    context: Context,
    head: str,
    found: Sequence[Group],
    *,
    one: str = "row",
    extra: tuple[str, Mapping[str, Group]] | None = None,
) -> Table:
    """Return the table of *found*; the column *head* holds the things.

    Args:
        context: What the report is about.
        head: The heading of the first column.
        found: What the rows tell.
        one: What one thing is called below a table that does not hold all.
        extra: The heading of a further column, and what stands in it for the IRI of a row.
    """
    several = len(context.network.selection.statuses) > 1
    columns = [Column(head), Column("What is said")]
    columns += [] if extra is None else [Column(extra[0])]
    columns += [Column("Status")] if several else []
    columns += [
        Column("Since"),
        Column("Told"),
        Column("Sources", number=True),
        Column("Conf.", number=True),
        Column("Ref."),
    ]
    shown = found[: context.options.rows]
    names = Counter(group.node.label for group in found)
    rows = tuple(
        _row(context, group, extra, several=several, alone=names[group.node.label] == 1)
        for group in shown
    )
    return filled(Table(tuple(columns), rows, more(len(shown), len(found), one)))


def filled(table: Table) -> Table:
    """Return *table* without the columns that say nothing in any row."""
    kept = [
        place
        for place in range(len(table.columns))
        if any(row[place] not in {(), ("",)} for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )


def _row(
    context: Context,
    group: Group,
    extra: tuple[str, Mapping[str, Group]] | None,
    *,
    several: bool,
    alone: bool,
) -> tuple[Line, ...]:
    name = group.node.label if alone else f"{group.node.label} ({key_of(group.node.iri)})"
    cells: list[Line] = [(name,), (_said(context, group),)]
    further = None if extra is None else extra[1].get(group.node.iri)
    if extra is not None:
        cells.append(("" if further is None else further.note,))
    told = [each for edge in group.edges for each in edge.statements]
    if several:
        cells.append((", ".join(sorted({each.status for each in told})),))
    since = min((each.when_from for each in told if each.when_from is not None), default=None)
    claims = {*group.claims, *(() if further is None else further.claims)}
    surest = max((edge.confidence for edge in group.edges), default=None)
    return (
        *cells,
        ("" if since is None else str(since),),
        (span(each.date for each in told),),
        (str(group.sources) if told else "",),
        ("" if surest is None else f"{surest:.2f}",),
        (Refs(tuple(sorted(claims))),),
    )


def _said(context: Context, group: Group) -> str:
    """Return the relations of a group in words."""
    parts = dict.fromkeys(said(context, edge, group) for edge in group.edges)
    return "; ".join([*parts, *((group.note,) if group.note else ())])


def said(context: Context, edge: Edge, group: Group) -> str:
    """Return a relation in words, as the row of *group* has them."""
    row = group.node.iri
    far = edge.object if edge.subject == row else edge.subject
    if row not in {edge.subject, edge.object}:
        words = sentence(context, edge)
    elif far != context.focus.iri:
        words = f"{phrase_of(edge, row)} {context.node(far).label}"
    else:
        words = phrase_of(edge, far if group.active else row)
    if edge.disputed:
        others = sorted({each.status for each in edge.others})
        words += f" (elsewhere: {', '.join(others)})"
    return words


def sentence(context: Context, edge: Edge) -> str:
    """Return a relation as a sentence."""
    label = ontology.load().relation(edge.predicate).label
    return f"{context.node(edge.subject).label} {label} {context.node(edge.object).label}"


def named(found: Sequence[Group], *, most: int = 4) -> tuple[str, tuple[str, ...]]:
    """Return the first things of *found* as an enumeration, and the surest claim for each."""
    names = listed(list(dict.fromkeys(group.node.label for group in found)), most=most)
    surest = {
        min(
            (each for edge in group.edges for each in edge.statements),
            key=lambda each: (-each.confidence, each.iri),
        ).iri
        for group in found[:most]
        if group.edges
    }
    return names, tuple(sorted(surest))
