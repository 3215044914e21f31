"""Names of goods that are known as different stay two in a document, whatever links them."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Extraction, Link
from graphkit.resolve import resolve
from graphkit.resolve.apart import are_apart, sorts_of, united
from graphkit.resolve.blocks import block
from graphkit.resolve.known.goods_scheme import find_good, has_narrower
from graphkit.resolve.readings import read

if TYPE_CHECKING:
    from collections.abc import Callable

    Build = Callable[..., Extraction]

SURE = 1.0

TWO = [
    "[gallium]{m1} and [germanium]{m2}",
    "[gallium]{m1} makes [gallium arsenide]{m2}",
    "[refined tin]{m1} from the [tin ore]{m2}",
    "the [GPUs]{p1} and the [CPUs]{p2}",
    "the [machines]{p1} and the [vehicles]{p2}",
    "[H20]{p1} and [H200]{p2}",
    "[Ascend 950]{p1} and [Ascend 910C]{p2}",
    "[Ascend 910B chips]{p1} and [Ascend 910C]{p2}",
    "[737-800]{p1} and [737 MAX 8]{p2}",
    "[7nm chips]{p1} and [5-nanometre chips]{p2}",
    "[high-bandwidth memory]{p1} such as [HBM3E]{p2}",
    "[HBM]{p1} and [HBM3E]{p2}",
    "[HBM3E]{p1} and [HBM4]{p2}",
    "[HBM3]{p1} and [HBM3E]{p2}",
    "[drugs]{p1} and [vaccines]{p2}",
]
ONE = [
    "[lithium]{m1} is dear; the [metal]{m2}",
    "[tantalum]{m1} is dear; this [metal]{m2}",
    "[laptops]{p1} sell; the [machines]{p2}",
    "[AI servers]{p1} and [artificial-intelligence servers]{p2}",
    "[AI servers]{p1} sell; [servers]{p2}",
    "[silicon wafers]{m1} and [wafers]{m2}",
    "[HBM]{p1} and [high-bandwidth memory]{p2}",
    "[DRAM]{p1} is dear; such [chips]{p2}",
    "[H20]{p1} is weak; the [chip]{p2}",
    "[A320]{p1} and [A320neo]{p2}",
    "[737]{p1} and [737 MAX]{p2}",
    "[7nm chips]{p1} and [7-nanometre chips]{p2}",
    "[300mm wafers]{m1} and [12-inch wafers]{m2}",
]


def linked(built: Extraction) -> Extraction:
    """Return *built* with a sure link between each two mentions."""
    found = built.mentions
    links = tuple(Link(a, b, SURE) for n, a in enumerate(found) for b in found[n + 1 :])
    return Extraction(built.document, found, links, ())


def keys(built: Extraction) -> list[str]:
    """Return the key of the entity of each mention, in text order."""
    entities = resolve(built).entity_of()
    return [entities[mention].key for mention in built.mentions]


@pytest.mark.parametrize("marked", TWO)
def test_goods_that_are_known_as_different_stay_two(extraction: Build, marked: str) -> None:
    first, second = keys(linked(extraction(marked)))
    assert first != second


@pytest.mark.parametrize("marked", ONE)
def test_goods_that_may_be_one_are_joined_by_a_link(extraction: Build, marked: str) -> None:
    first, second = keys(linked(extraction(marked)))
    assert first == second


@pytest.mark.parametrize("marked", ["[gallium]{m1} and [germanium]{m2}", "[H20]{p1}, [H200]{p2}"])
def test_a_pronoun_between_two_goods_does_not_join_them(extraction: Build, marked: str) -> None:
    letter = marked[marked.index("{") + 1]
    built = linked(extraction(f"{marked} sell. [It]{{{letter}3}} is dear."))
    first, second, pronoun = keys(built)
    assert first != second
    assert pronoun in {first, second}


def test_what_points_back_joins_one_of_two_goods_only(extraction: Build) -> None:
    built = linked(extraction("[gallium]{m1} and [germanium]{m2}; the [metal]{m3}"))
    assert len(set(keys(built))) == 2


def test_goods_that_nothing_links_stay_two(extraction: Build) -> None:
    first, second = keys(extraction("[lithium]{m1} is dear; the [metal]{m2}"))
    assert first != second


def test_whether_two_names_are_apart_does_not_hang_on_their_order(extraction: Build) -> None:
    text = (
        "[lithium]{m1} [metal]{m2} the [machine]{p3} [laptop]{p4} [H20]{p5} [H200]{p6} [HBM3E]{p7}"
    )
    built = extraction(text)
    blocks = block([read(mention, built.document) for mention in built.mentions])
    sorts = [sort for each in blocks for sort in sorts_of(each)]
    for first, second in permutations(sorts, 2):
        assert are_apart(first, second) is are_apart(second, first)
        assert not are_apart(first, first)


def test_names_that_no_scheme_knows_and_other_mentions_tell_nothing(extraction: Build) -> None:
    built = extraction("[Foxglove]{c1} sells [Blackwell]{p2} in [Japan]{n3}; [they]{p4} sell.")
    blocks = block([read(mention, built.document) for mention in built.mentions])
    assert [sorts_of(each) for each in blocks] == [()] * len(blocks)


def test_of_models_that_cover_one_another_the_fullest_is_kept(extraction: Build) -> None:
    built = extraction("[737]{p1} and [737 MAX 8]{p2}")
    short, full = (
        sorts_of(each)
        for each in block([read(mention, built.document) for mention in built.mentions])
    )
    assert united(short, full) == united(full, short) == full


def test_a_kind_that_others_are_of_has_narrower_ones() -> None:
    metal, germanium = find_good(("metal",)), find_good(("germanium",))
    assert metal is not None
    assert germanium is not None
    assert has_narrower(metal)
    assert not has_narrower(germanium)
