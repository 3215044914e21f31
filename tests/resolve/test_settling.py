"""What "the Taiwanese company" is settled as, and when it stays alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Claim, Evidence
from graphkit.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Extraction

    Build = Callable[..., Extraction]

REASON = "the only company of Taiwan that the text names"


def settled(extraction: Extraction) -> list[tuple[str, str, str]]:
    """Return the text, the label of the entity, and the reason of each settled mention."""
    resolved = resolve(extraction)
    entities = resolved.entity_of()
    text = extraction.document.text
    return [
        (mention.span.of(text), entities[mention].label, reason)
        for mention, reason in resolved.settled
    ]


@pytest.mark.parametrize(
    ("marked", "description"),
    [
        ("[TSMC]{c1} paid.\n[The Taiwanese company]{c2} left.", "The Taiwanese company"),
        ("[TSMC]{c1} paid.\nThen the [Taiwanese company]{c2} left.", "Taiwanese company"),
        ("[TSMC]{c1} paid.\nThe [Taiwanese company]{c2} left.", "Taiwanese company"),
        ("[TSMC]{c1} paid.\n[The Taiwanese chipmaker]{c2} left.", "The Taiwanese chipmaker"),
        (
            "[TSMC]{c1} met [Nvidia]{c2}.\n[The Taiwan-based firm]{c3} left.",
            "The Taiwan-based firm",
        ),
        ("[TSMC]{c1} and [the Taiwanese giant]{c2}.", "the Taiwanese giant"),
    ],
)
def test_the_only_company_of_a_country_is_meant(
    extraction: Build, marked: str, description: str
) -> None:
    assert settled(extraction(marked)) == [(description, "TSMC", REASON)]


@pytest.mark.parametrize(
    "marked",
    [
        "[TSMC]{c1} met [Foxconn]{c2}.\n[The Taiwanese company]{c3} left.",  # two of them
        "[The Taiwanese company]{c1} left.\n[TSMC]{c2} paid.",  # named behind
        "[TSMC]{c1} paid.\n[Taiwanese company]{c2} left.",  # no article
        "[TSMC]{c1} paid.\n[A Taiwanese company]{c2} left.",
        "[TSMC]{c1} paid.\n[Another Taiwanese company]{c2} left.",
        "[TSMC]{c1} paid.\n[Its Taiwanese supplier]{c2} left.",
        "[TSMC]{c1} paid.\n[The other Taiwanese company]{c2} left.",
        "[TSMC]{c1} paid.\n[The Taiwanese companies]{c2} left.",
        "[TSMC]{c1} paid.\n[The Taiwanese airline]{c2} left.",  # another trade
        "[TSMC]{c1} paid.\n[The Japanese company]{c2} left.",
        "[TSMC]{c1} paid.\n[The company]{c2} left.",
        "[TSMC]{c1} paid.\n[The buyer of Taiwanese chips]{c2} left.",
        "[TSMC]{c1} paid.\n[The supplier to Taiwan]{c2} left.",
        "[TSMC]{c1} paid.\n[The Taiwanese government]{g2} left.",
        "[TSMC]{c1} paid.\n[The Taiwanese plant]{f2} left.",
        # the seat of Nettle is not known
        "[TSMC]{c1} paid.\n[Nettle]{c2}, a Taiwanese rival, left.\n[The Taiwanese firm]{c3} sold.",
        "[Foxglove]{c1} paid.\n[The Taiwanese company]{c2} left.",
    ],
)
def test_what_is_not_told_stays_alone(extraction: Build, marked: str) -> None:
    assert settled(extraction(marked)) == []


def test_a_company_behind_the_description_counts_too(extraction: Build) -> None:
    marked = "[TSMC]{c1} paid.\n[The Taiwanese company]{c2} left.\n[Foxconn]{c3} stayed."
    assert settled(extraction(marked)) == []


def test_a_description_that_a_link_joins_is_not_settled(extraction: Build) -> None:
    marked = "[TSMC]{c1} paid [Nvidia]{c2}.\n[The Taiwanese company]{c3} left."
    built = extraction(marked, [("c1", "c3", 0.9)])
    assert settled(built) == []
    assert resolve(built).entity_of()[built.mentions[2]].label == "TSMC"


def based(built: Extraction, *, status: str = "current") -> Extraction:
    """Return *built* with a claim that its first mention is based in its second."""
    sentence = built.document.sentences[0]
    evidence = Evidence(built.document.id, sentence, "test 1")
    claim = Claim(built.mentions[0], "basedIn", built.mentions[1], status, 0.9, evidence)
    return replace(built, claims=(claim,))


MARKED = "[Foxglove]{c1} has its seat in [Taiwan]{n1}.\n[The Taiwanese company]{c2} left."


def test_a_seat_that_the_text_states_counts(extraction: Build) -> None:
    found = settled(based(extraction(MARKED)))
    assert found == [("The Taiwanese company", "Foxglove", REASON)]


@pytest.mark.parametrize("status", ["planned", "past", "denied", "possible"])
def test_a_seat_that_is_none_now_does_not_count(extraction: Build, status: str) -> None:
    assert settled(based(extraction(MARKED), status=status)) == []


def test_what_the_register_knows_counts_more_than_a_claim(extraction: Build) -> None:
    marked = "[TSMC]{c1} has its seat in [Japan]{n1}.\n[The Japanese company]{c2} left."
    assert settled(based(extraction(marked))) == []


def test_every_settled_mention_has_its_reason_and_belongs_to_one_entity(extraction: Build) -> None:
    marked = "[TSMC]{c1} paid.\n[The Taiwanese firm]{c2} left.\n[The Taiwanese giant]{c3} stayed."
    resolved = resolve(extraction(marked))
    assert [reason for _, reason in resolved.settled] == [REASON, REASON]
    assert [entity.label for entity in resolved.entities] == ["TSMC"]
    assert resolved.entities[0].names == ("TSMC",)
