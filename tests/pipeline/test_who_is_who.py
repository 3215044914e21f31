"""Who is who over documents: registers, decisions, and what they do to a built graph."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from graphkit.building import BuildOptions
from graphkit.draw import draw
from graphkit.errors import OptionError, StoreError
from graphkit.graph import (
    DEFAULT_BASE,
    Graph,
    document_iri,
    find_claims,
    run_named,
    to_bytes,
    to_table,
)
from graphkit.graph import vocabulary as v
from graphkit.graph.history import without_records
from graphkit.identity import decisions_beside, decisions_for, resolving
from graphkit.pipeline import build, build_file, build_store, extract
from graphkit.resolve.decision_lines import DecisionError
from graphkit.resolve.decisions import Decisions, read_decisions, write_decisions
from graphkit.resolve.known.users import RegisterError
from support import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

NAMES = EXAMPLES / "names.jsonl"
KEPT, REPLACED = "company/corvane-metals", "company/corvanne-metals"
NEW = "Corvanne Metals supplies zinc to Vantaro Motors."
UNRELATED = "Aldermoor Chemicals supplies lithium hydroxide to Brackwater Logistics."


def lines(**texts: str) -> BytesIO:
    """Return JSON Lines with a document for each of *texts*."""
    return BytesIO("\n".join(json.dumps({"id": i, "text": t}) for i, t in texts.items()).encode())


def sorted_lines(graph: Graph) -> bytes:
    return to_bytes(without_records(graph, graph.store), "nquads")


def key_of(iri: str) -> str:
    return iri.removeprefix(DEFAULT_BASE)


def graphs(graph: Graph, *, but: str = "") -> set[Quad]:
    """Return the quads of all documents but that with the id *but*."""
    quads = without_records(graph, graph.store)
    return {quad for quad in quads if quad.graph_name != document_iri(but, base=DEFAULT_BASE)}


def same(path: Path, *pairs: tuple[str, str]) -> Path:
    """Write a file of decisions in which each of *pairs* is one."""
    decisions = Decisions()
    for pair in pairs:
        decisions = decisions.decide("yes", *pair)
    write_decisions(path, decisions)
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the example on names, not to be changed."""
    folder = tmp_path_factory.mktemp("built") / "who"
    build_store(NAMES, folder)
    return folder


@pytest.fixture(scope="module")
def names(built: Path) -> Iterator[Graph]:
    with Graph.open(built) as graph:
        yield graph


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """Return a store of the example on names, to be changed."""
    return shutil.copytree(built, tmp_path / "who")


@pytest.fixture(scope="module")
def meant(names: Graph) -> set[tuple[str, str, str]]:
    """Return the document, the words and the key of each mention."""
    rows = to_table(
        names.query(
            "SELECT ?id ?words ?thing { ?m gk:refersTo ?thing ; oa:exact ?words ;"
            " prov:wasDerivedFrom ?d . ?d dcterms:identifier ?id }"
        )
    ).rows
    return {(str(i), str(words), key_of(str(thing))) for i, words, thing in rows}


@pytest.mark.parametrize(
    ("document", "words", "key"),
    [
        ("names-1", "Delta Electronics", "company/delta-electronics"),
        ("names-2", "Delta Electronics", "company/delta-electronics"),
        ("names-2", "Delta", "company/delta-electronics"),
        ("names-3", "Delta Air Lines", "company/delta-air-lines"),
        ("names-3", "Delta", "company/delta-air-lines"),
        ("names-4", "Foxconn", "company/foxconn"),
        ("names-5", "Hon Hai Precision Industry Co., Ltd.", "company/foxconn"),
        ("names-4", "AI servers", "product/artificial-intelligence-server"),
        (
            "names-5",
            "artificial-intelligence server systems",
            "product/artificial-intelligence-server",
        ),
        ("names-6", "Corvane Metals Ltd.", KEPT),
        ("names-7", "Corvanne Metals", REPLACED),
    ],
)
def test_each_name_of_the_example_means_its_thing(
    document: str, words: str, key: str, meant: set[tuple[str, str, str]]
) -> None:
    assert {found for *place, found in meant if place == [document, words]} == {key}


def test_a_thing_is_found_by_each_name_and_a_shared_short_form_finds_both(names: Graph) -> None:
    for name in ("Foxconn", "Hon Hai Precision Industry Co., Ltd."):
        assert [key_of(node.iri) for node in names.find(name)] == ["company/foxconn"]
    assert {key_of(node.iri) for node in names.find("Delta")} == {
        "company/delta-electronics",
        "company/delta-air-lines",
    }


