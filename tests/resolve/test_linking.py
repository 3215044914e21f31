"""Which known company a name means in its document, and when that stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import Link
from graphkit.resolve import resolve
from graphkit.resolve.keys import name_key
from graphkit.resolve.known.entries import Entry, Form, ShortForm
from graphkit.resolve.known.register import Register
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from graphkit.model import Extraction, ResolvedDocument

    Build = Callable[..., Extraction]
    Drawn = tuple[str, list[tuple[str, str, float]]]


def made(name: str, country: str | None, trade: str = "", *, parent: str | None = None) -> Entry:
    """Return an entry with one name."""
    key = name_key("Company", actor_words_of(name))
    words = frozenset(trade.split())
    return Entry(key, "Company", name, (Form(name, "name"),), country, parent, (), words, "test")


NETTLE = Register(
    [
        made("Nettle Looms", "TW", "yarn looms"),
        made("Nettle Shipping", "DE", "vessel vessels"),
        made("Nettle Media", None),
        made("Thistle", "TW"),
        made("Thistle Holding Trust", "DE"),
        made("Bramble Mills", "JP", parent="company/nettle-looms"),
        made("Ford", "US", "cars"),
        made("XQZ", "US"),
        made("Quillfeather", "JP"),
    ],
    [
        ShortForm(
            "Nettle",
            ("company/nettle-looms", "company/nettle-media", "company/nettle-shipping"),
            None,
            is_word=True,
        ),
        ShortForm(
            "Thorn",
            ("company/nettle-looms", "company/nettle-shipping"),
            "company/nettle-looms",
            is_word=True,
        ),
    ],
)


def key_of(resolved: ResolvedDocument, number: int) -> str:
    """Return the key of the entity of the mention with *number*."""
    return resolved.entity_of()[resolved.extraction.mentions[number]].key


def last_key(built: Extraction, register: Register | None = None) -> str:
    """Return the key of the last mention of *built*."""
    return key_of(resolve(built, register=register), -1)


TOLD = [
    ("The Taiwanese group [Delta]{c1} makes inverters.", "delta-electronics"),
    ("Taiwan's [Delta]{c1} grew.", "delta-electronics"),
    ("[Delta]{c1} cut flights and fares.", "delta-air-lines"),
    ("[Delta]{c1} and its passengers.\nThe airport reopened.", "delta-air-lines"),
    ("[Delta Electronics]{c1} grew.\n[Delta]{c2} paid.", "delta-electronics"),
    ("[Delta Air Lines]{c1} grew.\n[Delta]{c2} paid.", "delta-air-lines"),
    ("[Samsung SDI]{c1} grew.\n[Samsung]{c2} paid.", "samsung-sdi"),
    ("[Samsung]{c1} makes memory chips.", "samsung-electronics"),
    ("[Apple]{c1} paid.", "apple"),
    ("[Ford]{c1} paid.", "ford"),
    ("[Apple]{c1} of Britain sold records of its songs.", "apple-corps"),  # against the usual
    ("[Siemens AG]{c1} paid.", "siemens"),
    ("[SoftBank Corp]{c1} paid.", "softbank"),
    ("[Facebook]{c1} paid.", "meta"),
    ("[AMAT]{c1} paid.", "applied-materials"),
    ("[鴻海]{c1} paid.", "foxconn"),
    ("[Infinion]{c1} paid.", "infineon"),
    ("[TSMC]{o1} paid.", "tsmc"),
]


@pytest.mark.parametrize(("marked", "key"), TOLD)
def test_a_name_is_linked_where_the_document_tells(
    extraction: Build, marked: str, key: str
) -> None:
    assert last_key(extraction(marked)) == f"company/{key}"


def test_a_full_name_behind_the_short_one_tells_too(extraction: Build) -> None:
    resolved = resolve(extraction("[Delta]{c1} grew.\n[Delta Air Lines]{c2} paid."))
    assert [entity.key for entity in resolved.entities] == ["company/delta-air-lines"]


@pytest.mark.parametrize(
    ("marked", "second"),
    [
        ("[Siemens]{c1} met [Siemens Energy]{c2}.", "company/siemens-energy"),
        ("[Hitachi]{c1} met [Hitachi Energy]{c2}.", "company/hitachi-energy"),
    ],
)
def test_a_usual_name_before_the_full_name_of_another_company_is_not_its_short_form(
    extraction: Build, marked: str, second: str
) -> None:
    resolved = resolve(extraction(marked))
    assert [key_of(resolved, number) == second for number in (0, 1)] == [False, True]


@pytest.mark.parametrize("name", ["Ford", "Nettle"])
def test_the_words_of_a_longer_name_say_nothing_of_the_trade(extraction: Build, name: str) -> None:
    longer = extraction(f"[{name}]{{c1}} grew.\n[{name} Vessel Cars]{{c2}} left.")
    alone = extraction(f"[{name}]{{c1}} grew.")
    known = [resolve(built, register=NETTLE).entities[0].known for built in (longer, alone)]
    assert known[0] == known[1]


def test_a_usual_name_behind_the_full_name_of_another_company_is_its_short_form(
    extraction: Build,
) -> None:
    built = extraction("[Siemens Energy]{c1} grew.\n[Siemens]{c2} paid.")
    assert last_key(built) == "company/siemens-energy"


UNTOLD = [
    "Shares of [Delta]{c1} rose.",
    "[Delta]{c1} ships goods to the United States.",  # a market
    "[Delta]{c1} met [Foxglove]{c2}, and [Delta]{c3} left.",
    "[Delta Air Lines]{c1} met [Delta Electronics]{c2}.\n[Foxglove]{c4} saw [Delta]{c3}.",
    "The Brazilian group [Delta]{c1} paid.",
    "Shares of [Continental]{c1} rose.",
    "Shares of [SK]{c1} rose.",
]


@pytest.mark.parametrize("marked", UNTOLD)
def test_a_name_that_nothing_tells_stays_alone_in_its_document(
    extraction: Build, marked: str
) -> None:
    first = resolve(extraction(marked, document="a.txt"))
    second = resolve(extraction(marked, document="b.txt"))
    entity = first.entity_of()[first.extraction.mentions[-1]]
    assert entity.known is None
    assert entity.key != key_of(second, -1)


UNKNOWN = [
    ("[Ford Models]{c1} grew.\n[Ford]{c2} paid.", "company/ford-models"),
    ("[Delta Widgets]{c1} grew.\n[Delta]{c2} cut flights.", "company/delta-widgets"),
    ("[Foxglove Mining]{c1} grew.", "company/foxglove-mining"),
    ("[Advanced Medical Dynamics]{c1} ([AMD]{c2}) grew.", "company/advanced-medical-dynamics"),
    ("[TSMC]{g1} grew.", "government/tsmc"),
    ("[WTO]{o1} met.", "organization/wto"),
]


@pytest.mark.parametrize(("marked", "key"), UNKNOWN)
def test_what_no_register_knows_keeps_its_own_key(extraction: Build, marked: str, key: str) -> None:
    resolved = resolve(extraction(marked))
    assert key_of(resolved, -1) == key
    assert all(entity.known is None for entity in resolved.entities)


@pytest.mark.parametrize(
    ("marked", "key"),
    [
        ("[Nettle]{c1} of Germany grew.", "company/nettle-shipping"),
        ("The Taiwanese firm [Nettle]{c1} grew.", "company/nettle-looms"),
        ("[Nettle]{c1} bought a vessel.", "company/nettle-shipping"),
        ("[Bramble Mills]{c1} pays [Nettle]{c2}.", "company/nettle-looms"),  # its owner
        ("[Thorn]{c1} grew.", "company/nettle-looms"),  # the usual one
        ("[Thorn]{c1} of Germany bought vessels.", "company/nettle-shipping"),
        ("[Nettle Ltd]{c1} of Germany grew.", "company/nettle-shipping"),
        ("[XQZ]{c1} grew.", "company/xqz"),
        ("[Quilfeather]{c1} of Japan grew.", "company/quillfeather"),
        ("[Quilfeather]{c1} grew.", "company/quillfeather"),
        ("[Quilfeather]{c1} met the German minister.", "company/quilfeather"),  # elsewhere
        ("[Quilfeather]{o1} grew.", "organization/quilfeather"),
    ],
)
def test_country_trade_and_relatives_tell(extraction: Build, marked: str, key: str) -> None:
    assert last_key(extraction(marked), NETTLE) == key


@pytest.mark.parametrize(
    "marked",
    [
        "[Nettle]{c1} grew.",
        "[Nettle]{c1} sells to Germany.",
        "[Nettle]{c1} sold a vessel of Germany to the Taiwanese owner of looms.",
        "The French firm [Nettle]{c1} bought.",
    ],
)
def test_signs_for_several_or_for_none_tell_nothing(extraction: Build, marked: str) -> None:
    resolved = resolve(extraction(marked), register=NETTLE)
    assert key_of(resolved, -1).startswith("company/nettle-")
    assert resolved.entity_of()[resolved.extraction.mentions[-1]].known is None


def test_the_words_of_the_name_say_nothing_of_the_trade(extraction: Build) -> None:
    register = Register(
        [made("Vessel", "DE", "vessel"), made("Vessel Looms", "TW", "looms")],
        [ShortForm("Vessel", ("company/vessel", "company/vessel-looms"), None, is_word=True)],
    )
    resolved = resolve(extraction("[Vessel]{c1} grew."), register=register)
    assert resolved.entities[0].known is None


def test_the_words_of_a_description_tell_the_trade(extraction: Build) -> None:
    marked = "[Nettle]{c1} grew.\n[the vessel owner]{c2} paid."
    built = extraction(marked, [("c1", "c2", 0.9)])
    assert key_of(resolve(built, register=NETTLE), 0) == "company/nettle-shipping"


def test_a_seat_that_a_description_denies_is_no_sense(extraction: Build) -> None:
    marked = "[Nettle]{c1} bought vessels.\n[the Taiwanese company]{c2} paid for vessels."
    resolved = resolve(extraction(marked, [("c1", "c2", 0.9)]), register=NETTLE)
    assert len(resolved.entities) == 1
    assert resolved.entities[0].key == "company/nettle-looms"


def test_a_link_says_by_what_it_was_found_and_how_surely(extraction: Build) -> None:
    known = resolve(extraction("Taiwan's [Nettle]{c1} grew."), register=NETTLE).entities[0].known
    assert known is not None
    assert (known.name, known.register, known.country) == ("Nettle Looms", "test", "TW")
    assert known.evidence == "short name; its sentence speaks of Taiwan"
    assert 0.7 < known.confidence <= 0.9


def test_custom_alone_is_less_sure_than_a_sign(extraction: Build) -> None:
    alone, told = (
        resolve(extraction(marked), register=NETTLE).entities[0].known
        for marked in ("[Thorn]{c1} grew.", "[Thorn]{c1} of Taiwan grew.")
    )
    assert alone is not None
    assert told is not None
    assert alone.confidence < told.confidence


@pytest.mark.parametrize("confidence", [0.5, 0.97, 0.995, 1.0])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Delta Electronics", "Delta Air Lines"),
        ("Samsung SDI", "Samsung Electronics"),
        ("TSMC", "Foxconn"),
        ("Siemens AG", "Siemens Energy"),
        ("Apple Inc.", "Apple Corps"),
    ],
)
def test_no_link_joins_two_known_companies(
    extraction: Build, first: str, second: str, confidence: float
) -> None:
    marked = f"[{first}]{{c1}} met [{second}]{{c2}}.\n[It]{{c3}} paid."
    links = [("c1", "c2", confidence), ("c1", "c3", confidence), ("c2", "c3", confidence)]
    keys = {key_of(resolve(extraction(marked, links)), number) for number in (0, 1)}
    assert len(keys) == 2


def test_a_short_name_between_does_not_join_a_known_and_an_unknown_company(
    extraction: Build,
) -> None:
    marked = "[Nettle Looms]{c1} grew.\n[Nettle]{c2} paid.\n[Nettle Widgets]{c3} left."
    resolved = resolve(extraction(marked, [("c2", "c3", 0.6)]), register=NETTLE)
    assert [entity.key for entity in resolved.entities] == [
        "company/nettle-looms",
        "company/nettle-widgets",
    ]


def test_what_stands_for_a_unit_does_not_unlink_its_company(extraction: Build) -> None:
    built = extraction("[Ford]{c1} paid.\n[Ford unit]{c2} left.", [("c1", "c2", 0.9)])
    assert resolve(built, register=NETTLE).entities[0].known is not None


def test_names_of_one_company_are_one_entity_whose_label_is_the_registers(
    extraction: Build,
) -> None:
    resolved = resolve(extraction("[Hon Hai]{c1} and [Foxconn]{c2} and [鴻海]{c3}."))
    assert [(each.key, each.label) for each in resolved.entities] == [
        ("company/foxconn", "Foxconn")
    ]
    assert set(resolved.entities[0].names) == {"Foxconn", "Hon Hai", "鴻海"}


@pytest.mark.parametrize("text", ["\ud800", "Delta\ud800", "®", "'s", "...", "&", "的", "AG"])
@pytest.mark.parametrize("letter", ["c", "o", "g"])
def test_strange_names_are_resolved(extraction: Build, text: str, letter: str) -> None:
    marked = (
        f"[{text}]{{{letter}1}} of \ud800Taiwan met [Delta]{{c2}}. [The Taiwanese \ud800]{{c3}}"
    )
    resolved = resolve(extraction(marked))
    assert len(resolved.entity_of()) == 3


SENTENCES = [
    "[Delta]{c%d} cut flights.",
    "[Delta]{c%d} grew.",
    "[Delta Electronics]{c%d} of Taiwan grew.",
    "[Delta Air Lines]{c%d} paid.",
    "[Samsung]{c%d} makes chips.",
    "[Samsung SDI]{c%d} makes cells.",
    "[Ford Models]{c%d} left.",
    "[Ford]{c%d} paid.",
    "[Foxglove Mining]{c%d} paid.",
    "[Hon Hai]{c%d} and others.",
    "[Foxconn]{c%d} left.",
    "[AMD]{c%d} rose.",
    "[The Taiwanese company]{c%d} left.",
    "[the American firm]{c%d} left.",
    "[It]{c%d} rose.",
]
CONFIDENCES = st.sampled_from((0.5, 0.9, 0.97, 0.995, 1.0))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, float]]]:
    """Draw marked sentences and links between their mentions."""
    lines = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
    numbers = st.integers(0, len(lines) - 1)
    pairs = draw(st.lists(st.tuples(numbers, numbers, CONFIDENCES), max_size=8))
    marked = "\n".join(line % number for number, line in enumerate(lines))
    return marked, [(f"c{one}", f"c{other}", c) for one, other, c in pairs if one != other]


@settings(deadline=None, max_examples=60)  # the first example reads the register
@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_links_moves_no_key(
    extraction: Build, drawn: Drawn, shuffle: random.Random
) -> None:
    built = extraction(*drawn)
    links = [Link(link.second, link.first, link.confidence) for link in built.links]
    shuffle.shuffle(links)
    other = replace(built, links=tuple(links))
    assert resolve(other).entities == resolve(built).entities
    assert resolve(other).settled == resolve(built).settled


@settings(deadline=None, max_examples=60)  # the first example reads the register
@given(documents())
def test_resolving_twice_gives_the_same(extraction: Build, drawn: Drawn) -> None:
    built = extraction(*drawn)
    assert resolve(resolve(built).extraction) == resolve(built)


@settings(deadline=None, max_examples=60)  # the first example reads the register
@given(documents())
def test_an_unrelated_sentence_moves_no_key(extraction: Build, drawn: Drawn) -> None:
    built = extraction(*drawn)
    document = built.document
    said = extraction("[Yarrow]{c1} met [a committee]{o1} on Tuesday.")
    start = len(document.text)
    spans = [
        replace(span, start=span.start + start, end=span.end + start)
        for span in (*said.document.sentences, *(mention.span for mention in said.mentions))
    ]
    sentences = (*document.sentences, spans[0])
    added = [
        replace(mention, span=span, sentence=len(sentences) - 1)
        for mention, span in zip(said.mentions, spans[1:], strict=True)
    ]
    longer = replace(
        built,
        document=replace(document, text=document.text + said.document.text, sentences=sentences),
        mentions=(*built.mentions, *added),
    )
    before, after = resolve(built).entity_of(), resolve(longer).entity_of()
    assert {mention: each.key for mention, each in before.items()} == {
        mention: after[mention].key for mention in built.mentions
    }


FULL_NAMES = {
    "Delta Electronics": "delta-electronics",
    "Delta Air Lines": "delta-air-lines",
    "Samsung SDI": "samsung-sdi",
    "Hon Hai": "foxconn",
    "Foxconn": "foxconn",
}


@settings(deadline=None, max_examples=60)  # the first example reads the register
@given(documents())
def test_no_entity_holds_two_known_companies(extraction: Build, drawn: Drawn) -> None:
    built = extraction(*drawn)
    text = built.document.text
    for entity in resolve(built).entities:
        written = {mention.span.of(text) for mention in entity.mentions}
        assert len({FULL_NAMES[name] for name in written & FULL_NAMES.keys()}) <= 1
