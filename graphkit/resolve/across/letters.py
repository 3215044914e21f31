"""Finds names that differ in a letter or two, without comparing all with all.

Two names with one letter more, less, other or swapped have a form in common once a letter is left
out of each. Long names are also compared by their consonants alone, so that two errors are found
where no more than one is in a consonant. A digit is never taken for an error. The cost is linear
in the letters of all names.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA

from graphkit.resolve.across.blocks import pairs_of
from graphkit.resolve.across.names import ONE_ERROR, TWO_ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.resolve.across.names import Named

_EDITS: Final = 2
_DIGITS: Final = str.maketrans("", "", "0123456789")
_VOWELS: Final = str.maketrans("", "", "aeiouy0123456789")
_CONSONANTS: Final = 6  # with fewer, names that differ wholly share a form too often


def near_pairs(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Return the places, the lower first, of pairs of names that differ in at most two letters.

    A pair may come more than once.
    """
    for block in _blocks(named):
        for first, second in pairs_of(block, named):
            one, other = named[first], named[second]
            if one.numbers == other.numbers and _are_near(one.joined, other.joined):
                yield first, second


def _are_near(first: str, second: str) -> bool:
    return OSA.distance(first, second, score_cutoff=_EDITS) <= _EDITS


def _blocks(named: Sequence[Named]) -> Iterator[list[int]]:
    """Return the places of names that share a form, by a hash of it: few share it by chance."""
    hashes, owners = array("I"), array("I")
    for place, each in enumerate(named):
        found = {crc32(form) for form in _forms(each)}
        hashes.extend(sorted(found))
        owners.extend([place] * len(found))
    forms, places = np.array(hashes, dtype=np.uint32), np.array(owners, dtype=np.uint32)
    order = np.argsort(forms, kind="stable")
    forms, places = forms[order], places[order]
    ends = np.flatnonzero(forms[1:] != forms[:-1]) + 1
    starts = np.concatenate(([0], ends))
    sizes = np.diff(np.concatenate((starts, [len(forms)])))
    for number in np.flatnonzero(sizes > 1):
        start = starts[number]
        yield places[start : start + sizes[number]].tolist()


def _forms(each: Named) -> Iterator[bytes]:
    """Return the forms of a name that one with an error shares."""
    if len(each.joined) < ONE_ERROR:
        return
    numbers = "-".join(each.numbers).encode()
    yield from _shorter(each.joined.translate(_DIGITS).encode(), numbers + b"|")
    if len(each.joined) >= TWO_ERRORS:
        consonants = each.joined.translate(_VOWELS).encode()
        if len(consonants) >= _CONSONANTS:
            yield from _shorter(consonants, numbers + b"~")


def _shorter(letters: bytes, before: bytes) -> Iterator[bytes]:
    """Return *letters*, whole and without each one of them."""
    yield before + letters
    for place in range(len(letters)):
        yield before + letters[:place] + letters[place + 1 :]