def test_a_drawing_shows_each_thing_once(names: Graph, tmp_path: Path) -> None:
    claims = list(names.claims())
    draw(claims, tmp_path / "who.svg")
    picture = (tmp_path / "who.svg").read_text(encoding="utf-8")
    drawn = Counter(re.findall("<!-- (.*?) -->", picture))  # each text, beside its outlines
    things = {node.iri: node.label for claim in claims for node in (claim.subject, claim.object)}
    wanted = [label.replace("&", "&amp;") for label in things.values()]
    assert len(wanted) == len(set(wanted)) > 10
    assert {label: drawn[label] for label in wanted} == dict.fromkeys(wanted, 1)


def test_a_users_register_makes_two_names_one(tmp_path: Path) -> None:
    texts = {
        "a": "Foxglove Metals supplies cobalt to Kestrel Cells.",
        "b": "Bindweed Ores supplies nickel to Kestrel Cells.",
    }
    register = tmp_path / "own.csv"
    register.write_text("name,other_names\nFoxglove Metals,Bindweed Ores\n", encoding="utf-8")
    without, _ = build("-", stdin=lines(**texts))
    graph, _ = build("-", stdin=lines(**texts), options=BuildOptions(register=register))
    assert without.find("Bindweed Ores") != without.find("Foxglove Metals")
    assert graph.find("Bindweed Ores") == graph.find("Foxglove Metals")
    (node,) = graph.find("Foxglove Metals")
    assert {claim.document for claim in graph.claims(entities=[node.iri])} == {"a", "b"}


def test_what_a_register_says_is_part_of_who_reads(tmp_path: Path) -> None:
    text = {"a": "Foxglove Metals supplies cobalt to Kestrel Cells."}
    readers = {BuildOptions().reader()}
    graph, _ = build("-", stdin=lines(**text))
    for number, other in enumerate(("Bindweed Ores", "Burdock Ores")):
        register = tmp_path / f"{number}" / "own.csv"
        register.parent.mkdir()
        register.write_text(f"name,other_names\nFoxglove Metals,{other}\n", encoding="utf-8")
        options = BuildOptions(register=register)
        readers.add(options.reader())
        _, report = build("-", graph, stdin=lines(**text), options=options)
        _, again = build("-", graph, stdin=lines(**text), options=options)
        assert (report.unchanged, report.replaced, again.unchanged) == (0, 1, 1)
    assert len(readers) == 3


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wrong_register_is_refused_with_its_line_and_nothing_is_made(
    workers: int, tmp_path: Path
) -> None:
    register = tmp_path / "own.csv"
    register.write_text("name,country\nFoxglove Metals,GB\nBindweed Ores,XX\n", encoding="utf-8")
    options = BuildOptions(register=register, workers=workers)
    refused = f"^{re.escape(str(register))}:3: unknown country 'XX'"
    with pytest.raises(RegisterError, match=refused):
        build_store(NAMES, tmp_path / "who", options=options)
    with pytest.raises(RegisterError, match=refused):
        build_file(NAMES, tmp_path / "who.nq", options=options)
    with pytest.raises(RegisterError, match=refused):
        list(extract(NAMES, options=options))
    assert [path.name for path in tmp_path.iterdir()] == ["own.csv"]


def test_wrong_decisions_are_refused_with_their_line_and_nothing_is_made(tmp_path: Path) -> None:
    decisions = tmp_path / "who.decisions"
    decisions.write_text("yes company/a company/b\nmaybe company/a company/c\n", encoding="utf-8")
    options = BuildOptions(decisions=decisions)
    with pytest.raises(DecisionError, match=":2: 'maybe' is no verdict"):
        build_store(NAMES, tmp_path / "who", options=options)
    assert [path.name for path in tmp_path.iterdir()] == ["who.decisions"]


def test_a_yes_makes_one_of_two_and_the_old_name_and_iri_still_find_it(store: Path) -> None:
    with resolving(store) as identity:
        identity.decide("yes", KEPT, REPLACED)
        assert identity.apply() == 1  # one document named the replaced one
        assert identity.apply() == 0
        graph = identity.graph
        old, kept = DEFAULT_BASE + REPLACED, DEFAULT_BASE + KEPT
        for name in ("Corvanne Metals", "corvane metals ltd.", old, kept):
            assert [node.iri for node in graph.find(name)] == [kept]
            assert {c.document for c in find_claims(graph, name)} == {"names-6", "names-7"}
        stated = {
            (quad.predicate, quad.object)
            for quad in graph.store.quads_for_pattern(NamedNode(old), None, None)
        }
        assert {predicate for predicate, _ in stated} == {v.SAME_AS, v.IS_REPLACED_BY}
        assert {str(value) for _, value in stated} == {f"<{kept}>"}
        assert not list(graph.store.quads_for_pattern(None, v.REFERS_TO, NamedNode(old)))
        (row,) = to_table(run_named(graph, "merged", {})).rows
        assert {old, kept} <= {str(cell) for cell in row}


