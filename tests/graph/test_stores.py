"""Opening: what is a graph is opened, and everything else is refused and left alone."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from graphkit.errors import GraphkitError, StoreError
from graphkit.graph import FORMATS, Graph, encode, to_bytes, write_graph
from graphkit.graph.entities import text_of
from graphkit.graph.formats import SUFFIXES
from graphkit.graph.stores import _closed_message, is_store, open_stream

if TYPE_CHECKING:
    from graphkit.model import ResolvedDocument


@pytest.fixture
def folder(tmp_path: Path, norvik: ResolvedDocument) -> Path:
    """Return the folder of a store that holds one document, closed."""
    with Graph.create(tmp_path / "store") as graph:
        graph.add(encode(norvik))
    return tmp_path / "store"


def files_of(folder: Path) -> dict[str, bytes]:
    """Return all that stands in a folder, except for RocksDB's diary."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "LOG"}


@pytest.mark.parametrize("suffix", list(SUFFIXES))
def test_a_file_of_every_format_is_opened(
    tmp_path: Path, norvik: ResolvedDocument, suffix: str
) -> None:
    path = tmp_path / f"chain{suffix}"
    write_graph(encode(norvik), path, SUFFIXES[suffix])
    opened = Graph.open(path)
    triples = {quad.triple for quad in encode(norvik)}
    assert {quad.triple for quad in opened} == triples
    assert len(list(opened.claims())) == 5


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    assert len(Graph.open(tmp_path / "empty.ttl")) == 0


def test_a_path_may_be_given_as_text(folder: Path) -> None:
    assert len(Graph.open(str(folder))) == len(Graph.open(folder)) > 0


def test_changing_the_graph_of_a_file_leaves_the_file(
    tmp_path: Path, norvik: ResolvedDocument, corvane: ResolvedDocument
) -> None:
    path = tmp_path / "chain.nq"
    write_graph(encode(norvik), path, "nquads")
    before = path.read_bytes()
    Graph.open(path).add(encode(corvane))
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["missing.ttl", "missing/chain.ttl", "missing.nq"])
def test_a_missing_file_is_an_error_that_says_how_to_build_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match=r"there is no such file.*graphkit build") as caught:
        Graph.open(tmp_path / name)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert isinstance(caught.value, GraphkitError)
    assert isinstance(caught.value, OSError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["chain.txt", "chain.ttl.bak", "chain.db"])
