"""What a register knows of a name before the document is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.resolve.blocks import block
from graphkit.resolve.keys import name_key
from graphkit.resolve.known.entries import Entry, Form, ShortForm
from graphkit.resolve.known.register import Register, shipped
from graphkit.resolve.lookups import NOTHING, Lookup, look_up
from graphkit.resolve.readings import read
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.model import Extraction

    Build = Callable[..., Extraction]


def made(name: str, *forms: tuple[str, str], country: str | None = None) -> Entry:
    """Return an entry with *name* and further *forms*, each a text and its kind."""
    key = name_key("Company", actor_words_of(name))
    every = (Form(name, "name"), *(Form(text, kind) for text, kind in forms))
    return Entry(key, "Company", name, every, country, None, (), frozenset(), "test")


FOXGLOVE = made("Foxglove Bearings", ("Foxglove", "other name"), ("Foxglove GmbH", "legal name"))
TRADER = made("Foxglove Trading", ("Foxglove", "other name"), ("Foxglove Ltd", "legal name"))
SMALL = Register([FOXGLOVE, TRADER, made("WTO"), made("Quillfeather")], [])


def lookup(extraction: Extraction, register: Register) -> Lookup:
    """Return what *register* knows of the first name of *extraction*."""
    document = extraction.document
    blocks = block([read(mention, document) for mention in extraction.mentions])
    return look_up(blocks[0], register)


def certain(extraction: Extraction, register: Register) -> str | None:
    """Return the name of what the first name of *extraction* certainly means."""
    match = lookup(extraction, register).certain
    return None if match is None else match.entry.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TSMC", "TSMC"),
        ("Taiwan Semiconductor Manufacturing Co., Ltd.", "TSMC"),
        ("Hon Hai", "Foxconn"),
        ("鴻海", "Foxconn"),
        ("Facebook", "Meta"),
        ("AMAT", "Applied Materials"),
        ("Siemens AG", "Siemens"),
        ("SoftBank Corp", "SoftBank Corp."),
        ("Delta Electronics", "Delta Electronics"),
        ("Delta Air Lines", "Delta Air Lines"),
        ("Apple Inc.", "Apple"),
        ("the Ford Motor Company", "Ford"),
        ("Foxconn (2317)", "Foxconn"),
    ],
)
def test_a_name_that_one_company_bears_is_certain(extraction: Build, text: str, name: str) -> None:
    assert certain(extraction(f"[{text}]{{c}}"), shipped()) == name


@pytest.mark.parametrize(
    "text",
    [
        *("Delta", "Samsung", "Continental", "Apple", "Ford", "SoftBank", "Siemens"),  # are shared
        *("Ford Models", "Delta Widgets", "Foxglove Mining", "Siemens Brothers Bakery"),
        *("the company", "the Taiwanese chipmaker", "it", "Apple supplier"),
        *("®", "...", "\ud800", "AG", "的"),
    ],
)
def test_other_names_are_not_certain(extraction: Build, text: str) -> None:
    assert certain(extraction(f"[{text}]{{c}}"), shipped()) is None


@pytest.mark.parametrize("marked", ["[Delta]{c}", "[Samsung]{c}", "[Continental]{c}"])
def test_a_shared_short_form_has_several_senses(extraction: Build, marked: str) -> None:
    found = lookup(extraction(marked), shipped())
    assert len(found.senses) > 1
    assert found.usual is None


def test_a_short_form_tells_what_is_usually_meant(extraction: Build) -> None:
    assert lookup(extraction("[Apple]{c}"), shipped()).usual == "company/apple"


@pytest.mark.parametrize("marked", ["[TSMC]{g}", "[TSMC]{p}", "[TSMC]{l}", "[TSMC]{f}"])
def test_other_types_than_companies_are_not_looked_up(extraction: Build, marked: str) -> None:
    assert lookup(extraction(marked), shipped()) == NOTHING


@pytest.mark.parametrize(("marked", "name"), [("[WTO]{o}", None), ("[WTO]{c}", "WTO")])
def test_few_letters_are_no_company_where_another_body_is_read(
    extraction: Build, marked: str, name: str | None
) -> None:
    assert certain(extraction(marked), SMALL) == name


def test_one_reading_as_a_company_is_enough(extraction: Build) -> None:
    assert certain(extraction("[WTO]{o}\n[WTO]{c}"), SMALL) == "WTO"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foxglove GmbH", "Foxglove Bearings"),
        ("Foxglove Ltd", "Foxglove Trading"),
        ("Foxglove Bearings", "Foxglove Bearings"),
        ("Foxglove", None),
        ("Foxglove SpA", None),
        ("Quillfeather SpA", "Quillfeather"),
    ],
)
def test_a_legal_form_tells_which_of_several_is_meant(
    extraction: Build, text: str, name: str | None
) -> None:
    assert certain(extraction(f"[{text}]{{c}}"), SMALL) == name


def test_what_two_entries_share_is_returned_whole(extraction: Build) -> None:
    senses = lookup(extraction("[Foxglove]{c}"), SMALL).senses
    assert {match.entry.name for match in senses} == {"Foxglove Bearings", "Foxglove Trading"}


@pytest.mark.parametrize("text", ["Quilfeather", "Quillfeathre", "Quillfaether"])
def test_a_typing_error_is_near_and_not_certain(extraction: Build, text: str) -> None:
    found = lookup(extraction(f"[{text}]{{c}}"), SMALL)
    assert found.certain is None
    assert found.is_near
    assert [match.entry.name for match in found.senses] == ["Quillfeather"]


@pytest.mark.parametrize(
    "marked",
    [
        "[Quilfeather]{o}",  # of another body none is assumed
        "[Quilfether]{c}",  # two errors
        "[Muillfeather]{c}",  # the first letter
        "[WTU]{c}",  # too short
        "[Quilfeather]{g}",
    ],
)
def test_what_is_further_off_is_unknown(extraction: Build, marked: str) -> None:
    assert lookup(extraction(marked), SMALL) == NOTHING


def test_a_short_form_of_unknown_companies_means_none(extraction: Build) -> None:
    short = ShortForm("Nettle", ("company/nettle-works",), "company/nettle-works", is_word=True)
    assert lookup(extraction("[Nettle]{c}"), Register([], [short])).senses == ()
