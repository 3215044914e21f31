"""What workers read out is loaded in bulk, and the store is as if one process had built it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from engine.conftest import quads_of, text
from graphkit.building import BuildOptions
from graphkit.engine.inputs import find_files
from graphkit.engine.loading import Loader
from graphkit.engine.options import EngineOptions
from graphkit.engine.rows import Reading, rows_of
from graphkit.engine.run import _known
from graphkit.engine.shards import cut
from graphkit.errors import WorkerError
from graphkit.graph import Graph
from graphkit.graph.copies import COPY_OF, FINGERPRINT
from graphkit.graph.history import Recorder, read_builds
from graphkit.pipeline import build_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.conftest import Built
    from graphkit.engine.rows import Row

OPTIONS = BuildOptions()


def rows(path: Path, store: Path | None = None) -> Iterator[Row]:
    """Yield the rows that a worker makes of *path*, for a build into *store*."""
    known: frozenset[bytes] = frozenset()
    if store is not None:
        with Graph.open(store) as graph:
            known = _known(graph.store)
    reading = Reading(OPTIONS, OPTIONS.reader(), known)
    (file,) = find_files([str(path)])
    for shard in cut(file, EngineOptions("daft", shard_bytes=3000)):
        yield from rows_of(shard, reading)


def load(found: list[Row], store: Path, loader: type[Loader] = Loader) -> list[bool]:
    """Load what is new in *found*; return which documents were replaced."""
    with Graph.create(store) as graph:
        recorder = Recorder(graph.store, ["wires"], OPTIONS.reader(), base=OPTIONS.base)
        loading = loader(graph, recorder, OPTIONS)
        replaced = [loading.add(row) for row in found]
        loading.finish(prunes=False)
    return replaced


@pytest.fixture(scope="session")
def read(wires: Path) -> list[Row]:
    """Return the new documents of the wires, as workers read them out."""
    found: dict[object, Row] = {}
    for row in rows(wires):
        found.setdefault(row["id"], row)  # the first with an id counts, whatever became of it
    return [row for row in found.values() if row["kind"] == "new"]


def test_a_store_loaded_in_bulk_is_the_store_of_one_process(
    tmp_path: Path, wires: Path, expected: Built, read: list[Row]
) -> None:
    store = tmp_path / "store"
    load(read, store)
    assert [quad for quad in expected.quads if str(COPY_OF) in quad]
    assert quads_of(store) == expected.quads
    with Graph.open(store) as graph, Graph.open(wires.parent / "expected") as other:
        assert set(prints(graph)) == set(prints(other))
        (build,), (one,) = read_builds(graph.store), read_builds(other.store)
        assert (build.added, build.reader, build.changed) == (one.added, one.reader, ())


def prints(graph: Graph) -> list[str]:
    """Return the fingerprints in *graph*."""
    return [str(quad) for quad in graph.store.quads_for_pattern(None, FINGERPRINT, None)]


def test_a_later_build_finds_all_unchanged_and_a_copy_of_what_was_loaded(
    tmp_path: Path, wires: Path, read: list[Row]
) -> None:
    store = tmp_path / "store"
    load(read, store)
    report = build_store([str(wires)], store)
    assert (report.documents, report.unchanged, report.replaced) == (59, 59, 0)
    (tmp_path / "a.txt").write_text(text(7) + " (Wire)")
    build_store([str(tmp_path / "a.txt")], store)
    with Graph.open(store) as graph:
        copy = NamedNode(f"{OPTIONS.base}document/a.txt")
        (mark,) = graph.store.quads_for_pattern(copy, COPY_OF, None)
        assert str(mark.object).endswith("document/d7>")
        assert len(read_builds(graph.store)) == 2


def test_what_is_known_is_not_read_again_and_what_has_changed_is_replaced(
    tmp_path: Path, wires: Path, read: list[Row], expected: Built
) -> None:
    store = tmp_path / "store"
    build_store([str(wires)], store)
    # of two with one id, the loader passes over the second
    new = {row["id"] for row in rows(wires, store) if row["kind"] == "new"}
    assert new == {"d3", "german"}
    changed = tmp_path / "changed.jsonl"
    changed.write_text('{"id": "d5", "text": "Corvane Motors bought Kestrel Cells."}\n')
    (row, _) = rows(changed, store)
    assert load([row], store) == [True]
    with Graph.open(store) as graph:
        assert read_builds(graph.store)[-1].changed == ("d5",)
        assert not list(graph.store.quads_for_pattern(None, COPY_OF, None))  # of the older d5
    old = next(each for each in read if each["id"] == "d5")
    assert load([old], store) == [True]
    assert quads_of(store) == expected.quads


def test_what_is_gone_is_dropped(tmp_path: Path, read: list[Row]) -> None:
    store = tmp_path / "store"
    load(read[:5], store)
    with Graph.create(store) as graph:
        recorder = Recorder(graph.store, ["wires"], OPTIONS.reader(), base=OPTIONS.base)
        loading = Loader(graph, recorder, replace(OPTIONS, prune=True))
        for row in read[:2]:
            loading.leave(row)
        loading.add(read[5])
        assert loading.finish(prunes=True) == 3
        assert [document.id for document in graph.documents()] == ["d0", "d1", "d5"]


class Halted(Exception):  # noqa: N818 - no error: it stands for the end of the process
    """The build ends here."""


@pytest.mark.parametrize("step", ["_mark", "_seal"])
def test_a_load_that_is_cut_off_is_finished_by_the_next_build(
    tmp_path: Path, wires: Path, expected: Built, read: list[Row], step: str
) -> None:
    class Cut(Loader):
        """Ends at a step of its work."""

    def halt(*_: object) -> None:
        raise Halted

    setattr(Cut, step, halt)
    store = tmp_path / "store"
    load(read[:20], store)
    with pytest.raises(Halted):
        load(read[20:], store, Cut)
    report = build_store([str(wires)], store)
    assert (report.documents, report.unchanged, report.replaced) == (59, 20, 0)
    assert quads_of(store) == expected.quads
    with Graph.open(store) as graph:
        added = [name for build in read_builds(graph.store) for name in build.added]
    assert len(added) == len(set(added)) == 59


def test_a_worker_that_would_read_otherwise_refuses() -> None:
    Reading(OPTIONS, OPTIONS.reader()).check()
    with pytest.raises(WorkerError, match="the same version"):
        Reading(OPTIONS, "model 0, graphkit 0.0.1").check()


def test_a_document_that_cannot_be_read_out_costs_its_row_only(wires: Path) -> None:
    # such as no caller can ask for: it stands for whatever fails within the extractor
    broken = replace(OPTIONS)
    object.__setattr__(broken, "extractor", "none")
    (file,) = find_files([str(wires)])
    shard, *_ = cut(file, EngineOptions("daft", shard_bytes=3000))
    found = list(rows_of(shard, Reading(broken, "none")))
    assert {row["kind"] for row in found} == {"error", "end"}
    assert "no extractor named 'none'" in str(found[0]["reason"])