def test_a_file_with_another_suffix_is_an_error_that_lists_the_suffixes(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "chain.txt").touch()
    with pytest.raises(StoreError, match=r"rename it to one of \.ttl, \.trig, \.nq"):
        Graph.open(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.ttl", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> !\n", ":2:17: "),
        ("a.ttl", b"<urn:a> <urn:b> 'open", ":1:"),
        ("a.trig", b"<urn:g> { <a> <b> <c> }", ":1:11: No scheme found in an absolute IRI"),
        ("a.nq", b"<urn:a> <urn:b> <urn:c> .\nnonsense\n", ":2:1: "),
        ("a.nt", b"<urn:a> <urn:b> 1 .\n", ":1:"),
        ("a.jsonld", b'{"@id":\n nonsense}', ":2:"),
        ("a.rdf", b"not XML at all", ": "),
        ("a.xml", b"<a><b></a>", ": "),
        ("a.ttl", b"\xff\xfe\x00", ":1:1: Invalid UTF-8"),
        ("a.ttl", b"\x89PNG\r\n\x1a\n", ":1:1: Invalid UTF-8"),
    ],
)
def test_a_file_that_is_not_what_its_suffix_says_is_an_error_with_line_and_column(
    tmp_path: Path, name: str, content: bytes, place: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Graph.open(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}{place}")
    assert str(caught.value).endswith("; correct the file or build it again")
    assert "\n" not in str(caught.value)


def test_a_file_cut_short_is_an_error_and_no_smaller_graph(
    tmp_path: Path, norvik: ResolvedDocument
) -> None:
    for name, kind in FORMATS.items():
        content = to_bytes(encode(norvik), name)
        path = tmp_path / f"cut.{kind.file_extension}"
        path.write_bytes(content[: len(content) // 2])
        with pytest.raises(StoreError, match="correct the file or build it again"):
            Graph.open(path)


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be read"):
        Graph.open(tmp_path / "file" / "chain.ttl")


def test_a_folder_that_is_no_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(StoreError, match="holds no graph store"):
        Graph.open(tmp_path)
    with pytest.raises(StoreError, match="holds other files and no graph store"):
        Graph.create(tmp_path)
    assert files_of(tmp_path) == {"letter.txt": b"Dear reader"}


def test_an_empty_folder_is_refused_for_reading_and_taken_for_writing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no graph store"):
        Graph.open(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with Graph.create(tmp_path) as graph:
        assert len(graph) == 0
    assert is_store(tmp_path)


def test_a_folder_that_only_looks_like_a_database_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n")
    (tmp_path / "MANIFEST-000001").write_bytes(b"of another program")
    assert not is_store(tmp_path)
    for opener in (Graph.open, Graph.create):
        with pytest.raises(StoreError, match="no graph store"):
            opener(tmp_path)
    assert len(files_of(tmp_path)) == 2


def test_a_store_cannot_be_made_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "chain.ttl").write_bytes(b"")
    with pytest.raises(StoreError, match="it is a file; name a folder"):
        Graph.create(tmp_path / "chain.ttl")
    assert (tmp_path / "chain.ttl").read_bytes() == b""


def test_a_store_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="does not open"):
        Graph.create(tmp_path / "file" / "store")


def test_what_was_written_is_there_when_the_store_is_opened_again(
    folder: Path, norvik: ResolvedDocument
) -> None:
    assert set(Graph.open(folder)) == set(encode(norvik))
    with Graph.create(folder) as graph:
        assert set(graph) == set(encode(norvik))


def test_opening_for_reading_changes_no_file(folder: Path) -> None:
    before = files_of(folder)
    opened = Graph.open(folder)
    assert list(opened.claims())
    del opened
    assert files_of(folder) == before


def test_a_store_that_is_open_for_reading_refuses_changes(
    folder: Path, corvane: ResolvedDocument
) -> None:
    opened = Graph.open(folder)
    before = len(opened)
    with pytest.raises(StoreError, match=r"cannot be changed.*Graph\.create"):
        opened.add(encode(corvane))
    with pytest.raises(StoreError, match=r"cannot be changed.*Graph\.create"):
        opened.replace_document("urn:a", encode(corvane))
    assert len(opened) == before


def test_a_reader_sees_the_store_as_it_was_while_another_writes(
    folder: Path, corvane: ResolvedDocument
) -> None:
    with Graph.create(folder) as writer:
        reader = Graph.open(folder)
        before = len(reader)
        writer.add(encode(corvane))
        assert len(reader) == before
        assert len(Graph.open(folder)) == len(writer) > before


HOLD = "import pyoxigraph, sys; s = pyoxigraph.Store(sys.argv[1]); print(flush=True); input()"


def test_a_store_that_another_program_writes_to_is_refused_for_writing(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match="another program is writing to it") as caught:
            Graph.create(folder)
        assert len(Graph.open(folder)) > 0
        other.stdin.write("\n")
        other.stdin.close()
    assert other.returncode == 0
    assert "\n" not in str(caught.value)
    Graph.create(folder).close()


CRASH = """
import os, signal, sys
from pyoxigraph import Literal, NamedNode, Quad
from graphkit.graph import Graph
graph, seen = Graph.create(sys.argv[1]), NamedNode("urn:seen")
for turn in range(1000):
    name = f"urn:document:{turn % 7}"
    node = NamedNode(name)
    graph.replace_document(name, [Quad(node, seen, Literal(f"{turn} {n}")) for n in range(50)])
    if turn == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("turn", [0, 5, 40])
def test_after_a_crash_every_document_is_whole(tmp_path: Path, turn: int) -> None:
    command = [sys.executable, "-c", CRASH, str(tmp_path / "store"), str(turn)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    versions: dict[str, list[str]] = {}
    for quad in Graph.open(tmp_path / "store"):
        versions.setdefault(str(quad.graph_name), []).append(text_of(quad.object).split()[0])
    assert len(versions) == min(turn + 1, 7)
    for found in versions.values():
        assert len(found) == 50
        assert len(set(found)) == 1
    Graph.create(tmp_path / "store").close()


@pytest.mark.parametrize("pattern", ["MANIFEST-*", "*.sst", "CURRENT"])
@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_damaged_store_is_an_error_for_reading_and_writing(
    folder: Path, pattern: str, content: bytes
) -> None:
    for path in folder.glob(pattern):
        path.write_bytes(content)
    for opener in (Graph.open, Graph.create):
        with pytest.raises(StoreError, match="damaged; put its backup back") as caught:
            opener(folder)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("pattern", ["MANIFEST-*", "*.sst", "CURRENT"])
def test_a_store_that_lacks_a_file_is_an_error(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.unlink()
    for opener in (Graph.open, Graph.create):
        with pytest.raises(StoreError, match=r"does not open|holds no graph store"):
            opener(folder)


def test_a_store_made_by_pyoxigraph_alone_is_a_store(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "other"))
    del store
    assert is_store(tmp_path / "other")
    assert len(Graph.open(tmp_path / "other")) == 0


def test_a_closed_graph_says_so(folder: Path) -> None:
    graph = Graph.open(folder)
    graph.close()
    graph.close()
    with pytest.raises(StoreError, match="has been closed; open it again"):
        len(graph)


@pytest.mark.parametrize("name", ["turtle", "trig", "ntriples", "nquads"])
def test_a_stream_needs_no_suffix(norvik: ResolvedDocument, name: str) -> None:
    stream = io.BytesIO(to_bytes(encode(norvik), name))
    triples = {quad.triple for quad in encode(norvik)}
    assert {quad.triple for quad in open_stream(stream, "standard input")} == triples


@pytest.mark.parametrize("content", [b"<rdf:RDF/>", b"no graph", b"\xff"])
def test_a_stream_of_something_else_is_an_error_with_its_place(content: bytes) -> None:
    with pytest.raises(StoreError, match=r"^standard input:1:\d+: .*; correct the file"):
        open_stream(io.BytesIO(content), "standard input")


def test_of_a_name_where_nothing_is_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file or folder"):
        Graph.open(tmp_path / "missing")


def test_a_block_that_does_not_match_is_damage_and_no_other_writer() -> None:
    error = OSError("Corruption: block checksum mismatch: stored = 1, computed = 2")
    assert "the store is damaged" in _closed_message(Path("chain"), error)
    held = OSError("IO error: lock hold by current process, acquire time 1: chain/LOCK")
    assert "another program is writing" in _closed_message(Path("chain"), held)