def test_a_no_after_a_yes_gives_the_graph_of_a_fresh_build(store: Path, names: Graph) -> None:
    with resolving(store) as identity:
        identity.decide("yes", KEPT, REPLACED)
        identity.apply()
        assert sorted_lines(identity.graph) != sorted_lines(names)
    with resolving(store) as identity:
        identity.decide("no", KEPT, REPLACED)
        assert identity.apply() == 1
        assert sorted_lines(identity.graph) == sorted_lines(names)
    assert read_decisions(decisions_beside(store)).verdict(KEPT, REPLACED) == "no"


def test_a_line_that_is_taken_out_of_the_file_takes_the_merge_back(
    store: Path, names: Graph
) -> None:
    with resolving(store) as identity:
        identity.decide("yes", KEPT, REPLACED)
        identity.apply()
    decisions_beside(store).unlink()
    with resolving(store) as identity:
        identity.apply()
        assert sorted_lines(identity.graph) == sorted_lines(names)


def test_a_merge_of_many_is_that_of_a_build_with_the_same_decisions(
    store: Path, tmp_path: Path
) -> None:
    pairs = [(KEPT, REPLACED), ("company/meta", "company/microsoft")]
    with resolving(store) as identity:
        for pair in pairs:
            identity.decide("yes", *pair)
            identity.apply()  # one after the other
        resolved = sorted_lines(identity.graph)
    decisions = same(tmp_path / "own.decisions", *pairs)
    graph, _ = build(NAMES, options=BuildOptions(decisions=decisions))
    assert sorted_lines(graph) == resolved


def test_decisions_hold_in_a_new_folder_and_for_new_documents(store: Path, tmp_path: Path) -> None:
    with resolving(store) as identity:
        identity.decide("yes", KEPT, REPLACED)
        identity.apply()
        merged = sorted_lines(identity.graph)
    options = BuildOptions(decisions=decisions_beside(store))
    build_store(NAMES, tmp_path / "anew", options=options)
    with Graph.create(tmp_path / "anew") as graph:
        assert sorted_lines(graph) == merged
        _, report = build("-", graph, stdin=lines(new=NEW), options=options)
        assert (report.documents, report.unchanged) == (1, 0)
        (node,) = graph.find("Corvanne Metals")
        assert key_of(node.iri) == KEPT
        assert {c.document for c in graph.claims(entities=[node.iri])} == {
            "names-6",
            "names-7",
            "new",
        }
        _, again = build("-", graph, stdin=lines(new=NEW), options=options)
        assert again.unchanged == 1


def test_a_build_takes_the_decisions_beside_its_target_and_refuses_missing_ones(
    tmp_path: Path,
) -> None:
    target = tmp_path / "who.trig"
    assert decisions_for(target, None) is None
    beside = same(tmp_path / "who.decisions", (KEPT, REPLACED))
    assert decisions_for(target, None) == beside
    assert decisions_for(tmp_path / "who", None) == beside
    for wrong in ("none.decisions", "n" * 300, "."):
        with pytest.raises(OptionError, match="no such file of decisions"):
            decisions_for(target, tmp_path / wrong)
    assert decisions_for(tmp_path / ("n" * 300), None) is None


@pytest.mark.parametrize("pairs", [(), ((KEPT, REPLACED),)])
def test_an_unrelated_document_moves_no_quad_of_the_others(
    pairs: tuple[tuple[str, str], ...], names: Graph, tmp_path: Path
) -> None:
    options = BuildOptions(decisions=same(tmp_path / "who.decisions", *pairs))
    graph, _ = build(NAMES, options=options)
    before = graphs(graph)
    assert (before == graphs(names)) == (not pairs)
    build("-", graph, stdin=lines(unrelated=UNRELATED), options=options)
    assert graphs(graph, but="unrelated") == before
    assert graphs(graph) != before
    other, _ = build("-", stdin=lines(unrelated=UNRELATED), options=options)
    build(NAMES, other, options=options)
    assert sorted_lines(other) == sorted_lines(graph)


