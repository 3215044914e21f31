"""Damaged stores: each damage is told in a line with the way out, and a sound store has none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graphkit.doctor import Finding, examine
from graphkit.graph import DEFAULT_BASE, Graph, write_graph
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import FINGERPRINT, RECORD
from graphkit.graph.history import INPUT, MEMBER

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

URN = NamedNode("urn:x")
NOBODY = 65534


def bad(path: Path) -> list[Finding]:
    """Return what is not well at *path*."""
    return [finding for finding in examine(path) if finding.state != "ok"]


def told(path: Path) -> str:
    """Return what is not well at *path*, a line each."""
    return "\n".join(map(str, bad(path)))


def largest(folder: Path) -> Path:
    """Return the largest of the files that hold a store's quads."""
    return max(folder.glob("*.sst"), key=lambda file: file.stat().st_size)


def test_a_sound_store_is_well(store: Path) -> None:
    findings = list(examine(store))
    assert [finding for finding in findings if finding.state != "ok"] == []
    assert all(finding.way_out is None for finding in findings)
    told = {finding.check: finding.message for finding in findings}
    assert told["contents"].startswith("2 documents, ")
    assert told["log"] == "1 build; log and documents agree"


def test_examining_changes_nothing(store: Path) -> None:
    before = {file.name: file.read_bytes() for file in store.iterdir()}
    list(examine(store))
    assert {file.name: file.read_bytes() for file in store.iterdir()} == before


def without(*patterns: str) -> Callable[[Path], None]:
    """Return the damage that takes files away."""

    def damage(folder: Path) -> None:
        for pattern in patterns:
            for file in list(folder.glob(pattern)):
                file.unlink()

    return damage


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file cut short": (lambda s: largest(s).write_bytes(largest(s).read_bytes()[:99]), "size"),
    "an empty file": (lambda s: largest(s).write_bytes(b""), "damaged"),
    "files gone": (without("*.sst"), "damaged"),
    "no manifest": (without("MANIFEST-*"), "MANIFEST is missing"),
    "no current": (without("CURRENT"), "CURRENT is missing"),
    "an empty current": (lambda s: (s / "CURRENT").write_bytes(b""), "damaged"),
    "no lists": (without("MANIFEST-*", "OPTIONS-*"), "the lists of its files"),
    "a manifest that is none": (
        lambda s: [file.write_bytes(b"id2str") for file in s.glob("MANIFEST-*")],
        "damaged",
    ),
}


@pytest.mark.parametrize("name", list(DAMAGES))
def test_a_store_with_damaged_files_is_wrong(store: Path, name: str) -> None:
    damage, words = DAMAGES[name]
    damage(store)
    findings = bad(store)
    assert any(f.state == "wrong" and words in str(f) for f in findings), findings
    assert all("backup" in str(f) for f in findings)
    assert all("\n" not in str(f) for f in findings)


def test_a_store_whose_blocks_are_damaged_is_not_said_to_be_locked(store: Path) -> None:
    for file in store.glob("*.sst"):
        content = bytearray(file.read_bytes())
        content[0:300] = bytes(300)
        file.write_bytes(content[: file.stat().st_size])
    assert "the store is damaged" in told(store)
    assert "another program" not in told(store)


def test_a_folder_without_a_store_is_wrong(tmp_path: Path) -> None:
    assert "the folder is empty" in told(tmp_path)
    (tmp_path / "a.txt").write_text("A.", encoding="utf-8")
    assert "holds other files and no store" in told(tmp_path)


def test_what_does_not_belong_into_the_folder_is_named(store: Path) -> None:
    (store / "notes.txt").write_text("mine", encoding="utf-8")
    (store / ".graphkit-0123456789abcdef.part").write_text("rest", encoding="utf-8")
    rest, foreign = bad(store)
    assert (rest.state, foreign.state) == ("warning", "warning")
    assert ".graphkit-0123456789abcdef.part" in rest.message
    assert foreign.message == "not of the store: notes.txt"


