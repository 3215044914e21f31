"""The head of a report: what the thing is, what registers have of it, and how much is stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.analyse.network_names import key_of
from graphkit.analyse.network_quads import about, term_of
from graphkit.analyse.projections_paths import claims_of
from graphkit.graph import vocabulary as v
from graphkit.graph.entities import text_of
from graphkit.report.parts import Column, Link, Refs, Section, Table
from graphkit.report.words import counted, listed, plain, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.analyse import Selection
    from graphkit.report.context import Context
    from graphkit.report.parts import Line, Term

_IDENTIFIERS: Final = (
    (v.TICKER, "ticker"),
    (v.ISIN, "ISIN"),
    (v.LEI, "LEI"),
    (v.HS_CODE, "HS code"),
    (v.ISO_CODE, "ISO 3166"),
    (v.HAS_IDENTIFIER, "identifier"),
)
_NAMES: Final = 12


@dataclass(frozen=True, slots=True)
class Volume:
    """How much is stated about the focus."""

    claims: int
    documents: int
    independent: int
    publishers: int
    days: str


def volume_of(context: Context) -> Volume:
    """Return how much is stated about the focus, whatever its status is."""
    told = context.statements
    return Volume(
        claims=len(told),
        documents=len({each.document for each in told}),
        independent=len({each.independent for each in told}),
        publishers=len({each.source for each in told if each.source is not None}),
        days=span(each.date for each in told),
    )


def head_section(context: Context) -> Section:
    """Return the table of particulars."""
    known = _known(context)
    volume = volume_of(context)
    statuses = ", ".join(
        f"{number:,} {status}" for status, number in _by_status(context).items() if number
    )
    stated = counted(volume.claims, "claim")
    if volume.documents:
        stated += f" in {counted(volume.documents, 'document')}, {volume.independent:,} independent"
    told: list[tuple[str, Line]] = [
        ("Type", (context.focus.type.lower(),)),
        ("Key", (key_of(context.focus.iri),)),
        ("Other names", (listed(known["names"], most=_NAMES),)),
        ("Identifiers", ("; ".join(known["identifiers"]),)),
        ("Same as", _links(known["same"])),
        ("Country", _home(context)),
        ("Stated", (stated,)),
        ("By status", (statuses,)),
        ("Told", (volume.days,)),
        ("Counted as facts", (selection_words(context.network.selection),)),
    ]
    rows = tuple(((name,), line) for name, line in told if line and line != ("",))
    return Section("head", "", (Table((Column(""), Column("")), rows),))


def selection_words(selection: Selection) -> str:
    """Return in words which claims count.

    >>> from graphkit.analyse import Selection
    >>> selection_words(Selection(min_sources=2))
    'claims of status current, stated by at least 2 independent sources'
    """
    parts = [f"claims of status {listed(selection.statuses, most=6)}"]
    if selection.as_of is not None:
        parts.append(f"published by {selection.as_of}")
    if selection.min_confidence > 0:
        parts.append(f"with a confidence of at least {selection.min_confidence:g}")
    if selection.min_sources > 1:
        parts.append(f"stated by at least {selection.min_sources} independent sources")
    return ", ".join(parts)


def _by_status(context: Context) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for each in context.statements:
        found[each.status] = found.get(each.status, 0) + 1
    return {status: found[status] for status in sorted(found, key=lambda s: (-found[s], s))}


def _known(context: Context) -> Mapping[str, list[str]]:
    """Return names, identifiers and other IRIs of the focus, sorted."""
    found: dict[str, set[str]] = {"names": set(), "identifiers": set(), "same": set()}
    schemes = dict(_IDENTIFIERS)
    for quad in about(context.graph.store, [term_of(context.focus.iri)]):
        text = plain(text_of(quad.object))
        if quad.predicate in {v.LABEL, v.ALT_LABEL}:
            found["names"].add(text)
        elif quad.predicate == v.REGISTERED_NAME:
            found["identifiers"].add(f"registered as {text}")
        elif quad.predicate in schemes:
            found["identifiers"].add(f"{schemes[quad.predicate]} {text}")
        elif quad.predicate == v.SAME_AS:
            found["same"].add(text)
    found["names"].discard(plain(context.focus.label))
    return {name: sorted(told, key=lambda t: (t.casefold(), t)) for name, told in found.items()}


def _links(addresses: list[str]) -> Line:
    """Return addresses that can be followed."""
    links: list[Term] = []
    for address in addresses:
        links += (["; "] if links else []) + [Link(address, address)]
    return tuple(links)


def _home(context: Context) -> Line:
    """Return the countries of the focus, each with what says so."""
    if context.focus.type == "Country":
        return ()
    line: list[str | Refs] = []
    if context.focus.iri in context.network.nodes:
        for home in context.homes.of(context.focus.iri):
            if home.edges:
                line.append(f"{'; ' if line else ''}{home.country.label}, as texts tell")
                line.append(Refs(claims_of(home.edges)))
    seat = context.network.seats.get(context.focus.iri)
    if seat is not None:
        line.append(f"{'; ' if line else ''}{seat.label}, by a register")
    return tuple(line)
