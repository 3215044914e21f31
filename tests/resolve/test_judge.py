"""What may join two names of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.resolve.blocks import block
from graphkit.resolve.judge import STRONG, STRONG_ACTOR, agree, is_acronym_of, may_join
from graphkit.resolve.readings import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Extraction
    from graphkit.resolve.blocks import Block

    Build = Callable[..., Extraction]


def two(built: Extraction) -> tuple[Block, Block]:
    """Return the first two blocks of an extraction."""
    blocks = block([read(mention, built.document) for mention in built.mentions])
    return blocks[0], blocks[1]


@pytest.mark.parametrize(
    ("marked", "agrees", "strongly"),
    [
        ("[SoftBank]{c}, [SoftBank Group]{c}", True, True),
        ("[TSMC]{c}, [Taiwan Semiconductor Manufacturing Co]{c}", True, True),
        ("[Samsung]{o}, [Samsung SDI]{c}", True, True),
        ("[Foxconn]{c}, [Hon Hai]{c}", False, True),
        ("[Foxconn]{c}, [Beijing]{g}", False, False),
        ("[Foxconn]{c}, [iPhone]{p}", False, False),
        ("[chips]{p}, [memory chips]{p}", True, True),
        ("[chips]{m}, [memory chips]{p}", False, False),
        ("[Japan]{n}, [China]{n}", False, False),
        ("[Japan]{n}, [Nihonia]{n}", False, True),
        ("[Georgia]{n}, [Georgia coast]{l}", False, False),
        ("[Dresden fab]{f}, [Dresden plant]{f}", True, True),
        ("[Dresden fab]{f}, [Jena fab]{f}", False, True),
    ],
)
def test_names_agree_or_need_a_strong_link(
    marked: str, *, agrees: bool, strongly: bool, extraction: Build
) -> None:
    first, second = two(extraction(f"So {marked} it was."))
    for pair in ((first, second), (second, first)):
        assert may_join(*pair, 0.5) is agrees
        assert may_join(*pair, STRONG_ACTOR) is strongly


@pytest.mark.parametrize(
    ("marked", "joined"),
    [
        ("[jets]{p}, [aircraft]{p}", True),
        ("[Dresden fab]{f}, [Jena fab]{f}", True),
        ("[Foxconn]{c}, [Hon Hai]{c}", False),
        ("[Commission]{g}, [Brussels office]{g}", False),
    ],
)
def test_companies_need_a_stronger_link_than_goods(
    marked: str, *, joined: bool, extraction: Build
) -> None:
    first, second = two(extraction(f"So {marked} it was."))
    assert may_join(first, second, STRONG) is joined
    assert not may_join(first, second, STRONG - 0.01)


def test_agreement_is_mutual(extraction: Build) -> None:
    first, second = two(extraction("[Hon Hai]{c} or [Hon Hai Precision]{c}."))
    assert agree(first, second)
    assert agree(second, first)


def test_an_acronym_has_a_direction(extraction: Build) -> None:
    short, long = two(extraction("[TSMC Ltd]{c}, [Taiwan Semiconductor Manufacturing Co]{c}."))
    assert is_acronym_of(short, long)
    assert not is_acronym_of(long, short)
