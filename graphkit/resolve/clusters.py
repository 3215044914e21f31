"""Joins the blocks of a document to clusters: names first, then what refers to them.

A cluster never holds two countries, two known companies or two goods that are known as different,
nor two names that nothing but a description or a short name between them joins. The outcome does
not depend on the order in which the links are given.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graphkit.resolve.acronyms import acronyms_of
from graphkit.resolve.apart import are_apart, sorts_of, united
from graphkit.resolve.judge import agree, bears_acronym, is_acronym_of, may_join
from graphkit.resolve.kinds import Kind
from graphkit.resolve.lookups import NOTHING
from graphkit.resolve.nations import nation_of
from graphkit.resolve.relatives import are_strangers
from graphkit.resolve.short_forms import is_beginning
from graphkit.resolve.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graphkit.resolve.blocks import Block
    from graphkit.resolve.links import BlockLink
    from graphkit.resolve.lookups import Lookup

_LETTERS: Final = 3
"""Letters of an acronym that says enough alone; two letters fit many names (GE, HP, BP)."""

_SHORTENED: Final = frozenset({"Company", "Organization"})
"""Types whose names are shortened; "Ministry" and "China" begin the names of many governments."""


class Clusters:
    """A partition of blocks, which only grows coarser (union-find)."""

    def __init__(self, blocks: Sequence[Block], lookups: Sequence[Lookup]) -> None:
        """Begin with each block alone; *lookups* tell what is known of each."""
        self.blocks, self.lookups = blocks, lookups
        self._parents = list(range(len(blocks)))
        self._territories = [block.territory for block in blocks]
        self._known = [None if each.certain is None else each.certain.entry for each in lookups]
        self._nations = [nation_of(block) for block in blocks]
        self._named = [block.is_named for block in blocks]
        self._sorts = [sorts_of(block) for block in blocks]
        self._longer: dict[int, int] = {}

    def root(self, number: int) -> int:
        """Return the block that stands for the cluster of the block *number*."""
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def join_names(self, first: int, second: int) -> None:
        """Join two named blocks, unless that would join what a short name keeps apart."""
        short, long = self._by_length(first, second)
        if not agree(self.blocks[short], self.blocks[long]):
            if not are_strangers(self.lookups[short], self.lookups[long]):
                self._join(short, long)
            return
        longer = self._longer.get(short)
        if longer is not None and not self._agree_or_equal(longer, long):
            return
        if self._join(short, long) and (longer is None or self._outgrows(long, longer)):
            self._longer[short] = long

    def join_reference(self, first: int, second: int) -> None:
        """Join two blocks, unless both are in clusters with names."""
        roots = self.root(first), self.root(second)
        if not all(self._named[root] for root in roots):
            self._join(*roots)

    def groups(self) -> tuple[tuple[Block, ...], ...]:
        """Return the blocks of each cluster by their first reading, and the clusters likewise."""
        grouped: dict[int, list[Block]] = defaultdict(list)
        for number, block in enumerate(self.blocks):
            grouped[self.root(number)].append(block)
        return tuple(tuple(group) for group in grouped.values())

    def _join(self, first: int, second: int) -> bool:
        one, other = sorted((self.root(first), self.root(second)))
        territories = {self._territories[one], self._territories[other]} - {None}
        if len(territories) > 1 or not self._may_be_one(one, other):
            return False
        self._parents[other] = one
        self._territories[one] = next(iter(territories), None)
        if self._known[one] is None:
            self._known[one] = self._known[other]
        if self._nations[one] is None:
            self._nations[one] = self._nations[other]
        self._named[one] = self._named[one] or self._named[other]
        self._sorts[one] = united(self._sorts[one], self._sorts[other])
        return True

    def _may_be_one(self, one: int, other: int) -> bool:
        """Return whether what is known of two clusters lets them be one."""
        first, second = self._known[one], self._known[other]
        if first is not None and second is not None and first.key != second.key:
            return False
        if any(are_apart(a, b) for a in self._sorts[one] for b in self._sorts[other]):
            return False
        seats = {each.country for each in (first, second) if each is not None} - {None}
        nations = {self._nations[one], self._nations[other]} - {None}
        return len(nations) <= 1 and not (seats and nations and seats != nations)

    def join_known(self) -> None:
        """Join the names of one known company, and a shared short name to the only one it fits."""
        first: dict[str, int] = {}
        for number, entry in enumerate(self._known):
            if entry is not None:
                self._join_sense(first.setdefault(entry.key, number), number)
        for number, lookup in enumerate(self.lookups):
            fitting = {match.entry.key for match in lookup.senses} & first.keys()
            if len(fitting) == 1:
                self._join_sense(first[next(iter(fitting))], number)

    def _join_sense(self, first: int, second: int) -> None:
        """Join two names of one known company; the shorter then stands for no other longer one."""
        if first == second:
            return
        short, long = self._by_length(first, second)
        longer = self._longer.get(short)
        joined = self._join(short, long) and agree(self.blocks[short], self.blocks[long])
        if joined and (longer is None or self._outgrows(long, longer)):
            self._longer[short] = long

    def _by_length(self, first: int, second: int) -> tuple[int, int]:
        if is_acronym_of(self.blocks[second], self.blocks[first]):
            return second, first
        if is_acronym_of(self.blocks[first], self.blocks[second]):
            return first, second
        one, other = sorted((first, second), key=lambda n: (len(self.blocks[n].words), n))
        return one, other

    def _agree_or_equal(self, first: int, second: int) -> bool:
        return first == second or agree(self.blocks[first], self.blocks[second])

    def _outgrows(self, first: int, second: int) -> bool:
        return len(self.blocks[first].words) > len(self.blocks[second].words)


def cluster(
    blocks: Sequence[Block], links: Iterable[BlockLink], lookups: Sequence[Lookup] | None = None
) -> tuple[tuple[Block, ...], ...]:
    """Return the clusters of *blocks*; *links* are sorted, the best first.

    *lookups* tell what is known of each block; None stands for nothing. Names of one known company
    are joined first. Names are then joined by links, then by their form alone (acronyms, short
    forms) where only one longer name fits. Each description and pronoun then follows its best link
    to what stands before it, and the best of those from a name behind it.
    """
    clusters = Clusters(blocks, [NOTHING] * len(blocks) if lookups is None else lookups)
    clusters.join_known()
    names, references = _split(blocks, links)
    for link in names:
        if may_join(blocks[link.first], blocks[link.second], link.confidence):
            clusters.join_names(link.first, link.second)
    _join_acronyms(clusters)
    _join_short_forms(clusters)
    for link in references:
        clusters.join_reference(link.first, link.second)
    return clusters.groups()


def _split(
    blocks: Sequence[Block], links: Iterable[BlockLink]
) -> tuple[list[BlockLink], list[BlockLink]]:
    """Return the links between names, and those of descriptions and pronouns that count."""
    names: list[BlockLink] = []
    references: list[BlockLink] = []
    referred: set[int] = set()
    for link in links:
        first, second = blocks[link.first], blocks[link.second]
        if first.family != second.family:
            continue
        if first.is_named and second.is_named:
            names.append(link)
        elif second.is_named or link.second not in referred:
            references.append(link)
            referred.add(link.second)
    return names, references


def _join_acronyms(clusters: Clusters) -> None:
    """Join each acronym to the one name whose initials it has."""
    actors = {
        number: block for number, block in enumerate(clusters.blocks) if block.family == "actor"
    }
    short = {number: block.words[0] for number, block in actors.items() if bears_acronym(block)}
    wanted = {letters for letters in short.values() if len(letters) >= _LETTERS}
    full_names: dict[str, list[int]] = defaultdict(list)
    for number, block in actors.items():
        found = {letters for text in block.texts for letters in acronyms_of(text)}
        for letters in found & wanted:
            full_names[letters].append(number)
    for number, letters in short.items():
        _join_only(clusters, number, full_names.get(letters, ()))


def _join_short_forms(clusters: Clusters) -> None:
    """Join each shortened name to the one longer name that the text gives before it.

    In 3,300 annotated documents a shorter name behind the only longer one means the same in 97 of
    100 cases, before it in 54.
    """
    longer = _longer_names(clusters.blocks)
    numbers = sorted(range(len(clusters.blocks)), key=lambda n: (-len(clusters.blocks[n].words), n))
    for number in numbers:
        short = clusters.blocks[number]
        if not _is_shortened(short):
            continue
        fitting = [
            n
            for n in longer.get(short.words, ())
            if short.types & clusters.blocks[n].types
            and is_beginning(short.words, clusters.blocks[n].words)
        ]
        if any(clusters.blocks[n].start < short.start for n in fitting):
            _join_only(clusters, number, fitting)


def _is_shortened(block: Block) -> bool:
    """Return whether *block* may be a short name: one with a legal form is a full name."""
    return _has_short_forms(block) and any(words_of(text) == block.words for text in block.texts)


def _has_short_forms(block: Block) -> bool:
    return block.kind is Kind.NAME and bool(block.types & _SHORTENED)


def _longer_names(blocks: Sequence[Block]) -> Mapping[tuple[str, ...], Sequence[int]]:
    longer: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        if _has_short_forms(block):
            for size in range(1, len(block.words)):
                longer[block.words[:size]].append(number)
    return longer


def _join_only(clusters: Clusters, number: int, candidates: Sequence[int]) -> None:
    """Join the block *number* to the cluster of the *candidates*, if it is one."""
    roots = {clusters.root(candidate) for candidate in candidates if candidate != number}
    if len(roots) == 1:
        longest = max(candidates, key=lambda n: (len(clusters.blocks[n].words), -n))
        clusters.join_names(number, longest)
