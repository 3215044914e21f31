"""The way from a graph and a name to a report, and from that to a file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graphkit.analyse import Selection
from graphkit.errors import UnknownNameError
from graphkit.graph import check_target
from graphkit.graph.atomic import write_bytes
from graphkit.report.context import read_context
from graphkit.report.ending import ending_section
from graphkit.report.head import head_section
from graphkit.report.html import to_html
from graphkit.report.listings import listing_section, listings_of, other_relations, risks_near
from graphkit.report.markdown import to_markdown
from graphkit.report.moments import amounts_section, timeline_section
from graphkit.report.needs import chokepoints_section, exposure_section, without_section
from graphkit.report.options import DEFAULTS
from graphkit.report.parts import Report
from graphkit.report.pictures import network_section
from graphkit.report.places import based_section, produced_section, sites_section
from graphkit.report.shares import concentration_section
from graphkit.report.sources import number_sources
from graphkit.report.standing import tiers_section
from graphkit.report.summary import summary_section
from graphkit.report.unsettled import contradictions_section, unsettled_section
from graphkit.report.words import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from graphkit.graph import Graph
    from graphkit.report.context import Context
    from graphkit.report.options import ReportOptions
    from graphkit.report.parts import Section

FORMATS: Final[Mapping[str, Callable[[Report], bytes]]] = MappingProxyType(
    {"html": to_html, "markdown": to_markdown}
)
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
)

# in the order of reading; one more section is one more function
FIRST: Final[tuple[Callable[[Context], Section | None], ...]] = (
    head_section,
    summary_section,
    network_section,
    based_section,
    sites_section,
    produced_section,
)
LAST: Final[tuple[Callable[[Context], Section | None], ...]] = (
    risks_near,
    other_relations,
    tiers_section,
    concentration_section,
    chokepoints_section,
    exposure_section,
    without_section,
    unsettled_section,
    contradictions_section,
    timeline_section,
    amounts_section,
)


def report(
    graph: Graph,
    name: str,
    *,
    selection: Selection | None = None,
    options: ReportOptions = DEFAULTS,
    graph_name: str = "in memory",
) -> Report:
    """Return what is known of the thing called *name*.

    Args:
        graph: Where the claims are.
        name: A label, another name, a key or an IRI.
        selection: Which claims count as facts; None takes those that are stated as such.
        options: Title, length of tables, pictures.
        graph_name: What the foot of the report calls the graph.

    Raises:
        AmbiguousNameError: Several things are called so.
        StoreError: A claim lacks a part, or a number or date of it is none.
        UnknownNameError: Nothing is called so.
    """
    context = read_context(graph, name, Selection() if selection is None else selection, options)
    sections = tuple(_sections(context))
    documents = graph.documents()
    sources = number_sources(graph, sections, documents)
    days = [s.date for edge in context.every.edges for s in edge.statements if s.date is not None]
    kind = context.focus.type.lower()
    return Report(
        focus=context.focus,
        title=capital(context.focus.label) if options.title is None else options.title,
        line=f"Report on a {kind}" + (f", as of {max(days)}" if days else ""),
        sections=sections,
        sources=sources,
        ending=ending_section(context, graph_name, documents),
        numbers={claim.iri: source.number for source in sources for claim in source.claims},
    )


def format_of(target: Path) -> str:
    """Return the format that the suffix of *target* stands for.

    Raises:
        UnknownNameError: It stands for none.

    >>> from pathlib import Path
    >>> format_of(Path("nvidia.MD"))
    'markdown'
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        kind = "report file suffix"
        raise UnknownNameError(kind, target.suffix, SUFFIXES)
    return SUFFIXES[suffix]


def to_bytes(made: Report, form: str) -> bytes:
    """Return a report as ``html`` or ``markdown``, in UTF-8.

    Raises:
        UnknownNameError: There is no such format.
    """
    if form not in FORMATS:
        kind = "report format"
        raise UnknownNameError(kind, form, FORMATS)
    return FORMATS[form](made)


def write_report(made: Report, target: Path, form: str | None = None) -> None:
    """Write a report to *target*, in the format of its suffix unless *form* names one.

    Raises:
        UnknownNameError: There is no such format.
        WriteError: The file cannot be written; an older one is left as it was.
    """
    content = to_bytes(made, format_of(target) if form is None else form)
    check_target(target)
    write_bytes(target, content)


def _sections(context: Context) -> Iterator[Section]:
    found = [each(context) for each in FIRST]
    found += [listing_section(context, listing) for listing in listings_of(context)]
    found += [each(context) for each in LAST]
    return (section for section in found if section is not None)
