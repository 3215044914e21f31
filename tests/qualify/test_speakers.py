"""Who says a claim: whom the sentence names, and nobody who only happens to be near."""

from __future__ import annotations

import pytest

from qualify.marked import speaker_of, told

SAID = [
    # up to where a clause set against it begins, and from where one ends
    (
        "Analysts said [Apex]c supplies [Hull]c; [Bolt]c grew.",
        "0 suppliesTo 1",
        "Analysts (anonymous)",
    ),
    (
        "Analysts said [Apex]c supplies [Hull]c, but [Bolt]c grew.",
        "0 suppliesTo 1",
        "Analysts (anonymous)",
    ),
    (
        "While [Bolt]c grew, [Apex]c supplies [Hull]c, analysts said.",
        "1 suppliesTo 2",
        "analysts (anonymous)",
    ),
    (
        "[Apex]c said it supplies [Hull]c, but it will leave [Japan]n.",
        "0 operatesIn 2",
        "Apex (named)",
    ),
    ('"We supply [Hull]c; we left [Japan]n," [Apex]c said.', "2 suppliesTo 0", "Apex (named)"),
    ("[Foxconn]c said it will supply [Bolt]c.", "0 suppliesTo 1", "Foxconn (named)"),
    (
        "[Foxconn]c said on Tuesday that it will supply [Bolt]c.",
        "0 suppliesTo 1",
        "Foxconn (named)",
    ),
    ("[Apex]c said [Corvane]c supplies [Bolt]c.", "1 suppliesTo 2", "Apex (named)"),
    ("[Corvane]c supplies [Bolt]c, [Apex]c said.", "0 suppliesTo 1", "Apex (named)"),
    ("[Corvane]c supplies [Bolt]c, [Apex]c said on Monday.", "0 suppliesTo 1", "Apex (named)"),
    (
        "[Corvane]c supplies [Bolt]c, people familiar with the matter said.",
        "0 suppliesTo 1",
        "people familiar with the matter (anonymous)",
    ),
    (
        "People familiar with the matter told reporters that [Apex]c supplies [Bolt]c.",
        "0 suppliesTo 1",
        "People familiar with the matter (anonymous)",
    ),
    (
        "Sources close to [Apex]c said it will buy [Bolt]c.",
        "0 acquires 1",
        "Sources close to Apex (anonymous)",
    ),
    (
        "According to analysts at [Haldor Bank]c, [Apex]c supplies [Bolt]c.",
        "1 suppliesTo 2",
        "analysts at Haldor Bank (named)",
    ),
    ("[Apex]c supplies [Bolt]c, according to [Corvane]c.", "0 suppliesTo 1", "Corvane (named)"),
    ("[Apex]c, according to [Corvane]c, supplies [Bolt]c.", "0 suppliesTo 2", "Corvane (named)"),
    (
        "[Apex]c supplies [Bolt]c, according to reports published on Thursday [1].",
        "0 suppliesTo 1",
        "reports (anonymous)",
    ),
    (
        "Analysts said [Apex]c could supply [Bolt]c.",
        "0 suppliesTo 1 possible",
        "Analysts (anonymous)",
    ),
    ("Analysts expect [Apex]c to buy [Bolt]c.", "0 acquires 1 possible", "Analysts (anonymous)"),
    ("[Apex]c will, analysts say, buy [Bolt]c.", "0 acquires 1 possible", "analysts (anonymous)"),
    ("The company said it supplies [Apex]c with [cells]p.", "0 uses 1", "The company (described)"),
    ("[The company]c said it supplies [Apex]c.", "0 suppliesTo 1", "The company (described)"),
    (
        "A spokesman said that [Apex]c supplies [Bolt]c.",
        "0 suppliesTo 1",
        "A spokesman (described)",
    ),
    (
        "A spokesman for [Corvane]c said [Apex]c supplies [Bolt]c.",
        "1 suppliesTo 2",
        "A spokesman for Corvane (named)",
    ),
    (
        "[Apex]c chief executive Ada Lind said it supplies [Bolt]c.",
        "0 suppliesTo 1",
        "Apex chief executive Ada Lind (named)",
    ),
    (
        '"[Apex]c supplies [Bolt]c," said president Ada Lind.',
        "0 suppliesTo 1",
        "president Ada Lind (named)",
    ),
    ("[Apex]c denied that it supplies [Bolt]c.", "0 suppliesTo 1 denied", "Apex (named)"),
    ("[Apex]c confirmed it buys [cells]p from [Bolt]c.", "2 suppliesTo 0", "Apex (named)"),
    ("[Apex]c has announced that it buys [Bolt]c.", "0 acquires 1 planned", "Apex (named)"),
    ("[Apex]c announced plans to buy [Bolt]c.", "0 acquires 1 planned", "Apex (named)"),
    ("[Apex]c, the maker of [cells]p, said it buys [Bolt]c.", "0 acquires 2", "Apex (named)"),
    ("[Apex]c, which makes [cells]p, said it buys [Bolt]c.", "0 acquires 2", "Apex (named)"),
    ("In March 2019 [Apex]c said it had bought [Bolt]c.", "0 acquires 1", "Apex (named)"),
    (
        "[The ministry]g said [Norway]n had banned [steel]m.",
        "1 restricts 2",
        "The ministry (described)",
    ),
    (
        "The Nordic Post reported that [Apex]c buys [Bolt]c.",
        "0 acquires 1",
        "The Nordic Post (named)",
    ),
    ("[Apex]c says it makes [cells]p and sells [motors]p.", "0 supplies 2", "Apex (named)"),
    ("[Apex]c makes [cells]p and [Bolt]c said it uses [steel]m.", "2 uses 3", "Bolt (named)"),
    ("[Apex]c recently said it makes [cells]p.", "0 manufactures 1", "Apex (named)"),
    ("[Apex]c alleged that [Bolt]c buys [cells]p.", "1 uses 2", "Apex (named)"),
    (
        "[Apex]c and [Bolt]c said they will build [cells]p.",
        "0 manufactures 2",
        "Apex and Bolt (named)",
    ),
    ("[Apex]c on Friday said it makes [cells]p.", "0 manufactures 1", "Apex (named)"),
    (
        "The firm's head, Ada Lind, said [Apex]c makes [cells]p.",
        "0 manufactures 1",
        "Ada Lind (named)",
    ),
    ("Experts warned that [Apex]c depends on [Bolt]c.", "0 dependsOn 1", "Experts (anonymous)"),
]


