"""Reads documents with graphkit, from JSON Lines to mentions, claims and entities.

A file is a process with one thread: reading, sentences, extraction, qualifiers and resolution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import harness

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.extract import Extractor
    from graphkit.model import Document


class Graphkit:
    """The program, as each process holds it."""

    extractor: Extractor

    def load(self) -> Callable[[str], None]:
        """Load the stages and the network."""
        from graphkit.extract import get_extractor  # noqa: PLC0415 - loading is measured
        from graphkit.qualify import qualify  # noqa: F401, PLC0415
        from graphkit.read import read_documents  # noqa: F401, PLC0415
        from graphkit.resolve import resolve  # noqa: F401, PLC0415

        self.extractor = get_extractor(threads=1)
        return self._read

    def warm_up(self) -> None:
        """Read a text with all that is loaded late."""
        from graphkit.model import Document  # noqa: PLC0415
        from graphkit.read import split_sentences  # noqa: PLC0415

        self._one(Document("warm", harness.WARM_UP, split_sentences(harness.WARM_UP)))

    def versions(self) -> dict[str, str]:
        """Return those of graphkit, its network and what runs it."""
        import onnxruntime  # noqa: PLC0415

        import graphkit  # noqa: PLC0415

        return {
            "graphkit": graphkit.__version__,
            "its network": self.extractor.version,
            "onnxruntime": onnxruntime.__version__,
        }

    def _read(self, file: str) -> None:
        from graphkit.errors import ReadError  # noqa: PLC0415
        from graphkit.read import read_documents  # noqa: PLC0415

        for document in read_documents([file]):
            if isinstance(document, ReadError):
                raise document  # a document that is passed over would count as read
            self._one(document)

    def _one(self, document: Document) -> None:
        from graphkit.qualify import qualify  # noqa: PLC0415
        from graphkit.resolve import resolve  # noqa: PLC0415

        resolve(qualify(self.extractor.extract(document)))


if __name__ == "__main__":
    harness.main(Graphkit())