def test_an_unrelated_document_moves_no_pair_and_its_own_no_graph(
    store: Path, names: Graph
) -> None:
    with resolving(store) as identity:
        before = identity.pairs()
        build("-", identity.graph, stdin=lines(unrelated=UNRELATED))
    with resolving(store) as identity:
        assert identity.pairs() == before
        identity.settle()
        identity.apply()
        assert graphs(identity.graph, but="unrelated") == graphs(names)


def test_order_and_workers_change_no_byte_with_a_register_and_decisions(tmp_path: Path) -> None:
    texts = NAMES.read_text(encoding="utf-8").splitlines(keepends=True)
    halves = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for half, content in zip(halves, (texts[::2], texts[1::2]), strict=True):
        half.write_text("".join(content), encoding="utf-8")
    register = tmp_path / "own.csv"
    register.write_text("name,identifiers\nKestrel Cells,erp:4711\n", encoding="utf-8")
    decisions = same(tmp_path / "own.decisions", (KEPT, REPLACED))
    written = []
    for number, inputs in enumerate((halves, halves[::-1]), start=1):
        target = tmp_path / f"{number}.nq"
        options = BuildOptions(register=register, decisions=decisions, workers=number)
        build_file(inputs, target, options=options)
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert b"isReplacedBy" in written[0]
    assert b"4711" in written[0]


def test_a_store_with_another_base_keeps_its_decisions_by_key(tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    build_store(NAMES, tmp_path / "who", options=BuildOptions(base=base))
    with resolving(tmp_path / "who") as identity:
        assert identity.base == base
        identity.decide("yes", KEPT, REPLACED)
        assert identity.apply() == 1
        assert [n.iri for n in identity.graph.find("Corvanne Metals")] == [base + KEPT]


def test_a_doubt_comes_with_what_helps_to_decide_it(store: Path) -> None:
    with resolving(store, writes=False) as identity:
        (doubt,) = identity.doubts()
        assert doubt.pair.reasons[0] == "the names differ in one letter"
        assert [doubt.first.record.key, doubt.second.record.key] == [KEPT, REPLACED]
        assert [side.quotes[0].document for side in (doubt.first, doubt.second)] == [
            "names-6",
            "names-7",
        ]


@pytest.mark.parametrize("verdict", ["yes", "no", "unknown"])
def test_what_is_decided_is_no_doubt_any_more(verdict: str, store: Path) -> None:
    with resolving(store) as identity:
        waiting = identity.doubts()
        identity.decide(verdict, KEPT, REPLACED)
        assert not list(waiting)
        assert not list(identity.doubts())
        identity.apply()
    with resolving(store) as identity:
        assert not identity.pairs()


def test_one_thing_cannot_be_decided_with_itself(store: Path) -> None:
    with (
        resolving(store) as identity,
        pytest.raises(OptionError, match=f"both are {KEPT}"),
    ):
        identity.decide("yes", KEPT, KEPT)
    assert not decisions_beside(store).exists()


def test_a_graph_that_mixes_its_documents_is_refused(tmp_path: Path) -> None:
    poured, target = tmp_path / "who.ttl", tmp_path / "who.nq"
    build_file(NAMES, poured)
    with Graph.open(poured) as graph:
        target.write_bytes(to_bytes(graph, "nquads"))
    with (
        pytest.raises(StoreError, match="not stand in a graph of its own"),
        resolving(target),
    ):
        pass


def test_decisions_are_found_beside_the_store_whatever_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "chain"
    store.mkdir()
    (tmp_path / "link").symlink_to(store)
    wanted = tmp_path / "chain.decisions"
    assert decisions_beside(tmp_path / "link") == wanted
    monkeypatch.chdir(store)
    assert decisions_beside(Path()) == decisions_beside(Path("../chain")).resolve() == wanted


def test_a_build_tells_how_many_documents_it_brought_to_the_decisions(tmp_path: Path) -> None:
    store, file = tmp_path / "chain", tmp_path / "chain.decisions"
    build_store(NAMES, store)
    write_decisions(file, Decisions().decide("yes", REPLACED, KEPT))
    options = BuildOptions(decisions=file)
    assert build_store(NAMES, store, options=options).decided > 0
    assert build_store(NAMES, store, options=options).decided == 0
    report = build_store(NAMES, store)
    assert report.decided > 0
    assert "brought to the decisions" in report.summary()
