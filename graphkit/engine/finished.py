"""The parts of a build, and the notes of what is finished in them.

A note tells of the shards of a round: what was read, by whom, a hash of its bytes, and the files
that hold its rows. A shard is done again if it reads otherwise now. Files that no note names are
what a round left that did not end, and are passed over.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graphkit.engine.places import files_below, join, open_place, write_place
from graphkit.engine.shards import open_lines
from graphkit.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.engine.inputs import InputFile
    from graphkit.engine.shards import Shard

ROWS: Final = "rows"
PAGES: Final = "pages"
_NOTES: Final = "finished"
_READERS: Final = 8  # that hash shards side by side: they wait for disks and networks


@dataclass(frozen=True, slots=True)
class Finished:
    """A shard that is finished.

    ``sha256`` and ``lines`` are of what was read; ``files`` hold its rows. ``known`` is the digest
    of what the store held then, if some documents were left out for that; else None.
    """

    key: str
    sha256: str
    lines: int
    files: tuple[str, ...]
    known: str | None = None


def read_notes(parts: str) -> dict[str, Finished]:
    """Return what is finished in *parts*, by the key of the shard."""
    found: dict[str, Finished] = {}
    for place, _, _ in files_below(join(parts, _NOTES)):
        if place.endswith(".json"):
            with open_place(place) as stream:
                notes = json.loads(stream.read())
            for note in notes:
                files = tuple(note.pop("files"))
                found[note["key"]] = Finished(**note, files=files)
    return found


def write_note(parts: str, shards: Sequence[Finished]) -> None:
    """Note that *shards* are finished."""
    content = json.dumps([asdict(shard) for shard in shards]).encode()
    name = sha256(content).hexdigest()[:32]
    write_place(join(parts, _NOTES, f"{name}.json"), content)


def still_finished(
    shards: Iterable[Shard], notes: Mapping[str, Finished], *, reader: str, known: str
) -> dict[Shard, Finished]:
    """Return those of *shards* that are finished, and read the same now.

    Args:
        shards: All that are to be read.
        notes: What is finished.
        reader: Who reads.
        known: The digest of what the store holds.
    """
    noted = [(shard, notes[key]) for shard in shards if (key := shard.key(reader)) in notes]
    fitting = [(shard, note) for shard, note in noted if note.known in {None, known}]
    with ThreadPoolExecutor(_READERS) as pool:
        hashes = pool.map(_hash, [shard for shard, _ in fitting])
        pairs = zip(fitting, hashes, strict=True)
        return {shard: note for (shard, note), now in pairs if now == note.sha256}


def pages_key(files: Iterable[InputFile]) -> str:
    """Return what names the pages of WARC files: where they are, their sizes and last changes."""
    told = [[file.place, file.size, file.changed] for file in files]
    return sha256(json.dumps(told).encode()).hexdigest()[:32]


def _hash(shard: Shard) -> str | None:
    try:
        lines = open_lines(shard)
    except ReadError:
        return None
    while lines.readline(1 << 20):
        pass
    lines.close()
    return lines.sha256