@pytest.mark.parametrize(("marked", "claim", "expected"), SAID)
def test_a_claim_has_the_speaker_whom_its_sentence_names(
    marked: str, claim: str, expected: str
) -> None:
    assert speaker_of(marked, claim) == expected


TRAPS = [
    ("Analysts said [Apex]c grew; [Bolt]c makes [cells]p.", "1 manufactures 2"),
    ("Analysts said [Apex]c grew, but [Bolt]c makes [cells]p.", "1 manufactures 2"),
    ("Analysts said [Apex]c grew, whereas [Bolt]c makes [cells]p.", "1 manufactures 2"),
    ("[Apex]c grew, analysts said, while [Bolt]c makes [cells]p.", "1 manufactures 2"),
    ("According to analysts, [Apex]c grew; [Bolt]c makes [cells]p.", "1 manufactures 2"),
    ("[Bolt]c makes [cells]p; [Apex]c grew, analysts said.", "0 manufactures 1"),
    ("While [Bolt]c makes [cells]p, [Apex]c grew, analysts said.", "0 manufactures 1"),
    ("Although [Bolt]c makes [cells]p, [Apex]c grew, analysts said.", "0 manufactures 1"),
    ("[Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("He said [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("They said [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("It said [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c is said to supply [Bolt]c.", "0 suppliesTo 1 possible"),
    ("[Apex]c declined to say whether it supplies [Bolt]c.", "0 suppliesTo 1 possible"),
    ("[Apex]c would not say whether it supplies [Bolt]c.", "0 suppliesTo 1 possible"),
    ("[Apex]c was told to stop supplying [Bolt]c.", "0 suppliesTo 1 past"),
    ("[Apex]c expects to supply [Bolt]c.", "0 suppliesTo 1 planned"),
    ("[Apex]c is expected to supply [Bolt]c.", "0 suppliesTo 1 planned"),
    ("[Apex]c reported a loss on sales to [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c added [Bolt]c to its customers.", "0 suppliesTo 1"),
    ("[Apex]c claims a share of the market that [Bolt]c supplies.", "1 competesWith 0"),
    ("[Apex]c supplies [Bolt]c according to the terms of the deal.", "0 suppliesTo 1"),
    ("According to its contract, [Apex]c supplies [Bolt]c.", "0 suppliesTo 1"),
    ("[Apex]c reportedly supplies [Bolt]c.", "0 suppliesTo 1 possible"),
    # what is said by the way, and what another part of the sentence says
    ("Taiwanese [Apex]c of [Norway]n said it makes [cells]p.", "0 basedIn 1"),
    ("[Norway]n's [Apex]c said it makes [cells]p.", "1 basedIn 0"),
    ("[Apex]c's supplier [Bolt]c said sales rose.", "1 suppliesTo 0"),
    ("[Apex]c said it will build in [Lunde]l, [Norway]n.", "1 locatedIn 2"),
    ("[Apex]c makes [cells]p and [Bolt]c said it uses [steel]m.", "0 manufactures 1"),
    ("[Apex]c supplies [Bolt]c, and analysts said prices rose.", "0 suppliesTo 1"),
    ("[Apex]c, which supplies [Bolt]c, said sales rose.", "0 suppliesTo 1"),
]


@pytest.mark.parametrize(("marked", "claim"), TRAPS)
def test_nobody_is_named_who_does_not_say_the_claim(marked: str, claim: str) -> None:
    assert speaker_of(marked, claim) is None


@pytest.mark.parametrize(
    "marked",
    [
        "[Apex]c said it supplies [Bolt]c.",
        'The head of "[Apex]c", Ada Lind, said [Bolt]c uses [steel]m.',
        "[Corvane Inc.]c said it buys [Bolt]c.",
    ],
)
def test_the_span_holds_the_words_of_the_speaker(marked: str) -> None:
    said_by = told(marked, "0 suppliesTo 1").said_by
    text = marked.replace("[", "").replace("]c", "").replace("]m", "")
    if said_by is not None:
        assert said_by.span.of(text) == said_by.text
