"""Which things of a store are proposed as one, and that nothing else moves what is proposed."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import Identifier
from graphkit.resolve.across.propose import Pair, propose
from graphkit.resolve.across.records import Record
from graphkit.resolve.decisions import NO_DECISIONS
from graphkit.resolve.keys import name_key
from graphkit.resolve.words import actor_words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTNERS = "product/a product/b"


def record(
    names: str,
    near: str = "",
    countries: str = "",
    ids: str = "",
    opposed: str = "",
    *,
    type_: str = "Company",
    known: bool = False,
) -> Record:
    """Return the record with *names* that ``|`` separates, the first of which makes its key."""
    first, *others = names.split("|")
    return Record(
        key=name_key(type_, actor_words_of(first)),
        type=type_,
        names=(first, *others),
        countries=frozenset(countries.split()),
        neighbours=frozenset(near.split()),
        opposed=frozenset(opposed.split()),
        identifiers=frozenset(Identifier(*each.split("=")) for each in ids.split()),
        known=known,
        documents=frozenset({"a.txt"}),
    )


def verdict(*records: Record) -> str:
    """Return what is proposed of the first two *records*."""
    keys = sorted(each.key for each in records[:2])
    found = [each for each in propose(records) if [each.first, each.second] == keys]
    return found[0].verdict if found else "other"


SAME = [
    (record("Soft Bank"), record("SoftBank")),
    (record("Rio Tinto"), record("RioTinto")),
    (record("Nordwind-Werke"), record("Nordwindwerke")),
    (record("Nippon Steel Pipe"), record("Nippon Pipe Steel")),
    (record("Hon Hai Precision Industry|Foxconn"), record("Foxconn")),
    (record("Taiwan Semiconductor Manufacturing|TSMC"), record("TSMC")),
    (record("Foxglove Technologies|Foxglove"), record("Foxglove")),
    (record("Foxglove", ids="lei=1"), record("Meadow", ids="lei=1 isin=2")),
    (record("Foxglove", ids="isin=1 isin=3"), record("Meadow", ids="isin=1 isin=2")),
    (record("Foxglove", ids="erp=4711"), record("Meadow", ids="erp=4711", type_="Organization")),
    (record("Soft Bank", countries="JP", known=True), record("SoftBank", countries="JP US")),
]
DOUBTFUL = [
    (record("Umicore"), record("Unicore")),
    (record("Volkswagen"), record("Volkswagon")),
    (record("Northvolt"), record("Norhtvolt")),
    (record("Contemporary Amperex Technology"), record("Contemporery Amperrex Technology")),
    (record("Toyota Motor"), record("Toyota Motors")),
    (record("Foxglove Chem"), record("Foxglove Chemical")),
    (record("Foxglove"), record("Foxglove Group")),
    (record("Foxglove Holdings"), record("Foxglove Group")),
    (record("Amber Foxglove"), record("Amber Foxglove Technologies")),
    (record("Foxglove"), record("Foxglove", type_="Organization")),
    (record("SK Hynix"), record("SKHynix")),
    (record("South Foxglove Steel"), record("Foxglove South Steel")),
    (record("Hon Hai Precision Industry|Hon Hai"), record("Hon Hai")),
    (record("Great Lakes Ore Works"), record("GLOW")),
    (record("Great Lakes Ore", PARTNERS), record("GLO", PARTNERS)),
    (record("Hitachi", PARTNERS), record("Hitachi Energy", PARTNERS)),
    (record("Hitachi", PARTNERS), record("Hitachi Europe", PARTNERS)),
    (record("Foxglove", PARTNERS), record("Foxglove Riverside", PARTNERS)),
    (record("Foxglove", PARTNERS), record("Foxglove Technologies", PARTNERS)),
    (record("Foxglove|Meadow"), record("Meadow", type_="Organization")),
    (record("Foxglove|Meadow"), record("Meadow"), record("Heather|Meadow")),
    (record("Foxglove|Meadow"), record("Heather|Meadow")),
    (record("Foxglove|Meadow"), record("Meadow"), record("Meadow Brook")),
    (record("Foxglove", ids="isin=1", countries="JP"), record("Fox", ids="isin=1", countries="US")),
    (record("Foxglove", ids="isin=1 lei=1"), record("Fox", ids="isin=1 lei=2")),
    (record("Foxglove", ids="isin=1", known=True), record("Fox", ids="isin=1", known=True)),
]
OTHER = [
    (record("Infineon"), record("Infinera")),
    (record("Magna"), record("Manga")),
    (record("Delta Air"), record("Delta Oil")),
    (record("Schneider Electric"), record("Schneider Electronic")),
    (record("Bank of China"), record("China Bank")),
    (record("Foxglove Works 12"), record("Foxglove Works 18")),
    (record("Fab 12", type_="Facility"), record("Fab 18", type_="Facility")),
    (record("Model 3 Motors"), record("Model Motors")),
    (record("Samsung"), record("Samsung SDI")),
    (record("Hitachi"), record("Hitachi Energy")),
    (record("Hitachi"), record("Hitachi Europe")),
    (record("Hitachi", "country/JP country/US"), record("Hitachi Energy", "country/JP country/US")),
    (record("Samsung SDI|Samsung"), record("Samsung")),
    (record("Amber Foxglove Europe|Amber Foxglove"), record("Amber Foxglove")),
    (record("Samsung SDI|Samsung"), record("Samsung Electronics|Samsung")),
    (record("Foxglove"), record("Foxglove Technologies")),
    (record("Foxglove", known=True), record("Foxglove Technologies|Foxglove")),
    (record("Great Lakes Ore"), record("GLO")),
    (record("Great Lakes Ore Works"), record("GLOW"), record("Green Land Oil Water")),
    (record("China"), record("China Steel")),
    (record("Umicore", countries="BE"), record("Unicore", countries="US")),
    (record("Umicore", known=True), record("Unicore", known=True)),
    (record("Soft Bank", countries="JP"), record("SoftBank", countries="US")),
    (record("Soft Bank", opposed="company/softbank"), record("SoftBank")),
    (record("Umicore", ids="lei=1"), record("Unicore", ids="lei=2")),
    (record("Umicore", ids="ticker=XBRU:A"), record("Unicore", ids="ticker=XBRU:B")),
    (record("Hon Hai Precision|Foxconn", opposed="company/foxconn"), record("Foxconn")),
    (record("Foxglove", ids="hs=8542"), record("Meadow", ids="hs=8542")),
    (record("memory chip", type_="Product"), record("memory chips", type_="Product")),
    (record("Foxglove Steel"), record("Foxglove Steel", type_="Facility")),
]


def ids(table: Sequence[tuple[Record, ...]]) -> list[str]:
    """Return names for the cases of *table*."""
    return [" ".join("/".join(each.names) for each in case) for case in table]


@pytest.mark.parametrize("case", SAME, ids=ids(SAME))
def test_what_is_certain_is_the_same(case: tuple[Record, ...]) -> None:
    assert verdict(*case) == "same"


@pytest.mark.parametrize("case", DOUBTFUL, ids=ids(DOUBTFUL))
def test_what_is_likely_is_asked(case: tuple[Record, ...]) -> None:
    assert verdict(*case) == "doubtful"


@pytest.mark.parametrize("case", OTHER, ids=ids(OTHER))
def test_what_is_another_is_not_proposed(case: tuple[Record, ...]) -> None:
    assert verdict(*case) == "other"


def test_reasons_are_short_sentences() -> None:
    partly = "product/a country/JP"
    pair = propose([record("Umicore", partly, "BE"), record("Unicore", partly, "BE")])[0]
    assert pair == Pair(
        "company/umicore",
        "company/unicore",
        0.8,
        "doubtful",
        ("the names differ in one letter", "both are of BE", "both are related to product/a"),
    )


def test_the_best_pairs_come_first() -> None:
    found = propose([each for case in SAME[:6] + DOUBTFUL[:6] for each in case])
    assert [pair.score for pair in found] == sorted((p.score for p in found), reverse=True)
    assert all(pair.first < pair.second for pair in found)


def test_two_records_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="two records have the key 'company/umicore'"):
        propose([record("Umicore"), record("Umicore", countries="BE")])


def test_what_a_no_cuts_is_asked_again() -> None:
    records = [record("Soft Bank"), record("SoftBank")]
    decisions = NO_DECISIONS.decide("auto", "company/soft-bank", "company/softbank")
    assert propose(records, decisions) == ()
    decisions = decisions.decide("auto", "company/softbank", "company/x")
    decisions = decisions.decide("no", "company/soft-bank", "company/x")
    pair = propose(records, decisions)[0]
    assert pair.verdict == "doubtful"
    assert pair.reasons[-1] == "joined with other sure pairs it would join what you said is not one"


@pytest.mark.parametrize("said", ["yes", "no", "unknown", "auto"])
def test_a_decided_pair_is_not_proposed(said: str) -> None:
    records = [record("Umicore"), record("Unicore")]
    decisions = NO_DECISIONS.decide(said, "company/unicore", "company/umicore")
    assert propose(records, decisions) == ()


WORDS = [
    "Foxglove",
    "Foxglov",
    "Fox glove",
    "Amber",
    "Group",
    "Energy",
    "FAE",
    "Technologies",
    "12",
]
named_ones = st.lists(
    st.builds(
        record,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
        | st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map("|".join),
        st.sampled_from(["", PARTNERS]),
        st.sampled_from(["", "JP", "US", "JP US"]),
        st.sampled_from(["", "", "lei=1", "isin=2"]),
        st.sampled_from(["", "", "company/foxglove"]),
        type_=st.sampled_from(["Company", "Company", "Organization", "Facility"]),
        known=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda each: each.key,
)
# Letters that none of the words above has, so that nothing is shared with them.
unrelated = st.lists(
    st.text("qzvwjk", min_size=9, max_size=14).map(lambda text: record(text.title())),
    max_size=6,
    unique_by=lambda each: each.key,
)


@given(named_ones, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_records_has_no_influence(records: list[Record], chance: Random) -> None:
    found = propose(records)
    assert propose(records) == found
    chance.shuffle(records)
    assert propose(records) == found


@given(named_ones, unrelated)
@settings(deadline=None)
def test_unrelated_records_change_no_pair(records: list[Record], more: list[Record]) -> None:
    keys = {each.key for each in records}
    found = [pair for pair in propose([*more, *records]) if pair.first in keys]
    assert tuple(found) == propose(records)


@given(named_ones, named_ones)
@settings(deadline=None)
def test_a_no_is_never_proposed_again(records: list[Record], more: list[Record]) -> None:
    decisions = NO_DECISIONS
    for pair in propose(records):
        decisions = decisions.decide("no", pair.first, pair.second)
    said = {(pair.first, pair.second) for pair in propose(records)}
    every = {each.key: each for each in [*more, *records]}
    assert not said & {(p.first, p.second) for p in propose(every.values(), decisions)}


@given(named_ones)
@settings(deadline=None)
def test_what_opposes_or_is_known_is_never_the_same(records: list[Record]) -> None:
    by_key = {each.key: each for each in records}
    for pair in propose(records):
        first, second = by_key[pair.first], by_key[pair.second]
        if pair.verdict == "same":
            assert not (first.known and second.known)
            assert second.key not in first.opposed
            assert not first.countries or not second.countries or first.countries & second.countries


def many(size: int) -> list[Record]:
    """Return records in pairs that differ in one letter."""
    chance = Random(7)  # noqa: S311 - nothing secret
    names = ["".join(chance.choices(ascii_lowercase, k=12)) for _ in range(size)]
    return [record(name.title()) for each in names for name in (each, each[:6] + each[7:])]


def test_the_number_of_workers_has_no_influence() -> None:
    records = many(5_100)  # more pairs than are judged at once
    found = propose(records)
    assert len(found) > 5_000
    assert propose(records, workers=2) == found


def test_the_hash_seed_has_no_influence() -> None:
    program = (
        "from test_across_propose import DOUBTFUL, OTHER, SAME, propose\n"
        "every = {each.key: each for case in SAME + DOUBTFUL + OTHER for each in case}\n"
        "print(*propose(every.values()), sep='\\n')\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([_HERE, *sys.path])},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert "doubtful" in printed[0]


_HERE = os.path.dirname(__file__)  # noqa: PTH120 - a path of the environment is text
