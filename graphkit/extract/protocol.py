"""What every extractor offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from graphkit.model import Document, Extraction


class Extractor(Protocol):
    """Finds mentions and claims in documents.

    ``name`` and ``version`` are written into the evidence of each claim.
    """

    @property
    def name(self) -> str:
        """The name under which `get_extractor` returns it."""

    @property
    def version(self) -> str:
        """Changes whenever the same document may yield something else."""

    def extract(self, document: Document) -> Extraction:
        """Return the mentions, links and claims of *document*."""
