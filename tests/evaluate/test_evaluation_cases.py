"""Figures that were worked out by hand."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

import graphkit
from graphkit import ontology
from graphkit.evaluation import Count, Evaluation, evaluate, to_json, to_sections, to_text
from graphkit.evaluation.matching import GROUPS

Json = dict[str, Any]


@pytest.fixture
def found(gold: Json, predicted: Json) -> Evaluation:
    return evaluate([gold], [predicted])


def test_mentions_count_with_the_right_span_and_type_but_pronouns_do_not(found: Evaluation) -> None:
    # right: Kestrel Cells, Kestrel (twice), Aldermoor, Vantaro; "it" is left out
    assert found.mentions == Count(correct=5, predicted=7, gold=7)
    assert found.by_type == {
        "Company": Count(5, 6, 6),
        "Material": Count(0, 0, 1),
        "Product": Count(0, 1, 0),
    }


def test_wrong_bounds_and_wrong_types_are_told_apart(found: Evaluation) -> None:
    assert found.moved == 1  # "Metals" for "Norhald Metals"
    assert found.retyped == 1  # nickel as a product


def test_coreference_counts_pairs_of_the_mentions_that_both_have(found: Evaluation) -> None:
    # Kestrel Cells, Kestrel, Kestrel: three pairs, of which one was found
    assert found.coreference == Count(correct=1, predicted=1, gold=3)


def test_a_relation_counts_if_its_ends_stand_for_the_right_entities(found: Evaluation) -> None:
    # right: uses, though nickel has a type of the same group, and partnersWith, either way round.
    # wrong: "Metals" shares less than half of "Norhald Metals"; Aldermoor does not buy
    assert found.relations == Count(correct=2, predicted=4, gold=5)
    assert found.by_relation == {
        "suppliesTo": Count(0, 2, 2),
        "partnersWith": Count(1, 1, 1),
        "supplies": Count(0, 0, 1),
        "uses": Count(1, 1, 1),
    }
    assert found.relations.f1 == pytest.approx(4 / 9)


def test_a_relation_that_was_turned_round_is_told_apart(found: Evaluation) -> None:
    assert found.turned == 1


def test_a_status_counts_where_both_sides_have_it(found: Evaluation) -> None:
    assert found.with_status == Count(correct=1, predicted=4, gold=5)
    assert found.by_status == {
        "current": Count(1, 3, 3),
        "denied": Count(0, 0, 1),
        "negotiating": Count(0, 0, 1),
        "planned": Count(0, 1, 0),
    }
    assert found.confusion == {("current", "current"): 1, ("negotiating", "planned"): 1}


def test_mistakes_are_named_in_the_order_of_the_text(found: Evaluation) -> None:
    assert [(m.kind, m.subject, m.predicate, m.object) for m in found.mistakes] == [
        ("missing", "Norhald Metals", "supplies", "nickel"),
        ("missing", "Norhald Metals", "suppliesTo", "Kestrel"),
        ("extra", "Metals", "suppliesTo", "Kestrel"),
        ("turned", "Aldermoor", "suppliesTo", "Kestrel"),
        ("status", "Kestrel", "partnersWith", "Vantaro"),
    ]


def test_mistakes_are_shown_below_their_sentence(found: Evaluation) -> None:
    shown = to_text(found, 2).splitlines()
    assert shown[:3] == [
        "a, characters 0-48",
        "    Norhald Metals supplies nickel to Kestrel Cells.",
        "  missing  Norhald Metals supplies nickel  [current]",
    ]
    assert shown[-1] == "  turned   Aldermoor supplies to Kestrel  [denied]"


def test_a_relation_with_several_statuses_is_right_with_any_of_them(gold: Json) -> None:
    talks = gold["relations"][-1]
    both = {**gold, "relations": [talks, {**talks, "status": "planned", "sentence": 1}]}
    one = {**gold, "relations": [{**talks, "status": "planned"}]}
    found = evaluate([both], [one])
    assert found.with_status == Count(1, 1, 1)
    assert found.by_status["negotiating"] == Count(0, 0, 1)
    assert found.confusion == {("planned", "planned"): 1}
    assert not found.mistakes


def test_found_in_both_directions_is_one_right_and_one_extra(gold: Json) -> None:
    right = gold["relations"][0]
    wrong = {**right, "subject": right["object"], "object": right["subject"]}
    found = evaluate([{**gold, "relations": [right]}], [{**gold, "relations": [right, wrong]}])
    assert (found.relations, found.turned) == (Count(1, 2, 1), 0)
    assert [m.kind for m in found.mistakes] == ["extra"]


def test_two_found_entities_that_are_one_state_a_relation_once(gold: Json) -> None:
    split = [
        {**m, "entity": f"k{i}" if m["entity"] == "k" else m["entity"]}
        for i, m in enumerate(gold["mentions"])
    ]
    first, second = ({"subject": "n", "object": f"k{i}"} for i in (2, 3))
    stated = {**gold["relations"][0]}
    found = evaluate(
        [{**gold, "relations": [stated]}],
        [{**gold, "mentions": split, "relations": [{**stated, **first}, {**stated, **second}]}],
    )
    assert found.relations == Count(1, 1, 1)
    assert found.coreference == Count(0, 0, 6)


def test_an_annotated_document_without_prediction_counts_as_predicted_empty(gold: Json) -> None:
    found = evaluate([gold, {**gold, "id": "b"}], [gold, {**gold, "id": "c"}])
    assert (found.documents, found.unpredicted, found.unannotated) == (2, ("b",), ("c",))
    assert found.relations == Count(5, 5, 10)


def test_nothing_to_find_and_nothing_found_has_no_score(gold: Json) -> None:
    empty = {**gold, "mentions": [], "relations": []}
    found = evaluate([empty], [empty])
    scores = (found.mentions.precision, found.coreference.recall, found.relations.f1)
    assert scores == (None, None, None)
    assert json.loads(to_json(found))["relations"]["f1"] is None


def test_nothing_found_is_zero_and_no_error(gold: Json) -> None:
    found = evaluate([gold], [{**gold, "mentions": [], "relations": []}])
    assert (found.relations.precision, found.relations.recall, found.relations.f1) == (0, 0, 0)


def test_json_holds_all_figures_and_as_many_sentences_as_are_asked_for(found: Evaluation) -> None:
    plain, told = json.loads(to_json(found)), json.loads(to_json(found, mistakes=1))
    assert plain["mistakes"] == []
    assert [m["kind"] for m in told["mistakes"]] == ["missing", "missing", "extra"]
    assert told["mistakes"][0]["sentence"] == [0, 48]
    assert plain["mentions"]["by_type"]["Company"]["precision"] == 0.8333
    assert plain["with_status"]["confusion"] == {
        "current": {"current": 1},
        "negotiating": {"planned": 1},
    }


def test_tables_have_as_many_cells_as_headings(found: Evaluation) -> None:
    sections = list(to_sections(found))
    assert [s.columns[0] for s in sections] == [
        "figure",
        "error",
        "mentions by type",
        "relation",
        "relations by status",
        "gold status \\ predicted",
    ]
    assert all(len(row) == len(s.columns) for s in sections for row in s.rows)
    assert len(list(to_sections(found, []))) == 2


def test_every_type_of_the_ontology_has_a_group() -> None:
    assert GROUPS.keys() == ontology.load().types.keys()


def test_evaluate_is_public(gold: Json) -> None:
    assert isinstance(graphkit.evaluate([gold], [gold]), graphkit.Evaluation)


def long_document(name: str, wide: list[tuple[int, int]], *, shift: int = 0) -> Json:
    """Return a document of 3,000 mentions side by side, and the *wide* ones over them."""
    narrow = [(10 * i + shift, 10 * i + 6) for i in range(3_000)]
    return {
        "id": name,
        "text": "Kestrel x " * 3_000,
        "mentions": [
            {"start": start, "end": end, "type": "Company", "entity": f"{start}-{end}"}
            for start, end in narrow + wide
        ],
        "relations": [],
    }


@pytest.mark.parametrize("side", ["gold", "predicted", "both"])
def test_mentions_as_wide_as_the_text_do_not_make_the_others_slow(side: str) -> None:
    wide = [(i, 30_000 - i) for i in range(50)]
    gold = long_document("a", wide if side != "predicted" else [])
    found = long_document("a", wide if side != "gold" else [], shift=1)
    began = time.process_time()
    evaluate([gold], [found])
    # A tenth of that is usual; looking at every pair takes several seconds.
    assert time.process_time() - began < 1.5


def test_counts_that_cannot_be_are_refused() -> None:
    for numbers in ((2, 1, 3), (2, 3, 1), (-1, 1, 1)):
        with pytest.raises(ValueError, match="right"):
            Count(*numbers)
