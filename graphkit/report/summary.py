"""The summary: some sentences made from the figures of the report, and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.analyse.projections_paths import claims_of
from graphkit.report.context import GOODS, LANDS
from graphkit.report.head import volume_of
from graphkit.report.listings import (
    CUSTOMERS,
    MAKERS,
    PARTS,
    PRODUCED,
    RISKS,
    SUPPLIERS,
    USERS,
    edges_in,
)
from graphkit.report.needs import countries_exposed, elsewhere
from graphkit.report.parts import Paragraph, Refs, Section
from graphkit.report.places import based, produced, sites
from graphkit.report.rows import groups, named
from graphkit.report.shares import hhi_words, level_words
from graphkit.report.unsettled import ONE, contradicting, not_facts
from graphkit.report.words import capital, counted, listed, noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.report.context import Context
    from graphkit.report.listings import Listing
    from graphkit.report.parts import Line, Term
    from graphkit.report.rows import Group


def summary_section(context: Context) -> Section:
    """Return the summary."""
    sentences = [_volume(context)]
    if context.focus.type in LANDS:
        sentences += _of_land(context)
    elif context.focus.type in GOODS:
        sentences += _of_good(context)
    else:
        sentences += _of_party(context)
    sentences += [_risks(context), _unsettled(context)]
    line: list[Term] = []
    for sentence in sentences:
        if sentence:
            line += ([" "] if line else []) + list(sentence)
    return Section("summary", "Summary", (Paragraph(tuple(line)),))


def _volume(context: Context) -> Line:
    volume = volume_of(context)
    name, kind = context.focus.label, context.focus.type.lower()
    what = f"{name}, {'an' if kind[0] in 'aeiou' else 'a'} {kind},"
    if not volume.claims:
        return (f"In what is selected nothing is stated about {what[:-1]}.",)
    days = volume.days.replace(" to ", " and ")
    by = f" by {counted(volume.publishers, 'publisher')}" if volume.publishers else ""
    when = f" between {days}" if "and" in days else f" on {days}" if days else ""
    return (
        (
            f"About {what} {counted(volume.documents, 'document')} "
            f"({volume.independent:,} independent){by} {noun(volume.documents, 'makes', 'make')} "
            f"{counted(volume.claims, 'claim')}{when}."
        ),
    )


def _of_party(context: Context) -> list[Line]:
    return [
        _named(context, SUPPLIERS, "supplier", "No supplier of it is stated."),
        _named(context, CUSTOMERS, "customer", "No customer of it is stated."),
        _concentration(context, "suppliers"),
        _chain(context),
        _needs(context),
        _lands(context),
    ]


def _of_good(context: Context) -> list[Line]:
    return [
        _named(context, MAKERS, "maker or seller", "No maker is stated.", "makers and sellers"),
        _named(context, USERS, "user", "No user is stated."),
        _named(context, PARTS, "part", "No part of it is stated."),
        _named(context, PRODUCED, "place of production", "", "places of production"),
        _concentration(context, "makers and sellers"),
        _needs(context),
    ]


def _of_land(context: Context) -> list[Line]:
    return [
        _told(based(context), "company", "No company is stated to be based there.", "based there"),
        _told(sites(context), "site", "No site is stated to be there.", "there"),
        _told(
            produced(context), "good", "No goods are stated to be produced there.", "produced there"
        ),
        _without(context),
    ]


def _named(
    context: Context, listing: Listing, one: str, nothing: str, many: str | None = None
) -> Line:
    """Return how many things a table holds, with the names of the best attested."""
    found = groups(context, edges_in(context, listing))
    if not found:
        return (nothing,) if nothing else ()
    names, claims = named(found)
    count = counted(len(found), one, many)
    return (f"{capital(count)} {noun(len(found), 'is', 'are')} named: {names}", Refs(claims), ".")


def _told(found: Sequence[Group], one: str, nothing: str, where: str) -> Line:
    if not found:
        return (nothing,)
    names, claims = named(found)
    count = counted(len(found), one)
    return (f"{count} {noun(len(found), 'is', 'are')} {where}: {names}", Refs(claims), ".")


def _concentration(context: Context, holders: str) -> Line:
    found = context.concentration
    if found is None or found.suppliers.largest is None:
        return ()
    by = found.suppliers
    index = f"{hhi_words(by)} ({level_words(by)})"
    words = f"By the {holders} that are named, its supply has an HHI of {index}"
    made = found.origins is not None
    lands = found.countries if found.origins is None else found.origins
    where = "country of production" if made else "country of the suppliers"
    if lands.largest is None:
        return (words, Refs(by.claims), ".")
    return (
        f"{words}, by {where} one of {hhi_words(lands)} ({level_words(lands)})",
        Refs(tuple(sorted({*by.claims, *lands.claims}))),
        ".",
    )


def _chain(context: Context) -> Line:
    up, down = len(context.tiers.upstream), len(context.tiers.downstream)
    if not up and not down:
        return ()
    first = sum(each.tier == 1 for each in context.tiers.upstream)
    return (
        (
            f"Upstream of it {noun(up, 'stands', 'stand')} {counted(up, 'thing')} ({first:,} in "
            f"the first tier), downstream {counted(down, 'thing')}."
        ),
    )


def _needs(context: Context) -> Line:
    if not context.tiers.upstream or not context.chokepoints.points:
        return ()
    points = context.chokepoints.points
    total = context.chokepoints.total
    shown = points[:4]
    names = listed([point.node.label for point in points], most=4, total=total)
    claims = claims_of(
        edge
        for point in shown
        for each in point.hanging[:1]
        for step in each.path
        for edge in step.edges
    )
    return (
        f"As far as is told it cannot do without {counted(total, 'thing')}: {names}",
        Refs(claims),
        ".",
    )


def _lands(context: Context) -> Line:
    found = [each for each in countries_exposed(context) if each.through]
    if not found:
        return ()
    shown = [f"{each.country.label} ({len(each.through):,})" for each in found[:3]]
    claims = claims_of(e for each in found[:3] for step in each.steps for e in step.edges)
    most = "most of it in these: " if len(found) > len(shown) else ""
    return (
        (
            f"What it needs, directly or by others, stands in {counted(len(found), 'country')}"
            f"{', ' if most else ': '}{most}{listed(shown)}"
        ),
        Refs(claims),
        ".",
    )


def _without(context: Context) -> Line:
    hits = elsewhere(context)
    if not hits:
        return ("Nothing elsewhere is stated to depend on it.",)
    whole = sum(round(hit.loss, 6) >= 1 for hit in hits)
    shown = listed([hit.node.label for hit in hits[:3]], most=3)
    claims = tuple(sorted({iri for hit in hits[:3] for iri in hit.claims}))
    return (
        (
            f"Without it {counted(len(hits), 'thing')} elsewhere would lose something by what is "
            f"told ({whole:,} everything), most of all {shown}"
        ),
        Refs(claims),
        ".",
    )


def _risks(context: Context) -> Line:
    found = groups(context, edges_in(context, RISKS))
    if not found:
        return ()
    names, claims = named(found)
    count = counted(len(found), "body or event", "bodies or events")
    verbs = noun(len(found), "restricts or affects", "restrict or affect")
    return (f"{count} {verbs} it: {names}", Refs(claims), ".")


def _unsettled(context: Context) -> Line:
    found = not_facts(context)
    claims = {each.iri for rows in found.values() for _, told in rows for each in told}
    disputed = contradicting(context)
    claims |= {iri for edge, _ in disputed for iri in edge.claims}
    against = (
        f"; on {counted(len(disputed), 'relation')} sources contradict each other"
        if disputed
        else ""
    )
    refs = Refs(tuple(sorted(claims)))
    if not found:
        return (f"No plans, rumours or denials are stated{against}", refs, ".")
    counts = [counted(len(rows), ONE[status]) for status, rows in found.items()]
    stand = noun(sum(map(len, found.values())), "stands", "stand")
    return (f"{listed(counts, most=6)} {stand} apart from these{against}", refs, ".")
