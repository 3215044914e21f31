"""Words are counted once each, however many and in whatever order they come."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph.distinct import Distinct

MANY = 20_000
MOST_BYTES = 40  # for each word: 8 sorted, and the numbers that wait


def counted(words: list[str]) -> Distinct:
    found = Distinct()
    for word in words:
        found.add(word)
    return found


@given(st.lists(st.text(st.characters(), max_size=3)))
def test_it_counts_what_a_set_holds(words: list[str]) -> None:
    assert len(counted(words)) == len(set(words))


def test_many_words_are_counted_once_each_and_can_be_counted_on() -> None:
    words = [f"company/{number}" for number in range(MANY)]
    found = counted([*words, *reversed(words)])
    assert len(found) == MANY
    found.add("company/0")
    found.add("company/new")
    assert len(found) == MANY + 1


def test_a_word_takes_a_few_bytes() -> None:
    tracemalloc.start()
    try:
        found = Distinct()
        for number in range(MANY):
            found.add(f"company/{number}")
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < MOST_BYTES * MANY
    assert len(found) == MANY
