"""Finds the pairs that are worth comparing, by keys that alike things share.

The keys are: the words, in order or not; the words without those that say little; the letters,
see `graphkit.resolve.across.letters`; another name that is the name of the other; an acronym; the
beginning of a name, where the two have neighbours in common; an identifier. The cost is near-linear
in the number of records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graphkit.resolve.across import neighbours
from graphkit.resolve.across.blocks import LARGEST, pairs_of
from graphkit.resolve.across.generic import AREAS, EMPTY, GENERIC
from graphkit.resolve.across.letters import near_pairs
from graphkit.resolve.across.names import is_short_form, without

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from graphkit.resolve.across.names import Named, Words

_MOST: Final = 5
"""Things that may share another name before it is taken for a word that tells nothing."""
_BEGUN: Final = 3  # letters in which a word that says little and its short form agree
_LETTERS: Final = 3  # of another name; two letters fit many things


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of places to compare, the lower first.

    ``alias`` are the words of a name that both bear, if one of the two bears it beside another.
    ``alone`` tells that this name, or the acronym that one of the two is, fits no third record.
    """

    first: int
    second: int
    alias: Words | None = None
    alone: bool = False


def candidates(named: Sequence[Named]) -> tuple[Candidate, ...]:
    """Return the candidates among the records of one family, each pair once, in order."""
    best: dict[tuple[int, int], Candidate] = {}
    for found in (_plain(named), _acronyms(named), _aliases(named)):
        for each in found:
            old = best.get((each.first, each.second))
            if old is None or _rank(each) < _rank(old):
                best[each.first, each.second] = each
    return tuple(best[pair] for pair in sorted(best))


def _rank(candidate: Candidate) -> tuple[bool, bool, Words]:
    alias = () if candidate.alias is None else candidate.alias
    return candidate.alias is None, not candidate.alone, alias


def _plain(named: Sequence[Named]) -> Iterator[Candidate]:
    """Return the candidates of which nothing but the pair is to be known."""
    pairs = set(near_pairs(named))
    for block in _blocks(named):
        pairs.update(pairs_of(block, named))
    pairs.update(_short_forms(named))
    return (Candidate(*pair) for pair in sorted(pairs))


def _blocks(named: Sequence[Named]) -> Iterator[list[int]]:
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for place, each in enumerate(named):
        for key in sorted(_keys(each)):
            blocks[key].append(place)
    return (block for block in blocks.values() if len(block) > 1)


def _keys(each: Named) -> set[str]:
    found = {"letters " + each.joined, "words " + " ".join(sorted(each.words))}
    begun = (word[:_BEGUN] if word in GENERIC else word for word in each.words)
    found.add("begun " + " ".join(begun))
    core = without(each.words, EMPTY)
    if not set(core) <= GENERIC | AREAS:
        found.add("core " + " ".join(core))
    return found | {f"{one.scheme}:{one.value}" for one in each.record.identifiers}


def _short_forms(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Return the pairs of which one name begins with the other and whose neighbours overlap."""
    by_words = _by_words(named)
    for place, each in enumerate(named):
        for size in range(1, len(each.words)):
            for other in by_words.get(each.words[:size], ()):
                if neighbours.overlap(each.record, named[other].record):
                    yield min(place, other), max(place, other)


def _acronyms(named: Sequence[Named]) -> Iterator[Candidate]:
    wanted = {each.joined: place for place, each in enumerate(named) if each.is_acronym}
    if not wanted:
        return
    full: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(named):
        if len(each.words) > 1:
            for letters in each.acronyms & wanted.keys():
                full[letters].append(place)
    for letters in sorted(full):
        short, fitting = wanted[letters], full[letters]
        if len(fitting) == 1:
            yield from _star(short, fitting, alias=None, alone=True)
        elif len(fitting) <= LARGEST:  # else the acronym tells nothing, and the pairs grow fast
            close = [n for n in fitting if neighbours.overlap(named[n].record, named[short].record)]
            yield from _star(short, close, alias=None, alone=False)


def _aliases(named: Sequence[Named]) -> Iterator[Candidate]:
    bearers: dict[Words, list[int]] = defaultdict(list)
    for place, each in enumerate(named):
        for words in each.aliases:
            if len("".join(words)) >= _LETTERS and not set(words) <= GENERIC | AREAS:
                bearers[words].append(place)
    by_words, ordered = _by_words(named), sorted(" ".join(each.words) + " " for each in named)
    for words in sorted(bearers):
        places, owners = bearers[words], by_words.get(words, ())
        if len(places) > _MOST:
            continue
        for owner in owners:
            alone = len(places) == len(owners) == 1 and not _others(
                words, ordered, named[places[0]]
            )
            yield from _star(owner, places, alias=words, alone=alone)
        telling = [n for n in places if not is_short_form(words, named[n].words)]
        for first, second in pairs_of(telling, named):
            yield Candidate(first, second, words)


def _others(words: Words, ordered: Sequence[str], bearer: Named) -> bool:
    """Return whether a longer name begins with *words* that is not the one of *bearer*."""
    start = " ".join(words) + " "
    # chr(33) is the sign behind the space, so that all that begins with the words lies between
    fitting = bisect_left(ordered, start[:-1] + chr(33)) - bisect_left(ordered, start)
    return fitting > 1 + is_short_form(words, bearer.words)


def _star(
    centre: int, places: Iterable[int], *, alias: Words | None, alone: bool
) -> Iterator[Candidate]:
    for place in places:
        if place != centre:
            yield Candidate(min(centre, place), max(centre, place), alias, alone)


def _by_words(named: Sequence[Named]) -> Mapping[Words, list[int]]:
    by_words: dict[Words, list[int]] = defaultdict(list)
    for place, each in enumerate(named):
        by_words[each.words].append(place)
    return by_words
