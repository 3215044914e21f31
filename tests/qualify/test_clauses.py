"""Where clauses begin and end: what a verb of one clause says is not said of another."""

from __future__ import annotations

import pytest

from graphkit.model import Mention, Span
from graphkit.qualify.clauses import NONE, split_clauses
from graphkit.qualify.sentence import Sentence


def numbers(text: str, *words: str) -> list[int]:
    """Return the clauses of *words* in *text*, whose words in capitals are mentions."""
    mentions = tuple(
        Mention(Span(text.index(word), text.index(word) + len(word)), "Company", 0)
        for word in dict.fromkeys(text.replace(",", " ").replace(".", " ").split())
        if word.isupper()
    )
    clauses = split_clauses(Sentence(text, 0, None, tuple(sorted(mentions))))
    return [clauses.at(text.index(word)) for word in words]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("APEX sold BOLT in 2019.", ("APEX", "BOLT", "2019"), [0, 0, 0]),
        ("APEX sold BOLT and CORVANE in 2019.", ("BOLT", "CORVANE", "2019"), [0, 0, 0]),
        ("APEX sold BOLT, CORVANE, and DELTA in 2019.", ("BOLT", "DELTA", "2019"), [0, 0, 0]),
        ("APEX sold BOLT and opened CORVANE.", ("BOLT", "CORVANE"), [0, 1]),
        ("APEX sold BOLT and CORVANE bought DELTA.", ("BOLT", "CORVANE", "DELTA"), [0, 1, 1]),
        ("APEX sold BOLT, but it kept CORVANE.", ("BOLT", "CORVANE"), [0, 1]),
        ("APEX and BOLT signed a deal.", ("APEX", "BOLT", "signed"), [0, 0, 0]),
        ("APEX, which makes BOLT, sold CORVANE.", ("APEX", "BOLT", "CORVANE"), [0, 1, 0]),
        ("APEX, based in BOLT, sells CORVANE.", ("APEX", "BOLT", "CORVANE"), [0, 1, 0]),
        ("APEX (formerly BOLT) sells CORVANE.", ("APEX", "BOLT", "CORVANE"), [0, 1, 0]),
        ("APEX sells BOLT; CORVANE makes DELTA.", ("BOLT", "CORVANE"), [0, 1]),
        ("APEX sells BOLT while CORVANE makes DELTA.", ("BOLT", "CORVANE", "DELTA"), [0, 1, 1]),
        ("While APEX sells BOLT, CORVANE makes DELTA.", ("BOLT", "CORVANE", "DELTA"), [1, 0, 0]),
        ("APEX has sold BOLT since 2019.", ("BOLT", "2019"), [0, 0]),
        ("APEX has sold BOLT since CORVANE left in 2019.", ("BOLT", "2019"), [0, 1]),
        ("APEX sold BOLT after the fire of 2019.", ("BOLT", "2019"), [0, 1]),
        ("APEX sold BOLT after 2019.", ("BOLT", "2019"), [0, 0]),
        ("OSLO, May 8 - APEX sold BOLT.", ("May", "BOLT"), [0, 1]),
        ("APEX sold advanced chips and integrated BOLT.", ("APEX", "BOLT"), [0, 0]),
    ],
)
def test_the_words_belong_to_these_clauses(
    text: str, words: tuple[str, ...], expected: list[int]
) -> None:
    assert numbers(text, *words) == expected


def test_a_clause_with_a_subject_of_its_own_relates_nothing_outside_of_it() -> None:
    text = "Apex sold Bolt after Corvane left."
    clauses = split_clauses(Sentence(text, 0, None, ()))
    assert clauses.of(text.index("Bolt"), text.index("Corvane")) == NONE
    assert clauses.of(text.index("Apex"), text.index("Bolt")) == 0


def test_an_empty_text_is_one_clause() -> None:
    assert split_clauses(Sentence(" ", 0, None, ())).at(0) == 0
