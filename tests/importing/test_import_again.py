"""What an import does to what is in the store already: merges, copies, and what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from graphkit.building import BuildOptions
from graphkit.graph import Graph, write_graph
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import COPY_OF, FINGERPRINT, copies_graph
from graphkit.graph.history import MEMBER, read_builds, without_records
from graphkit.importing import ImportOptions, ImportRefusedError, import_file, import_store
from graphkit.pipeline import build_store
from graphkit.resolve.decisions import read_decisions
from support import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

TABLES = EXAMPLES / "tables"
BASE = "https://w3id.org/graphkit/id/"
NEWS = "Norvik supplies battery cells to Corvane from its plant in Sweden, the company said."
OTHER = "Norvik Cathode supplies graphite to Corvane Motors."
SAME = "yes company/norvik company/norvik-cathode\n"


def named(name: str) -> NamedNode:
    return NamedNode(f"{BASE}document/{name}")


def texts(folder: Path, **told: str) -> list[str]:
    """Write a text file for each document and return their names."""
    folder.mkdir(exist_ok=True)
    for name, text in told.items():
        (folder / f"{name}.txt").write_text(text)
    return [str(folder / f"{name}.txt") for name in told]


def exported(store: Path, target: Path) -> Path:
    """Write what is in *store*, without its log, as ``graphkit export`` does."""
    with Graph.open(store) as graph:
        form = "trig" if target.suffix == ".trig" else "nquads"
        write_graph(without_records(graph, graph.store), target, form)
    return target


def only(store: Path, target: Path, *names: str) -> Path:
    """Write some of the documents of *store*."""
    with Graph.open(store) as graph:
        write_graph((q for q in graph if q.graph_name in set(map(named, names))), target, "trig")
    return target


def copies(store: Path) -> set[tuple[str, str]]:
    with Graph.open(store) as graph:
        found = graph.store.quads_for_pattern(None, COPY_OF, None, copies_graph(BASE))
        return {(q.subject.value[-5:], q.object.value[-5:]) for q in found}  # type: ignore[union-attr]


def edges(store: Path) -> set[Quad]:
    with Graph.open(store) as graph:
        return {q for q in graph if q.predicate in {v.IS_REPLACED_BY, v.term("gk:suppliesTo")}}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a store of two reports, the second of which is merged with the first."""
    (tmp_path / "two.decisions").write_text(SAME)
    files = texts(tmp_path / "news", a=NEWS, b=OTHER)
    options = BuildOptions(decisions=tmp_path / "two.decisions")
    build_store(files, tmp_path / "two", options=options)
    return tmp_path / "two"


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """Return a store with two copies of one report."""
    build_store(texts(tmp_path / "twins.in", c=NEWS, d=NEWS), tmp_path / "twins")
    assert copies(tmp_path / "twins") == {("d.txt", "c.txt")}
    return tmp_path / "twins"


def test_what_came_merged_stays_merged_when_other_things_are_built(
    two: Path, tmp_path: Path
) -> None:
    file, store = exported(two, tmp_path / "two.trig"), tmp_path / "s"
    options = ImportOptions(decisions=tmp_path / "s.decisions")
    report = import_store([file], store, options=options)
    assert (report.merges, report.summary().endswith("1 merge added to the decisions")) == (1, True)
    assert edges(store) == edges(two)
    more = texts(tmp_path / "more", x="Aldane supplies steel to Tessaly.")
    build_store(more, store, options=BuildOptions(decisions=tmp_path / "s.decisions"))
    assert edges(store) > edges(two)
    again = import_store([file], store, options=options)
    assert (again.merges, again.unchanged, again.graphs) == (0, 2, 2)


def test_a_no_of_the_store_goes_before_what_came_merged(two: Path, tmp_path: Path) -> None:
    file, decisions = exported(two, tmp_path / "two.trig"), tmp_path / "s.decisions"
    decisions.write_text(SAME.replace("yes", "no"))
    options = ImportOptions(decisions=decisions)
    assert import_store([file], tmp_path / "s", options=options).merges == 0
    assert decisions.read_text() == SAME.replace("yes", "no")
    assert not any(quad.predicate == v.IS_REPLACED_BY for quad in edges(tmp_path / "s"))


def test_a_merge_is_added_to_the_decisions_with_its_file(two: Path, tmp_path: Path) -> None:
    file, decisions = exported(two, tmp_path / "two.nq"), tmp_path / "s.decisions"
    import_store([file], tmp_path / "s", options=ImportOptions(decisions=decisions, check=False))
    (choice,) = [line.choice for line in read_decisions(decisions).lines if line.choice]
    assert choice == ("auto", "company/norvik", "company/norvik-cathode", "merged in two.nq")


