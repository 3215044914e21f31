"""However a file is cut into shards, the same documents come out, from the same lines."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.engine.inputs import find_files
from graphkit.engine.options import EngineOptions
from graphkit.engine.shards import Shard, cut, open_lines, read_shard
from graphkit.errors import OptionError, ReadError, UnknownNameError
from graphkit.model import Document
from graphkit.read.jsonlines import read_lines

if TYPE_CHECKING:
    from pathlib import Path

Told = tuple[str, str]


def told(where: str, result: Document | ReadError) -> Told:
    """Return where something stands and what it is."""
    return where, result.reason if isinstance(result, ReadError) else result.id


def by_shards(path: Path, size: int) -> list[Told]:
    """Return what the shards of *path* give."""
    (file,) = find_files([str(path)])
    found, offset = [], 0
    for shard in cut(file, EngineOptions("daft", shard_bytes=size)):
        lines = open_lines(shard)
        for line in read_shard(shard, lines):
            number = offset + line.number
            found.append(told(f"{path}:{number}" if line.number else str(path), line.result))
        offset += lines.count
        lines.close()
    return found


def at_once(path: Path) -> list[Told]:
    """Return what `graphkit.read` makes of *path*."""
    with path.open("rb") as stream:
        return [told(where, result) for where, result in read_lines(stream, str(path))]


LINE = st.sampled_from(
    [
        b"",
        b"  ",
        b"no json",
        b"%PDF-1.7",
        b'{"id": 1}',
        *(json.dumps({"id": i, "text": "Ships wait. " * i}).encode() for i in range(1, 12)),
        '{"id": "ü", "text": "Zürich \u2028 Straße."}'.encode(),
    ]
)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(LINE, min_size=1, max_size=30), size=st.integers(1, 400), ends=st.booleans())
def test_any_size_of_shards_gives_the_same(
    tmp_path: Path, lines: list[bytes], size: int, *, ends: bool
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "first", "text": "It rained."}\n' + b"\n".join(lines) + b"\n" * ends)
    assert by_shards(path, size) == at_once(path)


def test_utf_16_and_what_is_no_text_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = "\n".join(json.dumps({"id": i, "text": "Ships wait."}) for i in range(20))
    path.write_bytes(lines.encode("utf-16"))
    assert by_shards(path, 100) == at_once(path)
    path.write_bytes(b"%PDF-1.7" + b"\n{}" * 100)
    assert by_shards(path, 100) == [(str(path), "this is a PDF, not text")]


def test_the_hash_of_a_shard_is_that_of_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    hashes = []
    for last in ("a", "a", "b"):
        path.write_text("".join(f'{{"id": "{i}", "text": "Rain."}}\n' for i in (*"xyz", last)))
        (file,) = find_files([str(path)])
        shards = cut(file, EngineOptions("daft", shard_bytes=29))
        opened = [open_lines(shard) for shard in shards]
        for lines in opened:
            while lines.readline():
                pass
        hashes.append([lines.sha256 for lines in opened])
    assert hashes[0] == hashes[1]
    assert [one == other for one, other in zip(*hashes[1:], strict=True)] == [
        *(True, True, True, False)
    ]


def table_shards(path: Path, content: pa.Table) -> list[Shard]:
    """Return the shards of a table, of five rows at most."""
    pq.write_table(content, path, row_group_size=7)
    (file,) = find_files([str(path)])
    return cut(file, EngineOptions("daft", shard_rows=5))


def test_rows_of_a_table_are_checked_as_lines_are(tmp_path: Path) -> None:
    rows = {
        "id": [str(i) for i in range(16)],
        "text": ["Ships wait."] * 15 + [""],
        "date": [dt.date(2026, 5, 1)] * 16,
        "url": ["https://example.org/a"] * 3 + ["no address"] + [None] * 12,
    }
    shards = table_shards(tmp_path / "a.parquet", pa.table(rows))
    assert [(s.group, s.begin, s.end) for s in shards] == [
        *((0, 0, 5), (0, 5, 7), (1, 0, 5), (1, 5, 7), (2, 0, 2)),
    ]
    results = [line.result for s in shards for line in read_shard(s, open_lines(s))]
    assert [told("", result)[1] for result in results] == [
        *("0", "1", "2", "url 'no address' is no valid absolute URL"),
        *(str(i) for i in range(4, 15)),
        "there is no text in it",
    ]
    assert isinstance(results[0], Document)
    assert results[0].date == dt.date(2026, 5, 1)


def test_a_column_of_another_type_is_refused_row_by_row(tmp_path: Path) -> None:
    content = pa.table({"id": [1, 2], "text": [b"Ships wait.", None]})
    (shard,) = table_shards(tmp_path / "a.parquet", content)
    results = [line.result for line in read_shard(shard, open_lines(shard))]
    assert [str(result) for result in results] == [
        f'{shard.where}:1: "text" is no string; write it as a string',
        f'{shard.where}:2: no "text"; give each line an id and a text',
    ]


def test_what_is_no_table_of_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no column 'text'"):
        table_shards(tmp_path / "a.parquet", pa.table({"id": ["a"], "body": ["b"]}))
    (tmp_path / "b.parquet").write_bytes(b"Ships wait.")
    (file,) = find_files([str(tmp_path / "b.parquet")])
    with pytest.raises(ReadError, match="this is no Parquet"):
        cut(file, EngineOptions("daft"))


def test_engines_and_sizes_that_cannot_be_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'daft'"):
        EngineOptions("dafd")
    with pytest.raises(OptionError):
        EngineOptions("daft", shard_bytes=0)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("-", "standard input"),
        ("nowhere.jsonl", "no such file"),
        ("a.txt", "files of this kind"),
        ("empty", "no file that an engine can read"),
        ("*.parquet", "no such file"),
    ],
)
def test_an_input_that_names_nothing_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Ships wait.")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match=reason):
        find_files([name])


def test_folders_and_patterns_are_sorted_and_a_file_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("n/b.jsonl", "n/a.warc.gz", "n/c.txt", "n/.hidden/d.jsonl", "n/d/e.ndjson"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    found = find_files(["n/*.jsonl", "n"])
    assert [(file.where, file.kind) for file in found] == [
        ("n/b.jsonl", "lines"),
        ("n/a.warc.gz", "pages"),
        ("n/d/e.ndjson", "lines"),
    ]
