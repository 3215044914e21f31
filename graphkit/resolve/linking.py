"""Links what a document names to known companies; what stays ambiguous stays unlinked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.model import Known
from graphkit.resolve.context import Context
from graphkit.resolve.judge import is_acronym_of
from graphkit.resolve.kinds import Kind
from graphkit.resolve.lookups import NOTHING
from graphkit.resolve.nations import nation_of
from graphkit.resolve.short_forms import is_beginning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphkit.model import Document
    from graphkit.resolve.blocks import Block
    from graphkit.resolve.known.entries import Entry, Match
    from graphkit.resolve.lookups import Lookup

_ENOUGH: Final = 1.5
"""Weight from which the signs of a text tell which of several companies a name means."""
_AHEAD: Final = 1.0
"""How much stronger the signs must be than those for any other of them."""
_USUAL: Final = 1.5
"""Weight that is lent to what a trade text usually means by a name."""
_SURE, _TOLD, _PRESUMED = 0.9, 0.8, 0.7
"""Confidence where the signs are twice what is enough, where they are enough, and where nothing
but custom speaks for a company."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A known company, and how it was found to be what a document names."""

    entry: Entry
    evidence: str
    confidence: float

    def known(self) -> Known:
        """Return what the document's entity shall know."""
        entry = self.entry
        return Known(
            register=entry.register,
            name=entry.name,
            evidence=self.evidence,
            confidence=self.confidence,
            identifiers=entry.identifiers,
            country=entry.country,
        )


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that several known companies share; the document does not tell which is meant."""

    keys: tuple[str, ...]


Link = Linked | Unclear | None
"""What a register knows of a cluster; None where it knows nothing."""


class Linker:
    """Links the clusters of one document."""

    def __init__(
        self, document: Document, blocks: Sequence[Block], lookups: Sequence[Lookup]
    ) -> None:
        """Take the names of the *document* and what each was found to name."""
        self._lookups = {block.start: lookup for block, lookup in zip(blocks, lookups, strict=True)}
        named = (
            (lookup.certain.entry, reading.mention.sentence)
            for block, lookup in zip(blocks, lookups, strict=True)
            if lookup.certain is not None
            for reading in block.readings
        )
        self._context = Context(document, named)
        self._words: dict[str, set[str]] = {}
        for block in blocks:
            if block.kind is Kind.NAME and block.family == "actor":
                self._words.setdefault(block.words[0], set()).update(block.words)

    def link(self, cluster: Sequence[Block]) -> Link:
        """Return what *cluster* means, that it is unclear, or None if nothing is known of it."""
        found = [self._lookups[block.start] for block in cluster]
        certain = [lookup.certain for lookup in found if lookup.certain is not None]
        if self._goes_on(cluster):
            return None
        if certain:
            best = max(certain, key=lambda match: (match.confidence, match.entry.key))
            return Linked(best.entry, best.evidence, best.confidence)
        senses = {match.entry.key: match for lookup in found for match in lookup.senses}
        if not senses:
            return None
        usual = next((lookup.usual for lookup in found if lookup.usual is not None), None)
        is_near = all(lookup.is_near for lookup in found if lookup.senses)
        refused = None if is_near else Unclear(tuple(sorted(senses)))
        told = self._told(cluster, senses, usual)
        return refused if told is None else told

    def _goes_on(self, cluster: Sequence[Block]) -> bool:
        """Return whether a known name is but the short form of one that nothing is known of.

        "Ford", behind "Ford Models", is not the car maker.
        """
        named = [block for block in cluster if block.kind is Kind.NAME]
        known = [block for block in named if self._lookups[block.start] != NOTHING]
        return any(
            is_beginning(short.words, block.words) or is_acronym_of(short, block)
            for block in named
            if self._lookups[block.start] == NOTHING
            for short in known
        )

    def _told(
        self, cluster: Sequence[Block], senses: Mapping[str, Match], usual: str | None
    ) -> Linked | None:
        """Return the one of *senses* that the document speaks for, or None."""
        near = {reading.mention.sentence for block in cluster for reading in block.readings}
        # Siemens is not told by the word energy in Siemens Energy
        names = [block for block in cluster if block.kind is Kind.NAME]
        own = {word for name in names for word in (*name.words, *self._words[name.words[0]])}
        possible = _of_nation(senses, cluster)
        if not possible:
            return None
        signs = {key: self._context.signs(senses[key].entry, near, own) for key in possible}
        weights = {key: each.weight + _USUAL * (key == usual) for key, each in signs.items()}
        ordered = sorted(weights, key=lambda key: (-weights[key], key))
        best, ahead = ordered[0], weights[ordered[0]]
        if len(ordered) > 1:
            ahead -= max(0.0, weights[ordered[1]])
        match = senses[best]
        evidence = "; ".join((match.evidence, *signs[best].reasons))
        if len(senses) == 1 and match.confidence > 0.0:  # nothing else is near
            enough = 0.0 if match.confidence >= _PRESUMED else _ENOUGH
            linked = Linked(match.entry, evidence, match.confidence)
            return linked if weights[best] >= enough else None
        if weights[best] < _ENOUGH or ahead < _AHEAD:
            return None
        if not signs[best].reasons:
            return Linked(match.entry, f"{evidence}; what is usually meant", _PRESUMED)
        return Linked(match.entry, evidence, _SURE if weights[best] >= 2 * _ENOUGH else _TOLD)


def _of_nation(senses: Mapping[str, Match], cluster: Sequence[Block]) -> list[str]:
    """Return the keys of *senses*, in order, whose seat no description in *cluster* denies."""
    nations = {nation_of(block) for block in cluster} - {None}
    return [
        key
        for key in sorted(senses)
        if not nations or senses[key].entry.country in {None, *nations}
    ]
