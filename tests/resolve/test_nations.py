"""The country in a description of a company, and what forbids to join on its account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.resolve import resolve
from graphkit.resolve.blocks import block
from graphkit.resolve.nations import nation_of
from graphkit.resolve.readings import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Extraction

    Build = Callable[..., Extraction]


def nation(extraction: Extraction) -> str | None:
    """Return the nation of the first mention of *extraction*."""
    document = extraction.document
    return nation_of(block([read(mention, document) for mention in extraction.mentions])[0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the Taiwanese company", "TW"),
        ("a Japanese trading house", "JP"),
        ("the U.S. carmaker", "US"),
        ("the American firm", "US"),
        ("the South Korean chipmaker", "KR"),
        ("the North Korean company", "KP"),
        ("the Taiwan-based company", "TW"),
        ("the Germany-headquartered firm", "DE"),
        ("the chipmaker from Taiwan", "TW"),
        ("the company based in Japan", "JP"),
        ("the largest chipmaker of South Korea", "KR"),
        ("the company from Papua New Guinea", "PG"),
        ("the Dutch maker of Swiss watches", "NL"),
        ("the Taiwanese supplier to the United States", "TW"),
    ],
)
def test_a_description_tells_where_a_company_is_from(
    extraction: Build, text: str, code: str
) -> None:
    assert nation(extraction(f"[{text}]{{c}}")) == code


@pytest.mark.parametrize(
    "text",
    [
        "the company",
        "the European company",  # no country
        "the supplier to the United States",  # a market
        "the exporter to Japan",
        "the buyer of Russian gas",  # its goods
        "the maker of Chinese cars",
        "the parent of a Taiwanese firm",
        "the Chinese-owned carmaker",  # its owner
        "the U.S.-listed company of the German group",  # two
        "the Franco-Italian company",
        "the Californian company",  # no country has this part of one for its code
        "the Northern Irish company",
        "it",
        "\ud800",
    ],
)
def test_other_descriptions_tell_no_country(extraction: Build, text: str) -> None:
    assert nation(extraction(f"[{text}]{{c}}")) is None


@pytest.mark.parametrize(
    "marked",
    [
        "[American Airlines]{c}",
        "[Bank of China]{c}",
        "[Japan Tobacco]{c}",
        "[Chinese government]{g}",
        "[Taiwanese]{n}",
        "[Japanese steel]{m}",
        "[the Japanese plant]{f}",
    ],
)
def test_names_and_other_things_are_not_asked(extraction: Build, marked: str) -> None:
    assert nation(extraction(marked)) is None


@pytest.mark.parametrize("confidence", [0.5, 0.97, 0.995, 1.0])
@pytest.mark.parametrize(
    ("description", "joined"),
    [
        ("the Taiwanese company", True),
        ("the chipmaker", True),
        ("the company based in Taiwan", True),
        ("the supplier to the United States", True),
        ("the Japanese company", False),
        ("the U.S. company", False),
        ("the North Korean company", False),
    ],
)
def test_a_company_is_not_what_is_called_one_of_another_country(
    extraction: Build, description: str, confidence: float, *, joined: bool
) -> None:
    marked = f"[TSMC]{{c1}} paid.\nThen [{description}]{{c2}} left."
    entities = resolve(extraction(marked, [("c1", "c2", confidence)])).entities
    assert (len(entities) == 1) is joined


def test_descriptions_of_two_countries_are_two_companies(extraction: Build) -> None:
    marked = "[the Taiwanese company]{c1} met [the Japanese company]{c2} and [it]{c3} paid."
    links = [("c1", "c2", 1.0), ("c2", "c3", 0.9), ("c1", "c3", 0.8)]
    assert len(resolve(extraction(marked, links)).entities) == 2


def test_a_pronoun_does_not_join_two_countries(extraction: Build) -> None:
    marked = "[TSMC]{c1} rose.\n[It]{c2} paid.\n[The Japanese firm]{c3} left."
    links = [("c1", "c2", 1.0), ("c2", "c3", 0.9)]
    keys = [entity.key for entity in resolve(extraction(marked, links)).entities]
    assert len(keys) == 2
