"""What the register finds, and what it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Identifier
from graphkit.resolve.keys import name_key
from graphkit.resolve.known.entries import Entry, Form, Match, ShortForm
from graphkit.resolve.known.register import Register, shipped
from graphkit.resolve.words import actor_words_of


def found(name: str) -> list[tuple[str, str]]:
    return [(match.entry.name, match.evidence) for match in shipped().exact(actor_words_of(name))]


def near(name: str) -> list[str]:
    return [match.entry.name for match in shipped().near(actor_words_of(name))]


def made(name: str, *others: str, country: str | None = None) -> Entry:
    forms = (Form(name, "name"), *(Form(other, "other name") for other in others))
    key = name_key("Company", actor_words_of(name))
    return Entry(key, "Company", name, forms, country, None, (), frozenset(), "test")


@pytest.mark.parametrize(
    ("name", "entry", "evidence"),
    [
        ("TSMC", "TSMC", "name"),
        ("Taiwan Semiconductor Manufacturing Co., Ltd.", "TSMC", "legal name"),
        ("Hon Hai", "Foxconn", "other name"),
        ("Hon Hai Precision Industry", "Foxconn", "legal name"),
        ("鴻海", "Foxconn", "other name"),
        ("Facebook", "Meta", "former name"),
        ("AMAT", "Applied Materials", "acronym"),
        ("the Mosaic Company", "Mosaic", "name"),
        ("Foxconn Group", "Foxconn", "name without Group"),
        ("Vestas Holdings", "Vestas", "name without Holdings"),
    ],
)
def test_a_name_finds_its_company_and_says_by_which_form(
    name: str, entry: str, evidence: str
) -> None:
    assert found(name) == [(entry, evidence)]


@pytest.mark.parametrize(
    "name",
    [
        "Foxglove Mining",
        "Delta",  # shared by five
        "Delta Group",  # no more than Delta
        "Samsung Group",
        "Mitsubishi Holdings",
        "April",  # APRIL Group, but a month by itself
        "Group",
        "Holdings",
        "Taiwan Semiconductor",
        "Semiconductor Manufacturing",
        "台",
    ],
)
def test_a_name_that_tells_no_company_finds_none(name: str) -> None:
    assert found(name) == []


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Infinion", "Infineon"),  # another letter
        ("Albermarle", "Albemarle"),  # a letter too many
        ("STMicroelectonics", "STMicroelectronics"),  # a letter too few
        ("Foxcnon", "Foxconn"),  # neighbours swapped
        ("Global Foundries Inc", "GlobalFoundries"),
        ("Applied Material", "Applied Materials"),
        ("Samsung Electronic", "Samsung Electronics"),
        ("Norsk Hidro", "Norsk Hydro"),
        ("Umicor", "Umicore"),  # short: the text has to speak for it, too
    ],
)
def test_a_name_with_one_error_finds_its_company(name: str, entry: str) -> None:
    assert near(name) == [entry] or [one for one, _ in found(name)] == [entry]


@pytest.mark.parametrize(
    "name",
    [
        "TSNC",  # short
        "Infinera",  # two errors
        "Wnfineon",  # another first letter
        "South31",  # another number
        "Foxconn",  # exact
        "Samsung SDX",  # SDI and SDS are two
        "Resonas Holdings",  # short without Holdings
        "Applied Martials",  # two words
        "Caterpillars",  # an English word
        "Hanwha Ocean Energy",
    ],
)
def test_other_names_are_no_typing_errors(name: str) -> None:
    assert near(name) == []


def test_a_name_as_near_to_two_finds_none() -> None:
    register = Register([made("Foxglova"), made("Foxglovo")], [])
    assert register.near(("foxglove",)) == ()
    assert [match.entry.name for match in register.near(("foxglovx", "ltd"))] == []


def test_a_space_at_the_wrong_place_is_an_error() -> None:
    register = Register([made("Foxglove Metals")], [])
    (match,) = register.near(("fox", "glove", "metals"))
    assert match.evidence == "name but for a space"


def test_an_error_in_a_shared_form_finds_none() -> None:
    entries = [made("Foxglove Metals"), made("Foxglove Air")]
    short = ShortForm("Foxglove", tuple(entry.key for entry in entries), None, is_word=False)
    assert Register(entries, [short]).near(("foxgluve",)) == ()


def test_a_name_that_two_bear_finds_both_in_the_order_of_their_keys() -> None:
    register = Register([made("Foxglove Metals", "FGM"), made("Foxglove Air", "FGM")], [])
    assert [match.entry.name for match in register.exact(("fgm",))] == [
        "Foxglove Air",
        "Foxglove Metals",
    ]


def test_a_word_like_group_is_taken_off_only_if_one_company_is_left() -> None:
    one, two = made("Brindlemar Group"), made("Brindlemar Holdings")
    assert [match.entry for match in Register([one], []).exact(("brindlemar",))] == [one]
    assert Register([one, two], []).exact(("brindlemar",)) == ()
    assert Register([one, two], []).exact(("brindlemar", "international")) == ()


def test_the_fallbacks_are_less_sure_than_the_name() -> None:
    sure = [
        shipped().exact(("foxconn",)),
        shipped().near(("foxconnn",)),
        shipped().exact(("foxconn", "group")),
    ]
    assert all(len(matches) == 1 for matches in sure)
    confidences = [matches[0].confidence for matches in sure]
    assert confidences[0] > max(confidences[1:])
    assert all(0 < confidence < 1 for confidence in confidences)


def test_senses_are_of_the_whole_form_only() -> None:
    senses = shipped().senses(("apple",))
    assert senses is not None
    assert senses.is_word
    assert senses.usual == "company/apple"
    assert shipped().senses(("apple", "corps")) is None
    assert shipped().senses(("foxglove",)) is None


def test_the_usual_sense_is_given_only_where_there_is_one() -> None:
    for words in (("delta",), ("samsung",), ("continental",), ("sk",), ("mitsubishi",)):
        senses = shipped().senses(words)
        assert senses is not None
        assert senses.usual is None


def test_an_unknown_key_has_no_entry() -> None:
    assert shipped().entry("company/foxglove") is None


def test_the_version_follows_the_content_and_not_its_order() -> None:
    one, two = made("Foxglove"), made("Bindweed")
    version = Register([one, two], []).version
    assert version == Register([two, one], []).version
    assert version != Register([one], []).version
    assert version != Register([one, replace(two, trade=frozenset({"ore"}))], []).version
    more = replace(two, identifiers=(Identifier("erp", "4711"),))
    assert version != Register([one, more], []).version


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_version_does_not_follow_the_hash_seed(seed: str) -> None:
    code = "from graphkit.resolve.known.register import shipped; print(shipped().version)"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == shipped().version


@given(st.sampled_from(shipped().entries).flatmap(lambda e: st.sampled_from(e.forms)), st.data())
def test_near_never_finds_two_and_never_what_exact_finds(form: Form, data: st.DataObject) -> None:
    words = actor_words_of(form.text)
    place = data.draw(st.integers(0, len(words[-1])))
    letter = data.draw(st.sampled_from("abcxyz "))
    changed = (*words[:-1], words[-1][:place] + letter.strip() + words[-1][place + 1 :])
    if all(changed):
        matches: tuple[Match, ...] = shipped().near(changed)
        assert len(matches) <= 1
        assert not (matches and shipped().exact(changed))
