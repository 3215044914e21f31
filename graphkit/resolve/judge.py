"""Judges whether two names of one document may mean one thing.

The families, the codes and the types can forbid it; the names can speak for it; where the names
say nothing, only a link of high confidence joins them, such as a trade name and a legal name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphkit.resolve.acronyms import acronyms_of, is_acronym
from graphkit.resolve.kinds import Kind
from graphkit.resolve.known.goods_scheme import is_kind_of
from graphkit.resolve.short_forms import (
    is_beginning,
    is_head,
    is_part,
    is_same_office,
    share_a_name,
)

if TYPE_CHECKING:
    from graphkit.resolve.blocks import Block

STRONG: Final = 0.97
"""The confidence from which a link joins names that have nothing in common."""
STRONG_ACTOR: Final = 0.995
"""The same for companies and other actors.

High, since a company taken for another spoils every claim about both: on the development part 0.9
joins twelve wrong pairs of mentions among 100, 0.97 nine, 0.995 only six.
"""


def may_join(first: Block, second: Block, confidence: float) -> bool:
    """Return whether a link of *confidence* may join the names of two blocks."""
    if first.family != second.family:
        return False
    territories = {first.territory, second.territory} - {None}
    if len(territories) > 1:
        return False
    if agree(first, second):
        return True
    strong = STRONG_ACTOR if first.family == "actor" else STRONG
    return confidence >= strong and bool(first.types & second.types)


def agree(first: Block, second: Block) -> bool:
    """Return whether the names of two blocks of a family speak for one thing.

    Goods of different types, and a country and a place, agree with equal names only; these are
    one block already.
    """
    if first.family in {"goods", "territory"} and not first.types & second.types:
        return False
    if is_acronym_of(first, second) or is_acronym_of(second, first):
        return True
    short, long = sorted((first.words, second.words), key=len)
    match first.family:
        case "actor":
            offices = "Government" in first.types & second.types
            return is_beginning(short, long) or (offices and is_same_office(short, long))
        case "goods":
            return is_head(short, long) or is_kind_of(long, short) or is_kind_of(short, long)
        case "Facility" | "Event":
            return share_a_name(short, long)
        case _:
            return is_part(short, long)


def is_acronym_of(short: Block, long: Block) -> bool:
    """Return whether the name of *short* is an acronym of the name of *long*."""
    if not bears_acronym(short):
        return False
    return any(short.words[0] in acronyms_of(text) for text in long.texts)


def bears_acronym(block: Block) -> bool:
    """Return whether *block* is a name of one word that is written like an acronym."""
    if len(block.words) > 1 or block.kind is not Kind.NAME:
        return False
    return any(is_acronym(text.split(" ")[0]) for text in block.texts)
