"""Names goods: "AI servers" and "artificial-intelligence server systems" are one kind of thing.

The words of goods are those of the scheme where it knows them, and else the plain words of the
phrase. Heads that say nothing more behind a good of the scheme go: chips behind DRAM, systems
behind servers; they stay where they make another thing: steel products, vehicle systems.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graphkit.resolve.goods_words import is_common, plain_words_of, without_capital
from graphkit.resolve.known.goods_scheme import find_good, head_good

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphkit.resolve.known.goods_scheme import Good

    Words = tuple[str, ...]

__all__ = ["good_of", "goods_words_of", "is_common", "without_capital"]

_WHOLE: Final = frozenset(
    {
        *("product/computer-hardware", "product/consumer-electronics", "product/network-equipment"),
        *("product/software", "product/robot", "product/semiconductor-equipment"),
        *("product/wind-turbine", "product/fuel-cell", "product/electrolyser", "product/heat-pump"),
        *("product/battery-energy-storage-system", "product/missile"),
    }
)
_SEMICONDUCTOR: Final = frozenset({"product/semiconductor"})

_SAYS_NOTHING: Final[Mapping[str, frozenset[str]]] = {
    "chip": frozenset({"product/chip", "product/power-semiconductor"}),
    "device": _SEMICONDUCTOR | {"product/storage-device", "product/mobile-phone"},
    "gas": frozenset({"material/industrial-gas"}),
    "memory": frozenset({"product/memory-chip"}),
    "product": _WHOLE | _SEMICONDUCTOR | {"product/battery", "product/medicine"},
    "solution": frozenset({"product/server", "product/software", "product/memory-chip"}),
    "system": _WHOLE,
    "unit": _WHOLE | _SEMICONDUCTOR | {"product/battery", "product/vehicle"},
}
"""Heads, and the kinds of goods behind which each says nothing more."""


@lru_cache(maxsize=1 << 11)
def goods_words_of(text: str, *, starts_sentence: bool = False) -> tuple[str, ...]:
    """Return the words of the goods *text*: those of the scheme's name if it knows them.

    A sentence gives its first word a capital, which then says nothing: *starts_sentence*.

    >>> goods_words_of("AI server systems"), goods_words_of("DRAM memory chips")
    (('artificial', 'intelligence', 'server'), ('dram',))
    >>> goods_words_of("automobiles"), goods_words_of("steel products")
    (('car',), ('steel', 'product'))
    """
    return _named(plain_words_of(text, starts_sentence=starts_sentence))


def good_of(words: tuple[str, ...], type_: str) -> tuple[tuple[str, ...], str]:
    """Return *words* and the type of the goods: the scheme's where it knows them, else *type_*.

    >>> good_of(("lithium",), "Product"), good_of(("garden", "hose"), "Product")
    ((('lithium',), 'Material'), (('garden', 'hose'), 'Product'))
    """
    good = find_good(words)
    return (words, type_) if good is None else (good.words, good.type)


def _named(words: Words) -> Words:
    good = find_good(words)
    if good is not None:
        return good.words
    roots = _SAYS_NOTHING.get(words[-1])
    if roots is None or len(words) == 1:
        return words
    rest = _named(words[:-1])
    end = _ending(rest)
    return words if end is None or roots.isdisjoint((end.key, *end.broader)) else rest


def _ending(words: Words) -> Good | None:
    good = find_good(words)
    return head_good(words) if good is None else good
