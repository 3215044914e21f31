"""The time of a claim: told by its own clause, resolved from the document's date, else left out.

The documents are of Friday 8 May 2026.
"""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.qualify.dates import find_expressions
from qualify.marked import FRIDAY, time_of, told

TOLD = [
    # years, months and days
    ("[Apex]c acquired [Bolt]c in 2019.", "0 acquires 1", "2019"),
    ("In 2019, [Apex]c acquired [Bolt]c.", "0 acquires 1", "2019"),
    ("In 2019 [Apex]c acquired [Bolt]c.", "0 acquires 1", "2019"),
    ("[Apex]c acquired [Bolt]c in March 2021.", "0 acquires 1", "2021-03"),
    ("[Apex]c acquired [Bolt]c in March of 2021.", "0 acquires 1", "2021-03"),
    ("[Apex]c acquired [Bolt]c on 7 March 2021.", "0 acquires 1", "2021-03-07"),
    ("[Apex]c acquired [Bolt]c on March 7, 2021.", "0 acquires 1", "2021-03-07"),
    ("On Sunday, March 7th, 2021, [Apex]c acquired [Bolt]c.", "0 acquires 1", "2021-03-07"),
    ("[Apex]c acquired [Bolt]c on 2021-03-07.", "0 acquires 1", "2021-03-07"),
    ("[Apex]c acquired [Bolt]c on Dec. 2, 2020.", "0 acquires 1", "2020-12-02"),
    # open and closed spans
    ("[Apex]c has supplied [Bolt]c since 2019.", "0 suppliesTo 1", "2019/.."),
    ("Since May 2019 [Apex]c has supplied [Bolt]c.", "0 suppliesTo 1", "2019-05/.."),
    ("[Apex]c supplied [Bolt]c until 2023.", "0 suppliesTo 1 past", "../2023"),
    ("[Apex]c supplied [Bolt]c from 2019 to 2023.", "0 suppliesTo 1 past", "2019/2023"),
    ("[Apex]c supplied [Bolt]c from 2019 until May 2023.", "0 suppliesTo 1 past", "2019/2023-05"),
    ("[Apex]c supplied [Bolt]c between 2019 and 2021.", "0 suppliesTo 1 past", "2019/2021"),
    ("[Apex]c supplied [Bolt]c in 2019-2021.", "0 suppliesTo 1 past", "2019/2021"),
    ("[Apex]c supplied [Bolt]c from May to July 2024.", "0 suppliesTo 1 past", "2024-05/2024-07"),
    ("[Apex]c will supply [Bolt]c from 2028.", "0 suppliesTo 1 planned", "2028/.."),
    ("[Apex]c will supply [Bolt]c starting in 2027.", "0 suppliesTo 1 planned", "2027/.."),
    ("[Apex]c will supply [Bolt]c through 2030.", "0 suppliesTo 1 planned", "../2030"),
    ("[Apex]c will supply [Bolt]c after 2030.", "0 suppliesTo 1 planned", "2031/.."),
    # deadlines
    ("[Apex]c will open a [plant]f by 2030.", "0 operates 1 planned", "by ../2030"),
    (
        "[Apex]c will open a [plant]f by the end of 2026.",
        "0 operates 1 planned",
        "by ../2026-12-31",
    ),
    ("[Apex]c will open a [plant]f before 2028.", "0 operates 1 planned", "by ../2027"),
    ("[Apex]c will open a [plant]f within two years.", "0 operates 1 planned", "by ../2028"),
    (
        "[Apex]c will open a [plant]f no later than June 2027.",
        "0 operates 1 planned",
        "by ../2027-06",
    ),
    (
        "[Apex]c will open a [plant]f before the end of 2028.",
        "0 operates 1 planned",
        "by ../2028-12-31",
    ),
    (
        "[Apex]c will open a [plant]f before the end of next year.",
        "0 operates 1 planned",
        "by ../2027-12-31",
    ),
    (
        "[Apex]c will open a [plant]f no later than early 2027.",
        "0 operates 1 planned",
        "by ../2027-04-30",
    ),
    # the day of an end is the last on which the claim holds
    ("[Apex]c stopped supplying [Bolt]c in 2023.", "0 suppliesTo 1 past", "../2023"),
    ("[Apex]c will stop supplying [Bolt]c in 2028.", "0 suppliesTo 1", "../2028"),
    ("[Apex]c left [Japan]n in 2020.", "0 operatesIn 1 past", "../2020"),
    ("[Apex]c ended its pact with [Bolt]c in 2022.", "0 partnersWith 1 past", "../2022"),
    ("The pact of [Apex]c with [Bolt]c expires in 2028.", "0 partnersWith 1", "../2028"),
    ("[Apex]c closed its purchase of [Bolt]c in 2022.", "0 acquires 1", "2022"),
    # parts of years
    ("[Apex]c acquired [Bolt]c in early 2025.", "0 acquires 1", "2025-37"),
    ("[Apex]c acquired [Bolt]c in mid-2025.", "0 acquires 1", "2025-38"),
    ("[Apex]c acquired [Bolt]c in late 2025.", "0 acquires 1", "2025-39"),
    ("[Apex]c acquired [Bolt]c at the end of 2025.", "0 acquires 1", "2025-39"),
    ("[Apex]c acquired [Bolt]c in the third quarter of 2024.", "0 acquires 1", "2024-35"),
    ("[Apex]c acquired [Bolt]c in Q3 2024.", "0 acquires 1", "2024-35"),
    ("[Apex]c acquired [Bolt]c in the first half of 2024.", "0 acquires 1", "2024-40"),
    ("[Apex]c acquired [Bolt]c in the spring of 2024.", "0 acquires 1", "2024-21"),
    ("[Apex]c supplied [Bolt]c in the 1990s.", "0 suppliesTo 1 past", "199X"),
    ("[Apex]c has supplied [Bolt]c since the 1990s.", "0 suppliesTo 1", "1990/.."),
    ("[Apex]c acquired [Bolt]c around 2019.", "0 acquires 1", "2019~"),
    (
        "[Apex]c supplied [Bolt]c in the year ended March 31, 2024.",
        "0 suppliesTo 1",
        "2023-04-01/2024-03-31",
    ),
    ("[Apex]c acquired [Bolt]c in fiscal 2024.", "0 acquires 1", "?fiscal"),
    (
        "[Apex]c supplied [Bolt]c from the year ended May 31, 2023 to the year ended May 31, 2024.",
        "0 suppliesTo 1",
        "2022-06-01/2024-05-31",
    ),
    # seen from the day of the document
    ("[Apex]c acquired [Bolt]c last year.", "0 acquires 1", "2025"),
    ("[Apex]c will acquire [Bolt]c next year.", "0 acquires 1 planned", "2027"),
    ("[Apex]c acquired [Bolt]c last month.", "0 acquires 1", "2026-04"),
    ("[Apex]c acquired [Bolt]c last week.", "0 acquires 1", "2026-04-27/2026-05-03"),
    ("[Apex]c acquired [Bolt]c two years ago.", "0 acquires 1", "2024"),
    ("[Apex]c acquired [Bolt]c three months ago.", "0 acquires 1", "2026-02"),
    ("[Apex]c acquired [Bolt]c 10 days ago.", "0 acquires 1", "2026-04-28"),
    ("[Apex]c will open a [plant]f in two years.", "0 operates 1 planned", "2028"),
    ("[Apex]c will open a [plant]f in 18 months.", "0 operates 1 planned", "2027-11"),
    ("[Apex]c acquired [Bolt]c yesterday.", "0 acquires 1", "2026-05-07"),
    ("[Apex]c acquired [Bolt]c on Tuesday.", "0 acquires 1", "2026-05-05"),
    ("[Apex]c acquired [Bolt]c on Friday.", "0 acquires 1", "2026-05-08"),
    ("[Apex]c will acquire [Bolt]c on Tuesday.", "0 acquires 1 planned", "2026-05-12"),
    ("[Apex]c acquired [Bolt]c on May 7.", "0 acquires 1", "2026-05-07"),
    ("[Apex]c acquired [Bolt]c in December.", "0 acquires 1", "2025-12"),
    ("[Apex]c will acquire [Bolt]c in December.", "0 acquires 1 planned", "2026-12"),
    ("[Apex]c acquired [Bolt]c earlier this year.", "0 acquires 1", "2026"),
    ("[Apex]c acquired [Bolt]c last quarter.", "0 acquires 1", "2026-33"),
    ("[Apex]c has supplied [Bolt]c since last year.", "0 suppliesTo 1", "2025/.."),
    (
        "[Apex]c will invest in [Bolt]c over the next five years.",
        "0 investsIn 1 planned",
        "2026~/2031~",
    ),
    # one time for all claims of a clause, none for the others
    ("[Apex]c and [Bolt]c signed a pact in 2019.", "0 partnersWith 1", "2019"),
    ("[Apex]c sold [cells]p to [Bolt]c in 2019.", "0 supplies 1", "2019"),
    ("[Apex]c sold [cells]p to [Bolt]c in 2019.", "0 suppliesTo 2", "2019"),
    ("[Apex]c acquired [Bolt]c in 2018 and [Corvane]c in 2020.", "0 acquires 1", "2018"),
    ("[Apex]c acquired [Bolt]c in 2018 and [Corvane]c in 2020.", "0 acquires 2", "2020"),
    ("[Apex]c acquired [Bolt]c in 2018 and sold [Corvane]c in 2020.", "0 acquires 1", "2018"),
    ("[Apex]c, which acquired [Bolt]c in 2018, makes [cells]p.", "0 acquires 1", "2018"),
    ("[Apex]c, founded in 1985, acquired [Bolt]c in 2018.", "0 acquires 1", "2018"),
    (
        "While [Apex]c makes [cells]p, [Bolt]c closed its [mill]f in 2020.",
        "2 operates 3 past",
        "../2020",
    ),
    (
        "[Apex]c said on Tuesday it will supply [Bolt]c from 2027.",
        "0 suppliesTo 1 planned",
        "2027/..",
    ),
    (
        "[Apex]c said it will ship 5 tonnes of [steel]m a year to [Bolt]c from 2027.",
        "0 supplies 1 planned",
        "2027/..",
    ),
    (
        "[Apex]c announced a joint venture with [Bolt]c in March 2019.",
        "0 partnersWith 1",
        "2019-03",
    ),
    ("[Apex]c has been headquartered in [Oslo]l since 2021.", "0 basedIn 1", "2021/.."),
    ("[Apex]c is in talks to buy [Bolt]c next year.", "0 acquires 1 negotiating", "2027"),
]


