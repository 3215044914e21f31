"""Candidate pairs: what may be related or the same, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from graphkit import ontology
from graphkit.errors import ModelError
from graphkit.extract.labels import ALIKE, Labels
from graphkit.extract.pairs import SAME_REACH, candidate_pairs

TERMS = ontology.load()
LABELS = Labels.from_ontology(TERMS)
RELATED = np.logical_or.reduce(LABELS.allowed(TERMS), axis=-1)


def pairs(
    types: list[str], sentence: list[int], owned: list[bool] | None = None
) -> set[tuple[int, ...]]:
    kinds = np.array([LABELS.types.index(name) for name in types])
    mine = np.array([True] * len(types) if owned is None else owned)
    found = candidate_pairs(kinds, np.array(sentence), mine, related=RELATED, alike=LABELS.alike())
    return {tuple(map(int, row)) for row in found}


def test_types_that_a_relation_allows_are_paired_in_that_order() -> None:
    assert pairs(["Event", "Product"], [0, 0]) == {(0, 1, 0)}
    assert pairs(["Product", "Event"], [0, 0]) == {(1, 0, 0)}
    assert pairs(["Company", "Product"], [0, 0]) == {(0, 1, 0), (1, 0, 0)}  # products depend too


def test_types_that_no_relation_joins_are_no_pair() -> None:
    assert pairs(["Event", "Event"], [0, 0]) == {(0, 1, 0)}  # one thing, perhaps
    assert pairs(["Event", "Organization"], [0, 0]) == set()


def test_relations_stay_within_a_sentence_and_identity_within_reach() -> None:
    assert (0, 1, SAME_REACH) in pairs(["Company", "Company"], [0, SAME_REACH])
    assert pairs(["Company", "Company"], [0, SAME_REACH + 1]) == set()
    assert pairs(["Company", "Product"], [0, 1]) == set()


def test_sentences_that_are_only_context_are_not_judged_again() -> None:
    assert pairs(["Company", "Company"], [0, 0], [False, False]) == set()
    assert pairs(["Company", "Company"], [0, 1], [False, True]) == {(0, 1, 1)}


def test_every_type_is_alike_to_itself_and_to_its_group_only() -> None:
    assert sorted(name for names in ALIKE for name in names) == sorted(LABELS.types)
    alike = LABELS.alike()
    assert (alike == alike.T).all()
    assert alike.diagonal().all()


def test_a_network_for_another_vocabulary_is_refused() -> None:
    saved = {
        "types": list(LABELS.types),
        "relations": [*LABELS.relations[1:], "likes"],
        "statuses": list(LABELS.statuses),
    }
    with pytest.raises(ModelError, match="relations"):
        Labels.from_json(saved, TERMS)