def test_what_came_merged_is_refused_where_nothing_would_keep_it(two: Path, tmp_path: Path) -> None:
    file = exported(two, tmp_path / "two.trig")
    with pytest.raises(ImportRefusedError, match="name a file with --decisions"):
        import_store([file], tmp_path / "s")
    assert not (tmp_path / "s").exists()
    import_file([file], tmp_path / "again.trig")  # a file is not built on
    assert (tmp_path / "again.trig").read_bytes() == file.read_bytes()


def test_what_is_merged_below_another_base_is_left_as_it_is(two: Path, tmp_path: Path) -> None:
    file = exported(two, tmp_path / "two.trig")
    text = file.read_text()
    file.write_text(text.replace(BASE, "https://example.org/id/"))
    decisions = tmp_path / "s.decisions"
    report = import_store([file], tmp_path / "s", options=ImportOptions(decisions=decisions))
    assert (report.graphs, report.merges, decisions.exists()) == (2, 0, False)


@pytest.mark.parametrize("check", [None, False])
def test_marks_of_copies_are_joined_to_those_of_the_store(
    twins: Path, tmp_path: Path, *, check: bool | None
) -> None:
    file, store = exported(twins, tmp_path / "twins.nq"), tmp_path / "s"
    build_store(texts(tmp_path / "s.in", e=OTHER, f=OTHER), store)
    report = import_store([file], store, options=ImportOptions(check=check))
    assert report.graphs == 2
    assert copies(store) == {("d.txt", "c.txt"), ("f.txt", "e.txt")}
    with Graph.open(store) as graph:
        assert not list(graph.store.quads_for_pattern(None, MEMBER, copies_graph(BASE)))
        assert read_builds(graph.store)[-1].added == ("c.txt", "d.txt")
    before = set(Graph.open(store))
    assert import_store([file], store, options=ImportOptions(check=check)).unchanged == 2
    assert set(Graph.open(store)) == before


@pytest.mark.parametrize("check", [None, False])
def test_marks_below_another_base_are_marks_too(
    twins: Path, tmp_path: Path, *, check: bool | None
) -> None:
    file, store = exported(twins, tmp_path / "twins.nq"), tmp_path / "s"
    file.write_text(file.read_text().replace(BASE, "https://example.org/id/"))
    assert import_store([file], store, options=ImportOptions(check=check)).graphs == 2
    assert copies(store) == {("d.txt", "c.txt")}


def test_a_file_keeps_marks_of_copies(twins: Path, tmp_path: Path) -> None:
    file = exported(twins, tmp_path / "twins.trig")
    import_file([file], tmp_path / "again.trig")
    assert (tmp_path / "again.trig").read_bytes() == file.read_bytes()


