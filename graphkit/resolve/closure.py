"""Draws what follows from decisions on pairs: which keys are one thing, and which are two.

The outcome depends on the set of pairs alone. What people said holds; ``auto`` gives way.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from decisions.

    ``replaced`` gives the kept key for each other key of a thing; ``stated`` likewise by yes
    alone. ``apart`` holds pairs of kept keys between which there is a no, ``cut`` the pairs of
    auto that join nothing. ``contradiction`` is a no with the chain of yes that contradicts it.
    """

    replaced: dict[str, str]
    stated: Mapping[str, str]
    apart: frozenset[Pair]
    cut: frozenset[Pair]
    contradiction: tuple[Pair, tuple[Pair, ...]] | None = None

    def verdict(self, first: str, second: str) -> str | None:
        """Return yes, no or auto, where it follows for two keys, else None."""
        if self.stated.get(first, first) == self.stated.get(second, second):
            return "yes"
        kept = sorted((self.replaced.get(first, first), self.replaced.get(second, second)))
        if kept[0] == kept[1]:
            return "auto"
        return "no" if (kept[0], kept[1]) in self.apart else None


def close(verdicts: Mapping[Pair, str]) -> Closure:
    """Return what follows from the *verdicts* on pairs.

    >>> found = close({("a", "b"): "auto", ("b", "c"): "auto", ("a", "c"): "no"})
    >>> dict(found.replaced), sorted(found.cut)
    ({}, [('a', 'b'), ('b', 'c')])
    """
    by_verdict: dict[str, list[Pair]] = defaultdict(list)
    for pair, verdict in sorted(verdicts.items()):
        by_verdict[verdict].append(pair)
    yes, no, auto = (by_verdict[name] for name in ("yes", "no", "auto"))
    stated = _kept(yes)
    for pair in no:
        if _of(pair[0], stated) == _of(pair[1], stated):
            return Closure({}, stated, frozenset(), frozenset(), (pair, _chain(pair, yes)))
    cut = _cut(auto, no, stated)
    replaced = _kept([*yes, *(pair for pair in auto if pair not in cut)])
    apart = frozenset(_sorted(_of(pair[0], replaced), _of(pair[1], replaced)) for pair in no)
    return Closure(replaced, stated, apart, cut)


def _kept(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return the kept key of each other key that *pairs* join, in order of the keys."""
    beside = _beside(pairs)
    kept: dict[str, str] = {}
    # From the key that is to be kept, so that the first to come stands for all of its thing.
    for key in sorted(beside, key=lambda key: (len(key), key)):
        if key not in kept:
            kept |= dict.fromkeys(_reached(key, beside), key)
    return {key: kept[key] for key in sorted(kept) if kept[key] != key}


def _cut(auto: Iterable[Pair], no: Iterable[Pair], stated: Mapping[str, str]) -> frozenset[Pair]:
    """Return the pairs of *auto* that may lie between the two keys of a no."""
    ends = {pair: _sorted(_of(pair[0], stated), _of(pair[1], stated)) for pair in auto}
    joining = {end for end in ends.values() if end[0] != end[1]}
    beside = _beside(joining)
    lost: set[Pair] = set()
    for pair in no:
        first, second = _of(pair[0], stated), _of(pair[1], stated)
        if first in beside and second in beside:
            lost |= _between(first, second, beside)
    return frozenset(pair for pair, end in ends.items() if end in lost)


def _between(first: str, second: str, beside: Mapping[str, set[str]]) -> set[Pair]:
    """Return the pairs between two keys: all that hang together, but for dead ends."""
    reached = _reached(first, beside)
    if second not in reached:
        return set()
    left = {key: set(beside[key]) for key in reached}
    dead = deque(key for key in left if len(left[key]) == 1 and key not in {first, second})
    while dead:
        key = dead.popleft()
        for other in left.pop(key):
            left[other].discard(key)
            if len(left[other]) == 1 and other not in {first, second}:
                dead.append(other)
    return {_sorted(key, other) for key, others in left.items() for other in others}


def _chain(no: Pair, yes: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return a shortest chain of *yes* between the two keys of *no*."""
    beside = _beside(yes)
    before: dict[str, str] = {no[0]: no[0]}
    waiting = deque([no[0]])
    while waiting:
        key = waiting.popleft()
        for other in sorted(beside[key] - before.keys()):
            before[other] = key
            waiting.append(other)
    chain, key = [], no[1]
    while key != no[0]:
        chain.append(_sorted(before[key], key))
        key = before[key]
    return tuple(chain)


def _beside(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        beside[first].add(second)
        beside[second].add(first)
    return beside


def _reached(start: str, beside: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        for other in beside[waiting.pop()] - reached:
            reached.add(other)
            waiting.append(other)
    return reached


def _of(key: str, kept: Mapping[str, str]) -> str:
    return kept.get(key, key)


def _sorted(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)
