"""What a report says of a graph whose answers are known, and where each figure leads."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from pyoxigraph import NamedNode, Quad

from graphkit.analyse import Selection, UnknownThingError
from graphkit.errors import OptionError, UnknownNameError
from graphkit.graph import Graph, find_claims
from graphkit.graph import vocabulary as v
from graphkit.graph.iris import entity_iri
from graphkit.report import ReportOptions, report, to_bytes
from graphkit.report.parts import Table, lines_of
from report.report_graph import Said, build

if TYPE_CHECKING:
    from conftest import Golden
    from graphkit.report import Report

PLAIN = ReportOptions(pictures=False)
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Reads a page and checks on the way that all that is opened is closed."""

    def __init__(self, page: str) -> None:
        """Read *page*."""
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.add(tag)
        self.attributes += [(tag, name, "" if value is None else value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element of a drawing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.words.append(data)

    def named(self, attribute: str) -> list[str]:
        """Return the values of an attribute."""
        return [value for _, name, value in self.attributes if name == attribute]


def html(made: Report) -> str:
    return to_bytes(made, "html").decode()


def markdown(made: Report) -> str:
    return to_bytes(made, "markdown").decode()


def tables(made: Report, key: str) -> list[Table]:
    return [
        block
        for section in made.sections
        if section.key == key
        for block in section.blocks
        if isinstance(block, Table)
    ]


def words(made: Report, key: str) -> str:
    """Return the words of a section, without references."""
    blocks = (block for section in made.sections if section.key == key for block in section.blocks)
    lines = [line for block in blocks for line in lines_of(block)]
    captions = " ".join(table.caption for table in tables(made, key))
    told = (term for line in lines for term in line if isinstance(term, str))
    return f"{captions} {' '.join(told)}"


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("name", ["Kestrel Cells", "battery cells", "Sweden"])
def test_a_report_is_as_it_was_read(batteries: Graph, golden: Golden, name: str, form: str) -> None:
    made = report(batteries, name, options=PLAIN, graph_name="batteries.trig")
    suffix = "md" if form == "markdown" else form
    golden(f"report/{name.lower().replace(' ', '-')}.{suffix}", to_bytes(made, form))


def test_every_number_leads_to_a_source_and_every_source_is_referred_to(batteries: Graph) -> None:
    page = Page(html(report(batteries, "Kestrel Cells", options=PLAIN)))
    wanted = {value[1:] for value in page.named("href") if value.startswith("#")}
    sources = {value for value in page.named("id") if value.startswith("source-")}
    assert wanted == sources == {f"source-{number}" for number in range(1, 5)}
    assert len(page.named("id")) == len(set(page.named("id")))


def test_every_claim_that_is_told_is_one_that_why_finds(batteries: Graph) -> None:
    told = set(re.findall("claim:[0-9a-f]{12}", markdown(report(batteries, "Sweden"))))
    assert told
    for name in told:
        (claim,) = find_claims(batteries, name)
        assert claim.iri.rpartition("/")[2].startswith(name[6:])


def test_all_claims_about_a_thing_are_in_its_report(batteries: Graph) -> None:
    made = report(batteries, "Kestrel Cells", options=PLAIN)
    about = {claim.iri for claim in batteries.claims(entities=["Kestrel Cells"])}
    assert about <= made.numbers.keys()


def test_copies_count_once(batteries: Graph) -> None:
    (suppliers,) = tables(report(batteries, "Kestrel Cells", options=PLAIN), "suppliers")
    place = [column.head for column in suppliers.columns].index("Sources")
    assert suppliers.rows[0][0] == ("Norvik AB",)
    assert suppliers.rows[0][place] == ("2",)


def test_what_is_no_fact_stands_apart_and_contradictions_side_by_side(batteries: Graph) -> None:
    made = report(batteries, "Kestrel Cells", options=PLAIN)
    for section in ("suppliers", "customers", "makes", "ties", "tiers"):
        assert "Corvane" not in words(made, section)
    assert "Corvane acquires Kestrel Cells" in words(made, "not-facts")
    assert "denied; 2026-02-20; Metals Day" in words(made, "contradictions")
    assert "1 plan and 1 denial stand apart" in words(made, "summary")


def test_what_is_selected_as_fact_is_told_as_one(batteries: Graph) -> None:
    both = Selection(statuses=("current", "planned"))
    made = report(batteries, "Kestrel Cells", selection=both, options=PLAIN)
    assert "Corvane" in words(made, "ties")
    assert "Plans" not in words(made, "not-facts")


def test_a_report_of_an_early_day_knows_nothing_of_later_ones(batteries: Graph) -> None:
    early = Selection(as_of=dt.date(2026, 2, 1))
    page = html(report(batteries, "Kestrel Cells", selection=early, options=PLAIN))
    assert "Norvik" in page
    for later in ("Aldane", "Corvane", "export ban", "2026-02-20", "2026-03-30"):
        assert later not in page
    nothing = Selection(as_of=dt.date(2020, 1, 1))
    made = report(batteries, "Kestrel Cells", selection=nothing, options=PLAIN)
    assert not made.sources
    assert "nothing is stated about Kestrel Cells, a company" in words(made, "summary")


def test_tables_that_are_cut_say_how_much_is_left(batteries: Graph) -> None:
    made = report(batteries, "Kestrel Cells", options=ReportOptions(rows=1, pictures=False))
    (table,) = tables(made, "timeline")
    assert len(table.rows) == 1
    assert table.more == "and 8 earlier entries"


def test_pictures_stand_within_the_page_and_need_nothing(batteries: Graph) -> None:
    made = report(batteries, "Kestrel Cells")
    first = html(made)
    page = Page(first)
    assert {"svg", "figure"} <= page.tags
    assert not page.tags & {"script", "img", "iframe", "object", "link", "image", "foreignobject"}
    outside = [value for value in page.named("href") if not value.startswith("#")]
    assert outside == ["https://example.org/one"]
    assert not page.named("src")
    assert "url(http" not in first
    assert "default-src 'none'" in first
    assert "@import" not in first
    assert first == html(report(batteries, "Kestrel Cells"))


def test_text_of_others_stays_text() -> None:
    evil = "</script><img src=x onerror=alert(1)>\u202e| `a` [b](javascript:c) <!--"
    said = Said("d", "company/a suppliesTo company/b", evil)
    more = Said("d", "company/c suppliesTo company/b", evil, "planned", 1)
    about = {"title": evil, "publisher": evil, "url": "javascript:alert(1)", "date": "2026-01-01"}
    graph = build([said, more], {"d": about}, {"company/a": evil, "company/b": "B" + evil})
    made = report(graph, "company/b", options=PLAIN, graph_name=evil)
    page = Page(html(made))
    assert not page.tags & {"img", "script"}
    assert all(value.startswith("#") for value in page.named("href"))
    assert "\u202e" not in html(made)
    assert "onerror=alert(1)" in "".join(page.words)
    shown = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    rendered = Page(shown.render(markdown(made)))
    assert not rendered.tags & {"img", "script", "a"}
    assert "<!--" in "".join(rendered.words)


def test_the_same_thing_elsewhere_is_a_link_if_it_is_on_the_web() -> None:
    graph = build([Said("d", "company/a suppliesTo company/b", "So it is.")], {}, {})
    home = NamedNode("https://example.org/graph")
    for address in ("http://www.wikidata.org/entity/Q1", "javascript:alert(1)"):
        graph.add([Quad(entity_iri("company/b"), v.SAME_AS, NamedNode(address), home)])
    page = Page(html(report(graph, "company/b", options=PLAIN)))
    links = [value for value in page.named("href") if not value.startswith("#")]
    assert links == ["http://www.wikidata.org/entity/Q1"]
    assert "javascript:alert(1)" in "".join(page.words)


def test_an_unknown_name_is_refused_with_names_that_are_close(batteries: Graph) -> None:
    with pytest.raises(UnknownThingError, match=r"nothing .* 'Kestrel Cels'; there are .*'Kestrel"):
        report(batteries, "Kestrel Cels")
    with pytest.raises(UnknownThingError, match="nothing in the graph is called 'A'"):
        report(Graph.create(), "A")


def test_what_cannot_be_meant_is_refused(batteries: Graph) -> None:
    with pytest.raises(OptionError, match="rows is 0"):
        ReportOptions(rows=0)
    with pytest.raises(UnknownNameError, match="no report format named 'pdf'"):
        to_bytes(report(batteries, "Sweden", options=PLAIN), "pdf")