@pytest.mark.parametrize(("marked", "claim", "expected"), TOLD)
def test_a_claim_has_the_time_that_its_clause_tells(marked: str, claim: str, expected: str) -> None:
    assert time_of(marked, claim) == expected


TRAPS = [
    # the day of speaking
    ("[Apex]c said on Tuesday that it supplies [Bolt]c.", "0 suppliesTo 1"),
    ("On Tuesday, [Apex]c said it supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c, analysts said on Tuesday.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c, according to reports published on Thursday.", "0 suppliesTo 1"),
    ("[Apex]c told reporters in March 2021 that it supplies [Bolt]c.", "0 suppliesTo 1"),
    ("On Monday, [Apex]c announced its decision to buy [Bolt]c.", "0 acquires 1 planned"),
    ("[Apex]c announced that it will sell [jets]p on Friday.", "0 supplies 1 planned"),
    ("OSLO, May 8, 2026 - [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("May 8, 2026 [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    # the day of another happening
    ("[Apex]c, founded in 1985, supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c, which was listed in 2009, supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c, which opened a [plant]f in 2020.", "0 suppliesTo 1"),
    ("After the fire of 2019, [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c while [Corvane]c left in 2020.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c; sales began in 2020.", "0 suppliesTo 1"),
    ("[Apex]c supplies [Bolt]c, and [Corvane]c closed in 2020.", "0 suppliesTo 1"),
    ("[Apex]c acquired [Bolt]c in 2018 and opened a [plant]f.", "0 operates 2"),
    ("[Apex]c's supplier [Bolt]c opened a [plant]f in 2021.", "1 suppliesTo 0"),
    ("[Apex]c, the maker of [cells]p, acquired [Bolt]c in 2019.", "0 manufactures 1"),
    ("Taiwanese [Apex]c acquired [Bolt]c of [Japan]n in 2019.", "1 basedIn 2"),
    ("[Apex]c opened a [plant]f in [Lunde]l, [Norway]n, in 2019.", "2 locatedIn 3"),
    ("[Apex]c opened a [plant]f in [Lunde]l in 2019.", "1 locatedIn 2"),
    ("[Apex]c supplies [Bolt]c, whose shares rose on Tuesday.", "0 suppliesTo 1"),
    ("Shares of [Apex]c, which supplies [Bolt]c, fell in 2020.", "0 suppliesTo 1"),
    ("Sales of [cells]p by [Apex]c rose in 2020.", "1 supplies 0"),
    ("[Apex]c signed in March a deal to supply [Bolt]c.", "0 suppliesTo 1 planned"),
    ("In 2019 [Apex]c signed a deal to supply [Bolt]c.", "0 suppliesTo 1 planned"),
    ("[Apex]c competes with [Bolt]c, and was sold in 2020.", "0 competesWith 1"),
    ("[Apex]c has competed for the 2026 order with [Bolt]c.", "0 competesWith 1"),
    ("Founded in 2011, [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("Founded in 2011 by Ada Lind (1970-2020), [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c delivers [oil]m on six months' credit to [Bolt]c.", "0 suppliesTo 2"),
    ("Originally sold in 2011, [Apex]c is owned by [Bolt]c.", "0 subsidiaryOf 1"),
    ("In 2018 [Corvane]c criticised the merger of [Apex]c funded by [Bolt]c.", "2 investsIn 1"),
    ("In 2010 a court blocked [Apex]c and [Bolt]c's merger.", "0 partnersWith 1"),
    ("[Apex]c, a wholly owned unit of [Bolt]c, was sold in 2019.", "0 subsidiaryOf 1"),
    ("[Apex]c sold the largest order of [cells]p since 2016.", "0 supplies 1"),
    ("[Apex]c may buy more from [Bolt]c than in any year since 2016.", "1 suppliesTo 0 possible"),
    ("[Apex]c knots [carpets]p and until April sold them to [Bolt]c.", "0 manufactures 1"),
    ("[Apex]c will decide by July whether to leave [Bolt]c.", "1 suppliesTo 0"),
    ("[Apex]c, with sales of $3 billion in 2024, supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c, the largest maker in 2024, supplies [Bolt]c.", "0 suppliesTo 1"),
    # limits that a "not" turns round
    ("[Apex]c will open a [plant]f not before 2029.", "0 operates 1 planned"),
    ("[Apex]c will supply [Bolt]c, but not before 2029.", "0 suppliesTo 1 planned"),
    ("[Apex]c won't supply [Bolt]c before 2029.", "0 suppliesTo 1 planned"),
    ("[Apex]c will not start supplying [Bolt]c until 2028.", "0 suppliesTo 1 planned"),
    ("Until 2028 [Apex]c will not supply [Bolt]c.", "0 suppliesTo 1 planned"),
    # the day of an end is no deadline and no beginning
    ("[Apex]c will stop supplying [Bolt]c by 2028.", "0 suppliesTo 1"),
    ("[Apex]c will cease to buy from [Bolt]c from 2028.", "1 suppliesTo 0"),
    ("[Apex]c will close its [mill]f by 2027.", "0 operates 1"),
    ("[Apex]c will phase out [Bolt]c cells by 2028.", "1 suppliesTo 0"),
    ("[Apex]c plans to exit [Japan]n in 2028.", "0 operatesIn 1 planned"),
    ("[Apex]c halted supplies to [Bolt]c until 2027.", "0 suppliesTo 1"),
    # of several times, none
    ("[Apex]c supplied [Bolt]c from 2018-2019 to 2020-2021.", "0 suppliesTo 1"),
    ("[Apex]c supplied [Bolt]c from 2018 to 2020-2021.", "0 suppliesTo 1"),
    ("[Apex]c supplied [Bolt]c in 2006 and 2007.", "0 suppliesTo 1"),
    ("[Apex]c supplied [Bolt]c in 2022, 2023 and 2024.", "0 suppliesTo 1"),
    ("[Apex]c supplied [Bolt]c in the 1980s and 1990s.", "0 suppliesTo 1"),
    # no time at all
    ("For over 60 years, [Apex]c has supplied [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c makes adverts for the Sunday Night News of [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c sold its 2019 model to [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c sold 2,019 [cells]p to [Bolt]c.", "0 suppliesTo 2"),
    ("[Apex]c sold [Bolt]c for $2019.", "0 acquires 1"),
    ("[Apex]c sold 2020 tonnes of [steel]m to [Bolt]c.", "0 suppliesTo 2"),
    ("[Apex]c supplies [Bolt]c for two years.", "0 suppliesTo 1"),
    ("[Apex]c signed a five-year deal with [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c may supply [Bolt]c.", "0 suppliesTo 1 possible"),
    ("[Apex]c acquired [Bolt]c on June 31, 2020.", "0 acquires 1"),
    ("[Apex]c acquired [Bolt]c on 2024-13-01.", "0 acquires 1"),
    ("[Apex]c acquired [Bolt]c on 2024-02-30.", "0 acquires 1"),
    ("[Apex]c acquired [Bolt]c two years earlier.", "0 acquires 1"),
    ("[Apex]c has supplied [Bolt]c since the war.", "0 suppliesTo 1"),
    ("Today [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c has plants that supply [Bolt]c today.", "0 suppliesTo 1"),
    ("[Apex]c flies the [Boeing 2000]p for [Bolt]c.", "0 uses 1"),
    # which day is meant cannot be known
    ("[Apex]c may buy [Bolt]c on Tuesday.", "0 acquires 1 possible"),
    ("[Apex]c may buy [Bolt]c in December.", "0 acquires 1 possible"),
    ("[Apex]c plans to sell [cells]p on June 6.", "0 supplies 1"),
    ("[Apex]c notified [Bolt]c Monday of its intention to buy it.", "0 acquires 1 planned"),
    ("[Apex]c held talks with [Bolt]c on May 3.", "0 partnersWith 1 negotiating"),
    ("[Apex]c will supply [Bolt]c, a plan made in 2019.", "0 suppliesTo 1 planned"),
    ("In 2018 and in 2020 [Apex]c sold parts of [Bolt]c.", "0 acquires 1"),
]


@pytest.mark.parametrize(("marked", "claim"), TRAPS)
def test_a_time_that_is_not_surely_that_of_the_claim_is_left_out(marked: str, claim: str) -> None:
    assert time_of(marked, claim) is None


@pytest.mark.parametrize(
    ("marked", "claim", "expected"),
    [
        ("[Apex]c acquired [Bolt]c last year.", "0 acquires 1", "?year"),
        ("[Apex]c acquired [Bolt]c on Tuesday.", "0 acquires 1", "?day"),
        ("[Apex]c acquired [Bolt]c in May.", "0 acquires 1", "?month"),
        ("[Apex]c acquired [Bolt]c on May 7.", "0 acquires 1", "?day"),
        ("[Apex]c acquired [Bolt]c two years ago.", "0 acquires 1", "?year"),
        (
            "[Apex]c will open a [plant]f by the end of next year.",
            "0 operates 1 planned",
            "by ?year",
        ),
        ("[Apex]c will open a [plant]f in two years.", "0 operates 1 planned", "?year"),
        ("[Apex]c has supplied [Bolt]c since last year.", "0 suppliesTo 1", "?year"),
        ("[Apex]c acquired [Bolt]c yesterday.", "0 acquires 1", "?day"),
        ("[Apex]c acquired [Bolt]c in 2019.", "0 acquires 1", "2019"),
        ("[Apex]c acquired [Bolt]c in early 2025.", "0 acquires 1", "2025-37"),
    ],
)
def test_without_a_date_of_the_document_what_counts_from_it_stays_unresolved(
    marked: str, claim: str, expected: str
) -> None:
    assert time_of(marked, claim, None) == expected


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in February 2023", "2023-02-01", "2023-02-28"),
        ("in Q4 2024", "2024-10-01", "2024-12-31"),
        ("in the second half of 2024", "2024-07-01", "2024-12-31"),
        ("in early 2025", "2025-01-01", "2025-04-30"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("since 2019", "2019-01-01", None),
        ("until 2023", None, "2023-12-31"),
        ("in the spring of 2024", "2024-01-01", "2024-12-31"),
        ("in the winter of 2024", None, None),
        ("in fiscal 2024", None, None),
    ],
)
def test_the_bounds_are_the_first_and_the_last_day_of_what_is_told(
    words: str, first: str | None, last: str | None
) -> None:
    when = told(f"[Apex]c supplied [Bolt]c {words}.", "0 suppliesTo 1").when
    assert when is not None
    assert when.start == (None if first is None else dt.date.fromisoformat(first))
    assert when.end == (None if last is None else dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (FRIDAY, "2026-05-05"),
        (dt.date(2026, 5, 5), "2026-05-05"),
        (dt.date(2026, 1, 1), "2025-12-30"),
        (dt.date(2024, 3, 1), "2024-02-27"),
    ],
)
def test_a_day_of_the_week_is_the_last_of_that_name(date: dt.date, expected: str) -> None:
    assert time_of("[Apex]c acquired [Bolt]c on Tuesday.", "0 acquires 1", date) == expected


@pytest.mark.parametrize("date", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
@pytest.mark.parametrize("status", ["past", "current", "planned"])
@pytest.mark.parametrize(
    "words",
    ["on Tuesday", "last quarter", "next quarter", "in the first half of next year", "in December"],
)
def test_a_date_that_stands_for_none_is_none(date: dt.date, status: str, words: str) -> None:
    marked, claim = f"[Apex]c supplies [Bolt]c {words}.", f"0 suppliesTo 1 {status}"
    assert time_of(marked, claim, date) == time_of(marked, claim, None)


def test_a_time_is_made_of_whole_words() -> None:
    texts = ("sold todays cells", "a multiyear-end sale", "the holidaytomorrow")
    assert [e.kind for text in texts for e in find_expressions(text)] == []


def test_the_span_holds_the_words_that_tell_the_time() -> None:
    text = "Apex has supplied Bolt since 2019."
    when = told("[Apex]c has supplied [Bolt]c since 2019.", "0 suppliesTo 1").when
    assert when is not None
    assert when.span.of(text) == "since 2019"
