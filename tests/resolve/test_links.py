"""Links count by confidence, then by nearness; they may only speak of listed mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Link
from graphkit.resolve.blocks import block
from graphkit.resolve.links import block_links
from graphkit.resolve.readings import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Extraction
    from graphkit.resolve.links import BlockLink


def links_of(built: Extraction) -> tuple[BlockLink, ...]:
    """Return the links between the blocks of an extraction."""
    blocks = block([read(mention, built.document) for mention in built.mentions])
    return block_links(built, blocks)


def test_the_best_link_comes_first_and_the_nearest_of_equals(
    extraction: Callable[..., Extraction],
) -> None:
    built = extraction(
        "[Nvidia]{c1}, [Foxconn]{c2} and [it]{c3}.",
        [("c3", "c1", 0.8), ("c2", "c3", 0.8), ("c1", "c2", 0.9)],
    )
    assert [(link.first, link.second) for link in links_of(built)] == [(0, 1), (1, 2), (0, 2)]


def test_a_link_has_no_direction(extraction: Callable[..., Extraction]) -> None:
    marked = "[Nvidia]{c1} and [it]{c2}."
    there, back = (extraction(marked, [pair]) for pair in (("c1", "c2", 0.8), ("c2", "c1", 0.8)))
    assert links_of(there) == links_of(back)


def test_a_link_of_a_mention_to_itself_says_nothing(
    extraction: Callable[..., Extraction],
) -> None:
    built = extraction("[Nvidia]{c1} and [it]{c2}.", [("c2", "c2", 1.0), ("c1", "c2", 0.8)])
    assert [link.confidence for link in links_of(built)] == [0.8]


@pytest.mark.parametrize(
    ("marked", "count"),
    [
        ("[General Motors]{c} ([GM]{c})", 1),
        ("[General Motors]{c}, [GM]{c}", 0),
        ("[General Motors]{c} ([Opel]{c})", 0),
        ("[General Motors]{c} and ([GM]{c})", 0),
    ],
)
def test_brackets_link_an_acronym(
    marked: str, count: int, extraction: Callable[..., Extraction]
) -> None:
    assert len(links_of(extraction(marked))) == count


def test_a_link_to_an_unlisted_mention_is_refused(extraction: Callable[..., Extraction]) -> None:
    built = extraction("[Nvidia]{c1} and [it]{c2}.", [("c1", "c2", 0.8)])
    short = replace(built, mentions=built.mentions[:1])
    with pytest.raises(ValueError, match=r"document 'a.txt': a link speaks of .* list it there"):
        links_of(short)
    stranger = replace(built.mentions[0], confidence=0.5)
    with pytest.raises(ValueError, match="not among the mentions"):
        links_of(replace(built, links=(Link(stranger, built.mentions[1], 0.9),)))
