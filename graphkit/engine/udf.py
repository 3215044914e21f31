"""The functions that Daft calls on its workers. Importing this module imports Daft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import daft
from daft import DataType

from graphkit.engine.page import page_of
from graphkit.engine.rows import Row, rows_of
from graphkit.engine.shards import Shard

if TYPE_CHECKING:
    from daft import DataFrame, Expression, Series

    from graphkit.engine.rows import Reading

_TEXT = DataType.string()
_TEXTS = DataType.list(_TEXT)
_NUMBER = DataType.int64()
ROW = DataType.struct(
    {
        "line": _NUMBER,
        "kind": _TEXT,
        "id": _TEXT,
        "where": _TEXT,
        "reason": _TEXT,
        "way_out": _TEXT,
        "body": _TEXT,
        "seal": _TEXT,
        "sha256": _TEXT,
        "digest": _TEXT,
        "name": _TEXT,
        "date": _TEXT,
        "bands": _TEXTS,
        "mentions": _NUMBER,
        "claims": _NUMBER,
        "entities": _TEXTS,
    }
)
PAGE = DataType.struct(
    dict.fromkeys(("text", "title", "date", "source", "place", "reason", "way_out"), _TEXT)
)


class _Reader:
    """Reads shards out; one for each worker process, which keeps its extractor."""

    def __init__(self, reading: Reading) -> None:
        """Read as *reading* says."""
        reading.check()
        self._reading = reading

    # a batch of one: the rows of a larger one would all go to one worker
    @daft.method.batch(return_dtype=DataType.list(ROW), batch_size=1)
    def read(self, shards: Series) -> list[list[Row]]:
        """Return the rows of each shard."""
        return [list(rows_of(Shard(**shard), self._reading)) for shard in shards.to_pylist()]


def shard_rows(frame: DataFrame, reading: Reading, workers: int) -> DataFrame:
    """Return the rows of the shards in the columns ``number`` and ``shard`` of *frame*."""
    reader: Any = daft.cls(_Reader, max_concurrency=workers, use_process=True, cpus=1)(reading)
    read = frame.with_column("row", reader.read(frame["shard"])).select("number", "row")
    rows = read.explode("row")
    return rows.select("number", rows["row"].unnest())


@daft.func(return_dtype=PAGE, unnest=True, use_process=True)
def page(content: bytes, address: str) -> dict[str, str | None]:
    """Return what the page of a WARC record says, or why it cannot be read."""
    return page_of(content, address)


def pages(paths: list[str]) -> DataFrame:
    """Return the web pages of WARC files, in their order: id, text and what is known of each."""
    found = daft.read_warc(paths, file_path_column="file")
    address: Expression = found["WARC-Target-URI"]
    found = found.where(found["WARC-Type"].is_in(["response"]))
    found = found.with_column("record", daft.functions.monotonically_increasing_id())
    read = found.select(
        "file",
        "record",
        address.alias("id"),
        address.alias("url"),
        page(found["warc_content"], address),
    )
    kept = read.where(read["text"].not_null() | read["reason"].not_null())
    return kept.sort(["file", "record"])
