"""Graphs that others made: taken in whole, checked before, and the same when they come again."""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import permutations
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat

from graphkit.errors import ReadError, StoreError
from graphkit.graph import Graph, write_graph
from graphkit.graph import vocabulary as v
from graphkit.graph.history import read_builds, without_records
from graphkit.importing import ImportOptions, ImportRefusedError, import_file, import_store
from graphkit.importing.bulk import mark_of
from graphkit.importing.skolem import without_blanks
from support import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

TABLES = EXAMPLES / "tables"
PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gk: <https://w3id.org/graphkit/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix e: <https://example.org/id/> .
"""
CLAIMS = f"""{PREFIXES}
e:a a gk:Company ; rdfs:label "Norvik" ; gk:suppliesTo e:b .
e:b a gk:Company ; rdfs:label "Corvane" .
e:s a gk:Sentence, oa:TextPositionSelector ; oa:start 0 ; oa:end 26 .
e:m a gk:Mention, oa:TextPositionSelector ; oa:start 0 ; oa:end 6 ; oa:exact "Norvik" ;
    gk:refersTo e:a ; gk:confidence 1.0 ; prov:wasDerivedFrom <FILE> .
e:n a gk:Mention, oa:TextPositionSelector ; oa:start 19 ; oa:end 26 ; oa:exact "Corvane" ;
    gk:refersTo e:b ; gk:confidence 1.0 ; prov:wasDerivedFrom <FILE> .
