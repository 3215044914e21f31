"""How to build, and what a build did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.errors import OptionError
from graphkit.extract import EXTRACTORS, get_version
from graphkit.graph import DEFAULT_BASE, check_base
from graphkit.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graphkit.errors import ReadError


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    ``base`` is the IRI below which documents, claims and entities get theirs; claims below
    ``min_confidence`` are left out; ``workers`` processes extract side by side, with the same
    result for any number. They are spawned: a script that asks for more than one must keep its
    own work under ``if __name__ == "__main__":``. A document that is certainly not in English is
    an input with an error, unless ``any_language`` lets it pass. ``register`` is a CSV file of
    things that are known beside those that graphkit knows, see `graphkit.resolve.known.users`;
    ``decisions`` a file of what was decided to be one and what not, see
    `graphkit.resolve.decisions`. ``prune`` drops from a store the documents that an earlier build
    of the same inputs brought and that are gone, if all inputs could be read and no other inputs
    brought them.
    """

    base: str = DEFAULT_BASE
    extractor: str = EXTRACTORS[0]
    min_confidence: float = 0.0
    workers: int = 1
    any_language: bool = False
    register: Path | None = None
    decisions: Path | None = None
    prune: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        check_base(self.base)
        if not 0.0 <= self.min_confidence <= 1.0:
            message = f"min_confidence is {self.min_confidence}; give a number from 0 to 1"
            raise OptionError(message)
        if self.workers < 1:
            message = f"workers is {self.workers}; give at least 1"
            raise OptionError(message)

    def reader(self) -> str:
        """Return who reads, as it is written beside each document.

        It changes whenever the same text may yield another graph: it names the extractor, its
        version, the lowest confidence, the content of the user's register, the version of
        graphkit and the terms of the ontology. What was decided is no part of it, since it is
        read out of no text.

        Raises:
            RegisterError: The user's register cannot be read or something in it is wrong.
        """
        bound = f", confidence >= {self.min_confidence}" if self.min_confidence > 0.0 else ""
        known = "" if self.register is None else f", register {_version_of(self.register)}"
        version = get_version(self.extractor)
        program = f"graphkit {__version__}, ontology {_terms_version()}"
        return f"{self.extractor} {version}{bound}{known}, {program}"

    def replaced(self) -> Mapping[str, str]:
        """Return for each key that was decided to be another the one that is kept.

        Raises:
            DecisionError: The file of decisions cannot be read or contradicts itself.
        """
        if self.decisions is None:
            return {}
        from graphkit.resolve.decisions import read_decisions  # noqa: PLC0415 - seldom needed

        return read_decisions(self.decisions).replaced()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    ``documents`` counts those that the graph now holds from these inputs; ``unchanged`` those of
    them that it held already, ``replaced`` those that took the place of an older text with the
    same id. ``mentions``, ``entities`` and ``claims`` count what all but the unchanged brought.
    ``skipped`` are the inputs that could not be read. ``dropped`` counts the documents that were
    pruned; it is None if that was asked for and not done, since inputs could not be read.
    ``decided`` counts those that were there before and whose graphs were brought to the decisions;
    ``kept`` those that are gone and were not pruned, since other inputs brought them too.
    """

    documents: int
    unchanged: int
    replaced: int
    mentions: int
    entities: int
    claims: int
    skipped: tuple[ReadError, ...]
    dropped: int | None = 0
    decided: int = 0
    kept: int = 0

    def summary(self) -> str:
        """Return the report in one line.

        >>> BuildReport(2, 0, 1, 31, 12, 9, ()).summary()
        '2 documents (1 replaced), 31 mentions, 12 entities, 9 claims'
        """
        notes = [(self.unchanged, "unchanged"), (self.replaced, "replaced")]
        note = ", ".join(f"{number:,} {what}" for number, what in notes if number)
        parts = [
            _count(self.documents, "document") + (f" ({note})" if note else ""),
            _count(self.mentions, "mention"),
            "1 entity" if self.entities == 1 else f"{self.entities:,} entities",
            _count(self.claims, "claim"),
        ]
        if self.skipped:
            parts.append(f"{len(self.skipped):,} skipped")
        if self.dropped is None:
            parts.append("nothing dropped since not all could be read")
        elif self.dropped:
            parts.append(f"{_count(self.dropped, 'document')} dropped")
        if self.kept:
            gone = f"{self.kept:,} gone {'document' if self.kept == 1 else 'documents'}"
            parts.append(f"{gone} kept, which other inputs brought too")
        if self.decided:
            parts.append(f"{_count(self.decided, 'document')} brought to the decisions")
        return ", ".join(parts)


@cache
def _terms_version() -> str:
    """Return a hash of what the ontology has and allows; words about its terms do not count."""
    known = ontology.load()
    terms = (
        sorted(known.types),
        [
            (each.name, sorted(each.domain), sorted(each.range), each.symmetric, each.parent)
            for each in sorted(known.relations.values(), key=lambda each: each.name)
        ],
        sorted(known.statuses),
    )
    return sha256(repr(terms).encode()).hexdigest()[:8]


def _version_of(register: Path) -> str:
    """Return the version of a user's register."""
    from graphkit.resolve.known.register import with_users  # noqa: PLC0415 - seldom needed

    return with_users(register).version


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
