"""A store that grows: only what is new is read, what is gone goes, and the log tells it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from graphkit import building, ontology
from graphkit.building import BuildOptions
from graphkit.errors import OptionError, ReadError
from graphkit.graph import Graph, run_named, to_table
from graphkit.graph.diff import claim_changes, quad_changes
from graphkit.graph.history import MEMBER, read_builds, without_records
from graphkit.model import Document, ResolvedDocument
from graphkit.pipeline import build, build_file, build_store
from graphkit.queries import load_query, query_names

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.workers import Found

TEXT = "Aldermoor Chemicals Ltd. supplies nickel sulphate to Kestrel Cells. Plant {} opened in May."
PRUNE = BuildOptions(prune=True)


@dataclass
class Place:
    """A folder of texts and a store beside it."""

    root: Path
    read: list[str] = field(default_factory=list)

    @property
    def store(self) -> Path:
        """Where the store is."""
        return self.root / "store"

    def write(self, *names: str, text: str = TEXT, folder: str = "news") -> Path:
        """Write a text for each name; return its folder."""
        inside = self.root / folder
        inside.mkdir(exist_ok=True)
        for name in names:
            (inside / f"{name}.txt").write_text(text.format(name), encoding="utf-8")
        return inside

    def remove(self, name: str, folder: str = "news") -> None:
        """Remove the text of a name."""
        (self.root / folder / f"{name}.txt").unlink()

    def seen(self, found: Found) -> None:
        """Note which documents are read."""
        if isinstance(found, ResolvedDocument):
            self.read.append(found.extraction.document.id)

    def ids(self) -> list[str]:
        """Return the ids of the documents in the store."""
        with Graph.open(self.store) as graph:
            return [document.id for document in graph.documents()]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778112000")
    return Place(tmp_path)


def test_only_what_is_new_or_changed_is_read(place: Place) -> None:
    news = place.write(*"abcdefgh")
    build_store(news, place.store)
    place.write("i")
    place.write("c", text="Corvane bought Kestrel Cells.")
    report = build_store(news, place.store, seen=place.seen)
    assert (report.documents, report.unchanged, report.replaced) == (9, 7, 1)
    assert place.read == ["c.txt", "i.txt"]


def test_the_reader_tells_the_ontology() -> None:
    reader = BuildOptions().reader()
    assert f"ontology {building._terms_version()}" in reader  # noqa: SLF001
    assert ontology.load().types
    assert replace(BuildOptions(), prune=True).reader() == reader


def test_what_is_gone_is_dropped_on_request_only(place: Place) -> None:
    news = place.write(*"abc")
    build_store(news, place.store)
    place.remove("a")
    assert build_store(news, place.store).dropped == 0
    assert place.ids() == ["a.txt", "b.txt", "c.txt"]
    report = build_store(news, place.store, options=PRUNE)
    assert report.summary().endswith(", 1 document dropped")
    assert place.ids() == ["b.txt", "c.txt"]
    with Graph.open(place.store) as graph:
        assert not [q for q in without_records(graph, graph.store) if "document/a.txt" in str(q)]
    assert build_store(news, place.store, options=PRUNE).dropped == 0


def test_documents_of_other_inputs_are_never_dropped(place: Place) -> None:
    news, filings = place.write("a", "b"), place.write("b", "x", folder="filings")
    build_store(filings, place.store)
    build_store(news, place.store)  # b is brought by both
    place.remove("a")
    place.remove("b")
    place.write("c")
    assert build_store(news, place.store, options=PRUNE).dropped == 1
    assert place.ids() == ["b.txt", "c.txt", "x.txt"]
    place.remove("b", "filings")
    assert build_store(filings, place.store, options=PRUNE).dropped == 1
    assert place.ids() == ["c.txt", "x.txt"]


def test_nothing_is_dropped_if_an_input_cannot_be_read(place: Place) -> None:
    news = place.write(*"abc")
    build_store(news, place.store)
    place.remove("a")
    (news / "b.txt").write_bytes(b"\x00\x01\x02")
    report = build_store(news, place.store, options=PRUNE)
    assert len(report.skipped) == 1
    assert report.dropped is None
    assert "nothing dropped" in report.summary()
    assert place.ids() == ["a.txt", "b.txt", "c.txt"]


def test_nothing_is_dropped_if_the_inputs_are_gone(place: Place) -> None:
    news = place.write("a")
    build_store(news, place.store)
    place.remove("a")
    news.rmdir()
    with pytest.raises(ReadError):
        build_store(news, place.store, options=PRUNE)
    assert place.ids() == ["a.txt"]


def test_an_emptied_folder_is_pruned_where_it_is_known_and_an_error_elsewhere(place: Place) -> None:
    news, filings = place.write("a", "b"), place.write("x", folder="filings")
    build_store(filings, place.store)
    build_store(news, place.store)
    place.remove("a")
    place.remove("b")
    with pytest.raises(ReadError):
        build_store(news, place.store)
    with pytest.raises(ReadError):
        build_store(news, place.root / "other", options=PRUNE)
    assert build_store(news, place.store, options=PRUNE).dropped == 2
    assert place.ids() == ["x.txt"]


def test_files_named_by_a_shell_are_pruned_as_a_folder_is(place: Place) -> None:
    news = place.write(*"abc")
    build_store(sorted(news.glob("*.txt")), place.store)
    place.remove("b")
    report = build_store(sorted(news.glob("*.txt")), place.store, options=PRUNE)
    assert (report.dropped, place.ids()) == (1, ["a.txt", "c.txt"])
    with Graph.open(place.store) as graph:
        assert not [q for q in graph if "document/b.txt" in str(q.object) and q.predicate == MEMBER]


def test_files_that_are_left_out_and_still_there_are_not_pruned(place: Place) -> None:
    news = place.write(*"abc")
    build_store(sorted(news.glob("*.txt")), place.store)
    report = build_store(news / "a.txt", place.store, options=PRUNE)
    assert (report.dropped, place.ids()) == (0, ["a.txt", "b.txt", "c.txt"])


def test_a_gone_document_of_other_inputs_is_told(place: Place) -> None:
    news = place.write("a", "b")
    build_store([news, place.write("x", folder="filings")], place.store)
    build_store(news, place.store)
    place.remove("a")
    report = build_store(news, place.store, options=PRUNE)
    assert "1 gone document kept, which other inputs brought too" in report.summary()
    assert place.ids() == ["a.txt", "b.txt", "x.txt"]


def test_the_same_inputs_are_known_from_every_folder(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = place.write("a", "b")
    build_store(news, place.store)
    place.remove("a")
    monkeypatch.chdir(place.root)
    assert build_store("news/", place.store, options=PRUNE).dropped == 1


def test_pruning_wants_a_store_and_inputs_that_last(place: Place) -> None:
    news = place.write("a")
    for call in (
        lambda: build(news, options=PRUNE),
        lambda: build_file(news, place.root / "a.trig", options=PRUNE),
        lambda: build_store("-", place.store, options=PRUNE),
    ):
        with pytest.raises(OptionError, match=r"prune|standard input"):
            call()


def test_the_log_tells_what_each_build_did(place: Place) -> None:
    news = place.write("a", "b")
    build_store(news, place.store)
    build_store(news, place.store)  # changes nothing
    place.remove("a")
    place.write("b", text="Corvane bought Kestrel Cells.")
    place.write("c")
    build_store(news, place.store, options=PRUNE)
    with Graph.open(place.store) as graph:
        first, second = read_builds(graph.store)
    assert (first.added, first.inputs) == (("a.txt", "b.txt"), ("../news",))
    assert (second.added, second.changed, second.dropped) == (("c.txt",), ("b.txt",), ("a.txt",))
    assert second.time == "2026-05-07T00:00:00Z"


def test_a_build_again_changes_not_one_quad(place: Place) -> None:
    news = place.write("a", "b")
    build_store(news, place.store)
    with Graph.open(place.store) as graph:
        before = set(graph)
    build_store(news, place.store, options=PRUNE)
    with Graph.open(place.store) as graph:
        assert set(graph) == before


def test_a_store_holds_what_a_file_holds_and_its_records(place: Place) -> None:
    news = place.write("a", "b", "c")
    place.write("d", text="Corvane bought Kestrel Cells.")
    build_store(place.write("a"), place.store)
    build_store(news, place.store)
    build_file(news, place.root / "file.trig")
    with Graph.open(place.store) as store, Graph.open(place.root / "file.trig") as file:
        assert set(without_records(store, store.store)) == set(file)
        assert len(store) > len(file)
        assert not quad_changes(store, file)
        assert not claim_changes(store, file)


def test_named_queries_do_not_see_the_log(place: Place) -> None:
    news = place.write("a", "b")
    build_store(news, place.store)
    build_file(news, place.root / "file.trig")
    free = [n for n in query_names() if not any(p.required for p in load_query(n).parameters)]
    with Graph.open(place.store) as store, Graph.open(place.root / "file.trig") as file:
        for name in free:
            assert to_table(run_named(store, name, {})) == to_table(run_named(file, name, {}))


def test_copies_of_one_text_are_one_source(place: Place) -> None:
    told = f"{TEXT.partition(' Plant')[0]} Both signed a contract for seven years last week."
    build_store(place.write("a", "b", text=told), place.store)
    build_store(place.write("c", text=f"OSLO - {told}"), place.store)
    own = f"{TEXT.partition(' Plant')[0]} Rains have raised the level of the canal by half a metre."
    build_store(place.write("d", text=own), place.store)
    with Graph.open(place.store) as graph:
        found = to_table(run_named(graph, "relations", {"relation": "suppliesTo"}))
    (row,) = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    assert (row["documents"], row["sources"]) == ("4", "2")


def test_a_second_build_loads_nothing_that_reads_texts(place: Place) -> None:
    # enough small words of English: without them the classifier of languages is asked each time
    news = place.write("a", "b", text=f"{TEXT} The owner of the plant is one of its suppliers.")
    build_store(news, place.store)
    program = (
        "import sys; from pathlib import Path; from graphkit.pipeline import build_store; "
        "report = build_store(sys.argv[1], Path(sys.argv[2])); "
        "print(report.unchanged, *sorted({'nupunkt', 'numpy', 'onnxruntime', 'tokenizers', "
        "'rensa', 'graphkit.resolve.within'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(news), str(place.store)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"


def test_texts_are_cut_into_sentences_when_they_are_read_out(place: Place) -> None:
    seen: list[Found] = []
    news = place.write("a")
    build_store(news, place.store, seen=seen.append)
    build_store(news, place.store, seen=seen.append)
    first, second = seen
    assert isinstance(first, ResolvedDocument)
    assert isinstance(second, Document)
    assert (len(first.extraction.document.sentences), len(second.sentences)) == (2, 0)
    assert second == replace(first.extraction.document, sentences=())