e:c a gk:Claim ; rdf:subject e:a ; rdf:predicate gk:suppliesTo ; rdf:object e:b ;
    gk:status gk:Current ; gk:confidence 1.0 ; gk:quote "Norvik supplies to Corvane" ;
    prov:wasDerivedFrom <FILE> ; gk:sentence e:s ; gk:subjectMention e:m ; gk:objectMention e:n .
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a TriG file of three documents."""
    target = tmp_path_factory.mktemp("made") / "made.trig"
    import_file([TABLES / f"{name}.csv" for name in ("suppliers", "sites", "materials")], target)
    return target


def quads_of(path: Path) -> set[Quad]:
    graph = Graph.open(path)
    return set(without_records(graph, graph.store))


def document(name: str) -> NamedNode:
    return NamedNode(f"https://w3id.org/graphkit/id/document/{quote(name)}")


def written(path: Path, text: str) -> Path:
    """Write *text*, in which FILE stands for the document that the file is."""
    path.write_text(text.replace("<FILE>", str(document(path.name))), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_what_was_exported_comes_back_as_it_was(made: Path, tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    import_file([made], first)
    import_file([first], second)
    assert quads_of(first) == quads_of(made)
    assert second.read_bytes() == first.read_bytes()


def test_a_store_takes_in_the_same_as_a_file(made: Path, tmp_path: Path) -> None:
    report = import_store([made], tmp_path / "store")
    assert (report.graphs, report.claims, report.unchecked) == (3, 14, ())
    assert quads_of(tmp_path / "store") == quads_of(made)


def test_importing_twice_is_importing_once(made: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    import_store([made], store)
    before = set(Graph.open(store))
    report = import_store([made], store)
    assert (report.graphs, report.unchanged, report.claims) == (3, 3, 0)
    assert set(Graph.open(store)) == before


def test_the_log_tells_the_files_name_and_hash(made: Path, tmp_path: Path) -> None:
    import_store([made], tmp_path / "store")
    (build,) = read_builds(Graph.open(tmp_path / "store").store)
    assert build.inputs == (os.path.relpath(made, tmp_path / "store"),)
    assert "file sha256 " in build.reader
    assert build.added == ("materials.csv", "sites.csv", "suppliers.csv")


@pytest.mark.parametrize("suffix", [".nq", ".ttl"])
def test_the_log_of_another_store_is_left_out(tmp_path: Path, suffix: str) -> None:
    import_store([TABLES / "sites.csv"], tmp_path / "store")
    write_graph(
        Graph.open(tmp_path / "store"),
        tmp_path / f"all{suffix}",
        "nquads" if suffix == ".nq" else "turtle",
    )
    import_store([tmp_path / f"all{suffix}"], tmp_path / "other")
    graph = Graph.open(tmp_path / "other")
    assert len(list(graph.claims())) == 7
    assert len(read_builds(graph.store)) == 1


def test_a_file_of_one_document_takes_that_documents_graph(made: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.ttl"
    name = NamedNode("https://w3id.org/graphkit/id/document/sites.csv")
    quads = [quad for quad in Graph.open(made) if quad.graph_name == name]
    write_graph(quads, one, "turtle")
    import_file([one], tmp_path / "two.trig")
    assert quads_of(tmp_path / "two.trig") == set(quads)


def test_a_file_of_no_document_is_one_itself(tmp_path: Path) -> None:
    source = written(tmp_path / "partner list.ttl", CLAIMS)
    import_store([source], tmp_path / "store")
    graph = Graph.open(tmp_path / "store")
    (document,) = graph.documents()
    assert document.id == "partner list.ttl"
    named = {quad.graph_name.value for quad in quads_of(tmp_path / "store")}  # type: ignore[union-attr]
    assert named == {"https://w3id.org/graphkit/id/document/partner%20list.ttl"}


def test_a_changed_file_replaces_what_it_said(tmp_path: Path) -> None:
    source, store = written(tmp_path / "a.ttl", CLAIMS), tmp_path / "store"
    import_store([source], store)
    written(source, CLAIMS.replace("Corvane", "Corvane Motors"))
    assert import_store([source], store).replaced == 1
    graph = Graph.open(store)
    assert graph.find("Corvane") == ()
    assert len(graph.find("Corvane Motors")) == 1


def test_other_documents_of_the_store_stay(made: Path, tmp_path: Path) -> None:
    import_store([made], tmp_path / "store")
    import_store([written(tmp_path / "a.ttl", CLAIMS)], tmp_path / "store")
    assert len(Graph.open(tmp_path / "store").documents()) == 4


def test_a_document_that_is_utf_16_is_read(tmp_path: Path) -> None:
    source = tmp_path / "a.ttl"
    text = CLAIMS.replace("Norvik", "Nørvik").replace("<FILE>", str(document("a.ttl")))
    source.write_bytes(text.encode("utf-16"))
    import_file([source], tmp_path / "a.trig")
    assert Graph.open(tmp_path / "a.trig").find("nørvik")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@prefix gk: <https://w3id.org/graphkit/ns#> .\n<urn:a> a gk:Company", "a.ttl:2: "),
        ("<urn:a> <urn:b> <urn:c> .", "nothing in it is of graphkit's vocabulary"),
        (CLAIMS.replace("gk:suppliesTo", "gk:supplysTo"), "did you mean 'suppliesTo'?"),
        (CLAIMS.replace("gk:Company", "gk:Compny"), "did you mean 'Company'?"),
        (f'{PREFIXES} e:c a gk:Claim ; gk:quote "A supplies B." .', "exactly one"),
        (f"{PREFIXES} e:m a gk:Mention ; gk:confidence 1.5 .", "A mention "),
        (f"{PREFIXES} e:b a gk:Record .", "nothing in it is of graphkit's vocabulary"),
        (f"{PREFIXES} <a> a gk:Company .", "IRI"),
        (f"{PREFIXES} <<( e:a gk:uses e:b )>> a gk:Claim .", "a.ttl"),
        ("", "there is no text in it"),
        ("# nothing", "nothing in it is of graphkit's vocabulary"),
    ],
)
def test_a_wrong_graph_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path, text: str, reason: str
) -> None:
    source = written(tmp_path / "a.ttl", text)
    good = written(tmp_path / "good.ttl", CLAIMS)
    for target, run in ((tmp_path / "store", import_store), (tmp_path / "o.trig", import_file)):
        with pytest.raises((ImportRefusedError, ReadError)) as refused:
            run([good, source], target)
        assert reason.replace("e:c", "https://example.org/id/c") in str(refused.value)
        assert str(refused.value).startswith(str(source))
        assert "\n" not in str(refused.value)
        assert not target.exists()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("gk:confidence 0.98", "gk:confidence 1.98", "an xsd:decimal from 0 to 1"),
        ("gk:confidence 0.98", 'gk:confidence "much"', "an xsd:decimal from 0 to 1"),
        ('"2024-03-01"^^xsd:date', '"2024-02-30"^^xsd:date', "an xsd:date"),
        ('gk:value "1200"^^xsd:decimal', 'gk:value "1200"', "an xsd:decimal"),
        ("oa:start 0", "oa:start -1", "a whole number from 0"),
    ],
)
def test_a_literal_out_of_range_is_refused(
    made: Path, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    text = made.read_text(encoding="utf-8")
    assert old in text
    source = written(tmp_path / "a.trig", text.replace(old, new, 1))
    with pytest.raises(ImportRefusedError, match=reason):
        import_store([source], tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (CLAIMS.replace("Norvik", "Nørvik").encode("latin-1"), "not valid UTF-8"),
        (b"PK\x03\x04rest", "this is a ZIP archive"),
        (b"\xff\xfe\x00", "not valid UTF-16"),
    ],
)
def test_bytes_that_are_no_text_are_named(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.ttl").write_bytes(content)
    with pytest.raises(ReadError, match=reason):
        import_store([tmp_path / "a.ttl"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["missing.ttl", "a.xlsx", "folder.ttl", "nul\0.ttl"])
def test_what_is_no_graph_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"text")
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(ImportRefusedError):
        import_store([tmp_path / name], tmp_path / "store")


def test_two_files_of_one_graph_are_not_taken_together(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    files = [written(tmp_path / "a.ttl", CLAIMS), written(tmp_path / "x" / "a.ttl", CLAIMS)]
    with pytest.raises(ImportRefusedError, match="rename the file"):
        import_store(files, tmp_path / "store")


def test_a_folder_of_other_files_is_no_store(tmp_path: Path) -> None:
    source = written(tmp_path / "a.ttl", CLAIMS)
    with pytest.raises(StoreError, match="holds other files"):
        import_store([source], tmp_path)


def test_another_writer_is_told_before_files_are_read(tmp_path: Path) -> None:
    wrong, store = written(tmp_path / "a.nq", "this is no quad\n"), tmp_path / "store"
    with Graph.create(store), pytest.raises(StoreError, match="another program is writing to it"):
        import_store([wrong], store)
    with pytest.raises(ImportRefusedError, match=r"a\.nq"):
        import_store([wrong], store)
    with pytest.raises(ImportRefusedError, match=r"a\.nq"):
        import_store([wrong], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_json_ld_context_is_not_fetched(tmp_path: Path) -> None:
    text = '{"@context": "https://example.org/c.jsonld", "@id": "urn:a", "@type": "Company"}'
    with pytest.raises(ImportRefusedError, match=r"a\.jsonld"):
        import_store([written(tmp_path / "a.jsonld", text)], tmp_path / "store")


@pytest.mark.parametrize("suffix", [".nq", ".trig"])
def test_bulk_loading_gives_what_reading_gives(made: Path, tmp_path: Path, suffix: str) -> None:
    source = tmp_path / f"a{suffix}"
    import_file([made], source)
    report = import_store([source], tmp_path / "store", options=ImportOptions(check=False))
    assert (report.graphs, report.claims, report.unchecked) == (3, 14, (source.name,))
    assert quads_of(tmp_path / "store") == quads_of(made)
    (build,) = read_builds(Graph.open(tmp_path / "store").store)
    assert len(build.added) == 3
    again = import_store([source], tmp_path / "store", options=ImportOptions(check=False))
    assert (again.unchanged, again.claims) == (3, 0)


def test_a_load_that_was_cut_off_is_made_good(made: Path, tmp_path: Path) -> None:
    source, store = tmp_path / "a.nq", tmp_path / "store"
    import_file([made], source)
    digest = sha256(source.read_bytes()).hexdigest()
    with Graph.create(store) as graph:  # as a kill leaves it: the mark, and some of the quads
        graph.add([mark_of("a.nq", digest, base="https://w3id.org/graphkit/id/")])
        graph.add(sorted(quads_of(made), key=str)[::3])
    report = import_store([source], store, options=ImportOptions(check=False))
    assert report.graphs == 3
    assert quads_of(store) == quads_of(made)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("<urn:a> <urn:b> .\n", "a.nq:"),
        ('<urn:a> <urn:b> "x" <urn:g> .\n', "there is no gk:Claim in it"),
    ],
)
def test_a_wrong_big_file_leaves_the_store_as_it_was(
    made: Path, tmp_path: Path, line: str, reason: str
) -> None:
    source, store = tmp_path / "a.nq", tmp_path / "store"
    import_store([written(tmp_path / "b.ttl", CLAIMS)], store)
    before = set(Graph.open(store))
    import_file([made], source)
    if "Claim" not in reason:
        line = source.read_text() + line
    written(source, line)
    with pytest.raises(ImportRefusedError, match=reason):
        import_store([source], store, options=ImportOptions(check=False))
    assert set(Graph.open(store)) == before


def test_blank_nodes_in_a_big_file_are_named_too(made: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.nq"
    import_file([made], source)
    graph = min(quads_of(made), key=str).graph_name
    written(source, f'{source.read_text()}_:b <{v.LABEL.value}> "x" {graph} .\n')
    import_store([source], tmp_path / "store", options=ImportOptions(check=False))
    subjects = {quad.subject for quad in quads_of(tmp_path / "store")}
    assert all(isinstance(each, NamedNode) for each in subjects)


P = NamedNode("urn:p")
NODES = st.sampled_from([*(BlankNode(f"b{i}") for i in range(4)), NamedNode("urn:n")])
GRAPHS = st.lists(st.builds(lambda s, o: Quad(s, P, o), NODES, NODES), max_size=6)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(GRAPHS, st.permutations(range(4)))
def test_names_of_blank_nodes_do_not_depend_on_their_labels(
    quads: list[Quad], order: list[int]
) -> None:
    labels = {BlankNode(f"b{i}"): BlankNode(f"x{place}") for i, place in enumerate(order)}
    renamed = [
        Quad(labels.get(q.subject, q.subject), P, labels.get(q.object, q.object))  # type: ignore[arg-type]
        for q in quads
    ]
    base = "https://example.org/"
    assert without_blanks(quads, base=base) == without_blanks(reversed(renamed), base=base)


def test_names_of_blank_nodes_do_not_depend_on_what_else_there_is() -> None:
    tied = [Quad(BlankNode("a"), P, BlankNode("b")), Quad(BlankNode("b"), P, Literal("x"))]
    other = [Quad(BlankNode("c"), P, Literal("y"))]
    base = "https://example.org/"
    assert without_blanks(tied, base=base) < without_blanks([*other, *tied], base=base)
    for some in permutations([*other, *tied]):
        assert len(without_blanks(some, base=base)) == 3


def test_blank_graph_names_become_names(tmp_path: Path) -> None:
    told = f"""<FILE> a gk:Document, prov:Entity ; gk:extractor "us" ; dcterms:identifier "d" ;
    gk:sha256 "{"0" * 64}" ."""
    text = f"{PREFIXES} _:g {{ {CLAIMS.removeprefix(PREFIXES)} {told} }}"
    import_file([written(tmp_path / "a.trig", text)], tmp_path / "b.nq")
    quads = list(pyoxigraph.parse(path=str(tmp_path / "b.nq"), format=RdfFormat.N_QUADS))
    assert len(quads) == 41
    assert all("/genid/" in quad.graph_name.value for quad in quads)


def test_a_plain_edge_that_no_claim_states_is_refused(tmp_path: Path) -> None:
    source = written(tmp_path / "a.ttl", f"{CLAIMS} e:b gk:suppliesTo e:a .")
    with pytest.raises(ImportRefusedError, match="Corvane suppliesTo Norvik: edge without claim"):
        import_store([source], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_current_claim_without_its_edge_is_refused(tmp_path: Path) -> None:
    source = written(tmp_path / "a.ttl", CLAIMS.replace(" ; gk:suppliesTo e:b", ""))
    with pytest.raises(ImportRefusedError, match="Norvik suppliesTo Corvane: claim without edge"):
        import_store([source], tmp_path / "store")


@pytest.mark.parametrize("check", [None, False])
def test_a_file_without_claims_is_refused(tmp_path: Path, *, check: bool | None) -> None:
    source = written(tmp_path / "a.ttl", f"{PREFIXES} e:a a gk:Company ; rdfs:label 'A' .")
    with pytest.raises(ImportRefusedError, match="there is no gk:Claim in it"):
        import_store([source], tmp_path / "store", options=ImportOptions(check=check))


@pytest.mark.parametrize("term", ["Compny", "supplysTo"])
def test_terms_of_an_unchecked_file_are_those_of_the_vocabulary(
    made: Path, tmp_path: Path, term: str
) -> None:
    source = tmp_path / "a.nq"
    import_file([made], source)
    old = "Company" if term == "Compny" else "suppliesTo"
    source.write_text(source.read_text().replace(f"ns#{old}>", f"ns#{term}>"))
    with pytest.raises(ImportRefusedError, match=f"the vocabulary has no gk:{term}"):
        import_store([source], tmp_path / "store", options=ImportOptions(check=False))


def test_a_text_may_hold_what_looks_like_a_term(made: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.nq"
    import_file([made], source)
    label = '"<https://w3id.org/graphkit/ns#Compny>"'
    source.write_text(source.read_text().replace('"Corvane Motors"', label))
    report = import_store([source], tmp_path / "store", options=ImportOptions(check=False))
    assert report.graphs == 3


@pytest.mark.parametrize("number", [9, 60])
def test_blank_nodes_that_cannot_be_told_apart_are_refused_at_once(
    tmp_path: Path, number: int
) -> None:
    same = "http://www.w3.org/2002/07/owl#sameAs"
    pairs = permutations(range(number), 2)
    text = "\n".join(f"_:b{one} <{same}> _:b{other} ." for one, other in pairs)
    source = written(tmp_path / "a.ttl", f"{CLAIMS}\n{text}\n")
    with pytest.raises(ImportRefusedError, match=rf"a\.ttl: {number} blank nodes .* give them IRI"):
        import_store([source], tmp_path / "store")


def test_many_blank_nodes_that_look_the_same_apart_from_each_other_are_named() -> None:
    quads = [Quad(BlankNode(), P, Literal("x")) for _ in range(50)]
    assert len(without_blanks(quads, base="https://example.org/")) == 1
