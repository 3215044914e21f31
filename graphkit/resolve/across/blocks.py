"""Makes pairs of what a block holds, all of them as long as the block is small."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graphkit.resolve.across.names import Named

LARGEST: Final = 40
"""Records of a block within which each is compared with each."""
WINDOW: Final = 10
"""With how many of those behind it a name is compared in a larger block, in order of letters."""


def pairs_of(block: Sequence[int], named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Return the pairs of places that *block* holds, the lower first.

    In a block of more than 40 the names are put in order and each is compared with the ten behind
    it: what they find does not depend on the order of the records, nor on records of other blocks.
    """
    if len(block) <= LARGEST:
        yield from combinations(sorted(block), 2)
        return
    ordered = sorted(block, key=lambda place: (named[place].joined, place))
    for number, first in enumerate(ordered):
        for second in ordered[number + 1 : number + 1 + WINDOW]:
            yield min(first, second), max(first, second)
