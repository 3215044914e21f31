"""Two companies that are known as different stay two, though they share a short name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.model import Claim, Evidence, Extraction, Link
from graphkit.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    Build = Callable[..., Extraction]

TWO = [
    ("[Kioxia]{c1} makes chips.\n[Toshiba]{c2} paid.", "kioxia", "toshiba"),
    ("[Toshiba Memory]{c1} makes chips.\n[Toshiba]{c2} paid.", "kioxia", "toshiba"),
    ("[Hitachi Energy]{c1}, a unit of [Hitachi]{c2}, grew.", "hitachi-energy", "hitachi"),
    ("[Hitachi]{c1} owns [Hitachi Energy]{c2}.", "hitachi", "hitachi-energy"),
    ("[Siemens Energy]{c1} left [Siemens]{c2}.", "siemens-energy", "siemens"),
    ("[Qnity]{c1} left.\n[DuPont]{c2} paid.", "qnity", "dupont"),
    ("[DuPont]{c1} grew.\n[Corteva]{c2} paid.", "dupont", "corteva"),
    ("[Tata Steel]{c1} grew.\n[British Steel]{c2} paid.", "tata-steel", "british-steel"),
]
ONE = [
    ("[Taiwan Semiconductor Manufacturing Co]{c1} grew.\n[TSMC]{c2} paid.", "tsmc"),
    ("[Siemens Energy]{c1} grew.\n[Siemens]{c2} paid.", "siemens-energy"),
    ("[Carl Zeiss SMT]{c1} grew.\n[Zeiss]{c2} paid.", "zeiss-smt"),
    ("[Samsung SDI]{c1} grew, and [Samsung]{c2} paid.", "samsung-sdi"),
    ("[Kansai Electric Power]{c1} ([KEPCO]{c2}) grew.", "kansai-electric-power"),
    ("[Toshiba Memory]{c1} grew.\n[Kioxia]{c2} paid.", "kioxia"),
    ("[Hitachi, Ltd.]{c1} grew.\n[Hitachi]{c2} paid.", "hitachi"),
]


def keys(built: Extraction) -> list[str]:
    """Return the key of the entity of each mention, in text order."""
    entities = resolve(built).entity_of()
    return [entities[mention].key for mention in built.mentions]


@pytest.mark.parametrize("confidence", [None, 1.0])
@pytest.mark.parametrize(("marked", "first", "second"), TWO)
def test_companies_that_are_known_as_different_stay_two(
    extraction: Build, marked: str, first: str, second: str, *, confidence: float | None
) -> None:
    links = [] if confidence is None else [("c1", "c2", confidence)]
    assert keys(extraction(marked, links)) == [f"company/{first}", f"company/{second}"]


@pytest.mark.parametrize(("marked", "key"), ONE)
def test_names_of_one_company_are_one(extraction: Build, marked: str, key: str) -> None:
    assert keys(extraction(marked)) == [f"company/{key}"] * 2


def test_the_owner_of_what_is_only_described_is_no_short_form(extraction: Build) -> None:
    built = extraction("[Hitachi Energy]{c1} grew.\n[It]{c2} is a unit of [Hitachi]{c3}.")
    full, pronoun, owner = built.mentions
    evidence = Evidence(built.document.id, built.document.sentences[1], "hand 1")
    claim = Claim(pronoun, "subsidiaryOf", owner, "current", 0.9, evidence)
    told = replace(built, links=(Link(full, pronoun, 0.9),), claims=(claim,))
    assert keys(told) == ["company/hitachi-energy", "company/hitachi-energy", "company/hitachi"]


def test_what_is_usually_meant_says_so(extraction: Build) -> None:
    resolved = resolve(extraction("[Hitachi]{c1} owns [Hitachi Energy]{c2}."))
    known = resolved.entities[0].known
    assert known is not None
    assert known.evidence.endswith("what is usually meant beside others of that name")


def test_a_short_form_that_nothing_usual_has_stays_alone(extraction: Build) -> None:
    marked = "[Delta Air Lines]{c1} met [Delta Electronics]{c2}.\n[Foxglove]{c3} saw [Delta]{c4}."
    built = extraction(marked)
    assert resolve(built).entity_of()[built.mentions[3]].known is None
