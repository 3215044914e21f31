"""Building as a library: what is built, left, replaced, counted and refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graphkit.building import BuildOptions
from graphkit.errors import GraphkitError, ReadError
from graphkit.graph import Graph, to_table
from graphkit.pipeline import build, extract

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.graph import StatedClaim

ONE = "Aldermoor Chemicals Ltd. supplies nickel sulphate to Kestrel Cells."
TWO = "Kestrel Cells, Inc. bought nickel from ALDERMOOR CHEMICALS."


def lines(*documents: dict[str, str]) -> io.BytesIO:
    return io.BytesIO("\n".join(json.dumps(d) for d in documents).encode())


def test_two_articles_about_one_company_meet_in_one_node() -> None:
    stdin = lines({"id": "one", "text": ONE}, {"id": "two", "text": TWO})
    graph, _ = build("-", stdin=stdin)
    assert len(graph.find("Kestrel Cells")) == 1
    (node,) = graph.find("Aldermoor Chemicals Ltd.")
    assert {c.document for c in graph.claims(entities=[node.iri])} == {"one", "two"}


def test_what_a_document_is_known_by_stands_in_the_graph() -> None:
    document = {
        "id": "one",
        "text": ONE,
        "title": "A title",
        "date": "2026-05-07",
        "url": "https://example.org/1",
        "source": "Example Wire",
    }
    graph, _ = build("-", stdin=lines(document))
    (stated,) = graph.documents()
    assert (stated.id, stated.title, str(stated.date)) == ("one", "A title", "2026-05-07")
    assert (stated.url, stated.source) == ("https://example.org/1", "Example Wire")


def test_a_known_document_is_left_and_one_with_a_new_date_is_not() -> None:
    graph, first = build("-", stdin=lines({"id": "one", "text": ONE}))
    _, again = build("-", graph, stdin=lines({"id": "one", "text": ONE}))
    _, dated = build("-", graph, stdin=lines({"id": "one", "text": ONE, "date": "2026-01-01"}))
    assert [r.unchanged for r in (first, again, dated)] == [0, 1, 0]
    assert len(graph.documents()) == 1


def test_a_document_with_an_address_in_other_letters_is_known_again() -> None:
    document = {"id": "one", "text": ONE, "url": "https://example.org/über", "title": "A\u0007b"}
    graph, _ = build("-", stdin=lines(document))
    assert build("-", graph, stdin=lines(document))[1].unchanged == 1


def test_a_new_text_under_an_old_id_is_counted_as_replaced() -> None:
    graph, _ = build("-", stdin=lines({"id": "one", "text": ONE}))
    _, report = build("-", graph, stdin=lines({"id": "one", "text": TWO}, {"id": "b", "text": ONE}))
    assert (report.documents, report.replaced) == (2, 1)
    assert "(1 replaced)" in report.summary()


def test_claims_below_the_bound_are_left_out_and_the_bound_is_written_down() -> None:
    graph, _ = build("-", stdin=lines({"id": "one", "text": ONE}))
    kept, _ = build(
        "-", options=BuildOptions(min_confidence=1.0), stdin=lines({"id": "one", "text": ONE})
    )
    assert list(graph.claims())
    assert not list(kept.claims())
    assert "confidence >= 1.0" in kept.documents()[0].extractors[0]


def test_the_report_counts_what_the_graph_holds() -> None:
    graph, report = build("-", stdin=lines({"id": "one", "text": ONE}, {"id": "two", "text": TWO}))
    claims: list[StatedClaim] = list(graph.claims())
    assert (report.documents, report.claims) == (2, len(claims))
    entities = to_table(graph.query("SELECT DISTINCT ?entity { ?m gk:refersTo ?entity }"))
    assert report.entities == len(entities.rows)


def test_any_base_iri_is_taken_that_can_be_one() -> None:
    base = "https://example.org/kg/"
    graph, _ = build("-", options=BuildOptions(base=base), stdin=lines({"id": "one", "text": ONE}))
    assert all(c.iri.startswith(base) and c.subject.iri.startswith(base) for c in graph.claims())


@pytest.mark.parametrize("base", ["", "nonsense", "example.org/", "https://example.org/a b/"])
def test_a_base_iri_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(GraphkitError):
        BuildOptions(base=base)


@pytest.mark.parametrize("number", [0, -1])
def test_no_workers_are_refused(number: int) -> None:
    with pytest.raises(GraphkitError, match="workers"):
        BuildOptions(workers=number)


def test_an_unknown_extractor_is_refused() -> None:
    for workers in (1, 2):
        options = BuildOptions(extractor="modle", workers=workers)
        with pytest.raises(GraphkitError, match="Available: model"):
            build("-", options=options, stdin=lines({"id": "a", "text": ONE}))


def test_errors_are_yielded_in_their_place() -> None:
    stdin = io.BytesIO(
        b'{"id": "a", "text": "Kestrel makes cells."}\nnonsense\n'
        + lines({"id": "b", "text": ONE}).getvalue()
    )
    found = list(extract("-", stdin=stdin))
    assert [isinstance(item, ReadError) for item in found] == [False, True, False]


def test_workers_change_nothing_but_the_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TWO, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x00")
    alone, one = build(tmp_path)
    beside, two = build(tmp_path, options=BuildOptions(workers=2))
    assert set(alone) == set(beside)
    assert str(one) == str(two)


def test_a_worker_that_dies_is_told(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"{ONE} {number}", encoding="utf-8")
    script = (
        "import sys, multiprocessing\n"
        "import graphkit\n"
        "if __name__ == '__main__':\n"
        "    def kill(_):\n"
        "        for child in multiprocessing.active_children():\n"
        "            child.kill()\n"
        "    try:\n"
        "        options = graphkit.BuildOptions(workers=2)\n"
        f"        graphkit.build({str(tmp_path)!r}, options=options, seen=kill)\n"
        "    except graphkit.GraphkitError as error:\n"
        "        sys.exit(f'told: {error}')\n"
    )
    path = tmp_path.with_suffix(".py")
    path.write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, check=False)
    assert done.stderr.decode().startswith("told: a worker died")


def test_a_single_document_may_hold_ten_thousand_names(tmp_path: Path) -> None:
    names = " and ".join(f"Norhald{i} Metals" for i in range(10_000))
    (tmp_path / "a.txt").write_text(f"{names} supply cobalt.", encoding="utf-8")
    graph, report = build(tmp_path / "a.txt")
    assert report.documents == 1
    assert isinstance(graph, Graph)