def test_another_program_that_writes_is_told(store: Path) -> None:
    code = (
        "import pyoxigraph, sys; s = pyoxigraph.Store(sys.argv[1]); print(1, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
        lines = told(store)
        writer.stdin.write(b"\n")
        writer.stdin.flush()
        writer.wait()
    assert "another program writes to it now" in lines
    assert bad(store) == []


def test_a_writer_in_this_process_keeps_its_lock(store: Path) -> None:
    with Graph.create(store):
        assert "another program writes to it now" in told(store)
        code = "import pyoxigraph, sys; pyoxigraph.Store(sys.argv[1])"
        other = subprocess.run(
            [sys.executable, "-c", code, str(store)], capture_output=True, check=False
        )
        assert other.returncode != 0


def one_claim(store: Store) -> NamedNode:
    """Return the first claim of a store."""
    claims = (q.subject for q in store.quads_for_pattern(None, v.RDF_TYPE, v.CLAIM))
    return min((each for each in claims if isinstance(each, NamedNode)), key=str)


def drop(predicate: NamedNode) -> Callable[[Store], None]:
    """Return the change that takes a property from one claim."""

    def change(store: Store) -> None:
        for quad in list(store.quads_for_pattern(one_claim(store), predicate, None)):
            store.remove(quad)

    return change


def add(*quads: Quad) -> Callable[[Store], None]:
    """Return the change that adds *quads*."""
    return lambda store: store.extend(quads)


def no_type(store: Store) -> None:
    """Take from each document that it is one."""
    for quad in list(store.quads_for_pattern(None, v.RDF_TYPE, v.DOCUMENT)):
        store.remove(quad)


def unnoted(store: Store) -> None:
    """Take one document out of the log."""
    document = NamedNode(f"{DEFAULT_BASE}document/norvik.txt")
    for quad in list(store.quads_for_pattern(None, None, document)):
        if quad.predicate in {MEMBER, v.term("gk:added")}:
            store.remove(quad)


def older(store: Store) -> None:
    """Let the documents have been read by an older network."""
    for quad in list(store.quads_for_pattern(None, v.EXTRACTOR, None)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal("model 1, old"), quad.graph_name))


MARK = NamedNode(f"{DEFAULT_BASE}import/{'0' * 64}")
PRINTS = NamedNode(f"{DEFAULT_BASE}fingerprints")
COPIES = NamedNode(f"{DEFAULT_BASE}copies")
CHANGES: dict[str, tuple[Callable[[Store], None], str, str]] = {
    "quote": (drop(v.QUOTE), "wrong", "claims: 1 claim without a quote, as "),
    "sentence": (drop(v.IN_SENTENCE), "wrong", "claims: 1 claim without a sentence, as "),
    "no document": (drop(v.DERIVED_FROM), "wrong", "claims: 1 claim without a document, as "),
    "missing document": (no_type, "wrong", "of a document that is not there"),
    "unknown graph": (
        add(Quad(URN, URN, URN, URN)),
        "warning",
        "1 graph of no known kind, as <urn",
    ),
    "default graph": (
        add(Quad(URN, URN, URN, DefaultGraph())),
        "warning",
        "outside of named graphs",
    ),
    "import": (
        add(Quad(MARK, INPUT, Literal("big.nq"), MARK), Quad(MARK, v.RDF_TYPE, RECORD, MARK)),
        "wrong",
        "imports: that of big.nq was cut off; import it again",
    ),
    "fingerprint": (
        add(Quad(URN, FINGERPRINT, Literal("a"), PRINTS)),
        "warning",
        "the fingerprints speaks of 1 document that is not there, as urn:x",
    ),
    "copy": (
        add(Quad(URN, v.term("gk:copyOf"), URN, COPIES)),
        "warning",
        "the marks of copies speaks of 1 document that is not there, as urn:x",
    ),
    "unnoted": (unnoted, "warning", "it does not know 1 document, as "),
    "older": (older, "warning", "2 documents by model 1, old; a build of their inputs reads them"),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_what_is_not_well_inside_is_told(store: Path, name: str) -> None:
    change, state, words = CHANGES[name]
    with Graph.create(store) as graph:
        change(graph.store)
    findings = bad(store)
    assert any(f.state == state and words in str(f) for f in findings), findings
    assert all(f.way_out for f in findings)


def test_inputs_that_brought_what_is_not_there_are_told(store: Path) -> None:
    with Graph.create(store) as graph:
        (inputs,) = {q.subject for q in graph.store.quads_for_pattern(None, MEMBER, None)}
        assert isinstance(inputs, NamedNode)
        graph.store.add(Quad(inputs, MEMBER, URN, inputs))
    assert "what inputs brought speaks of 1 document that is not there, as urn:x" in told(store)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("yes company/a company/b\nno company/a company/b\n", "contradicts"),
        ("perhaps company/a company/b\n", "perhaps"),
        ("no company/nobody company/no-one\n", "2 keys that the graph does not know"),
        ("yes {0} {1}\n", "1 merge decided but not applied, as that of <"),
        ("auto {0} {1}\nno {0} {1}\n", None),
    ],
)
def test_decisions_that_do_not_fit_are_told(store: Path, lines: str, words: str | None) -> None:
    with Graph.open(store) as graph:
        keys = sorted(
            {
                quad.subject.value.removeprefix(DEFAULT_BASE)
                for quad in graph.store.quads_for_pattern(None, v.RDF_TYPE, v.term("gk:Company"))
                if isinstance(quad.subject, NamedNode)
            }
        )
    (store.parent / "chain.decisions").write_text(lines.format(*keys), encoding="utf-8")
    assert told(store) == "" if words is None else words in told(store)


