"""The stage as a whole: pure, bounded, and never a guess outside of the sentence."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import (
    Attribution,
    Claim,
    Document,
    Evidence,
    Extraction,
    Mention,
    Period,
    Qualifiers,
    Span,
)
from graphkit.qualify import qualify
from graphkit.qualify.dates import find_expressions
from graphkit.qualify.periods import resolve_time
from graphkit.qualify.stage import LONGEST
from qualify.marked import extraction_of, told

WORDS = (
    *("Apex", "Bolt", "said", "that", "it", "sold", "supplies", "will", "which", "and", "while"),
    *("since", "2019", "in", "by", "from", "to", "until", "May", "7,", "Tuesday", "next", "year"),
    *("last", "two", "years", "ago", "$2.9", "billion", "41", "%", "of", "the", "revenue", "10"),
    *("million", "cells", "a", "year", "GWh", "per", "share", ",", ";", ".", "(", ")", "\u2013"),
    *(
        "according",
        "analysts",
        "early",
        "Q3",
        "fiscal",
        "for",
        "stake",
        "half",
        "between",
        "\u00a0",
    ),
    *("\u2019s", '"', "€", "1990s", "0", "31", "June", "end", "rose", "3", "quarter", "\n", "-"),
)
WORDY = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30)
DATES = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))
STATUSES = st.sampled_from(["current", "planned", "negotiating", "past", "denied", "possible"])


def extraction(words: list[str], status: str, date: dt.date | None) -> Extraction:
    """Return a document of *words* in which the first says something of the last."""
    text = " ".join(["Before.", *words, "After."])
    sentence = Span(len("Before. "), len(text) - len(" After."))
    first = Mention(Span(sentence.start, sentence.start + 1), "Company", 0)
    last = Mention(Span(sentence.end - 1, sentence.end), "Product", 0)
    evidence = Evidence("a", sentence, "test 1")
    claims = tuple(
        Claim(first, predicate, last, status, 0.9, evidence)
        for predicate in ("supplies", "acquires", "uses")
    )
    return Extraction(Document("a", text, (sentence,), date=date), (first, last), (), claims)


def spans(qualifiers: Qualifiers) -> list[Span]:
    found = [amount.span for amount in qualifiers.amounts]
    told = (qualifiers.said_by, qualifiers.when)
    return found + [one.span for one in told if one is not None]


@settings(deadline=None)
@given(WORDY, STATUSES, DATES)
def test_everything_that_is_told_stands_in_the_sentence_of_the_claim(
    words: list[str], status: str, date: dt.date | None
) -> None:
    found = qualify(extraction(words, status, date))
    for claim in found.claims:
        for span in spans(claim.qualifiers):
            assert claim.evidence.sentence.holds(span)
        said_by = claim.qualifiers.said_by
        if said_by is not None:
            assert said_by.span.of(found.document.text) == said_by.text


@settings(deadline=None)
@given(WORDY, STATUSES, DATES)
def test_nothing_but_the_qualifiers_changes_and_once_is_enough(
    words: list[str], status: str, date: dt.date | None
) -> None:
    before = extraction(words, status, date)
    after = qualify(before)
    assert [replace(c, qualifiers=Qualifiers()) for c in after.claims] == list(before.claims)
    assert (after.document, after.mentions, after.links) == (
        before.document,
        before.mentions,
        before.links,
    )
    assert qualify(before) == qualify(after) == after


@settings(deadline=None)
@given(WORDY, STATUSES)
def test_no_day_comes_from_nowhere(words: list[str], status: str) -> None:
    for claim in qualify(extraction(words, status, None)).claims:
        when = claim.qualifiers.when
        if when is not None and (when.start is not None or when.end is not None):
            text = " ".join(words)
            assert any(number in text for number in ("2019", "1990s", "7,", "June")), text


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_without_an_error(before: str, between: str, after: str) -> None:
    text = f"{before}Apex{between}cells{after}"
    sentence = Span(0, len(text))
    first = Mention(Span(len(before), len(before) + 4), "Company", 0)
    start = len(before) + 4 + len(between)
    last = Mention(Span(start, start + 5), "Product", 0)
    evidence = Evidence("a", sentence, "test 1")
    claim = Claim(first, "supplies", last, "current", 0.9, evidence)
    document = Document("a", text, (sentence,), date=dt.date(2026, 5, 8))
    qualify(Extraction(document, (first, last), (), (claim,)))


TIMES = [
    *("2019", "since 2019", "until 2023", "by 2030", "from 2019 to 2023", "March 2021"),
    *("May 7, 2026", "Q3 2024", "the second half of 2024", "early 2025", "mid-2025"),
    *("spring 2024", "winter 2024", "the 1990s", "since the early 1990s", "around 2019"),
    *("before March 2019", "after 2030", "last week", "last month", "next year", "in two years"),
    *("over the next five years", "by the end of 2026", "the year ended March 31, 2024"),
    *("on Tuesday", "in May", "two months ago", "last quarter", "2019-2021", "before 7 May 2021"),
    *("fiscal 2024", "since May 2019", "from May to July 2024", "late May 2025"),
]


PARTS = [
    *("2019", "March 2021", "May 7, 2026", "2021-03-07", "Q3 2024", "the second half of 2024"),
    *("early 2025", "mid-2025", "the end of 2024", "spring 2024", "the 1990s", "the late 1990s"),
    *("last week", "last month", "last quarter", "yesterday", "the year ended March 31, 2024"),
    *("late May 2025", "winter 2024", "fiscal 2024"),
]
LEADS = ["since", "by", "until", "before", "after", "from", "through", "no later than"]
TIMES += [f"{lead} {part}" for lead in LEADS for part in PARTS]
TIMES += [f"from {first} to May 9, 2026" for first in PARTS[:-2]]
TIMES += [f"between January 1, 1980 and {last}" for last in PARTS[:-2]]


@pytest.mark.parametrize("words", TIMES)
def test_every_value_is_edtf_with_the_same_bounds(words: str) -> None:
    text = f"sold {words}"
    (expression,) = find_expressions(text)
    when = resolve_time(expression, Span(5, 6), date=dt.date(2026, 5, 8), prefer="past")
    assert when is not None
    if when.edtf is None:
        assert when.start is None
        assert when.end is None
        return
    value = parse_edtf(when.edtf)
    if when.grain == "season":  # a season is no interval of days
        return
    if when.start is not None:
        assert tuple(value.lower_strict())[:3] == when.start.timetuple()[:3]
    if when.end is not None:
        assert tuple(value.upper_strict())[:3] == when.end.timetuple()[:3]


def test_a_list_of_a_thousand_names_is_left_alone() -> None:
    text = "Apex sold Bolt " + "and Corvane " * (LONGEST // 8) + "in 2019."
    sentence = Span(0, len(text))
    ends = Mention(Span(0, 4), "Company", 0), Mention(Span(10, 14), "Company", 0)
    claim = Claim(ends[0], "acquires", ends[1], "current", 0.9, Evidence("a", sentence, "test 1"))
    found = qualify(Extraction(Document("a", text, (sentence,)), ends, (), (claim,)))
    assert found.claims == (claim,)


@pytest.mark.parametrize(
    "word", ["in 2019 ", "said ", "1,000 ", "$5 million ", "(", '"', "according to "]
)
def test_a_sentence_of_one_word_over_and_over_takes_no_time(word: str) -> None:
    text = ("Apex sold " + word * LONGEST)[: LONGEST - 10] + " to Bolt."
    sentence = Span(0, len(text))
    last = Mention(Span(len(text) - 5, len(text) - 1), "Company", 0)
    first = Mention(Span(0, 4), "Company", 0)
    evidence = Evidence("a", sentence, "test 1")
    claim = Claim(first, "suppliesTo", last, "current", 0.9, evidence)
    began = time.process_time()
    qualify(Extraction(Document("a", text, (sentence,)), (first, last), (), (claim,)))
    # it takes some hundredths; the first of these tests loads the libraries
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "words", ["and 5,000", "for $5 million and", "50% of", "in 2019 and", ", analysts said, and"]
)
def test_what_a_sentence_tells_is_read_once_for_all_of_its_claims(words: str) -> None:
    marked = "".join(f"[Bolt]p {words} " for _ in range((LONGEST - 10) // (len(words) + 6)))
    last = marked.count("[") - 1
    claims = ";".join(f"{i % last} supplies {last}" for i in range(5000))
    given = extraction_of(marked, claims)
    began = time.process_time()
    qualify(given)
    # it takes half a second; read for each claim anew it took twenty
    assert time.process_time() - began < 5


def test_several_claims_of_a_clause_share_a_time_and_a_speaker() -> None:
    marked = "[Apex]c said it had sold [cells]p to [Bolt]c in 2019."
    claims = qualify(extraction_of(marked, "0 supplies 1;0 suppliesTo 2;2 uses 1")).claims
    assert {str(claim.qualifiers.when) for claim in claims[:2]} == {str(claims[0].qualifiers.when)}
    assert all(c.qualifiers.said_by is not None for c in claims)


def test_a_sentence_without_anything_to_tell_leaves_the_claim_as_it_is() -> None:
    assert told("[Apex]c supplies [Bolt]c.", "0 suppliesTo 1") == Qualifiers()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Attribution(Span(0, 1), "x", "loud"),
        lambda: Period(Span(0, 1), None, None, "hour"),
        lambda: Period(Span(0, 1), None, None, "year", "near"),
        lambda: Period(Span(0, 1), dt.date(2020, 1, 2), dt.date(2020, 1, 1), "day"),
    ],
)
def test_a_value_that_means_nothing_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match="must"):
        make()  # type: ignore[operator]