def test_marks_that_meet_become_one_group(twins: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    build_store(texts(tmp_path / "s.in", b=NEWS, d=NEWS), store)
    assert copies(store) == {("d.txt", "b.txt")}
    import_store([exported(twins, tmp_path / "twins.trig")], store)
    assert copies(store) == {("c.txt", "b.txt"), ("d.txt", "b.txt")}


def test_a_document_of_another_text_loses_its_fingerprint(twins: Path, tmp_path: Path) -> None:
    build_store(texts(tmp_path / "o.in", d=OTHER), tmp_path / "o")
    import_store([exported(tmp_path / "o", tmp_path / "o.trig")], twins)
    assert copies(twins) == set()
    prints = {quad.subject for quad in Graph.open(twins) if quad.predicate == FINGERPRINT}
    assert prints == {named("c.txt")}


def test_a_document_of_the_same_text_keeps_its_fingerprint(twins: Path, tmp_path: Path) -> None:
    file = exported(twins, tmp_path / "twins.trig")
    file.write_text(file.read_text().replace("0.9161", "0.5"))
    before = {quad for quad in Graph.open(twins) if quad.predicate == FINGERPRINT}
    import_store([file], twins)
    assert {quad for quad in Graph.open(twins) if quad.predicate == FINGERPRINT} == before
    assert copies(twins) == {("d.txt", "c.txt")}


def test_fingerprints_that_a_graph_brings_find_copies(twins: Path, tmp_path: Path) -> None:
    with Graph.open(twins) as graph:  # as a dump of a server has them
        write_graph(graph, tmp_path / "dump.nq", "nquads")
    build_store(texts(tmp_path / "s.in", e=NEWS), tmp_path / "s")
    import_store([tmp_path / "dump.nq"], tmp_path / "s", options=ImportOptions(check=False))
    assert copies(tmp_path / "s") == {("d.txt", "c.txt"), ("e.txt", "c.txt")}


@pytest.fixture
def partner(tmp_path: Path) -> Path:
    """Return a store of three documents, as a partner may have one."""
    import_store([TABLES / f"{n}.csv" for n in ("suppliers", "sites", "materials")], tmp_path / "p")
    return tmp_path / "p"


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_what_a_file_no_longer_has_is_dropped(partner: Path, tmp_path: Path, suffix: str) -> None:
    file, store = exported(partner, tmp_path / f"g{suffix}"), tmp_path / "s"
    options = ImportOptions(check=False)
    import_store([file], store, options=options)
    only(partner, tmp_path / "few.trig", "sites.csv")
    import_file([tmp_path / "few.trig"], file)
    report = import_store([file], store, options=options)
    assert (report.graphs, report.unchanged, report.dropped) == (1, 1, 2)
    with Graph.open(store) as graph:
        assert [each.id for each in graph.documents()] == ["sites.csv"]
        assert read_builds(graph.store)[-1].dropped == ("materials.csv", "suppliers.csv")
    assert import_store([file], store, options=options).dropped == 0


def test_what_others_brought_too_stays(partner: Path, tmp_path: Path) -> None:
    file, store = exported(partner, tmp_path / "g.trig"), tmp_path / "s"
    import_store([file], store)
    import_store([only(partner, tmp_path / "few.trig", "materials.csv")], store)
    only(partner, file, "sites.csv")
    assert import_store([file], store).dropped == 1
    assert [d.id for d in Graph.open(store).documents()] == ["materials.csv", "sites.csv"]


def test_a_file_of_that_name_in_another_folder_is_another_file(
    partner: Path, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    store = tmp_path / "s"
    import_store([only(partner, tmp_path / "g.trig", "sites.csv")], store)
    import_store([only(partner, tmp_path / "x" / "g.trig", "suppliers.csv")], store)
    assert [d.id for d in Graph.open(store).documents()] == ["sites.csv", "suppliers.csv"]


def test_a_table_does_not_take_the_place_of_one_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    store, other = tmp_path / "s", tmp_path / "x" / "sites.csv"
    import_store([TABLES / "sites.csv"], store)
    before = set(Graph.open(store))
    mapping = TABLES / "sites.toml"
    head, _, row = (TABLES / "sites.csv").read_text().strip().partition("\n")
    other.write_text("\n".join([head, row.splitlines()[0], ""]))
    with pytest.raises(
        ImportRefusedError, match=r'came from .*examples/tables/sites\.csv.*id = "…"'
    ):
        import_store([other], store, options=ImportOptions(mapping=mapping))
    assert set(Graph.open(store)) == before
    with_id = tmp_path / "x" / "sites.toml"
    with_id.write_text(mapping.read_text().replace("[table]", '[table]\nid = "x/sites.csv"', 1))
    import_store([other], store)
    assert len(Graph.open(store).documents()) == 2
    with_id.write_text(mapping.read_text().replace("[table]", '[table]\nid = "x"', 1))
    assert import_store([other], store).dropped == 1  # the same table under another id
    assert [d.id for d in Graph.open(store).documents()] == ["sites.csv", "x"]


def test_two_tables_of_one_name_are_told_what_to_do(tmp_path: Path) -> None:
    copy = tmp_path / "sites.csv"
    copy.write_bytes((TABLES / "sites.csv").read_bytes())
    options = ImportOptions(mapping=TABLES / "sites.toml")
    with pytest.raises(ImportRefusedError, match=r"\[table\] id = "):
        import_store([TABLES / "sites.csv", copy], tmp_path / "s", options=options)


@pytest.mark.parametrize("check", [None, False])
def test_several_documents_in_one_graph_are_refused(
    partner: Path, tmp_path: Path, *, check: bool | None
) -> None:
    with Graph.open(partner) as graph:
        quads = list(without_records(graph, graph.store))
    write_graph(quads, tmp_path / "all.ttl", "turtle")
    name = NamedNode("urn:poured")
    poured = [Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads]
    write_graph(poured, tmp_path / "all.nq", "nquads")
    for file in (tmp_path / "all.ttl", tmp_path / "all.nq"):
        with pytest.raises(ImportRefusedError, match=r"3 documents stand in one graph.*\.trig"):
            import_store([file], tmp_path / "s", options=ImportOptions(check=check))
    assert not (tmp_path / "s").exists()