def test_merges_that_are_no_longer_decided_are_told(store: Path) -> None:
    name = NamedNode(f"{DEFAULT_BASE}document/norvik.txt")
    with Graph.create(store) as graph:
        graph.add([Quad(URN, v.IS_REPLACED_BY, NamedNode("urn:y"), name)])
    assert "1 merge applied but no longer decided, as that of <urn:x>" in told(store)


def test_a_graph_file_is_examined_too(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "chain.trig"
    with Graph.open(sound) as graph:
        write_graph(graph, path, "trig")
    assert bad(path) == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("gk:quote ", "gk:note "), encoding="utf-8")
    assert "without a quote" in told(path)
    path.write_text(f"{text} and so on", encoding="utf-8")
    assert "chain.trig:" in told(path)


def test_what_is_not_there_is_wrong(tmp_path: Path) -> None:
    (finding,) = examine(tmp_path / "nothing.ttl")
    assert finding.state == "wrong"
    assert "there is no such file" in finding.message
    (finding,) = examine("http://127.0.0.1:9/none")
    assert (finding.state, finding.check) == ("wrong", "server")


def test_a_store_without_documents_says_how_to_add_some(tmp_path: Path) -> None:
    Graph.create(tmp_path / "s").close()
    assert "add documents with `graphkit build`" in told(tmp_path / "s")


def test_a_copy_of_a_store_is_as_well_as_the_store(store: Path, tmp_path: Path) -> None:
    (store / "LOCK").unlink()  # which a backup may leave out
    copy = shutil.copytree(store, tmp_path / "copy")
    assert bad(copy) == []


def test_a_store_that_we_may_only_read_is_told(sound: Path) -> None:
    is_root = os.geteuid() == 0
    with TemporaryDirectory() as name:  # those of pytest are private
        store = shutil.copytree(sound, Path(name) / "chain")
        for place, mode in ((Path(name), 0o755), *((f, 0o444) for f in store.iterdir())):
            place.chmod(mode)
        store.chmod(0o555)
        try:
            if is_root:  # for whom nothing is closed
                os.seteuid(NOBODY)
            findings = bad(store)
        finally:
            if is_root:
                os.seteuid(0)
            store.chmod(0o755)
    assert "rights: we may not write to it" in "\n".join(map(str, findings))
    assert all(finding.state == "warning" for finding in findings)


def test_a_store_whose_making_was_cut_off_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / ".unfinished").touch()
    assert "its making was cut off; build its inputs again" in told(tmp_path)
