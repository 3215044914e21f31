"""How to import, and what an import did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.graph import DEFAULT_BASE, check_base

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    ``mapping`` says what the columns of tables mean; None stands for the file beside each table
    that ends with ``.toml``. ``register`` is that of a build. ``decisions`` is the file of
    decisions, which need not be there yet: what is merged in the graphs is written into it.
    ``check`` says whether graphs are checked against the shapes; None stands for all but N-Quads
    files from `graphkit.importing.bulk.BULK_BYTES` on. N-Quads that are not checked are loaded in
    bulk. ``stdin`` is what the file ``-`` holds: Turtle, TriG, N-Triples or N-Quads.
    """

    base: str = DEFAULT_BASE
    mapping: Path | None = None
    register: Path | None = None
    decisions: Path | None = None
    check: bool | None = None
    stdin: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a base that cannot be meant."""
        check_base(self.base)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``graphs`` counts the graphs that these files have in the target now; ``unchanged`` and
    ``replaced`` those of them that were there already, equal or not. ``claims`` counts what all
    but the unchanged brought. ``dropped`` counts the graphs that an older state of these files had
    brought and that are gone from it. ``merges`` counts the lines that were written into the file
    of decisions. ``unchecked`` are the files that no shape has seen.
    """

    files: int
    graphs: int
    unchanged: int
    replaced: int
    claims: int
    dropped: int = 0
    merges: int = 0
    unchecked: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return the report in one line.

        >>> ImportReport(1, 3, 1, 1, 12, dropped=2).summary()
        '1 file, 3 graphs (1 unchanged, 1 replaced), 12 claims, 2 graphs dropped'
        """
        notes = [(self.unchanged, "unchanged"), (self.replaced, "replaced")]
        note = ", ".join(f"{number:,} {what}" for number, what in notes if number)
        parts = [
            _count(self.files, "file"),
            _count(self.graphs, "graph") + (f" ({note})" if note else ""),
            _count(self.claims, "claim"),
        ]
        if self.dropped:
            parts.append(f"{_count(self.dropped, 'graph')} dropped")
        if self.merges:
            parts.append(f"{_count(self.merges, 'merge')} added to the decisions")
        if self.unchecked:
            parts.append(f"not checked against the shapes: {', '.join(self.unchecked)}")
        return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
